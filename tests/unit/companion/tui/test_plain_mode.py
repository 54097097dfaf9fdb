"""For screen readers: every screen in words, in one order, without boxes and without movement."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from companion.interface import set_language
from companion.session.events import Entry, IdeaNoted
from companion.session.folder import SessionFolder
from companion.tui.app import PromenadeApp
from companion.tui.widgets.rows import Rows
from companion.walk.messages import FloorChanged, Journalled, Level, LiveWords, Snapshot
from models.ideas import Idea
from tests.support import reports
from tests.support.builders import heard, spoke
from tests.support.piloting import answer, on_screen, until
from tests.support.scripted_desk import ScriptedDesk

DRAWN = re.compile("[─-▟■-◿]")
"""Box drawing, blocks and geometric signs."""


def screen_text(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def drawn_signs(pilot: Pilot[None]) -> set[str]:
    return set(DRAWN.findall(screen_text(pilot)))


@asynccontextmanager
async def reading(
    desk: ScriptedDesk, size: tuple[int, int] = (80, 30)
) -> AsyncIterator[Pilot[None]]:
    app = PromenadeApp(desk, is_plain=True)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.screen.query_one(Rows).count == 1)
        yield pilot


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("", "> 20"),
        ("s", "1 Settings (shown)"),
        ("\r", "Not playing, 0:00 of"),
        ("\r2", "yours"),
        ("\r2g", "How the ideas hang together"),
        ("\r3", "Strengths:"),
        ("?", "Keys"),
        ("w", "What about?"),
    ],
)
async def test_a_screen_is_words_without_boxes(
    desk: ScriptedDesk, walk: SessionFolder, keys: str, words: str
) -> None:
    desk.next_report = reports.round_table()
    async with reading(desk) as pilot:
        for key in keys:
            await pilot.press("enter" if key == "\r" else key)
            await pilot.pause()
        await until(pilot, lambda: words in screen_text(pilot))
        await until(pilot, lambda: not drawn_signs(pilot))


async def test_a_walk_is_read_in_order_and_nothing_moves_by_itself(desk: ScriptedDesk) -> None:
    async with reading_walk(desk) as pilot:
        for news in (
            Level(at_ms=65_000, dbfs=-20.0),
            LiveWords("people want"),
            Journalled(Entry(1, heard("s1", "people want the shelf", 60_000))),
            Journalled(Entry(2, spoke("s2", "Where would it live?", 64_000))),
            Journalled(Entry(3, IdeaNoted(idea=Idea(id="i1", text="a shelf", origin="walker")))),
            FloorChanged("thinking", 66_000),
        ):
            desk.link.told.put_nowait(news)
        await until(pilot, lambda: "Thinking, speak on if you like" in screen_text(pilot))
        text = screen_text(pilot)
        order = ["Thinking,", "Level : heard", "You : people", "Companion : Where", "Idea noted"]
        places = [text.index(word) for word in order]
        assert places == sorted(places)
        assert "people want\n" not in text
        assert not drawn_signs(pilot)
        before = screen_text(pilot)
        desk.link.told.put_nowait(Level(at_ms=67_000, dbfs=-24.0))
        await pilot.pause(1.2)
        assert screen_text(pilot) == before


async def test_the_cursor_of_the_terminal_stands_on_what_is_present(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with reading(desk) as pilot:
        await pilot.press("s")
        await on_screen(pilot, "SettingsScreen")
        rows = pilot.app.screen.query_one("#values-rows", Rows)
        await until(pilot, lambda: rows.has_focus)
        await pilot.press("down", "down")
        await until(pilot, lambda: pilot.app.cursor_position.y == rows.content_region.y + 4)


def present_row(pilot: Pilot[None]) -> int:
    """Return the row of the screen on which the sign for what is present stands first."""
    lines = screen_text(pilot).splitlines()
    return next(row for row, line in enumerate(lines) if line.lstrip().startswith("> "))


@pytest.mark.parametrize(
    "keys", [["enter", "down"], ["enter", "2", "down"], ["enter", "3", "down"]]
)
async def test_the_terminal_s_cursor_is_where_the_sign_is(
    desk: ScriptedDesk, walk: SessionFolder, keys: list[str]
) -> None:
    desk.next_report = reports.round_table()
    async with reading(desk, size=(40, 30)) as pilot:
        await pilot.press(keys[0])
        await on_screen(pilot, "SessionScreen")
        await until(pilot, lambda: "0:01" in screen_text(pilot))
        await pilot.press(*keys[1:])
        await until(pilot, lambda: pilot.app.cursor_position.y == present_row(pilot))
        await pilot.press("escape")
        await on_screen(pilot, "Home")
        await until(pilot, lambda: pilot.app.cursor_position.y == present_row(pilot))


async def test_it_is_turned_on_by_the_settings_at_once(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    app = PromenadeApp(desk)
    async with app.run_test(size=(80, 30)) as pilot:
        await until(pilot, lambda: app.screen.query_one(Rows).count == 1)
        await pilot.press("s")
        await on_screen(pilot, "SettingsScreen")
        await until(pilot, lambda: app.screen.query_one("#values-rows", Rows).has_focus)
        await pilot.press("end", "enter")
        await until(pilot, lambda: app.has_class("plain"))
        await until(pilot, lambda: not drawn_signs(pilot))


@asynccontextmanager
async def reading_walk(desk: ScriptedDesk) -> AsyncIterator[Pilot[None]]:
    set_language("en")
    app = PromenadeApp(desk, is_plain=True)
    async with app.run_test(size=(80, 30)) as pilot:
        await on_screen(pilot, "Home")
        await pilot.press("w")
        await answer(pilot, "tools")
        await on_screen(pilot, "WalkScreen")
        begun = Snapshot(session="walk", language="en", floor="listening", elapsed_ms=65_000)
        desk.link.told.put_nowait(begun)
        await until(pilot, lambda: app.screen._is_caught_up)  # type: ignore[attr-defined]
        yield pilot

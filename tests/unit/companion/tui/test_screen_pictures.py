"""One picture of each screen at each size, from fixed data: what changes is looked at.

`pytest tests/unit/companion/tui/test_screen_pictures.py --snapshot-update` draws them anew.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from companion.paths import Places
from companion.session.folder import SessionFolder
from companion.tui.app import PromenadeApp
from companion.tui.widgets.box import Box
from companion.tui.widgets.floor import FloorView
from companion.tui.widgets.rows import Rows
from companion.tui.widgets.transcript import TranscriptView
from companion.walk.messages import Level, LiveWords, Snapshot
from tests.support import reports
from tests.support.piloting import answer, on_screen, shown, until
from tests.support.scripted_desk import ScriptedDesk

SIZES = [(80, 24), (120, 40), (40, 20)]
Drive = Callable[[Pilot[None]], Awaitable[None]]


async def at_home(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: pilot.app.screen.query_one(Rows).count == 1)


async def in_session(pilot: Pilot[None]) -> None:
    await at_home(pilot)
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen.query_one(TranscriptView).present)


async def on_ideas(pilot: Pilot[None]) -> None:
    await in_session(pilot)
    await pilot.press("2")
    await until(pilot, lambda: pilot.app.screen.query_one("#board").has_focus)


async def on_report(pilot: Pilot[None]) -> None:
    await in_session(pilot)
    await pilot.press("3")
    await until(pilot, lambda: pilot.app.screen.query_one("#strengths", Box).option_count)
    await pilot.press("down")
    await until(pilot, lambda: shown(pilot, "#evidence"))


async def on_walk(pilot: Pilot[None]) -> None:
    await at_home(pilot)
    await pilot.press("w")
    await answer(pilot, "tools")
    await on_screen(pilot, "WalkScreen")
    for timer in list(pilot.app.screen._timers):
        timer.stop()  # the clock of the walk stands still for its picture
    desk: Any = pilot.app._desk  # type: ignore[attr-defined]
    journal = str(desk._folder(desk.cards()[0].id).journal)
    for news in (
        Snapshot(session="w", language="en", floor="listening", elapsed_ms=65_000, journal=journal),
        Level(at_ms=65_000, dbfs=-21.0),
        LiveWords("and the key would hang at the bakery"),
    ):
        desk.link.told.put_nowait(news)
    await until(pilot, lambda: pilot.app.screen.query_one(FloorView).floor == "listening")
    await until(pilot, lambda: "it lives in the hut" in shown(pilot, "#idea-list"))
    await until(pilot, lambda: shown(pilot, "#words"))


async def in_settings(pilot: Pilot[None]) -> None:
    await at_home(pilot)
    await pilot.press("s")
    await on_screen(pilot, "SettingsScreen")
    await until(pilot, lambda: pilot.app.screen.query_one("#values-rows", Rows).has_focus)
    await until(pilot, lambda: "no microphone" in shown(pilot, "#checks"))


async def on_health(pilot: Pilot[None]) -> None:
    await in_settings(pilot)
    await pilot.press("3")
    await until(pilot, lambda: pilot.app.screen.query_one("#check-list").has_focus)


async def among_keys(pilot: Pilot[None]) -> None:
    await in_session(pilot)
    await pilot.press("question_mark")
    await on_screen(pilot, "KeysScreen")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    "drive",
    [at_home, in_session, on_ideas, on_report, on_walk, in_settings, on_health, among_keys],
    ids=lambda drive: drive.__name__,
)
def test_a_screen_looks_as_it_did(
    snap_compare: Callable[..., bool],
    places: Places,
    walk: SessionFolder,
    drive: Drive,
    size: tuple[int, int],
) -> None:
    desk = ScriptedDesk(places)
    desk.next_report = reports.round_table()
    app = PromenadeApp(desk)
    app.animation_level = "none"

    async def settled(pilot: Pilot[None]) -> None:
        await drive(pilot)

    assert snap_compare(app, terminal_size=size, run_before=settled)

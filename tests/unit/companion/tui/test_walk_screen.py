"""A walk as its walker sees it: what it tells is drawn, what is pressed is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import get_args

import pytest
from textual.pilot import Pilot

from companion.conversation.contract import CommandName
from companion.session.events import Entry, IdeaChanged, IdeaNoted, IdeasMerged, TakenOffRecord
from companion.session.folder import SessionFolder
from companion.tui.app import PromenadeApp
from companion.tui.screens.walk import WalkScreen
from companion.tui.widgets.floor import FloorView
from companion.tui.widgets.meter import Meter
from companion.tui.widgets.talk import TalkView
from companion.walk.messages import (
    FloorChanged,
    Health,
    HealthChanged,
    Journalled,
    Level,
    LiveWords,
    News,
    Press,
    Snapshot,
    Stop,
    WalkEnded,
)
from models.ideas import Idea
from models.speech import EngineCard
from tests.support.builders import heard, spoke
from tests.support.piloting import answer, on_screen, shown, until
from tests.support.scripted_desk import ScriptedDesk

BEGUN = Snapshot(session="walk", language="en", floor="listening", elapsed_ms=65_000)


@asynccontextmanager
async def walking(
    desk: ScriptedDesk, *news: News, size: tuple[int, int] = (100, 30)
) -> AsyncIterator[Pilot[None]]:
    app = PromenadeApp(desk)
    async with app.run_test(size=size) as pilot:
        await on_screen(pilot, "Home")
        await pilot.press("w")
        await answer(pilot, "tools")
        await on_screen(pilot, "WalkScreen")
        for one in (BEGUN, *news):
            desk.link.told.put_nowait(one)
        await until(pilot, lambda: app.screen.query_one(FloorView).floor != "starting")
        yield pilot


def talk(pilot: Pilot[None]) -> list[str]:
    return [one.text for one in pilot.app.screen.query_one(TalkView).said]


async def test_a_walk_begins_in_its_own_language_with_its_topic(desk: ScriptedDesk) -> None:
    async with walking(desk):
        assert desk.walks == [("en", "tools")]


async def test_the_walk_is_drawn_from_what_it_tells(desk: ScriptedDesk) -> None:
    news = (
        Level(at_ms=65_100, dbfs=-20.0, is_clipping=True),
        LiveWords("people want \x1b[31mthe shelf"),
        FloorChanged("thinking", 66_000),
        HealthChanged(Health("chat", "away")),
    )
    async with walking(desk, *news) as pilot:
        await until(pilot, lambda: pilot.app.screen.query_one(FloorView).floor == "thinking")
        assert pilot.app.screen.query_one(Meter).is_clipping
        assert shown(pilot, "#words") == "people want the shelf"
        await until(pilot, lambda: "the built-in one answers" in shown(pilot, "#engines"))


async def test_a_dead_microphone_is_said_in_words(desk: ScriptedDesk) -> None:
    async with walking(desk, Level(at_ms=1, dbfs=-120.0, is_dead=True)) as pilot:
        meter = pilot.app.screen.query_one(Meter)
        await until(pilot, lambda: meter.is_dead)
        assert "muted" in str(meter.render())


async def test_who_joins_later_reads_the_whole_conversation_once(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    joined = Snapshot(
        session=walk.id, language="en", floor="listening", elapsed_ms=9, journal=str(walk.journal)
    )
    known = Journalled(Entry(2, heard("s1", "people want the shelf not the drill", 1000)))
    fresh = Journalled(Entry(99, spoke("s9", "Why there?", 12_000)))
    async with walking(desk, joined) as pilot:
        await until(pilot, lambda: len(talk(pilot)) == 3)
        desk.link.told.put_nowait(known)
        desk.link.told.put_nowait(fresh)
        await until(pilot, lambda: talk(pilot)[-1] == "Why there?")
        assert len(talk(pilot)) == 4
        assert "it lives in the hut" in shown(pilot, "#idea-list")


async def test_ideas_are_drawn_as_they_are_noted_changed_and_merged(desk: ScriptedDesk) -> None:
    def note(number: int, text: str) -> Journalled:
        idea = Idea(id=f"i{number}", text=text, origin="walker")
        return Journalled(Entry(number, IdeaNoted(idea=idea)))

    async with walking(desk) as pilot:
        await until(pilot, lambda: pilot.app.screen._is_caught_up)  # type: ignore[attr-defined]
        desk.link.told.put_nowait(note(1, "a shelf"))
        desk.link.told.put_nowait(note(2, "a hut"))
        desk.link.told.put_nowait(Journalled(Entry(3, IdeaChanged(id="i1", status="kept"))))
        await until(pilot, lambda: "★ a shelf" in shown(pilot, "#idea-list"))
        desk.link.told.put_nowait(Journalled(Entry(4, IdeasMerged(into="i1", merged="i2"))))
        await until(pilot, lambda: "a hut" not in shown(pilot, "#idea-list"))


async def test_what_is_taken_off_the_record_leaves_the_screen(desk: ScriptedDesk) -> None:
    async with walking(desk) as pilot:
        await until(pilot, lambda: pilot.app.screen._is_caught_up)  # type: ignore[attr-defined]
        desk.link.told.put_nowait(Journalled(Entry(1, heard("s1", "a secret", 5000))))
        await until(pilot, lambda: talk(pilot) == ["a secret"])
        gone = TakenOffRecord(start_ms=4000, end_ms=9000)
        desk.link.told.put_nowait(Journalled(Entry(2, gone)))
        await until(pilot, lambda: talk(pilot) == [])


async def test_every_spoken_command_has_a_key() -> None:
    actions = " ".join(
        f"{binding.action}"  # type: ignore[union-attr]
        for binding in WalkScreen.BINDINGS
    )
    elsewhere = {"pause": "pause", "resume": "pause", "end": "end", "language": "switch_language"}
    for command in get_args(CommandName):
        assert f"'{command}'" in actions or elsewhere.get(command, "–") in actions


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("n", Press("note")),
        ("space", Press("go-on")),
        ("u", Press("undo")),
        ("F", Press("on-record")),
        ("plus", Press("faster")),
        ("y", Press("yes")),
        ("l", Press("language", "français")),
        ("p", Press("pause")),
    ],
)
async def test_a_key_is_sent_as_the_command(desk: ScriptedDesk, key: str, asked: Press) -> None:
    async with walking(desk) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: desk.link.asked == [asked])


async def test_recalling_asks_what_about(desk: ScriptedDesk) -> None:
    async with walking(desk) as pilot:
        await pilot.press("slash")
        await answer(pilot, "the hut")
        await until(pilot, lambda: desk.link.asked == [Press("recall", "the hut")])


async def test_leaving_leaves_the_walk_going_on_and_ending_asks_first(desk: ScriptedDesk) -> None:
    async with walking(desk) as pilot:
        await pilot.press("q")
        await on_screen(pilot, "Confirm")
        await pilot.press("n")
        await on_screen(pilot, "WalkScreen")
        await pilot.press("escape")
        await on_screen(pilot, "Home")
        assert desk.link.is_closed
        assert desk.link.asked == []


async def test_ending_stops_the_walk_and_what_was_kept_opens(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with walking(desk) as pilot:
        await pilot.press("q")
        await on_screen(pilot, "Confirm")
        await pilot.press("y")
        await until(pilot, lambda: desk.link.asked == [Stop()])
        desk.link.told.put_nowait(WalkEnded(walk.id, "key"))
        await on_screen(pilot, "SessionScreen")


async def test_asking_for_the_end_is_answered_at_once(desk: ScriptedDesk) -> None:
    async with walking(desk) as pilot:
        await pilot.press("q")
        await on_screen(pilot, "Confirm")
        await pilot.press("y")
        await on_screen(pilot, "WalkScreen")
        desk.link.told.put_nowait(FloorChanged("speaking", 70_000))
        floor = pilot.app.screen.query_one(FloorView)
        await until(pilot, lambda: floor.floor == "speaking")
        assert "N D I N G" in str(floor.render())


async def test_engines_and_devices_are_named_with_their_health(desk: ScriptedDesk) -> None:
    ear = Health("ear", "ready", EngineCard("vosk", "vosk-model-small-en-us-0.15"))
    told = (HealthChanged(ear), HealthChanged(Health("microphone", "low")))
    async with walking(desk, *told) as pilot:
        await until(pilot, lambda: "vosk-model-small" in shown(pilot, "#engines"))
        await until(pilot, lambda: "microphone : silent" in shown(pilot, "#clock"))
        await pilot.press("e")
        await on_screen(pilot, "KeysScreen")


async def test_what_is_found_again_or_stood_in_for_is_no_alarm(desk: ScriptedDesk) -> None:
    told = (
        HealthChanged(Health("microphone", "replaced")),
        HealthChanged(Health("chat", "away")),
    )
    async with walking(desk, *told) as pilot:
        await until(pilot, lambda: "found again" in shown(pilot, "#engines"))
        await until(pilot, lambda: "all well" in shown(pilot, "#clock"))


async def test_a_walk_that_ends_under_a_question_opens_all_the_same(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with walking(desk) as pilot:
        await pilot.press("q")
        await on_screen(pilot, "Confirm")
        desk.link.told.put_nowait(WalkEnded(walk.id, "said"))
        await on_screen(pilot, "SessionScreen")


async def test_a_line_that_is_cut_is_told_and_nothing_breaks(desk: ScriptedDesk) -> None:
    async with walking(desk) as pilot:
        desk.link.told.put_nowait(None)
        await until(pilot, lambda: any("cut" in said for said in talk(pilot)))
        floor = pilot.app.screen.query_one(FloorView)
        assert "CUT" in str(floor.render()).replace(" ", "")
        assert "all well" not in shown(pilot, "#clock")


async def test_a_phone_s_width_shows_state_level_talk_and_the_count_of_ideas(
    desk: ScriptedDesk,
) -> None:
    idea = Idea(id="i1", text="a shelf", origin="walker")
    async with walking(desk, size=(40, 20)) as pilot:
        await until(pilot, lambda: pilot.app.screen._is_caught_up)  # type: ignore[attr-defined]
        desk.link.told.put_nowait(Journalled(Entry(1, IdeaNoted(idea=idea))))
        await until(pilot, lambda: "1 idea" in shown(pilot, "#clock"))
        assert not pilot.app.screen.query_one("#ideas").display
        await pilot.press("w")
        await until(pilot, lambda: pilot.app.screen.query_one("#ideas").display)

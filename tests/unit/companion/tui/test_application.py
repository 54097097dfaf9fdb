"""The application as its user has it: keys in, screens out, sessions changed on disk."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static
from textual.worker import WorkerCancelled

from companion.interface import set_language
from companion.paths import Places, find_places
from companion.session.events import IdeaNoted
from companion.session.folder import SessionFolder
from companion.session.opening import load_session
from companion.session.soundfile import SoundFile
from companion.tui.app import PromenadeApp
from companion.tui.screens.session import SessionScreen
from companion.tui.widgets.floor import FloorView
from companion.tui.widgets.meter import Meter
from companion.tui.widgets.transcript import TranscriptView
from companion.walk.messages import FloorChanged, Level, LiveWords, Press, Snapshot, Stop, WalkEnded
from models.audio import EAR_RATE
from models.ideas import Idea
from tests.support.builders import heard, make_walk, spoke, tone
from tests.support.scripted_desk import ScriptedDesk


@pytest.fixture
def places(tmp_path: Path) -> Places:
    set_language("en")
    return find_places(str(tmp_path))


@pytest.fixture
def walk(places: Places) -> SessionFolder:
    idea = Idea(id="i1", text="people want the shelf", origin="walker", evidence=("s1",))
    folder = make_walk(
        places,
        heard("s1", "people want the shelf not the drill", 1000),
        spoke("s2", "Where would it live?", 5000),
        heard("s3", "in the old ticket hut", 9000),
        IdeaNoted(idea=idea),
    )
    sound = SoundFile(folder.recording)
    for frame in tone(0, 12_000):
        sound.put(0, frame.start_ms * EAR_RATE // 1000, frame.samples)
    sound.close()
    return folder


async def settled(pilot: Pilot[None], passes: int = 4) -> None:
    """Let workers and their messages come to rest."""
    for _ in range(passes):
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete(
                [
                    worker
                    for worker in pilot.app.workers
                    if worker.group in ("cards", "change", "search")
                ]
            )
        await pilot.pause()


def texts(folder: SessionFolder) -> Sequence[str]:
    return [segment.text for segment in load_session(folder).transcript.segments]


async def test_home_lists_what_is_kept_and_opens_it(places: Places, walk: SessionFolder) -> None:
    app = PromenadeApp(ScriptedDesk(places))
    async with app.run_test() as pilot:
        await settled(pilot)
        assert app.screen.query_one(OptionList).option_count == 1
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, SessionScreen)
        present = app.screen.query_one(TranscriptView).present
        assert present is not None
        assert present.text == "people want the shelf not the drill"


async def test_search_finds_a_line_and_goes_to_it(places: Places, walk: SessionFolder) -> None:
    app = PromenadeApp(ScriptedDesk(places))
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("slash", *"ticket")
        await pilot.pause(0.2)
        await settled(pilot)
        assert app.screen.query_one(OptionList).option_count == 1
        await pilot.press("enter", "enter")
        await settled(pilot)
        present = app.screen.query_one(TranscriptView).present
        assert present is not None
        assert present.id == "s3"


async def test_a_corrected_line_is_kept_and_can_be_undone_and_redone(
    places: Places, walk: SessionFolder
) -> None:
    app = PromenadeApp(ScriptedDesk(places))
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("e")
        await pilot.pause()
        app.screen.query_one(Input).value = "people want a shelf not a drill"
        await pilot.press("enter")
        await settled(pilot)
        assert texts(walk)[0] == "people want a shelf not a drill"
        await pilot.press("u")
        await settled(pilot)
        assert texts(walk)[0] == "people want the shelf not the drill"
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert texts(walk)[0] == "people want a shelf not a drill"


async def test_a_line_can_be_split_and_merged_again(places: Places, walk: SessionFolder) -> None:
    app = PromenadeApp(ScriptedDesk(places))
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("s")
        await pilot.pause()
        app.screen.query_one(Input).value = "people want the shelf |not the drill"
        await pilot.press("enter")
        await settled(pilot)
        assert texts(walk)[:2] == ["people want the shelf", "not the drill"]
        await pilot.press("m")
        await settled(pilot)
        assert texts(walk)[0] == "people want the shelf not the drill"


async def test_an_idea_moves_along_the_board(places: Places, walk: SessionFolder) -> None:
    app = PromenadeApp(ScriptedDesk(places))
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("2")
        await pilot.pause()
        await pilot.press("greater_than_sign")
        await settled(pilot)
        assert load_session(walk).ideas[0].status == "kept"


async def test_marking_a_line_as_an_idea_makes_the_idea(
    places: Places, walk: SessionFolder
) -> None:
    app = PromenadeApp(ScriptedDesk(places))
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("end", "i")
        await settled(pilot)
        state = load_session(walk)
        assert state.marks["s3"] == frozenset({"idea"})
        assert state.ideas[-1].text == "in the old ticket hut"


async def test_a_line_plays_from_its_own_time(places: Places, walk: SessionFolder) -> None:
    desk = ScriptedDesk(places)
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("end", "enter")
        await pilot.pause(0.1)
        assert desk.playbacks[0].asked[0] == 9000
        await pilot.press("right_square_bracket")
        await pilot.pause(0.1)
        assert desk.playbacks[-1].asked[2] == 1.25


async def test_the_walk_is_drawn_from_what_it_tells(places: Places) -> None:
    desk = ScriptedDesk(places)
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("w")
        await pilot.pause(0.1)
        await pilot.press(*"tools", "enter")
        await pilot.pause(0.1)
        assert desk.walks == [("en", "tools")]
        for news in (
            Snapshot(session="walk", language="en", floor="listening", elapsed_ms=65_000),
            Level(at_ms=65_100, dbfs=-20.0, is_clipping=True),
            LiveWords("people want \x1b[31mthe shelf"),
            FloorChanged("thinking", 66_000),
        ):
            desk.link.told.put_nowait(news)
        await pilot.pause(0.1)
        assert app.screen.query_one(FloorView).floor == "thinking"
        assert app.screen.query_one(Meter).is_clipping
        words = str(app.screen.query_one("#words", Static).render())
        assert words == "people want the shelf"
        await pilot.press("n", "space")
        assert desk.link.asked == [Press("note"), Press("go-on")]


async def test_leaving_the_walk_leaves_it_going_on_and_ending_it_asks_first(places: Places) -> None:
    desk = ScriptedDesk(places)
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("w")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause(0.1)
        await pilot.press("q")
        await pilot.pause(0.1)
        assert Stop() not in desk.link.asked
        await pilot.press("n", "escape")
        await pilot.pause(0.1)
        assert desk.link.is_closed
        assert Stop() not in desk.link.asked


async def test_a_finished_walk_opens_as_a_session(places: Places, walk: SessionFolder) -> None:
    desk = ScriptedDesk(places)
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("w")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause(0.1)
        desk.link.told.put_nowait(WalkEnded(walk.id, "said"))
        await pilot.pause(0.1)
        await settled(pilot)
        assert isinstance(app.screen, SessionScreen)


async def test_what_people_said_cannot_move_the_cursor(places: Places) -> None:
    make_walk(places, heard("s1", "a \x1b[2J b \x07 c"))
    app = PromenadeApp(ScriptedDesk(places))
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        view = app.screen.query_one(TranscriptView)
        drawn = "".join(view.render_line(row).text for row in range(4))
        assert "\x1b" not in drawn
        assert "\x07" not in drawn
        assert "a  b   c" in drawn


async def test_a_setting_is_checked_as_it_is_typed_and_saved_when_right(places: Places) -> None:
    desk = ScriptedDesk(places)
    app = PromenadeApp(desk)
    async with app.run_test(size=(120, 60)) as pilot:
        await settled(pilot)
        await pilot.press("s")
        await pilot.pause(0.1)
        pace = next(field for field in app.screen.query(Input) if field.name == "voice-pace")
        pace.value = "fast"
        await pilot.pause(0.1)
        assert "Pace" in str(app.screen.query_one("#complaint", Static).render())
        assert desk.settings.voice.pace == 1.0
        pace.value = "0.8"
        await pilot.pause(0.2)
        assert desk.settings.voice.pace == 0.8
        assert "0.8" in places.settings_file.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [(40, 20), (80, 24), (120, 40)])
async def test_every_screen_can_be_drawn_at_every_size(
    places: Places, walk: SessionFolder, size: tuple[int, int]
) -> None:
    app = PromenadeApp(ScriptedDesk(places))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("2", "3", "1", "escape", "s")
        await pilot.pause(0.1)
        await pilot.resize_terminal(60, 18)
        await pilot.press("escape")
        await pilot.pause(0.1)
        assert app.screen.query_one(OptionList).option_count == 1

"""Home as its user has it: the list, the search, the filters, the ways in."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Label

from companion.paths import Places
from companion.session.events import SessionDescribed
from companion.session.folder import SessionFolder, held
from companion.session.importing import create_session
from companion.session.writing import Journal
from companion.tui.app import PromenadeApp
from companion.tui.desk import MOST_HITS
from companion.tui.screens.home import Home
from companion.tui.widgets.rows import Rows
from companion.tui.widgets.transcript import TranscriptView
from models.transcript import Transcript
from tests.support.builders import heard, make_walk, segment
from tests.support.piloting import answer, notices, on_screen, shown, until
from tests.support.scripted_desk import ScriptedDesk


def count(app: PromenadeApp) -> int:
    return app.screen.query_one(Rows).count


async def test_home_lists_what_is_kept_and_opens_it(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: count(app) == 1)
        await pilot.press("enter")
        await on_screen(pilot, "SessionScreen")
        present = await until(pilot, lambda: app.screen.query_one(TranscriptView).present)
        assert present is not None
        assert present.text == "people want the shelf not the drill"


async def test_an_empty_home_says_what_can_be_done(desk: ScriptedDesk) -> None:
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.has_class("empty"))
        assert "set out" in shown(pilot, "#empty")


async def test_search_finds_a_line_and_goes_to_it(desk: ScriptedDesk, walk: SessionFolder) -> None:
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: count(app) == 1)
        await pilot.press("slash", *"ticket")
        await until(pilot, lambda: shown(pilot, "#status").startswith("1 line found"))
        await pilot.press("enter", "enter")
        await on_screen(pilot, "SessionScreen")
        await until(pilot, lambda: app.screen.query_one(TranscriptView).present.id == "s3")  # type: ignore[union-attr]


async def test_two_enters_in_a_row_open_the_best_line_however_long_the_search_takes(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    desk.may_search.clear()
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: count(app) == 1)
        await pilot.press("slash", *"ticket")
        app.simulate_key("enter")
        app.simulate_key("enter")
        await pilot.pause(0.2)
        assert isinstance(app.screen, Home)
        desk.may_search.set()
        await on_screen(pilot, "SessionScreen")
        present = await until(pilot, lambda: app.screen.query_one(TranscriptView).present)
        assert present is not None
        assert present.text == "in the old ticket hut"


async def test_what_still_stands_on_the_screen_is_not_said_again(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: count(app) == 1)
        await pilot.press("enter")
        await on_screen(pilot, "SessionScreen")
        await until(pilot, lambda: app.screen.query_one(TranscriptView).present)
        await pilot.press("ctrl+r", "ctrl+r", "ctrl+r")
        await until(pilot, lambda: notices(pilot))
        await pilot.pause()
        assert notices(pilot) == ["Nothing to do again."]


async def test_the_list_is_narrowed_by_kind_by_language_and_by_tag(
    desk: ScriptedDesk, places: Places, walk: SessionFolder
) -> None:
    talk = Transcript(
        id="", kind="talk", language="fr", segments=(segment("s1", "le budget est trop petit"),)
    )
    create_session(places, talk, started_at="2026-03-02T10:00:00+01:00")
    with Journal(walk.journal) as journal:
        journal.append(SessionDescribed(tags=("Garden",)))
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: count(app) == 2)
        await pilot.press("slash", *"tag:garden")
        await until(pilot, lambda: count(app) == 1)
        await pilot.press("escape")
        await until(pilot, lambda: count(app) == 2)
        await pilot.press("slash", *"langue:fr")
        await until(pilot, lambda: count(app) == 1)
        await pilot.press("escape")
        await until(pilot, lambda: count(app) == 2)
        await pilot.press("f", "f")
        await until(pilot, lambda: "talk" in shown(pilot, "#status"))
        assert count(app) == 1
    again = PromenadeApp(ScriptedDesk(places))
    async with again.run_test() as pilot:
        await until(pilot, lambda: again.screen.query_one(Rows).count == 1)
        assert "talk" in shown(pilot, "#status")


async def test_an_interrupted_walk_is_offered_to_be_recovered_and_asks_first(
    desk: ScriptedDesk, places: Places
) -> None:
    folder = make_walk(places, heard("s1", "half a thought"), is_ended=False)
    make_walk(places, heard("s1", "a whole thought"))
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "1 interrupted" in shown(pilot, "#status"))
        assert desk.asked == []
        await pilot.press("end", "home", "r")  # whichever session is present
        await on_screen(pilot, "Confirm")
        question = str(app.screen.query_one(Label).render())
        assert "half a thought" in question
        await pilot.press("enter")
        await until(pilot, lambda: desk.asked == [("recover", folder.id)])


async def test_forgetting_asks_first(desk: ScriptedDesk, walk: SessionFolder) -> None:
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: count(app) == 1)
        await pilot.press("D")
        await on_screen(pilot, "Confirm")
        question = await until(pilot, lambda: app.screen.query_one(Label))
        assert str(question.content).startswith("people want the shelf not the drill")
        await pilot.press("enter")  # alone, it deletes nothing
        await on_screen(pilot, "Home")
        assert desk.asked == []
        await pilot.press("D")
        await on_screen(pilot, "Confirm")
        await pilot.press("y")
        await until(pilot, lambda: desk.asked == [("forget", walk.id)])


async def test_a_walk_that_goes_on_stands_first_and_enter_joins_it(
    desk: ScriptedDesk, places: Places, walk: SessionFolder
) -> None:
    running = make_walk(
        places, heard("s1", "on my way"), is_ended=False, started_at="2020-01-01T10:00:00+01:00"
    )
    desk.going_on = running.id
    with held(running):
        app = PromenadeApp(desk)
        async with app.run_test() as pilot:
            await until(pilot, lambda: count(app) == 2)
            await pilot.press("enter")
            await on_screen(pilot, "WalkScreen")
    assert desk.walks == []


async def test_files_are_taken_in_with_progress_and_can_be_stopped(
    desk: ScriptedDesk, tmp_path: Path, walk: SessionFolder
) -> None:
    (tmp_path / "talk.vtt").write_text("WEBVTT\n", encoding="utf-8")
    desk.may_finish.clear()
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: count(app) == 1)
        await pilot.press("i")
        await answer(pilot, str(tmp_path / "nothing.vtt"))
        assert desk.asked == []
        await answer(pilot, str(tmp_path / "talk.vtt"))
        await until(pilot, lambda: "importing talk.vtt" in shown(pilot, "#status"))
        await pilot.press("x")
        await until(pilot, lambda: "importing" not in shown(pilot, "#status"))
        assert desk.asked == []
        desk.may_finish.set()
        await pilot.press("i")
        await answer(pilot, str(tmp_path / "talk.vtt"))
        await until(pilot, lambda: "1 imported" in notices(pilot))


async def test_every_key_is_shown_in_the_language_of_the_interface(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    app = PromenadeApp(desk)
    async with app.run_test(size=(100, 50)) as pilot:
        await until(pilot, lambda: count(app) == 1)
        await pilot.press("question_mark")
        await on_screen(pilot, "KeysScreen")
        table = str(app.screen.query("Static").last().render())
        assert "Import" in table
        assert "kind:walk" in table
        await pilot.press("escape")
        await on_screen(pilot, "Home")


async def test_the_palette_offers_the_screen_s_own_commands(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: count(app) == 1)
        await pilot.press("ctrl+p")
        await on_screen(pilot, "CommandPalette")
        await pilot.press(*"settin")
        await until(pilot, lambda: app.screen.query_one("CommandList").option_count > 0)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await on_screen(pilot, "SettingsScreen")


async def test_a_damaged_session_does_not_hide_the_others(
    desk: ScriptedDesk, places: Places, walk: SessionFolder
) -> None:
    bad = make_walk(places, heard("s1", "gone"), started_at="2027-01-01T10:00:00+01:00")
    bad.journal.write_bytes(b'{"seq":1,"event":{"type":"session_started"\n{{{\n')
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: count(app) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: notices(pilot))
        await pilot.press("escape")
        await on_screen(pilot, "Home")
        assert count(app) == 2


async def test_the_colours_chosen_are_there_the_next_time(
    desk: ScriptedDesk, places: Places
) -> None:
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await on_screen(pilot, "Home")
        await pilot.press("f2")
        await until(pilot, lambda: app.theme == "promenade-light")
        await until(pilot, lambda: places.settings_file.exists())
    again = PromenadeApp(ScriptedDesk(places))
    async with again.run_test() as pilot:
        await on_screen(pilot, "Home")
        assert again.theme == "promenade-light"


async def test_two_applications_on_one_archive_see_each_other_s_changes(
    places: Places, walk: SessionFolder
) -> None:
    one, other = PromenadeApp(ScriptedDesk(places)), PromenadeApp(ScriptedDesk(places))
    async with one.run_test() as first, other.run_test() as second:
        await until(first, lambda: count(one) == 1)
        await until(second, lambda: count(other) == 1)
        await first.press("enter")
        await until(first, lambda: one.screen.query_one(TranscriptView).present)
        await first.press("T")
        await answer(first, "The shelf")
        await until(first, lambda: "The shelf" in shown(first, "#title"))
        await second.press("enter")
        await until(second, lambda: "The shelf" in shown(second, "#title"))


async def test_a_broken_screen_is_described_without_what_was_said(desk: ScriptedDesk) -> None:
    class Broken(Home):
        def key_z(self) -> None:
            raise RuntimeError("a secret that somebody said")

    app = PromenadeApp(desk)
    try:
        async with app.run_test() as pilot:
            await app.push_screen(Broken(desk))
            await until(pilot, lambda: isinstance(app.screen, Broken))
            await until(pilot, lambda: app.focused is not None and app.focused.id != "search")
            await pilot.press("z")
            await until(pilot, lambda: app.broke)
    except RuntimeError:
        pass
    assert "RuntimeError" in app.broke
    assert "test_home_screen.py" in app.broke
    assert "secret" not in app.broke


async def test_a_session_that_cannot_be_read_says_why_and_leads_back_home(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    with walk.journal.open("ab") as journal:
        journal.write(b"{{{\n")
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.query_one(Rows).count)
        await pilot.press("enter")
        await until(pilot, lambda: any("damaged" in notice for notice in notices(pilot)))
        await on_screen(pilot, "Home")


async def test_a_list_never_begins_with_half_an_item(desk: ScriptedDesk, places: Places) -> None:
    for day in range(10, 30):
        make_walk(places, heard("s1", "a line", 0), started_at=f"2026-03-{day}T10:00:00+01:00")
    app = PromenadeApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        rows = await until(pilot, lambda: app.screen.query_one(Rows))
        await until(pilot, lambda: rows.count == 20)
        for _ in range(12):
            await pilot.press("j")
        await pilot.pause()
        assert rows.scroll_offset.y > 0
        assert rows.scroll_offset.y % 2 == 0
        await pilot.press("end")
        await pilot.pause()
        assert rows.scroll_offset.y % 2 == 0


async def test_a_search_that_finds_very_much_says_that_these_are_the_best(
    desk: ScriptedDesk, places: Places
) -> None:
    make_walk(
        places, *(heard(f"s{n}", f"the tram number {n}", n * 4000) for n in range(MOST_HITS + 5))
    )
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: count(app) == 1)
        await pilot.press("slash", *"tram")
        await until(pilot, lambda: shown(pilot, "#status") == f"the best {MOST_HITS} lines")

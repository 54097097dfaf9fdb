"""A session as its user has it: read, heard, corrected, its ideas, its report."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import msgspec
import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Label, OptionList

from companion.archive.glance import LONG
from companion.paths import Places
from companion.session.events import ReportWritten, SegmentsMerged
from companion.session.folder import SessionFolder
from companion.session.opening import load_session
from companion.session.writing import Journal
from companion.tui.app import PromenadeApp
from companion.tui.report_words import SWOT_BOXES
from companion.tui.widgets.board import IdeaBoard
from companion.tui.widgets.box import Box
from companion.tui.widgets.player import PlayerBar
from companion.tui.widgets.report import ReportView
from companion.tui.widgets.rows import Rows
from companion.tui.widgets.transcript import TranscriptView
from reporting.editing.decisions import quotation_key
from tests.support import reports
from tests.support.builders import heard, make_walk
from tests.support.piloting import answer, notices, on_screen, shown, until
from tests.support.scripted_desk import ScriptedDesk


@asynccontextmanager
async def opened(
    desk: ScriptedDesk, size: tuple[int, int] = (100, 30)
) -> AsyncIterator[Pilot[None]]:
    app = PromenadeApp(desk)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.screen.query_one(Rows).count)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one(TranscriptView).present)
        yield pilot


def texts(folder: SessionFolder) -> Sequence[str]:
    return [segment.text for segment in load_session(folder).transcript.segments]


async def test_a_corrected_line_is_kept_and_can_be_undone_and_redone(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        await pilot.press("e")
        await answer(pilot, "people want a shelf not a drill")
        await until(pilot, lambda: texts(walk)[0] == "people want a shelf not a drill")
        await on_screen(pilot, "SessionScreen")
        await pilot.press("u")
        await until(pilot, lambda: texts(walk)[0] == "people want the shelf not the drill")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: texts(walk)[0] == "people want a shelf not a drill")


async def test_undoing_where_nothing_was_done_says_so(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        await pilot.press("u", "ctrl+r")
        await until(pilot, lambda: notices(pilot) == ["Nothing to undo.", "Nothing to do again."])


async def test_a_line_can_be_split_and_merged_again(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        await pilot.press("s")
        await answer(pilot, "people want the shelf |not the drill")
        await until(pilot, lambda: texts(walk)[:2] == ["people want the shelf", "not the drill"])
        view = pilot.app.screen.query_one(TranscriptView)
        await until(pilot, lambda: len(view._segments) == 4)
        await pilot.press("m")
        await until(pilot, lambda: texts(walk)[0] == "people want the shelf not the drill")


async def test_a_line_is_given_to_another_voice_and_the_voice_is_named_after_hearing_it(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        await pilot.press("v")
        await on_screen(pilot, "Choose")
        await pilot.press("3")
        await until(pilot, lambda: load_session(walk).transcript.segments[0].speaker == "v3")
        await on_screen(pilot, "SessionScreen")
        await until(
            pilot,
            lambda: (
                getattr(pilot.app.screen.query_one(TranscriptView).present, "speaker", "") == "v3"
            ),
        )
        await pilot.press("n")
        await answer(pilot, "Ada")
        await until(
            pilot,
            lambda: "Ada" in {one.name for one in load_session(walk).transcript.speakers},
        )
        assert desk.playbacks[-1].asked[:2] == (
            1000,
            load_session(walk).transcript.segments[0].end_ms,
        )


async def test_another_passage_of_the_same_voice_can_be_heard(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        await pilot.press("N")
        await until(pilot, lambda: desk.playbacks and desk.playbacks[-1].asked[0] == 9000)


@pytest.mark.parametrize(
    ("key", "mark"), [("i", "idea"), ("c", "quotation"), ("d", "decision"), ("o", "question")]
)
async def test_a_line_is_marked_and_the_mark_taken_off_again(
    desk: ScriptedDesk, walk: SessionFolder, key: str, mark: str
) -> None:
    async with opened(desk) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: load_session(walk).marks.get("s1") == frozenset({mark}))
        await pilot.press("u")
        await until(pilot, lambda: not load_session(walk).marks.get("s1"))


async def test_marking_a_line_as_an_idea_makes_the_idea(desk: ScriptedDesk, places: Places) -> None:
    folder = make_walk(places, heard("s1", "a shelf in the hut"))
    async with opened(desk) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: len(load_session(folder).ideas) == 1)
        assert load_session(folder).ideas[0].text == "a shelf in the hut"


async def test_a_line_plays_from_its_own_time_at_any_speed_and_is_followed(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        await pilot.press("end", "enter")
        await until(pilot, lambda: desk.playbacks)
        assert desk.playbacks[0].asked[0] == 9000
        await until(pilot, lambda: pilot.app.screen.query_one(PlayerBar).is_playing)
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: desk.playbacks[-1].asked[2] == 1.25)
        await pilot.press("space")
        await until(pilot, lambda: desk.playbacks[-1].is_paused)
        await pilot.press("space")
        await until(pilot, lambda: not desk.playbacks[-1].is_paused)
        await pilot.press("left")
        await until(pilot, lambda: desk.playbacks[-1].asked[0] == 4000)
        desk.playbacks[-1].position_ms = 1300
        view = pilot.app.screen.query_one(TranscriptView)
        await until(pilot, lambda: view.present is not None and view.present.id == "s1")
        assert view.heard_ms == 1300


async def test_without_a_loudspeaker_a_sentence_says_so(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    desk.has_loudspeaker = False
    async with opened(desk) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: any("no loudspeaker" in said for said in notices(pilot)))


async def test_what_is_found_in_a_session_is_gone_to(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        await pilot.press("slash")
        await answer(pilot, "TICKET")
        view = pilot.app.screen.query_one(TranscriptView)
        await until(pilot, lambda: view.present is not None and view.present.id == "s3")


async def test_a_title_and_tags_are_given(desk: ScriptedDesk, walk: SessionFolder) -> None:
    async with opened(desk) as pilot:
        await pilot.press("T")
        await answer(pilot, "The shelf")
        await until(pilot, lambda: "The shelf" in shown(pilot, "#title"))
        await pilot.press("ctrl+t")
        await answer(pilot, "#garden, tools")
        await until(pilot, lambda: load_session(walk).tags == ("garden", "tools"))


# ideas


def question(pilot: Pilot[None]) -> str:
    """Return what the dialog on top asks."""
    return str(pilot.app.screen.query(Label).first().render())


def choice(pilot: Pilot[None], place: int) -> str:
    return str(pilot.app.screen.query_one(OptionList).get_option_at_index(place).prompt)


async def on_ideas(pilot: Pilot[None]) -> IdeaBoard:
    await pilot.press("2")
    return await until(pilot, lambda: pilot.app.screen.query_one(IdeaBoard))


async def test_an_idea_moves_along_the_board(desk: ScriptedDesk, walk: SessionFolder) -> None:
    async with opened(desk) as pilot:
        await on_ideas(pilot)
        await until(pilot, lambda: pilot.app.screen.query_one(IdeaBoard).has_focus)
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: load_session(walk).ideas[0].status == "kept")


async def test_ideas_are_reworded_tagged_linked_and_merged(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        board = await on_ideas(pilot)
        await until(pilot, lambda: board.has_focus)
        await pilot.press("e")
        await answer(pilot, "a shelf, not a drill")
        await until(pilot, lambda: load_session(walk).ideas[0].text == "a shelf, not a drill")
        await on_screen(pilot, "SessionScreen")
        await pilot.press("t")
        await answer(pilot, "tools")
        await until(pilot, lambda: load_session(walk).ideas[0].tags == ("tools",))
        await on_screen(pilot, "SessionScreen")
        await pilot.press("l")
        await on_screen(pilot, "Choose")
        await pilot.press("1")
        await until(pilot, lambda: "How?" in question(pilot))
        await pilot.press("2")
        await until(pilot, lambda: load_session(walk).ideas[0].links)
        await until(pilot, lambda: board.present is not None and board.present.links)
        await pilot.press("g")
        drawn = shown(pilot, "#drawing")
        assert "contradicts ─▶ it lives in the hut" in drawn
        assert "is contradicted by ─▶ a shelf, not a drill" in drawn
        await pilot.press("l")
        await until(pilot, lambda: "unties" in choice(pilot, 0))
        await pilot.press("1")
        await until(pilot, lambda: not load_session(walk).ideas[0].links)
        await on_screen(pilot, "SessionScreen")
        await pilot.press("m")
        await on_screen(pilot, "Choose")
        await pilot.press("1")
        await until(pilot, lambda: len(load_session(walk).ideas) == 1)


async def test_what_the_signs_of_an_idea_say_stands_in_words_below(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        await on_ideas(pilot)
        await until(pilot, lambda: "yours · 0:00" in shown(pilot, "#about"))


async def test_the_arrows_go_from_status_to_status(desk: ScriptedDesk, walk: SessionFolder) -> None:
    async with opened(desk, (120, 40)) as pilot:
        board = await on_ideas(pilot)
        await until(pilot, lambda: board.has_focus)
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: board.present is not None and board.present.status == "kept")
        await pilot.press("left")
        await until(pilot, lambda: board.present is not None and board.present.status == "open")
        await pilot.press("right")
        await until(pilot, lambda: board.present is not None and board.present.status == "kept")


async def test_an_idea_is_heard_without_leaving_the_board(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        board = await on_ideas(pilot)
        await until(pilot, lambda: board.has_focus)
        await pilot.press("space")
        await until(pilot, lambda: desk.playbacks and desk.playbacks[-1].asked[0] == 1000)
        assert board.has_focus


async def test_an_idea_leads_to_the_moment_it_was_said(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        board = await on_ideas(pilot)
        await until(pilot, lambda: board.has_focus)
        await pilot.press("down", "enter")
        await until(pilot, lambda: desk.playbacks and desk.playbacks[-1].asked[0] == 9000)
        assert pilot.app.screen.query_one(TranscriptView).has_focus


# the report


async def on_report(pilot: Pilot[None]) -> ReportView:
    await pilot.press("3")
    view = await until(pilot, lambda: pilot.app.screen.query_one(ReportView))
    await until(pilot, lambda: view.has_focus)
    return view


async def test_a_report_shows_its_audit_and_each_line_opens_its_evidence_and_plays(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    desk.next_report = report = reports.round_table()
    assert report.swot is not None
    first = report.swot.strengths[0]
    async with opened(desk) as pilot:
        view = await on_report(pilot)
        await until(pilot, lambda: "quotations verified" in shown(pilot, "#audit"))
        await pilot.press("down")
        await until(pilot, lambda: view.has_class("has-evidence"))
        quote = report.evidence[first.evidence[0]]
        assert quote.quote in shown(pilot, "#evidence")
        await pilot.press("p")
        await until(pilot, lambda: desk.playbacks and desk.playbacks[-1].asked[0] == quote.start_ms)


async def test_lines_are_accepted_reworded_and_struck_and_the_decision_is_recorded(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    desk.next_report = report = reports.round_table()
    assert report.swot is not None
    line = report.swot.strengths[0]
    async with opened(desk) as pilot:
        await on_report(pilot)
        await until(pilot, lambda: pilot.app.screen.query_one("#strengths", Box).option_count)
        await pilot.press("down")
        await until(pilot, lambda: pilot.app.screen.query_one("#strengths", Box).has_focus)
        for key, decision in (("a", "accepted"), ("z", "struck")):
            await pilot.press(key)
            await until(
                pilot,
                lambda d=decision: load_session(walk).reviews[line.key].decision == d,  # type: ignore[misc]
            )
        await pilot.press("r")
        await answer(pilot, "In other words")
        await until(pilot, lambda: load_session(walk).reviews[line.key].text == "In other words")
        review = load_session(walk).reviews[line.key]
        assert review.decision == "reworded"
        assert len(review.on) == 10
        box = pilot.app.screen.query_one("#strengths", Box)
        await until(pilot, lambda: "In other words" in str(box.get_option_at_index(0).prompt))
        await pilot.press("u")
        await until(pilot, lambda: load_session(walk).reviews[line.key].decision == "struck")


async def test_writing_a_report_shows_progress_and_can_be_stopped(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    desk.may_finish.clear()
    async with opened(desk) as pilot:
        await pilot.press("w")
        await until(pilot, lambda: "50%" in shown(pilot, "#state"))
        await pilot.press("ctrl+x")
        await until(pilot, lambda: any("Stopped" in said for said in notices(pilot)))
        desk.may_finish.set()
        desk.next_report = reports.walk()
        await pilot.press("w")
        await until(pilot, lambda: "quotations verified" in shown(pilot, "#audit"))


async def in_account(pilot: Pilot[None]) -> Box:
    await on_report(pilot)
    account = pilot.app.screen.query_one("#prose", Box)
    await until(pilot, lambda: account.can_focus)
    account.focus()
    await until(pilot, lambda: account.highlighted is not None)
    return account


async def test_a_sentence_of_the_account_opens_what_it_quotes_and_is_struck_with_it(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    desk.next_report = report = reports.round_table()
    quoting = next(s for part in report.sections for s in part.sentences if s.evidence)
    evidence = report.evidence[quoting.evidence[0]]
    async with opened(desk) as pilot:
        account = await in_account(pilot)
        view = pilot.app.screen.query_one(ReportView)
        for _ in range(account.option_count):
            if evidence.quote in shown(pilot, "#evidence"):
                break
            await pilot.press("down")
            await pilot.pause()
        assert view.check_action("decide", ())
        assert not view.check_action("reword", ())
        await pilot.press("z")
        await until(pilot, lambda: quotation_key(evidence) in load_session(walk).reviews)
        await until(
            pilot,
            lambda: "✗" in str(account.get_option_at_index(account.highlighted or 0).prompt),
        )


async def test_several_pieces_of_evidence_are_heard_in_turn(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    desk.next_report = report = reports.round_table()
    assert report.swot is not None
    lines = [line for name in SWOT_BOXES for line in getattr(report.swot, name)]
    place = next(n for n, line in enumerate(lines) if len(line.evidence + line.opposed_by) > 1)
    line = lines[place]
    starts = [report.evidence[key].start_ms for key in line.evidence + line.opposed_by]
    async with opened(desk) as pilot:
        await on_report(pilot)
        await until(pilot, lambda: pilot.app.screen.query_one("#strengths", Box).can_focus)
        await pilot.press("down")
        await until(pilot, lambda: pilot.app.screen.query_one("#strengths", Box).has_focus)
        for _ in range(place):
            await pilot.press("down")
        quote = report.evidence[line.evidence[0]].quote
        await until(pilot, lambda: quote in shown(pilot, "#evidence"))
        await pilot.press("p")
        await until(pilot, lambda: [one.asked[0] for one in desk.playbacks] == starts[:1])
        await pilot.press("p")
        await until(pilot, lambda: [one.asked[0] for one in desk.playbacks] == starts[:2])


async def test_a_line_leads_to_the_moment_it_was_said(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    report = reports.round_table()
    assert report.swot is not None
    first = report.swot.strengths[0].evidence[0]
    here = msgspec.structs.replace(report.evidence[first], segments=("s3",))
    desk.next_report = msgspec.structs.replace(report, evidence={**report.evidence, first: here})
    async with opened(desk) as pilot:
        await on_report(pilot)
        await until(pilot, lambda: pilot.app.screen.query_one("#strengths", Box).can_focus)
        await pilot.press("down")
        await until(pilot, lambda: here.quote in shown(pilot, "#evidence"))
        await pilot.press("g")
        view = pilot.app.screen.query_one(TranscriptView)
        await until(pilot, lambda: view.has_focus and view.present and view.present.id == "s3")


@pytest.mark.parametrize(("document", "is_told"), [("report.json", True), ("old.docx", False)])
async def test_a_report_is_called_stale_when_it_is_and_not_for_an_old_copy_of_it(
    desk: ScriptedDesk, places: Places, document: str, is_told: bool
) -> None:
    written = ReportWritten(path=f"/x/{document}", kinds=("swot",), transcript_digest="before")
    make_walk(places, heard("s1", "the hut", 1000), written)
    desk.next_report = reports.round_table()
    async with opened(desk) as pilot:
        await on_report(pilot)
        await until(pilot, lambda: "quotations verified" in shown(pilot, "#audit"))
        assert ("changed since" in shown(pilot, "#audit")) == is_told


async def test_documents_written_elsewhere_are_named_where_no_report_can_be_read_here(
    desk: ScriptedDesk, places: Places
) -> None:
    written = ReportWritten(path="report.md", kinds=("account",), transcript_digest="")
    make_walk(places, heard("s1", "the hut", 1000), written)
    async with opened(desk) as pilot:
        await on_report(pilot)
        await until(pilot, lambda: "as documents" in shown(pilot, "#audit"))


async def test_a_report_that_cannot_be_written_says_why(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        await pilot.press("w")
        await until(pilot, lambda: "It cannot be written." in notices(pilot))
        assert "No report yet" in shown(pilot, "#audit")


async def test_everything_is_exported_in_the_format_that_is_chosen(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        await pilot.press("x")
        await on_screen(pilot, "Choose")
        await pilot.press("2")
        await answer(pilot, "/tmp/out.html")
        await until(pilot, lambda: ("export", walk.id, "html", "/tmp/out.html") in desk.asked)


# untrusted and odd sessions


async def test_what_people_said_cannot_move_the_cursor(desk: ScriptedDesk, places: Places) -> None:
    make_walk(places, heard("s1", "a \x1b[2J b \x07 c"))
    async with opened(desk) as pilot:
        view = pilot.app.screen.query_one(TranscriptView)
        drawn = "".join(view.render_line(row).text for row in range(4))
        assert "\x1b" not in drawn
        assert "\x07" not in drawn
        assert "a  b   c" in drawn


async def test_a_session_without_a_word_opens(desk: ScriptedDesk, places: Places) -> None:
    make_walk(places)
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.query_one(Rows).count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: "1:00" in shown(pilot, "#title"))
        await pilot.press("down", "e", "i", "space", "2", "enter", "3")
        await until(pilot, lambda: "No report yet" in shown(pilot, "#audit"))


async def test_a_session_of_a_newer_format_is_refused_with_a_sentence(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    lines = walk.journal.read_text(encoding="utf-8")
    walk.journal.write_text(lines.replace('"version":1', '"version":99'), encoding="utf-8")
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.query_one(Rows).count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: notices(pilot))
        await on_screen(pilot, "Home")


@pytest.mark.parametrize("size", [(40, 20), (80, 24), (120, 40)])
async def test_every_tab_can_be_drawn_and_resized(
    desk: ScriptedDesk, walk: SessionFolder, size: tuple[int, int]
) -> None:
    desk.next_report = reports.round_table()
    async with opened(desk, size) as pilot:
        for key in ("2", "g", "3", "1"):
            await pilot.press(key)
            await pilot.resize_terminal(size[0] // 2 + 10, 12)
            await pilot.resize_terminal(*size)
        await pilot.press("escape")
        await on_screen(pilot, "Home")


def underlined(pilot: Pilot[None], row: int) -> list[str]:
    view = pilot.app.screen.query_one(TranscriptView)
    runs = view.render_lines(Region(0, row, view.size.width, 1))[0]
    return [run.text for run in runs if run.style and run.style.underline]


async def test_every_word_of_a_search_is_underlined_where_it_led(
    desk: ScriptedDesk, places: Places
) -> None:
    make_walk(places, heard("s1", "the gardens by the old café are dry", 1000))
    app = PromenadeApp(desk)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.query_one(Rows).count)
        await pilot.press("slash", *"cafe garden")
        await until(pilot, lambda: "found" in shown(pilot, "#status"))
        await pilot.press("enter", "enter")
        await on_screen(pilot, "SessionScreen")
        await until(pilot, lambda: underlined(pilot, 1) == ["gardens", "café"])


async def test_a_line_is_found_by_the_beginning_of_its_words_without_accents(
    desk: ScriptedDesk, places: Places
) -> None:
    make_walk(
        places,
        heard("s1", "what comes first", 1000),
        heard("s2", "il faut un été au café", 5000),
        heard("s3", "encore un café", 9000),
    )
    async with opened(desk) as pilot:
        view = pilot.app.screen.query_one(TranscriptView)
        await pilot.press("slash")
        await answer(pilot, "caf ete")
        await until(pilot, lambda: view.cursor == 0 and notices(pilot) == ["Nothing found."])
        await pilot.press("slash")
        await answer(pilot, "ete caf")
        await until(pilot, lambda: view.present.id == "s2")  # type: ignore[union-attr]
        await pilot.press("slash")
        await answer(pilot, "cafe")
        await until(pilot, lambda: view.present.id == "s3")  # type: ignore[union-attr]
        await pilot.press("f3")
        await until(pilot, lambda: view.present.id == "s2")  # type: ignore[union-attr]


async def test_a_very_long_session_can_be_read_at_once_and_changed_when_it_is_whole(
    desk: ScriptedDesk, places: Places
) -> None:
    count = LONG + 50
    folder = make_walk(places, *(heard(f"s{n}", f"line {n}", n * 4000) for n in range(count)))
    async with opened(desk) as pilot:
        view = pilot.app.screen.query_one(TranscriptView)
        await until(pilot, lambda: view.count == count)
        await pilot.press("end", "c")
        await until(pilot, lambda: load_session(folder).marks == {f"s{count - 1}": {"quotation"}})


async def test_another_voice_is_nobody_who_is_there_already(
    desk: ScriptedDesk, places: Places
) -> None:
    folder = make_walk(
        places, heard("s1", "first", 1000), heard("s2", "second", 5000, speaker="v3")
    )
    async with opened(desk) as pilot:
        await pilot.press("v")
        await on_screen(pilot, "Choose")
        await pilot.press("end", "enter")
        await until(pilot, lambda: load_session(folder).transcript.segments[0].speaker == "v4")


async def test_a_change_above_leaves_the_present_line_where_it_is_on_the_screen(
    desk: ScriptedDesk, places: Places
) -> None:
    folder = make_walk(places, *(heard(f"s{n}", f"line {n}", n * 4000) for n in range(60)))
    async with opened(desk, size=(60, 20)) as pilot:
        view = pilot.app.screen.query_one(TranscriptView)
        await pilot.press("end", "up", "up", "up")
        row = view.scroll_offset.y
        with Journal(folder.journal) as journal:
            journal.append(SegmentsMerged(into="s1", merged="s2"))
        await pilot.press("c")
        await until(pilot, lambda: load_session(folder).marks and view.count == 59)
        assert view.present is not None
        assert view.present.id == "s56"
        assert view.scroll_offset.y == row - 1


async def test_a_place_may_be_sought_while_it_is_paused(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: desk.playbacks)
        await pilot.press("space", "right")
        await until(pilot, lambda: len(desk.playbacks) == 2)
        assert desk.playbacks[1].asked[0] == 6000
        await until(pilot, lambda: desk.playbacks[1].is_paused)


async def test_a_passage_that_is_left_plays_on_to_the_end_of_the_session(
    desk: ScriptedDesk, walk: SessionFolder
) -> None:
    async with opened(desk) as pilot:
        await pilot.press("N")
        await until(pilot, lambda: desk.playbacks)
        _, end, _ = desk.playbacks[0].asked
        await pilot.press("right", "right")
        await until(pilot, lambda: desk.playbacks[-1].asked[0] > end)
        assert desk.playbacks[-1].asked[1] == 60_000


async def test_a_line_is_proposed_to_be_cut_between_its_sentences(
    desk: ScriptedDesk, places: Places
) -> None:
    folder = make_walk(
        places, heard("s1", "It rains. We stay at home today. The bakery is shut.", 0)
    )
    async with opened(desk) as pilot:
        await pilot.press("s")
        await on_screen(pilot, "Prompt")
        await pilot.press("enter")
        await until(
            pilot,
            lambda: texts(folder) == ["It rains. We stay at home today.", "The bakery is shut."],
        )


async def test_a_line_that_was_sought_stands_with_what_led_to_it(
    desk: ScriptedDesk, places: Places
) -> None:
    make_walk(places, *(heard(f"s{n}", f"line {n}", n * 4000) for n in range(60)))
    async with opened(desk, size=(60, 24)) as pilot:
        view = pilot.app.screen.query_one(TranscriptView)
        await pilot.press("slash")
        await answer(pilot, "line 40")
        await until(pilot, lambda: view.cursor == 40)
        row = 41 - view.scroll_offset.y
        assert 0 < row < view.size.height // 2

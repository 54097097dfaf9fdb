from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.session.events import (
    CommandObeyed,
    Corrected,
    Entry,
    HeardAgain,
    IdeaChanged,
    IdeaNoted,
    IdeasMerged,
    LetBackIn,
    Marked,
    Redacted,
    ReportWritten,
    SegmentsMerged,
    SegmentSplit,
    SessionDescribed,
    SessionEnded,
    SessionEvent,
    SpeakerAssigned,
    SpeakerDescribed,
    TakenOffRecord,
    Undone,
)
from companion.session.fold import fold
from companion.session.journal import read_journal
from companion.session.opening import stale_reports, transcript_digest
from companion.session.state import SessionState
from companion.session.writing import Journal
from models.ideas import Idea, Link
from models.speech import EngineCard
from models.transcript import Span, Speaker
from tests.support.builders import began, entries, heard, segment, spoke, timed


def texts(state: SessionState) -> list[str]:
    return [line.text for line in state.transcript.segments]


def idea(id: str, text: str, evidence: str, origin: str = "walker", **more: object) -> IdeaNoted:
    made = msgspec.convert(
        {"id": id, "text": text, "origin": origin, "evidence": [evidence], **more}, Idea
    )
    return IdeaNoted(idea=made)


SAID = (
    heard("s1", "a garden behind the school", 0),
    spoke("c1", "who waters it", 3000),
    heard("s2", "the grandparents of the quarter", 5000),
)


def test_what_was_said_is_there_in_the_order_of_time() -> None:
    late = heard("s0", "found again after the crash", 1600)
    state = fold(entries(*SAID, late))
    assert [line.id for line in state.transcript.segments] == ["s1", "s0", "c1", "s2"]


def test_a_correction_changes_what_is_read_and_never_what_was_heard() -> None:
    state = fold(entries(*SAID, Corrected(segment="s1", text="A garden behind the pool.")))
    assert texts(state)[0] == "A garden behind the pool."
    assert state.heard["s1"].text == "a garden behind the school"
    assert state.corrected == {"s1": "hand"}


@pytest.mark.parametrize("is_first", [True, False])
def test_a_correction_by_hand_wins_over_a_second_hearing_whichever_came_first(
    is_first: bool,
) -> None:
    by_hand = Corrected(segment="s1", text="by hand")
    again = HeardAgain(
        segment="s1", text="by the big one", engine=EngineCard("vosk", "big"), is_better=True
    )
    state = fold(entries(*SAID, *((by_hand, again) if is_first else (again, by_hand))))
    assert texts(state)[0] == "by hand"
    assert state.heard_again["s1"].text == "by the big one"


def test_the_better_of_two_hearings_is_used_and_both_are_kept() -> None:
    card = EngineCard("vosk", "big")
    better = HeardAgain(segment="s1", text="better", engine=card, is_better=True)
    worse = HeardAgain(segment="s2", text="worse", engine=card)
    state = fold(entries(*SAID, better, worse))
    assert texts(state) == ["better", "who waters it", "the grandparents of the quarter"]
    assert set(state.heard_again) == {"s1", "s2"}
    assert state.heard["s1"].text == "a garden behind the school"


def test_vocabulary_never_touches_what_a_person_wrote() -> None:
    state = fold(
        entries(
            *SAID,
            Corrected(segment="s1", text="by hand"),
            Corrected(segment="s1", text="by vocabulary", by="vocabulary"),
        )
    )
    assert texts(state)[0] == "by hand"


def test_splitting_and_merging_keep_every_word_its_time_and_what_rests_on_it() -> None:
    split = SegmentSplit(segment="s1", new_id="s1b", at_char=9, split_ms=500, speaker="p2")
    events = (*SAID, idea("i1", "a garden behind the school", "s1"), split)
    state = fold(entries(*events))
    first, second = state.transcript.segments[:2]
    assert (first.text, second.text) == ("a garden", "behind the school")
    assert [word.text for word in second.words] == ["behind", "the", "school"]
    assert (first.id, second.id, second.speaker) == ("s1", "s1b", "p2")
    assert state.ideas[0].evidence == ("s1", "s1b")
    merged = fold(entries(*events, SegmentsMerged(into="s1", merged="s1b")))
    assert merged.transcript.segments[0].text == "a garden behind the school"
    assert merged.transcript.segments[0].words == timed("a garden behind the school")
    assert merged.ideas[0].evidence == ("s1",)


def test_lines_can_be_given_to_somebody_else_and_voices_named() -> None:
    state = fold(
        entries(
            *SAID,
            SpeakerAssigned(segments=("s2",), speaker="p1"),
            SpeakerDescribed(speaker=Speaker("p1", "Anne Petit", role="gardener")),
        )
    )
    assert state.transcript.segments[2].speaker == "p1"
    assert state.transcript.speakers[-1] == Speaker("p1", "Anne Petit", role="gardener")


def test_what_is_off_the_record_is_not_in_the_transcript_nor_are_ideas_that_rest_on_it() -> None:
    state = fold(
        entries(
            *SAID,
            idea("i1", "the grandparents of the quarter", "s2"),
            idea("i2", "a garden behind the school", "s1", links=[{"to": "i1"}]),
            TakenOffRecord(start_ms=4900, end_ms=9000),
        )
    )
    assert "grandparents" not in repr(state.transcript) + repr(state.ideas)
    assert [i.id for i in state.ideas] == ["i2"]
    assert state.ideas[0].links == ()
    assert [(s.start_ms, s.end_ms) for s in state.transcript.withheld] == [(4900, 9000)]


def test_of_a_line_that_is_partly_off_the_record_only_the_other_words_are_left() -> None:
    state = fold(entries(*SAID, TakenOffRecord(start_ms=600, end_ms=850)))
    assert texts(state)[0] == "a garden […] the school"
    without_times = heard("s9", "no times for these words", 20_000)
    bare = msgspec.structs.replace(without_times.segment, words=())
    state = fold(
        entries(
            msgspec.structs.replace(without_times, segment=bare),
            TakenOffRecord(start_ms=20_100, end_ms=20_200),
        )
    )
    assert texts(state) == [], "where times are unknown all of it stays out"


def test_an_idea_loses_its_place_with_the_words_it_was_made_of() -> None:
    state = fold(
        entries(
            *SAID,
            idea("i1", "behind the school", "s1"),
            idea("i2", "a garden", "s1"),
            TakenOffRecord(start_ms=600, end_ms=850),
        )
    )
    assert [i.id for i in state.ideas] == ["i2"]


def test_only_a_plain_yes_lets_a_passage_back_in() -> None:
    off = TakenOffRecord(start_ms=0, end_ms=9000)
    corrected = Corrected(segment="s1", text="written while it was off the record")
    assert texts(fold(entries(*SAID, off, corrected))) == []
    state = fold(entries(*SAID, off, LetBackIn(start_ms=4000, end_ms=9000)))
    assert texts(state) == ["the grandparents of the quarter"]
    assert state.transcript.released == (Span(4000, 9000),)


def test_what_a_person_wrote_after_seeing_the_rest_of_a_line_stays() -> None:
    off = TakenOffRecord(start_ms=600, end_ms=850)
    state = fold(entries(*SAID, off, Corrected(segment="s1", text="A garden at the school.")))
    assert texts(state)[0] == "A garden at the school."
    state = fold(entries(*SAID, Corrected(segment="s1", text="A garden behind the school."), off))
    assert "behind" not in " ".join(texts(state))


def test_a_person_who_is_left_out_is_in_no_output_by_voice_or_by_name() -> None:
    state = fold(
        entries(
            heard("s1", "my name is Anne Petit", 0, "p1"),
            heard("s2", "thank you Anne for the petit garden", 5000, "p2"),
            idea("i1", "Anne Petit waters the garden", "s1"),
            SpeakerDescribed(speaker=Speaker("p1", "Anne Petit")),
            SessionDescribed(title="A talk with Anne Petit"),
            Redacted(speaker="p1"),
            start=msgspec.structs.replace(began(), is_punctuated=True),
        )
    )
    assert texts(state) == ["thank you […] for the petit garden"]
    assert "Anne" not in repr(state.transcript) + repr(state.ideas)
    assert state.redacted == {"p1"}


def test_a_recogniser_writes_no_capitals_so_every_part_of_a_name_goes() -> None:
    state = fold(
        entries(
            heard("s1", "ask anne petit", 0),
            SpeakerDescribed(speaker=Speaker("p1", "Anne Petit")),
            Redacted(speaker="p1"),
        )
    )
    assert texts(state) == ["ask […]"]


def test_what_the_companion_meant_but_nobody_heard_is_nowhere() -> None:
    cut = spoke("c2", "what about a", 9000, intended="what about a secret tunnel")
    state = fold(
        entries(
            *SAID,
            cut,
            idea("i1", "a secret tunnel", "c2", "companion"),
            idea("i2", "an unspoken thought", "c9", "companion"),
            idea("i3", "who waters it", "c1", "companion"),
        )
    )
    assert [i.id for i in state.ideas] == ["i3"]
    assert "tunnel" not in repr(state.transcript)


def test_ideas_grow_change_and_merge() -> None:
    state = fold(
        entries(
            *SAID,
            idea("i1", "a garden behind the school", "s1"),
            idea("i2", "the grandparents of the quarter", "s2"),
            IdeaChanged(id="i1", status="kept", tags=("garden",), co_built=True),
            IdeaChanged(id="i1", add_links=(Link("i2"), Link("x", session="earlier"))),
            IdeaChanged(id="unknown", status="kept"),
            IdeasMerged(into="i1", merged="i2"),
            IdeaChanged(id="i2", status="parked"),
        )
    )
    (one,) = state.ideas
    assert one.evidence == ("s1", "s2")
    assert (one.origin, one.status, one.tags) == ("both", "parked", ("garden",))
    assert one.links == (Link("x", session="earlier"),), "no idea is linked to itself"


def test_undo_takes_back_the_last_action_and_redo_brings_it_back() -> None:
    first, second = Corrected(segment="s1", text="one"), Corrected(segment="s1", text="two")
    journal = entries(*SAID, first, second)
    assert fold(journal).can_undo == (6,)
    journal.append(Entry(7, Undone(seq=6)))
    assert texts(fold(journal))[0] == "one"
    assert fold(journal).can_undo == (5,)
    assert fold(journal).can_redo == (7,)
    journal.append(Entry(8, Undone(seq=7)))
    assert texts(fold(journal))[0] == "two"
    assert fold(journal).can_undo == (6,)
    assert fold(journal).can_redo == ()


def test_several_events_of_one_action_are_undone_and_redone_together() -> None:
    journal = entries(*SAID)
    both = [Corrected(segment=id, text="X", action=5) for id in ("s1", "s2")]
    journal += [Entry(5, both[0]), Entry(6, both[1])]
    assert fold(journal).can_undo == (5, 6)
    journal += [Entry(7, Undone(seq=5, action=7)), Entry(8, Undone(seq=6, action=7))]
    assert "X" not in texts(fold(journal))
    assert fold(journal).can_redo == (7, 8)
    journal += [Entry(9, Undone(seq=7, action=9)), Entry(10, Undone(seq=8, action=9))]
    assert texts(fold(journal)).count("X") == 2
    assert fold(journal).can_undo == (5, 6)


def test_a_new_action_ends_what_could_be_done_again() -> None:
    journal = entries(*SAID, Corrected(segment="s1", text="one"), Undone(seq=5))
    assert fold(journal).can_redo == (6,)
    journal.append(Entry(7, Marked(segment="s2", mark="idea")))
    assert fold(journal).can_redo == ()


def test_what_was_heard_cannot_be_undone() -> None:
    state = fold(entries(*SAID, Undone(seq=2), Undone(seq=1)))
    assert texts(state)[0] == "a garden behind the school"


def test_the_notes_of_a_walk_are_not_undone_by_its_later_reader() -> None:
    state = fold(entries(*SAID, idea("i1", "a garden", "s1"), SessionEnded()))
    assert state.can_undo == ()


def test_a_report_is_stale_as_soon_as_what_it_read_has_changed() -> None:
    state = fold(entries(*SAID))
    digest = transcript_digest(state.transcript, state.ideas)
    report = ReportWritten(path="/x/account.md", kinds=("account",), transcript_digest=digest)
    assert stale_reports(fold(entries(*SAID, report))) == ()
    changed = fold(entries(*SAID, report, Corrected(segment="s1", text="new")))
    assert stale_reports(changed) == (report,)


IDS = st.sampled_from(["s1", "s2", "c1", "n1", "n2", "unknown"])
TIMES = st.integers(0, 9000)
WORDS = st.text(st.sampled_from("abc é\x1b"), max_size=12)
ACTIONS: st.SearchStrategy[SessionEvent] = st.one_of(
    st.builds(Corrected, segment=IDS, text=WORDS),
    st.builds(SegmentSplit, segment=IDS, new_id=IDS, at_char=st.integers(-2, 40), split_ms=TIMES),
    st.builds(SegmentsMerged, into=IDS, merged=IDS),
    st.builds(SpeakerAssigned, segments=st.tuples(IDS), speaker=IDS),
    st.builds(Marked, segment=IDS, mark=st.sampled_from(["idea", "decision"]), is_on=st.booleans()),
    st.builds(TakenOffRecord, start_ms=TIMES, end_ms=TIMES),
    st.builds(LetBackIn, start_ms=TIMES, end_ms=TIMES),
    st.builds(Redacted, speaker=st.sampled_from(["walker", "p1"]), is_on=st.booleans()),
    st.builds(SessionDescribed, title=WORDS),
    st.builds(
        IdeaNoted,
        idea=st.builds(
            Idea,
            id=st.sampled_from(["i1", "i2"]),
            text=WORDS,
            origin=st.just("walker"),
            evidence=st.tuples(IDS),
        ),
    ),
    st.builds(IdeasMerged, into=st.just("i1"), merged=st.just("i2")),
)
HISTORIES = st.lists(ACTIONS, max_size=12)


def comparable(state: SessionState) -> tuple[object, ...]:
    return (
        state.transcript,
        state.ideas,
        state.heard,
        state.corrected,
        state.marks,
        state.tags,
        state.redacted,
    )


@given(HISTORIES)
@settings(max_examples=60)
def test_a_session_read_back_from_disk_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, history: list[SessionEvent]
) -> None:
    file = tmp_path_factory.mktemp("walk") / "journal.jsonl"
    with Journal(file, is_durable=False) as journal:
        written = [*journal.append(began()), *journal.append_all([*SAID, *history])]
    assert read_journal(file).entries == tuple(written)
    assert comparable(fold(read_journal(file).entries)) == comparable(fold(written))


@given(HISTORIES, ACTIONS)
def test_undo_is_as_if_it_had_not_been_and_redo_as_if_it_had(
    history: list[SessionEvent], action: SessionEvent
) -> None:
    before = entries(*SAID, *history)
    after = [*before, Entry(len(before) + 1, action)]
    undone = [*after, Entry(len(after) + 1, Undone(seq=len(after)))]
    redone = [*undone, Entry(len(undone) + 1, Undone(seq=len(undone)))]
    assert comparable(fold(undone)) == comparable(fold(before))
    assert comparable(fold(redone)) == comparable(fold(after))
    assert fold(after).can_undo == (len(after),)
    assert fold(undone).can_redo == (len(undone),)


@given(HISTORIES)
def test_words_as_heard_are_never_lost_and_what_is_withheld_never_shows(
    history: list[SessionEvent],
) -> None:
    state = fold(entries(*SAID, *history))
    assert {id: line.text for id, line in state.heard.items()} == {
        event.segment.id: event.segment.text for event in SAID
    }
    withheld_at = [n for n, event in enumerate(history) if isinstance(event, TakenOffRecord)]
    is_seen = any(isinstance(event, Corrected) for event in history[min(withheld_at, default=0) :])
    for line in state.transcript.segments:
        assert line.speaker not in state.redacted
        is_rewritten = is_seen and state.corrected.get(line.id) == "hand"
        if line.words and not is_rewritten:  # what a person wrote after seeing the rest stays
            assert not any(
                span.start_ms < word.end_ms and word.start_ms < span.end_ms
                for span in state.transcript.withheld
                for word in line.words
            )
    starts = [line.start_ms for line in state.transcript.segments]
    assert starts == sorted(starts)
    assert len({line.id for line in state.transcript.segments}) == len(starts)


def test_ten_times_the_utterances_take_about_ten_times_as_long_to_fold() -> None:
    few, many = (_seconds(_long_walk(count)) for count in (2000, 20_000))
    assert many < 40 * few


def _long_walk(utterances: int) -> list[Entry]:
    said = [
        heard(f"s{n}", "ten words that were said by somebody on a walk", n * 4000)
        for n in range(utterances)
    ]
    return entries(*said, TakenOffRecord(start_ms=9000, end_ms=90_000))


def _seconds(journal: list[Entry]) -> float:
    """Return the processor time of the fastest of three."""
    taken = []
    for _ in range(3):
        begin = time.process_time()
        fold(journal)
        taken.append(time.process_time() - begin)
    return min(taken)


def test_a_segment_heard_twice_under_one_name_is_the_first_one() -> None:
    again = segment("s1", "something else", 0)
    state = fold(entries(*SAID, msgspec.structs.replace(SAID[0], segment=again)))
    assert texts(state)[0] == "a garden behind the school"


def test_a_line_that_is_nothing_but_a_command_is_known_as_one() -> None:
    state = fold(
        entries(
            *SAID,
            heard("s3", "what did i say about the garden", 8000),
            CommandObeyed(command="recall", about="the garden", segment="s3", is_whole=True),
            heard("s4", "note that the water is dear", 11_000),
            CommandObeyed(command="note", segment="s4"),
        )
    )

    assert [line.id for line in state.transcript.segments if line.is_command] == ["s3"]

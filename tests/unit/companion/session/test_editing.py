from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from companion.session.aligning import align_words
from companion.session.editing import Edits, as_markdown, read_edits
from companion.session.events import (
    Corrected,
    Entry,
    SegmentHeard,
    SessionDescribed,
    SessionEvent,
    SpeakerAssigned,
    SpeakerDescribed,
)
from companion.session.fold import fold
from companion.session.state import SessionState
from models.language import LANGUAGES
from models.transcript import Segment, Speaker
from tests.support.builders import entries, heard, timed

TALK = entries(
    SpeakerDescribed(speaker=Speaker("p1", "Anne Petit", role="gardener")),
    SpeakerDescribed(speaker=Speaker("p2", "Anne Petit")),
    SpeakerDescribed(speaker=Speaker("p3")),
    heard("s1", "a garden behind the school", 0, "p1"),
    heard("s2", "who waters it in august", 65_000, "p2"),
    heard("s3", "we will", 70_000, "p3"),
)


def after(text: str, journal: list[Entry] = TALK) -> tuple[SessionState, list[SessionEvent]]:
    edits = read_edits(text, fold(journal))
    more = [Entry(len(journal) + n, event) for n, event in enumerate(edits.events, start=1)]
    return fold([*journal, *more]), list(edits.events)


def edited(old: str, new: str) -> tuple[SessionState, list[SessionEvent]]:
    text = as_markdown(fold(TALK), "en")
    assert old in text
    return after(text.replace(old, new))


def test_a_text_nobody_touched_changes_nothing() -> None:
    for language in LANGUAGES:
        assert read_edits(as_markdown(fold(TALK), language), fold(TALK)) == Edits(())


def test_corrected_words_keep_the_lines_name_time_and_speaker() -> None:
    state, events = edited("behind the school", "behind the old school")
    assert events == [Corrected(segment="s1", text="a garden behind the old school")]
    before, line = fold(TALK).transcript.segments[0], state.transcript.segments[0]
    assert (line.id, line.speaker, line.start_ms) == (before.id, before.speaker, before.start_ms)
    assert line.words[0] == before.words[0]
    assert line.words[-1] == before.words[-1]


def test_another_name_in_brackets_gives_the_line_to_somebody_else() -> None:
    state, events = edited("[s3 1:10 p3]", "[s3 1:10 Anne Petit]")
    assert events == [SpeakerAssigned(segments=("s3",), speaker="p2")]
    state, events = edited("[s3 1:10 p3]", "[s3 1:10 Jean Roux]")
    assert state.transcript.segments[2].speaker == "p4"
    assert state.transcript.speakers[-1].name == "Jean Roux"


def test_a_voice_is_named_once_for_all_its_lines() -> None:
    state, _ = edited("- p3 =", "- p3 = Jean Roux | mayor | Town hall")
    voice = next(voice for voice in state.transcript.speakers if voice.id == "p3")
    assert (voice.name, voice.role, voice.organisation) == ("Jean Roux", "mayor", "Town hall")


def test_title_and_tags_are_taken_from_the_top() -> None:
    text = as_markdown(fold(TALK), "fr").replace("\n#\n", "\n# Le jardin\n")
    _, events = after(text.replace("tags:", "tags: jardin, école"))
    assert events == [SessionDescribed(title="Le jardin", tags=("jardin", "école"))]


def test_a_line_is_cut_where_a_plus_begins_a_new_one() -> None:
    state, _ = edited("who waters it in august", "Who waters it\n[+ Anne Petit] in\n[+ p3] August?")
    lines = {line.id: (line.speaker, line.text) for line in state.transcript.segments}
    assert [text for _, text in lines.values()] == [
        "a garden behind the school",
        "Who waters it",
        "in",
        "August?",
        "we will",
    ]
    assert [speaker for speaker, _ in lines.values()] == ["p1", "p2", "p2", "p3", "p3"]
    words = [word.text for line in state.transcript.segments for word in line.words]
    assert len(words) == 5 + 5 + 2


def test_a_line_that_is_gone_is_named_and_nothing_is_lost() -> None:
    text = as_markdown(fold(TALK), "en")
    rows = [row for row in text.splitlines() if not row.startswith("[s2")]
    edits = read_edits("\n".join([*rows, "[s99 0:00 p1] invented"]), fold(TALK))
    assert edits.events == ()
    assert edits.missing == ("s2",)
    assert edits.unknown == ("s99",)


def test_two_lines_become_one_where_the_brackets_between_them_are_taken_away() -> None:
    text = as_markdown(fold(TALK), "en")
    apart = "\n\n[s2 1:05 Anne Petit] who waters"
    assert apart in text
    state, _ = after(text.replace(apart, " who waters"))
    lines = state.transcript.segments
    assert [line.id for line in lines] == ["s1", "s3"]
    assert lines[0].text == "a garden behind the school who waters it in august"
    heard_before = fold(TALK).transcript.segments
    assert (lines[0].start_ms, lines[0].end_ms) == (0, heard_before[1].end_ms)
    assert lines[0].words == heard_before[0].words + heard_before[1].words


def test_lines_joined_and_corrected_in_one_go_hold_each_word_once() -> None:
    text = as_markdown(fold(TALK), "en")
    text = text.replace("\n\n[s2 1:05 Anne Petit] who waters it in", "\nwho waters the beds in")
    state, _ = after(text)
    assert [line.text for line in state.transcript.segments] == [
        "a garden behind the school who waters the beds in august",
        "we will",
    ]


def test_a_line_that_an_editor_wrapped_is_one_line() -> None:
    _, events = edited("behind the school", "behind\nthe school")
    assert events == []


def test_escape_sequences_of_a_speaker_do_not_reach_the_editor() -> None:
    nasty = Segment("s1", "p1", 0, 900, "red \x1b[31malert\x1b[0m and\nmore\x07")
    journal = entries(SegmentHeard(segment=nasty))
    text = as_markdown(fold(journal), "en")
    assert "\x1b" not in text
    assert "\x07" not in text
    assert after(text, journal)[1] == []


NAMES = st.text(st.sampled_from("ab ]|=[é\n"), max_size=6)
TEXTS = st.text(st.sampled_from("ab +[]:1\n\té"), max_size=20)


@given(st.lists(st.tuples(TEXTS, st.sampled_from(["p1", "p2", "x"])), max_size=5), NAMES, NAMES)
def test_whatever_was_said_an_untouched_text_comes_back_as_no_change(
    said: list[tuple[str, str]], one: str, two: str
) -> None:
    lines = [
        SegmentHeard(segment=Segment(f"s{n}", who, n * 1000, n * 1000 + 900, text))
        for n, (text, who) in enumerate(said)
    ]
    names = [
        SpeakerDescribed(speaker=Speaker("p1", one)),
        SpeakerDescribed(speaker=Speaker("p2", two)),
    ]
    state = fold(entries(*names, *lines))
    assert read_edits(as_markdown(state, "en"), state) == Edits(())


@given(st.text(max_size=300))
def test_whatever_an_editor_gives_back_reading_it_never_fails(text: str) -> None:
    state = fold(TALK)
    edits = read_edits(text, state)
    journal = [*TALK, *(Entry(99 + n, event) for n, event in enumerate(edits.events))]
    assert msgspec.json.encode(fold(journal).transcript)


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_aligned_words_are_those_written_in_order_and_within_what_was_heard(
    old: list[str], new: list[str]
) -> None:
    words = timed(" ".join(old), 500)
    aligned = align_words(words, " ".join(new))
    if not old or not new:
        assert aligned == ()
        return
    assert [word.text for word in aligned] == new
    assert all(words[0].start_ms <= w.start_ms <= w.end_ms <= words[-1].end_ms for w in aligned)
    assert [w.start_ms for w in aligned] == sorted(w.start_ms for w in aligned)
    if old == new:
        assert aligned == words

"""A second hearing: every new word goes to one line, and only a surer text replaces the first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.transcript import Segment, Word
from reporting.ingest.second_pass import align, unclaimed


def line(number: int, sure: float = 0.6) -> Segment:
    start = number * 5000
    words = tuple(Word(f"w{n}", start + n * 500, start + n * 500 + 400, sure) for n in range(6))
    text = " ".join(word.text for word in words)
    return Segment(f"s{number}", "v1", start, start + 2900, text, words)


@given(st.lists(st.integers(0, 14_000), min_size=1, max_size=30, unique=True), st.floats(0.1, 1))
def test_no_word_is_given_twice(starts: list[int], sure: float) -> None:
    words = [Word(f"n{at}", at, at + 200, sure) for at in sorted(starts)]
    found = align([line(n) for n in range(3)], words, "en")
    given_out = [word for one in found for word in one.words]
    assert len(given_out) == len(set(given_out))
    near = [
        w for w in words if any(abs(w.start_ms + 100 - (n * 5000 + 1450)) < 2900 for n in range(3))
    ]
    assert set(near) <= set(given_out)


def test_a_text_that_is_less_sure_or_lost_half_is_kept_but_not_used() -> None:
    better = [Word("new", 100 + n * 400, 400 + n * 400, 0.9) for n in range(6)]
    assert align([line(0)], better, "en")[0].is_better
    assert not align([line(0, 0.95)], better, "en")[0].is_better
    assert not align([line(0)], better[:2], "en")[0].is_better


def test_words_that_no_line_is_near_come_back_as_runs_and_none_is_lost() -> None:
    words = [Word(f"n{at}", at, at + 300, 0.9) for at in (200, 9000, 9400, 12_000, 40_000)]
    runs = unclaimed([line(0)], words, [])
    assert [[word.start_ms for word in run] for run in runs] == [[9000, 9400], [12_000], [40_000]]
    assert unclaimed([], words[1:3], []) == [tuple(words[1:3])]


def test_the_companion_heard_by_the_microphone_is_not_taken_for_the_walker() -> None:
    spoken = Segment("c1", "companion", 1000, 3000, "What would you try first?")
    echo = [
        Word(text, 1500 + n * 300, 1700 + n * 300, 0.8) for n, text in enumerate(("you", "try"))
    ]
    walker = [
        Word(text, 1500 + n * 300, 1700 + n * 300, 0.8) for n, text in enumerate(("my", "idea"))
    ]
    assert unclaimed([], echo, [spoken]) == []
    assert unclaimed([], walker, [spoken]) == [tuple(walker)]

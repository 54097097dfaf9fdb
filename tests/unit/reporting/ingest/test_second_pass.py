"""A second hearing: every new word goes to one line, and only a surer text replaces the first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.transcript import Segment, Word
from reporting.ingest.second_pass import align


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

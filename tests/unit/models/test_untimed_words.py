"""A recogniser without word boundaries loses no word: each gets its part of the stretch."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.engines.untimed import with_times
from models.speech import Final
from models.transcript import Word

TEXTS = st.lists(st.text("abcdé'", min_size=1, max_size=12), min_size=1, max_size=30)


@given(TEXTS, st.integers(0, 10**7), st.integers(0, 60_000))
def test_every_word_is_kept_in_order_within_the_stretch(
    texts: list[str], start_ms: int, length_ms: int
) -> None:
    timed = with_times(Final(" ".join(texts)), start_ms, start_ms + length_ms)
    assert [word.text for word in timed.words] == texts
    assert timed.words[0].start_ms == start_ms
    assert timed.words[-1].end_ms == start_ms + length_ms
    assert all(before.end_ms == after.start_ms for before, after in pairwise(timed.words))


def test_times_that_are_known_stay() -> None:
    final = Final("good morning", (Word("good", 5, 9), Word("morning", 9, 20)))
    assert with_times(final, 0, 1000) is final


def test_nothing_said_stays_nothing() -> None:
    assert with_times(Final(""), 0, 1000).words == ()

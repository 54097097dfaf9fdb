"""The measure of word errors counts what a person would count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.word_errors import Errors, word_errors, words_of


@pytest.mark.parametrize(
    ("said", "heard", "wrong", "words"),
    [
        ("And so, my fellow Americans", "and so my fellow americans", 0, 5),
        ("L\u2019homme est là.", "l'homme est la", 1, 4),
        ("it's the school", "it is the school", 2, 3),
        ("um I think uh so", "i think so", 0, 3),
        ("one two three", "", 3, 3),
        ("one", "one more word", 2, 1),
        ("aujourd'hui", "aujourd'hui", 0, 2),
        ("de l'eau", "de l' eau", 0, 3),
    ],
)
def test_errors_are_counted_in_words(said: str, heard: str, wrong: int, words: int) -> None:
    assert word_errors(said, heard) == Errors(wrong, words)


@given(st.lists(st.sampled_from(["a", "b", "c", "d'eau"]), min_size=1), st.integers(0, 50))
def test_one_word_left_out_is_one_error(words: list[str], place: int) -> None:
    text = " ".join(words)
    said = words_of(text)
    heard = said[: place % len(said)] + said[place % len(said) + 1 :]
    assert word_errors(text, " ".join(heard)).wrong == 1


def test_clips_are_pooled_by_words_not_by_clip() -> None:
    assert (Errors(1, 1) + Errors(0, 99)).rate == 1.0
    assert Errors().rate == 0.0

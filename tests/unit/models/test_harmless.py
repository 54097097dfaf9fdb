"""What is read from anywhere can do nothing to the screen or the document it is shown in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.harmless import folded, in_columns

EVIL = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b[]0;mHJ\x07\t\n\r\u202e\u2066\u200b\x9b\x90 "))
)


@given(EVIL)
def test_nothing_is_left_that_moves_colours_or_turns(text: str) -> None:
    for made in (in_columns(text), folded(text)):
        assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in made)
        assert not set(made) & set("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\ufeff")


@given(EVIL)
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert in_columns(in_columns(text)) == in_columns(text)
    assert folded(folded(text)) == folded(text)


@given(st.text(st.characters(blacklist_characters="\x1b")))
def test_every_character_keeps_its_column(text: str) -> None:
    assert len(in_columns(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[31mred\x1b[0m apple",
        "\x1b]0;title\x07red apple",
        "\x1b]8;;http://x\x1b\\red\x1b]8;;\x1b\\ apple",
        "red \u202eapple",
        "\x1b]red apple",
        "red\tapple",
    ],
)
def test_words_are_never_lost(text: str) -> None:
    assert folded(text) == "red apple"
    assert in_columns(text).split() == ["red", "apple"]

"""Words as they are compared."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reporting.words.wording import forms, negations, stems, tokens


def test_apostrophes_ligatures_and_case_do_not_count() -> None:
    assert forms("L’Œuvre d’ART") == forms("l'oeuvre d'art")


def test_accents_count() -> None:
    assert forms("côté") != forms("cote")


def test_figures_keep_their_decimals_and_percent() -> None:
    assert forms("6,8 %") == ["6,8", "%"]


def test_both_ways_of_writing_an_accent_agree() -> None:
    assert forms(unicodedata.normalize("NFD", "été à côté")) == forms("été à côté")


@given(st.text(max_size=80))
def test_a_token_says_where_it_stands(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.form in forms(text[token.start : token.end]) or token.form.endswith("'")


def test_small_words_carry_no_meaning() -> None:
    assert stems("je me demande si on a perdu les voisins".split(), "fr") == [
        "demand",
        "perdu",
        "voisin",
    ]


def test_english_contractions_deny() -> None:
    assert negations(forms("I don't know, no one does"), "en") == 2

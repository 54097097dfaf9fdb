"""Bare words become sentences without a word changed, lost or added."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.language import Language
from models.transcript import Segment, Word
from reporting.words.readable import fold_fillers, sentences
from reporting.words.vocabulary import corrections

WORDS = "so we think it is not enough and the euh donc je pense que c'est bien i trois".split()


def spoken(text: str, pauses: dict[str, int] | None = None, each: int = 300) -> list[Word]:
    words, now = [], 0
    for token in text.split():
        words.append(Word(token, now, now + each))
        now += each + (pauses or {}).get(token, 10)
    return words


@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.integers(0, 2500)), min_size=1, max_size=60),
    st.sampled_from(["en", "fr"]),
)
def test_every_word_is_in_exactly_one_sentence_as_it_was_heard(
    heard: list[tuple[str, int]], language: Language
) -> None:
    words, now = [], 0
    for text, pause in heard:
        words.append(Word(text, now, now + 300))
        now += 300 + pause
    found = sentences(words, language)
    assert [word for sentence in found for word in sentence.words] == words
    for sentence in found:
        bare = re.sub(r"[.?\u202f]", "", sentence.text).lower().split()
        assert bare == [word.text for word in sentence.words]
        assert sentence.text[0] == sentence.text[0].upper()
        assert sentence.text[-1] in ".?"


@pytest.mark.parametrize(
    ("language", "text", "pause_after", "wanted"),
    [
        (
            "en",
            "we should open on sundays but who would pay for that",
            {"sundays": 500},
            ["We should open on sundays.", "But who would pay for that?"],
        ),
        ("en", "what is the price of it", {}, ["What is the price of it?"]),
        (
            "fr",
            "on devrait ouvrir le dimanche mais qui va payer",
            {"dimanche": 600},
            ["On devrait ouvrir le dimanche.", "Mais qui va payer."],
        ),
        ("fr", "est-ce que c'est possible", {}, ["Est-ce que c'est possible\u202f?"]),
        ("en", "i put it on the", {"the": 900}, ["I put it on the."]),
    ],
)
def test_pauses_and_words_make_the_sentences(
    language: Language, text: str, pause_after: dict[str, int], wanted: list[str]
) -> None:
    assert [s.text for s in sentences(spoken(text, pause_after), language)] == wanted


def test_a_thinking_pause_after_an_article_ends_no_sentence() -> None:
    found = sentences(spoken("we went to the market on monday", {"the": 450}), "en")
    assert len(found) == 1


def test_marks_that_the_recogniser_wrote_are_kept() -> None:
    found = sentences(spoken("Well, that is it. Who knows?"), "en")
    assert [sentence.text for sentence in found] == ["Well, that is it.", "Who knows?"]


def segment(text: str, sure: float) -> Segment:
    words = tuple(Word(t, n * 300, n * 300 + 280, sure) for n, t in enumerate(text.split()))
    return Segment("s1", "v1", 0, 3000, text, words)


def test_a_name_that_was_nearly_heard_is_put_right_with_its_time() -> None:
    found = corrections([segment("On a choisi guichet ou hier.", 0.5)], ["Guichetou"])
    assert found[0].text == "On a choisi Guichetou hier."
    assert found[0].replaced == (("guichet ou", "Guichetou"),)
    assert [word.text for word in found[0].words][3] == "Guichetou"
    assert (found[0].words[3].start_ms, found[0].words[3].end_ms) == (900, 1480)


@pytest.mark.parametrize("text", ["We like the market.", "Guichetou is here.", "And so it was."])
def test_common_words_and_right_names_are_left_alone(text: str) -> None:
    assert corrections([segment(text, 0.5)], ["Guichetou", "Hatchling Green", "Sowa"]) == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Um, we could, uh, open it.", "We could open it."),
        ("en", "The hummus and the umbrella er stay.", "The hummus and the umbrella stay."),
        ("fr", "Alors euh on verra, heu, demain.", "Alors on verra demain."),
        ("fr", "Heureux comme eux.", "Heureux comme eux."),
    ],
)
def test_hesitations_can_be_folded_away(language: Language, text: str, wanted: str) -> None:
    assert fold_fillers(text, language) == wanted


@pytest.mark.parametrize(
    ("language", "said", "hesitates_after"),
    [
        ("en", "that is something that we shouldn't encourage within a society", "shouldn't"),
        ("en", "my name is known to everybody in the valley of the", "to"),
        ("fr", "nous avons besoin de tous les habitants pour ce jardin", "de"),
    ],
)
def test_a_pause_behind_a_word_that_cannot_end_a_sentence_is_a_pause_to_think(
    language: Language, said: str, hesitates_after: str
) -> None:
    assert len(sentences(spoken(said, {hesitates_after: 450}), language)) == 1


def test_the_same_pause_ends_a_sentence_before_a_word_that_begins_one() -> None:
    talk = spoken(
        "the garden was too dry for the tomatoes so we dug a second well", {"tomatoes": 450}
    )
    assert [sentence.text for sentence in sentences(talk, "en")] == [
        "The garden was too dry for the tomatoes.",
        "So we dug a second well.",
    ]

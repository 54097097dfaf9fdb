"""Sentence units from punctuated text and from bare words."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from models.language import Language
from models.transcript import Segment, Speaker, Transcript, Word
from reporting.reading.units import Unit, cut
from reporting.words.bare import LONGEST_BARE
from reporting.words.wording import forms
from tests.support.talks import talk


def test_abbreviations_do_not_end_a_sentence() -> None:
    units = cut(talk("Ann: I lent it to Mrs. Adeyemi at no. 40. She wants a shelf.", "en"))
    assert [unit.text for unit in units] == [
        "I lent it to Mrs. Adeyemi at no. 40.",
        "She wants a shelf.",
    ]


def test_a_quotation_inside_a_sentence_stays_whole() -> None:
    units = cut(talk("Odile: Les gens disent « c'est quoi ? C'est pour moi ? » et ils hésitent."))
    assert len(units) == 1


def test_a_trailing_hesitation_goes_on() -> None:
    assert len(cut(talk("Odile: C'est... enfin c'est appréciable."))) == 1


def test_a_sentence_may_run_over_several_cues() -> None:
    transcript = talk("Ann: The hut is dry and\nit has a door. It is small.", "en")
    units = cut(transcript)
    assert units[0].text == "The hut is dry and it has a door."
    assert units[0].segments == ("s000", "s001")


def test_bare_words_are_cut_at_pauses_and_shown_with_capital_and_mark() -> None:
    words = []
    now = 0
    for index, text in enumerate("on ferme le guichet le public ne vient plus".split()):
        now += 900 if index == 4 else 30
        words.append(Word(text, now, now + 250))
        now += 250
    transcript = talk("Ann: x", is_punctuated=False)
    segment = Segment("s0", "v1", 0, now, " ".join(word.text for word in words), tuple(words))
    units = cut(msgspec.structs.replace(transcript, segments=(segment,)))
    assert [unit.shown for unit in units] == ["On ferme le guichet.", "Le public ne vient plus."]
    assert [unit.text for unit in units] == ["on ferme le guichet", "le public ne vient plus"]


def test_a_doubted_word_marks_its_unit() -> None:
    words = (Word("on", 0, 100, 0.9), Word("ferme", 120, 300, 0.2), Word("ici", 320, 500, 0.9))
    transcript = talk("Ann: x", is_punctuated=False)
    segment = Segment("s0", "v1", 0, 500, "on ferme ici", words)
    (unit,) = cut(msgspec.structs.replace(transcript, segments=(segment,)))
    assert unit.confidence == 0.2


@given(
    st.lists(
        st.sampled_from("guichet mais donc le public vient et alors pas".split()),
        min_size=1,
        max_size=200,
    )
)
def test_no_word_is_lost_and_no_bare_unit_runs_on(words: list[str]) -> None:
    units = cut(talk("Ann: " + " ".join(words), is_punctuated=False))
    assert [form for unit in units for form in unit.words] == forms(" ".join(words))
    assert all(len(unit.tokens) <= LONGEST_BARE for unit in units)


@given(st.text(alphabet="ab .!?«»\"',…\n", max_size=120))
def test_no_written_word_is_lost(text: str) -> None:
    transcript = talk("Ann: a")
    segment = Segment("s0", "v1", 0, 1000, text)
    units = cut(msgspec.structs.replace(transcript, segments=(segment,)))
    assert [form for unit in units for form in unit.words] == forms(text)


def _spoken(words: str, gaps: dict[str, int], segment: str = "s1", start: int = 0) -> Segment:
    """Return a recogniser's segment; `gaps` are milliseconds of silence before words."""
    heard, at = [], start
    for word in words.split():
        at += gaps.get(word, 0)
        heard.append(Word(text=word, start_ms=at, end_ms=at + 300, confidence=1.0))
        at += 300
    return Segment(segment, "walker", start, at, words, words=tuple(heard))


def _walk(*segments: Segment, language: Language = "en") -> list[Unit]:
    transcript = Transcript(
        id="walk",
        kind="walk",
        language=language,
        speakers=(Speaker("walker", kind="walker"),),
        segments=segments,
        is_punctuated=False,
    )
    return list(cut(transcript))


def test_a_breath_is_printed_as_a_comma_and_changes_no_word() -> None:
    words = "actually forget the machine the sensors are too expensive for us"
    (unit,) = _walk(_spoken(words, {"sensors": 0, "machine": 0, "expensive": 0, "too": 0}))
    assert "," not in unit.shown
    heard = _spoken("actually forget that machine the sensors are too expensive", {"the": 190})
    (unit,) = _walk(heard)
    assert unit.shown == "Actually forget that machine, the sensors are too expensive."
    assert unit.text == "actually forget that machine the sensors are too expensive"


def test_no_comma_is_printed_after_a_word_that_leads_on() -> None:
    (unit,) = _walk(_spoken("we would need a key for the garden gate then", {"garden": 200}))
    assert "," not in unit.shown


def test_a_thought_that_a_thinking_pause_interrupts_is_one() -> None:
    first = _spoken("my worry is um", {})
    second = _spoken("the same three parents always do all the work", {}, "s2", 5000)
    (unit,) = _walk(first, second)
    assert unit.segments == ("s1", "s2")
    assert unit.text == "my worry is um the same three parents always do all the work"


def test_what_works_is_no_question() -> None:
    (unit,) = _walk(_spoken("what works is the beginning", {}))
    assert not unit.is_question
    (unit,) = _walk(_spoken("what did i say about the key", {}))
    assert unit.is_question

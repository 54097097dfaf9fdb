from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.conversation.replies import MOST_IN_ALL, MOST_WORDS, Manners, is_other_language
from companion.conversation.sentences import SentenceCutter, sentences, speakable
from models.language import Language


def told(reply: str, language: Language = "en", before: frozenset[str] = frozenset()) -> list[str]:
    manners = Manners(language, before)
    spoken = (manners.take(sentence) for sentence in sentences(reply))
    return [text for text in spoken if text]


def test_a_well_mannered_reply_passes_whole() -> None:
    reply = "The hut is dry and it has a door. Who would hold the key?"
    assert told(reply) == ["The hut is dry and it has a door.", "Who would hold the key?"]


def test_nothing_is_said_after_the_question() -> None:
    assert told("Who would hold the key? And who opens? Tell me more.") == [
        "Who would hold the key?"
    ]


def test_two_statements_and_a_question_are_the_most() -> None:
    reply = "It is dry. It is near. It is free. It is old. Who would hold the key?"
    assert told(reply) == ["It is dry.", "It is near.", "Who would hold the key?"]


@pytest.mark.parametrize(
    ("reply", "language"),
    [
        ("That's a great idea! Who would hold the key?", "en"),
        ("What a wonderful thought. Who would hold the key?", "en"),
        ("I love that. Who would hold the key?", "en"),
        ("Excellente idée ! Qui garderait la clé ?", "fr"),
        ("C'est une très belle image. Qui garderait la clé ?", "fr"),
        ("J'adore cette idée. Qui garderait la clé ?", "fr"),
    ],
)
def test_praise_is_left_unsaid(reply: str, language: Language) -> None:
    assert len(told(reply, language)) == 1


def test_a_list_ends_the_reply() -> None:
    reply = "There are a few ways to see it.\n1. Lockers\n2. A hut\n3. A van\n"
    assert told(reply) == ["There are a few ways to see it."]


@pytest.mark.parametrize(
    ("reply", "language"),
    [
        ("Quelle est la première chose que tu ferais avec cette cabane ?", "en"),
        ("What is the first thing that you would do with this hut?", "fr"),
        ("这是一个好主意吗", "en"),
        ('{"reply": "Who has the key?"}', "en"),
        ("the the the the the the the the", "en"),
        ("@@@ ### $$$ %%% ^^^", "fr"),
    ],
)
def test_another_language_and_garbage_are_never_spoken(reply: str, language: Language) -> None:
    assert told(reply, language) == []


def test_a_sentence_too_long_for_the_ear_is_cut_at_a_pause() -> None:
    rest = "which means that somebody has to open it every single morning before school begins and close it "
    (spoken,) = told(
        f"The hut is dry and near the gate, {rest}again late in the evening after work."
    )
    assert len(spoken.split()) <= MOST_WORDS


def test_what_was_said_before_in_the_walk_is_not_said_again() -> None:
    assert told("Who would hold the key?", before=frozenset({"who would hold the key"})) == []


def test_french_questions_and_short_answers_are_french() -> None:
    assert not is_other_language("Et pour qui ?", "fr")
    assert not is_other_language("Qu'est-ce qui t'a fait penser à la boulangerie ce matin ?", "fr")


@given(st.text(max_size=400), st.lists(st.integers(1, 7), max_size=80))
def test_cutting_loses_no_character(text: str, sizes: list[int]) -> None:
    cutter = SentenceCutter()
    found: list[str] = []
    start = 0
    for size in [*sizes, len(text)]:
        found += cutter.feed(text[start : start + size])
        start += size
    assert "".join([*found, *cutter.finish()]) == text


@given(st.text(alphabet="ab .!?\n", max_size=120), st.integers(1, 9))
def test_sentences_do_not_depend_on_how_the_stream_was_cut(text: str, size: int) -> None:
    cutter = SentenceCutter()
    found: list[str] = []
    for start in range(0, len(text), size):
        found += cutter.feed(text[start : start + size])
    assert [*found, *cutter.finish()] == sentences(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mrs. Adeyemi has a drill. It works.", 2),
        ("M. Martin a la clé. Il habite au 3.5 de la rue.", 2),
        ("Et toi ? Tu y crois ?", 2),
        ("It costs 3.50 pounds, e.g. for a drill. Fine.", 2),
        ("One line\nAnother line", 2),
    ],
)
def test_abbreviations_and_numbers_do_not_end_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("**Who** has the _key_? 🔑", "Who has the key?"),
        ("<think>Hmm.</think>Who has the key?", "Who has the key?"),
        ("See [the hut](https://example.org/a).", "See the hut."),
        ("- A hut.", "A hut."),
        ("***", ""),
        ("(laughs) Who has it?", "Who has it?"),
    ],
)
def test_what_a_voice_cannot_say_is_taken_out(text: str, said: str) -> None:
    assert speakable(text) == said


def test_a_reply_that_goes_on_and_on_keeps_its_question() -> None:
    long = "The hut is dry and near and has a door that closes well enough for the winter."
    reply = f"{long} {long.replace('hut', 'shed')} {long.replace('hut', 'van')} Who has the key?"
    spoken = told(reply)
    assert spoken[-1] == "Who has the key?"
    assert sum(len(text.split()) for text in spoken) <= MOST_IN_ALL


@pytest.mark.parametrize(
    ("reply", "language"),
    [
        ("You could put lockers there. What would they hold?", "en"),
        ("What if a robot did it? What would it hold?", "en"),
        ("Tu pourrais mettre des casiers. Qu'y mettrais-tu ?", "fr"),
        ("Et si un robot le faisait ? Qu'y mettrais-tu ?", "fr"),
    ],
)
def test_while_the_walkers_ideas_come_first_only_the_question_is_left(
    reply: str, language: Language
) -> None:
    manners = Manners(language, may_propose=False)
    spoken = [text for sentence in sentences(reply) if (text := manners.take(sentence))]
    assert len(spoken) == 1
    assert manners.held_back

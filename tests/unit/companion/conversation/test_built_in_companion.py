from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.conversation.facilitator import MOST_WORDS, Facilitator
from companion.conversation.moves import TECHNIQUES, families
from companion.conversation.prompting import prompts
from companion.conversation.reflection import key_phrases
from companion.conversation.wording import fill
from companion.conversation.words import fold
from models.language import LANGUAGES, Language

TURNS: dict[Language, tuple[str, ...]] = {
    "en": (
        "the tool library for the whole street",
        "we could keep the ladders in the old ticket hut",
        "i'm not sure the insurance would cover it",
        "yeah",
        "my neighbour borrowed the drill last week",
        "who would look after the lockers",
        "everyone will love it it's perfect",
        "the baker has a key and the door is always open",
    ),
    "fr": (
        "une bibliothèque d'outils pour toute la rue",
        "on pourrait ranger les échelles dans la vieille cabane",
        "je ne suis pas sûr que l'assurance couvre ça",
        "oui",
        "ma voisine a emprunté la perceuse la semaine dernière",
        "qui s'occuperait des casiers",
        "tout le monde va adorer c'est parfait",
        "le boulanger a la clé et la porte est toujours ouverte",
    ),
}


def held(language: Language, seed: int, turns: int) -> list[str]:
    companion = Facilitator(language, seed)
    lines = []
    for number in range(turns):
        companion.heard(TURNS[language][number % len(TURNS[language])])
        lines.append(companion.reply(ideas=("the hut", "the drill")).text)
    return lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_sixty_turns_bring_no_line_twice_and_keep_to_the_manners(language: Language) -> None:
    lines = held(language, 3, 60)
    assert len(set(lines)) == len(lines)
    for line in lines:
        assert len(line.split()) <= MOST_WORDS
        assert line.count("?") <= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_walk_gets_the_same_lines_and_another_seed_gets_others(language: Language) -> None:
    assert held(language, 1, 20) == held(language, 1, 20)
    assert held(language, 1, 20) != held(language, 2, 20)


@given(st.lists(st.text(max_size=80), min_size=1, max_size=12), st.integers(0, 1000))
@settings(max_examples=40)
def test_whatever_is_said_there_is_a_reply(turns: list[str], seed: int) -> None:
    companion = Facilitator("fr", seed)
    for turn in turns:
        companion.heard(turn)
        assert companion.reply().text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("technique", sorted(TECHNIQUES))
def test_a_technique_is_walked_through_in_order(language: Language, technique: str) -> None:
    companion = Facilitator(language, 1)
    companion.heard(TURNS[language][1])
    companion.reply()
    companion.begin(technique)
    moves = []
    for _ in families(language)[technique].steps:
        companion.heard(TURNS[language][4])
        moves.append(companion.reply().move)
    assert set(moves) == {technique}
    companion.heard(TURNS[language][7])
    assert companion.reply().move != technique


@pytest.mark.parametrize("language", LANGUAGES)
def test_when_all_is_rosy_the_other_side_is_asked_for(language: Language) -> None:
    companion = Facilitator(language, 1)
    moves = []
    for _ in range(6):
        companion.heard(TURNS[language][6])
        moves.append(companion.reply().move)
    assert "critic" in moves


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_written_line_is_short_with_at_most_one_question_and_no_praise(
    language: Language,
) -> None:
    phrase = "the old ticket hut" if language == "en" else "la vieille cabane"
    praise = re.compile(r"\b(great|excellent|brilliant|wonderful|super|genial|bravo|formidable)\b")
    for family in families(language).values():
        for line in (*family.with_words, *family.plain, *family.steps, *family.plain_steps):
            said = fill(line, phrase, language).replace("{list}", phrase)
            assert len(said.split()) <= MOST_WORDS, line
            assert said.count("?") <= 1, line
            assert not praise.search(fold(said)), line
            if language == "fr":
                assert not re.search(r"[^\s\u00a0]\?", said), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_have_the_same_families(language: Language) -> None:
    assert set(families(language)) == set(families("en"))
    for name, family in families(language).items():
        assert len(family.steps) == len(families("en")[name].steps)


@pytest.mark.parametrize(
    ("text", "language", "phrase"),
    [
        ("my shed is always empty", "en", "your shed"),
        ("i was thinking of a deposit", "en", "the deposit"),
        ("it's the old ticket hut at the bowls club", "en", "the old ticket hut"),
        ("le local est dans mon jardin", "fr", "ton jardin"),
        ("il y a une échelle cassée", "fr", "l'échelle"),
        ("on pourrait louer un hangar", "fr", "le hangar"),
        ("je pense au club de bowling", "fr", "le club de bowling"),
    ],
)
def test_their_words_come_back_from_the_listeners_side(
    text: str, language: Language, phrase: str
) -> None:
    assert phrase in key_phrases(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("that's the whole thing isn't it", "en"),
        ("it will happen the next time anyway", "en"),
        ("on la garde et je les prends", "fr"),
        ("il faut le faire et l'avoir sous la main", "fr"),
    ],
)
def test_what_may_be_a_verb_or_says_nothing_is_not_said_back(text: str, language: Language) -> None:
    phrases = key_phrases(text, language)
    assert all(phrase in ("la main",) for phrase in phrases)


@pytest.mark.parametrize(
    ("template", "phrase", "said"),
    [
        ("Parle de {it}.", "le jardin", "Parle du jardin."),
        ("À {it}, alors ?", "les voisins", "Aux voisins, alors ?"),
        ("Parle de {it}.", "l'échelle", "Parle de l'échelle."),
        ("Envie de le demander pour {it} ?", "le jardin", "Envie de le demander pour le jardin ?"),
    ],
)
def test_french_articles_are_contracted(template: str, phrase: str, said: str) -> None:
    assert fill(template, phrase, "fr") == said


def test_what_was_taken_back_is_not_returned_to() -> None:
    companion = Facilitator("fr", 1)
    companion.heard("je pensais à une caution et la caution serait de vingt euros")
    companion.reply()
    companion.let_go("une caution de vingt euros")
    companion.heard("il fait froid dehors")
    companion.begin("devil")
    assert "caution" not in companion.reply().text


@pytest.mark.parametrize("language", LANGUAGES)
def test_prompts_have_a_version_and_a_note_for_every_technique(language: Language) -> None:
    written = prompts(language)
    assert re.fullmatch(r"\d+\.\d+", written.version)
    assert set(TECHNIQUES) <= set(written.notes)
    assert set(written.notes) == set(prompts("en").notes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reply_nobody_heard_is_as_if_it_had_not_been_made(language: Language) -> None:
    companion = Facilitator(language, 3)
    lines = []
    for number in range(40):
        companion.heard(TURNS[language][number % 8])
        for _ in range(number % 3):
            companion.keep_place()
            companion.reply(ideas=("the hut", "the drill"))
            companion.take_back()
        lines.append(companion.reply(ideas=("the hut", "the drill")).text)
    assert lines == held(language, 3, 40)


def test_a_step_of_a_technique_that_nobody_heard_is_taken_again() -> None:
    companion = Facilitator("en", 5)
    companion.begin("scamper")
    companion.heard("the tool library")
    companion.keep_place()
    step = companion.reply()
    companion.take_back()
    companion.heard("for the whole street")
    assert companion.reply().move == step.move
    assert companion.technique == "scamper"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("it's a year since my dad died and I wanted to walk where he walked", "en"),
        ("ça fait un an que mon père est mort et je voulais marcher ici", "fr"),
    ],
)
def test_after_word_of_a_loss_nothing_is_argued_or_tested(text: str, language: Language) -> None:
    companion = Facilitator(language, 5)
    moves = []
    for said in (text, *TURNS[language][:4]):
        companion.heard(said)
        moves.append(companion.reply().move)
    assert set(moves) == {"tender"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("everybody will love it, it's perfect, there's no way it fails", "en"),
        ("tout le monde va adorer, c'est parfait, ça peut pas rater", "fr"),
    ],
)
def test_where_all_is_rosy_at_once_the_critic_speaks(text: str, language: Language) -> None:
    companion = Facilitator(language, 2)
    for said in (*TURNS[language][:3], text):
        companion.heard(said)
        line = companion.reply()
    assert line.move == "critic"


def test_the_opening_takes_up_what_was_named_first() -> None:
    companion = Facilitator("en", 7)
    companion.heard("right, the van. I've got thirty customers on the list and a big oven")
    assert "van" in companion.reply().text

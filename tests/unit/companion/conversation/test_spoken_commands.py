from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.conversation.commands.parser import Situation, parse
from models.language import Language
from tests.evals.eval_commands import HERE, measure


@pytest.mark.parametrize("file", sorted(HERE.glob("*.tsv")), ids=lambda file: file.stem)
def test_the_written_sets_are_heard_as_they_are_meant(file: Path) -> None:
    figures = measure(file)
    assert figures["precision"] >= 0.99, figures["wrong"]
    assert figures["recall"] >= (0.9 if "unseen" in file.stem else 0.95), figures["wrong"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_written_set_has_two_hundred_utterances_half_of_them_ideas(language: str) -> None:
    figures = measure(HERE / f"{language}.tsv")
    assert figures["utterances"] >= 200
    assert 0.4 <= figures["commands"] / figures["utterances"] <= 0.6


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the hut could hold everything and note that", "en"),
        ("so i was thinking about the fence and the gate drop that", "en"),
        ("je pensais à la cabane et au jardin du fond garde ça", "fr"),
    ],
)
def test_more_than_four_words_before_it_make_a_command_part_of_an_idea(
    text: str, language: Language
) -> None:
    assert parse(text, language) is None


def test_a_yes_is_a_command_only_where_one_is_awaited() -> None:
    assert parse("yes please", "en") is None
    asked = Situation(is_asked=True)
    found = parse("yes please", "en", asked)
    assert found is not None
    assert found.name == "yes"
    refused = parse("non surtout pas", "fr", asked)
    assert refused is not None
    assert refused.name == "no"


def test_an_object_must_be_something_of_this_walk_where_the_walk_is_known() -> None:
    known = Situation(known=frozenset({"deposit"}))
    found = parse("drop the deposit", "en", known)
    assert found is not None
    assert found.about == "the deposit"
    assert parse("drop the kids", "en", known) is None


def test_what_is_said_right_after_a_word_to_the_dog_is_for_the_dog() -> None:
    assert parse("drop it", "en", Situation(with_others=True)) is None
    assert parse("note that", "en", Situation(with_others=True)) is not None


def test_the_words_around_a_command_are_kept_apart() -> None:
    found = parse("Yeah, every member. Note that for now. And a small subscription.", "en")
    assert found is not None
    assert (found.name, found.idea, found.after) == (
        "note", "Yeah, every member.", "And a small subscription",
    )  # fmt: skip


def test_the_object_keeps_its_accents_and_capitals() -> None:
    found = parse("Laisse tomber l'idée de la Fête", "fr", Situation(known=frozenset({"fet"})))
    assert found is not None
    assert found.about == "l'idée de la Fête"


@given(st.text(max_size=200))
def test_no_words_break_the_parser(text: str) -> None:
    for language in ("en", "fr"):
        parse(text, language)


@given(
    st.sampled_from(
        ["note that", "drop that", "be quiet", "end the walk", "forget the last minute"]
    ),
    st.sampled_from(["we should", "people never", "he told me to", "you can't", "they never"]),
)
def test_a_governed_command_is_none(command: str, before: str) -> None:
    assert parse(f"{before} {command}", "en") is None


@pytest.mark.parametrize(
    ("text", "language", "name", "about"),
    [
        ("don t write that down", "en", "off-record", ""),
        ("lets park that for now", "en", "park", ""),
        ("play devil s advocate", "en", "technique", "devil s advocate"),
        ("garde l idée du puits", "fr", "keep", "l idée du puits"),
        ("qu est ce que j ai dit du puits", "fr", "recall", "le puits"),
        ("fais l' avocat du diable", "fr", "technique", "avocat du diable"),
    ],
)
def test_a_recogniser_that_loses_apostrophes_is_understood(
    text: str, language: Language, name: str, about: str
) -> None:
    found = parse(text, language)
    assert found is not None
    assert (found.name, found.about) == (name, about)


@pytest.mark.parametrize("verb", ["note", "notez", "noter", "noté", "notes"])
def test_french_verbs_are_heard_however_their_ending_is_written(verb: str) -> None:
    found = parse(f"tu peux {verb} ça s'il te plaît", "fr")
    assert found is not None
    assert found.name == "note"


def test_an_object_may_come_first_in_french() -> None:
    found = parse("la serre on la garde", "fr", Situation(known=frozenset({"serr"})))
    assert found is not None
    assert (found.name, found.about) == ("keep", "la serre")
    assert parse("les enfants on les garde", "fr", Situation(known=frozenset({"serr"}))) is None


def test_what_both_could_do_is_talk_and_not_a_command() -> None:
    known = Situation(known=frozenset({"deposit", "caution"}))
    assert parse("we could drop the deposit", "en", known) is None
    assert parse("on pourrait supprimer la caution", "fr", known) is None
    assert parse("i think we'll keep the deposit", "en", known) is None

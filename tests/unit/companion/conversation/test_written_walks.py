"""Ten minutes of thinking aloud with the built-in companion, as it would be heard."""

from __future__ import annotations

import asyncio
from functools import cache

import pytest

from companion.conversation.facilitator import MOST_WORDS
from models.language import Language
from models.transcript import COMPANION
from tests.support.written_walks import Company, Spoken, Turn, WrittenWalk, hold, written_walks

WALKS = {walk.language: walk for walk in written_walks()}
ON_REQUEST = ("recall", "summary", "recap")


@cache
def held(language: Language, seed: int = 0) -> Company:
    return asyncio.run(hold(WALKS[language], seed=seed))


def replies(company: Company) -> list[Spoken]:
    return [
        line for line in company.lines if line.speaker == COMPANION and line.move not in ON_REQUEST
    ]


def after(company: Company, said: str) -> Spoken:
    """Return what the companion said after a line of the walker."""
    place = next(n for n, line in enumerate(company.lines) if said in line.text)
    return next(line for line in company.lines[place:] if line.speaker == COMPANION)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("seed", range(4))
def test_no_line_is_said_twice_and_none_is_long(language: Language, seed: int) -> None:
    said = [line.text for line in replies(held(language, seed))]
    assert len(set(said)) == len(said)
    assert max(len(line.split()) for line in said) <= MOST_WORDS
    assert max(line.count("?") for line in said) == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_recap_takes_less_than_a_minute(language: Language) -> None:
    last = held(language).lines[-1]
    assert last.move == "recap"
    assert len(last.text.split()) <= 130


@pytest.mark.parametrize(
    ("language", "said", "move"),
    [
        ("en", "that i'm a teacher", "concern"),
        ("en", "there is a real risk with the insurance", "concern"),
        ("en", "on monday i will ask the office", "step"),
        ("en", "on the one hand there is the money", "contrast"),
        ("en", "forget the three days", "released"),
        ("en", "my brother would say", "person"),
        ("fr", "il y a un vrai risque avec la toiture", "concern"),
        ("fr", "lundi je vais appeler", "step"),
        ("fr", "d'un côté je voudrais", "contrast"),
        ("fr", "oublie la soirée crêpes", "released"),
        ("fr", "le maire va dire", "person"),
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_the_reply_answers_what_was_just_said(
    language: Language, said: str, move: str, seed: int
) -> None:
    assert after(held(language, seed), said).move == move


def test_the_recap_asks_the_question_that_was_asked_and_no_other() -> None:
    walk = WrittenWalk(
        version=1,
        language="en",
        title="",
        turn=(
            Turn(("what works is the beginning the children love it",)),
            Turn(("i don't know who will decide is it the school or the city",)),
            Turn(("the bakery could keep the key because they open at six",)),
            Turn(("keep that",)),
            Turn(("end the walk",)),
        ),
    )
    said = asyncio.run(hold(walk)).lines[-1].text
    assert said.startswith("You kept: the bakery could keep the key.")
    assert "A question left open: who will decide?" in said
    assert "beginning" not in said


def test_a_walker_of_few_words_keeps_most_of_the_talk() -> None:
    turns = tuple(
        Turn((f"we could paint wall number {n} of the old station near the river with the school",))
        for n in range(30)
    )
    company = asyncio.run(hold(WrittenWalk(1, "en", "", turns)))
    ours = sum(len(line.text.split()) for line in company.lines if line.speaker == COMPANION)
    theirs = sum(len(turn.says[0].split()) for turn in turns)
    assert theirs / (theirs + ours) >= 0.68

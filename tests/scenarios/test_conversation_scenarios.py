"""Every scenario file in `conversations/`: what is said, what must be heard, which ideas are left."""

from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from companion.conversation.contract import Say
from companion.conversation.ports import LastWalk, PastLine
from companion.conversation.talk import Talk, TalkSettings
from companion.conversation.words import content_stems
from models.ideas import Idea
from models.language import Language
from models.testing_chat import ScriptedChat
from models.transcript import COMPANION
from tests.support.written_walks import Company, Turn, WrittenWalk

FILES = sorted((Path(__file__).parent / "conversations").glob("*.toml"))


class Exchange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    walker: str
    was_cut_off: bool = False
    """The answer came into it: it is owned up to at the end."""
    heard: list[str] = []
    """How lines of the companion begin that must be heard, in order."""
    never: list[str] = []
    """What no line may hold."""
    commands: list[str] | None = None
    """Obeyed or asked about in this turn; where absent, none is looked for."""


class ExpectedIdea(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    has: str
    origin: Literal["walker", "companion", "both"]
    status: str


class EarlierWalk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    started_at: str
    walks_ago: int
    says: list[str]
    """What the walker said; each is found again by its words, as the archive would."""
    idea: list[EarlierIdea] = []


class EarlierIdea(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    """A line of `says`, for it to be linked to."""
    status: Literal["open", "kept", "parked", "withdrawn"] = "open"
    is_question: bool = False


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    point: Literal[4, 6, 7]
    """Of the list of what a person notices."""
    title: str
    language: Language
    turn: list[Exchange]
    idea: list[ExpectedIdea] = []
    earlier: list[EarlierWalk] = []
    """Walks before this one, the last one first."""
    opening: str = ""
    """How the companion opens; where empty, it does not speak first."""
    recap: list[str] = []
    """What the recap holds, in order; its last entry is its end."""
    model: list[str] = []
    """What a chat model would say, in order; without any, the built-in companion answers."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_conversation_is_held_as_its_scenario_says(file: Path) -> None:
    scenario = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Scenario)
    asyncio.run(_held(scenario))


class Archive:
    """The earlier walks of a scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self._walks = scenario.earlier
        self._language = scenario.language

    def find(self, query: str, *, limit: int = 3) -> list[PastLine]:
        """Return the lines that share the most weighty words with `query`."""
        wanted = set(content_stems(query, self._language))
        scored = [
            (len(wanted & set(content_stems(text, self._language))), self._line(walk, text))
            for walk in self._walks
            for text in walk.says
        ]
        scored = [entry for entry in scored if entry[0]]
        return [line for _, line in sorted(scored, key=lambda entry: -entry[0])[:limit]]

    def _line(self, walk: EarlierWalk, text: str) -> PastLine:
        ids = [f"i{place}" for place, idea in enumerate(walk.idea) if idea.text == text]
        return PastLine(
            session=f"walk-{walk.walks_ago}",
            started_at=walk.started_at,
            text=text,
            walks_ago=walk.walks_ago,
            idea=ids[0] if ids else "",
        )

    def last_walk(self) -> LastWalk | None:
        """Return how the last walk ended."""
        if not self._walks:
            return None
        walk = self._walks[0]
        ideas = tuple(
            Idea(
                id=f"i{place}",
                text=idea.text,
                origin="walker",
                status=idea.status,
                is_question=idea.is_question,
            )
            for place, idea in enumerate(walk.idea)
        )
        return LastWalk(session="walk-1", started_at=walk.started_at, ideas=ideas)


async def _held(scenario: Scenario) -> None:
    chat = ScriptedChat(scenario.model, repeats=True) if scenario.model else None
    walk = WrittenWalk(1, scenario.language, scenario.title, ())
    talk = Talk(TalkSettings(scenario.language, seed=7), chat=chat, past=Archive(scenario))
    company = Company(walk, 7, talk)
    opened = [effect.text for effect in talk.opening() if isinstance(effect, Say)]
    assert opened == ([scenario.opening] if scenario.opening else [])
    for exchange in scenario.turn:
        lines, commands = len(company.lines), len(company.commands)
        await company.take(Turn((exchange.walker,)), is_cut=False)
        if exchange.was_cut_off:
            talk.was_early()
        spoken = [line.text for line in company.lines[lines:] if line.speaker == COMPANION]
        for begins in exchange.heard:
            assert any(text.startswith(begins) for text in spoken), (exchange.walker, spoken)
        for word in exchange.never:
            assert not any(word in text for text in spoken), (exchange.walker, spoken)
        if exchange.commands is not None:
            obeyed = [event.command for event in company.commands[commands:]]
            assert obeyed == exchange.commands, (exchange.walker, obeyed)
    _closed(scenario, talk)
    for wanted in scenario.idea:
        found = [idea for idea in company.talk.ideas if wanted.has in idea.text]
        assert [(i.origin, i.status) for i in found] == [(wanted.origin, wanted.status)], wanted


def _closed(scenario: Scenario, talk: Talk) -> None:
    if not scenario.recap:
        return
    said = " ".join(effect.text for effect in talk.recap() if isinstance(effect, Say))
    places = [said.find(part) for part in scenario.recap]
    assert -1 not in places, (scenario.recap, said)
    assert places == sorted(places), said
    assert said.endswith(scenario.recap[-1]), said


def test_every_kind_of_scenario_is_there() -> None:
    points = {tomllib.loads(file.read_text(encoding="utf-8"))["point"] for file in FILES}
    assert points == {4, 6, 7}

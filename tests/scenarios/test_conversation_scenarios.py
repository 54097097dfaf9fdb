"""Every scenario file in `conversations/`: what is said, what must be heard, which ideas are left."""

from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from companion.conversation.talk import Talk, TalkSettings
from models.language import Language
from models.testing_chat import ScriptedChat
from models.transcript import COMPANION
from tests.support.written_walks import Company, Turn, WrittenWalk

FILES = sorted((Path(__file__).parent / "conversations").glob("*.toml"))


class Exchange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    walker: str
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


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    point: Literal[4, 6, 7]
    """Of the list of what a person notices."""
    title: str
    language: Language
    turn: list[Exchange]
    idea: list[ExpectedIdea] = []
    model: list[str] = []
    """What a chat model would say, in order; without any, the built-in companion answers."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_conversation_is_held_as_its_scenario_says(file: Path) -> None:
    scenario = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Scenario)
    asyncio.run(_held(scenario))


async def _held(scenario: Scenario) -> None:
    chat = ScriptedChat(scenario.model, repeats=True) if scenario.model else None
    walk = WrittenWalk(1, scenario.language, scenario.title, ())
    company = Company(walk, 7, Talk(TalkSettings(scenario.language, seed=7), chat=chat))
    for exchange in scenario.turn:
        lines, commands = len(company.lines), len(company.commands)
        await company.take(Turn((exchange.walker,)), is_cut=False)
        spoken = [line.text for line in company.lines[lines:] if line.speaker == COMPANION]
        for begins in exchange.heard:
            assert any(text.startswith(begins) for text in spoken), (exchange.walker, spoken)
        for word in exchange.never:
            assert not any(word in text for text in spoken), (exchange.walker, spoken)
        if exchange.commands is not None:
            obeyed = [event.command for event in company.commands[commands:]]
            assert obeyed == exchange.commands, (exchange.walker, obeyed)
    for wanted in scenario.idea:
        found = [idea for idea in company.talk.ideas if wanted.has in idea.text]
        assert [(i.origin, i.status) for i in found] == [(wanted.origin, wanted.status)], wanted


def test_every_kind_of_scenario_is_there() -> None:
    points = {tomllib.loads(file.read_text(encoding="utf-8"))["point"] for file in FILES}
    assert points == {4, 6, 7}

"""Holds a written walk with the built-in companion, as the loop would: commands obeyed, replies heard."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from companion.conversation.contract import (
    Answer,
    Effect,
    EndWalk,
    Record,
    RepeatLast,
    Say,
    SetMode,
)
from companion.conversation.talk import Talk, TalkSettings
from companion.session.events import CommandObeyed
from models.language import Language
from models.transcript import COMPANION, WALKER, Segment

HERE = Path(__file__).resolve().parent.parent / "data" / "walks"
_MS_PER_WORD = 400
_HEARD_WHEN_CUT = 4
"""Words of a reply that are heard before the walker cuts in."""


class Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    says: tuple[str, ...]
    """Utterances, with a thinking pause between two."""
    interrupts: bool = False
    """It cuts into the reply before."""


class WrittenWalk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    language: Language
    title: str
    turn: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line of the conversation as held."""

    speaker: str
    text: str
    move: str = ""


def written_walks(folder: Path = HERE) -> Iterator[WrittenWalk]:
    """Read every written walk."""
    for file in sorted(folder.glob("*.toml")):
        yield msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), WrittenWalk)


class Company:
    """The conversation under way."""

    def __init__(self, walk: WrittenWalk, seed: int, talk: Talk | None = None) -> None:
        self.talk = talk or Talk(TalkSettings(walk.language, seed=seed))
        self.lines: list[Spoken] = []
        self.commands: list[CommandObeyed] = []
        self._now = 1000
        self._last = ""

    async def take(self, turn: Turn, *, is_cut: bool) -> None:
        """Say one turn and let the companion answer; `is_cut` where its reply is cut into."""
        answers = True
        for text in turn.says:
            answers = await self._utter(text) and answers
            self._now += 3000
        if answers:
            await self._reply("", is_cut=is_cut)

    async def _utter(self, text: str) -> bool:
        segment = self._segment(WALKER, text)
        self.lines.append(Spoken(WALKER, text))
        command = self.talk.command_in(segment, is_over=True)
        if command is None:
            self.talk.heard(segment)
            return True
        await self._carry_out(self.talk.obey(command, segment, self._now))
        return False

    async def _carry_out(self, effects: Sequence[Effect]) -> None:
        for effect in effects:
            match effect:
                case Say():
                    self._hear(effect.text, effect.move, effect.text)
                case Answer():
                    await self._reply(effect.technique, is_cut=False)
                case RepeatLast():
                    self._hear(self._last, "repeat", self._last)
                case EndWalk():
                    await self._carry_out(self.talk.recap())
                case Record(event=CommandObeyed() as obeyed):
                    self.commands.append(obeyed)
                case SetMode():
                    self.lines.append(Spoken("", f"({effect.mode})"))
                case _:
                    pass

    async def _reply(self, technique: str, *, is_cut: bool) -> None:
        async for sentence in self.talk.reply(technique=technique):
            words = sentence.text.split()
            heard = " ".join(words[:_HEARD_WHEN_CUT]) if is_cut else sentence.text
            self._hear(heard, sentence.move, sentence.text)
            if is_cut:
                return

    def _hear(self, text: str, move: str, intended: str) -> None:
        self.lines.append(Spoken(COMPANION, text if text == intended else f"{text} —", move))
        self.talk.spoke(self._segment(COMPANION, text), intended=intended)
        self._last = intended

    def _segment(self, speaker: str, text: str) -> Segment:
        start, self._now = self._now, self._now + len(text.split()) * _MS_PER_WORD
        return Segment(f"s{len(self.lines)}", speaker, start, self._now, text)


async def hold(walk: WrittenWalk, *, seed: int = 0) -> Company:
    """Hold a whole walk."""
    company = Company(walk, seed)
    following = [*(turn.interrupts for turn in walk.turn[1:]), False]
    for turn, is_cut in zip(walk.turn, following, strict=True):
        await company.take(turn, is_cut=is_cut)
    return company

"""The companion's side of the loop: replies are thought, spoken, and known by what was heard of them.

The conversation returns effects and never acts; they are carried out here. What is journalled and
what the conversation remembers as the companion's words is what left the loudspeaker.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, assert_never

import msgspec

from companion.conversation import contract as effect
from companion.session import events as journal
from companion.turns import events as on
from companion.walk.messages import CuePlayed
from companion.walk.mouth import Began, Ended, Mouth, MouthNews, VoiceBack, VoiceFailed
from models.errors import ModelError
from models.transcript import COMPANION, Segment

if TYPE_CHECKING:
    from companion.conversation.contract import Command, Conversation, Effect
    from companion.walk.keeping import Keeping
    from models.language import Language
    from models.speech import EngineCard, Speech


class Host(Protocol):
    """The walk, as far as its partner needs it."""

    @property
    def now_ms(self) -> int: ...
    @property
    def turn(self) -> int: ...
    def post(self, event: on.Event) -> None: ...
    def switch_language(self, language: Language) -> None: ...
    def end(self) -> None: ...
    def on_voice_failed(self, error: ModelError) -> None: ...
    def on_voice_back(self, voice: EngineCard) -> None: ...
    def on_engine_changed(self, changed: journal.EngineChanged) -> None: ...
    def on_answer(self, engine: str) -> None: ...
    def next_segment_id(self) -> str: ...


@dataclass(slots=True)
class _Meant:
    """What a reply was for."""

    turn: int
    engine: str = ""
    move: str = ""
    is_answer: bool = False
    is_spoken: bool = False
    """True once the mouth has a sentence of it, and will tell how it ended."""
    has_sounded: bool = False


class Partner:
    """The companion in one walk."""

    def __init__(
        self,
        host: Host,
        conversation: Conversation,
        mouth: Mouth,
        keeping: Keeping,
        earcons: Mapping[str, Speech],
    ) -> None:
        self._host = host
        self._conversation = conversation
        self._mouth = mouth
        self._keeping = keeping
        self._earcons = earcons
        self._thinking: dict[int, asyncio.Task[None]] = {}
        self._meant: dict[int, _Meant] = {}
        self._moves: list[str] = []
        self._technique = ""
        self._last_heard = ""
        self._last_reply = 0

    # Thinking and speaking, as the turn machine asks

    def think(self, reply: int) -> None:
        """Let the conversation find a reply; its sentences come back as events."""
        self._meant[reply] = _Meant(self._host.turn, is_answer=True)
        technique, self._technique = self._technique, ""
        task = asyncio.create_task(self._think(reply, technique), name="reply")
        self._thinking[reply] = task
        task.add_done_callback(lambda _: self._thinking.pop(reply, None))

    def speak(self, reply: int, text: str) -> None:
        """Speak a sentence of a reply."""
        if reply not in self._meant:
            move = self._moves[-1] if self._moves else ""
            self._moves.clear()
            self._meant[reply] = _Meant(self._host.turn, move=move)
        self._meant[reply].is_spoken = True
        self._mouth.speak(reply, text)

    def hush(self, reply: int) -> None:
        """Stop thinking and speaking."""
        task = self._thinking.get(reply)
        if task is not None:
            task.cancel()
        meant = self._meant.get(reply, _Meant(0))
        if meant.is_answer and not meant.has_sounded:
            self._conversation.went_unheard()
        if not meant.is_spoken:
            self._meant.pop(reply, None)
        self._mouth.hush()

    def cue(self, name: str) -> None:
        """Sound an earcon, if earcons are on and nothing else sounds."""
        sound = self._earcons.get(name)
        if sound is not None and self._mouth.cue(sound):
            self._keeping.tell(CuePlayed(name))

    def on_mouth(self, news: MouthNews) -> None:
        """Take what the mouth tells."""
        match news:
            case Began():
                if news.reply in self._meant:
                    self._meant[news.reply].has_sounded = True
                self._host.post(on.PlaybackBegan(self._host.now_ms, news.reply))
            case Ended():
                self._take_ended(news)
            case VoiceFailed():
                self._host.on_voice_failed(news.error)
            case VoiceBack():
                self._host.on_voice_back(news.voice)
            case _:
                assert_never(news)

    async def close(self) -> None:
        """Stop whatever is under way."""
        for task in tuple(self._thinking.values()):
            task.cancel()
        await self._mouth.close()

    # What the walker said, and what follows from it

    def take_words(self, segment: Segment) -> bool:
        """Let the conversation take in an utterance; tell whether it was a command."""
        command = self._conversation.command_in(segment, is_over=True)
        if command is None:
            self.carry_out(self._conversation.heard(segment))
            return False
        self.obey(command, segment)
        return True

    def obey(self, command: Command, segment: Segment | None) -> None:
        """Carry out a command, spoken or pressed."""
        self.carry_out(self._conversation.obey(command, segment, self._host.now_ms))

    def carry_out(self, effects: Iterable[Effect]) -> None:
        """Do what the conversation asks, in order."""
        for one in effects:
            self._do(one)

    def _do(self, one: Effect) -> None:
        now = self._host.now_ms
        match one:
            case effect.Say():
                self._say(one.text, one.move)
            case effect.Cue():
                self.cue(one.name)
            case effect.Record():
                self._record(one.event)
            case effect.SetMode():
                self._host.post(on.ModeSet(now, one.mode))
            case effect.SetPace():
                self._mouth.pace = one.factor
            case effect.SetLanguage():
                self._host.switch_language(one.language)
            case effect.Answer():
                self._technique = one.technique
                self._host.post(on.AnswerWanted(now))
            case effect.RepeatLast():
                self._repeat(one.about)
            case effect.EndWalk():
                self._host.end()
            case _:
                assert_never(one)

    def _record(self, event: journal.SessionEvent) -> None:
        match event:
            case journal.EngineChanged():
                self._host.on_engine_changed(event)
            case journal.IdeaChanged():  # it carries the idea's time, and changes now
                self._keeping.record(msgspec.structs.replace(event, at_ms=self._host.now_ms))
            case _:
                self._keeping.record(event)

    def _say(self, text: str, move: str) -> None:
        if text:
            self._moves.append(move)
            self._host.post(on.SayWanted(self._host.now_ms, text))

    def _repeat(self, about: str) -> None:
        sentences = [part for part in _sentences(self._last_heard) if about.lower() in part.lower()]
        self._say(" ".join(sentences) or self._last_heard, "repeat")

    async def _think(self, reply: int, technique: str) -> None:
        sentences = self._conversation.reply(technique=technique)
        meant = self._meant[reply]
        try:
            async with aclosing(sentences):  # type: ignore[type-var]
                async for sentence in sentences:
                    meant.engine, meant.move = sentence.engine, sentence.move or meant.move
                    self._host.on_answer(sentence.engine)
                    self._host.post(on.SentenceReady(self._host.now_ms, reply, sentence.text))
        except ModelError:
            self._host.post(on.ChatFailed(self._host.now_ms, reply))
        else:
            self._host.post(on.ReplyComplete(self._host.now_ms, reply))

    def _take_ended(self, ended: Ended) -> None:
        meant = self._meant.pop(ended.reply, _Meant(self._host.turn))
        if ended.heard:
            segment = Segment(
                self._host.next_segment_id(), COMPANION, ended.start_ms, ended.end_ms, ended.heard
            )
            was_cut = ended.heard != ended.intended
            self._keeping.record(
                journal.CompanionSpoke(
                    at_ms=self._host.now_ms,
                    segment=segment,
                    intended=ended.intended if was_cut else "",
                    turn=meant.turn,
                    engine=meant.engine,
                    move=meant.move,
                )
            )
            self._conversation.spoke(segment, intended=ended.intended)
            self._last_heard = ended.intended
        self._host.post(on.PlaybackEnded(self._host.now_ms, ended.reply, ended.heard))


def _sentences(text: str) -> Sequence[str]:
    parts = text.replace("? ", "?\n").replace(". ", ".\n").replace("! ", "!\n").split("\n")
    return [part for part in parts if part]

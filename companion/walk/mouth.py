"""From sentences to sound, and back: how much of each reply the walker really heard.

Sentences are synthesised one ahead of the one that plays. What was heard is whole sentences, and of
the one that was stopped the words that were surely over by then: always a beginning of what was
meant. Where no voice can be had, an earcon stands for the reply.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from models.errors import ModelError

if TYPE_CHECKING:
    from companion.audio.ports import AudioSink, Heard
    from models.language import Language
    from models.speech import EngineCard, Speech, Synthesizer

AHEAD = 2
"""Sentences that wait as sound."""
UNSURE_MS = 300
"""Words are not all as long as their letters: so far one may really end after its share of the time."""


@dataclass(frozen=True, slots=True)
class Began:
    """The first sound of a reply."""

    reply: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A reply is over, heard to its end or stopped."""

    reply: int
    heard: str
    intended: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class VoiceFailed:
    """A sentence could not be spoken."""

    error: ModelError


@dataclass(frozen=True, slots=True)
class VoiceBack:
    """Sentences can be spoken again."""

    voice: EngineCard


MouthNews: TypeAlias = Began | Ended | VoiceFailed | VoiceBack


@dataclass(slots=True)
class _Reply:
    number: int
    sentences: asyncio.Queue[str | None] = field(default_factory=asyncio.Queue)
    intended: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    is_hushed: bool = False
    cut_ms: int | None = None
    """When its last sound left, where it was stopped while it was held."""
    start_ms: int = -1
    end_ms: int = 0
    task: asyncio.Task[None] | None = None


class Mouth:
    """One walk's mouth: one reply at a time."""

    def __init__(
        self,
        sink: AudioSink,
        language: Language,
        *,
        post: Callable[[MouthNews], None],
        now_ms: Callable[[], int],
    ) -> None:
        self._sink = sink
        self._post = post
        self._now_ms = now_ms
        self._reply: _Reply | None = None
        self._may_sound = asyncio.Event()
        self._may_sound.set()
        self._held_ms = 0
        self._cue: asyncio.Task[None] | None = None
        self._saying = ""
        self._has_failed = False
        self._thread = ThreadPoolExecutor(1, "voice")  # a synthesiser speaks one thing at a time
        self.language = language
        self.pace = 1.0
        self.synthesizer: Synthesizer | None = None
        self.voice_is_known = asyncio.Event()
        """Set when the synthesiser was loaded, or is known to be absent."""
        self.stand_in: Speech | None = None
        """An earcon, played where there is no voice."""

    @property
    def is_busy(self) -> bool:
        """Whether a reply is under way, sounding or not."""
        return self._reply is not None

    @property
    def saying(self) -> str:
        """The sentence that sounds; empty in silence."""
        return self._saying if self._may_sound.is_set() else ""

    def speak(self, reply: int, text: str) -> None:
        """Speak a sentence after those before it; a higher number begins a new reply."""
        if self._reply is None or self._reply.number != reply:
            self._begin(reply)
        assert self._reply is not None
        self._reply.intended.append(text)
        self._reply.sentences.put_nowait(text)

    def last_said(self, reply: int) -> None:
        """Nothing follows in this reply."""
        if self._reply is not None and self._reply.number == reply:
            self._reply.sentences.put_nowait(None)

    def hold(self) -> None:
        """Fall silent at once, keeping the place."""
        if self._may_sound.is_set():
            self._held_ms = self._now_ms()
        self._may_sound.clear()
        self._sink.pause()

    def release(self) -> None:
        """Go on where `hold` stopped."""
        self._may_sound.set()
        self._sink.resume()

    def hush(self) -> None:
        """Fall silent at once and drop the rest; `Ended` tells what was heard."""
        reply = self._reply
        if reply is not None and not reply.is_hushed:
            reply.is_hushed = True
            if not self._may_sound.is_set():
                reply.cut_ms = self._held_ms
            reply.sentences.put_nowait(None)
            if self.synthesizer is not None:
                self.synthesizer.cancel()
        self._sink.stop()
        self._may_sound.set()

    def cue(self, sound: Speech) -> bool:
        """Sound an earcon unless a reply is under way; tell whether it sounds."""
        if self._reply is not None:
            return False
        self._cue = asyncio.create_task(self._play_cue(sound), name="cue")
        return True

    async def idle(self) -> None:
        """Return when nothing sounds any more."""
        while self._reply is not None and self._reply.task is not None:
            await self._reply.task
        if self._cue is not None:
            await self._cue

    async def close(self) -> None:
        """Fall silent and let go."""
        self.hush()
        await self.idle()
        self._thread.shutdown(wait=False)
        if self.synthesizer is not None:
            self.synthesizer.close()

    def _begin(self, number: int) -> None:
        before = self._reply
        if before is not None:
            self.hush()
        reply = _Reply(number)
        self._reply = reply
        reply.task = asyncio.create_task(
            self._play_reply(reply, before.task if before is not None else None), name="reply"
        )

    async def _play_reply(self, reply: _Reply, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await before
        sounds: asyncio.Queue[tuple[str, Speech] | None] = asyncio.Queue(AHEAD)
        making = asyncio.create_task(self._make(reply, sounds), name="synthesis")
        while (sound := await sounds.get()) is not None and not reply.is_hushed:
            await self._play(reply, *sound)
        reply.is_hushed = True
        making.cancel()
        await asyncio.wait([making])
        self._end(reply)

    async def _make(self, reply: _Reply, sounds: asyncio.Queue[tuple[str, Speech] | None]) -> None:
        while (text := await reply.sentences.get()) is not None and not reply.is_hushed:
            speech = await self._synthesize(text, reply)
            if speech is not None:
                await sounds.put((text, speech))
        await sounds.put(None)

    async def _synthesize(self, text: str, reply: _Reply) -> Speech | None:
        await self.voice_is_known.wait()
        synthesizer = self.synthesizer
        if synthesizer is None:
            return self.stand_in
        speak = partial(synthesizer.speak, text, self.language, pace=self.pace)
        try:
            speech = await asyncio.get_running_loop().run_in_executor(self._thread, speak)
        except ModelError as error:
            if reply.is_hushed:
                return None
            self._has_failed = True
            self._post(VoiceFailed(error))
            return self.stand_in
        if self._has_failed:
            self._has_failed = False
            self._post(VoiceBack(synthesizer.card))
        return speech

    async def _play(self, reply: _Reply, text: str, speech: Speech) -> None:
        if self._cue is not None:
            await self._cue  # half an earcon says nothing
        await self._may_sound.wait()
        if reply.is_hushed:
            return
        if reply.start_ms < 0:
            reply.start_ms = self._now_ms()
            self._post(Began(reply.number))
            if reply.is_hushed:
                return
        self._saying = text
        heard = await self._sink.play(speech)
        self._saying = ""
        reply.end_ms = self._now_ms() if reply.cut_ms is None else reply.cut_ms
        if speech.text and (words := heard_words(text, heard)):
            reply.heard.append(words)

    def _end(self, reply: _Reply) -> None:
        if self._reply is reply:
            self._reply = None
            self._may_sound.set()  # a hold that comes with the last sample has nothing left to hold
        now = self._now_ms()
        self._post(
            Ended(
                reply.number,
                " ".join(reply.heard),
                " ".join(reply.intended),
                reply.start_ms if reply.start_ms >= 0 else now,
                reply.end_ms or now,
            )
        )

    async def _play_cue(self, sound: Speech) -> None:
        await self._sink.play(sound)


def heard_words(text: str, heard: Heard) -> str:
    """Return the words of `text` that were surely played to their end: rather one too few."""
    if heard.played_ms >= heard.total_ms:
        return text
    length = len(text) * max(0, heard.played_ms - UNSURE_MS) / max(1, heard.total_ms)
    end = 0
    position = 0
    for word in text.split():
        position = text.index(word, position) + len(word)
        if position > length:
            break
        end = position
    return text[:end]

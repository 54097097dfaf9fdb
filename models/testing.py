"""Scripted engines: the reference implementations of the contracts to hear and to speak.

A `Stage` holds what a walker says and when; the scripted ear hears exactly that, at the time the
sound would reach it, whatever the samples are. Nothing here uses threads, clocks or chance, so a
whole walk can be held in virtual time with the same result every time. Engines fail where the
script says so, and only there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from models.audio import EAR_RATE, Frame
from models.errors import EngineFailed
from models.language import Language, Phrase
from models.speech import EngineCard, Final, Hearing, Partial, Speech
from models.transcript import Word

if TYPE_CHECKING:
    from models.audio import Samples

SPOKEN_MS_PER_CHARACTER = 60
"""Pace of scripted voices, the walker's and the companion's."""

_BROKEN = Phrase("The scripted engine broke.", "Le moteur scripté est tombé en panne.")


def spoken_ms(text: str) -> int:
    """Return how long a scripted voice takes over `text`, in milliseconds."""
    return max(1, len(text)) * SPOKEN_MS_PER_CHARACTER


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of voice, or of something that sounds like one."""

    start_ms: int
    text: str
    """As the recogniser hears it; empty for a cough or a passing car."""
    lasts_ms: int = 0
    """0: as long as a scripted voice takes over the text."""
    completeness: float = 0.9
    """What the turn judge says at its end."""
    confidence: float = 1.0

    @property
    def end_ms(self) -> int:
        """Milliseconds of the session, just after its last sound."""
        return self.start_ms + (self.lasts_ms or spoken_ms(self.text))

    def words(self) -> tuple[Word, ...]:
        """Return its words, each as long as its share of the letters."""
        texts = self.text.split()
        length = sum(map(len, texts))
        words: list[Word] = []
        before = 0
        for text in texts:
            start = self.start_ms + (self.end_ms - self.start_ms) * before // length
            before += len(text)
            end = self.start_ms + (self.end_ms - self.start_ms) * before // length
            words.append(Word(text, start, end, self.confidence))
        return tuple(words)


class Stage:
    """What the walker says, known before or added while the walk goes on, in time order."""

    def __init__(self, utterances: Iterable[Utterance] = ()) -> None:
        self._utterances: list[Utterance] = []
        self._starts: list[int] = []
        for utterance in utterances:
            self.add(utterance)

    def add(self, utterance: Utterance) -> None:
        """Add an utterance that starts after all others have ended."""
        if self._utterances and utterance.start_ms < self._utterances[-1].end_ms:
            raise ValueError("a walker says one thing at a time")
        self._utterances.append(utterance)
        self._starts.append(utterance.start_ms)

    def latest(self, at_ms: int) -> Utterance | None:
        """Return the utterance that began last, at or before `at_ms`."""
        place = bisect_right(self._starts, at_ms)
        return self._utterances[place - 1] if place else None

    def between(self, start_ms: int, end_ms: int) -> tuple[Utterance, ...]:
        """Return the utterances that begin after `start_ms` and not after `end_ms`."""
        first, last = bisect_right(self._starts, start_ms), bisect_right(self._starts, end_ms)
        return tuple(self._utterances[first:last])


class ScriptedRecognizer:
    """Hears the words of the stage when the sound reaches them."""

    def __init__(self, stage: Stage, *, fails_at_ms: int | None = None, lag_ms: int = 0) -> None:
        self._stage = stage
        self._fails_at_ms = fails_at_ms
        self._lag_ms = lag_ms
        self._now_ms = 0
        self._shown = 0
        self._words: list[Word] = []
        self._known: list[Word] = []
        self._looked_ms = -1

    @property
    def card(self) -> EngineCard:
        """What it says of itself."""
        return EngineCard("scripted", "ear")

    def accept(self, frame: Frame) -> Hearing | None:
        """Return a longer partial where another word has ended."""
        if self._fails_at_ms is not None and frame.end_ms > self._fails_at_ms:
            raise EngineFailed(_BROKEN)
        self._now_ms = frame.end_ms
        if self._looked_ms < 0:
            self._looked_ms = frame.start_ms - 1  # what was said before is not its to hear
        self._look()
        while self._known and self._known[0].end_ms + self._lag_ms <= self._now_ms:
            self._words.append(self._known.pop(0))
        if len(self._words) == self._shown:
            return None
        self._shown = len(self._words)
        return Partial(" ".join(word.text for word in self._words))

    def finish(self) -> Final | None:
        """Return the words whose sound has ended."""
        while self._known and self._known[0].end_ms <= self._now_ms:
            self._words.append(self._known.pop(0))
        words = tuple(self._words)
        self._words, self._shown = [], 0
        return Final(" ".join(word.text for word in words), words) if words else None

    def reset(self) -> None:
        """Forget what was heard of the present utterance."""
        self._words, self._known, self._shown = [], [], 0

    def _look(self) -> None:
        for utterance in self._stage.between(self._looked_ms, self._now_ms):
            self._known.extend(utterance.words())
        self._looked_ms = self._now_ms


class ScriptedVoiceActivity:
    """Hears a voice where the stage has one."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.now_ms = 0
        """End of the last frame; a `ScriptedJudge` of the same stage reads it."""

    def probability(self, frame: Frame) -> float:
        """Return nearly 1 where more than half of the frame is voiced."""
        self.now_ms = frame.end_ms
        middle = (frame.start_ms + frame.end_ms) // 2
        utterance = self._stage.latest(middle)
        return 0.98 if utterance is not None and middle < utterance.end_ms else 0.01

    def reset(self) -> None:
        """Nothing is remembered."""


class ScriptedJudge:
    """Says of the last utterance what the script says of it."""

    def __init__(self, stage: Stage, voice: ScriptedVoiceActivity) -> None:
        self._stage = stage
        self._voice = voice

    def completeness(self, samples: Samples) -> float:
        """Return the completeness of the utterance that began last."""
        utterance = self._stage.latest(self._voice.now_ms)
        return 0.0 if utterance is None else utterance.completeness


class ScriptedSynthesizer:
    """Speaks silence of the right length; keeps what it was asked to say."""

    def __init__(
        self, *, fails_on: Collection[int] = (), fails_from: int | None = None, rate: int = EAR_RATE
    ) -> None:
        self._fails_on = frozenset(fails_on)
        self._fails_from = fails_from
        self._rate = rate
        self.asked: list[str] = []

    @property
    def card(self) -> EngineCard:
        """What it says of itself."""
        return EngineCard("scripted", "voice")

    def speak(self, text: str, language: Language, *, pace: float = 1.0) -> Speech:
        """Return silence; raises EngineFailed on the calls, counted from 0, that the script names."""
        call = len(self.asked)
        self.asked.append(text)
        if call in self._fails_on or (self._fails_from is not None and call >= self._fails_from):
            raise EngineFailed(_BROKEN)
        samples = int(spoken_ms(text) * self._rate / 1000 / pace)
        return Speech(np.zeros(samples, dtype=np.int16), self._rate, text)

    def cancel(self) -> None:
        """Nothing to stop: speaking takes no time."""

    def close(self) -> None:
        """Nothing to close."""

"""From frames to what the turn machine knows of the walker: voice, pauses, words.

Everything is counted in samples, so the same sound gives the same events at any speed. The
recogniser is only given sound near a voice, with what came just before it, so that an idle ear
costs little and a first word is never cut. An engine that breaks is named in what is returned; the
ear goes on with what is left.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from companion.turns.events import Partial, Paused, Voiced
from models.audio import EAR_RATE, FRAME_MS, FRAME_SAMPLES, Frame
from models.errors import ModelError
from models.speech import Final, Hearing
from models.transcript import Word

if TYPE_CHECKING:
    from models.audio import Samples
    from models.speech import Recognizer, TurnJudge, VoiceActivity

VOICE_BEGINS = 0.5
VOICE_ENDS = 0.35
VOICE_PERHAPS = 0.2
"""From this probability on the recogniser listens, though nobody takes the floor for it."""
FRAMES_TO_BEGIN = 5
FRAMES_TO_END = 6
PRE_ROLL_FRAMES = 500 // FRAME_MS
IDLE_FRAMES = 1500 // FRAME_MS
"""Without any trace of a voice for this long the recogniser rests."""
JUDGED_MS = 8000


@dataclass(frozen=True, slots=True)
class EarEngines:
    """What an ear works with; without a recogniser it still knows voice from silence."""

    voice: VoiceActivity
    recognizer: Recognizer | None = None
    judge: TurnJudge | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """An engine of the ear failed and is used no more."""

    part: Literal["ear", "judge"]
    error: ModelError


@dataclass(frozen=True, slots=True)
class Words:
    """Final words that nobody asked for: the recogniser has gone to rest."""

    at_ms: int
    text: str
    words: tuple[Word, ...]


EarNews = Voiced | Paused | Partial | Words | Broken


@dataclass(slots=True)
class _Voice:
    """Whether there is a voice, from probabilities that flicker."""

    is_on: bool = False
    above: int = 0
    below: int = 0
    began_ms: int = 0
    ended_ms: int = 0

    def take(self, probability: float, frame: Frame) -> Voiced | Paused | None:
        if probability >= (VOICE_ENDS if self.is_on else VOICE_BEGINS):
            if self.above == 0:
                self.began_ms = frame.start_ms
            self.above += 1
            self.below = 0
            self.ended_ms = frame.end_ms
        else:
            self.below += 1
            if not self.is_on and self.below > 1:
                self.above = 0
        if not self.is_on and self.above >= FRAMES_TO_BEGIN:
            self.is_on = True
            return Voiced(frame.end_ms, self.began_ms)
        if self.is_on and self.below >= FRAMES_TO_END:
            self.is_on, self.above = False, 0
            return Paused(frame.end_ms, self.ended_ms)
        return None


@dataclass(slots=True)
class _Heard:
    """What the recogniser has said since it was last finished."""

    finals: list[Final] = field(default_factory=list)
    partial: str = ""

    @property
    def text(self) -> str:
        return " ".join([*(final.text for final in self.finals), self.partial]).strip()

    def take(self, hearing: Hearing) -> None:
        match hearing:
            case Final():
                self.finals.append(hearing)
                self.partial = ""
            case _:
                self.partial = hearing.text

    def close(self) -> tuple[str, tuple[Word, ...]]:
        words = tuple(word for final in self.finals for word in final.words)
        text = " ".join(final.text for final in self.finals).strip()
        self.finals, self.partial = [], ""
        return text, words


class Ear:
    """One walk's ear. Blocking, for one thread at a time; `judge` may run beside it."""

    def __init__(self, engines: EarEngines) -> None:
        self._engines = engines
        self._recognizer = engines.recognizer
        self._judge = engines.judge
        self._fault: ModelError | None = None
        self._voice = _Voice()
        self._heard = _Heard()
        self._pre_roll: deque[Frame] = deque(maxlen=PRE_ROLL_FRAMES)
        self._recent: deque[Samples] = deque(maxlen=JUDGED_MS // FRAME_MS)
        self._is_listening = False
        self._idle = 0
        self._now_ms = 0

    @property
    def now_ms(self) -> int:
        """End of the last frame, in milliseconds of the session."""
        return self._now_ms

    @property
    def has_recognizer(self) -> bool:
        """Whether words can be heard at all."""
        return self._recognizer is not None

    @property
    def is_resting(self) -> bool:
        """Whether the recogniser has given its last word on everything so far."""
        return self._recognizer is not None and not self._is_listening

    @property
    def has_voice(self) -> bool:
        """Whether somebody speaks."""
        return self._voice.is_on

    @property
    def can_judge(self) -> bool:
        """Whether pauses can be judged by their sound."""
        return self._judge is not None

    def accept(self, frame: Frame) -> list[EarNews]:
        """Take one frame; return what it told."""
        self._now_ms = frame.end_ms
        self._recent.append(frame.samples)
        probability = self._engines.voice.probability(frame)
        news: list[EarNews] = self._listen(frame, probability)
        turn = self._voice.take(probability, frame)
        if turn is not None:
            news.append(turn)
        return news

    def finish(self) -> tuple[str, tuple[Word, ...]]:
        """Return the last word on the present utterance, empty where there is none."""
        if self._recognizer is not None and self._is_listening:
            try:
                final = self._recognizer.finish()
            except ModelError as error:
                self._recognizer, self._fault = None, error  # told with the next frame
            else:
                if final is not None:
                    self._heard.take(final)
        if not self._voice.is_on and not self._voice.above:  # a voice may just be beginning
            self._rest()
        return self._heard.close()

    def completeness(self) -> float | Broken:
        """Return how complete the last seconds sound, 0 to 1."""
        assert self._judge is not None
        recent = list(self._recent)
        samples = np.concatenate(recent) if recent else np.zeros(FRAME_SAMPLES, dtype=np.int16)
        try:
            return self._judge.completeness(samples[-JUDGED_MS * EAR_RATE // 1000 :])
        except ModelError as error:
            self._judge = None
            return Broken("judge", error)

    def forget(self) -> None:
        """Forget the present utterance and voice: what was heard was not the walker."""
        self._voice = _Voice()
        self._heard = _Heard()
        self._pre_roll.clear()
        self._rest()

    def _listen(self, frame: Frame, probability: float) -> list[EarNews]:
        if self._recognizer is None:
            fault, self._fault = self._fault, None
            return [Broken("ear", fault)] if fault else []
        if probability >= VOICE_PERHAPS:
            self._idle = 0
        else:
            self._idle += 1
        if not self._is_listening:
            self._pre_roll.append(frame)
            return self._wake() if self._idle == 0 else []
        news = self._recognize([frame])
        if self._idle >= IDLE_FRAMES:
            text, words = self.finish()
            if text:
                news.append(Words(frame.end_ms, text, words))
        return news

    def _wake(self) -> list[EarNews]:
        assert self._recognizer is not None
        self._recognizer.reset()
        self._is_listening = True
        frames = list(self._pre_roll)
        self._pre_roll.clear()
        return self._recognize(frames)

    def _rest(self) -> None:
        if self._recognizer is not None:
            self._recognizer.reset()
        self._is_listening = False
        self._idle = 0

    def _recognize(self, frames: list[Frame]) -> list[EarNews]:
        assert self._recognizer is not None
        before = self._heard.text
        try:
            for frame in frames:
                if hearing := self._recognizer.accept(frame):
                    self._heard.take(hearing)
        except ModelError as error:
            self._recognizer = None
            return [Broken("ear", error)]
        after = self._heard.text
        return [Partial(self._now_ms, after)] if after != before else []

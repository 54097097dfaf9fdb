"""Contracts to hear and to speak. An engine need not know them by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

import msgspec

from models.audio import Samples
from models.transcript import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import numpy.typing as npt

    from models.audio import Frame
    from models.language import Language


class Partial(msgspec.Struct, frozen=True, tag="partial"):
    """A hypothesis that may still change."""

    text: str


class Final(msgspec.Struct, frozen=True, tag="final"):
    """A hypothesis that will not change."""

    text: str
    words: tuple[Word, ...] = ()
    """Times in milliseconds of the session."""


Hearing = Partial | Final


class EngineCard(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an engine says of itself in `doctor`, journals and reports."""

    engine: str
    model: str = ""
    version: str = ""
    where: str = "here"
    """`here`, or the address that words go to."""
    remark: str = ""


class Recognizer(Protocol):
    """Hears speech frame by frame. Not shared between threads."""

    @property
    def card(self) -> EngineCard: ...
    def accept(self, frame: Frame) -> Hearing | None:
        """Take one frame of 16 kHz mono; return what changed. Empty finals are never returned."""

    def finish(self) -> Final | None:
        """Close the present utterance now and return its words, if there are any."""

    def reset(self) -> None:
        """Forget the present utterance. Times go on from the next frame's `start_ms`."""


class OfflineRecognizer(Protocol):
    """Hears a finished recording; may look at both sides of every word. Not shared between threads."""

    @property
    def card(self) -> EngineCard: ...
    def hear(self, samples: Samples, *, start_ms: int = 0) -> Iterator[Final]:
        """Yield what is said in 16 kHz mono, in order, as it is recognised.

        `start_ms`: milliseconds of the session of the first sample. Raises EngineFailed.
        """


@runtime_checkable
class SharedRecognizer(OfflineRecognizer, Protocol):
    """One that several threads may hear with at once."""

    def give_up(self) -> None:
        """Let every `hear` under way end soon, with EngineFailed."""


class Ear(OfflineRecognizer, Protocol):
    """A speech model in memory; the recognisers made from it share that memory.

    `hear` makes a recogniser of its own, so live and finished sound do not meet.
    """

    def recognizer(self, phrases: Sequence[str] = ()) -> Recognizer:
        """Return a fresh recogniser, which hears nothing but `phrases` where some are given.

        Raises EngineUnavailable where the model cannot be held to phrases.
        """


class VoiceActivity(Protocol):
    """Tells voice from the rest."""

    def probability(self, frame: Frame) -> float:
        """Return the probability, 0 to 1, that this 32 ms frame holds a voice."""

    def reset(self) -> None: ...


class TurnJudge(Protocol):
    """Tells a finished turn from one that goes on, by its sound."""

    def completeness(self, samples: Samples) -> float:
        """Return the probability, 0 to 1, that a turn is complete.

        `samples`: the last 8 s at most, 16 kHz mono.
        """


class Speech(msgspec.Struct, frozen=True):
    """A sentence as sound."""

    samples: Samples
    """Signed 16-bit mono, shape (n,)."""
    rate: int
    """Hertz."""
    text: str


class Synthesizer(Protocol):
    """Speaks a sentence into memory. Blocking: call it in a thread."""

    @property
    def card(self) -> EngineCard: ...
    def speak(self, text: str, language: Language, *, pace: float = 1.0) -> Speech:
        """Return `text` as sound; `pace` 0.5 is half as fast. Raises EngineFailed."""

    def cancel(self) -> None:
        """Stop the present `speak` at once, from any thread; it raises EngineFailed."""

    def close(self) -> None: ...


class SpeakerEncoder(Protocol):
    """Turns a stretch of one voice into a vector that is alike for the same person."""

    def embed(self, samples: Samples) -> npt.NDArray[np.float32]:
        """Return unit vectors, shape (values,), for 16 kHz mono of at least 0.4 s."""


class VoiceEncoder(SpeakerEncoder, Protocol):
    """A speaker encoder that works on many short stretches at once."""

    def embed_each(self, windows: Sequence[Samples]) -> npt.NDArray[np.float32]:
        """Return unit vectors, shape (n, values), for stretches of up to 1.6 s of 16 kHz mono."""

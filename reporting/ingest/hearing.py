"""One piece of a recording, heard: its words, where voices are, and what the voices are like.

The outcome depends on the samples and the engines alone, so that it may be computed anywhere, kept,
and used again after an interruption.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE
from models.transcript import Span, Word
from reporting.ingest.speech_regions import find_speech

if TYPE_CHECKING:
    from models.audio import Samples
    from models.speech import EngineCard, OfflineRecognizer, VoiceActivity, VoiceEncoder
    from reporting.ingest.splitting import Piece

WINDOW_MS = 1600
HOP_MS = 400
SHORTEST_MS = 400
"""A stretch of voice shorter than this says too little of whose it is."""
_MARGIN_MS = 1000
"""Heard before and after any voice."""
_LONG_SILENCE_MS = 2000
"""A silence is left out where more than this is left of it beyond the margins."""


@dataclass(frozen=True, slots=True)
class Engines:
    """What a process needs to hear a piece."""

    recognizer: OfflineRecognizer | None
    activity: VoiceActivity | None = None
    """None: voices are told from silence by loudness."""
    encoder: VoiceEncoder | None = None
    """None: voices are not told apart."""

    @property
    def card(self) -> EngineCard | None:
        return self.recognizer.card if self.recognizer else None


EngineLoader = Callable[[], Engines]
"""Loads engines in the process that calls it; can be sent to another one."""


class Heard(msgspec.Struct, frozen=True):
    """What a piece holds. Times are milliseconds of the recording."""

    utterances: tuple[tuple[Word, ...], ...]
    """As the recogniser closed them."""
    voiced: tuple[Span, ...] = ()
    windows: tuple[Span, ...] = ()
    """The stretches that `vectors` are of."""
    vectors: bytes = b""
    """16-bit floating point, little-endian, one row for each window."""
    level_db: float = 0.0
    """Loudness of the voiced parts, to tell silence from sound nobody understood."""

    def matrix(self) -> npt.NDArray[np.float32]:
        """Return the voice vectors, shape (windows, values)."""
        if not self.windows:
            return np.zeros((0, 0), np.float32)
        rows = np.frombuffer(self.vectors, "<f2").astype(np.float32)
        return rows.reshape(len(self.windows), -1)


def hear_piece(samples: Samples, piece: Piece, engines: Engines) -> Heard:
    """Return what is said in a piece. `samples`: from `piece.heard_from` on, 16 kHz mono."""
    lead = piece.start - piece.heard_from
    own = samples[lead : piece.end - piece.heard_from]
    own_ms = piece.start * 1000 // EAR_RATE
    speech = find_speech(own, engines.activity)
    voiced = speech.voiced
    worth = worth_hearing([_moved(span, _ms(lead)) for span in voiced], _ms(len(samples)))
    if engines.activity is None and worth:  # loudness knows silence, but not a soft voice
        worth = [Span(0, _ms(len(samples)))]
    ear, heard_ms = engines.recognizer, _ms(piece.heard_from)
    utterances = tuple(_heard(samples, heard_ms, worth, ear)) if ear else ()
    windows = tuple(window for span in speech.plain for window in windows_of(span))
    vectors = b""
    if engines.encoder is not None and windows:
        cut = [own[_at(window.start_ms) : _at(window.end_ms)] for window in windows]
        vectors = engines.encoder.embed_each(cut).astype("<f2").tobytes()
    else:
        windows = ()
    return Heard(
        utterances=utterances,
        voiced=tuple(_moved(span, own_ms) for span in voiced),
        windows=tuple(_moved(window, own_ms) for window in windows),
        vectors=vectors,
        level_db=_level(own, voiced),
    )


def worth_hearing(voiced: list[Span], end_ms: int) -> list[Span]:
    """Return what a recogniser is to hear of a piece: all of it but long silences, and noise alone.

    What is left out is far from any voice, so that no word is lost; of a noise, a recogniser would
    make words that nobody said.
    """
    worth: list[Span] = []
    for span in voiced:
        start, end = max(0, span.start_ms - _MARGIN_MS), min(end_ms, span.end_ms + _MARGIN_MS)
        if worth and start - worth[-1].end_ms < _LONG_SILENCE_MS:
            worth[-1] = Span(worth[-1].start_ms, end)
        else:
            worth.append(Span(start if start >= _LONG_SILENCE_MS else 0, end))
    if worth and end_ms - worth[-1].end_ms < _LONG_SILENCE_MS:
        worth[-1] = Span(worth[-1].start_ms, end_ms)
    return worth


def _heard(
    samples: Samples, start_ms: int, worth: list[Span], recognizer: OfflineRecognizer
) -> Iterator[tuple[Word, ...]]:
    for span in worth:
        sound = samples[_at(span.start_ms) : _at(span.end_ms + 1)]
        for final in recognizer.hear(sound, start_ms=start_ms + span.start_ms):
            if final.words:
                yield final.words


def windows_of(span: Span) -> list[Span]:
    """Return the overlapping windows of a stretch of voice; one where it is short."""
    length = span.end_ms - span.start_ms
    if length < SHORTEST_MS:
        return []
    if length <= WINDOW_MS:
        return [span]
    last = span.end_ms - WINDOW_MS
    starts = [*range(span.start_ms, last, HOP_MS), last]
    return [Span(start, start + WINDOW_MS) for start in starts]


def _moved(span: Span, by_ms: int) -> Span:
    return Span(span.start_ms + by_ms, span.end_ms + by_ms)


def _ms(samples: int) -> int:
    return samples * 1000 // EAR_RATE


def _at(milliseconds: int) -> int:
    return milliseconds * EAR_RATE // 1000


def _level(samples: Samples, voiced: list[Span]) -> float:
    parts = [samples[_at(span.start_ms) : _at(span.end_ms)] for span in voiced]
    if not parts:
        return 0.0
    power = float(np.mean(np.concatenate(parts).astype(np.float64) ** 2))
    return round(float(10 * np.log10(power + 1)), 1)

"""Where playback is: the one place that counts the samples of the companion that really left.

A piece is consumed by whoever clocks it (a device's callback, or the frames of a replay) and
steered by the event loop. Each piece counts for itself, so that a piece that was stopped can never
be played on, whatever is still under way.
"""

from __future__ import annotations

import numpy as np

from companion.audio.ports import Heard
from models.audio import Samples

_FADE_MS = 5
"""A cut without it clicks."""


class Piece:
    """A sound on its way out. Only the consumer writes `position`; only the steering side the rest."""

    def __init__(self, samples: Samples, rate: int) -> None:
        self.samples = samples
        self.rate = rate
        self.position = 0
        self.is_paused = False
        self.is_stopped = False

    @property
    def is_over(self) -> bool:
        """Whether nothing of it will sound any more."""
        return self.is_stopped or self.position >= len(self.samples)

    @property
    def heard(self) -> Heard:
        """How much of it was consumed, in milliseconds."""
        position = min(self.position, len(self.samples))
        return Heard(position * 1000 // self.rate, len(self.samples) * 1000 // self.rate)


class Playhead:
    """Hands the present piece out, sample by sample, at one rate."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._piece: Piece | None = None
        self._was_sounding = False

    @property
    def piece(self) -> Piece | None:
        """The piece that sounds or is paused."""
        return self._piece

    def start(self, samples: Samples) -> Piece:
        """Begin a piece; what sounded before is stopped."""
        self.stop()
        self._piece = Piece(samples, self.rate)
        return self._piece

    def stop(self) -> None:
        """Fall silent and forget the rest."""
        if self._piece is not None:
            self._piece.is_stopped = True

    def pause(self) -> None:
        """Fall silent, keeping the place."""
        if self._piece is not None:
            self._piece.is_paused = True

    def resume(self) -> None:
        """Go on where `pause` stopped."""
        if self._piece is not None:
            self._piece.is_paused = False

    def take(self, count: int) -> Samples:
        """Consume `count` samples: those of the piece, then silence. Called by the consumer only."""
        out = np.zeros(count, dtype=np.int16)
        piece = self._piece
        if piece is None or piece.is_over or piece.is_paused:
            self._fade(out, piece)
            return out
        start = piece.position
        part = piece.samples[start : start + count]
        out[: len(part)] = part
        piece.position = start + len(part)
        self._was_sounding = piece.position < len(piece.samples)
        return out

    def _fade(self, out: Samples, piece: Piece | None) -> None:
        if not self._was_sounding or piece is None:
            return
        self._was_sounding = False
        count = min(len(out), self.rate * _FADE_MS // 1000)
        tail = piece.samples[piece.position : piece.position + count]
        ramp = np.linspace(1, 0, count, dtype=np.float32)[: len(tail)]
        out[: len(tail)] = (tail * ramp).astype(np.int16)

"""How loud the microphone is: the values behind a level meter and the warnings about a dead one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.audio import EAR_RATE, Frame, Samples

SILENCE_DBFS = -120.0
PERIOD_MS = 100
DEAD_MS = 2_000
_CLIPPED = 32_700
_CLIPPED_SHARE = 0.001


@dataclass(frozen=True, slots=True)
class LevelReading:
    """The last tenth of a second."""

    at_ms: int
    dbfs: float
    """Root mean square; -120 for digital silence."""
    is_clipping: bool
    is_dead: bool
    """True after 2 s of samples that are all zero."""


def dbfs(samples: Samples) -> float:
    """Return the root mean square against full scale, in decibels."""
    if not len(samples):
        return SILENCE_DBFS
    power = float(np.mean(np.square(samples, dtype=np.float64))) / 32_768**2
    return max(SILENCE_DBFS, 10 * np.log10(power)) if power else SILENCE_DBFS


class LevelMeter:
    """Turns frames into ten readings a second."""

    def __init__(self) -> None:
        self._held: list[Samples] = []
        self._held_samples = 0
        self._zeros = 0

    def read(self, frame: Frame) -> LevelReading | None:
        """Take a frame at 16 kHz; return a reading when a tenth of a second is full."""
        self._zeros = 0 if frame.samples.any() else self._zeros + len(frame.samples)
        self._held.append(frame.samples)
        self._held_samples += len(frame.samples)
        if self._held_samples * 1000 < PERIOD_MS * EAR_RATE:
            return None
        samples = np.concatenate(self._held)
        self._held, self._held_samples = [], 0
        clipped = np.count_nonzero(np.abs(samples.astype(np.int32)) >= _CLIPPED)
        return LevelReading(
            at_ms=frame.end_ms,
            dbfs=round(dbfs(samples), 1),
            is_clipping=bool(clipped > len(samples) * _CLIPPED_SHARE),
            is_dead=self._zeros * 1000 >= DEAD_MS * EAR_RATE,
        )

"""Where a long recording may be cut so that several processes can hear it at once.

A cut lies in the quietest moment of a window; where even that is not quiet, both pieces hear two seconds
beyond it and `stitching` decides word by word. The cuts depend on the sound alone, never on how many
processes there are or where a run was interrupted. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE

if TYPE_CHECKING:
    from models.audio import Samples

STEP = EAR_RATE // 100
"""Samples over which loudness is taken: 10 ms."""

_SHORTEST = 30 * 100
_LONGEST = 55 * 100
"""Steps. Long enough for a recogniser to adapt and to pay for its start, short enough to lose less than
a minute when killed."""
_QUIET_STEPS = 40
_CORE_STEPS = 16
_CLEAN_DB = 12.0
"""A cut this far below the speech around it needs no overlap."""
_OVERLAP = 2 * EAR_RATE
"""Samples heard beyond a cut that is not quiet."""
_FLOOR = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one channel; samples of the recording."""

    start: int
    end: int
    heard_from: int
    """Where recognition begins: before `start` where the cut is not quiet."""
    heard_to: int
    channel: int = -1
    """-1: the mean of all."""

    @property
    def name(self) -> str:
        """Name that orders pieces and fits a file."""
        place = f"{max(0, self.channel)}-" if self.channel >= 0 else ""
        return f"{place}{self.start:012d}-{self.end:012d}"


class Splitter:
    """Takes a recording block by block and gives pieces as soon as their end is known."""

    def __init__(self, channel: int = -1) -> None:
        self._channel = channel
        self._rest = np.zeros(0, np.int16)
        self._levels = np.zeros(0)
        self._start = 0
        self._lead = 0
        self._taken = 0

    def take(self, samples: Samples) -> list[Piece]:
        """Take the next mono samples; return the pieces that are now complete."""
        self._taken += len(samples)
        pending = np.concatenate([self._rest, samples])
        whole = len(pending) - len(pending) % STEP
        self._rest = pending[whole:]
        self._levels = np.concatenate([self._levels, levels_db(pending[:whole])])
        pieces = []
        while len(self._levels) >= _LONGEST + _QUIET_STEPS:
            pieces.append(self._cut())
        return pieces

    def finish(self) -> list[Piece]:
        """Return what is left, as one piece."""
        if self._taken <= self._start:
            return []
        return [self._piece(self._taken, 0)]

    def _cut(self) -> Piece:
        place, is_clean = choose_cut(self._levels)
        end = self._start + place * STEP
        tail = 0 if is_clean else _OVERLAP
        piece = self._piece(end, tail)
        self._levels = self._levels[place:]
        self._start, self._lead = end, tail
        return piece

    def _piece(self, end: int, tail: int) -> Piece:
        heard_from = max(0, self._start - self._lead)
        return Piece(self._start, end, heard_from, end + tail, self._channel)


def choose_cut(levels: npt.NDArray[np.float64]) -> tuple[int, bool]:
    """Return the step to cut at, and whether it is quiet there. `levels`: dB per 10 ms."""
    kernel = np.ones(_QUIET_STEPS) / _QUIET_STEPS
    smooth = np.convolve(levels, kernel, mode="same")
    window = smooth[_SHORTEST:_LONGEST]
    place = _SHORTEST + int(np.argmin(window))
    around = levels[place - _CORE_STEPS // 2 : place + _CORE_STEPS // 2]
    speech = float(np.percentile(levels[:_LONGEST], 80))
    return place, bool(float(around.max()) <= speech - _CLEAN_DB)


def levels_db(samples: Samples) -> npt.NDArray[np.float64]:
    """Return the loudness of each whole 10 ms, in dB of the smallest sample step."""
    steps = samples[: len(samples) - len(samples) % STEP].reshape(-1, STEP).astype(np.float32)
    power = np.einsum("ij,ij->i", steps, steps).astype(np.float64) / STEP
    return np.asarray(10 * np.log10(power + _FLOOR), dtype=np.float64)

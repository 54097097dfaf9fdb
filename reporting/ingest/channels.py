"""Whether the two channels of a recording are two people, each with a microphone.

Then nobody has to be told apart by the voice. Reads the recording in blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from models.audio import EAR_RATE

if TYPE_CHECKING:
    from reporting.ingest.pcm import Pcm

_STEP = EAR_RATE // 5
_ABOVE_DB = 10.0
"""How much louder one channel is while its speaker speaks."""
_AUDIBLE_DB = 15.0
"""Above the quietest tenth of the recording."""
_SHARE = 0.85
_LEAST = 0.05
_BLOCK = 60 * EAR_RATE


def are_separate(pcm: Pcm) -> bool:
    """Return whether almost all of the time only one of two channels speaks, and each does."""
    if pcm.channels != 2:
        return False
    levels = np.concatenate([_levels(pcm, at) for at in range(0, pcm.frames, _BLOCK)] or [_none()])
    if len(levels) < 10:
        return False
    loudest = levels.max(axis=1)
    audible = levels[loudest > np.percentile(loudest, 10) + _AUDIBLE_DB]
    if len(audible) < 10:
        audible = levels[loudest > 30]
    if len(audible) < 10:
        return False
    left = float(np.mean(audible[:, 0] - audible[:, 1] > _ABOVE_DB))
    right = float(np.mean(audible[:, 1] - audible[:, 0] > _ABOVE_DB))
    return left + right >= _SHARE and min(left, right) >= _LEAST


def _levels(pcm: Pcm, at: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return the loudness of both channels every 200 ms, dB, shape (n, 2)."""
    columns = []
    for channel in (0, 1):
        samples = pcm.read(at, at + _BLOCK, channel).astype(np.float64)
        steps = samples[: len(samples) - len(samples) % _STEP].reshape(-1, _STEP)
        columns.append(10 * np.log10(np.mean(steps**2, axis=1) + 1))
    return np.stack(columns, axis=1)


def _none() -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.zeros((0, 2))

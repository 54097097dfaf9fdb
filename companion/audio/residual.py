"""Takes out what echo cancellation leaves behind, by how loud it is beside the echo (pure).

What is left of the companion's own voice lies far below what reached the microphone; a walker who
speaks over it does not. Only while the companion sounds, and for the room's answer, what is much
quieter than the microphone has just been is turned down. At all other times nothing is touched.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from models.audio import Samples

_BELOW = 10 ** (-18 / 20)
"""Measured through rooms: leftovers 25 dB below the microphone at the median, voices 4 dB."""
_TURNED_DOWN = 10 ** (-30 / 20)
_HOLD_STEPS = 30
"""300 ms: how long a room answers, and how far back the microphone is looked at."""
_AUDIBLE = 30.0
"""Root mean square, of 32768, from which the loudspeaker counts as sounding."""


class ResidualGate:
    """Looks at each 10 ms before and after cancellation."""

    def __init__(self) -> None:
        self._near: deque[float] = deque(maxlen=_HOLD_STEPS)
        self._since_far = _HOLD_STEPS

    def clean(self, near: Samples, far: Samples, cancelled: Samples) -> Samples:
        """Return the cancelled sound, turned down where it is only what was left."""
        self._near.append(_loudness(near))
        self._since_far = 0 if _loudness(far) > _AUDIBLE else self._since_far + 1
        if self._since_far >= _HOLD_STEPS:
            return cancelled
        if _loudness(cancelled) > max(self._near) * _BELOW:
            return cancelled
        return np.asarray(cancelled * np.float32(_TURNED_DOWN), dtype=np.int16)


def _loudness(samples: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float32))))

"""The short sounds that say what state the walk is in, for somebody who looks at the path.

Each is a few soft notes under a quarter of a second, well below the voice, and unlike the others in
its melody: rising for what went well, falling for what went away, level for waiting.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from companion.audio.resample import to_int16
from models.speech import Speech

EARCON_RATE = 24_000
PEAK = 0.11
"""Of full scale: -19 dBFS, where a synthetic voice peaks near -5."""

_ATTACK_MS = 8
_RELEASE_MS = 25

_MELODIES: dict[str, tuple[tuple[float, int], ...]] = {
    "listening": ((659.3, 90),),
    "heard": ((784.0, 50), (1046.5, 75)),
    "thinking": ((440.0, 65), (493.9, 65), (440.0, 75)),
    "saved": ((1046.5, 50), (1318.5, 50), (1568.0, 85)),
    "device": ((587.3, 65), (392.0, 75), (587.3, 90)),
    "away": ((440.0, 90), (329.6, 130)),
    "disk": ((349.2, 45), (0.0, 25), (349.2, 45), (0.0, 25), (349.2, 60)),
    "held": ((523.3, 220),),
    "pause": ((784.0, 80), (523.3, 110)),
    "end": ((1046.5, 65), (784.0, 65), (523.3, 105)),
}
"""Notes of each: hertz (0 is a rest) and milliseconds."""

NAMES = tuple(_MELODIES)


@cache
def earcon(name: str) -> Speech:
    """Return an earcon by name as sound without text; raises KeyError for an unknown one."""
    notes = [_note(hertz, lasts) for hertz, lasts in _MELODIES[name]]
    sound = np.concatenate(notes)
    return Speech(to_int16(sound * np.float32(PEAK / np.abs(sound).max())), EARCON_RATE, "")


def _note(hertz: float, lasts_ms: int) -> npt.NDArray[np.float32]:
    """Return a sine with a little of its octave, swelling in and out so that nothing clicks."""
    time = np.arange(EARCON_RATE * lasts_ms // 1000) / EARCON_RATE
    wave = np.sin(2 * np.pi * hertz * time) + 0.2 * np.sin(4 * np.pi * hertz * time)
    swell = np.clip(time * 1000 / _ATTACK_MS, 0, 1)
    release = np.clip((lasts_ms - time * 1000) / _RELEASE_MS, 0, 1)
    envelope = np.sin(swell * np.pi / 2) * np.sin(release * np.pi / 2)
    return np.asarray(wave * envelope, dtype=np.float32)

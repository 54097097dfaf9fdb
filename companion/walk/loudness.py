"""Voice by loudness, where no model can tell it: better than none, and easily fooled by wind.

The quiet of the place is followed slowly; what stands well above it is called a voice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.audio.level import dbfs

if TYPE_CHECKING:
    from models.audio import Frame

_ABOVE_DB = 12.0
_LEAST_DBFS = -50.0
_RISE_DB = 0.02
"""How fast the quiet is thought to get louder, per frame: 0.6 dB a second."""
_FALL = 0.2


class LoudnessVoiceActivity:
    """Follows the level of the quiet."""

    def __init__(self) -> None:
        self._quiet = _LEAST_DBFS

    def probability(self, frame: Frame) -> float:
        """Return 0.9 for a frame that stands out, 0.1 for one that does not."""
        level = dbfs(frame.samples)
        if level < self._quiet:
            self._quiet += _FALL * (level - self._quiet)
        else:
            self._quiet += _RISE_DB
        return 0.9 if level > max(self._quiet + _ABOVE_DB, _LEAST_DBFS) else 0.1

    def reset(self) -> None:
        """Forget the quiet of the place."""
        self._quiet = _LEAST_DBFS

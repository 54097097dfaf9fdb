"""Sound as values: 16-bit mono PCM with its place in the session's time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Samples: TypeAlias = "npt.NDArray[np.int16]"
"""Signed 16-bit mono, shape (n,)."""

EAR_RATE = 16_000
"""Hertz. Everything that listens works at this rate."""

FRAME_SAMPLES = 512
"""Samples in one frame for the ear: 32 ms, the window of the voice-activity model."""

FRAME_MS = FRAME_SAMPLES * 1000 // EAR_RATE


@dataclass(frozen=True, slots=True)
class Frame:
    """A short run of samples."""

    start_ms: int
    """Milliseconds since the session began, of the first sample."""
    samples: Samples
    """Signed 16-bit mono, shape (n,)."""
    rate: int = EAR_RATE
    """Hertz."""

    @property
    def end_ms(self) -> int:
        """Milliseconds since the session began, just after the last sample."""
        return self.start_ms + len(self.samples) * 1000 // self.rate

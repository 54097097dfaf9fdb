"""What the loudspeaker played, laid beside what the microphone heard, block by block.

Both directions of one device count the same samples in streams of their own. One thread puts, one
takes, without a lock. What waits here has not sounded yet: never more than the device holds back,
or an echo would be looked for before its cause.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from models.audio import Samples


class FarEnd:
    """A short queue of blocks of one length."""

    def __init__(self, most: int) -> None:
        """`most`: blocks between the program and the ear, at least one."""
        self._blocks: deque[Samples] = deque(maxlen=max(1, most))
        self._is_torn = False
        self._was_sounding = False

    def put(self, samples: Samples, *, is_torn: bool = False) -> None:
        """Take a block that was handed to the loudspeaker; `is_torn`: sound was lost before it."""
        is_full = len(self._blocks) == self._blocks.maxlen
        self._is_torn |= is_torn or (is_full and bool(samples.any()))
        self._blocks.append(samples)

    def take(self, count: int) -> tuple[Samples, bool]:
        """Return the `count` samples that belong to a block heard, and whether some are missing."""
        is_torn, self._is_torn = self._is_torn, False
        try:
            samples = self._blocks.popleft()
        except IndexError:  # the loudspeaker stands still: it plays nothing
            is_torn |= self._was_sounding
            samples = np.zeros(count, dtype=np.int16)
        self._was_sounding = bool(samples.any())
        return samples, is_torn

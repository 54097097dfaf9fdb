"""Keeps the time of a live session true: samples count, and the wall corrects (pure).

Frames get their time from the number of samples, which never jitters. But a device that loses
sound would make the session run slow, and gaps would hide. So each block is compared with the time
at which it arrived: what is missing for a whole second of blocks is a gap, and the count moves on.
"""

from __future__ import annotations

from collections import deque

GAP_SECONDS = 0.15
"""What may be late or early without being called lost; blocks arrive in bursts."""
WINDOW_BLOCKS = 30


class SampleClock:
    """Tells the session's time of samples, anchored to the arrival of blocks."""

    def __init__(self, rate: int, start_seconds: float) -> None:
        """`start_seconds`: the session's time of the first sample."""
        self._rate = rate
        self._start = start_seconds
        self._samples = 0
        self._skipped = 0.0
        self._anchor: float | None = None
        self._at = float("-inf")
        self._offsets: deque[float] = deque(maxlen=WINDOW_BLOCKS)

    @property
    def now(self) -> float:
        """Seconds of the session, just after the last sample."""
        return self._start + self._samples / self._rate + self._skipped

    @property
    def drift(self) -> float:
        """How much faster than the wall the device counts, as a share; negative for slower."""
        elapsed = self._samples / self._rate
        return -self._least() / elapsed if elapsed > 1 else 0.0

    def arrived(self, samples: int, at: float) -> float:
        """Count a block that was delivered at `at` (any steady clock, seconds).

        Return the seconds of sound that were lost before it: 0 nearly always; negative where the
        device delivers too much and the block is to be dropped.
        """
        if self._anchor is None:
            self._anchor = at - samples / self._rate
        is_catching_up = at - self._at < samples / self._rate / 2
        self._at = at
        if is_catching_up and self._offsets:
            self._offsets.pop()  # of blocks that waited somewhere only the last one tells the time
        self._samples += samples
        self._offsets.append(at - self._anchor - self._samples / self._rate - self._skipped)
        if len(self._offsets) < WINDOW_BLOCKS or abs(off := self._least()) < GAP_SECONDS:
            return 0.0
        self._offsets.clear()
        if off < 0:
            self._samples -= samples
            return off
        self._skipped += off
        return off

    def _least(self) -> float:
        """Return the offset without the delays of delivery: nothing can arrive too early."""
        return min(self._offsets, default=0.0)

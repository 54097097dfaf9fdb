"""Turn a recogniser's own clock, the samples it was given, into the session's time.

A recogniser knows nothing of lost sound: after a gap its clock is behind the session's. Each place
where the two part is remembered until no later word can lie before it.
"""

from __future__ import annotations

from bisect import bisect_right

from models.audio import EAR_RATE, Frame


class StreamTime:
    """Where the samples of one stream lie in the session."""

    def __init__(self) -> None:
        self._given = 0
        self._samples: list[int] = []
        self._starts_ms: list[int] = []

    def note(self, frame: Frame) -> None:
        """Take account of a frame that is about to be given to the recogniser."""
        if not self._samples or abs(self._at(self._given) - frame.start_ms) > 1:
            self._samples.append(self._given)
            self._starts_ms.append(frame.start_ms)
        self._given += len(frame.samples)

    def to_session(self, seconds: float) -> int:
        """Return the session's millisecond of a time since the stream began."""
        return self._at(round(seconds * EAR_RATE))

    def forget_before_now(self) -> None:
        """Drop what only words already returned could need."""
        if len(self._samples) > 1:
            # The last two are kept: a recogniser may be a little behind what it was given.
            del self._samples[:-2], self._starts_ms[:-2]

    def _at(self, sample: int) -> int:
        place = max(0, bisect_right(self._samples, sample) - 1)
        if not self._samples:
            return sample * 1000 // EAR_RATE
        after = sample - self._samples[place]
        return max(0, self._starts_ms[place] + after * 1000 // EAR_RATE)

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

    @property
    def anchors(self) -> int:
        """How many places are remembered."""
        return len(self._samples)

    def note(self, frame: Frame) -> None:
        """Take account of a frame that is about to be given to the recogniser."""
        if not self._samples or abs(self._at(self._given) - frame.start_ms) > 1:
            self._samples.append(self._given)
            self._starts_ms.append(frame.start_ms)
        self._given += len(frame.samples)

    def span(self, start: float, end: float) -> tuple[int, int]:
        """Return the session's milliseconds of a word from its seconds since the stream began.

        A word lies on that side of a gap on which its middle is, and never stretches across it.
        """
        first, last = round(start * EAR_RATE), round(end * EAR_RATE)
        place = max(0, bisect_right(self._samples, (first + last) // 2) - 1)
        if self._samples:
            first = max(first, self._samples[place])
        if place + 1 < len(self._samples):
            last = min(last, self._samples[place + 1])
        return self._at(first, place), self._at(max(first, last), place)

    def forget_before_now(self) -> None:
        """Drop what only words already returned could need."""
        if len(self._samples) > 1:
            # The last two are kept: a recogniser may be a little behind what it was given.
            del self._samples[:-2], self._starts_ms[:-2]

    def _at(self, sample: int, place: int = -1) -> int:
        """Return the time of a sample, counted from a known place, the latest where none is named."""
        if not self._samples:
            return sample * 1000 // EAR_RATE
        after = sample - self._samples[place]
        return max(0, self._starts_ms[place] + after * 1000 // EAR_RATE)

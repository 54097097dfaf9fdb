"""From the blocks of one open microphone to the frames of a session: rate, echo, time.

One intake lives as long as its streams. Its frames begin where the session stands when the first
block arrives, follow each other sample by sample, and skip what the device lost.
"""

from __future__ import annotations

from companion.audio.echo import EchoCanceller
from companion.audio.resample import EarFrames, Resampler, to_floats
from companion.audio.streams import Block
from companion.audio.wallclock import SampleClock
from models.audio import EAR_RATE, FRAME_SAMPLES, Frame, Samples


class Intake:
    """Turns blocks into frames."""

    def __init__(self, rate: int, canceller: EchoCanceller | None) -> None:
        self.rate = rate
        self._canceller = canceller
        self._ear = Resampler(rate)
        self._far = Resampler(rate)
        self._cut = EarFrames()
        self._start = 0.0
        self._frames = 0
        self.clock: SampleClock | None = None

    def begin(self, start: float) -> SampleClock:
        """Set the session's time, in seconds, of the first sample."""
        self._start = start
        self.clock = SampleClock(self.rate, start)
        return self.clock

    def skip(self, seconds: float) -> None:
        """Leave out what the device lost."""
        self._start += seconds

    def accept(self, block: Block) -> list[Frame]:
        """Return the frames that a block completes."""
        heard = self._ear.push(to_floats(block.heard))
        if self._canceller is not None:
            played = None if block.played is None else self._far.push(to_floats(block.played))
            heard = self._canceller.process(heard, played)
        return [self._place(samples) for samples in self._cut.push(heard)]

    def _place(self, samples: Samples) -> Frame:
        start = self._start + self._frames * FRAME_SAMPLES / EAR_RATE
        self._frames += 1
        return Frame(round(start * 1000), samples)

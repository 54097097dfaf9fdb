"""Walks from WAV files and into them: the same contracts as microphone and loudspeaker.

Nothing waits for a clock of its own: `speed` says how the event loop's time passes beside the
samples (1 is real time, `inf` is as fast as the frames are taken), and never changes a sample.
"""

from __future__ import annotations

import asyncio
import math
import os
import wave
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import numpy as np

from companion.audio.ports import DeviceNews, Heard
from companion.audio.replay import ReplaySink
from companion.audio.resample import EarFrames, Resampler
from companion.audio.riff import WavShape, read_blocks, read_shape
from models.audio import EAR_RATE, FRAME_SAMPLES, Frame, Samples
from models.speech import Speech

FRAME_SECONDS = FRAME_SAMPLES / EAR_RATE


class Pacing:
    """Lets the loop's time pass with the frames, against absolute deadlines so that none drift."""

    def __init__(self, speed: float = 1.0) -> None:
        if not speed > 0:
            raise ValueError("speed is above 0")
        self._speed = speed
        self._first: float | None = None
        self._frames = 0

    async def frame(self) -> None:
        """Return when the next frame is due."""
        if math.isinf(self._speed):
            await asyncio.sleep(0)
            return
        loop = asyncio.get_running_loop()
        if self._first is None:
            self._first = loop.time()
        self._frames += 1
        due = self._first + self._frames * FRAME_SECONDS / self._speed
        await asyncio.sleep(max(0.0, due - loop.time()))


class WavSource:
    """A walker's side read from one file; drives the sink that it is paired with."""

    def __init__(
        self, file: Path, sink: ReplaySink | None = None, *, speed: float = 1.0, start_ms: int = 0
    ) -> None:
        self._file = file
        self._shape = read_shape(file)
        self._sink = sink
        self._pacing = Pacing(speed)
        self._start_ms = start_ms

    @property
    def duration_ms(self) -> int:
        """Of the file, in milliseconds."""
        return self._shape.duration_ms

    async def frames(self) -> AsyncIterator[Frame | DeviceNews]:
        """Yield the file's frames, the last one filled up with silence, then `ended`."""
        at_ms = self._start_ms
        for number, samples in enumerate(ear_frames(self._file, self._shape)):
            at_ms = self._start_ms + number * FRAME_SAMPLES * 1000 // EAR_RATE
            await self._pacing.frame()
            if self._sink is not None:
                self._sink.advance(at_ms, FRAME_SAMPLES)
            frame = Frame(at_ms, samples)
            at_ms = frame.end_ms
            yield frame
        yield DeviceNews(at_ms, "ended", self._file.name)

    async def close(self) -> None:
        """Nothing stays open between frames."""


def ear_frames(file: Path, shape: WavShape) -> Iterator[Samples]:
    """Yield a file's sound in the ear's frames, the last one filled up with silence."""
    ear, cut = Resampler(shape.rate), EarFrames()
    for block in read_blocks(file, shape):
        yield from cut.push(ear.push(block))
    yield from cut.push(ear.push(np.zeros(0, dtype=np.float32), last=True), last=True)


def read_sound(file: Path) -> Samples:
    """Return a whole file as 16 kHz mono; for short clips."""
    shape = read_shape(file)
    length = round(shape.frames * EAR_RATE / shape.rate)
    return np.concatenate(list(ear_frames(file, shape)))[:length]


class WavSink:
    """A loudspeaker that is a file: what was heard of the companion, in its place, at 16 kHz."""

    def __init__(self, file: Path, *, start_ms: int = 0) -> None:
        self._inner = ReplaySink()
        self._start_ms = start_ms
        self._written = 0
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._stream = os.fdopen(opened, "wb")
        self._wave = wave.Wave_write(self._stream)
        self._wave.setnchannels(1)
        self._wave.setsampwidth(2)
        self._wave.setframerate(EAR_RATE)

    @property
    def clock(self) -> ReplaySink:
        """What a source is paired with."""
        return self._inner

    @property
    def played(self) -> Heard:
        """Of the present piece."""
        return self._inner.played

    async def play(self, speech: Speech) -> Heard:
        """Return when the sound has been heard, or was stopped."""
        return await self._inner.play(speech)

    def pause(self) -> None:
        """Fall silent at once, keeping the place."""
        self._inner.pause()

    def resume(self) -> None:
        """Go on where `pause` stopped."""
        self._inner.resume()

    def stop(self) -> None:
        """Fall silent at once and forget the rest."""
        self._inner.stop()

    def take_played(self) -> list[Frame]:
        """Return what left since the last call, which is also written to the file."""
        frames = self._inner.take_played()
        for frame in frames:
            self._write(frame)
        return frames

    async def close(self) -> None:
        """Write what is left and complete the file."""
        await self._inner.close()
        self.take_played()
        self._wave.close()
        self._stream.close()

    def _write(self, frame: Frame) -> None:
        due = (frame.start_ms - self._start_ms) * EAR_RATE // 1000
        self._wave.writeframes(b"\0\0" * max(0, due - self._written))
        self._wave.writeframes(frame.samples.astype("<i2").tobytes())
        self._written = max(due, self._written) + len(frame.samples)

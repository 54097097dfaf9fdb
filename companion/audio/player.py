"""Plays a stretch of a session's sound for somebody who reviews it: speed, pause, skip, place.

It needs no event loop: a thread reads and stretches a few seconds ahead, the device takes what it
needs, whoever asks is told the place in the session. Both tracks are heard together.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
import soxr

from companion.audio.devices import candidates
from companion.audio.resample import to_int16
from companion.audio.riff import Floats, WavShape, read_blocks, read_shape
from companion.audio.stretch import Stretcher
from companion.errors import DeviceTrouble
from models.audio import Samples
from models.language import Phrase

_AHEAD_SECONDS = 2.0
_TICK_SECONDS = 0.05


class Taker(Protocol):
    """Gives the next `count` samples; called from the device's thread."""

    def __call__(self, count: int) -> Samples: ...


class Output(Protocol):
    """A loudspeaker that is open and takes what it is given."""

    rate: int

    def start(self, take: Taker) -> None: ...
    def close(self) -> None: ...


class Player:
    """Begins to play at once."""

    def __init__(
        self, file: Path, output: Output, start_ms: int, end_ms: int, *, speed: float = 1.0
    ) -> None:
        """Play from one millisecond to another; raises BadUsage for a file that is no sound."""
        self._file = file
        self._shape = read_shape(file)
        self._output = output
        self._end_ms = min(end_ms, self._shape.duration_ms)
        self._speed = speed
        self._ready: deque[Samples] = deque()
        self._from_ms = start_ms
        self._taken = 0
        self._is_read = False
        self._is_paused = False
        self._over = threading.Event()
        self._steered = threading.Event()
        self._steering = threading.Lock()
        self._reader = self._read_from(start_ms)
        output.start(self._take)

    @property
    def position_ms(self) -> int:
        """Place in the session."""
        passed = self._taken * 1000 * self._speed / self._output.rate
        return min(self._end_ms, round(self._from_ms + passed))

    @property
    def is_over(self) -> bool:
        """Whether it came to its end or was stopped."""
        return self._over.is_set()

    @property
    def is_paused(self) -> bool:
        """Whether it waits for `resume`."""
        return self._is_paused

    def pause(self) -> None:
        """Fall silent, keeping the place."""
        self._is_paused = True

    def resume(self) -> None:
        """Go on."""
        self._is_paused = False

    def skip(self, by_ms: int) -> None:
        """Go on so much later, or earlier where it is negative."""
        with self._steering:
            if not self.is_over:
                self._reader = self._read_from(max(0, self.position_ms + by_ms))

    def stop(self) -> None:
        """Fall silent and let the device go."""
        self._over.set()
        self._steered.set()
        self._output.close()

    def wait(self, seconds: float) -> None:
        """Return after this long, or sooner when it is over; lets the device go when it is."""
        if self._over.wait(seconds):
            self._output.close()

    def _read_from(self, start_ms: int) -> threading.Thread:
        """Begin to read at another place; the reader before sees that it is not meant any more."""
        self._steered.set()
        self._steered = threading.Event()
        self._ready = deque()
        self._is_read = False
        self._from_ms, self._taken = min(start_ms, self._end_ms), 0
        arguments = (self._from_ms, self._ready, self._steered)
        reader = threading.Thread(target=self._read, args=arguments, daemon=True, name="player")
        reader.start()
        return reader

    def _read(self, start_ms: int, ready: deque[Samples], steered: threading.Event) -> None:
        ahead = round(_AHEAD_SECONDS * self._output.rate)
        for samples in self._prepared(start_ms):
            while sum(map(len, tuple(ready))) > ahead and not steered.wait(_TICK_SECONDS):
                pass
            if steered.is_set():
                return
            ready.append(samples)
        if not steered.is_set():
            self._is_read = True

    def _prepared(self, start_ms: int) -> Iterator[Samples]:
        """Yield the stretch as the device wants it."""
        rate = self._shape.rate
        stretcher = Stretcher(rate, self._speed)
        resampler = soxr.ResampleStream(rate, self._output.rate, 1, "float32", "HQ")
        for block in _between(self._file, self._shape, start_ms, self._end_ms):
            yield to_int16(resampler.resample_chunk(stretcher.push(block)))
        rest = stretcher.push(np.zeros(0, dtype=np.float32), last=True)
        yield to_int16(resampler.resample_chunk(rest, last=True))

    def _take(self, count: int) -> Samples:
        out = np.zeros(count, dtype=np.int16)
        if self._is_paused or self._over.is_set():
            return out
        ready, filled = self._ready, 0
        while filled < count and ready:
            part = ready.popleft()
            used = part[: count - filled]
            out[filled : filled + len(used)] = used
            filled += len(used)
            if len(used) < len(part):
                ready.appendleft(part[len(used) :])
        self._taken += filled
        if not filled and self._is_read and not ready:
            self._over.set()
        return out


def open_player(
    file: Path, start_ms: int, end_ms: int, *, speed: float = 1.0, device: str = ""
) -> Player:
    """Play through the loudspeaker of this machine; raises DeviceTrouble where there is none."""
    from companion.audio.portaudio import PortAudio

    read_shape(file)
    library = PortAudio()
    for speaker in candidates(library.devices(), "output", wished=device):
        try:
            output = library.open_speaker(speaker)
        except DeviceTrouble:
            continue
        return Player(file, output, start_ms, end_ms, speed=speed)
    raise DeviceTrouble(
        Phrase("There is no loudspeaker to play on.", "Aucun haut-parleur pour écouter."),
        Phrase(
            "Plug in headphones; `promenade export` gives the sound as a file.",
            "Branchez un casque ; `promenade export` donne le son dans un fichier.",
        ),
    )


def _between(file: Path, shape: WavShape, start_ms: int, end_ms: int) -> Iterator[Floats]:
    """Yield what lies between two times, all tracks added up."""
    first = start_ms * shape.rate // 1000
    left = end_ms * shape.rate // 1000 - first
    for block in read_blocks(file, shape, first):
        yield np.clip(block[:left] * shape.channels, -1, 1)
        left -= len(block)
        if left <= 0:
            return

"""The decoded recording on disk: a plain 16 kHz WAV that any process can read a stretch of."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE

if TYPE_CHECKING:
    from types import TracebackType

    from models.audio import Samples

    Block = npt.NDArray[np.int16]

_HEADER_BYTES = 44
_BIGGEST = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Pcm:
    """A decoded recording."""

    path: Path
    channels: int = 1

    @property
    def frames(self) -> int:
        """Samples of each channel, by the length of the file."""
        return max(0, self.path.stat().st_size - _HEADER_BYTES) // (2 * self.channels)

    @property
    def duration_ms(self) -> int:
        """Milliseconds in all."""
        return self.frames * 1000 // EAR_RATE

    def read(self, start: int, end: int, channel: int = -1) -> Samples:
        """Return samples `start` to `end` of a channel, or of the mean of all: shape (n,)."""
        start = max(0, start)
        with self.path.open("rb") as file:
            file.seek(_HEADER_BYTES + start * 2 * self.channels)
            raw = file.read(max(0, end - start) * 2 * self.channels)
        block = np.frombuffer(raw[: len(raw) - len(raw) % (2 * self.channels)], "<i2")
        tracks = block.reshape(-1, self.channels)
        if self.channels == 1 or channel >= 0:
            return np.ascontiguousarray(tracks[:, max(0, channel)], dtype=np.int16)
        return np.asarray(tracks.astype(np.int32).sum(axis=1) // self.channels, dtype=np.int16)


class PcmWriter:
    """Writes a decoded recording; the header is right once it is closed."""

    def __init__(self, path: Path, channels: int) -> None:
        self.pcm = Pcm(path, channels)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file: BinaryIO = os.fdopen(descriptor, "wb")
        self._file.write(_header(channels, 0))
        self._bytes = 0

    def __enter__(self) -> PcmWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, block: Block) -> None:
        """Add a block, shape (n, channels), where readers of the file see it at once."""
        content = block.astype("<i2").tobytes()
        self._file.write(content)
        self._file.flush()
        self._bytes += len(content)

    def finish(self) -> None:
        """Put the sizes into the header and wait for the disk."""
        self._file.seek(0)
        self._file.write(_header(self.pcm.channels, self._bytes))
        self._file.flush()
        os.fsync(self._file.fileno())


def _header(channels: int, data_bytes: int) -> bytes:
    size = min(data_bytes, _BIGGEST - 36)
    shape = (16, 1, channels, EAR_RATE, EAR_RATE * 2 * channels, 2 * channels, 16)
    return struct.pack(
        "<4sI4s4sIHHIIHH", b"RIFF", size + 36, b"WAVE", b"fmt ", *shape
    ) + struct.pack("<4sI", b"data", size)

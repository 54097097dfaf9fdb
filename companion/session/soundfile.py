"""The sound of a session: one WAV file with two tracks, the walker left, the companion right.

16 kHz, 16 bits, 64 kB/s: 230 MB an hour. The header leaves room for the 64-bit sizes of RF64 (EBU
Tech 3306) and becomes one beyond 4 GB, after 18 hours. The samples always begin at byte 80, so that
a file whose header is behind its content can be read, and mended, from its length alone.
"""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from companion.session import system
from companion.session.storage import storage_trouble
from models.audio import EAR_RATE

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from models.audio import Samples

    Tracks = npt.NDArray[np.int16]
    """Shape (n, 2): walker, companion."""

SOUND_NAME: Final = "sound.wav"
HEADER_BYTES: Final = 80
FRAME_BYTES: Final = 4
"""One sample of each track."""

HELD_SAMPLES: Final = EAR_RATE // 2
"""Sound is written when this much of it waits in memory: half a second."""

_BIGGEST: Final = 0xFFFF_FFFF
_FORMAT: Final = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, EAR_RATE, EAR_RATE * 4, 4, 16)


def header(data_bytes: int) -> bytes:
    """Return the 80 bytes before `data_bytes` of samples."""
    riff_bytes = data_bytes + HEADER_BYTES - 8
    if riff_bytes > _BIGGEST:
        sizes = struct.pack("<QQQI", riff_bytes, data_bytes, data_bytes // FRAME_BYTES, 0)
        start = struct.pack("<4sI4s4sI", b"RF64", _BIGGEST, b"WAVE", b"ds64", len(sizes)) + sizes
        return start + _FORMAT + struct.pack("<4sI", b"data", _BIGGEST)
    start = struct.pack("<4sI4s4sI", b"RIFF", riff_bytes, b"WAVE", b"JUNK", 28) + bytes(28)
    return start + _FORMAT + struct.pack("<4sI", b"data", data_bytes)


def is_ours(file: Path) -> bool:
    """Return whether a file is a recording in this layout, whatever sizes its header holds."""
    try:
        with file.open("rb") as sound:
            start = sound.read(HEADER_BYTES)
    except OSError:
        return False
    return len(start) == HEADER_BYTES and start[:4] in (b"RIFF", b"RF64") and _FORMAT in start


def mend_header(file: Path) -> bool:
    """Make the header say what the file holds; return whether it did not. Only for our layout."""
    try:
        with file.open("r+b") as sound:
            size = os.fstat(sound.fileno()).st_size
            whole = size - max(0, size - HEADER_BYTES) % FRAME_BYTES
            right = header(whole - HEADER_BYTES)
            if sound.read(HEADER_BYTES) == right and whole == size:
                return False
            sound.truncate(whole)
            sound.seek(0)
            sound.write(right)
    except OSError as error:
        raise storage_trouble(error, file) from error
    return True


def sound_ms(file: Path) -> int:
    """Return how long a recording in our layout is, from its length; 0 where there is none."""
    try:
        size = file.stat().st_size
    except FileNotFoundError:
        return 0
    return max(0, size - HEADER_BYTES) // FRAME_BYTES * 1000 // EAR_RATE


def read_tracks(file: Path, start_ms: int = 0, end_ms: int | None = None) -> Tracks:
    """Return both tracks between two times, shape (n, 2), 16 kHz; shorter where the file ends."""
    import numpy as np

    begin = start_ms * EAR_RATE // 1000
    count = -1 if end_ms is None else max(0, end_ms * EAR_RATE // 1000 - begin)
    try:
        with file.open("rb") as sound:
            sound.seek(HEADER_BYTES + begin * FRAME_BYTES)
            content = sound.read(count * FRAME_BYTES if count >= 0 else -1)
    except OSError as error:
        raise storage_trouble(error, file) from error
    whole = len(content) // FRAME_BYTES * FRAME_BYTES
    return np.frombuffer(content[:whole], dtype="<i2").reshape(-1, 2)


def read_walker(file: Path, start_ms: int = 0, end_ms: int | None = None) -> Samples:
    """Return the walker's track between two times, 16 kHz mono."""
    return read_tracks(file, start_ms, end_ms)[:, 0].copy()


class SoundFile:
    """Two tracks growing on disk. Blocking, for one thread; raises StorageTrouble."""

    def __init__(self, file: Path, *, is_durable: bool = True) -> None:
        """Begin a file, or go on at the end of the one that is there."""
        import numpy as np

        self._file = file
        self._is_durable = is_durable
        try:
            is_fresh = not file.exists()
            self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT | system.OPEN_FLAGS, 0o600)
            if is_fresh:
                system.write_at(self._descriptor, header(0), 0)
                system.names_to_disk(file.parent)
            else:
                mend_header(file)
            size = os.fstat(self._descriptor).st_size
        except OSError as error:
            raise storage_trouble(error, file) from error
        self._on_disk = max(0, size - HEADER_BYTES) // FRAME_BYTES
        self._held: Tracks = np.zeros((2 * HELD_SAMPLES, 2), np.int16)
        self._end = self._on_disk

    @property
    def samples(self) -> int:
        """How long the recording is, with what is held in memory."""
        return self._end

    def put(self, track: int, start: int, samples: Samples) -> bool:
        """Lay samples at a place, replacing what is there; return whether the disk has them all."""
        late = min(len(samples), max(0, self._on_disk - start))
        if late:
            self._patch(track, start, samples[:late])
        if late < len(samples):
            self._hold(track, start + late, samples[late:])
        return self._on_disk == self._end

    def write(self) -> None:
        """Write what is held, bring the header up to date and wait for the disk."""
        count = self._end - self._on_disk
        content = self._held[:count].astype("<i2").tobytes()
        place = HEADER_BYTES + self._on_disk * FRAME_BYTES
        try:
            self._write_at(content, place)
            system.write_at(self._descriptor, header(self._end * FRAME_BYTES), 0)
            if self._is_durable:
                system.contents_to_disk(self._descriptor)
        except OSError as error:
            self._drop_held(place)
            raise storage_trouble(error, self._file) from error
        self._on_disk = self._end
        self._held[:] = 0

    def close(self) -> None:
        """Write what is held and let go."""
        if self._descriptor < 0:
            return
        try:
            self.write()
        finally:
            os.close(self._descriptor)
            self._descriptor = -1

    def _hold(self, track: int, start: int, samples: Samples) -> None:
        if start - self._end > HELD_SAMPLES:  # a long gap becomes a hole in the file: silence
            self.write()
            self._on_disk = self._end = start
        begin, end = start - self._on_disk, start - self._on_disk + len(samples)
        if end > len(self._held):
            import numpy as np

            grown = np.zeros((end + HELD_SAMPLES, 2), np.int16)
            grown[: len(self._held)] = self._held
            self._held = grown
        self._held[begin:end, track] = samples
        self._end = max(self._end, start + len(samples))
        if self._end - self._on_disk >= HELD_SAMPLES:
            self.write()

    def _drop_held(self, end_bytes: int) -> None:
        """Forget what could not be written: the room is for words."""
        with suppress(OSError):
            os.ftruncate(self._descriptor, end_bytes)
        self._held[:] = 0
        self._end = self._on_disk

    def _patch(self, track: int, start: int, samples: Samples) -> None:
        import numpy as np

        place = HEADER_BYTES + start * FRAME_BYTES
        try:
            content = system.read_at(self._descriptor, len(samples) * FRAME_BYTES, place)
            tracks = np.zeros((len(samples), 2), "<i2")
            tracks.reshape(-1)[: len(content) // 2] = np.frombuffer(content, "<i2")
            tracks[:, track] = samples
            self._write_at(tracks.tobytes(), place)
        except OSError as error:
            raise storage_trouble(error, self._file) from error

    def _write_at(self, content: bytes, place: int) -> None:
        view = memoryview(content)
        while view:
            written = system.write_at(self._descriptor, view, place)
            view, place = view[written:], place + written

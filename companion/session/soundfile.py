"""The sound of a session: one WAV file with two tracks, the walker left, the companion right.

16 kHz, 16 bits, 64 kB/s: 230 MB an hour. The header leaves room for the 64-bit sizes of RF64 (EBU
Tech 3306) and becomes one beyond 4 GB, after 18 hours. The samples always begin at byte 80, so that
a file whose header is behind its content can be read, and mended, from its length alone.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Final

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

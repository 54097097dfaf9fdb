"""What files need from the operating system where Windows differs: locks, writing at a place.

A lock dies with its process, however that dies. The Windows half is written from its documentation
and untested; everything else of a session is the same everywhere.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import Final

OPEN_FLAGS: Final[int] = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""For every `os.open`: not for child processes, and no line ends changed."""

if sys.platform == "win32":
    import msvcrt

    _LOCKED_BYTE: Final = 0x7FFF_0000  # far behind the content: what is locked cannot be read
    _AGAIN_SECONDS: Final = 0.01

    def lock(descriptor: int) -> None:
        """Wait until nobody else has the file."""
        while True:
            try:
                try_lock(descriptor)
            except BlockingIOError:
                pause(_AGAIN_SECONDS)
            else:
                return

    def try_lock(descriptor: int) -> None:
        """Take the file for this process; raises BlockingIOError where another one has it."""
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(*error.args) from error

    def ask_lock(descriptor: int) -> None:
        """Raise BlockingIOError where another process has the file."""
        try_lock(descriptor)
        unlock(descriptor)

    def unlock(descriptor: int) -> None:
        """Let others have the file."""
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

    def read_at(descriptor: int, length: int, place: int) -> bytes:
        """Return at most `length` bytes from `place`."""
        os.lseek(descriptor, place, os.SEEK_SET)
        return os.read(descriptor, length)

    def write_at(descriptor: int, content: bytes | memoryview, place: int) -> int:
        """Write at `place`; return how many bytes were taken."""
        os.lseek(descriptor, place, os.SEEK_SET)
        return os.write(descriptor, content)

    def contents_to_disk(descriptor: int) -> None:
        """Return when what was written would survive a power cut."""
        os.fsync(descriptor)

    def names_to_disk(folder: os.PathLike[str]) -> None:
        """Do nothing: NTFS keeps names in its own journal, and a folder cannot be opened."""

else:
    import fcntl

    def lock(descriptor: int) -> None:
        """Wait until nobody else has the file."""
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def try_lock(descriptor: int) -> None:
        """Take the file for this process; raises BlockingIOError where another one has it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def ask_lock(descriptor: int) -> None:
        """Raise BlockingIOError where another process has the file."""
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def unlock(descriptor: int) -> None:
        """Let others have the file."""
        fcntl.flock(descriptor, fcntl.LOCK_UN)

    def read_at(descriptor: int, length: int, place: int) -> bytes:
        """Return at most `length` bytes from `place`."""
        return os.pread(descriptor, length, place)

    def write_at(descriptor: int, content: bytes | memoryview, place: int) -> int:
        """Write at `place`; return how many bytes were taken."""
        return os.pwrite(descriptor, content, place)

    def contents_to_disk(descriptor: int) -> None:
        """Return when what was written would survive a power cut."""
        if sys.platform == "darwin":  # plain fsync stops at the drive's cache there
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        else:
            os.fsync(descriptor)

    def names_to_disk(folder: os.PathLike[str]) -> None:
        """Return when the names in `folder` would survive a power cut."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def pause(seconds: float) -> None:
    """Wait in a thread that has nothing else to do."""
    threading.Event().wait(seconds)

"""Appending to a session's journal: on disk before it is told.

Nothing written is ever changed. Several processes may append to one journal (a walk, a correction
from the command line): each append takes a short lock on the file, reads the last sequence number
from its tail, writes whole lines and waits for the disk. What a crash cut short never counted and
is removed by the next append.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import msgspec

from companion.errors import SessionNotFound
from companion.session import system
from companion.session.events import Entry, SessionEvent, Undone
from companion.session.journal import parse_journal, read_outline
from companion.session.storage import FULL, storage_trouble
from models.language import Phrase

RESERVE_BYTES: Final = 256 * 1024
"""Room kept for words and given up when the disk is full: about an hour of talk."""

RESERVE_NAME: Final = "room-for-words"

_TAIL_BYTES: Final = 64 * 1024
_encoder: Final = msgspec.json.Encoder()


class Journal:
    """One journal, open for appending. Blocking: each append waits for the disk.

    `is_durable` False leaves out the wait for the disk, for rehearsals that nobody needs to keep.
    """

    def __init__(self, file: Path, *, is_durable: bool = True) -> None:
        self.file = file
        self._is_durable = is_durable
        self._seen_bytes = -1
        self._last_seq = 0
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | system.OPEN_FLAGS
        try:
            is_fresh = not file.exists()
            self._descriptor = os.open(file, flags, 0o600)
            if is_fresh:
                system.names_to_disk(file.parent)
        except OSError as error:
            raise storage_trouble(error, file) from error

    def append(self, *events: SessionEvent) -> tuple[Entry, ...]:
        """Append one action of a person, or one thing that happened; return it as written.

        Several events given together are one action: one undo takes all of them back.
        Raises StorageTrouble, having written nothing, or SessionNotFound where it was forgotten.
        """
        return self._write(events, is_action=len(events) > 1)

    def append_all(self, events: Sequence[SessionEvent]) -> tuple[Entry, ...]:
        """Append what happened one after the other, waiting for the disk once."""
        return self._write(events, is_action=False)

    def keep_room(self) -> None:
        """Reserve disk space for words, for as long as this session is being held."""
        reserve = self.file.with_name(RESERVE_NAME)
        try:
            with reserve.open("wb") as room:
                room.write(bytes(RESERVE_BYTES))
            reserve.chmod(0o600)
        except OSError:
            self._give_up_room()  # no room to reserve: the words themselves may still fit

    def close(self) -> None:
        """Let go of the file. What was appended is on disk already."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
            self._give_up_room()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write(self, events: Sequence[SessionEvent], *, is_action: bool) -> tuple[Entry, ...]:
        with self._locked() as size:
            if size != self._seen_bytes:
                size = self._catch_up(size)
            first = self._last_seq + 1
            if is_action:
                events = [msgspec.structs.replace(event, action=first) for event in events]
            entries = tuple(Entry(first + n, event) for n, event in enumerate(events))
            content = b"".join(_encoder.encode(entry) + b"\n" for entry in entries)
            self._put(content, size)
            self._seen_bytes = size + len(content)
            self._last_seq += len(entries)
        return entries

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """Hold the file against other writers; yields its size."""
        try:
            system.lock(self._descriptor)
        except OSError as error:
            raise storage_trouble(error, self.file) from error
        try:
            status = os.fstat(self._descriptor)
            if status.st_nlink == 0:
                raise _forgotten(self.file)
            yield status.st_size
        finally:
            system.unlock(self._descriptor)

    def _put(self, content: bytes, size: int) -> None:
        try:
            self._put_once(content, size)
        except OSError as error:
            if error.errno not in FULL or not self._give_up_room():
                raise storage_trouble(error, self.file) from error
            self._put_last(content, size)

    def _put_last(self, content: bytes, size: int) -> None:
        try:
            self._put_once(content, size)
        except OSError as error:
            raise storage_trouble(error, self.file) from error

    def _put_once(self, content: bytes, size: int) -> None:
        try:
            written = 0
            while written < len(content):
                written += os.write(self._descriptor, content[written:])
            if self._is_durable:
                system.contents_to_disk(self._descriptor)
        except OSError:
            with suppress(OSError):
                os.ftruncate(self._descriptor, size)
            raise

    def _give_up_room(self) -> bool:
        try:
            self.file.with_name(RESERVE_NAME).unlink()
        except OSError:
            return False
        return True

    def _catch_up(self, size: int) -> int:
        """Learn the last sequence number, mend a torn last line; return the size after that."""
        tail = self._tail(size)
        torn = tail[tail.rfind(b"\n") + 1 :]
        if torn and read_outline(torn) is None:
            size -= len(torn)
            os.ftruncate(self._descriptor, size)
        elif torn:
            os.write(self._descriptor, b"\n")
            size += 1
        self._last_seq = self._find_last_seq(tail)
        return size

    def _tail(self, size: int) -> bytes:
        """Return the end of the file, at least one whole line of it where there is one."""
        length = min(size, _TAIL_BYTES)
        while True:
            tail = system.read_at(self._descriptor, length, size - length)
            if length == size or tail.count(b"\n") > 1:
                return tail
            length = min(size, length * 4)

    def _find_last_seq(self, tail: bytes) -> int:
        for line in reversed(tail.split(b"\n")):
            if outline := read_outline(line):
                return outline.seq
        entries = parse_journal(self.file.read_bytes()).entries  # its last lines are damaged
        return entries[-1].seq if entries else 0


def undo(journal: Journal, seqs: Sequence[int], at_ms: int = 0) -> tuple[Entry, ...]:
    """Take back the events of one action, or its undoing: `SessionState.can_undo`, `can_redo`."""
    return journal.append(*(Undone(seq=seq, at_ms=at_ms) for seq in seqs))


def _forgotten(file: Path) -> SessionNotFound:
    return SessionNotFound(
        Phrase("{session} was deleted.", "{session} a été effacée.").format(
            session=file.parent.name
        ),
        Phrase("Nothing more can be written to it.", "On ne peut plus rien y écrire."),
    )

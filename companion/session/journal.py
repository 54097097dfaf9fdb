"""Reading a session's journal: one JSON line per event, oldest first.

A line that a crash cut short never counted and is passed over, and so is an event that a newer
version wrote; both stay in the file. Damage is reported by line number, never by content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, get_args

import msgspec

from companion.errors import SessionDamaged, SessionNotFound
from companion.session.events import FORMAT_VERSION, Entry, SessionEvent, SessionStarted
from companion.session.storage import storage_trouble
from companion.session.values import collector_paused
from models.language import Phrase

PIECE_BYTES: Final = 500_000
_KNOWN: Final = frozenset(kind.__struct_config__.tag for kind in get_args(SessionEvent))
_decoder: Final = msgspec.json.Decoder(Entry)


class _Named(msgspec.Struct, frozen=True):
    type: str


class Outline(msgspec.Struct, frozen=True):
    """What every line has, whatever its event."""

    seq: int
    event: _Named


_outline_decoder: Final = msgspec.json.Decoder(Outline)


@dataclass(frozen=True, slots=True)
class JournalRead:
    """What a journal holds."""

    entries: tuple[Entry, ...] = ()
    passed_over: int = 0
    """Lines whose event this version does not know."""
    damaged: tuple[int, ...] = ()
    """Numbers of the lines that cannot be read, from 1."""
    end: int = 0
    """Byte where a later reading may go on."""


def read_journal(file: Path, *, salvage: bool = False) -> JournalRead:
    """Read a whole journal.

    Raises SessionNotFound where there is none and SessionDamaged, naming the line, where one cannot
    be read; with `salvage` the other lines are returned and the numbers of the bad ones with them.
    A journal without a readable first line, or of a newer format, is never returned.
    """
    content = _load(file)
    read = parse_journal(content)
    if read.damaged and not salvage:
        raise session_damaged(file, read.damaged[0])
    _require_ours(file, read)
    return read


def parse_journal(content: bytes) -> JournalRead:
    """Return the entries of `content`; damage is listed, not raised."""
    end = content.rfind(b"\n") + 1
    whole, tail = content[:end], content[end:]
    read = _parse_lines(whole)
    last = _decode(tail) if tail else None
    if last is None:  # torn, or the zeros that a power cut leaves behind
        return replace(read, end=end)
    return replace(read, entries=(*read.entries, last), end=len(content))


def read_outline(line: bytes) -> Outline | None:
    """Return the sequence number and the kind of a line, None where it is not a line of a journal."""
    try:
        return _outline_decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def session_damaged(file: Path, line: int) -> SessionDamaged:
    """Return the error for a journal whose `line` cannot be read."""
    return SessionDamaged(
        Phrase(
            "The journal of {session} is damaged at line {line}.",
            "Le journal de {session} est abîmé à la ligne {line}.",
        ).format(session=file.parent.name, line=line),
        Phrase(
            "`promenade show {session} --salvage` reads all the other lines; or put {file} back "
            "from a backup.",
            "`promenade show {session} --salvage` lit toutes les autres lignes ; ou remettez {file} "
            "depuis une sauvegarde.",
        ).format(session=file.parent.name, file=file),
    )


def _load(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SessionNotFound(
            Phrase(
                "There is no session at {place}.", "Il n'y a pas de séance ici : {place}."
            ).format(place=file.parent),
            Phrase(
                "`promenade sessions` lists what is kept.",
                "`promenade sessions` liste ce qui est gardé.",
            ),
        ) from error
    except OSError as error:
        raise storage_trouble(error, file) from error


def _parse_lines(whole: bytes) -> JournalRead:
    entries: list[Entry] = []
    try:  # many lines at once, three times faster than line by line
        with collector_paused():
            for piece in _pieces(whole):
                entries += _decoder.decode_lines(piece)
            return JournalRead(tuple(entries))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _parse_each(whole)


def _pieces(whole: bytes) -> Iterator[bytes]:
    """Yield whole lines, about so many bytes: other threads wait no longer than one piece takes."""
    start = 0
    while start < len(whole):
        end = whole.find(b"\n", start + PIECE_BYTES) + 1 or len(whole)
        yield whole[start:end]
        start = end


def _parse_each(whole: bytes) -> JournalRead:
    entries: list[Entry] = []
    damaged: list[int] = []
    passed_over = 0
    for number, line in enumerate(whole.split(b"\n"), start=1):
        entry = _decode(line)
        if entry is not None:
            entries.append(entry)
        elif (outline := read_outline(line)) and outline.event.type not in _KNOWN:
            passed_over += 1
        elif line.strip():
            damaged.append(number)
    return JournalRead(tuple(entries), passed_over, tuple(damaged))


def _decode(line: bytes) -> Entry | None:
    try:
        return _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _require_ours(file: Path, read: JournalRead) -> None:
    first = read.entries[0].event if read.entries else None
    if not isinstance(first, SessionStarted):
        raise session_damaged(file, 1)
    if first.version > FORMAT_VERSION:
        raise SessionDamaged(
            Phrase(
                "{session} was written by a newer Promenade (format {version}).",
                "{session} vient d'une version plus récente de Promenade (format {version}).",
            ).format(session=file.parent.name, version=first.version),
            Phrase(
                "Update Promenade; the session is left as it is.",
                "Mettez Promenade à jour ; la séance reste telle quelle.",
            ),
        )

"""Really deleting a session: words, sound, reports, unfinished imports, and every trace in the index.

The journal goes last of the files: a deletion that is cut off leaves a session that can be deleted
again. What was exported elsewhere is not ours to delete; it is listed.
"""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from companion.archive.index import open_index
from companion.errors import StorageTrouble
from companion.paths import Places
from companion.session.events import Exported, ReportWritten, SessionStarted
from companion.session.folder import LOCK_NAME, SessionFolder, held
from companion.session.journal import JournalRead, parse_journal
from companion.session.storage import storage_trouble
from companion.session.sweeping import delete_sound

DIGEST_LETTERS: Final = 24
"""Unfinished imports lie in folders named by this much of their source's digest."""


@dataclass(frozen=True, slots=True)
class Remains:
    """What there is of a session."""

    folder: SessionFolder
    reports: tuple[Path, ...]
    """Written by us outside the session's folder, and still there."""
    copies: tuple[Path, ...]
    """Exported elsewhere by the user, and still there: theirs to delete."""
    work: tuple[Path, ...] = ()
    """What an import of the same file left behind."""


def find_remains(places: Places, folder: SessionFolder) -> Remains:
    """Return everything that is left of a session; a damaged one tells what it still can."""
    read = _read(folder)
    events = [entry.event for entry in read.entries]
    reports = [Path(event.path) for event in events if isinstance(event, ReportWritten)]
    copies = [Path(event.path) for event in events if isinstance(event, Exported)]
    digests = [e.provenance.sha256 for e in events if isinstance(e, SessionStarted)]
    work = [places.data / "imports" / digest[:DIGEST_LETTERS] for digest in digests if digest]
    return Remains(
        folder,
        reports=_outside(folder, reports),
        copies=_outside(folder, copies),
        work=tuple(path for path in work if path.is_dir()),
    )


def forget(places: Places, remains: Remains) -> bool:
    """Delete a session; return whether the index holds no trace of it either.

    Raises SessionBusy while a process walks or imports into it, StorageTrouble where a file cannot
    be deleted. False where another process was reading the index: `promenade index` finishes it.
    """
    folder = remains.folder
    try:
        with held(folder):
            for report in remains.reports:
                report.unlink(missing_ok=True)
            for work in remains.work:
                shutil.rmtree(work)
            _empty(folder)
        shutil.rmtree(folder.path)
    except OSError as error:
        raise storage_trouble(error, folder.path) from error
    return _forget_in_index(places, folder.id)


def forget_sound(places: Places, folder: SessionFolder) -> list[Path]:
    """Delete a session's recordings and keep its words; return what went."""
    with held(folder):
        return delete_sound(folder)


def _read(folder: SessionFolder) -> JournalRead:
    try:
        return parse_journal(folder.journal.read_bytes())
    except OSError as error:
        raise storage_trouble(error, folder.journal) from error


def _outside(folder: SessionFolder, paths: list[Path]) -> tuple[Path, ...]:
    distinct = dict.fromkeys(paths)
    return tuple(p for p in distinct if p.exists() and not p.is_relative_to(folder.path))


def _empty(folder: SessionFolder) -> None:
    """Delete what is in a session's folder but for the lock that we hold."""
    last = (folder.journal.name, LOCK_NAME)
    for path in folder.path.iterdir():
        if path.name in last:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    folder.journal.unlink()


def _forget_in_index(places: Places, id: str) -> bool:
    try:
        with open_index(places) as index:
            return index.forget(id)
    except (StorageTrouble, sqlite3.Error):
        return not places.index.exists()

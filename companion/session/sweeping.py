"""What is cleared away when a walk begins: leftovers of crashes, and sound past its time.

Words are never touched. A session that a process holds is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from companion.errors import CompanionError
from companion.paths import Places
from companion.session.events import SessionStarted
from companion.session.folder import SessionFolder, held, list_folders
from companion.session.journal import read_journal
from companion.session.writing import RESERVE_NAME


def sweep(places: Places, *, today: date, retention_days: int = 0) -> list[Path]:
    """Delete leftovers, and sound older than `retention_days` (0 keeps it); return what went."""
    gone: list[Path] = []
    for folder in list_folders(places):
        waste = [*_leftovers(folder), *_expired(folder, today, retention_days)]
        if waste:
            with suppress(CompanionError), held(folder):
                gone += [file for file in waste if _delete(file)]
    return gone


def delete_sound(folder: SessionFolder) -> list[Path]:
    """Delete every recording of a session, its words stay; return what went."""
    return [file for file in sorted(folder.path.glob("sound.*")) if _delete(file)]


def _leftovers(folder: SessionFolder) -> Iterator[Path]:
    yield from folder.path.glob("*.part")
    reserve = folder.path / RESERVE_NAME
    if reserve.exists():
        yield reserve
    if _is_words_only(folder):
        yield from folder.path.glob("sound.*")


def _expired(folder: SessionFolder, today: date, retention_days: int) -> Iterator[Path]:
    if retention_days > 0 and _day(folder) < today - timedelta(days=retention_days):
        yield from folder.path.glob("sound.*")


def _day(folder: SessionFolder) -> date:
    try:
        return date.fromisoformat(folder.id[:10])
    except ValueError:
        return date.max


def _is_words_only(folder: SessionFolder) -> bool:
    if folder.sound is None:
        return False
    try:
        first = read_journal(folder.journal, salvage=True).entries[0].event
    except CompanionError:
        return False
    return isinstance(first, SessionStarted) and first.keep == "words"


def _delete(file: Path) -> bool:
    try:
        file.unlink()
    except OSError:
        return False
    return True

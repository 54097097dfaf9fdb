"""The SQLite file behind the search: its tables, and how an older file becomes a present one.

The session folders are the truth; everything here can be read from them again. The number of the
schema is `PRAGMA user_version`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from companion.session.storage import storage_trouble

VERSION: Final = 2
BUSY_MS: Final = 10_000

_TABLES: Final = """
CREATE TABLE session (
    number INTEGER PRIMARY KEY, -- by date: `number_of`
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    started_at TEXT NOT NULL,
    tags TEXT NOT NULL,         -- JSON
    card TEXT NOT NULL,         -- SessionCard as JSON
    stamp TEXT NOT NULL         -- sizes and times of the files that were read
);
CREATE TABLE line (
    number INTEGER PRIMARY KEY, -- the session's, then the place in it: the latest is the highest
    segment TEXT NOT NULL,
    by TEXT NOT NULL,           -- id of the speaker
    speaker TEXT NOT NULL,      -- name, where known
    start_ms INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE VIRTUAL TABLE word USING fts5(text, content='', tokenize='ascii', prefix='1 2 3');
CREATE TABLE stem (
    stem TEXT NOT NULL,      -- with its language before it
    term TEXT NOT NULL,
    PRIMARY KEY (stem, term)
) WITHOUT ROWID;
"""


def connect(file: Path) -> sqlite3.Connection:
    """Open the index, made or brought up to date; several processes may have it open.

    A file that is no index, or of a newer program, is begun again: the folders have everything.
    Raises StorageTrouble.
    """
    try:
        return _open(file)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        remove_file(file)
        return _open(file)


def remove_file(file: Path) -> None:
    """Delete the index and what SQLite keeps beside it."""
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        with suppress(FileNotFoundError):
            file.with_name(name).unlink()


def _open(file: Path) -> sqlite3.Connection:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
    except OSError as error:
        raise storage_trouble(error, file) from error
    connection = sqlite3.connect(file, timeout=BUSY_MS / 1000, isolation_level=None)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")
    if _version(connection) != VERSION:
        _bring_up_to_date(connection)


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        version = _version(connection)
        if version == VERSION:
            return  # another process was faster
        while 0 < version < VERSION:
            _MIGRATIONS[version](connection)
            version += 1
        if version != VERSION:
            _begin_again(connection)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _begin_again(connection: sqlite3.Connection) -> None:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    ours = [name for (name,) in names if name in ("session", "line", "word", "stem")]
    for name in ours:
        connection.execute(f"DROP TABLE {name}")
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and nobody else writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


_MIGRATIONS: Final[dict[int, Callable[[sqlite3.Connection], None]]] = {
    1: _begin_again,  # lines were numbered as they came: every one has another number
}
"""From the version that is the key to the next one."""

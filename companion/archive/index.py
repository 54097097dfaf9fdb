"""Keeping the index in step with the session folders, which are the truth.

A session whose files changed is read again, folded, and compared line by line with what is known of
it: a walk that goes on adds its last line, a correction changes one. What comes out is what a rebuild
makes, down to the numbers.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from companion.archive.cards import SessionCard, card_of, damaged_card
from companion.archive.schema import connect, remove_file, transaction
from companion.archive.terms import composed, marked_stem, tokens
from companion.errors import SessionDamaged, SessionNotFound
from companion.paths import Places
from companion.session.folder import SessionFolder, list_folders
from companion.session.journal import read_journal
from companion.session.opening import as_it_stands
from companion.session.state import SessionState
from companion.session.values import collector_paused
from models.language import Language

Progress = Callable[[int, int], None]
"""Told how many sessions are read, of how many."""

Line = tuple[int, str, str, str, int, str]
"""A row of the table `line`."""

LINE_BITS: Final = 21
"""A line's number is its session's, followed by these bits for its place: two million lines."""

_FIRST_MINUTE: Final = datetime(2000, 1, 1, tzinfo=UTC)

BATCH: Final = 64
"""Sessions in one transaction: others wait no longer than these take."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What bringing the index in step took."""

    sessions: int = 0
    """Read again."""
    removed: int = 0
    words: int = 0


class Index:
    """The index, open. Not shared between threads."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.connection = connect(places.index)
        self._terms: set[tuple[str, str]] | None = None
        self._has_waste = False
        """Whether words were taken out that nobody may find in the file any more."""

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def refresh(self, progress: Progress = lambda *_: None) -> Refreshed:
        """Read what changed since the last time; return how much that was."""
        folders = {folder.id: folder for folder in list_folders(self._places)}
        stamps = {id: stamp_of(folder) for id, folder in folders.items()}
        rows = self.connection.execute("SELECT id, stamp FROM session")
        known: dict[str, str] = dict(rows.fetchall())
        gone = [id for id in known if id not in folders]
        changed = [id for id in folders if known.get(id) != stamps[id]]
        words = 0
        for start in range(0, len(changed), BATCH):
            batch = [folders[id] for id in changed[start : start + BATCH]]
            words += self._take_batch(batch)
            progress(min(start + BATCH, len(changed)), len(changed))
        if gone:
            with transaction(self.connection):
                for id in gone:
                    self._remove(id)
        if gone or self._has_waste:
            self.purge()
        return Refreshed(len(changed), len(gone), words)

    def refresh_session(self, folder: SessionFolder) -> None:
        """Read one session again where it changed: after each utterance of a walk, or a correction."""
        row = self.connection.execute("SELECT stamp FROM session WHERE id = ?", (folder.id,))
        known = row.fetchone()
        if known is None or known[0] != stamp_of(folder):
            self._take_batch([folder])

    def rebuild(self, progress: Progress = lambda *_: None) -> Refreshed:
        """Forget everything and read all folders; others see the old index until it is done."""
        folders = list_folders(self._places)
        self._terms = set()
        words = 0
        with collector_paused(), transaction(self.connection):
            for table in ("session", "line", "stem"):
                self.connection.execute(f"DELETE FROM {table}")
            self.connection.execute("INSERT INTO word(word) VALUES ('delete-all')")
            for number, folder in enumerate(folders, start=1):
                words += self._take(folder)
                progress(number, len(folders))
        return Refreshed(len(folders), 0, words)

    def forget(self, id: str) -> bool:
        """Remove every trace of a session from the file; return whether none is left.

        False where another process reads at this moment: `purge` has to be called again.
        """
        with transaction(self.connection):
            self._remove(id)
        return self.purge()

    def purge(self) -> bool:
        """Remove from the file and its log what no line holds any more; return whether all went."""
        try:
            with transaction(self.connection):
                self._drop_unsaid_terms()
                self.connection.execute("INSERT INTO word(word) VALUES ('optimize')")
            self.connection.execute("VACUUM")
            done = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            return False
        return bool(done[0] == 0)

    def cards(self) -> list[SessionCard]:
        """Return the sessions' cards as last read, latest first."""
        rows = self.connection.execute("SELECT card FROM session ORDER BY id DESC").fetchall()
        return [_card_decoder.decode(card) for (card,) in rows]

    def card(self, id: str, stamp: str) -> SessionCard | None:
        """Return a session's card, where it was read when its files had this stamp."""
        row = self.connection.execute(
            "SELECT card FROM session WHERE id = ? AND stamp = ?", (id, stamp)
        ).fetchone()
        return _card_decoder.decode(row[0]) if row else None

    def _take_batch(self, folders: Sequence[SessionFolder]) -> int:
        with collector_paused(), transaction(self.connection):
            return sum(self._take(folder) for folder in folders)

    def _take(self, folder: SessionFolder) -> int:
        """Put a session as it stands in place of what is known of it; return its words."""
        stamp = stamp_of(folder)  # before reading: what is appended meanwhile is read the next time
        try:
            state = as_it_stands(folder, read_journal(folder.journal))
        except SessionNotFound:
            self._remove(folder.id)
            return 0
        except SessionDamaged:
            card = damaged_card(folder)
            self._replace_lines(self._insert_session(card, stamp), (), card.language)
            return 0
        card = card_of(folder, state)
        if self._language_of(card.id) != card.language:  # its words have other stems
            self._remove(card.id)
        number = self._insert_session(card, stamp)
        gone = self._replace_lines(number, _lines_of(number, state), card.language)
        if gone and (state.transcript.withheld or state.redacted):
            self._has_waste = True
        return card.words

    def _insert_session(self, card: SessionCard, stamp: str) -> int:
        number = number_of(card.id)
        self.connection.execute(
            "INSERT OR REPLACE INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                card.id,
                card.kind,
                card.language,
                card.started_at,
                msgspec.json.encode(card.tags).decode(),
                msgspec.json.encode(card).decode(),
                stamp,
            ),
        )
        return number

    def _language_of(self, id: str) -> str:
        row = self.connection.execute("SELECT language FROM session WHERE id = ?", (id,)).fetchone()
        return row[0] if row else ""

    def _replace_lines(self, session: int, lines: Sequence[Line], language: Language) -> int:
        """Put lines in place of the ones that are known, touching only those that differ.

        Returns how many of the known ones went.
        """
        known = {line[0]: line for line in self._lines(session)}
        wanted = {line[0]: line for line in lines}
        gone = [line for n, line in known.items() if wanted.get(n) != line]
        self._delete_lines(gone)
        fresh = [line for n, line in wanted.items() if known.get(n) != line]
        if not fresh:
            return len(gone)
        said = [tokens(line[-1]) for line in fresh]
        self.connection.executemany("INSERT INTO line VALUES (?, ?, ?, ?, ?, ?)", fresh)
        self.connection.executemany(
            "INSERT INTO word (rowid, text) VALUES (?, ?)",
            [(line[0], " ".join(words)) for line, words in zip(fresh, said, strict=True)],
        )
        self._insert_terms({word for words in said for word in words}, language)
        return len(gone)

    def _lines(self, session: int) -> list[Line]:
        return self.connection.execute(
            "SELECT * FROM line WHERE number BETWEEN ? AND ?",
            _numbers(session),
        ).fetchall()

    def _delete_lines(self, lines: Sequence[Line]) -> None:
        self.connection.executemany(
            "INSERT INTO word (word, rowid, text) VALUES ('delete', ?, ?)",
            [(line[0], " ".join(tokens(line[-1]))) for line in lines],
        )
        self.connection.executemany(
            "DELETE FROM line WHERE number = ?", [(line[0],) for line in lines]
        )

    def _insert_terms(self, said: set[str], language: Language) -> None:
        if self._terms is None:
            rows = self.connection.execute("SELECT substr(stem, 1, 2), term FROM stem")
            self._terms = set(rows.fetchall())
        fresh = [term for term in said if (language, term) not in self._terms]
        self.connection.executemany(
            "INSERT OR IGNORE INTO stem VALUES (?, ?)",
            [(marked_stem(term, language), term) for term in fresh],
        )
        self._terms.update((language, term) for term in fresh)

    def _remove(self, id: str) -> None:
        number = number_of(id)
        self._delete_lines(self._lines(number))
        self.connection.execute("DELETE FROM session WHERE number = ?", (number,))

    def _drop_unsaid_terms(self) -> None:
        """Forget words that no line holds any more."""
        self.connection.execute(
            "CREATE VIRTUAL TABLE temp.said USING fts5vocab('main', 'word', 'row')"
        )
        self.connection.execute("DELETE FROM stem WHERE term NOT IN (SELECT term FROM temp.said)")
        self.connection.execute("DROP TABLE temp.said")
        self._terms = None
        self._has_waste = False


_card_decoder: Final = msgspec.json.Decoder(SessionCard)


@contextmanager
def open_index(places: Places) -> Iterator[Index]:
    """Open the index for as long as the block lasts; raises StorageTrouble."""
    index = Index(places)
    try:
        yield index
    finally:
        index.close()


def bring_in_step(places: Places, progress: Progress = lambda *_: None) -> Refreshed:
    """Open the index and read what changed; one whose file is damaged is made again.

    Raises StorageTrouble or sqlite3.Error where there can be no index.
    """
    try:
        with open_index(places) as index:
            return index.refresh(progress)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        remove_file(places.index)
        with open_index(places) as index:
            return index.refresh(progress)


def number_of(id: str) -> int:
    """Return a session's number: the order of numbers is the order of dates.

    The name of every folder we make is a minute and four hexadecimal digits.
    """
    try:
        minute = datetime.strptime(id[:15], "%Y-%m-%d-%H%M").replace(tzinfo=UTC)
        since = (minute - _FIRST_MINUTE) // timedelta(minutes=1)
        rest = int(id[16:], 16) if len(id) == 20 else zlib.crc32(id.encode()) & 0xFFFF
    except ValueError:  # a folder that somebody renamed comes before all others
        since, rest = 0, zlib.crc32(id.encode())
    return (max(0, since) << 16) | rest


def lines_between(id: str) -> tuple[int, int]:
    """Return the first and the last number that a line of a session may have."""
    return _numbers(number_of(id))


def _numbers(session: int) -> tuple[int, int]:
    return session << LINE_BITS, ((session + 1) << LINE_BITS) - 1


def _lines_of(session: int, state: SessionState) -> list[Line]:
    names = {speaker.id: speaker.name for speaker in state.transcript.speakers}
    return [
        (
            (session << LINE_BITS) | place,
            segment.id,
            segment.speaker,
            names.get(segment.speaker, ""),
            segment.start_ms,
            composed(segment.text),
        )
        for place, segment in enumerate(state.transcript.segments)
    ]


def stamp_of(folder: SessionFolder) -> str:
    """Return what changes whenever a session's files do; empty where there are none."""
    try:
        journal, within = folder.journal.stat(), folder.path.stat()
    except OSError:
        return ""
    return f"{journal.st_size}.{journal.st_mtime_ns}.{within.st_mtime_ns}"

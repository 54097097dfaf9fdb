"""The page of a session that is shown first, from the index: at once, while its journal is being read.

Only where the index is in step with the folder: what was corrected or taken off the record since it
was read is never shown as it was before.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from companion.archive.index import Index, lines_between, open_index, stamp_of
from companion.errors import StorageTrouble
from companion.paths import Places
from companion.session.fold import speaker_of
from companion.session.folder import SessionFolder
from models.language import Language
from models.transcript import COMPANION, WALKER, Segment, Speaker

PAGE: Final = 160
"""Lines: more than any terminal shows."""
LONG: Final = 1000
"""Sessions of fewer utterances are read and folded as fast."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What is seen first."""

    title: str
    language: Language
    duration_ms: int
    speakers: tuple[Speaker, ...]
    """Everybody who says something, in order of appearance, the walker first."""
    segments: tuple[Segment, ...]
    """One page: ids, speakers, beginnings and texts; no ends and no words."""


def glance(places: Places, folder: SessionFolder, around: str = "") -> Glance | None:
    """Return the first page of a session, or the one with a segment in its middle.

    None where the index does not know the session as it stands now, or it is short.
    """
    try:
        with open_index(places) as index:
            return _page(index, folder, around)
    except (StorageTrouble, sqlite3.Error):
        return None


def _page(index: Index, folder: SessionFolder, around: str) -> Glance | None:
    card = index.card(folder.id, stamp_of(folder))
    if card is None or card.utterances < LONG:
        return None
    first, last = lines_between(folder.id)
    query = index.connection.execute
    begin = first
    if around:
        row = query(
            "SELECT number FROM line WHERE number BETWEEN ? AND ? AND segment = ?",
            (first, last, around),
        ).fetchone()
        begin = max(first, row[0] - PAGE // 2) if row else first
    rows = query(
        "SELECT segment, by, start_ms, text FROM line WHERE number BETWEEN ? AND ?"
        " ORDER BY number LIMIT ?",
        (begin, last, PAGE),
    )
    segments = tuple(Segment(id, by, start, start, text) for id, by, start, text in rows)
    voices = query(
        "SELECT by, speaker, min(number) AS place FROM line WHERE number BETWEEN ? AND ?"
        " GROUP BY by ORDER BY by <> ?, by <> ?, place",
        (first, last, WALKER, COMPANION),
    )
    speakers = tuple(speaker_of(by, name) for by, name, _ in voices)
    return Glance(card.title, card.language, card.duration_ms, speakers, segments)

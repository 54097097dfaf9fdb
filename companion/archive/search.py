"""The one search over everything ever said, in all sessions.

It asks the index, and where there can be none (a read-only folder, an SQLite without FTS5) reads the
folders instead: slower, with the same lines. What is off the record, and who is left out, is in
neither.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

import msgspec

from companion.archive.index import LINE_BITS, Index, bring_in_step, open_index
from companion.archive.query import Match, Query, match_expression, parse_query
from companion.archive.schema import remove_file
from companion.archive.terms import composed, marked_stem
from companion.errors import SessionDamaged, StorageTrouble
from companion.paths import Places
from companion.session.folder import SessionFolder, list_folders
from companion.session.opening import load_session
from companion.session.state import SessionState
from models.language import LANGUAGES, Language
from models.transcript import SessionKind

MOST_RANKED: Final = 3000
"""What is in more lines than this tells them apart no more: the latest come first, unranked."""

MOST_SAME_STEM: Final = 64


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Which sessions are searched; what is not set does not matter."""

    kind: SessionKind | None = None
    language: Language | None = None
    tag: str = ""
    since: str = ""
    """ISO 8601 day, included."""
    until: str = ""
    """ISO 8601 day, included."""
    but_not: str = ""
    """Id of a session that is left out: the one that asks."""
    by: str = ""
    """Id of a speaker: `walker` for one's own words."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A line that answers."""

    session: str
    kind: SessionKind
    language: Language
    title: str
    started_at: str
    segment: str
    speaker: str
    """Id of the speaker."""
    name: str
    """The speaker's, where known."""
    start_ms: int
    text: str
    highlights: tuple[tuple[int, int], ...] = ()
    """Places in `text` of the words that were looked for: beginning, end."""


NO_FILTERS: Final = Filters()


def search(
    places: Places,
    text: str,
    filters: Filters = NO_FILTERS,
    *,
    limit: int = 50,
    is_typing: bool = False,
    match: Match = "all",
) -> list[Hit]:
    """Return the best lines for what a person typed, best first.

    The index is asked as it is: `refresh` brings it in step, once before the first letter.
    """
    query = parse_query(text, is_typing=is_typing, match=match)
    if not query.wanted:
        return []
    try:
        return _ask(places, query, filters, limit)
    except (StorageTrouble, sqlite3.OperationalError):
        return scan(places, query, filters, limit)
    except sqlite3.DatabaseError:  # the file is damaged: the folders have everything
        remove_file(places.index)
        refresh(places)
        return scan(places, query, filters, limit)


def refresh(places: Places) -> None:
    """Bring the index in step with the folders; nothing happens where there can be none."""
    try:
        bring_in_step(places)
    except (StorageTrouble, sqlite3.Error):
        return


def _ask(places: Places, query: Query, filters: Filters, limit: int) -> list[Hit]:
    with open_index(places) as index:
        return ask_index(index, query, filters, limit)


def ask_index(index: Index, query: Query, filters: Filters, limit: int) -> list[Hit]:
    """Return the best lines that the index knows."""
    expression = match_expression(query, lambda word: _same_stem(index.connection, word))
    is_wide = query.match == "all" and _is_wide(index.connection, expression)
    order = "word.rowid DESC" if is_wide else "word.rank, word.rowid DESC"
    conditions, values = _conditions(filters)
    found = index.connection.execute(
        "SELECT session.id, session.kind, session.language, session.card, session.started_at,"
        " line.segment, line.by, line.speaker, line.start_ms, line.text"
        " FROM word JOIN line ON line.number = word.rowid"
        f" JOIN session ON session.number = word.rowid >> {LINE_BITS}"
        f" WHERE word MATCH ?{conditions} ORDER BY {order} LIMIT ?",
        (expression, *values, limit),
    )
    # the index does not know in which language a line has the stem that another language gave
    return [hit for row in found if (hit := _hit(row, query)).highlights]


def scan(places: Places, query: Query, filters: Filters, limit: int) -> list[Hit]:
    """Return the lines that answer by reading every folder, the latest first."""
    hits: list[Hit] = []
    for folder in reversed(list_folders(places)):
        try:
            state = load_session(folder)
        except SessionDamaged:
            continue
        if _is_searched(state, filters):
            hits += _hits_in(folder, state, query, filters)
        if len(hits) >= limit:
            break
    return hits[:limit]


def _same_stem(connection: sqlite3.Connection, word: str) -> Sequence[str]:
    marks = [marked_stem(word, language) for language in LANGUAGES]
    rows = connection.execute(
        f"SELECT DISTINCT term FROM stem WHERE stem IN ({','.join('?' * len(marks))}) LIMIT ?",
        (*marks, MOST_SAME_STEM),
    )
    return [term for (term,) in rows]


def _is_wide(connection: sqlite3.Connection, expression: str) -> bool:
    """Return whether very many lines answer; no more than that many are looked at."""
    counted = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM word WHERE word MATCH ? LIMIT ?)",
        (expression, MOST_RANKED + 1),
    )
    return bool(counted.fetchone()[0] > MOST_RANKED)


def _conditions(filters: Filters) -> tuple[str, list[str]]:
    tests = {
        " AND session.kind = ?": filters.kind or "",
        " AND session.language = ?": filters.language or "",
        " AND EXISTS (SELECT 1 FROM json_each(session.tags) WHERE value = ?)": filters.tag,
        " AND substr(session.started_at, 1, 10) >= ?": filters.since,
        " AND substr(session.started_at, 1, 10) <= ?": filters.until,
        " AND session.id <> ?": filters.but_not,
        " AND line.by = ?": filters.by,
    }
    asked = {test: value for test, value in tests.items() if value}
    return "".join(asked), list(asked.values())


def _is_searched(state: SessionState, filters: Filters) -> bool:
    transcript = state.transcript
    day = transcript.started_at[:10]
    return (
        filters.kind in (None, transcript.kind)
        and filters.language in (None, transcript.language)
        and (not filters.tag or filters.tag in state.tags)
        and filters.since <= day
        and (not filters.until or day <= filters.until)
        and transcript.id != filters.but_not
    )


def _hits_in(
    folder: SessionFolder, state: SessionState, query: Query, filters: Filters
) -> list[Hit]:
    transcript = state.transcript
    names = {speaker.id: speaker.name for speaker in transcript.speakers}
    return [
        Hit(
            session=folder.id,
            kind=transcript.kind,
            language=transcript.language,
            title=transcript.title or state.started.topic,
            started_at=transcript.started_at,
            segment=segment.id,
            speaker=segment.speaker,
            name=names.get(segment.speaker, ""),
            start_ms=segment.start_ms,
            text=text,
            highlights=places,
        )
        for segment in transcript.segments
        if filters.by in ("", segment.speaker)
        and (places := query.answers(text := composed(segment.text), transcript.language))
    ]


class _Titled(msgspec.Struct, frozen=True):
    title: str


_titled: Final = msgspec.json.Decoder(_Titled)


def _hit(
    row: tuple[str, SessionKind, Language, str, str, str, str, str, int, str], query: Query
) -> Hit:
    session, kind, language, card, started_at, segment, speaker, name, start_ms, text = row
    return Hit(
        session=session,
        kind=kind,
        language=language,
        title=_titled.decode(card).title,
        started_at=started_at,
        segment=segment,
        speaker=speaker,
        name=name,
        start_ms=start_ms,
        text=text,
        highlights=query.answers(text, language),
    )

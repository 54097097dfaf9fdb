"""What a list of sessions shows of each, without opening its journal."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal

import msgspec

from companion.session.folder import SessionFolder
from companion.session.opening import stale_reports
from companion.session.state import SessionState
from models.language import Language
from models.transcript import COMPANION, SessionKind

CardState = Literal["ended", "going-on", "interrupted", "damaged"]

_OPENING_WORDS = 12
_LONGEST_TITLE = 120


class SessionCard(msgspec.Struct, frozen=True, kw_only=True):
    """One session in a list."""

    id: str
    kind: SessionKind = "walk"
    language: Language = "en"
    title: str = ""
    """As the user gave it: a title, else the topic the walk began with; cut to fit a line,
    may be empty."""
    opening: str = ""
    """The first words that were said, for a session without a title."""
    started_at: str = ""
    """ISO 8601 with offset."""
    duration_ms: int = 0
    speakers: tuple[str, ...] = ()
    """Names where known, ids otherwise; the companion apart."""
    utterances: int = 0
    words: int = 0
    ideas: int = 0
    """Those that were not withdrawn."""
    tags: tuple[str, ...] = ()
    reports: int = 0
    """Documents, whatever the number of formats."""
    has_stale_report: bool = False
    has_sound: bool = False
    state: CardState = "ended"


def card_of(folder: SessionFolder, state: SessionState) -> SessionCard:
    """Return the card of a session as it stands; `state` is `interrupted` while it has no end."""
    transcript = state.transcript
    said = [segment for segment in transcript.segments if segment.speaker != COMPANION]
    return SessionCard(
        id=folder.id,
        kind=transcript.kind,
        language=transcript.language,
        title=_in_short(transcript.title or state.started.topic),
        opening=" ".join(said[0].text.split()[:_OPENING_WORDS]) if said else "",
        started_at=transcript.started_at,
        duration_ms=transcript.duration_ms,
        speakers=tuple(s.name or s.id for s in transcript.speakers if s.id != COMPANION),
        utterances=len(transcript.segments),
        words=sum(segment.text.count(" ") + 1 for segment in transcript.segments),
        ideas=sum(idea.status != "withdrawn" for idea in state.ideas),
        tags=state.tags,
        reports=len({PurePath(report.path).with_suffix("") for report in state.reports}),
        has_stale_report=bool(stale_reports(state)),
        has_sound=bool(transcript.sound),
        state="ended" if state.ended else "interrupted",
    )


def damaged_card(folder: SessionFolder) -> SessionCard:
    """Return what can be said of a session whose journal cannot be read: its name and date."""
    return SessionCard(id=folder.id, started_at=_date_in(folder.id), state="damaged")


def as_it_goes(card: SessionCard, folder: SessionFolder) -> SessionCard:
    """Return the card of an unended session with what only the present moment tells."""
    if card.state == "ended" or not folder.is_busy():
        return card
    return msgspec.structs.replace(card, state="going-on")


def _date_in(id: str) -> str:
    return f"{id[:10]}T{id[11:13]}:{id[13:15]}" if len(id) >= 15 else ""


def _in_short(title: str) -> str:
    """Return a title that fits a list, whatever somebody gave as a topic."""
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"

"""A session as it stands: what its journal comes to. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from companion.session.events import (
    Exported,
    HeardAgain,
    Mark,
    ReportWritten,
    Reviewed,
    SessionEnded,
    SessionStarted,
    TurnClosed,
)
from models.ideas import Idea
from models.speech import EngineCard
from models.transcript import Consent, Segment, Span, Transcript

CorrectedBy = Literal["hand", "vocabulary", "second-pass"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """Everything that interfaces, reports and the archive read of a session."""

    started: SessionStarted
    transcript: Transcript
    """What may be read: corrected, without what is off the record and without who is left out."""
    ideas: tuple[Idea, ...] = ()
    """In the order they were said; only what was really said and heard, and may be read."""
    heard: Mapping[str, Segment]
    """Every segment as first heard, by id, off the record or not: for hearing again, not to show."""
    heard_again: Mapping[str, HeardAgain]
    """The latest second hearing of a segment, used or not."""
    corrected: Mapping[str, CorrectedBy]
    """Segments whose text is not the first hearing's, and whose doing that is."""
    marks: Mapping[str, frozenset[Mark]]
    tags: tuple[str, ...] = ()
    consents: tuple[Consent, ...] = ()
    redacted: frozenset[str] = frozenset()
    """Ids of speakers who are left out."""
    redacted_names: Mapping[str, str]
    """Their names, to let them back in; in no output."""
    reviews: Mapping[str, Reviewed]
    """The last decision about each line of a report."""
    reports: tuple[ReportWritten, ...] = ()
    exports: tuple[Exported, ...] = ()
    engines: tuple[EngineCard, ...] = ()
    turns: tuple[TurnClosed, ...] = ()
    sound_lost: tuple[Span, ...] = ()
    ended: SessionEnded | None = None
    """None for a session that was interrupted, or still goes on."""
    can_undo: tuple[int, ...] = ()
    """What `Undone` events must name to take back the last action; empty where there is none."""
    can_redo: tuple[int, ...] = ()
    last_seq: int = 0

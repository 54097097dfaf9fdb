"""Beginning a session, and opening one as it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from companion.paths import Places
from companion.session.events import Keep, ReportWritten, SessionStarted
from companion.session.fold import fold
from companion.session.folder import SessionFolder, create_folder
from companion.session.journal import JournalRead, read_journal
from companion.session.state import SessionState
from companion.session.values import collector_paused
from companion.session.writing import Journal
from models.ideas import Idea
from models.language import Language
from models.transcript import COMPANION, WALKER, Provenance, Speaker, Transcript


def begin_walk(
    places: Places,
    *,
    started_at: str,
    language: Language,
    topic: str = "",
    keep: Keep = "sound",
    suffix: str = "",
) -> tuple[SessionFolder, Journal]:
    """Make a walk's folder and its journal with the first line written.

    `started_at`: ISO 8601 with offset. The caller holds the folder (`folder.held`) while it walks.
    """
    folder = create_folder(places, started_at, suffix=suffix)
    started = SessionStarted(
        id=folder.id,
        kind="walk",
        language=language,
        started_at=started_at,
        topic=topic,
        keep=keep,
        speakers=(Speaker(WALKER, kind="walker"), Speaker(COMPANION, kind="companion")),
        provenance=Provenance(source="walk"),
        is_punctuated=False,
    )
    journal = Journal(folder.journal)
    journal.append(started)
    return folder, journal


def load_session(folder: SessionFolder, *, salvage: bool = False) -> SessionState:
    """Return a session as it stands; raises as `read_journal` does."""
    return as_it_stands(folder, read_journal(folder.journal, salvage=salvage))


def as_it_stands(folder: SessionFolder, read: JournalRead) -> SessionState:
    """Return what a journal that was read comes to, with its sound."""
    sound = folder.sound
    with collector_paused():
        return fold(read.entries, sound=str(sound) if sound else "")


def transcript_digest(transcript: Transcript, ideas: Sequence[Idea] = ()) -> str:
    """Return what `ReportWritten.transcript_digest` holds: changes with anything a report reads."""
    apart = msgspec.structs.replace(transcript, sound="")
    return hashlib.sha256(msgspec.json.encode((apart, tuple(ideas)))).hexdigest()


def stale_reports(state: SessionState) -> tuple[ReportWritten, ...]:
    """Return the reports that the session has changed since; the latest of each path counts."""
    latest = {report.path: report for report in state.reports}
    digest = transcript_digest(state.transcript, state.ideas) if latest else ""
    return tuple(r for r in latest.values() if r.transcript_digest != digest)

"""Making a session of a transcript that was made elsewhere: an imported recording, subtitles, notes.

The folder appears whole or not at all. Sound is copied into it, so that the user's own file keeps
its rights and its place; or it stays where it is and the session points to it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from companion.paths import Places
from companion.session.events import (
    ConsentRecorded,
    SegmentHeard,
    SessionEnded,
    SessionEvent,
    SessionStarted,
)
from companion.session.folder import JOURNAL_NAME, SessionFolder, create_folder, list_folders
from companion.session.journal import parse_journal
from companion.session.storage import storage_trouble
from companion.session.system import names_to_disk
from companion.session.writing import Journal
from models.speech import EngineCard
from models.transcript import Segment, Transcript

MAKING_NAME: Final = "journal.part"


def begin_import(
    places: Places,
    transcript: Transcript,
    *,
    started_at: str,
    engines: Sequence[EngineCard] = (),
) -> tuple[SessionFolder, Journal]:
    """Make the folder of an import and begin its journal; it is no session until `finish_import`.

    `transcript` needs no segments yet: its title, kind, speakers, provenance are taken. `started_at`
    (ISO 8601 with offset) is used where the transcript does not know when it was recorded.
    """
    folder = create_folder(places, transcript.started_at or started_at)
    journal = Journal(folder.path / MAKING_NAME)
    journal.append(_started(folder.id, transcript, started_at, tuple(engines)))
    return folder, journal


def append_segments(journal: Journal, segments: Sequence[Segment]) -> None:
    """Write segments down; on disk when this returns."""
    journal.append_all([SegmentHeard(segment=s, at_ms=s.end_ms) for s in segments])


def finish_import(
    folder: SessionFolder, journal: Journal, *, events: Sequence[SessionEvent] = (), end_ms: int = 0
) -> None:
    """Write the last lines and let the session appear."""
    journal.append_all([*events, SessionEnded(at_ms=end_ms, why="imported", duration_ms=end_ms)])
    journal.close()
    try:
        (folder.path / MAKING_NAME).rename(folder.journal)
        names_to_disk(folder.path)
    except OSError as error:
        raise storage_trouble(error, folder.path) from error


def create_session(
    places: Places,
    transcript: Transcript,
    *,
    started_at: str,
    engines: Sequence[EngineCard] = (),
    sound: Path | None = None,
    is_copied: bool = True,
    events: Sequence[SessionEvent] = (),
) -> SessionFolder:
    """Make a session of a finished transcript; nothing is left where that fails.

    `sound` is copied into the folder, or with `is_copied` False pointed to. `events` follow the
    segments: corrections by vocabulary, say.
    """
    folder, journal = begin_import(places, transcript, started_at=started_at, engines=engines)
    try:
        if sound is not None:
            add_sound(folder, sound, is_copied=is_copied)
        append_segments(journal, transcript.segments)
        consent = transcript.consent
        agreed: list[SessionEvent] = [ConsentRecorded(consent=consent)] if consent else []
        finish_import(folder, journal, events=[*agreed, *events], end_ms=transcript.duration_ms)
    except BaseException:
        journal.close()
        shutil.rmtree(folder.path, ignore_errors=True)
        raise
    return folder


def add_sound(folder: SessionFolder, sound: Path, *, is_copied: bool = True) -> Path:
    """Put a recording into a session's folder as `sound.*`; return where it is."""
    place = folder.path / f"sound{sound.suffix.lower()}"
    part = folder.path / f"{place.name}.part"
    try:
        if not is_copied:
            place.symlink_to(sound.resolve())
            return place
        part.touch(mode=0o600)
        with sound.open("rb") as source, part.open("wb") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)
            copy.flush()
            os.fsync(copy.fileno())
        part.replace(place)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise storage_trouble(error, place) from error
    return place


def find_by_source(places: Places, sha256: str) -> SessionFolder | None:
    """Return the session that was made of the file with this digest, the latest one, or None."""
    if not sha256:
        return None
    wanted = sha256.encode()
    for folder in reversed(list_folders(places)):
        started = _first_line(folder)
        if wanted in started and _source_of(started) == sha256:
            return folder
    return None


def _started(
    id: str, transcript: Transcript, started_at: str, engines: tuple[EngineCard, ...]
) -> SessionStarted:
    return SessionStarted(
        id=id,
        kind=transcript.kind,
        language=transcript.language,
        started_at=transcript.started_at or started_at,
        title=transcript.title,
        keep="sound",
        speakers=transcript.speakers,
        engines=engines,
        provenance=transcript.provenance,
        event=transcript.event,
        is_timed=transcript.is_timed,
        is_punctuated=transcript.is_punctuated,
        duration_ms=transcript.duration_ms,
    )


def _first_line(folder: SessionFolder) -> bytes:
    try:
        with (folder.path / JOURNAL_NAME).open("rb") as journal:
            return journal.readline()
    except OSError:
        return b""


def _source_of(line: bytes) -> str:
    entries = parse_journal(line).entries
    started = entries[0].event if entries else None
    return started.provenance.sha256 if isinstance(started, SessionStarted) else ""

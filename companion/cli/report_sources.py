"""What a command is given, session or file, as transcripts with all that a report reads of them."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import msgspec

from companion.cli.import_files import refuse_address
from companion.errors import FileMissing, SessionNotFound
from companion.paths import Places, find_places
from companion.session.events import Reviewed
from companion.session.folder import SessionFolder, find_folder
from companion.session.importing import find_by_source
from companion.session.opening import load_session
from companion.session.state import SessionState
from companion.session.writing import Journal
from companion.tui.text import plain
from models.ideas import Idea
from models.language import Phrase
from models.speech import EngineCard
from models.transcript import Event, Speaker, Transcript
from reporting.editing.decisions import Decision
from reporting.errors import PlanUnusable, SourceUnreadable
from reporting.ingest.workshop import digest_of
from reporting.output import write_all
from reporting.sources.reading import is_transcript, read

REVIEW_SUFFIX = ".review.jsonl"
TALK_SUFFIXES = frozenset({".vtt", ".srt", ".txt", ".md", ".docx", ".json", ".wav", ".mp3", ".m4a"})


@dataclass(frozen=True, slots=True)
class Source:
    """One session or file."""

    transcript: Transcript
    ideas: tuple[Idea, ...] = ()
    decisions: tuple[Decision, ...] = ()
    engines: tuple[EngineCard, ...] = ()
    folder: SessionFolder | None = None
    """None for a file."""
    path: Path | None = None
    """The file, where it is one."""
    redacted: frozenset[str] = frozenset()

    @property
    def reports(self) -> Path:
        """The folder its documents go to unless another is named."""
        if self.folder is not None:
            return self.folder.reports
        return (self.path or Path()).absolute().parent


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the user says of the event, in place of what the source knows."""

    title: str = ""
    place: str = ""
    date: str = ""
    participants: tuple[Speaker, ...] = ()


def open_source(places: Places, wish: str) -> Source:
    """Return what `wish` names: a file that exists, else a session; raises FileMissing, SessionNotFound.

    The words tell what language a talk is in; that of the document has no say in it.
    """
    refuse_address(wish)
    path = Path(wish).expanduser()
    if path.is_file() and path.name != "journal.jsonl":
        return open_file(path)
    try:
        folder = find_folder(places, wish)
    except SessionNotFound as error:
        if path.suffix.lower() in TALK_SUFFIXES or "/" in wish:
            raise FileMissing.at(plain(wish)) from error
        raise
    return from_state(load_session(folder), folder)


def from_state(state: SessionState, folder: SessionFolder) -> Source:
    """Return a session as reports read it."""
    decisions = tuple(
        Decision(one.line, one.decision, one.text, one.reviewer, one.on)
        for one in state.reviews.values()
    )
    return Source(
        state.transcript,
        state.ideas,
        decisions,
        state.engines,
        folder,
        redacted=state.redacted,
    )


def open_file(path: Path, cluster: str = "") -> Source:
    """Return a transcript in a file; a recording becomes a session first, once.

    `cluster`: the address of one that hears recordings, where there is one.
    """
    if path.stat().st_size > 0 and not is_transcript(path):
        folder = imported(path, cluster)
        return from_state(load_session(folder), folder)
    transcript = read(path)
    transcript = msgspec.structs.replace(transcript, id=transcript.id or path.stem)
    return Source(transcript, decisions=read_decisions(path), path=path)


def imported(path: Path, cluster: str = "") -> SessionFolder:
    """Return the session of a recording, recognising it where that was not done before."""
    from companion.cli.import_run import ImportOrder, run_imports

    home = find_places()
    digest = digest_of(path)
    known = find_by_source(home, digest)
    if known is None:
        with contextlib.redirect_stdout(sys.stderr):
            code = run_imports(ImportOrder((str(path),), "auto", cluster=cluster, is_told=True))
        if code:
            raise click.exceptions.Exit(code)
        known = find_by_source(home, digest)
    if known is None:
        raise SourceUnreadable(
            Phrase("{name} gave no session.", "{name} n'a donné aucune séance.").format(
                name=path.name
            ),
            Phrase("Try promenade import.", "Essayez promenade import."),
        )
    return known


def is_talk(path: Path) -> bool:
    """Return whether a file of a folder is one to report on: not a report, nor a review."""
    name = path.name
    is_ours = "-report." in name or name.startswith((".", "index.")) or name.endswith(REVIEW_SUFFIX)
    return path.is_file() and path.suffix.lower() in TALK_SUFFIXES and not is_ours


def with_occasion(source: Source, occasion: Occasion) -> Source:
    """Return the source with title, place, date and people as the user gave them."""
    transcript = source.transcript
    event = Event(
        occasion.title or transcript.event.title,
        occasion.place or transcript.event.place,
        occasion.date or transcript.event.date,
    )
    given = {one.name.casefold(): one for one in occasion.participants}
    speakers = tuple(_described(one, given) for one in transcript.speakers)
    transcript = msgspec.structs.replace(
        transcript,
        event=event,
        title=occasion.title or transcript.title,
        speakers=speakers,
    )
    return replace(source, transcript=transcript)


def participants(text: str) -> tuple[Speaker, ...]:
    """Read "Name, role, organisation; Name, role"."""
    people = []
    for part in text.split(";"):
        fields = [field.strip() for field in part.split(",", 2)]
        if fields[0]:
            name, role, organisation = (*fields, "", "")[:3]
            people.append(Speaker(name, name, "speaker", role, organisation))
    return tuple(people)


def introduced_as(speaker: Speaker) -> str:
    """Return "Name, role, organisation", as `participants` reads it."""
    return ", ".join(part for part in (speaker.name, speaker.role, speaker.organisation) if part)


def unheard(occasion: Occasion, sources: Sequence[Source]) -> list[str]:
    """Return the names of people given who say nothing in any of the sources."""
    heard = {one.name for source in sources for one in source.transcript.speakers}
    return [one.name for one in occasion.participants if one.name not in heard]


def _described(speaker: Speaker, given: dict[str, Speaker]) -> Speaker:
    name = (speaker.name or speaker.id).casefold()
    match = given.get(name) or next(
        (one for key, one in given.items() if name and name in key.split()), None
    )
    if match is None:
        return speaker
    return msgspec.structs.replace(
        speaker, name=match.name, role=match.role, organisation=match.organisation
    )


def review_file(path: Path) -> Path:
    """Return where decisions about reports of a file are kept."""
    return path.with_name(path.stem + REVIEW_SUFFIX)


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Return the decisions kept beside a file; none where nobody reviewed it."""
    kept = review_file(path)
    try:
        rows = kept.read_bytes().splitlines()
    except FileNotFoundError:
        return ()
    try:
        return tuple(msgspec.json.decode(row, type=Decision) for row in rows if row.strip())
    except msgspec.DecodeError as error:
        raise PlanUnusable(
            Phrase("{name} is damaged.", "{name} est endommagé.").format(name=kept.name),
            Phrase("Mend or remove it.", "Réparez-le ou retirez-le."),
        ) from error


def keep_decisions(sources: Sequence[Source], decisions: Sequence[Decision]) -> None:
    """Keep what people decided: in the journal of each session, or beside each file."""
    for source in sources:
        if source.folder is not None:
            reviewed = [
                Reviewed(
                    line=one.line,
                    decision=one.decision,
                    text=one.text,
                    reviewer=one.reviewer,
                    on=one.on,
                )
                for one in decisions
            ]
            with Journal(source.folder.journal) as journal:
                journal.append_all(reviewed)
        elif source.path is not None:
            _append(review_file(source.path), decisions)


def _append(file: Path, decisions: Sequence[Decision]) -> None:
    before = file.read_bytes() if file.exists() else b""
    rows = b"".join(msgspec.json.encode(one) + b"\n" for one in decisions)
    write_all({file: before + rows})


def transcripts(sources: Sequence[Source]) -> tuple[Transcript, ...]:
    """Return the transcripts alone."""
    return tuple(source.transcript for source in sources)


def today() -> str:
    """Return the day a person decides or writes something, ISO 8601."""
    return time.strftime("%Y-%m-%d")

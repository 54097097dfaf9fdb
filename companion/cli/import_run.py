"""What `promenade import` does: finds the files, makes each a session, tells what became of it.

One bad file does not stop the others; nothing is half-made.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
import msgspec

from companion.cli.hearing import (
    HearingLine,
    ended_like_ctrl_c,
    engines_for,
    language_of,
    processes,
    work_folder,
)
from companion.cli.import_files import find_files, title_of
from companion.cli.output import as_json_text, give
from companion.cli.voice_prints import keep_prints, recognise_voices
from companion.errors import BadUsage
from companion.interface import present_language, tr
from companion.paths import Places, find_places
from companion.session.events import Corrected, SessionEvent
from companion.session.folder import SessionFolder, find_folder
from companion.session.importing import create_session, find_by_source
from companion.settings import Settings, load_settings
from companion.tui.text import plain, timecode
from models.errors import PromenadeError
from models.language import Language, Phrase
from models.transcript import WALKER, Consent, Event, SessionKind, Speaker, Transcript
from reporting.ingest.crew import Crew
from reporting.ingest.engines import EngineWishes
from reporting.ingest.intake import RecordingWishes, TakenIn, hire, taking_in
from reporting.ingest.workshop import Workshop, digest_of
from reporting.sources.reading import examine, is_transcript
from reporting.words.sentencing import in_sentences
from reporting.words.vocabulary import corrections

if TYPE_CHECKING:
    from models.speech import EngineCard

Status = Literal["imported", "known", "failed"]


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """The command line of `promenade import`."""

    files: tuple[str, ...]
    language: Literal["fr", "en", "auto"] = "auto"
    speakers: int = 0
    names: str = ""
    title: str = ""
    place: str = ""
    date: str = ""
    kind: SessionKind | None = None
    consent: Literal["verbal", "written", "notice", "own-voice", "unattested"] | None = None
    notice: str = ""
    model: str = ""
    jobs: int = 0
    again: bool = False
    cluster: str = ""
    is_told: bool = False
    """The user knows already what goes to the cluster."""
    as_json: bool = False
    out: Path | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """The names, in order."""
        return tuple(name.strip() for name in self.names.split(",") if name.strip())

    @property
    def spoken(self) -> Language | None:
        """The language, None where it is to be told from the file."""
        return None if self.language == "auto" else self.language


class Imported(msgspec.Struct, frozen=True):
    """What became of one file; the JSON of the command is a list of these."""

    file: str
    status: Status
    session: str = ""
    title: str = ""
    kind: str = ""
    language: str = ""
    duration_ms: int = 0
    speakers: int = 0
    segments: int = 0
    words: int = 0
    corrected: int = 0
    remarks: tuple[str, ...] = ()
    error: str = ""


@dataclass(slots=True)
class _Run:
    """One call of the command: what its files share."""

    order: ImportOrder
    places: Places
    settings: Settings
    stack: ExitStack
    crews: dict[str, Crew] = field(default_factory=dict)

    def crew(self, engines: EngineWishes) -> Crew:
        """Return who hears with these engines; hired once, let go at the end."""
        if engines.key not in self.crews:
            crew = self._hired(engines)
            self.stack.callback(crew.close)
            self.crews[engines.key] = crew
        return self.crews[engines.key]

    def _hired(self, engines: EngineWishes) -> Crew:
        if self.order.cluster:
            from companion.cli.clustering import cluster_crew

            return cluster_crew(self.order.cluster, engines, is_told=self.order.is_told)
        return hire(engines, processes(engines, self.order.jobs))


def run_imports(order: ImportOrder) -> int:
    """Take in every file; return the exit code: the first failure's, else 0."""
    if order.date:
        _check_date(order.date)
    places = find_places()
    settings = load_settings(places.settings_file).values
    files = find_files(order.files)
    code, rows = 0, list[Imported]()
    with ended_like_ctrl_c(), ExitStack() as stack:
        run = _Run(order, places, settings, stack)
        for number, path in enumerate(files, 1):
            if order.as_json and len(files) > 1:
                click.echo(f"{plain(path.name)}  {number} / {len(files)}", err=True)
            try:
                row = _import_one(path, run)
            except PromenadeError as error:
                code = code or error.exit_code
                row = _failed(path, error)
            except KeyboardInterrupt:
                _say_how_to_go_on()
                raise
            rows.append(row)
            if not order.as_json:
                _show(row)
    if order.as_json:
        give(as_json_text(rows), order.out)
    elif len(rows) > 1:
        _sum_up(rows)
    return code


def _import_one(path: Path, run: _Run) -> Imported:
    if is_transcript(path):
        return _import_transcript(path, run)
    digest = digest_of(path)
    if known := _known(digest, run):
        return _as_known(path, known)
    language = run.order.spoken or language_of(path, run.places, run.settings, run.order.model)
    engines = replace(
        engines_for(run.places, run.settings, language, run.order.model),
        tells_voices=_wished_speakers(run.order) != 1,
    )
    with (
        HearingLine(path.name) as line,
        taking_in(path, _wishes(run, engines), run.crew(engines), line.show) as taken,
    ):
        known = _known(digest, run)
        row = _as_known(path, known) if known else _made(path, taken, run)
        taken.workshop.clear()
    return row


def _import_transcript(path: Path, run: _Run) -> Imported:
    order = run.order
    reading = examine(path, language=order.spoken, title=order.title, kind=order.kind)
    transcript = in_sentences(reading.transcript)
    digest = transcript.provenance.sha256
    with _alone(run.places, digest, path):
        if known := _known(digest, run):
            return _as_known(path, known)
        named = _with_names(transcript, order.people)
        return _session(path, _described(named, order, path), run, remarks=reading.remarks)


def _made(path: Path, taken: TakenIn, run: _Run) -> Imported:
    transcript = _described(taken.transcript, run.order, path)
    is_printed = run.settings.privacy.voice_prints
    if is_printed:
        transcript = recognise_voices(transcript, taken.voices.prints, run.places)
    row = _session(
        path, transcript, run, sound=taken.pcm.path, engines=taken.engines, remarks=taken.remarks
    )
    if is_printed:
        keep_prints(find_folder(run.places, row.session), taken.voices.prints)
    return row


def _session(
    path: Path,
    transcript: Transcript,
    run: _Run,
    *,
    sound: Path | None = None,
    engines: tuple[EngineCard, ...] = (),
    remarks: tuple[Phrase, ...] = (),
) -> Imported:
    mended = _corrected(transcript, run.settings)
    folder = create_session(
        run.places,
        transcript,
        started_at=_this_moment(),
        engines=engines,
        sound=sound,
        events=mended,
    )
    return Imported(
        file=str(path),
        status="imported",
        session=folder.id,
        title=transcript.title,
        kind=transcript.kind,
        language=transcript.language,
        duration_ms=transcript.duration_ms if transcript.is_timed else 0,
        speakers=len(transcript.speakers),
        segments=len(transcript.segments),
        words=sum(len(segment.text.split()) for segment in transcript.segments),
        corrected=len(mended),
        remarks=tuple(remark.to(present_language()) for remark in remarks),
    )


def _wished_speakers(order: ImportOrder) -> int:
    return order.speakers or len(order.people)


def _wishes(run: _Run, engines: EngineWishes) -> RecordingWishes:
    order = run.order
    return RecordingWishes(
        engines=engines,
        work=work_folder(run.places),
        kind=order.kind or "talk",
        title=order.title,
        speakers=_wished_speakers(order),
        names=order.people,
    )


def _described(transcript: Transcript, order: ImportOrder, path: Path) -> Transcript:
    """Put what the user said of the file into its transcript."""
    event = Event(
        order.title or transcript.event.title,
        order.place or transcript.event.place,
        order.date or transcript.event.date,
    )
    consent = Consent(order.consent, order.notice) if order.consent else transcript.consent
    described = msgspec.structs.replace(
        transcript, title=transcript.title or title_of(path), event=event, consent=consent
    )
    return _as_walk(described) if described.kind == "walk" else described


def _as_walk(transcript: Transcript) -> Transcript:
    """Let the one voice of a recorded walk be the walker's."""
    if len(transcript.speakers) != 1 or transcript.speakers[0].id == WALKER:
        return transcript
    walker = Speaker(WALKER, transcript.speakers[0].name, "walker")
    segments = tuple(msgspec.structs.replace(s, speaker=WALKER) for s in transcript.segments)
    return msgspec.structs.replace(transcript, speakers=(walker,), segments=segments)


def _with_names(transcript: Transcript, names: tuple[str, ...]) -> Transcript:
    """Name the voices that the file left without a name, in the order of their first word."""
    left = iter(names)
    speakers = tuple(
        speaker if speaker.name else msgspec.structs.replace(speaker, name=next(left, ""))
        for speaker in transcript.speakers
    )
    return msgspec.structs.replace(transcript, speakers=speakers)


def _corrected(transcript: Transcript, settings: Settings) -> list[SessionEvent]:
    found = corrections(transcript.segments, settings.ear.vocabulary)
    return [
        Corrected(segment=one.segment, text=one.text, words=one.words, by="vocabulary")
        for one in found
    ]


@contextmanager
def _alone(places: Places, digest: str, path: Path) -> Iterator[None]:
    workshop = Workshop(work_folder(places) / digest[:24])
    with workshop.alone(path.name):
        yield
        workshop.clear()


def _known(digest: str, run: _Run) -> SessionFolder | None:
    return None if run.order.again else find_by_source(run.places, digest)


def _as_known(path: Path, folder: SessionFolder) -> Imported:
    return Imported(str(path), "known", folder.id)


def _failed(path: Path, error: PromenadeError) -> Imported:
    said = " ".join(
        part.to(present_language()) for part in (error.message, error.remedy) if part.en
    )
    return Imported(str(path), "failed", error=said)


def _show(row: Imported) -> None:
    name = plain(Path(row.file).name)
    match row.status:
        case "failed":
            is_named = name in row.error
            click.echo(
                row.error if is_named else tr(f"{name}: ", f"{name} : ") + row.error, err=True
            )
        case "known":
            click.echo(
                tr(
                    f"{name} was taken in before; `--again` does it once more.",
                    f"{name} a déjà été importé ; `--again` le refait.",
                ),
                err=True,
            )
            click.echo(row.session)
        case "imported":
            for remark in row.remarks:
                click.echo(remark, err=True)
            click.echo(_counted(name, row), err=True)
            click.echo(row.session)


def _counted(name: str, row: Imported) -> str:
    length = f"{timecode(row.duration_ms)}, " if row.duration_ms else ""
    mended = (
        tr(
            f", {row.corrected} corrected by your vocabulary",
            f", {row.corrected} corrigés par votre vocabulaire",
        )
        if row.corrected
        else ""
    )
    voices = f"{row.speakers} voice" if row.speakers == 1 else f"{row.speakers} voices"
    return tr(
        f"{name}: {length}{row.words} words, {voices}, {row.language}{mended}",
        f"{name} : {length}{row.words} mots, {row.speakers} voix, {row.language}{mended}",
    )


def _sum_up(rows: list[Imported]) -> None:
    counts = {
        status: sum(row.status == status for row in rows)
        for status in ("imported", "known", "failed")
    }
    click.echo(
        tr(
            f"{counts['imported']} taken in, {counts['known']} known already, {counts['failed']} failed.",
            f"{counts['imported']} importés, {counts['known']} déjà connus, {counts['failed']} en échec.",
        ),
        err=True,
    )


def _say_how_to_go_on() -> None:
    click.echo(
        tr(
            "\nWhat was heard is kept: the same command goes on from here.",
            "\nCe qui a été entendu est gardé : la même commande reprendra d'ici.",
        ),
        err=True,
    )


def _this_moment() -> str:
    now = datetime.now(UTC).astimezone()  # noqa: TID251 - the one wall-clock time of a session
    return now.isoformat(timespec="seconds")


def _check_date(text: str) -> None:
    try:
        datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise BadUsage(
            Phrase("{text} is not a day.", "{text} n'est pas un jour.").format(text=plain(text)),
            Phrase("Write it as 2026-11-22.", "Écrivez-le ainsi : 2026-11-22."),
        ) from error

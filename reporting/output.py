"""Documents onto the disk: whole or not at all, and for their owner's eyes only."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from models.language import Phrase
from models.transcript import Transcript
from reporting.errors import OutputFailed
from reporting.reading.sealing import sealed
from reporting.records import Report
from reporting.render.clips import gather
from reporting.render.formats import IDEA_MAPS, Format, render
from reporting.render.layout import lay_out
from reporting.render.sound import Sound, SoundChoice


@dataclass(frozen=True, slots=True)
class Wish:
    """How a document is wanted."""

    folder: Path
    name: str
    """Of the files, without extension."""
    formats: tuple[Format, ...] = ("md", "html", "json")
    sound: SoundChoice = "clips"
    templates: Path | None = None


def write_report(
    report: Report, transcripts: Iterable[Transcript], wish: Wish
) -> tuple[tuple[Path, ...], Sound]:
    """Write the report in every format wished; return the files and the sound that went along.

    Nothing is written where one of the formats cannot be made.
    """
    known = tuple(sealed(one) for one in transcripts)
    around = contexts(report, known)
    clips = gather(report, known, wish.sound, wish.folder) if "html" in wish.formats else Sound()
    others = gather(report, known, "none" if wish.sound == "none" else "link", wish.folder)
    contents: dict[Path, bytes] = {}
    for form in wish.formats:
        sound = clips if form == "html" else others
        content = render(form, report, lay_out(report, sound, around), sound, wish.templates)
        if content or form not in IDEA_MAPS:
            contents[wish.folder / f"{wish.name}.{form}"] = content
    files = tuple(contents)
    if "md" in wish.formats:
        contents |= _beside_edits(wish, contents[wish.folder / f"{wish.name}.md"])
    write_all(contents)
    return files, clips


def base_file(wish: Wish) -> Path:
    """Return where the Markdown is kept as generated, to tell later what a person changed."""
    return wish.folder / f".{wish.name}.base.md"


def _beside_edits(wish: Wish, generated: bytes) -> dict[Path, bytes]:
    """Return the Markdown as generated, and a copy of the one there if a person has edited it."""
    kept = {base_file(wish): generated}
    try:
        mine = (wish.folder / f"{wish.name}.md").read_bytes()
        base = base_file(wish).read_bytes()
    except FileNotFoundError:
        return kept
    except OSError as error:
        raise _trouble(error) from error
    if mine not in (base, generated):
        kept[_free(wish.folder / f"{wish.name}.edited.md")] = mine
    return kept


def _free(path: Path) -> Path:
    """Return `path`, with a number where a file has that name."""
    number = 2
    free = path
    while free.exists():
        free = path.with_suffix(f".{number}{path.suffix}")
        number += 1
    return free


def contexts(report: Report, transcripts: Iterable[Transcript]) -> dict[str, tuple[str, str]]:
    """Return what was said just before and after each quotation, with the other's name."""
    found: dict[str, tuple[str, str]] = {}
    for transcript in transcripts:
        places = {segment.id: place for place, segment in enumerate(transcript.segments)}
        names = {speaker.id: speaker.name or speaker.id for speaker in transcript.speakers}
        for one in report.evidence.values():
            inside = [places[name] for name in one.segments if name in places]
            if one.session != transcript.id or not inside:
                continue
            found[one.id] = (
                _neighbour(transcript, names, min(inside) - 1),
                _neighbour(transcript, names, max(inside) + 1),
            )
    return found


def _neighbour(transcript: Transcript, names: Mapping[str, str], place: int) -> str:
    if not 0 <= place < len(transcript.segments):
        return ""
    segment = transcript.segments[place]
    return f"{names.get(segment.speaker, segment.speaker)}\u00a0: {segment.text}"


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write several files, each by an atomic rename; folders 0700, files 0600."""
    waiting: list[tuple[str, Path]] = []
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            waiting.append((_written(path, content), path))
        while waiting:
            temporary, path = waiting[0]
            Path(temporary).replace(path)
            waiting.pop(0)
    except OSError as error:
        raise _trouble(error) from error
    finally:
        for temporary, _ in waiting:
            with suppress(OSError):
                Path(temporary).unlink()


def _trouble(error: OSError) -> OutputFailed:
    why = error.strerror or type(error).__name__
    return OutputFailed(
        Phrase(f"Nothing could be written there: {why}.", f"Impossible d’écrire là : {why}."),
        Phrase(
            "Free some space or choose another folder with --out.",
            "Libérez de la place ou choisissez un autre dossier avec --out.",
        ),
    )


def _written(path: Path, content: bytes) -> str:
    """Return a temporary file beside `path` that holds `content` and is on the disk."""
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    return temporary

"""`promenade export`: a transcript or its sound as a file to give away; the session remembers it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click
import msgspec

from companion.cli.output import as_json_text, give, write_whole
from companion.cli.places import SESSION_HELP, SESSION_METAVAR, session_named
from companion.cli.sound_export import SoundFormat, encode
from companion.errors import BadUsage
from companion.interface import tr
from companion.session.events import Exported
from companion.session.folder import SessionFolder
from companion.session.opening import load_session
from companion.session.writing import Journal
from models.language import Phrase
from models.transcript import Transcript
from reporting.sources.exchange import json_schema
from reporting.transcript_formats import Format, as_file
from reporting.words.readable import fold_fillers as fold

TEXTS: tuple[str, ...] = get_args(Format)
SOUNDS: tuple[str, ...] = get_args(SoundFormat)


@click.command(
    help=tr(
        """Give a transcript or its sound back, as a file.

        """
        + SESSION_HELP
        + """ Several formats at once are separated by commas. VTT names the voices, Markdown links
        times to the sound, JSON holds every word with its time and confidence (`--schema` prints
        what it looks like). The session remembers what was exported and where.

        \b
        promenade export last --format vtt --out talk.vtt
        promenade export last --format md,docx,json --out minutes/
        promenade export last --format mp3 --out walk.mp3
        promenade export last --format txt""",
        """Rend une transcription ou son enregistrement, en fichier.

        """
        + SESSION_HELP
        + """ Plusieurs formats se séparent par des virgules. VTT nomme les voix, Markdown lie les
        moments au son, JSON contient chaque mot avec son temps et sa confiance (`--schema` montre
        sa forme). La séance se souvient de ce qui a été exporté, et où.

        \b
        promenade export last --format vtt --out conference.vtt
        promenade export last --format md,docx,json --out dossier/
        promenade export last --format mp3 --out promenade.mp3
        promenade export last --format txt""",
    )
)
@click.argument("session", metavar=SESSION_METAVAR, required=False)
@click.option(
    "--format",
    "formats",
    default="",
    metavar=",".join((*TEXTS, *SOUNDS)),
    help=tr("What to write; told by --out otherwise.", "Quoi écrire ; d'après --out sinon."),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar=tr("FILE", "FICHIER"),
    help=tr("File, or folder for several formats.", "Fichier, ou dossier pour plusieurs formats."),
)
@click.option(
    "--fold-fillers",
    is_flag=True,
    help=tr(
        "Leave um, uh out of the texts; the session keeps them.",
        "Ôter les « euh » des textes ; la séance les garde.",
    ),
)
@click.option(
    "--schema", is_flag=True, help=tr("Print the JSON Schema.", "Afficher le schéma du JSON.")
)
def export(
    session: str | None, formats: str, out: Path | None, fold_fillers: bool, schema: bool
) -> None:
    """Write files."""
    if schema:
        give(as_json_text(json_schema()), out)
        return
    if session is None:
        raise BadUsage(
            Phrase("Which session?", "Quelle séance ?"),
            Phrase("promenade export last --format vtt", "promenade export last --format vtt"),
        )
    folder = session_named(session)
    wanted = _formats(formats, out)
    transcript = load_session(folder).transcript
    if fold_fillers:
        transcript = _folded(transcript)
    if out is None:
        _print(transcript, wanted)
        return
    for form in wanted:
        place = _place(out, form, wanted, folder)
        _write(folder, transcript, form, place)
        with Journal(folder.journal) as journal:
            journal.append(Exported(path=str(place.absolute()), what=form))
        click.echo(str(place))


def _folded(transcript: Transcript) -> Transcript:
    """Return the transcript without hesitations; a line that was nothing else goes."""
    segments = (
        msgspec.structs.replace(segment, text=text, words=())
        if (text := fold(segment.text, transcript.language)) != segment.text
        else segment
        for segment in transcript.segments
    )
    return msgspec.structs.replace(
        transcript, segments=tuple(s for s in segments if any(c.isalnum() for c in s.text))
    )


def _formats(formats: str, out: Path | None) -> list[str]:
    named = [part.strip().lower() for part in formats.split(",") if part.strip()]
    if not named and out is not None:
        named = [out.suffix.lower().lstrip(".")]
    unknown = [name for name in named if name not in (*TEXTS, *SOUNDS)]
    if unknown or not named:
        raise BadUsage(
            Phrase("No such format.", "Format inconnu."),
            Phrase("Known: {known}.", "Connus : {known}.").format(
                known=", ".join((*TEXTS, *SOUNDS))
            ),
        )
    return named


def _print(transcript: Transcript, wanted: list[str]) -> None:
    if len(wanted) != 1 or wanted[0] not in TEXTS or wanted[0] == "docx":
        raise BadUsage(
            Phrase("That needs a file.", "Il faut un fichier pour cela."),
            Phrase("Add `--out FILE`.", "Ajoutez `--out FICHIER`."),
        )
    click.echo(as_file(transcript, _text_format(wanted[0])).decode(), nl=False)


def _place(out: Path, form: str, wanted: list[str], folder: SessionFolder) -> Path:
    if len(wanted) > 1 or out.is_dir():
        out.mkdir(parents=True, exist_ok=True)
        return out / f"{folder.id}.{form}"
    return out


def _write(folder: SessionFolder, transcript: Transcript, form: str, place: Path) -> None:
    if form in TEXTS:
        link = folder.sound.resolve().as_uri() if folder.sound else ""
        write_whole(place, as_file(transcript, _text_format(form), link))
        return
    if folder.sound is None:
        raise BadUsage(
            Phrase("No sound is kept of this session.", "Aucun son n'est gardé de cette séance."),
            Phrase(
                "Its words can be exported: --format txt.",
                "Ses mots peuvent l'être : --format txt.",
            ),
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    encode(folder.sound, transcript, _sound_format(form), place)


def _text_format(name: str) -> Format:
    found: Format = next(form for form in get_args(Format) if form == name)
    return found


def _sound_format(name: str) -> SoundFormat:
    found: SoundFormat = next(form for form in get_args(SoundFormat) if form == name)
    return found

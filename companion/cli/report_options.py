"""The options of `promenade report`, read into one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from companion.cli.report_sources import Occasion, participants
from companion.errors import BadUsage
from companion.interface import tr
from companion.paths import find_places
from companion.settings import load_settings
from models.language import Language, Phrase
from reporting.editing.plan import asked_length
from reporting.pipeline import ALL_KINDS
from reporting.records import Kind
from reporting.render.formats import FORMATS, Format
from reporting.render.sound import SoundChoice

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Modes:
    """What to do other than write the report anew."""

    plan: bool = False
    from_plan: Path | None = None
    refresh: bool = False
    sheet_for: str = ""
    sheet: Path | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for."""

    what: tuple[str, ...]
    kinds: tuple[Kind, ...]
    language: Language | None
    about: str
    model: str
    formats: tuple[Format, ...]
    length: str
    brief: str
    out: Path | None
    as_json: bool
    sound: SoundChoice
    templates: Path | None
    occasion: Occasion
    modes: Modes
    cluster: str = ""
    """Address of a cluster that writes the reports of a folder."""

    @classmethod
    def plain(cls, what: tuple[str, ...]) -> Order:
        """Return the order of `promenade report WHAT` without options."""
        return cls(
            what=what,
            kinds=ALL_KINDS,
            language=None,
            about="",
            model="",
            formats=("md", "html", "json"),
            length="normal",
            brief="",
            out=None,
            as_json=False,
            sound="clips",
            templates=None,
            occasion=Occasion(),
            modes=Modes(),
        )

    @classmethod
    def from_options(cls, what: tuple[str, ...], options: Mapping[str, Any]) -> Order:
        """Return the order; raises BadUsage where an option makes no sense."""
        wont = load_settings(find_places().settings_file).values.report
        brief = read_brief(options["brief"] or "")
        length = options["length"] or asked_length(brief) or "normal"
        return cls(
            what=what,
            kinds=read_kinds(options["kind"]),
            language=options["lang"] or wont.language,
            about=options["about"] or "",
            model=options["model"] or "",
            formats=read_formats(options["formats"] or ",".join(wont.formats)),
            length=read_length(length),
            brief=brief,
            out=options["out"],
            as_json=options["as_json"],
            sound=options["sound"],
            templates=options["templates"] or (Path(wont.templates) if wont.templates else None),
            occasion=Occasion(
                title=options["title"] or "",
                place=options["place"] or "",
                date=options["date"].strftime("%Y-%m-%d") if options["date"] else "",
                participants=participants(options["participants"] or ""),
            ),
            modes=Modes(
                plan=options["plan"],
                from_plan=options["from_plan"],
                refresh=options["refresh"],
                sheet_for=options["sheet_for"] or "",
                sheet=options["sheet"],
            ),
            cluster=options["cluster"],
        )


def read_kinds(given: tuple[str, ...]) -> tuple[Kind, ...]:
    """Return the kinds in the order of a document; all of them where none was named."""
    wanted = set(given)
    if not wanted or "all" in wanted:
        return ALL_KINDS
    return tuple(kind for kind in ALL_KINDS if kind in wanted)


def read_formats(given: str) -> tuple[Format, ...]:
    """Return the formats of a list like "md,html"; raises BadUsage for an unknown one."""
    wanted = [name.strip().lower() for name in given.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        raise BadUsage(
            Phrase("Unknown format: {names}.", "Format inconnu : {names}.").format(
                names=", ".join(unknown) or "—"
            ),
            Phrase("Choose among {names}.", "Choisissez parmi {names}.").format(
                names=", ".join(FORMATS)
            ),
        )
    return tuple(form for form in FORMATS if form in wanted)


def read_length(given: str) -> str:
    """Return `short`, `normal`, `long` or a number of words; raises BadUsage for anything else."""
    plain = given.strip().lower().removesuffix("-words").removesuffix("-mots")
    if plain in ("short", "normal", "long") or (plain.isdigit() and int(plain) >= 50):
        return plain
    raise BadUsage(
        Phrase("{given} is no length.", "{given} n'est pas une longueur.").format(given=given),
        Phrase(
            "Give short, normal, long or a number of words (50 at least).",
            "Donnez short, normal, long ou un nombre de mots (50 au moins).",
        ),
    )


def read_brief(given: str) -> str:
    """Return the brief itself, or the text of the file it names."""
    path = Path(given)
    is_path = bool(given) and len(given) < 400 and "\n" not in given and path.is_file()
    return path.read_text(encoding="utf-8", errors="replace") if is_path else given


def report_options(command: _Command) -> _Command:
    """Add every option of `promenade report`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--kind",
        multiple=True,
        type=click.Choice([*ALL_KINDS, "all"]),
        help=tr("What to write (repeatable).", "Ce qu'il faut écrire (répétable)."),
    ),
    click.option(
        "--lang",
        type=click.Choice(["fr", "en"]),
        help=tr("Language of the document.", "Langue du document."),
    ),
    click.option(
        "--about",
        metavar=tr("TEXT", "TEXTE"),
        help=tr("What the SWOT is about.", "Ce sur quoi porte le SWOT."),
    ),
    click.option(
        "--model",
        metavar=tr("NAME|none", "NOM|none"),
        help=tr(
            "Chat model (Ollama) that helps to choose and to word; what was not said is not printed. "
            "Stopped with Ctrl-C, the same command goes on.",
            "Modèle (Ollama) qui aide à choisir et à rédiger ; ce qui n'a pas été dit n'est pas imprimé. "
            "Arrêtée par Ctrl-C, la même commande reprend.",
        ),
    ),
    click.option(
        "--format",
        "formats",
        metavar="md,html,docx,odt,pdf,json,mmd,opml,svg",
        help=tr(
            "Formats, with commas; md,html unless the settings say otherwise.",
            "Formats, séparés par des virgules ; md,html sauf réglage contraire.",
        ),
    ),
    click.option(
        "--length",
        metavar="short|normal|long|N",
        help=tr("Length, or a number of words.", "Longueur, ou un nombre de mots."),
    ),
    click.option(
        "--brief",
        metavar=tr("TEXT|FILE", "TEXTE|FICHIER"),
        help=tr("What you want of it, in words.", "Ce que vous en attendez, en mots."),
    ),
    click.option(
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        metavar=tr("FOLDER", "DOSSIER"),
        help=tr("Where to write.", "Où écrire."),
    ),
    click.option("--json", "as_json", is_flag=True, help=tr("Say it in JSON.", "Le dire en JSON.")),
    click.option("--plan", is_flag=True, help=tr("Only an outline to edit.", "Seulement un plan.")),
    click.option(
        "--from-plan",
        type=_FILE,
        metavar=tr("FILE", "FICHIER"),
        help=tr("Write from an edited outline.", "Écrire d'après un plan modifié."),
    ),
    click.option(
        "--refresh",
        is_flag=True,
        help=tr(
            "Write anew, keep your changes, check all again.",
            "Refaire, garder vos modifications, tout revérifier.",
        ),
    ),
    click.option(
        "--sheet-for",
        metavar=tr("NAME", "NOM"),
        help=tr(
            "A speaker's quotations, to be approved before publication.",
            "Les citations d'une personne, à faire approuver avant publication.",
        ),
    ),
    click.option(
        "--sheet",
        type=_FILE,
        metavar=tr("FILE", "FICHIER"),
        help=tr("Read a filled sheet back.", "Relire une feuille remplie."),
    ),
    click.option(
        "--sound",
        type=click.Choice(["clips", "link", "none"]),
        default="clips",
        show_default=True,
        help=tr("Sound in the page.", "Le son dans la page."),
    ),
    click.option(
        "--templates",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar=tr("FOLDER", "DOSSIER"),
        help=tr("Your own templates (Jinja2).", "Vos propres gabarits (Jinja2)."),
    ),
    click.option(
        "--cluster",
        default="",
        metavar="tcp://HOST:PORT",
        help=tr(
            "Let a dask.distributed cluster hear and write the talks of a folder; off this machine "
            "only tls:// with your certificates.",
            "Faire entendre et écrire les échanges d'un dossier par un cluster dask.distributed ; "
            "hors de cette machine, tls:// seulement, avec vos certificats.",
        ),
    ),
    click.option("--title", metavar=tr("TEXT", "TEXTE"), help=tr("Title of the event.", "Titre.")),
    click.option("--place", metavar=tr("TEXT", "TEXTE"), help=tr("Where it was.", "Lieu.")),
    click.option(
        "--date",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help=tr("When it was.", "Date."),
    ),
    click.option(
        "--participants",
        metavar=tr('"Name, role, organisation; …"', '"Nom, rôle, organisation ; …"'),
        help=tr("Who they are.", "Qui ils sont."),
    ),
)

"""`promenade search` and `promenade index`: everything ever said, found again."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from companion.archive.index import open_index
from companion.archive.search import Filters, Hit, refresh
from companion.archive.search import search as find
from companion.cli.output import as_json_text, give, json_option, out_option
from companion.cli.places import places
from companion.errors import StorageTrouble
from companion.interface import tr
from companion.tui.text import plain, timecode
from models.language import Language, Phrase
from models.transcript import COMPANION, WALKER, SessionKind

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    help=tr(
        """Search everything ever said, in all sessions.

        Accents and case do not matter, and words with the same stem are found too: `idee` finds
        « idées ». Several words must all be there; "in quotes", as they stand; `garden*` finds what
        begins so. The best lines come first.

        \b
        promenade search shared garden
        promenade search '"the old school"' --since 2026-01-01
        promenade search tram --kind walk --lang fr --json""",
        """Cherche dans tout ce qui a été dit, dans toutes les séances.

        Accents et majuscules ne comptent pas, et les mots de même racine sont trouvés aussi : `idee`
        trouve « idées ». Plusieurs mots doivent tous y être ; "entre guillemets", tels quels ;
        `jardin*` trouve ce qui commence ainsi. Les meilleures lignes viennent d'abord.

        \b
        promenade search jardin partagé
        promenade search '"la vieille école"' --since 2026-01-01
        promenade search tram --kind walk --lang fr --json""",
    )
)
@click.argument("words", nargs=-1, required=True, metavar=tr("WORDS…", "MOTS…"))
@click.option(
    "--kind",
    type=click.Choice(["walk", "talk", "notes"]),
    help=tr("Only this kind.", "Seulement ce genre."),
)
@click.option(
    "--lang",
    type=click.Choice(["fr", "en"]),
    help=tr("Only this language.", "Seulement cette langue."),
)
@click.option(
    "--tag", default="", help=tr("Only with this tag.", "Seulement avec cette étiquette.")
)
@click.option(
    "--since",
    type=_DAY,
    metavar=tr("YYYY-MM-DD", "AAAA-MM-JJ"),
    help=tr("From this day on.", "À partir de ce jour."),
)
@click.option(
    "--until",
    type=_DAY,
    metavar=tr("YYYY-MM-DD", "AAAA-MM-JJ"),
    help=tr("Up to this day.", "Jusqu'à ce jour."),
)
@click.option(
    "--mine", is_flag=True, help=tr("Only your own words.", "Seulement vos propres mots.")
)
@click.option(
    "--limit",
    default=20,
    type=click.IntRange(1, 10_000),
    show_default=True,
    help=tr("At most so many lines.", "Au plus tant de lignes."),
)
@json_option
@out_option
def search(
    words: tuple[str, ...],
    kind: SessionKind | None,
    lang: Language | None,
    tag: str,
    since: datetime | None,
    until: datetime | None,
    mine: bool,
    limit: int,
    as_json: bool,
    out: Path | None,
) -> None:
    """Search all sessions."""
    filters = Filters(
        kind=kind,
        language=lang,
        tag=tag,
        since=f"{since:%Y-%m-%d}" if since else "",
        until=f"{until:%Y-%m-%d}" if until else "",
        by=WALKER if mine else "",
    )
    refresh(places())
    hits = find(places(), " ".join(words), filters, limit=limit)
    give(as_json_text(hits) if as_json else _listed(hits, has_colour=out is None), out)


@click.command(
    help=tr(
        """Bring the search index in step with the sessions' folders, or make it again.

        The folders are the truth; the index only makes the search fast.

        \b
        promenade index
        promenade index --rebuild""",
        """Met l'index de recherche en accord avec les dossiers des séances, ou le refait.

        Les dossiers font foi ; l'index ne sert qu'à chercher vite.

        \b
        promenade index
        promenade index --rebuild""",
    )
)
@click.option(
    "--rebuild",
    is_flag=True,
    help=tr("Forget the index and read all again.", "Oublier l'index et tout relire."),
)
@json_option
def index(rebuild: bool, as_json: bool) -> None:
    """Refresh or rebuild the index."""
    label = tr("Reading sessions", "Lecture des séances")
    try:
        with (
            open_index(places()) as opened,
            click.progressbar(length=1, label=label, file=sys.stderr) as bar,
        ):

            def show(done: int, total: int) -> None:
                bar.length = total
                bar.update(done - bar.pos)

            done = opened.rebuild(show) if rebuild else opened.refresh(show)
            opened.purge()
    except sqlite3.Error as error:
        raise _no_index(error) from error
    if as_json:
        give(as_json_text({"read": done.sessions, "removed": done.removed, "words": done.words}))
        return
    give(
        tr(
            f"{done.sessions} sessions read, {done.words} words; {done.removed} removed.",
            f"{done.sessions} séances lues, {done.words} mots ; {done.removed} retirées.",
        )
    )


def _listed(hits: Sequence[Hit], *, has_colour: bool) -> str:
    if not hits:
        return tr("Nothing was found.", "Rien n'a été trouvé.")
    return "\n".join(_line(hit, has_colour) for hit in hits)


def _line(hit: Hit, has_colour: bool) -> str:
    where = f"{hit.session}  {timecode(hit.start_ms)}  {_speaker(hit)}"
    if hit.title:
        where += f"  · {plain(hit.title)}"
    return f"{where}\n    {_highlighted(hit, has_colour)}"


def _speaker(hit: Hit) -> str:
    own = {WALKER: tr("You", "Vous"), COMPANION: tr("Companion", "Compagnon")}
    return plain(hit.name or own.get(hit.speaker, hit.speaker))


def _highlighted(hit: Hit, has_colour: bool) -> str:
    parts: list[str] = []
    place = 0
    for start, end in hit.highlights:
        word = plain(hit.text[start:end])
        parts += [
            plain(hit.text[place:start]),
            click.style(word, bold=True) if has_colour else word,
        ]
        place = end
    return "".join([*parts, plain(hit.text[place:])])


def _no_index(error: sqlite3.Error) -> StorageTrouble:
    return StorageTrouble(
        Phrase("The index cannot be made: {error}", "L'index ne peut être fait : {error}").format(
            error=error
        ),
        Phrase(
            "Search works without it, more slowly. Close other programs that use it, or delete {file}.",
            "La recherche marche sans lui, plus lentement. Fermez ce qui s'en sert, ou effacez {file}.",
        ).format(file=places().index),
    )

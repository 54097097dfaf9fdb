"""`promenade sessions` and `promenade show`: what is kept, listed and read."""

from __future__ import annotations

from pathlib import Path

import click

from companion.archive.cards import SessionCard
from companion.archive.listing import list_cards
from companion.cli.hearing_back import play_line
from companion.cli.output import as_json_text, give, json_option, out_option
from companion.cli.places import SESSION_HELP, SESSION_METAVAR, places, session_named
from companion.cli.reading import as_listing, as_reading, from_time, shown
from companion.interface import tr
from companion.session.opening import load_session


@click.command(
    help=tr(
        """List what is kept, the latest first.

        \b
        promenade sessions
        promenade sessions --tag garden
        promenade sessions --json --out sessions.json""",
        """Liste ce qui est gardé, du plus récent au plus ancien.

        \b
        promenade sessions
        promenade sessions --tag jardin
        promenade sessions --json --out seances.json""",
    )
)
@click.option(
    "--kind",
    type=click.Choice(["walk", "talk", "notes"]),
    help=tr("Only this kind.", "Seulement ce genre."),
)
@click.option("--tag", help=tr("Only with this tag.", "Seulement avec cette étiquette."))
@json_option
@out_option
def sessions(kind: str | None, tag: str | None, as_json: bool, out: Path | None) -> None:
    """List sessions."""
    cards = [card for card in list_cards(places()) if _is_wanted(card, kind, tag)]
    give(as_json_text(cards) if as_json else as_listing(cards), out)


@click.command(
    help=tr(
        """Read a session: who said what, and when.

        """
        + SESSION_HELP
        + """

        \b
        promenade show last
        promenade show last --ideas
        promenade show 2026-11-22 --from 12:30
        promenade show last --play s41""",
        """Lit une séance : qui a dit quoi, et quand.

        """
        + SESSION_HELP
        + """

        \b
        promenade show last
        promenade show last --ideas
        promenade show 2026-11-22 --from 12:30
        promenade show last --play s41""",
    )
)
@click.argument("session", metavar=SESSION_METAVAR)
@click.option(
    "--play",
    metavar="ID",
    help=tr("Hear this line or idea.", "Entendre cette ligne ou cette idée."),
)
@click.option("--from", "start", metavar="MM:SS", help=tr("Begin here.", "Commencer ici."))
@click.option(
    "--ideas", "only_ideas", is_flag=True, help=tr("Only the ideas.", "Seulement les idées.")
)
@click.option(
    "--ids", is_flag=True, help=tr("Show each line's name.", "Montrer le nom de chaque ligne.")
)
@click.option(
    "--salvage",
    is_flag=True,
    help=tr(
        "Read what can be read of a damaged session.",
        "Lire ce qui peut l'être d'une séance abîmée.",
    ),
)
@json_option
@out_option
def show(
    session: str,
    play: str | None,
    start: str | None,
    only_ideas: bool,
    ids: bool,
    salvage: bool,
    as_json: bool,
    out: Path | None,
) -> None:
    """Show one session."""
    folder = session_named(session)
    state = load_session(folder, salvage=salvage)
    start_ms = from_time(start) if start else 0
    if as_json:
        give(as_json_text(shown(state, start_ms)), out)
        return
    if play:
        play_line(places(), folder, state, play)
        return
    text = as_reading(state, start_ms=start_ms, only_ideas=only_ideas, has_ids=ids)
    give(text, out)


def _is_wanted(card: SessionCard, kind: str | None, tag: str | None) -> bool:
    return (kind is None or card.kind == kind) and (tag is None or tag in card.tags)

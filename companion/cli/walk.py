"""`promenade walk`: talk on a walk, with nothing to look at.

The walk is a process of its own; this command starts it, shows one calm line and passes keys on.
Closing the terminal does not end the walk.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from companion.cli.attending import attend
from companion.cli.keepsakes import show_keepsakes
from companion.interface import present_language, tr
from companion.paths import Places, find_places
from companion.session.folder import find_folder, list_folders
from companion.settings import Settings, load_settings
from companion.walk.client import running_walks
from companion.walk.meeting import MeetingPlace, open_meeting_place, require_sockets
from companion.walk.process import Refused, start_walk
from models.language import Language


@click.command(
    help=tr(
        """Talk on a walk, with nothing to look at.

        Speak; pause as long as you like; the companion answers aloud, yields when you speak, and
        keeps what you say. "Let me think" makes it wait, "end the walk" ends it. In a terminal,
        Enter or Space passes the floor and q ends the walk. Closing the terminal does not: the walk
        goes on, and `promenade walk` comes back to it.

        \b
        promenade walk --lang en
        promenade walk --topic "the school garden"
        promenade walk --resume                 go on with the last one
        promenade walk --keep words             keep no sound""",
        """Parler en marchant, sans rien à regarder.

        Parlez ; faites des pauses aussi longues qu'il vous plaît ; le compagnon répond à voix haute,
        se tait dès que vous parlez et garde ce que vous dites. « Laisse-moi réfléchir » le fait
        attendre, « fin de la promenade » la termine. Dans un terminal, Entrée ou Espace passe la
        parole et q termine. Fermer le terminal ne termine rien : la promenade continue, et
        `promenade walk` y revient.

        \b
        promenade walk --lang fr
        promenade walk --topic "le jardin de l'école"
        promenade walk --resume                 reprendre la dernière
        promenade walk --keep words             ne garder aucun son""",
    )
)
@click.option("--lang", type=click.Choice(["fr", "en"]), help=tr("Language.", "Langue."))
@click.option("--topic", default="", help=tr("What it is about.", "De quoi il s'agit."))
@click.option(
    "--resume",
    is_flag=False,
    flag_value="last",
    metavar=tr("[SESSION]", "[SÉANCE]"),
    help=tr("Go on with a walk.", "Reprendre une promenade."),
)
@click.option(
    "--keep",
    type=click.Choice(["sound", "words"]),
    help=tr("Keep sound and words, or words alone.", "Garder son et mots, ou les mots seuls."),
)
@click.option(
    "--listening",
    type=click.Choice(["headset", "speaker"]),
    help=tr("Where the companion sounds.", "D'où sort la voix du compagnon."),
)
@click.option(
    "--source",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="WAV",
    help=tr(
        "A recording instead of the microphone, at its own pace.",
        "Un enregistrement au lieu du micro, à son allure.",
    ),
)
@click.option(
    "--detach",
    is_flag=True,
    help=tr("Start the walk and come back at once.", "Lancer la promenade et rendre la main."),
)
@click.option("--hold", is_flag=True, hidden=True)
def walk(
    lang: Language | None,
    topic: str,
    resume: str | None,
    keep: str | None,
    listening: str | None,
    source: Path | None,
    detach: bool,
    hold: bool,
) -> int:
    """Start a walk, or come back to the one that goes on."""
    require_sockets()
    if hold:
        from companion.cli.holding import Wish, hold_walk

        return hold_walk(Wish(lang, topic, resume or "", keep, listening, source))
    places = find_places()
    settings = load_settings(places.settings_file).values
    going_on = asyncio.run(running_walks(places))
    if going_on and resume is None:
        click.echo(
            tr(
                f"A walk goes on: {going_on[-1].session}. Here it is.",
                f"Une promenade est en cours : {going_on[-1].session}. La voici.",
            )
        )
        return _attend(places, going_on[-1])
    if resume:
        find_folder(places, resume)
    _say_what_is_kept(places, settings, keep)
    started = start_walk(_arguments(lang, topic, resume, keep, listening, source))
    if isinstance(started, Refused):
        click.echo(started.said, err=True)
        return started.exit_code
    if detach:
        click.echo(started.session)
        return 0
    return _attend(places, open_meeting_place(places, started.session))


def _attend(places: Places, place: MeetingPlace) -> int:
    has_ended = asyncio.run(attend(place))
    if has_ended:
        show_keepsakes(find_folder(places, place.session))
    else:
        click.echo(
            tr(
                "The walk goes on without this terminal; `promenade walk` comes back to it.",
                "La promenade continue sans ce terminal ; `promenade walk` y revient.",
            )
        )
    return 0


def _arguments(
    lang: str | None,
    topic: str,
    resume: str | None,
    keep: str | None,
    listening: str | None,
    source: Path | None,
) -> list[str]:
    given = {
        "--lang": lang,
        "--topic": topic,
        "--resume": resume,
        "--keep": keep,
        "--listening": listening,
        "--source": str(source.absolute()) if source else None,
    }
    arguments = ["--ui-lang", present_language(), "walk", "--hold"]
    for name, value in given.items():
        if value:
            arguments += [name, value]
    return arguments


def _say_what_is_kept(places: Places, settings: Settings, keep: str | None) -> None:
    if list_folders(places):
        return
    sound = (keep or settings.walk.keep) == "sound"
    what = tr("sound and words", "le son et les mots") if sound else tr("words", "les mots")
    click.echo(
        tr(
            f"Your first walk. Kept on this machine, for you alone: {what}.\n"
            f"Where: {places.sessions}\n"
            "To delete a walk for good: `promenade forget SESSION`. To keep no sound: `--keep words`.",
            f"Votre première promenade. Gardé sur cette machine, pour vous seul : {what}.\n"
            f"Où : {places.sessions}\n"
            "Pour effacer une promenade : `promenade forget SÉANCE`. Pour ne garder aucun son : "
            "`--keep words`.",
        )
    )

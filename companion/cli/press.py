"""`promenade press`: a key for the walk that goes on, from anywhere: a headset's, a script's.

A desktop gives media keys to whoever binds them; bound to this command, the play key of a headset
means "your turn".
"""

from __future__ import annotations

import asyncio
from typing import get_args

import click

from companion.conversation.contract import CommandName
from companion.errors import BadUsage, SessionNotFound
from companion.interface import tr
from companion.paths import find_places
from companion.walk.client import WalkClient, running_walks
from companion.walk.messages import Ask, Press, Snapshot, Stop
from models.language import Phrase

COMMANDS: tuple[str, ...] = get_args(CommandName)


@click.command(
    help=tr(
        """Press a key for the walk that goes on.

        COMMAND is a spoken command by its short name; without one, the floor is passed: "your turn"
        while you speak, silence while the companion does. Bind it to the play key of a headset in
        the keyboard settings of your desktop (GNOME: Settings, Keyboard, Custom Shortcuts; KDE:
        Shortcuts; sway and i3: bindsym XF86AudioPlay exec promenade press).

        \b
        promenade press
        promenade press let-me-think
        promenade press keep "the shared oven"
        promenade press end""",
        """Appuie sur une touche pour la promenade en cours.

        COMMANDE est une commande orale par son nom court ; sans elle, la parole passe : « à toi »
        quand vous parlez, silence quand le compagnon parle. Liez-la à la touche lecture d'un casque
        dans les réglages du clavier de votre bureau (GNOME : Paramètres, Clavier, Raccourcis
        personnalisés ; KDE : Raccourcis ; sway et i3 : bindsym XF86AudioPlay exec promenade press).

        \b
        promenade press
        promenade press let-me-think
        promenade press keep "le four partagé"
        promenade press end""",
    )
)
@click.argument("command", default="go-on", metavar=tr("[COMMAND]", "[COMMANDE]"))
@click.argument("about", default="", metavar=tr("[ABOUT]", "[OBJET]"))
def press(command: str, about: str) -> None:
    """Send one key to the last walk that goes on; raises BadUsage, SessionNotFound."""
    if command not in COMMANDS:
        raise BadUsage(
            Phrase("Nobody knows the command {name}.", "La commande {name} est inconnue.").format(
                name=command
            ),
            Phrase("Known: {names}.", "Connues : {names}.").format(names=", ".join(COMMANDS)),
        )
    asyncio.run(_press(command, about))


async def _press(command: str, about: str) -> None:
    walks = await running_walks(find_places())
    if not walks:
        raise SessionNotFound(
            Phrase("No walk goes on.", "Aucune promenade n'est en cours."),
            Phrase("`promenade walk` begins one.", "`promenade walk` en commence une."),
        )
    client = await WalkClient.connect(walks[-1])
    await client.send(Stop() if command == "end" else Press(command, about))
    await client.send(Ask())
    await _answered(client)
    await client.close()


async def _answered(client: WalkClient) -> None:
    """Return when the walk has answered: who hangs up before is not heard."""
    snapshots = 0
    async for news in client.news():
        snapshots += isinstance(news, Snapshot)
        if snapshots == 2:
            return

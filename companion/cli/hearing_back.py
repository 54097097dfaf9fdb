"""Playing a line of a session in the terminal: its words appear, its sound is heard."""

from __future__ import annotations

import click

from companion.cli.reading import lines_of
from companion.errors import SessionNotFound
from companion.interface import tr
from companion.paths import Places
from companion.session.folder import SessionFolder
from companion.session.state import SessionState
from companion.settings import load_settings
from companion.tui.text import plain, timecode
from models.language import Phrase


def play_line(places: Places, folder: SessionFolder, state: SessionState, id: str) -> None:
    """Show and play a line, or the lines an idea rests on, one after the other.

    Raises BadUsage for an unknown name, SessionNotFound where no sound is kept, DeviceTrouble.
    """
    lines = lines_of(state, id)
    sound = folder.sound
    if sound is None:
        raise SessionNotFound(
            Phrase("No sound is kept of {session}.", "Aucun son n'est gardé de {session}.").format(
                session=folder.id
            ),
            Phrase(
                "`promenade show {session}` reads it.",
                "`promenade show {session}` la donne à lire.",
            ).format(session=folder.id),
        )
    from companion.audio.player import open_player

    device = load_settings(places.settings_file).values.voice.device
    for line in lines:
        click.echo(f"{timecode(line.start_ms)}  {plain(line.text)}")
        player = open_player(sound, line.start_ms, line.end_ms, device=device)
        try:
            while not player.is_over:
                player.wait(0.1)
        finally:
            player.stop()
    if len(lines) > 1:
        click.echo(tr("That is all of it.", "C'est tout."))

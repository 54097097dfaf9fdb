"""`promenade forget`: a session, or only its sound, really deleted."""

from __future__ import annotations

from pathlib import Path

import click

from companion.archive.forgetting import Remains, find_remains, forget_sound
from companion.archive.forgetting import forget as delete
from companion.archive.search import refresh
from companion.cli.places import SESSION_HELP, SESSION_METAVAR, places, session_named
from companion.cli.voice_prints import FILE_NAME
from companion.interface import tr
from companion.session.folder import SessionFolder


@click.command(
    help=tr(
        """Really delete a session: words, sound, reports written of it, and all traces in the index.

        What you exported elsewhere is listed, not deleted. There is no way back.

        \b
        promenade forget last
        promenade forget last --audio-only
        promenade forget 2026-11-22-0930-4f1c --yes

        """
        + SESSION_HELP,
        """Efface vraiment une séance : mots, son, rapports qui en ont été écrits, traces dans l'index.

        Ce que vous avez exporté ailleurs est listé, pas effacé. Il n'y a pas de retour.

        \b
        promenade forget last
        promenade forget last --audio-only
        promenade forget 2026-11-22-0930-4f1c --yes

        """
        + SESSION_HELP,
    )
)
@click.argument("session", metavar=SESSION_METAVAR)
@click.option(
    "--audio-only",
    is_flag=True,
    help=tr("Delete the sound, keep the words.", "Effacer le son, garder les mots."),
)
@click.option("--yes", is_flag=True, help=tr("Do not ask.", "Ne pas demander."))
def forget(session: str, audio_only: bool, yes: bool) -> None:
    """Delete a session."""
    folder = session_named(session)
    if audio_only:
        _forget_sound(folder, is_sure=yes)
    else:
        _forget_all(folder, is_sure=yes)


def _forget_sound(folder: SessionFolder, *, is_sure: bool) -> None:
    if folder.sound is None:
        click.echo(tr(f"{folder.id} has no sound.", f"{folder.id} n'a pas de son."))
        return
    if not is_sure:
        question = tr(f"Delete the sound of {folder.id}?", f"Effacer le son de {folder.id} ?")
        click.confirm(question, abort=True, err=True)
    prints = folder.path / FILE_NAME  # taken from the sound: it says as much of a person's voice
    prints.unlink(missing_ok=True)
    gone = forget_sound(places(), folder)
    refresh(places())
    click.echo(tr("Deleted:", "Effacé :"))
    _list(gone)


def _forget_all(folder: SessionFolder, *, is_sure: bool) -> None:
    remains = find_remains(places(), folder)
    if not is_sure:
        click.echo(tr("This will be deleted:", "Ceci sera effacé :"), err=True)
        for path in (folder.path, *remains.reports, *remains.work):
            click.echo(f"  {path}", err=True)
        click.confirm(tr("Delete it for good?", "Effacer pour de bon ?"), abort=True, err=True)
    is_clean = delete(places(), remains)
    click.echo(tr(f"{folder.id} is deleted.", f"{folder.id} est effacée."))
    _tell_what_is_left(remains, is_clean=is_clean)


def _tell_what_is_left(remains: Remains, *, is_clean: bool) -> None:
    if remains.copies:
        click.echo(
            tr(
                "Copies that you exported, yours to delete:",
                "Copies que vous avez exportées, à effacer vous-même :",
            )
        )
        _list(remains.copies)
    if not is_clean:
        click.echo(
            tr(
                "The index is in use by another program; close it and run `promenade index` to "
                "remove the last traces.",
                "L'index sert à un autre programme ; fermez-le et lancez `promenade index` pour "
                "retirer les dernières traces.",
            ),
            err=True,
        )


def _list(paths: list[Path] | tuple[Path, ...]) -> None:
    for path in paths:
        click.echo(f"  {path}")

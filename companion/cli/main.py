"""`promenade`: the list of commands, each loaded only when it is called.

Help must appear at once, so this module imports nothing heavy; a command's own module may.
"""

from __future__ import annotations

import gettext
import os
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from companion.errors import BadUsage
from companion.interface import environment_language, set_language, tr
from companion.paths import find_places
from models.errors import PromenadeError
from models.language import Language, Phrase

COMMANDS: dict[str, tuple[str, Phrase]] = {
    "walk": ("companion.cli.walk:walk", Phrase("Talk on a walk.", "Parler en marchant.")),
    "press": (
        "companion.cli.press:press",
        Phrase("Press a key for the walk.", "Appuyer sur une touche pour la promenade."),
    ),
    "replay": (
        "companion.cli.replay:replay",
        Phrase(
            "Hold a walk from a recording or a script.",
            "Tenir une promenade d'après un enregistrement ou un script.",
        ),
    ),
    "sessions": (
        "companion.cli.sessions:sessions",
        Phrase("List what is kept.", "Lister ce qui est gardé."),
    ),
    "show": ("companion.cli.sessions:show", Phrase("Read a session.", "Lire une séance.")),
    "search": (
        "companion.cli.search:search",
        Phrase("Search everything ever said.", "Chercher dans tout ce qui a été dit."),
    ),
    "index": (
        "companion.cli.search:index",
        Phrase("Rebuild the search index.", "Reconstruire l'index."),
    ),
    "recover": (
        "companion.cli.recover:recover",
        Phrase("Open walks that were cut off.", "Rouvrir les promenades interrompues."),
    ),
    "forget": (
        "companion.cli.forget:forget",
        Phrase("Really delete a session.", "Effacer vraiment une séance."),
    ),
    "report": (
        "companion.cli.report:report",
        Phrase("Write an account and a SWOT.", "Écrire un compte rendu et un SWOT."),
    ),
    "verify": (
        "companion.cli.verify:verify",
        Phrase(
            "Check any text against what was said.", "Vérifier un texte contre ce qui a été dit."
        ),
    ),
    "review": (
        "companion.cli.review:review",
        Phrase("Go through a report line by line.", "Relire un rapport ligne à ligne."),
    ),
    "import": (
        "companion.cli.imports:import_",
        Phrase(
            "Take in recordings and transcripts.", "Importer enregistrements et transcriptions."
        ),
    ),
    "export": (
        "companion.cli.export:export",
        Phrase(
            "Give a transcript or its sound back.",
            "Rendre une transcription ou son enregistrement.",
        ),
    ),
    "edit": (
        "companion.cli.edit:edit",
        Phrase(
            "Correct a transcript in your editor.", "Corriger une transcription dans votre éditeur."
        ),
    ),
    "speakers": (
        "companion.cli.speakers:speakers",
        Phrase("Hear the voices and name them.", "Entendre les voix et les nommer."),
    ),
    "rehear": (
        "companion.cli.rehear:rehear",
        Phrase("Recognise saved sound again, better.", "Réécouter un son gardé, en mieux."),
    ),
    "setup": (
        "companion.cli.setup:setup",
        Phrase("Find or fetch what is missing.", "Trouver ou chercher ce qui manque."),
    ),
    "doctor": (
        "companion.cli.doctor:doctor",
        Phrase("Check devices, engines and settings.", "Vérifier appareils, moteurs et réglages."),
    ),
    "models": (
        "companion.cli.models:models",
        Phrase("List, fetch and remove models.", "Lister, chercher et retirer des modèles."),
    ),
}


class LazyGroup(click.Group):
    """Commands by name, imported when called; short help without importing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, name = entry[0].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, tr(phrase.en, phrase.fr)) for name, (_, phrase) in COMMANDS.items()]
        with formatter.section(tr("Commands", "Commandes")):
            formatter.write_dl(rows)


def build() -> click.Group:
    """Return the program's command, its help written in the interface's language."""

    @click.group(
        cls=LazyGroup,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=tr(
            "Think aloud on a walk with a voice companion, come home with a written account.\n\n"
            "Without a command, opens the terminal application. Start with `promenade setup`.",
            "Penser à voix haute en marchant, avec un compagnon qui écoute ; rentrer avec un compte "
            "rendu écrit.\n\nSans commande, ouvre l'application. Commencez par `promenade setup`.",
        ),
    )
    @click.option(
        "--ui-lang",
        type=click.Choice(["fr", "en"]),
        help=tr("Language of the interface.", "Langue de l'interface."),
    )
    @click.option(
        "--plain",
        is_flag=True,
        help=tr(
            "Open the application for a screen reader: no boxes, no movement, states in words.",
            "Ouvrir l'application pour un lecteur d'écran : ni cadres ni mouvement, états en mots.",
        ),
    )
    @click.version_option(package_name="promenade", message="%(prog)s %(version)s")
    @click.pass_context
    def promenade(context: click.Context, ui_lang: str | None, plain: bool) -> None:
        if context.invoked_subcommand is None:
            import_module("companion.cli.application").open_application(is_plain=plain)

    return promenade


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit code. The only place where errors become text."""
    given = sys.argv[1:] if arguments is None else arguments
    speak(environment_language(given, wont_language()))
    try:
        outcome: Any = build().main(args=given, prog_name="promenade", standalone_mode=False)
    except click.exceptions.Abort:
        return _complain(tr("Stopped.", "Arrêté."), 130)
    except KeyboardInterrupt:
        return _complain(tr("Stopped.", "Arrêté."), 130)
    except click.ClickException as error:
        error.show()
        return BadUsage.exit_code
    except PromenadeError as error:
        remedy = tr(error.remedy.en, error.remedy.fr)
        message = tr(error.message.en, error.message.fr)
        return _complain(f"{message}\n{remedy}".strip(), error.exit_code)
    return outcome if isinstance(outcome, int) else 0


def wont_language() -> str:
    """Return the interface's language of the settings file; empty where it has none."""
    try:
        settings = tomllib.loads(find_places().settings_file.read_text(encoding="utf-8"))
        return str(settings["interface"]["language"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""  # whoever needs the settings says what is wrong with them


def speak(language: Language) -> None:
    """Choose the language of our own words, and of click's: it looks for its words by gettext."""
    set_language(language)
    os.environ["LANGUAGE"] = language  # gettext asks this first, before the locale
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "words"))


def _complain(text: str, code: int) -> int:
    click.echo(text, err=True)
    return code

"""`promenade import`: recordings and transcripts become sessions, one or a whole folder of them."""

from __future__ import annotations

from typing import Any, get_args

import click

from companion.cli.import_run import ImportOrder, run_imports
from companion.cli.output import json_option, out_option
from companion.interface import tr
from models.transcript import SessionKind

CONSENTS = ("verbal", "written", "notice", "own-voice", "unattested")


@click.command(
    name="import",
    help=tr(
        """Take in recordings and transcripts; each becomes a session.

        FILE is any audio or video that ffmpeg reads, or a transcript: SRT, VTT, `Name: text`,
        Markdown, DOCX, JSON of Whisper, vosk, IBM, Google or our own. A folder or a pattern takes in
        all it holds. Ctrl-C stops; the same command goes on where it stopped. A file that was taken
        in before is recognised and not done again. Everything happens on this machine.

        \b
        promenade import talk.mp3
        promenade import meeting.m4a --lang fr --speakers 3
        promenade import interview.wav --names "Ada,Grace" --consent verbal
        promenade import recordings/ --jobs 2
        promenade import debate.vtt --title "Evening debate\"""",
        """Importe enregistrements et transcriptions ; chacun devient une séance.

        FICHIER est tout son ou vidéo que ffmpeg lit, ou une transcription : SRT, VTT, « Nom : texte »,
        Markdown, DOCX, JSON de Whisper, vosk, IBM, Google ou le nôtre. Un dossier ou un motif importe
        tout ce qu'il contient. Ctrl-C arrête ; la même commande reprend là où elle s'est arrêtée. Un
        fichier déjà importé est reconnu et n'est pas refait. Tout se passe sur cette machine.

        \b
        promenade import conference.mp3
        promenade import reunion.m4a --lang fr --speakers 3
        promenade import entretien.wav --names "Ada,Grace" --consent verbal
        promenade import enregistrements/ --jobs 2
        promenade import debat.vtt --title "Débat du soir\"""",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar=tr("FILE…", "FICHIER…"))
@click.option(
    "--lang",
    "language",
    type=click.Choice(["fr", "en", "auto"]),
    default="auto",
    show_default=True,
    help=tr("Language that is spoken.", "Langue parlée."),
)
@click.option(
    "--speakers",
    type=click.IntRange(0, 20),
    default=0,
    help=tr(
        "How many people speak, if you know.", "Combien de personnes parlent, si vous le savez."
    ),
)
@click.option(
    "--names",
    default="",
    help=tr(
        'Their names, in the order in which they first speak: "Ada,Grace".',
        'Leurs noms, dans l\'ordre où ils prennent la parole : "Ada,Grace".',
    ),
)
@click.option("--title", default="", help=tr("Title of the session.", "Titre de la séance."))
@click.option("--place", default="", help=tr("Where it was.", "Où c'était."))
@click.option("--date", default="", metavar="YYYY-MM-DD", help=tr("When it was.", "Quand c'était."))
@click.option(
    "--as",
    "kind",
    type=click.Choice(get_args(SessionKind)),
    help=tr(
        "What it is; told from the file by default.", "Ce que c'est ; d'après le fichier sinon."
    ),
)
@click.option(
    "--consent",
    type=click.Choice(CONSENTS),
    help=tr(
        "How those who speak agreed to be recorded.",
        "Comment ceux qui parlent ont accepté d'être enregistrés.",
    ),
)
@click.option(
    "--notice",
    default="",
    help=tr("The sentence they were told.", "La phrase qui leur a été dite."),
)
@click.option(
    "--model",
    default="",
    help=tr(
        "Recogniser: a name of `promenade models`, or a folder.",
        "Modèle de reconnaissance : un nom de `promenade models`, ou un dossier.",
    ),
)
@click.option(
    "--jobs",
    type=click.IntRange(0, 64),
    default=0,
    help=tr(
        "Pieces heard at once; as many as cores and memory allow by default.",
        "Morceaux entendus à la fois ; autant que le permettent cœurs et mémoire par défaut.",
    ),
)
@click.option(
    "--again", is_flag=True, help=tr("Even what was taken in before.", "Même ce qui l'a déjà été.")
)
@click.option(
    "--cluster",
    default="",
    metavar="tcp://HOST:PORT",
    help=tr(
        "Let a dask.distributed cluster hear; off this machine only tls:// with your certificates.",
        "Faire entendre par un cluster dask.distributed ; hors de cette machine, tls:// seulement, "
        "avec vos certificats.",
    ),
)
@json_option
@out_option
def import_(files: tuple[str, ...], **options: Any) -> int:
    """Take in files."""
    return run_imports(ImportOrder(files=files, **options))

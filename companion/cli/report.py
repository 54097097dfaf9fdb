"""`promenade report`: accounts, SWOT syntheses, ideas and minutes of sessions and files."""

from __future__ import annotations

import click

from companion.cli.report_folder import report_folder
from companion.cli.report_modes import has_mode, run_mode
from companion.cli.report_options import Order, report_options
from companion.cli.report_run import run, talk_folder
from companion.interface import tr


@click.command(
    help=tr(
        """Write an account, a SWOT, the ideas or the minutes of what was said.

        WHAT is a session (its name, `last`), a transcript (VTT, SRT, DOCX, JSON, `Name: text`), a
        recording, or a folder of them. Several give one synthesis; a folder gives a report each and
        an index. Every line leads to what was said; nothing is invented; no network is needed.

        \b
        promenade report last
        promenade report talk.vtt --kind swot --about "AI in small venues"
        promenade report last --kind account --format html,docx --length short
        promenade report talk.vtt --plan          an outline to edit
        promenade report talk.vtt --from-plan talk-report.plan.md
        promenade report talk.vtt --refresh       keeps what you changed by hand
        promenade report talk.vtt --sheet-for "Odile Ramonet"
        """,
        """Écrit le compte rendu, le SWOT, les idées ou le relevé de décisions de ce qui a été dit.

        QUOI est une séance (son nom, `last`), une transcription (VTT, SRT, DOCX, JSON, « Nom : texte »),
        un enregistrement, ou un dossier. Plusieurs donnent une seule synthèse ; un dossier donne un
        rapport chacun et un index. Chaque ligne mène à ce qui a été dit ; rien n'est inventé ; aucun
        réseau n'est nécessaire.

        \b
        promenade report last
        promenade report debat.vtt --kind swot --about "l'IA dans les petits lieux"
        promenade report last --kind account --format html,docx --length short
        promenade report debat.vtt --plan          un plan à modifier
        promenade report debat.vtt --from-plan debat-report.plan.md
        promenade report debat.vtt --refresh       garde vos modifications
        promenade report debat.vtt --sheet-for "Odile Ramonet"
        """,
    )
)
@click.argument("what", nargs=-1, required=True, metavar=tr("WHAT…", "QUOI…"))
@report_options
def report(what: tuple[str, ...], **options: object) -> int:
    """Write reports."""
    order = Order.from_options(what, options)
    folder = talk_folder(order)
    if folder is not None:
        report_folder(order, folder)
    elif has_mode(order):
        return run_mode(order)
    else:
        run(order)
    return 0

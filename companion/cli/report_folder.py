"""A folder of talks: a report each, and an index of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from companion.cli.report_options import Order
from companion.cli.report_run import Written, tell, write
from companion.cli.report_sources import Source, from_state, is_talk, open_file, with_occasion
from companion.errors import BadUsage
from companion.interface import tr
from companion.session.folder import SessionFolder
from companion.session.opening import load_session
from models.errors import PromenadeError
from models.language import Language, Phrase
from reporting.output import write_all
from reporting.render.index import IndexRow, as_index_html, as_index_markdown


def report_folder(order: Order, folder: Path) -> None:
    """Write a report of every talk in `folder`; one that cannot be read is named and passed over."""
    talks = _talks(folder)
    if not talks:
        raise BadUsage(
            Phrase("There is nothing to report on there.", "Il n'y a rien à rapporter là."),
            Phrase(
                "A folder holds transcripts, recordings or sessions.",
                "Un dossier contient des transcriptions, des enregistrements ou des séances.",
            ),
        )
    out = order.out or folder / "reports"
    each = replace(order, out=out)
    written: list[Written] = []
    failed: list[PromenadeError | click.exceptions.Exit] = []
    for number, path in enumerate(talks, 1):
        click.echo(f"{number}/{len(talks)}  {path.name}", err=True)
        try:
            written.append(write(each, (with_occasion(_open(path, order), order.occasion),)))
        except click.exceptions.Exit as error:  # the import has said why
            failed.append(error)
        except PromenadeError as error:
            failed.append(error)
            click.echo(f"  {tr(error.message.en, error.message.fr)}", err=True)
    if not written:
        raise failed[0]
    _write_index(out, written, order.language or written[0].report.language)
    tell(order, written)


def _talks(folder: Path) -> list[Path]:
    found = [path for path in sorted(folder.iterdir()) if is_talk(path)]
    sessions = [path.parent for path in sorted(folder.glob("*/journal.jsonl"))]
    return [*found, *sessions]


def _open(path: Path, order: Order) -> Source:
    if path.is_dir():
        folder = SessionFolder(path)
        return from_state(load_session(folder), folder)
    return open_file(path, order.language)


def _write_index(out: Path, written: list[Written], language: Language) -> None:
    rows = [
        IndexRow(one.report, tuple(file.name for file in one.files if file.parent == out))
        for one in written
    ]
    write_all(
        {
            out / "index.md": as_index_markdown(rows, language).encode(),
            out / "index.html": as_index_html(rows, language).encode(),
        }
    )

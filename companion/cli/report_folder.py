"""A folder of talks: a report each, and an index of them. Several are written at once."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from companion.cli.report_options import Order
from companion.cli.report_run import (
    Written,
    decided,
    has_chat_model,
    inputs,
    make,
    request_for,
    tell,
    with_engines,
    write,
)
from companion.cli.report_sources import Source, from_state, is_talk, open_file, with_occasion
from companion.errors import BadUsage
from companion.interface import tr
from companion.session.folder import SessionFolder
from companion.session.opening import load_session
from models.errors import PromenadeError
from models.language import Language, Phrase
from reporting.crew import ProcessReportCrew, ReportCrew, SoloReportCrew
from reporting.output import write_all
from reporting.records import Report
from reporting.render.index import IndexRow, as_index_html, as_index_markdown

_MANY = 8
"""Talks from which on it pays to start processes."""
_MOST_PROCESSES = 8
_UNDER_WAY = 2
"""Talks held for each report that is written at once."""

_Failure = PromenadeError | click.exceptions.Exit


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
    written: list[Written] = []
    failed: list[_Failure] = []
    with closing(_crew(order, len(talks))) as crew:
        for number, (path, finish) in enumerate(_begun(talks, order, crew), 1):
            click.echo(f"{number}/{len(talks)}  {path.name}", err=True)
            try:
                source, report = finish()
                written.append(write(replace(order, out=out), (source,), report))
            except click.exceptions.Exit as error:  # the import has said why
                failed.append(error)
            except PromenadeError as error:
                failed.append(error)
                click.echo(f"  {tr(error.message.en, error.message.fr)}", err=True)
                click.echo(f"  {tr(error.remedy.en, error.remedy.fr)}", err=True)
    if not written:
        raise failed[0]
    _write_index(out, written, order.language or written[0].report.language)
    tell(order, written)


def _crew(order: Order, talks: int) -> ReportCrew:
    """Return who writes: a cluster where one is named, else as many processes as pay."""
    if order.cluster:
        from companion.cli.clustering import cluster_report_crew

        return cluster_report_crew(order.cluster)
    width = min(os.cpu_count() or 1, _MOST_PROCESSES)
    is_spread = talks >= _MANY and width > 1 and not has_chat_model(order)
    return ProcessReportCrew(width) if is_spread else SoloReportCrew()


_Finish = Callable[[], tuple[Source, Report]]


def _begun(talks: list[Path], order: Order, crew: ReportCrew) -> Iterator[tuple[Path, _Finish]]:
    """Give each talk with what waits for its report, a few ahead of it being under way."""
    waiting: deque[tuple[Path, _Finish]] = deque()
    for path in talks:
        waiting.append((path, _begin(path, order, crew)))
        if len(waiting) >= _UNDER_WAY * crew.width:
            yield waiting.popleft()
    yield from waiting


def _begin(path: Path, order: Order, crew: ReportCrew) -> _Finish:
    """Open a talk and have its report begun; what goes wrong is told when its turn comes."""
    if has_chat_model(order):  # asked from here, one talk after the other
        return partial(_made_here, path, order)
    try:
        source = with_occasion(_open(path, order), order.occasion)
    except (PromenadeError, click.exceptions.Exit) as error:
        return partial(_raise, error)
    request = request_for(order, (source,), order.length)
    return partial(_finished, source, crew.submit(request, inputs((source,))))


def _made_here(path: Path, order: Order) -> tuple[Source, Report]:
    source = with_occasion(_open(path, order), order.occasion)
    return source, make(order, (source,))


def _finished(source: Source, report: Future[Report]) -> tuple[Source, Report]:
    return source, decided(with_engines(report.result(), (source,)), (source,))


def _raise(error: _Failure) -> tuple[Source, Report]:
    raise error


def _talks(folder: Path) -> list[Path]:
    found = [path for path in sorted(folder.iterdir()) if is_talk(path)]
    sessions = [path.parent for path in sorted(folder.glob("*/journal.jsonl"))]
    return [*found, *sessions]


def _open(path: Path, order: Order) -> Source:
    if path.is_dir():
        folder = SessionFolder(path)
        return from_state(load_session(folder), folder)
    return open_file(path, order.cluster)


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

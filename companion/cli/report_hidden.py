"""What a report keeps off the record, told by its times alone, and how its owner can let it in."""

from __future__ import annotations

from collections.abc import Sequence

from companion.cli.report_sources import Source
from companion.interface import tr
from companion.tui.text import plain
from models.transcript import Span
from reporting.reading.confidence import off_record_spans

_MOST = 8
"""Passages told one by one."""


def hidden_passages(source: Source) -> list[str]:
    """Return when words were asked to be kept off the record, a line each, and what to do about it."""
    spans = off_record_spans(source.transcript)
    if not spans:
        return []
    name = source.path.name if source.path is not None else source.transcript.id
    if not source.transcript.is_timed:
        return [_untimed(len(spans), name)]
    times = ", ".join(_passage(span) for span in spans[:_MOST])
    more = tr(" and {n} more", " et {n} autres").format(n=len(spans) - _MOST)
    told = tr(
        "Kept off the record at {times}{more}.", "Laissé hors du compte rendu à {times}{more}."
    )
    line = told.format(times=times, more=more if len(spans) > _MOST else "")
    return [line, f"  {_way_in(source, spans)}"]


def _untimed(count: int, name: str) -> str:
    return tr(
        "{n} passages of {name} are kept off the record; to let one in, take the request out of the "
        "text.",
        "{n} passages de {name} restent hors du compte rendu ; pour en laisser un, retirez la demande "
        "du texte.",
    ).format(n=count, name=plain(name))


def _way_in(source: Source, spans: Sequence[Span]) -> str:
    command = "promenade edit {id} --let-back-in {span}"
    if source.folder is not None:
        filled = command.format(id=source.folder.id, span=_passage(spans[0]))
        return tr("To let it in: {command}", "Pour le laisser : {command}").format(command=filled)
    name = source.path.name if source.path is not None else source.transcript.id
    filled = command.format(id="last", span=_passage(spans[0]))
    return tr(
        "To let it in: promenade import {name}, then {command}, and report on the session.",
        "Pour le laisser : promenade import {name}, puis {command}, et rapportez la séance.",
    ).format(name=plain(name), command=filled)


def _passage(span: Span) -> str:
    """Return MM:SS-MM:SS that holds the whole passage, as `edit` reads it."""
    first, last = span.start_ms // 1000, -(-span.end_ms // 1000)
    return f"{first // 60}:{first % 60:02}-{last // 60}:{last % 60:02}"

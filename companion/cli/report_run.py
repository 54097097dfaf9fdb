"""Carrying out `promenade report`: open, write, keep a note of it, say where it is."""

from __future__ import annotations

import asyncio
import glob
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
import msgspec

from companion.cli.output import as_json_text
from companion.cli.places import places
from companion.cli.report_chat import shown_progress, write_with_model
from companion.cli.report_hidden import hidden_passages
from companion.cli.report_options import Order
from companion.cli.report_sources import (
    Source,
    open_source,
    today,
    transcripts,
    unheard,
    with_occasion,
)
from companion.errors import BadUsage
from companion.interface import present_language, tr
from companion.session.events import ReportWritten
from companion.session.opening import transcript_digest
from companion.session.writing import Journal
from companion.tui.text import plain
from models.errors import EngineFailed, EngineUnavailable, ModelMissing
from models.language import Phrase
from reporting import pipeline
from reporting.editing.decisions import apply
from reporting.editing.recount import recount
from reporting.output import Wish, write_report
from reporting.records import Report
from reporting.render.formats import IDEA_MAPS
from reporting.render.sound import Sound


@dataclass(frozen=True, slots=True)
class Written:
    """A report and where it went."""

    report: Report
    files: tuple[Path, ...]
    sound: Sound
    set_aside: tuple[Path, ...] = ()
    """Copies of documents that a person had edited."""
    hidden: tuple[str, ...] = ()
    """When something was asked to be kept off the record, and how to let it in: never the words."""


def run(order: Order) -> None:
    """Do what was asked; raises PromenadeError."""
    if order.cluster:
        raise BadUsage(
            Phrase(
                "A cluster writes the reports of a folder; one report takes a second here.",
                "Un cluster écrit les rapports d'un dossier ; un seul prend une seconde ici.",
            ),
            Phrase(
                "Name the folder, or leave out --cluster.",
                "Nommez le dossier, ou retirez --cluster.",
            ),
        )
    sources = open_all(order)
    tell(order, (write(order, sources),))


def open_all(order: Order) -> tuple[Source, ...]:
    """Return everything named, with the occasion as the user gave it."""
    home = places()
    found = [open_source(home, wish) for wish in order.what]
    opened = tuple(with_occasion(source, order.occasion) for source in _told_apart(found))
    for name in unheard(order.occasion, opened):
        text = tr(
            "{name} is not among the voices of the recording", "{name} n'est pas parmi les voix"
        )
        click.echo(text.format(name=plain(name)), err=True)
    return opened


def make(order: Order, sources: Sequence[Source], length: str = "") -> Report:
    """Return the report with every decision about its lines applied."""
    report = draft(order, sources, length or order.length)
    return decided(report, sources)


def draft(
    order: Order, sources: Sequence[Source], length: str, *, is_worded: bool = True
) -> Report:
    """Return the report as its sources give it, before anybody's decisions.

    Without `is_worded` a chat model only chooses, as for an outline.
    """
    request = request_for(order, sources, length, is_worded=is_worded)
    with shown_progress() as tell_progress:
        report = _written(order, request, sources, tell_progress)
    return with_engines(report, sources)


def request_for(
    order: Order, sources: Sequence[Source], length: str, *, is_worded: bool = True
) -> pipeline.ReportRequest:
    """Return what the pipeline is asked for."""
    return pipeline.ReportRequest(
        kinds=order.kinds,
        language=order.language,
        about=order.about,
        length=length,
        title=order.occasion.title,
        tool=tool(),
        brief=order.brief,
        redacted=_redacted(sources),
        is_worded=is_worded,
    )


def with_engines(report: Report, sources: Sequence[Source]) -> Report:
    """Return the report with what heard its talks."""
    engines = tuple(dict.fromkeys(card for source in sources for card in source.engines))
    making = msgspec.structs.replace(report.making, engines=report.making.engines or engines)
    return msgspec.structs.replace(report, making=making)


def _written(
    order: Order,
    request: pipeline.ReportRequest,
    sources: Sequence[Source],
    progress: pipeline.Progress,
) -> Report:
    """Write with the chat model that was named; without it where it is away, saying so."""
    given = inputs(sources)
    if not has_chat_model(order):
        return pipeline.write_report(request, given, progress=progress)
    try:
        return asyncio.run(write_with_model(order.model, request, sources, given, progress))
    except (EngineUnavailable, EngineFailed, ModelMissing) as error:
        click.echo(tr(error.message.en, error.message.fr), err=True)
        click.echo(
            tr(
                "The report is written without a chat model.",
                "Le rapport est écrit sans modèle de dialogue.",
            ),
            err=True,
        )
        return pipeline.write_report(request, given, progress=progress)


def has_chat_model(order: Order) -> bool:
    """Return whether a chat model was named."""
    return order.model not in ("", "none")


def decided(report: Report, sources: Sequence[Source]) -> Report:
    """Return the report as its reviewers and speakers want it, counted anew."""
    decisions = [one for source in sources for one in source.decisions]
    if not decisions:
        return report
    return recount(apply(report, decisions), inputs(sources), _redacted(sources))


def inputs(sources: Sequence[Source]) -> list[pipeline.Source]:
    """Return the sources as the pipeline reads them."""
    return [pipeline.Source(transcript=one.transcript, ideas=one.ideas) for one in sources]


def _redacted(sources: Sequence[Source]) -> tuple[str, ...]:
    return tuple(sorted({name for source in sources for name in source.redacted}))


def write(order: Order, sources: Sequence[Source], report: Report | None = None) -> Written:
    """Write the report of the sources (or the one given) and keep a note in their sessions."""
    made = make(order, sources) if report is None else report
    wish = wish_of(order, sources)
    before = set(wish.folder.glob(f"{glob.escape(wish.name)}.edited*"))
    files, sound = write_report(made, transcripts(sources), wish)
    note(sources, made, files)
    after = set(wish.folder.glob(f"{glob.escape(wish.name)}.edited*"))
    kept_out = tuple(line for source in sources for line in hidden_passages(source))
    return Written(made, files, sound, tuple(sorted(after - before)), kept_out)


def wish_of(order: Order, sources: Sequence[Source]) -> Wish:
    """Return where and how: in the session's folder, beside a file, or where --out says."""
    folder = order.out or (sources[0].reports if len(sources) == 1 else Path.cwd())
    return Wish(folder, name_of(order, sources), order.formats, order.sound, order.templates)


def name_of(order: Order, sources: Sequence[Source]) -> str:
    """Return the name of the files: never a word of what was said."""
    what = order.kinds[0] if len(order.kinds) == 1 else "report"
    if len(sources) > 1:
        return f"synthesis-{what}" if what != "report" else "synthesis"
    source = sources[0]
    if source.path is not None:
        return f"{source.path.stem}-{what}"
    return f"{source.transcript.id}-{what}" if order.out else what


def note(sources: Sequence[Source], report: Report, files: Sequence[Path]) -> None:
    """Tell each session that a report was made of it, so that it can be found stale or forgotten."""
    for source in sources:
        if source.folder is None:
            continue
        digest = transcript_digest(source.transcript, source.ideas)
        day = today()
        with Journal(source.folder.journal) as journal:
            journal.append_all(
                [
                    ReportWritten(
                        path=str(file.absolute()),
                        kinds=report.kinds,
                        transcript_digest=digest,
                        on=day,
                    )
                    for file in files
                ]
            )


def tell(order: Order, written: Sequence[Written]) -> None:
    """Say where the documents are, and one line of audit each."""
    if order.as_json:
        click.echo(as_json_text([_as_data(one) for one in written]))
        return
    for one in written:
        for file in one.files:
            click.echo(str(file))
        for file in one.set_aside:
            kept = tr(
                "Your edited version was kept as {name}; --refresh merges instead.",
                "Votre version modifiée est gardée dans {name} ; --refresh la fusionne.",
            )
            click.echo(kept.format(name=file.name), err=True)
        click.echo(audit_line(one.report), err=True)
        if one.report.ideation is None and set(order.formats) & set(IDEA_MAPS):
            text = tr(
                "No ideas of a walk here: no map of them.",
                "Pas d'idées de promenade ici : pas de carte.",
            )
            click.echo(text, err=True)
        for told in one.sound.notes:
            click.echo(told.to(present_language()), err=True)
        for line in one.hidden:
            click.echo(line, err=True)


def audit_line(report: Report) -> str:
    """Return what was checked, on one line."""
    audit = report.audit
    text = tr(
        "quotations verified {a}/{b} · statements with evidence {c}/{d} · passages read {e}/{f} · "
        "off the record {g}",
        "citations vérifiées {a}/{b} · affirmations avec preuve {c}/{d} · passages lus {e}/{f} · "
        "hors compte rendu {g}",
    ).format(
        a=audit.quotations_verified,
        b=audit.quotations,
        c=audit.claims_with_evidence,
        d=audit.claims,
        e=audit.segments_read,
        f=audit.segments_total,
        g=audit.withheld,
    )
    if len(audit.warnings) == 1:
        return text + tr(" · 1 warning in the document", " · 1 avertissement dans le document")
    many = tr(" · {n} warnings in the document", " · {n} avertissements dans le document")
    return text + (many.format(n=len(audit.warnings)) if audit.warnings else "")


def _as_data(written: Written) -> dict[str, Any]:
    return {
        "title": written.report.title,
        "kinds": written.report.kinds,
        "files": [str(file) for file in written.files],
        "audit": written.report.audit,
        "embedded_sound_bytes": written.sound.size,
    }


def tool() -> str:
    """Return the program's name and version."""
    from importlib.metadata import version

    return f"promenade {version('promenade')}"


def talk_folder(order: Order) -> Path | None:
    """Return the folder of talks that was named; None for sessions and files."""
    if len(order.what) != 1:
        return None
    path = Path(order.what[0]).expanduser()
    if not path.is_dir() or (path / "journal.jsonl").exists():
        return None
    if order.cluster and has_chat_model(order):
        raise BadUsage(
            Phrase(
                "A chat model is asked from this machine, not from a cluster.",
                "Un modèle de dialogue est interrogé depuis cette machine, pas depuis un cluster.",
            ),
            Phrase("Leave out --model or --cluster.", "Retirez --model ou --cluster."),
        )
    if order.modes != type(order.modes)():
        raise BadUsage(
            Phrase(
                "Plans, sheets and --refresh go with one talk, not with a folder.",
                "Plans, feuilles et --refresh vont avec un échange, pas avec un dossier.",
            )
        )
    return path


def _told_apart(sources: Sequence[Source]) -> list[Source]:
    """Give files of the same name different ids: evidence must lead to one of them."""
    seen: dict[str, int] = {}
    found = []
    for source in sources:
        name = source.transcript.id
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            again = msgspec.structs.replace(source.transcript, id=f"{name}-{seen[name]}")
            source = replace(source, transcript=again)
        found.append(source)
    return found

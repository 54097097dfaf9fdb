"""`report` with a hand on the wheel: plans, sheets for speakers, and what was edited by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from companion.cli.output import as_json_text
from companion.cli.report_options import Order, read_length
from companion.cli.report_run import (
    decided,
    draft,
    inputs,
    make,
    open_all,
    tell,
    wish_of,
    write,
)
from companion.cli.report_sources import (
    Occasion,
    Source,
    introduced_as,
    keep_decisions,
    participants,
    today,
    transcripts,
)
from companion.errors import BadUsage
from companion.interface import tr
from companion.tui.text import plain
from models.language import Phrase
from models.transcript import Speaker
from reporting.editing.plan import Plan, outline, read_plan, written
from reporting.editing.recount import recount
from reporting.editing.refresh import refresh
from reporting.editing.sheet import as_html_sheet, as_markdown_sheet, read_sheet
from reporting.errors import PlanUnusable
from reporting.output import base_file, contexts, write_all
from reporting.reading.sealing import sealed
from reporting.render.clips import gather
from reporting.verifying.document import read_markdown
from reporting.verifying.verify import verify

WANTING = 7


def has_mode(order: Order) -> bool:
    """Return whether something other than a plain report was asked for."""
    return order.modes != type(order.modes)()


def run_mode(order: Order) -> int:
    """Do what was asked; return the exit code."""
    modes = order.modes
    if modes.from_plan:
        return from_plan(order, modes.from_plan)
    sources = open_all(order)
    if modes.plan:
        return make_plan(order, sources)
    if modes.sheet_for:
        return make_sheet(order, sources, modes.sheet_for)
    if modes.sheet:
        return take_sheet(order, sources, modes.sheet)
    return refreshed(order, sources)


def make_plan(order: Order, sources: Sequence[Source]) -> int:
    """Write an outline to edit."""
    asked = replace(order, kinds=("account",))
    chosen = decided(draft(asked, sources, order.length, is_worded=False), sources)
    pool = decided(draft(asked, sources, "long", is_worded=False), sources)
    known = sources[0].transcript
    settings = {
        "about": order.about,
        "length": order.length,
        "angle": order.brief,
        "place": known.event.place,
        "date": known.event.date or known.started_at[:10],
        "participants": "; ".join(map(introduced_as, _introduced(sources))),
    }
    file = _beside(order, sources, ".plan.md")
    write_all({file: outline(chosen, pool, settings).encode()})
    return _named(order, (file,))


def _introduced(sources: Sequence[Source]) -> list[Speaker]:
    """Return everybody with a name, once, for roles to be written beside them."""
    named = {
        one.name: one
        for source in sources
        for one in source.transcript.speakers
        if one.name and one.kind not in ("audience", "companion") and one.id not in source.redacted
    }
    return list(named.values())


def from_plan(order: Order, file: Path) -> int:
    """Write the report of an edited outline."""
    plan = read_plan(_text(file))
    order = replace(order, occasion=_planned(order.occasion, plan))
    sources = open_all(order)
    kinds = order.kinds if "account" in order.kinds else ("account", *order.kinds)
    length = read_length(plan.settings.get("length") or order.length)
    about = order.about or plan.settings.get("about", "")
    brief = "\n".join(filter(None, (order.brief, *_steering(plan))))
    asked = replace(order, kinds=kinds, about=about, length=length, brief=brief)
    reserve = draft(replace(asked, kinds=("account",)), sources, "long", is_worded=False)
    report = written(plan, draft(asked, sources, length), reserve)
    report = recount(report, inputs(sources))
    tell(order, (write(asked, sources, decided(report, sources)),))
    return 0


def _planned(occasion: Occasion, plan: Plan) -> Occasion:
    """Return the occasion as the plan has it, where the command line does not say otherwise."""
    return Occasion(
        title=occasion.title,
        place=occasion.place or plan.settings.get("place", ""),
        date=occasion.date or plan.settings.get("date", ""),
        participants=occasion.participants or participants(plan.settings.get("participants", "")),
    )


def _steering(plan: Plan) -> list[str]:
    """Return what a plan wants of the writing, as a chat model is told it."""
    labels = (("angle", "Angle"), ("audience", tr("Readers", "Public")))
    return [f"{label}: {plan.settings[name]}" for name, label in labels if plan.settings.get(name)]


def make_sheet(order: Order, sources: Sequence[Source], name: str) -> int:
    """Write a speaker's sheet, as Markdown and as a page."""
    report = draft(order, sources, order.length)
    known = [sealed(one) for one in transcripts(sources)]
    around = contexts(report, known)
    sound = gather(report, known, order.sound, _beside(order, sources, "").parent)
    speaker = "".join(char if char.isalnum() else "-" for char in name.lower())
    base = _beside(order, sources, f".sheet-{speaker}")
    files = {
        base.with_name(base.name + ".md"): as_markdown_sheet(report, name, around).encode(),
        base.with_name(base.name + ".html"): as_html_sheet(report, name, around, sound).encode(),
    }
    write_all(files)
    return _named(order, tuple(files))


def take_sheet(order: Order, sources: Sequence[Source], file: Path) -> int:
    """Read a filled sheet, keep its answers, and write the report with them."""
    report = draft(order, sources, order.length)
    answers = read_sheet(_text(file), report, today())
    keep_decisions(sources, answers)
    click.echo(
        tr("answers taken: {n}", "réponses prises en compte : {n}").format(n=len(answers)), err=True
    )
    tell(order, (write(order, open_all(order)),))
    return 0


def refreshed(order: Order, sources: Sequence[Source]) -> int:
    """Write the report anew, keep what was changed by hand in its Markdown, check all again."""
    wish = wish_of(order, sources)
    file, base = wish.folder / f"{wish.name}.md", base_file(wish)
    if not file.is_file() or not base.is_file():
        raise PlanUnusable(
            Phrase(
                f"There is no earlier report {file.name} to refresh.",
                f"Il n’y a pas de rapport {file.name} à rafraîchir.",
            ),
            Phrase("Write one first, without --refresh.", "Faites-en un d’abord, sans --refresh."),
        )
    mine, was = _text(file), _text(base)
    formats = order.formats if "md" in order.formats else ("md", *order.formats)
    report = make(order, sources)
    done = write(replace(order, formats=formats), sources, report)
    merged = refresh(was, mine, _text(file))
    write_all({file: merged.text.encode()})
    for copy in done.set_aside:
        copy.unlink()
    tell(order, (replace(done, set_aside=()),))
    _say_refreshed(merged.kept, merged.stale)
    return _recheck(merged.text, sources)


def _say_refreshed(kept: int, stale: Sequence[str]) -> None:
    text = tr("changes of yours kept: {n}", "modifications gardées : {n}").format(n=kept)
    click.echo(text, err=True)
    for beginning in stale:
        text = tr("stale, look again: {what}", "périmé, à revoir : {what}")
        click.echo(text.format(what=plain(beginning)), err=True)


def _recheck(text: str, sources: Sequence[Source]) -> int:
    found = verify(read_markdown(text), [sealed(one) for one in transcripts(sources)])
    wanting = [one for one in found.quotations if not one.is_fine]
    for one in wanting:
        what = tr(
            "line {n}: not what was said: {text}", "ligne {n} : pas ce qui a été dit : {text}"
        )
        click.echo(what.format(n=one.line, text=plain(one.text)), err=True)
    return WANTING if wanting else 0


def _named(order: Order, files: Sequence[Path]) -> int:
    if order.as_json:
        click.echo(as_json_text({"files": [str(file) for file in files]}))
    else:
        click.echo("\n".join(str(file) for file in files))
    return 0


def _beside(order: Order, sources: Sequence[Source], suffix: str) -> Path:
    wish = wish_of(order, sources)
    return wish.folder / f"{wish.name}{suffix}"


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadUsage(
            Phrase("{name} cannot be read.", "{name} est illisible.").format(name=file.name),
            Phrase("Give a text file in UTF-8.", "Donnez un fichier texte en UTF-8."),
        ) from error

"""`promenade review`: goes through a report line by line, and keeps who decided what."""

from __future__ import annotations

import getpass
import glob
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from companion.cli.output import as_json_text
from companion.cli.places import places
from companion.cli.report_options import Order
from companion.cli.report_run import draft
from companion.cli.report_sources import Source, is_talk, keep_decisions, open_source, today
from companion.errors import BadUsage
from companion.interface import present_language, tr
from companion.tui.text import plain
from models.language import Phrase
from reporting.editing.decisions import Choice, Decision, lines, quotation_key
from reporting.records import Evidence, Report
from reporting.render.json_ import read_report
from reporting.render.typography import clock, marked


@dataclass(frozen=True, slots=True)
class Item:
    """Something a person can decide about."""

    key: str
    text: str
    evidence: tuple[Evidence, ...]
    is_quotation: bool = False
    """True where the words are a speaker's: they may be struck, only the speaker rewords them."""


@click.command(
    help=tr(
        """Go through a report line by line: accept, reword, strike.

        REPORT is a session, a transcript, or the .json of a report. What you decide is kept with
        your name and the day; the next `promenade report` applies it and says so in the document.

        \b
        promenade review last
        promenade review talk.vtt --by "Ada Morel"
        promenade review last --list --json
        promenade review last --strike KEY --accept KEY
        """,
        """Relit un rapport ligne à ligne : accepter, reformuler, rayer.

        RAPPORT est une séance, une transcription, ou le .json d'un rapport. Ce que vous décidez est
        gardé avec votre nom et le jour ; le prochain `promenade report` l'applique et le document le
        dit.

        \b
        promenade review last
        promenade review debat.vtt --by "Ada Morel"
        promenade review last --list --json
        promenade review last --strike CLÉ --accept CLÉ
        """,
    )
)
@click.argument("what", metavar=tr("REPORT", "RAPPORT"))
@click.option("--by", metavar=tr("NAME", "NOM"), help=tr("Who reviews.", "Qui relit."))
@click.option("--again", is_flag=True, help=tr("Also lines decided before.", "Aussi le déjà relu."))
@click.option("--list", "only_list", is_flag=True, help=tr("Only list the lines.", "Lister."))
@click.option("--json", "as_json", is_flag=True, help=tr("List as JSON.", "Lister en JSON."))
@click.option(
    "--accept", multiple=True, metavar=tr("KEY", "CLÉ"), help=tr("Accept a line.", "Accepter.")
)
@click.option(
    "--strike", multiple=True, metavar=tr("KEY", "CLÉ"), help=tr("Strike a line.", "Rayer.")
)
@click.option(
    "--reword",
    multiple=True,
    nargs=2,
    metavar=tr("KEY TEXT", "CLÉ TEXTE"),
    help=tr("Reword a line.", "Reformuler."),
)
def review(
    what: str,
    by: str | None,
    again: bool,
    only_list: bool,
    as_json: bool,
    accept: tuple[str, ...],
    strike: tuple[str, ...],
    reword: tuple[tuple[str, str], ...],
) -> None:
    """Review a report."""
    source, report = _opened(what)
    items = tuple(items_of(report))
    if only_list or as_json:
        _list(items, source, as_json)
        return
    given: list[tuple[str, Choice, str]] = [(key, "accepted", "") for key in accept]
    given += [(key, "struck", "") for key in strike]
    given += [(key, "reworded", text) for key, text in reword]
    reviewer = by or getpass.getuser()
    if given:
        _take(given, items, source, reviewer)
        return
    known = {one.line for one in source.decisions}
    _walk_through([one for one in items if again or one.key not in known], source, reviewer)


def items_of(report: Report) -> Iterator[Item]:
    """Yield the lines of a report and the quotations of its account, in reading order, once each."""
    seen: set[str] = set()
    for section in report.sections:
        for sentence in section.sentences:
            for name in sentence.evidence:
                one = report.evidence[name]
                key = quotation_key(one)
                if key not in seen:
                    seen.add(key)
                    yield Item(key, one.quote, (one,), is_quotation=True)
    for line in lines(report):
        if line.key not in seen:
            seen.add(line.key)
            found = tuple(
                report.evidence[name] for name in line.evidence if name in report.evidence
            )
            yield Item(line.key, line.text, found)


def _opened(what: str) -> tuple[Source, Report]:
    """Return what decisions are kept with, and the report as it would be without them."""
    path = Path(what).expanduser()
    if (
        path.suffix == ".json"
        and path.is_file()
        and b'"promenade-report/' in path.read_bytes()[:4096]
    ):
        report = read_report(path)
        return _source_of(report, path), report
    source = open_source(places(), what)
    order = Order.plain((what,))
    return source, draft(order, (source,), order.length)


def _source_of(report: Report, path: Path) -> Source:
    """Return the session a report is of, or the file beside it; decisions are kept there."""
    origin = report.origins[0]
    beside = [
        file
        for file in sorted(path.parent.glob(f"{glob.escape(origin.session)}.*"))
        if is_talk(file) and file != path
    ]
    return open_source(places(), str(beside[0]) if beside else origin.session)


def _list(items: Sequence[Item], source: Source, as_json: bool) -> None:
    known = {one.line: one for one in source.decisions}
    if as_json:
        rows = [
            {
                "key": one.key,
                "text": one.text,
                "quotations": [e.quote for e in one.evidence],
                "decision": known[one.key].decision if one.key in known else "",
            }
            for one in items
        ]
        click.echo(as_json_text(rows))
        return
    for one in items:
        state = known[one.key].decision if one.key in known else "—"
        click.echo(f"{one.key}\t{state}\t{plain(one.text)}")


def _take(
    given: Sequence[tuple[str, Choice, str]], items: Sequence[Item], source: Source, reviewer: str
) -> None:
    known = {one.key: one for one in items}
    for key, choice, _ in given:
        if key not in known:
            raise BadUsage(
                Phrase(f"No line has the key {key}.", f"Aucune ligne n'a la clé {key}."),
                Phrase(
                    "`promenade review … --list` lists them.",
                    "`promenade review … --list` les liste.",
                ),
            )
        if choice == "reworded" and known[key].is_quotation:
            raise BadUsage(
                Phrase(
                    "A quotation is not reworded by its reviewer.",
                    "Une citation ne se reformule pas à la relecture.",
                ),
                Phrase(
                    "Strike it, or ask the speaker: promenade report … --sheet-for NAME.",
                    "Rayez-la, ou demandez à la personne : promenade report … --sheet-for NOM.",
                ),
            )
    day = today()
    keep_decisions(
        (source,), [Decision(key, choice, text, reviewer, day) for key, choice, text in given]
    )
    _thank(len(given))


def _walk_through(items: Sequence[Item], source: Source, reviewer: str) -> None:
    """Ask about each line; every answer is kept at once, so that nothing is lost by stopping."""
    done = 0
    for number, item in enumerate(items, 1):
        _show(item, number, len(items))
        answer = _ask(item)
        if answer is None:
            break
        choice, text = answer
        if choice is not None:
            keep_decisions((source,), [Decision(item.key, choice, text, reviewer, today())])
            done += 1
    _thank(done)


def _show(item: Item, number: int, count: int) -> None:
    language = present_language()
    click.echo(f"\n{number}/{count}  {click.style(plain(item.text), bold=True)}")
    for one in item.evidence:
        quote = marked(plain(one.quote), language)
        click.echo(f"    {clock(one.start_ms)}  {plain(one.speaker)}: {quote}")


def _ask(item: Item) -> tuple[Choice | None, str] | None:
    """Return a decision, (None, "") to pass on, or None to stop."""
    may_reword = not item.is_quotation
    choices = "a/r/s/n/q" if may_reword else "a/s/n/q"
    question = (
        tr(
            "[a]ccept, [r]eword, [s]trike, [n]ext, [q]uit",
            "[a]ccepter, [r]eformuler, rayer [s], suivante [n], quitter [q]",
        )
        if may_reword
        else tr(
            "[a]ccept, [s]trike, [n]ext, [q]uit", "[a]ccepter, rayer [s], suivante [n], quitter [q]"
        )
    )
    answer = click.prompt(
        question, type=click.Choice(choices.split("/")), show_choices=False, default="n"
    )
    if answer == "q":
        return None
    if answer == "r":
        text = click.prompt(tr("In your words", "Avec vos mots"), default=item.text)
        return ("reworded", text) if text != item.text else ("accepted", "")
    known: dict[str, Choice | None] = {"a": "accepted", "s": "struck", "n": None}
    return known[answer], ""


def _thank(done: int) -> None:
    click.echo(
        tr(
            "{n} decisions kept; the next report applies them.",
            "{n} décisions gardées ; le prochain rapport les applique.",
        ).format(n=done)
    )

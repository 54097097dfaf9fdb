"""The figures of a report that changed after it was drafted: by a plan, a review, a speaker's word.

Quotations that nothing rests on any more go, and the audit is taken again from what is left. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from reporting.composing import audit
from reporting.composing.quoting import Ledger
from reporting.editing.decisions import lines
from reporting.pipeline import Source
from reporting.reading.preparation import prepare
from reporting.records import Report
from reporting.words.names import printed_names


def used(report: Report) -> frozenset[str]:
    """Return the ids of all evidence that something in the report rests on."""
    return frozenset(_ids(report))


def _ids(report: Report) -> Iterator[str]:
    for sentence in report.standfirst:
        yield from sentence.evidence
    for section in report.sections:
        for sentence in section.sentences:
            yield from sentence.evidence
    for line in lines(report):
        yield from line.evidence
        yield from line.opposed_by
    for theme in report.themes:
        yield from theme.evidence
    for idea in report.ideation.ideas if report.ideation else ():
        yield from idea.evidence
    for change in report.changes:
        yield from (change.then, change.now)


def recount(report: Report, sources: Sequence[Source], redacted: Sequence[str] = ()) -> Report:
    """Return the report with only the evidence it uses, and its audit taken again."""
    wanted = used(report)
    kept = {name: one for name, one in report.evidence.items() if name in wanted}
    report = msgspec.structs.replace(report, evidence=kept)
    talks = [prepare(source.transcript, source.ideas, redacted) for source in sources]
    names = printed_names([talk.transcript for talk in talks], report.language)
    ledger = Ledger(talks={talk.transcript.id: talk for talk in talks}, names=names, evidence=kept)
    figures = audit.audit(report, talks, _sessions(report), ledger)
    hosts = {names[talk.transcript.id, speaker] for talk in talks for speaker in talk.hosts}
    drafted = audit.warnings(report.audit, hosts, report.language)
    of_model = [one for one in report.audit.warnings if one not in drafted]
    warned = msgspec.structs.replace(
        figures,
        quotations=sum(one.state != "paraphrase" for one in kept.values()),
        warnings=(*audit.warnings(figures, hosts, report.language), *of_model),
        dropped_ungrounded=report.audit.dropped_ungrounded,
        segments_asked=report.audit.segments_asked,
        sentences_by_model=report.audit.sentences_by_model,
        sentences_cut=report.audit.sentences_cut,
    )
    return msgspec.structs.replace(report, audit=warned)


def _sessions(report: Report) -> dict[str, str]:
    """Return the session of each theme: that of its evidence, the first where it has none."""
    first = report.origins[0].session
    found = {}
    for theme in report.themes:
        known = [report.evidence[name] for name in theme.evidence if name in report.evidence]
        found[theme.key] = known[0].session if known else first
    return found

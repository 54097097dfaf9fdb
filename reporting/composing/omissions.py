"""What a report leaves out: themes of which nothing is quoted, and long stretches between quotations. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.language import Phrase
from reporting.composing.quoting import Ledger
from reporting.reading.material import Talk
from reporting.reading.units import Unit
from reporting.records import Evidence, Omission, Report, Theme
from reporting.render.typography import clock, listed

_LEAST_WORDS = 80
_LEAST_SHARE = 0.02
"""Words of a stretch worth naming, and their least share of the talk."""
_MOST = 12
_MAIN = 0.2
"""Share of a stretch from which its speaker is named."""
_UNTIL = Phrase("until {time}", "jusqu’à {time}")


def omissions(
    report: Report, talks: Sequence[Talk], sessions: Mapping[str, str], ledger: Ledger
) -> tuple[Omission, ...]:
    """Return themes and stretches without a quotation, in their order; `sessions` tells each theme's."""
    themes = [
        Omission(
            text=theme.text,
            start_ms=theme.start_ms,
            end_ms=theme.end_ms,
            session=sessions[theme.key],
        )
        for theme in report.themes
        if not theme.evidence
    ]
    unquoted = {(one.session, one.start_ms) for one in themes}
    runs = [
        (talk, run)
        for talk in talks
        if talk.transcript.is_timed
        for run in _stretches(talk, report.evidence.values())
    ]
    longest = sorted(runs, key=lambda pair: -_words(pair[1]))[:_MOST]
    for talk, run in longest:
        here = [one for one in report.themes if sessions[one.key] == talk.transcript.id]
        theme = next((one for one in here if one.start_ms <= run[0].start_ms < one.end_ms), None)
        if theme is None or (talk.transcript.id, theme.start_ms) not in unquoted:
            themes.append(_omission(talk, run, theme, ledger, report))
    order = [talk.transcript.id for talk in talks]
    return tuple(sorted(themes, key=lambda one: (order.index(one.session), one.start_ms)))


def _stretches(talk: Talk, evidence: Iterable[Evidence]) -> list[list[Unit]]:
    """Return the long runs of units that nothing quotes; what is off the record ends a run."""
    spans = [(e.start_ms, e.end_ms) for e in evidence if e.session == talk.transcript.id]
    runs: list[list[Unit]] = [[]]
    for unit in talk.units[talk.preliminaries :]:
        is_quoted = any(start <= unit.start_ms < end for start, end in spans)
        if is_quoted or unit.number in talk.hidden:
            runs.append([])
        elif unit.speaker not in talk.moderators:
            runs[-1].append(unit)
    least = max(_LEAST_WORDS, _LEAST_SHARE * talk.words)
    return [run for run in runs if _words(run) >= least]


def _words(run: Sequence[Unit]) -> int:
    return sum(len(unit.tokens) for unit in run)


def _omission(
    talk: Talk, run: Sequence[Unit], theme: Theme | None, ledger: Ledger, report: Report
) -> Omission:
    """Return a stretch by its theme, those who speak in it and its length."""
    told: dict[str, int] = {}
    for unit in run:
        told[unit.speaker] = told.get(unit.speaker, 0) + len(unit.tokens)
    main = [who for who, count in told.items() if count >= _MAIN * _words(run)]
    names = listed([ledger.names[talk.transcript.id, who] for who in main], report.language)
    end = _UNTIL.to(report.language).format(time=clock(run[-1].end_ms))
    said = ", ".join(part for part in (names, end) if part)
    return Omission(
        text=f"{theme.text} — {said}" if theme else said,
        start_ms=run[0].start_ms,
        end_ms=run[-1].end_ms,
        session=talk.transcript.id,
    )

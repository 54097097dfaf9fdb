"""The audit: what was checked and what is missing, in figures, from the report itself. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from models.language import Language, Phrase
from reporting.composing.omissions import omissions
from reporting.composing.quoting import Ledger
from reporting.reading.material import Talk
from reporting.reading.units import DOUBTFUL
from reporting.records import Audit, Evidence, Omission, Report, Share
from reporting.words.wording import forms

ALARM = 0.25
"""Distance between shares of talk and of report from which the document warns."""
MAIN = 0.1
"""Share of the talk from which a speaker must be heard."""
_CRITIC = 5
"""Critical statements from which a person's are compared with everybody's."""
_WARN_SHARE = Phrase(
    "{name} has {talk:.0%} of the talk and {report:.0%} of the quotations.",
    "{name} a {talk:.0%} de la parole et {report:.0%} des citations.",
)
_WARN_CRITIC = Phrase(
    "Critical statements of {name}: {kept} of {n} stand here.",
    "Propos critiques de {name} : {kept} sur {n} figurent ici.",
)
_WARN_CRITICAL = Phrase(
    "Critical statements are {report:.0%} of the report and {talk:.0%} of the talk.",
    "Les propos critiques font {report:.0%} du compte rendu et {talk:.0%} de l'échange.",
)


def audit(
    report: Report, talks: Sequence[Talk], sessions: Mapping[str, str], ledger: Ledger
) -> Audit:
    """Return the figures of a finished report; `sessions` tells each theme's."""
    used = _used(report)
    stances_talk = _stances(talks, None)
    stances_report = _stances(talks, used)
    claims, grounded = _claims(report)
    return Audit(
        quotations=len(used),
        quotations_verified=sum(_is_there(evidence, talks) for evidence in used),
        claims=claims,
        claims_with_evidence=grounded,
        segments_total=sum(len(talk.transcript.segments) for talk in talks),
        segments_read=sum(_read(talk) for talk in talks),
        critical_talk=sum(
            count for (_, stance), count in stances_talk.items() if stance == "critical"
        ),
        critical_report=sum(
            count for (_, stance), count in stances_report.items() if stance == "critical"
        ),
        favourable_talk=sum(
            count for (_, stance), count in stances_talk.items() if stance == "favourable"
        ),
        favourable_report=sum(
            count for (_, stance), count in stances_report.items() if stance == "favourable"
        ),
        shares=_shares(talks, used, stances_talk, stances_report, ledger),
        omissions=omissions(report, talks, sessions, ledger),
        uncertain=tuple(_uncertain(talks)),
        withheld=sum(talk.passages_withheld + len(talk.transcript.withheld) for talk in talks),
        redacted=len({speaker for talk in talks for speaker in talk.redacted}),
    )


def warnings(figures: Audit, hosts: Collection[str], language: Language) -> tuple[str, ...]:
    """Return what falls short, in sentences of the document's language.

    `hosts`: names of those who lead the talk; a voice that is alone beside them has no share to miss.
    """
    voices = [share for share in figures.shares if share.speaker not in hosts]
    found = [
        _WARN_SHARE.to(language).format(name=share.speaker, talk=share.talk, report=share.report)
        for share in voices
        if len(voices) > 1
        and (abs(share.talk - share.report) > ALARM or (share.talk >= MAIN and not share.report))
    ]
    found += [
        _WARN_CRITIC.to(language).format(
            name=one.speaker, n=one.critical_talk, kept=one.critical_report
        )
        for one in voices
        if _is_softened(one, figures)
    ]
    talk = _ratio(figures.critical_talk, figures.favourable_talk)
    report = _ratio(figures.critical_report, figures.favourable_report)
    if report < talk - 0.05:
        found.append(_WARN_CRITICAL.to(language).format(report=report, talk=talk))
    return tuple(found)


def _is_softened(share: Share, figures: Audit) -> bool:
    """Return whether far fewer of a person's criticisms are kept than of everybody's."""
    kept = figures.critical_report / max(1, figures.critical_talk)
    mine = share.critical_report / max(1, share.critical_talk)
    return share.critical_talk >= _CRITIC and mine < kept / 2


def _ratio(critical: int, favourable: int) -> float:
    return critical / (critical + favourable) if critical + favourable else 0.0


def _used(report: Report) -> list[Evidence]:
    return list(report.evidence.values())


def _is_there(evidence: Evidence, talks: Sequence[Talk]) -> bool:
    """Check the quotation against the words of its segments once more, as a reader would."""
    said = {
        segment.id: segment
        for talk in talks
        if talk.transcript.id == evidence.session
        for segment in talk.transcript.segments
    }
    found = [said[name] for name in evidence.segments if name in said]
    if len(found) != len(evidence.segments):
        return False
    spoken = " ".join(forms(" ".join(segment.text for segment in found)))
    return f" {' '.join(forms(evidence.quote))} " in f" {spoken} " and {
        segment.speaker for segment in found
    } == {evidence.speaker_id}


def _read(talk: Talk) -> int:
    cut = {segment for unit in talk.units for segment in unit.segments}
    return sum(segment.id in cut or not forms(segment.text) for segment in talk.transcript.segments)


def _stances(talks: Sequence[Talk], used: Iterable[Evidence] | None) -> Counter[tuple[str, str]]:
    """Count sides taken by speaker: in the talk, or in the quotations of the report."""
    spans = (
        None if used is None else [(e.session, e.start_ms, e.end_ms, e.speaker_id) for e in used]
    )
    counted: Counter[tuple[str, str]] = Counter()
    for talk in talks:
        for reading in talk.readings:
            unit = reading.unit
            if unit.number in talk.hidden or unit.speaker in talk.hosts:
                continue
            if spans is None or any(
                session == unit.session and start <= unit.start_ms < end and speaker == unit.speaker
                for session, start, end, speaker in spans
            ):
                counted[unit.speaker, reading.stance] += 1
    return counted


def _claims(report: Report) -> tuple[int, int]:
    lines = []
    if report.swot:
        box = report.swot
        lines += [*box.strengths, *box.weaknesses, *box.opportunities, *box.threats]
        lines += [*box.controversies, *box.open_questions]
    if report.minutes:
        lines += [*report.minutes.decisions, *(item.line for item in report.minutes.actions)]
    stated = [line.evidence for line in lines]
    stated += [
        sentence.evidence
        for section in report.sections
        for sentence in section.sentences
        if not sentence.is_linking
    ]
    known = set(report.evidence)
    return len(stated), sum(bool(names) and set(names) <= known for names in stated)


def _shares(
    talks: Sequence[Talk],
    used: Sequence[Evidence],
    stances_talk: Counter[tuple[str, str]],
    stances_report: Counter[tuple[str, str]],
    ledger: Ledger,
) -> tuple[Share, ...]:
    talked: Counter[str] = Counter()
    for talk in talks:
        for unit in talk.units:
            if unit.number not in talk.hidden:
                talked[unit.speaker] += len(unit.tokens)
    printed: Counter[str] = Counter()
    for evidence in used:
        printed[evidence.speaker_id] += len(forms(evidence.quote))
    names = {speaker: name for (_, speaker), name in ledger.names.items()}
    return tuple(
        Share(
            speaker=names.get(speaker, speaker),
            talk=round(count / max(1, talked.total()), 4),
            report=round(printed[speaker] / max(1, printed.total()), 4),
            critical_talk=stances_talk[speaker, "critical"],
            critical_report=stances_report[speaker, "critical"],
            favourable_talk=stances_talk[speaker, "favourable"],
            favourable_report=stances_report[speaker, "favourable"],
        )
        for speaker, count in talked.most_common()
    )


def _uncertain(talks: Sequence[Talk]) -> list[Omission]:
    return [
        Omission(text=unit.shown, start_ms=unit.start_ms, end_ms=unit.end_ms, session=unit.session)
        for talk in talks
        for unit in talk.units
        if unit.confidence < DOUBTFUL and unit.number not in talk.hidden and len(unit.tokens) >= 5
    ]

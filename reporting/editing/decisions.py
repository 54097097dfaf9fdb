"""What people decided about the lines of a report, applied to the next one.

A struck line is gone and does not come back; a reworded one says so and keeps the line as generated;
a quotation reworded by its speaker is a paraphrase from then on, never shown as verbatim. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from models.language import Language
from reporting.records import Evidence, Ideation, Line, Minutes, Report, Section, Swot
from reporting.render.words import words

Choice = Literal["accepted", "reworded", "struck", "approved-by-speaker"]


class Decision(msgspec.Struct, frozen=True):
    """One person's word on one line."""

    line: str
    """Key of a Line, or of a quotation (`quotation_key`)."""
    decision: Choice
    text: str = ""
    """The words in its place, where it was reworded."""
    reviewer: str = ""
    on: str = ""
    """ISO 8601 day."""


def quotation_key(evidence: Evidence) -> str:
    """Return what a decision about a quotation hangs on: what was said, where."""
    said = evidence.original or evidence.quote
    digest = hashlib.sha256(said.encode()).hexdigest()[:12]
    return f"quotation:{evidence.session}:{'+'.join(evidence.segments)}:{digest}"


def apply(report: Report, decisions: Iterable[Decision]) -> Report:
    """Return the report as its reviewers and speakers want it, and say in it who they were."""
    last = {one.line: one for one in decisions}
    if not last:
        return report
    evidence = {name: _spoken(one, last) for name, one in report.evidence.items()}
    gone = {
        name
        for name, one in evidence.items()
        if _is_struck(quotation_key(report.evidence[name]), last)
    }
    report = msgspec.structs.replace(
        report,
        evidence={name: one for name, one in evidence.items() if name not in gone},
        standfirst=tuple(s for s in report.standfirst if not gone & set(s.evidence)),
        sections=_sections(report, gone, last),
        swot=_swot(report.swot, last, gone),
        minutes=_minutes(report.minutes, last, gone),
        ideation=_ideation(report.ideation, last, gone),
    )
    return _counted(_signed(report, last))


def keys(report: Report) -> tuple[str, ...]:
    """Return the keys of every line of a report, in reading order, once each."""
    return tuple(dict.fromkeys(line.key for line in lines(report)))


def lines(report: Report) -> tuple[Line, ...]:
    """Return every line of a report, in reading order."""
    found: list[Line] = []
    if report.swot is not None:
        for part in _BOXES:
            found += getattr(report.swot, part)
    if report.minutes is not None:
        found += report.minutes.decisions
        found += [action.line for action in report.minutes.actions]
        found += report.minutes.questions
    if report.ideation is not None:
        found += report.ideation.open_questions
        found += [action.line for action in report.ideation.next_steps]
    return tuple(found)


_BOXES = (
    "strengths",
    "weaknesses",
    "opportunities",
    "threats",
    "controversies",
    "open_questions",
)


def _is_struck(key: str, last: Mapping[str, Decision]) -> bool:
    return key in last and last[key].decision == "struck"


def _spoken(evidence: Evidence, last: Mapping[str, Decision]) -> Evidence:
    decision = last.get(quotation_key(evidence))
    if decision is None or decision.decision == "struck":
        return evidence
    if decision.decision == "reworded":
        return msgspec.structs.replace(
            evidence,
            quote=decision.text,
            state="paraphrase",
            original=evidence.original or evidence.quote,
            approval="reworded",
        )
    return msgspec.structs.replace(evidence, approval="approved")


def _line(line: Line, last: Mapping[str, Decision], gone: set[str]) -> Line | None:
    decision = last.get(line.key)
    rests_on = tuple(one for one in line.evidence if one not in gone)
    if (decision and decision.decision == "struck") or (line.evidence and not rests_on):
        return None
    line = msgspec.structs.replace(
        line, evidence=rests_on, opposed_by=tuple(o for o in line.opposed_by if o not in gone)
    )
    if decision is None or decision.decision == "struck":
        return line
    if decision.decision == "reworded":
        original = line.original_text or line.text
        return msgspec.structs.replace(
            line, text=decision.text, original_text=original, decision="reworded"
        )
    return msgspec.structs.replace(line, decision=decision.decision)


def _lines(found: Iterable[Line], last: Mapping[str, Decision], gone: set[str]) -> tuple[Line, ...]:
    return tuple(line for one in found if (line := _line(one, last, gone)) is not None)


def _swot(swot: Swot | None, last: Mapping[str, Decision], gone: set[str]) -> Swot | None:
    if swot is None:
        return None
    boxes = {name: _lines(getattr(swot, name), last, gone) for name in _BOXES}
    return msgspec.structs.replace(swot, **boxes)


def _minutes(
    minutes: Minutes | None, last: Mapping[str, Decision], gone: set[str]
) -> Minutes | None:
    if minutes is None:
        return None
    return msgspec.structs.replace(
        minutes,
        decisions=_lines(minutes.decisions, last, gone),
        questions=_lines(minutes.questions, last, gone),
        actions=tuple(
            msgspec.structs.replace(action, line=line)
            for action in minutes.actions
            if (line := _line(action.line, last, gone)) is not None
        ),
    )


def _ideation(
    ideation: Ideation | None, last: Mapping[str, Decision], gone: set[str]
) -> Ideation | None:
    if ideation is None:
        return None
    return msgspec.structs.replace(
        ideation,
        ideas=tuple(
            msgspec.structs.replace(idea, evidence=tuple(e for e in idea.evidence if e not in gone))
            for idea in ideation.ideas
        ),
        open_questions=_lines(ideation.open_questions, last, gone),
        next_steps=tuple(
            msgspec.structs.replace(action, line=line)
            for action in ideation.next_steps
            if (line := _line(action.line, last, gone)) is not None
        ),
    )


def _sections(report: Report, gone: set[str], last: Mapping[str, Decision]) -> tuple[Section, ...]:
    """Leave out sentences that rest on what is gone; print anew those that hold a reworded one."""
    sections = []
    for section in report.sections:
        sentences = []
        for sentence in section.sentences:
            if gone & set(sentence.evidence):
                continue
            text = sentence.text
            for name in sentence.evidence:
                text = _reprinted(text, report.evidence.get(name), last, report.language)
            sentences.append(msgspec.structs.replace(sentence, text=text))
        if sentences:
            sections.append(msgspec.structs.replace(section, sentences=tuple(sentences)))
    return tuple(sections)


def _reprinted(
    text: str, evidence: Evidence | None, last: Mapping[str, Decision], report_language: Language
) -> str:
    """Return `text` without quotation marks round words that their speaker has reworded."""
    decision = last.get(quotation_key(evidence)) if evidence is not None else None
    if evidence is None or decision is None or decision.decision != "reworded":
        return text
    label = words(report_language)["state_reworded"]
    for before, after in (("«\u00a0", "\u00a0»"), ("« ", " »"), ("“", "”"), ('"', '"')):
        text = text.replace(f"{before}{evidence.quote}{after}", f"{decision.text} ({label})")
    return text


def _signed(report: Report, last: Mapping[str, Decision]) -> Report:
    speakers = {one.speaker for one in report.evidence.values()}
    speakers |= {one.name for one in report.speakers}
    reviewed = [one for one in last.values() if one.reviewer and one.reviewer not in speakers]
    if not reviewed:
        return report
    making = msgspec.structs.replace(
        report.making,
        reviewed_by=tuple(sorted({one.reviewer for one in reviewed})),
        reviewed_on=max(one.on for one in reviewed),
        lines_reviewed=len(reviewed),
    )
    return msgspec.structs.replace(report, making=making)


def _counted(report: Report) -> Report:
    """Count quotations again: a reworded one is none any more."""
    quoted = [one for one in report.evidence.values() if one.state != "paraphrase"]
    before = report.audit
    audit = msgspec.structs.replace(
        before,
        quotations=min(before.quotations, len(quoted)),
        quotations_verified=min(before.quotations_verified, len(quoted)),
    )
    return msgspec.structs.replace(report, audit=audit)

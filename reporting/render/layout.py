"""From the records of a report to the blocks of its document: order, headings, front matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reporting.records import Change, Kind, Report, Section, Sentence
from reporting.render.checks import closing_parts, review_sentence, transparency
from reporting.render.lines import ideas_part, minutes_part, swot_part, themes_part
from reporting.render.page import Block, Facts, Page, Paragraph, Part, Run, RunKind, Table
from reporting.render.places import Places, block_id, introduced
from reporting.render.sound import Sound
from reporting.render.typography import date, duration, percent

_SENTENCES = 2
"""A paragraph is closed after as many, and where another person begins, unless the section says where."""
_MOST = 8
"""Sentences of a paragraph whose section says where its paragraphs begin."""


def lay_out(
    report: Report,
    sound: Sound | None = None,
    contexts: Mapping[str, tuple[str, str]] | None = None,
) -> Page:
    """Return the document of a report; every format is written from it."""
    places = Places(report, sound or Sound(), contexts or {})
    return Page(
        language=report.language,
        title=report.title,
        kind=kinds(places),
        standfirst=_standfirst(places),
        facts=_facts(places),
        counter=_counter(places),
        transparency=f"{transparency(places)} {review_sentence(places)}",
        parts=(*_body(places), *closing_parts(places)),
        front=front_matter(places),
    )


def kinds(places: Places) -> str:
    """Return "Account · SWOT synthesis"."""
    return " · ".join(places.words[kind] for kind in written_kinds(places.report))


def written_kinds(report: Report) -> tuple[Kind, ...]:
    """Return the kinds the report really holds: a talk has no ideas of a walk."""
    held = {"account": bool(report.sections), "ideas": report.ideation is not None}
    return tuple(kind for kind in report.kinds if held.get(kind, True))


def _counter(places: Places) -> str:
    w, audit = places.words, places.report.audit
    parts = [f"{w['verified']} {audit.quotations_verified}/{audit.quotations}"]
    if audit.claims:
        parts.append(f"{w['claims'].lower()} {audit.claims_with_evidence}/{audit.claims}")
    parts.append(f"{w['read'].lower()} {audit.segments_read}/{audit.segments_total}")
    talk = audit.critical_talk + audit.favourable_talk
    here = audit.critical_report + audit.favourable_report
    if talk and here:
        said = percent(audit.critical_talk / talk, places.report.language)
        kept = percent(audit.critical_report / here, places.report.language)
        parts.append(w["critics_kept"].format(talk=said, here=kept))
    return " · ".join(parts)


def _standfirst(places: Places) -> Paragraph | None:
    sentences = places.report.standfirst
    if not sentences:
        return None
    runs = [Run(" ")]
    for sentence in sentences:
        runs += [*places.runs(sentence.text, sentence.evidence), Run(" ")]
    return Paragraph(tuple(runs[1:-1]), (), "standfirst", "standfirst")


def _facts(places: Places) -> Facts:
    report, w = places.report, places.words
    rows = [
        (w["when"], _days(places)),
        (w["occasion"], report.event.title if report.event.title != report.title else ""),
        (w["where"], report.event.place),
        (w["participants"], introduced(report.speakers, report.language)),
        (w["recording"], _length(places)),
    ]
    return Facts(tuple((name, Paragraph((Run(value),))) for name, value in rows if value))


def _days(places: Places) -> str:
    """Return the day; of a series the first and the last."""
    report = places.report
    held = sorted({origin.date for origin in report.origins if origin.date})
    if len(held) > 1:
        return f"{date(held[0], report.language)} – {date(held[-1], report.language)}"
    day = report.event.date or report.date
    return date(day, report.language) if day else ""


def _length(places: Places) -> str:
    timed = [origin for origin in places.report.origins if origin.is_timed]
    whole = duration(sum(origin.duration_ms for origin in timed)) if timed else ""
    if len(places.report.origins) > 1:
        count = f"{len(places.report.origins)} {places.words['recordings'].lower()}"
        return ", ".join(part for part in (count, whole) if part)
    return whole


def _body(places: Places) -> tuple[Part, ...]:
    report = places.report
    parts = [_section(section, number, places) for number, section in enumerate(report.sections, 1)]
    if report.ideation is not None:
        parts.append(ideas_part(report.ideation, places))
    if report.swot is not None:
        parts.append(swot_part(report.swot, report.themes, places))
    elif not report.sections:
        parts.extend(themes_part(report.themes, places))
    if report.minutes is not None:
        parts.append(minutes_part(report.minutes, places, asks=report.swot is None))
    if report.changes:
        parts.append(_changes(report.changes, places))
    return tuple(parts)


def _section(section: Section, number: int, places: Places) -> Part:
    name = section.theme or section.heading
    blocks: list[Block] = []
    waiting: list[Sentence] = []
    is_told = any(sentence.opens for sentence in section.sentences)

    def close() -> None:
        if waiting:
            key = block_id("p", name, *_said(waiting, places))
            blocks.append(_paragraph(waiting, places, key))
            waiting.clear()

    for sentence in section.sentences:
        if sentence.by_editor:
            close()
            key = block_id("x", name, sentence.text)
            blocks.append(Paragraph((Run(sentence.text),), style="editor", key=key))
            continue
        if sentence.opens or (
            not is_told and waiting and _voices(waiting[-1:], places) != _voices([sentence], places)
        ):
            close()
        waiting.append(sentence)
        apart = _apart(sentence, places)
        if apart or len(waiting) == (_MOST if is_told else _SENTENCES):
            close()
        blocks.extend(places.quotes(apart))
    close()
    session = places.report.origins[0].session if len(places.report.origins) == 1 else ""
    is_timed = bool(session) and places.report.origins[0].is_timed
    mark = places.place(session, section.start_ms) if is_timed else None
    return Part(f"section-{number}", section.heading, tuple(blocks), mark=mark)


def _voices(sentences: list[Sentence], places: Places) -> set[str]:
    """Return who is quoted: a paragraph is one person's."""
    known = places.report.evidence
    return {known[one].speaker for each in sentences for one in each.evidence if one in known}


def _said(sentences: list[Sentence], places: Places) -> tuple[str, ...]:
    """Return what the key of a paragraph rests on: segments where there are any, else its words."""
    ids = [one for sentence in sentences for one in sentence.evidence]
    known = [places.report.evidence[one] for one in ids if one in places.report.evidence]
    if not known:
        return tuple(sentence.text for sentence in sentences)
    return tuple(f"{one.session}/{','.join(one.segments)}/{one.start_ms}" for one in known)


def _apart(sentence: Sentence, places: Places) -> tuple[str, ...]:
    """Return the evidence whose quotation follows a linking sentence instead of being in it."""
    if not sentence.is_linking:
        return ()
    inside = {
        run.text for run in places.runs(sentence.text, sentence.evidence) if run.kind == "quote"
    }
    return () if inside else sentence.evidence


def _paragraph(sentences: list[Sentence], places: Places, key: str) -> Paragraph:
    return Paragraph(_runs(sentences, places), key=key)


def _runs(sentences: Iterable[Sentence], places: Places) -> tuple[Run, ...]:
    runs: list[Run] = []
    for sentence in sentences:
        runs += [Run(" ")] if runs else []
        ids = () if _apart(sentence, places) else sentence.evidence
        runs += places.runs(sentence.text, ids)
    return tuple(runs)


def _changes(changes: tuple[Change, ...], places: Places) -> Part:
    w = places.words
    rows = tuple(
        (
            Paragraph((Run(change.text),), key=block_id("c", change.text, change.then, change.now)),
            _told(change.then, change.then_date, places),
            _told(change.now, change.now_date, places),
        )
        for change in changes
    )
    table = Table(w["changes"], ("", w["then"], w["now"]), rows)
    return Part("changes", w["changes"], (table,))


def _told(evidence_id: str, day: str, places: Places) -> Paragraph:
    evidence = places.report.evidence.get(evidence_id)
    runs = [Run(f"{date(day, places.report.language)} — ", "soft")] if day else []
    if evidence is not None:
        kind: RunKind = "plain" if evidence.state == "paraphrase" else "quote"
        runs.append(Run(evidence.quote, kind, places.foreign(evidence.language)))
    return Paragraph(tuple(runs), places.marks((evidence_id,)))


def front_matter(places: Places) -> dict[str, str | bool | list[str]]:
    """Return flat values only: text, yes or no, lists of text."""
    report, audit, making = places.report, places.report.audit, places.report.making
    consents = {origin.consent.how if origin.consent else "unattested" for origin in report.origins}
    notices = [o.consent.notice for o in report.origins if o.consent and o.consent.notice]
    return {
        "title": report.title,
        "date": report.event.date or report.date,
        "type": list(written_kinds(report)),
        "language": report.language,
        "event": report.event.title,
        "place": report.event.place,
        "participants": [one.name for one in report.speakers if one.name],
        "tags": [f"promenade/{kind}" for kind in written_kinds(report)],
        "duration": _length(places),
        "sessions": [origin.session for origin in report.origins],
        "model": making.chat.model if making.chat else "",
        "prompt_version": making.prompts,
        "tool_version": making.tool,
        "transcript": making.transcript_digest,
        "consent": sorted(consents),
        "consent_notice": notices,
        "ai_generated": making.chat is not None,
        "machine_assembled": True,
        "reviewed_by": list(making.reviewed_by),
        "reviewed_at": making.reviewed_on,
        "quotes_verified": f"{audit.quotations_verified}/{audit.quotations}",
        "claims_with_evidence": f"{audit.claims_with_evidence}/{audit.claims}",
        "schema": report.schema,
    }

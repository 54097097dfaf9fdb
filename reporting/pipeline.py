"""The steps from transcripts to a report, in their order; nothing else knows it.

The same transcripts and request give the same report: no clock, no chance, no network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from models.chat import ChatModel
from models.language import Language, Phrase
from models.transcript import Transcript
from reporting.chat.balance import Lean, swap
from reporting.chat.extract import extract, united
from reporting.chat.rewording import Found, counted, desk_of, prompts, reworded
from reporting.chat.writing import Tally
from reporting.choosing.choice import choose, listed, spread
from reporting.choosing.claims import claims_of
from reporting.choosing.passages import passages
from reporting.choosing.request import ALL_KINDS, ReportRequest, Source, budget, quota
from reporting.choosing.themes import MOST, parts_of
from reporting.composing import account, audit, disputes, ideation, minutes, opening, series, swot
from reporting.composing.lines import shared_terms
from reporting.composing.quoting import Ledger
from reporting.composing.telling import Telling, telling
from reporting.errors import NothingSaid
from reporting.reading.material import Claim, Part, Talk
from reporting.reading.preparation import prepare
from reporting.reading.subject import subject
from reporting.records import Change, Evidence, Line, Making, Origin, Report, Section, Theme
from reporting.words.names import printed_name

__all__ = ["ALL_KINDS", "Progress", "ReportRequest", "Source", "write_report", "write_report_with"]

Progress = Callable[[str, float], None]
"""Takes the name of a step and the share done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Work:
    """Everything the parts of a document are written from."""

    request: ReportRequest
    talks: tuple[Talk, ...]
    language: Language
    ledger: Ledger
    claims: tuple[Claim, ...]
    chosen: tuple[Claim, ...]
    listed: tuple[Claim, ...]
    """Those of them that the SWOT lists."""
    parts: tuple[tuple[Part, ...], ...]
    themes: tuple[tuple[Theme, ...], ...]
    weigh: Telling


def write_report(
    request: ReportRequest, sources: Sequence[Source], *, progress: Progress | None = None
) -> Report:
    """Return the report of one or several sessions, without a chat model.

    Raises NothingSaid where no words are left.
    """
    tell = progress or _silent
    talks = _prepared(request, sources, tell)
    claims = [claim for talk in talks for claim in claims_of(talk)]
    return _finished(request, talks, claims, tell)


async def write_report_with(
    chat: ChatModel,
    request: ReportRequest,
    sources: Sequence[Source],
    *,
    progress: Progress | None = None,
) -> Report:
    """Return the report with claims that `chat` points at beside those that cues show, in its words.

    The model decides nothing alone: its claims are copied from the talk by code, checked, and chosen
    by the same quotas; a sentence of its is printed where every word is held by the evidence. Parts
    without a usable answer are as `write_report` gives them. Raises NothingSaid.
    """
    tell = progress or _silent
    talks = _prepared(request, sources, tell)
    claims: list[Claim] = []
    found = Found(chat, Lean())
    for place, talk in enumerate(talks):

        def ahead(share: float, place: int = place) -> None:
            tell("ask", 0.3 + 0.3 * (place + share) / len(talks))

        by_cues = claims_of(talk)
        extraction = await extract(talk, chat, tell=ahead)
        lean = Lean()
        lean.add_choice(by_cues, extraction)
        await swap(talk, chat, extraction, lean)
        claims += united(by_cues, [*extraction.claims, *lean.claims])
        found = found.with_session(talk, extraction, lean)
    work = _work(request, talks, claims)
    report = _written(work)
    tally = Tally()
    if request.is_worded:
        desk = desk_of(chat, work.ledger, report, request.brief)
        report = await reworded(report, desk, tally, lambda share: tell("write", 0.6 + 0.3 * share))
    tell("check", 0.9)
    report = _audited(report, work)
    tell("done", 1.0)
    making = msgspec.structs.replace(report.making, chat=chat.card, prompts=prompts())
    figures = counted(report.audit, found, tally, work.language)
    return msgspec.structs.replace(report, audit=figures, making=making)


def _prepared(request: ReportRequest, sources: Sequence[Source], tell: Progress) -> list[Talk]:
    talks = []
    for place, source in enumerate(sources):
        tell("read", 0.3 * place / len(sources))
        talks.append(prepare(source.transcript, source.ideas, request.redacted))
    if not any(talk.may_quote(unit.number) for talk in talks for unit in talk.units):
        raise NothingSaid(
            Phrase("There are no words to report on.", "Il n'y a rien à rapporter : aucun mot.")
        )
    return talks


def _finished(
    request: ReportRequest,
    talks: Sequence[Talk],
    claims: Sequence[Claim],
    tell: Progress,
) -> Report:
    tell("choose", 0.7)
    work = _work(request, talks, claims)
    tell("write", 0.8)
    report = _written(work)
    tell("check", 0.9)
    report = _audited(report, work)
    tell("done", 1.0)
    return report


def _silent(_step: str, _share: float) -> None:
    """Take progress where nobody watches."""


def _work(request: ReportRequest, talks: Sequence[Talk], found: Sequence[Claim]) -> _Work:
    language = request.language or talks[0].transcript.language
    claims = sorted(found, key=lambda claim: -claim.weight)
    most = max(2, MOST // len(talks))
    parts = tuple(tuple(parts_of(talk, most)) for talk in talks)
    names = {
        (talk.transcript.id, speaker.id): printed_name(
            speaker, number, language, is_alone=len(talk.transcript.speakers) == 1
        )
        for talk in talks
        for number, speaker in enumerate(talk.transcript.speakers, 1)
    }
    quotas = quota(request, talks)
    chosen = tuple(choose(claims, quotas))
    return _Work(
        request=request,
        talks=tuple(talks),
        language=language,
        ledger=Ledger(talks={talk.transcript.id: talk for talk in talks}, names=names),
        claims=tuple(claims),
        chosen=chosen,
        listed=tuple(listed(chosen, quotas)),
        parts=parts,
        themes=tuple(
            tuple(_theme(talk, part) for part in found)
            for talk, found in zip(talks, parts, strict=True)
        ),
        weigh=telling(talks, language),
    )


def _written(work: _Work) -> Report:
    request, talks, ledger, language = work.request, work.talks, work.ledger, work.language
    first = talks[0].transcript
    themes = tuple(theme for found in work.themes for theme in found)
    title = opening.title(request.title, talks, themes, language)
    box = swot.swot(
        request.about or subject(talks[0]) or title,
        work.listed,
        work.claims,
        disputes.controversies(talks, work.claims, ledger, work.weigh),
        swot.open_questions(talks, ledger, work.weigh),
        ledger,
        work.weigh,
    )
    sections = _sections(work, box.controversies)
    minute = minutes.minutes(talks, box.open_questions, ledger, work.weigh)
    ideas = ideation.ideation(talks, box.open_questions, minute.actions, ledger, work.weigh)
    report = Report(
        language=language,
        kinds=request.kinds,
        title=title,
        standfirst=opening.standfirst(talks, work.chosen, ledger, language),
        date=request.today or first.event.date or first.started_at[:10],
        event=first.event,
        speakers=tuple(
            speaker
            for talk in talks
            for speaker in talk.transcript.speakers
            if speaker.id not in talk.redacted
        ),
        origins=tuple(_origin(talk.transcript) for talk in talks),
        themes=tuple(_with_evidence(theme, sections) for theme in themes),
        sections=sections if "account" in request.kinds else (),
        swot=box if "swot" in request.kinds else None,
        ideation=ideas if "ideas" in request.kinds else None,
        minutes=minute if "minutes" in request.kinds else None,
        changes=_changes(work),
        making=Making(tool=request.tool, transcript_digest=_digest(talks)),
    )
    return msgspec.structs.replace(report, evidence=_used(report, ledger))


def _audited(report: Report, work: _Work) -> Report:
    sessions = {
        theme.key: talk.transcript.id
        for talk, themes in zip(work.talks, work.themes, strict=True)
        for theme in themes
    }
    figures = audit.audit(report, work.talks, sessions, work.ledger)
    hosts = {
        work.ledger.names[talk.transcript.id, speaker]
        for talk in work.talks
        for speaker in talk.hosts
    }
    warnings = audit.warnings(figures, hosts, work.language)
    figures = msgspec.structs.replace(figures, warnings=warnings)
    return msgspec.structs.replace(report, audit=figures)


def _sections(work: _Work, opposed: Sequence[Line]) -> tuple[Section, ...]:
    found: list[Section] = []
    total = sum(talk.words for talk in work.talks)
    has_swot = "swot" in work.request.kinds
    quoted = spread(work.chosen, work.listed) if has_swot else work.chosen
    for talk, parts, themes in zip(work.talks, work.parts, work.themes, strict=True):
        words = round(budget(work.request, total) * talk.words / max(1, total))
        prose = account.Prose(talk, parts, themes, opposed, work.ledger, work.language)
        found += account.sections(prose, passages(talk, quoted, words, parts))
    return tuple(found)


def _changes(work: _Work) -> tuple[Change, ...]:
    if len(work.talks) < 2:
        return ()
    units = [unit for talk in work.talks for unit in talk.units if talk.may_quote(unit.number)]

    def named(common: frozenset[str]) -> str:
        return shared_terms(units, common, work.weigh)

    return series.changes(work.talks, work.claims, work.ledger, work.language, named)


def _theme(talk: Talk, part: Part) -> Theme:
    inside = talk.units[part.first : part.last + 1]
    joint = Phrase(" and ", " et ").to(talk.transcript.language)
    text = joint.join(part.terms[:2]) or part.question
    said = f"{talk.transcript.id}|{inside[0].segments[0]}|{text}"
    return Theme(
        key=f"theme-{hashlib.sha256(said.encode()).hexdigest()[:10]}",
        text=text[:1].upper() + text[1:],
        terms=part.terms,
        start_ms=inside[0].start_ms,
        end_ms=inside[-1].end_ms,
        share=round(sum(len(unit.tokens) for unit in inside) / max(1, talk.words), 4),
    )


def _with_evidence(theme: Theme, sections: Sequence[Section]) -> Theme:
    quoted = [
        name
        for section in sections
        if section.theme == theme.key
        for sentence in section.sentences
        for name in sentence.evidence
    ]
    return msgspec.structs.replace(theme, evidence=tuple(dict.fromkeys(quoted)))


def _used(report: Report, ledger: Ledger) -> dict[str, Evidence]:
    """Return only the evidence that something in the report rests on."""
    text = msgspec.json.encode(report).decode()
    return {name: found for name, found in ledger.evidence.items() if f'"{name}"' in text}


def _origin(transcript: Transcript) -> Origin:
    return Origin(
        session=transcript.id,
        title=transcript.title,
        date=transcript.event.date or transcript.started_at[:10],
        duration_ms=transcript.duration_ms,
        sound=transcript.sound,
        is_timed=transcript.is_timed,
        consent=transcript.consent,
    )


def _digest(talks: Sequence[Talk]) -> str:
    said = hashlib.sha256()
    for talk in talks:
        for segment in talk.transcript.segments:
            said.update(f"{segment.id}\t{segment.speaker}\t{segment.text}\n".encode())
    return said.hexdigest()

"""The steps from transcripts to a report, in their order; nothing else knows it.

The same transcripts and request give the same report: no clock, no chance, no network.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from models.ideas import Idea
from models.language import Language, Phrase
from models.transcript import Transcript
from reporting import account, audit, ideation, minutes, opening, series, swot
from reporting.choice import Quota, choose
from reporting.claims import claims_of
from reporting.errors import NothingSaid
from reporting.lines import shared_terms
from reporting.material import Claim, Talk
from reporting.passages import passages
from reporting.preparation import prepare
from reporting.quoting import Ledger
from reporting.records import Change, Evidence, Kind, Line, Making, Origin, Report, Section, Theme
from reporting.themes import MOST, Part, nouns, parts_of
from reporting.wording import stem, stems

Progress = Callable[[str, float], None]
"""Takes the name of a step and the share done, 0 to 1."""
ALL_KINDS: tuple[Kind, ...] = ("account", "ideas", "swot", "minutes")


@dataclass(frozen=True, slots=True)
class _Length:
    words_per_line: int
    """Words of the talk for each line of the SWOT."""
    share: float
    """Of the talk that the account quotes."""
    most: int
    """Words of the account."""


_LENGTHS = {
    "short": _Length(200, 0.12, 500),
    "normal": _Length(95, 0.21, 1100),
    "long": _Length(55, 0.45, 3000),
}
_MOST_LINES = 44


class ReportRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for."""

    kinds: tuple[Kind, ...] = ALL_KINDS
    language: Language | None = None
    """Of the document; that of the first session where None."""
    about: str = ""
    """Object of the SWOT; the title of the document where empty."""
    length: str = "normal"
    """`short`, `normal`, `long`, or a number of words such as `800` or `800-words`."""
    title: str = ""
    today: str = ""
    """ISO 8601 day to print; that of the first session where empty."""
    tool: str = ""
    brief: str = ""
    """What the user wants stressed, in their words; only a chat model reads it."""
    redacted: tuple[str, ...] = ()
    """Ids or names of people left out of every output."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One session to report on."""

    transcript: Transcript
    ideas: tuple[Idea, ...] = ()


@dataclass(frozen=True, slots=True)
class _Telling:
    """How telling a word is across the sessions."""

    rarity: Mapping[str, float]
    things: frozenset[str]
    """Stems of words that name something."""
    language: Language

    def __call__(self, word: str) -> float:
        key = stem(word, self.language)
        return self.rarity.get(key, 1.0) * (1.0 if key in self.things else 0.5)


@dataclass(frozen=True, slots=True)
class _Work:
    """Everything the parts of a document are written from."""

    request: ReportRequest
    talks: tuple[Talk, ...]
    language: Language
    ledger: Ledger
    claims: tuple[Claim, ...]
    chosen: tuple[Claim, ...]
    parts: tuple[tuple[Part, ...], ...]
    themes: tuple[tuple[Theme, ...], ...]
    weigh: _Telling


def write_report(
    request: ReportRequest, sources: Sequence[Source], *, progress: Progress | None = None
) -> Report:
    """Return the report of one or several sessions, without a chat model.

    Raises NothingSaid where no words are left.
    """
    tell = progress or _silent
    talks = []
    for place, source in enumerate(sources):
        tell("read", 0.5 * place / len(sources))
        talks.append(prepare(source.transcript, source.ideas, request.redacted))
    if not any(talk.may_quote(unit.number) for talk in talks for unit in talk.units):
        raise NothingSaid(
            Phrase("There are no words to report on.", "Il n'y a rien à rapporter : aucun mot.")
        )
    tell("choose", 0.5)
    work = _work(request, talks)
    tell("write", 0.7)
    report = _written(work)
    tell("check", 0.9)
    report = _audited(report, work)
    tell("done", 1.0)
    return report


def _silent(_step: str, _share: float) -> None:
    """Take progress where nobody watches."""


def _work(request: ReportRequest, talks: Sequence[Talk]) -> _Work:
    language = request.language or talks[0].transcript.language
    claims = sorted(
        (claim for talk in talks for claim in claims_of(talk)), key=lambda claim: -claim.weight
    )
    most = max(2, MOST // len(talks))
    parts = tuple(tuple(parts_of(talk, most)) for talk in talks)
    names = {
        (talk.transcript.id, speaker.id): opening.printed_name(speaker, number, language)
        for talk in talks
        for number, speaker in enumerate(talk.transcript.speakers, 1)
    }
    return _Work(
        request=request,
        talks=tuple(talks),
        language=language,
        ledger=Ledger(talks={talk.transcript.id: talk for talk in talks}, names=names),
        claims=tuple(claims),
        chosen=tuple(choose(claims, _quota(request, talks))),
        parts=parts,
        themes=tuple(
            tuple(_theme(talk, part) for part in found)
            for talk, found in zip(talks, parts, strict=True)
        ),
        weigh=_telling(talks, language),
    )


def _written(work: _Work) -> Report:
    request, talks, ledger, language = work.request, work.talks, work.ledger, work.language
    first = talks[0].transcript
    themes = tuple(theme for found in work.themes for theme in found)
    title = opening.title(request.title, talks, themes, language)
    box = swot.swot(request.about or title, work.chosen, work.claims, talks, ledger, work.weigh)
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
    moderators = {
        work.ledger.names[talk.transcript.id, speaker]
        for talk in work.talks
        for speaker in talk.moderators
    }
    warnings = audit.warnings(figures, moderators, work.language)
    return msgspec.structs.replace(
        report, audit=msgspec.structs.replace(figures, warnings=warnings)
    )


def _sections(work: _Work, disputes: Sequence[Line]) -> tuple[Section, ...]:
    found: list[Section] = []
    total = sum(talk.words for talk in work.talks)
    for talk, parts, themes in zip(work.talks, work.parts, work.themes, strict=True):
        budget = round(_budget(work.request, total) * talk.words / max(1, total))
        prose = account.Prose(talk, parts, themes, disputes, work.ledger, work.language)
        found += account.sections(prose, passages(talk, work.chosen, budget))
    return tuple(found)


def _changes(work: _Work) -> tuple[Change, ...]:
    if len(work.talks) < 2:
        return ()
    units = [unit for claim in work.claims for unit in claim.units]

    def named(common: frozenset[str]) -> str:
        return shared_terms(units, common, work.weigh)

    return series.changes(work.talks, work.claims, work.ledger, work.language, named)


def _words_asked(request: ReportRequest) -> int:
    number = request.length.split("-")[0].strip()
    return int(number) if number.isdigit() else 0


def _budget(request: ReportRequest, words: int) -> int:
    if asked := _words_asked(request):
        return asked
    length = _LENGTHS.get(request.length, _LENGTHS["normal"])
    return max(120, min(round(length.share * words), length.most))


def _quota(request: ReportRequest, talks: Sequence[Talk]) -> Quota:
    words = sum(talk.words for talk in talks)
    asked = _words_asked(request)
    length = _LENGTHS.get(request.length, _LENGTHS["normal"])
    count = asked // 40 if asked else words // length.words_per_line
    spoken: Counter[str] = Counter()
    for talk in talks:
        for unit in talk.units:
            kind = talk.speakers[unit.speaker].kind
            if unit.speaker not in talk.moderators and kind != "companion":
                spoken[unit.speaker] += 0 if unit.number in talk.hidden else len(unit.tokens)
    total = max(1, spoken.total())
    return Quota(
        count=max(8, min(count, _MOST_LINES)),
        shares={speaker: number / total for speaker, number in spoken.most_common()},
        duration_ms=sum(talk.transcript.duration_ms for talk in talks),
    )


def _telling(talks: Sequence[Talk], language: Language) -> _Telling:
    seen = Counter(
        word
        for talk in talks
        for unit in talk.units
        for word in set(stems(unit.words, unit.language))
    )
    count = sum(len(talk.units) for talk in talks)
    rarity = {word: math.log(1 + count / times) for word, times in seen.items()}
    things = frozenset(word for talk in talks for word in nouns(talk))
    return _Telling(rarity, things, language)


def _theme(talk: Talk, part: Part) -> Theme:
    inside = talk.units[part.first : part.last + 1]
    text = ", ".join(part.terms)
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

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
from models.transcript import COMPANION, WALKER, Speaker, Transcript
from reporting import account, audit, claims, minutes, swot
from reporting.choice import Quota, choose
from reporting.confidence import off_record
from reporting.corrections import superseded
from reporting.errors import NothingSaid
from reporting.material import Claim, Talk
from reporting.moderation import moderators
from reporting.quoting import Ledger
from reporting.records import Kind, Making, Origin, Report, Sentence, Theme
from reporting.salience import salience
from reporting.stance import read
from reporting.themes import Part, parts_of
from reporting.units import Unit, cut
from reporting.wording import stem, stems

Progress = Callable[[str, float], None]
ALL_KINDS: tuple[Kind, ...] = ("account", "ideas", "swot", "minutes")
_WORDS_PER_LINE = {"short": 220, "normal": 110, "long": 60}
_NAMES = {WALKER: Phrase("Walker", "Promeneur"), COMPANION: Phrase("Companion", "Compagnon")}


class Reviewed(msgspec.Struct, frozen=True):
    """What a person decided about one line."""

    decision: str
    """`accepted`, `rejected`, `reworded` or `approved-by-speaker`."""
    text: str = ""
    by: str = ""
    on: str = ""


class ReportRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for."""

    kinds: tuple[Kind, ...] = ALL_KINDS
    language: Language | None = None
    """Of the document; that of the first session where None."""
    about: str = ""
    """Object of the SWOT; the title of the talk where empty."""
    length: str = "normal"
    """`short`, `normal`, `long`, or a number of words."""
    title: str = ""
    today: str = ""
    """ISO 8601 day to print; empty prints the session's."""
    tool: str = ""
    brief: str = ""
    reviews: Mapping[str, Reviewed] = {}
    """By key of the line."""
    redacted: tuple[str, ...] = ()
    """Ids or names of people left out of every output."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One session to report on."""

    transcript: Transcript
    ideas: tuple[Idea, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wording:
    """How telling a word is across the sessions."""

    rarity: Mapping[str, float]
    language: Language

    def __call__(self, word: str) -> float:
        return self.rarity.get(stem(word, self.language), 1.0)


def write_report(
    request: ReportRequest, sources: Sequence[Source], *, progress: Progress | None = None
) -> Report:
    """Return the report of one or several sessions, without a chat model.

    Raises NothingSaid where no words are left. `progress` gets a step's name and the share done.
    """
    tell = progress or _silent
    tell("read", 0.0)
    talks = [talk_of(source, request.redacted) for source in sources]
    if not any(talk.may_quote(unit.number) for talk in talks for unit in talk.units):
        raise NothingSaid(
            Phrase("There are no words to report on.", "Il n'y a rien à rapporter : aucun mot.")
        )
    tell("choose", 0.4)
    language = request.language or talks[0].transcript.language
    ledger = Ledger(
        talks={talk.transcript.id: talk for talk in talks}, names=_names(talks, language)
    )
    draft = _draft(request, talks, ledger, language)
    tell("check", 0.9)
    report = _audited(draft, talks, ledger, language)
    tell("done", 1.0)
    return report


def _silent(_step: str, _share: float) -> None:
    """Take progress where nobody watches."""


def talk_of(source: Source, redacted: Sequence[str] = ()) -> Talk:
    """Return a session cut, read and weighed."""
    transcript = source.transcript
    units = cut(transcript)
    readings = tuple(read(units))
    passages = off_record(units)
    out = frozenset(
        speaker.id
        for speaker in transcript.speakers
        if speaker.id in redacted or speaker.name in redacted
    )
    hidden = frozenset(number for passage in passages for number in passage) | frozenset(
        unit.number for unit in units if unit.speaker in out
    )
    return Talk(
        transcript=transcript,
        units=units,
        readings=readings,
        hidden=hidden,
        passages_withheld=len(passages),
        superseded=superseded(readings),
        moderators=moderators(transcript, units),
        ideas=source.ideas,
        salience=salience(units, hidden),
        redacted=out,
    )


def _names(talks: Sequence[Talk], language: Language) -> dict[tuple[str, str], str]:
    return {
        (talk.transcript.id, speaker.id): printed_name(speaker, number, language)
        for talk in talks
        for number, speaker in enumerate(talk.transcript.speakers, 1)
    }


def printed_name(speaker: Speaker, number: int, language: Language) -> str:
    """Return a voice's name as printed; `Voice 2?` where it was guessed."""
    if speaker.name:
        return speaker.name if speaker.is_certain else f"{speaker.name} ?"
    if speaker.id in _NAMES:
        return _NAMES[speaker.id].to(language)
    return Phrase(f"Voice {number}", f"Voix {number}").to(language)


def _draft(
    request: ReportRequest, talks: Sequence[Talk], ledger: Ledger, language: Language
) -> Report:
    everything = [claim for talk in talks for claim in claims.claims_of(talk)]
    everything.sort(key=lambda claim: -claim.weight)
    weigh = _wording(talks, language)
    chosen = choose(everything, _quota(request, talks))
    title = request.title or talks[0].transcript.title
    parts = [parts_of(talk) for talk in talks]
    themes = [_themes(talk, found) for talk, found in zip(talks, parts, strict=True)]
    questions = swot.open_questions(talks, ledger, weigh)
    box = (
        swot.swot(request.about or title, chosen, everything, talks, ledger, weigh)
        if "swot" in request.kinds
        else None
    )
    return Report(
        language=language,
        kinds=request.kinds,
        title=title or (themes[0][0].text if themes and themes[0] else ""),
        standfirst=_standfirst(talks, ledger, language),
        date=request.today or talks[0].transcript.event.date or talks[0].transcript.started_at[:10],
        event=talks[0].transcript.event,
        speakers=tuple(
            speaker
            for talk in talks
            for speaker in talk.transcript.speakers
            if speaker.id not in talk.redacted
        ),
        origins=tuple(_origin(talk.transcript) for talk in talks),
        themes=tuple(theme for found in themes for theme in found),
        sections=tuple(
            section
            for talk, found, named in zip(talks, parts, themes, strict=True)
            for section in account.sections(
                talk, found, named, _passages(talk, found, chosen), ledger, language
            )
        )
        if "account" in request.kinds
        else (),
        swot=box,
        minutes=minutes.minutes(talks, questions, ledger, weigh)
        if "minutes" in request.kinds
        else None,
        evidence=ledger.evidence,
        making=Making(tool=request.tool, transcript_digest=_digest(talks)),
    )


def _audited(report: Report, talks: Sequence[Talk], ledger: Ledger, language: Language) -> Report:
    figures = audit.audit(report, talks, report.themes, ledger)
    figures = msgspec.structs.replace(figures, warnings=audit.warnings(figures, language))
    return msgspec.structs.replace(report, audit=figures)


def _wording(talks: Sequence[Talk], language: Language) -> _Wording:
    seen = Counter(
        word
        for talk in talks
        for unit in talk.units
        for word in set(stems(unit.words, unit.language))
    )
    count = sum(len(talk.units) for talk in talks)
    return _Wording({word: math.log(1 + count / times) for word, times in seen.items()}, language)


def _quota(request: ReportRequest, talks: Sequence[Talk]) -> Quota:
    words = sum(talk.words for talk in talks)
    per_line = _WORDS_PER_LINE.get(request.length)
    count = round(words / per_line) if per_line else round(int(request.length.split("-")[0]) / 45)
    spoken: Counter[str] = Counter()
    for talk in talks:
        for unit in talk.units:
            if unit.speaker not in talk.moderators and unit.number not in talk.hidden:
                spoken[unit.speaker] += len(unit.tokens)
    total = max(1, spoken.total())
    return Quota(
        count=max(6, min(count, 48)),
        shares={speaker: number / total for speaker, number in spoken.most_common()},
        duration_ms=sum(talk.transcript.duration_ms for talk in talks),
    )


def _themes(talk: Talk, parts: Sequence[Part]) -> list[Theme]:
    found = []
    for part in parts:
        inside = talk.units[part.first : part.last + 1]
        text = ", ".join(part.terms)
        found.append(
            Theme(
                key=f"theme-{hashlib.sha256(f'{talk.transcript.id}|{text}'.encode()).hexdigest()[:10]}",
                text=text[:1].upper() + text[1:],
                terms=part.terms,
                start_ms=inside[0].start_ms,
                end_ms=inside[-1].end_ms,
                share=round(sum(len(unit.tokens) for unit in inside) / max(1, talk.words), 4),
            )
        )
    return found


def _passages(talk: Talk, parts: Sequence[Part], chosen: Sequence[Claim]) -> list[tuple[Unit, ...]]:
    """Return what the account quotes: the chosen claims, and what each part turns on."""
    found = [claim.units for claim in chosen if claim.session == talk.transcript.id]
    taken = {unit.number for units in found for unit in units}
    for part in parts:
        inside = [
            unit
            for unit in talk.units[part.first : part.last + 1]
            if talk.may_quote(unit.number)
            and unit.number not in taken
            and unit.speaker not in talk.moderators
            and not talk.readings[unit.number].is_procedure
            and not talk.readings[unit.number].is_instruction
            and len(unit.tokens) >= 6
        ]
        if inside:
            best = max(inside, key=lambda unit: talk.salience[unit.number])
            found.append((best,))
            taken.add(best.number)
    return found


def _standfirst(talks: Sequence[Talk], ledger: Ledger, language: Language) -> tuple[Sentence, ...]:
    """Return who spoke and for how long: facts of the records."""
    people = [
        ledger.names[talk.transcript.id, speaker.id]
        for talk in talks
        for speaker in talk.transcript.speakers
        if speaker.id not in talk.redacted
    ]
    minutes_long = round(sum(talk.transcript.duration_ms for talk in talks) / 60000)
    sentence = Phrase("{minutes} minutes, with {people}.", "{minutes} minutes, avec {people}.").to(
        language
    )
    return (
        Sentence(
            text=sentence.format(minutes=minutes_long, people=", ".join(dict.fromkeys(people))),
            is_linking=True,
        ),
    )


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

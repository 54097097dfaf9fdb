"""The account: sections by theme, quotations with who said them, linking words made of facts only.

A linking word says what the records hold: who, when, asks, agrees, disagrees, corrects, reports, hedges,
speaks for or against. Nothing else is asserted. Pure.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from models.language import Language, Phrase
from reporting.material import Part, Talk
from reporting.names import in_prose
from reporting.quoting import Ledger, quoted
from reporting.records import Line, Section, Sentence, Theme
from reporting.stance import ASKS, CUES, Reading, joined
from reporting.units import Unit

_SAYS: dict[str, tuple[Phrase, ...]] = {
    "asks": (Phrase("{name} asks: {quote}", "{name} demande : {quote}"),),
    "agrees": (Phrase("{name} agrees: {quote}", "{name} acquiesce : {quote}"),),
    "disagrees": (
        Phrase("{name} disagrees: {quote}", "{name} n'est pas de cet avis : {quote}"),
        Phrase("{name} objects: {quote}", "{name} objecte : {quote}"),
    ),
    "reserve": (
        Phrase("{name} has a reservation: {quote}", "{name} émet une réserve : {quote}"),
        Phrase("A reservation from {name}: {quote}", "Une réserve {of} : {quote}"),
        Phrase("{name}, with caution: {quote}", "{name}, avec prudence : {quote}"),
    ),
    "criticises": (
        Phrase("{name} is critical: {quote}", "{name} formule une critique : {quote}"),
        Phrase("Criticism from {name}: {quote}", "Une critique {of} : {quote}"),
    ),
    "favours": (
        Phrase("{name} sees an advantage: {quote}", "{name} y voit un avantage : {quote}"),
        Phrase("In favour, {name}: {quote}", "Favorable, {name} : {quote}"),
    ),
    "corrects": (Phrase("{name} sets it right: {quote}", "{name} rectifie : {quote}"),),
    "withdraws": (Phrase("{name} takes it back: {quote}", "{name} y renonce : {quote}"),),
    "reports": (Phrase("{name} reports: {quote}", "{name} rapporte : {quote}"),),
    "says": (
        Phrase("{name}: {quote}", "{name} : {quote}"),
        Phrase("{name} says: {quote}", "{name} dit : {quote}"),
    ),
}
_GOES_ON: dict[str, Phrase] = {
    "asks": Phrase(" Then asks: {quote}", " Puis demande : {quote}"),
    "reserve": Phrase(" With a reservation: {quote}", " Avec une réserve : {quote}"),
    "criticises": Phrase(" And critically: {quote}", " Et de façon critique : {quote}"),
    "favours": Phrase(" And in favour: {quote}", " Et en faveur : {quote}"),
    "corrects": Phrase(" Then sets it right: {quote}", " Puis rectifie : {quote}"),
    "reports": Phrase(" And reports: {quote}", " Et rapporte : {quote}"),
}
_THEN = Phrase(" Then: {quote}", " Puis : {quote}")
_AT_ODDS = Phrase(
    "On this point {first} and {second} do not say the same.",
    "Sur ce point, {first} et {second} ne disent pas la même chose.",
)
_TURNED = Phrase("On this point {first} has said both.", "Sur ce point, {first} a dit les deux.")


@dataclass(frozen=True, slots=True)
class Prose:
    """What the sections of one session are written from."""

    talk: Talk
    parts: Sequence[Part]
    themes: Sequence[Theme]
    disputes: Sequence[Line]
    ledger: Ledger
    language: Language


def sections(prose: Prose, chosen: Sequence[tuple[Unit, ...]]) -> list[Section]:
    """Return one section per part that something was chosen from, in the order of the talk."""
    found = []
    for part, theme in zip(prose.parts, prose.themes, strict=True):
        inside = sorted(
            (units for units in chosen if part.holds(units[0].number)),
            key=lambda units: units[0].number,
        )
        if inside:
            found.append(
                Section(
                    heading=part.question or theme.text,
                    theme=theme.key,
                    start_ms=prose.talk.units[part.first].start_ms,
                    sentences=(*_sentences(prose, inside), *_oppositions(prose, part)),
                )
            )
    return found


def _sentences(prose: Prose, passages: Sequence[tuple[Unit, ...]]) -> list[Sentence]:
    """Return quotations with linking words, two of one person after each other in one sentence."""
    written: list[Sentence] = []
    before: Reading | None = None
    used: dict[str, int] = {}
    is_second = False
    for units in passages:
        reading = _reading(prose.talk, units)
        relation = _relation(prose.talk, units, reading, before)
        name = prose.ledger.quote(units)
        evidence = prose.ledger.evidence[name]
        quote = quoted(evidence.quote, prose.language)
        same = before is not None and before.unit.speaker == reading.unit.speaker
        if same and written and not is_second:
            more = _GOES_ON.get(relation, _THEN).to(prose.language).format(quote=quote)
            last = written.pop()
            written.append(Sentence(text=last.text + more, evidence=(*last.evidence, name)))
            is_second = True
        else:
            ways = _SAYS[relation]
            way = ways[used.get(relation, 0) % len(ways)].to(prose.language)
            used[relation] = used.get(relation, 0) + 1
            name_ = in_prose(evidence.speaker, prose.language)
            text = _capital(way.format(name=name_, of=_of(name_), quote=quote))
            written.append(Sentence(text=text, evidence=(name,)))
            is_second = False
        before = reading
    return written


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _of(name: str) -> str:
    """Return `de` and the name, elided before a vowel, contracted with an article."""
    if name.startswith("le "):
        return f"du {name[3:]}"
    bare = unicodedata.normalize("NFD", name[:1]).lower()[:1]
    return f"d'{name}" if bare in "aeiouy" else f"de {name}"


def _reading(talk: Talk, units: Sequence[Unit]) -> Reading:
    """Return the reading of the unit that makes the statement: the one that takes a side most."""
    lead = max(
        units,
        key=lambda unit: (
            talk.readings[unit.number].stance != "neutral",
            talk.readings[unit.number].strength,
            len(unit.tokens),
        ),
    )
    return talk.readings[lead.number]


def _relation(talk: Talk, units: Sequence[Unit], reading: Reading, before: Reading | None) -> str:
    opening = talk.readings[units[0].number]
    numbers = {unit.number for unit in units}
    if correcting := sorted(numbers & set(talk.superseded.values())):
        text = joined(talk.units[correcting[0]])
        cues = CUES[reading.unit.language]
        is_own = any(
            talk.superseded[old] in numbers and talk.units[old].speaker == reading.unit.speaker
            for old in talk.superseded
        )
        return "withdraws" if is_own and cues.withdrawal.search(text) else "corrects"
    if talk.readings[units[-1].number].is_question or ASKS.match(joined(reading.unit)):
        return "asks"
    if any(_tells(talk, number) for number in numbers):
        return "reports"
    if before and before.unit.speaker != reading.unit.speaker and _is_next(before, opening):
        if opening.is_disagreement:
            return "disagrees"
        if opening.is_agreement and reading.stance == before.stance != "neutral":
            return "agrees"
    return _side(reading)


def _tells(talk: Talk, number: int) -> bool:
    """Return whether the unit quotes somebody else in so many words."""
    unit = talk.units[number]
    has_marks = any(mark in unit.text for mark in '«“"')
    return talk.readings[number].is_reported and has_marks


def _is_next(before: Reading, after: Reading) -> bool:
    return after.unit.turn - before.unit.turn == 1


def _side(reading: Reading) -> str:
    match reading.stance:
        case "critical":
            return "reserve" if reading.is_hedged else "criticises"
        case "favourable":
            return "favours" if reading.favour >= 1.8 and not reading.against else "says"
        case _:
            return "says"


def _oppositions(prose: Prose, part: Part) -> list[Sentence]:
    """Return a sentence for each dispute of which both sides were said in this part."""
    first_ms = prose.talk.units[part.first].start_ms
    last_ms = prose.talk.units[part.last].end_ms
    found = []
    for line in prose.disputes:
        one = prose.ledger.evidence[line.evidence[0]]
        other = prose.ledger.evidence[line.opposed_by[0]]
        here = all(
            evidence.session == prose.talk.transcript.id and first_ms <= evidence.start_ms < last_ms
            for evidence in (one, other)
        )
        if here:
            way = _AT_ODDS if one.speaker != other.speaker else _TURNED
            text = way.to(prose.language).format(
                first=in_prose(one.speaker, prose.language),
                second=in_prose(other.speaker, prose.language),
            )
            found.append(Sentence(text=text, evidence=(one.id, other.id), is_linking=True))
    return found[:1]

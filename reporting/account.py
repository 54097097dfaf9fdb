"""The account: sections by theme, quotations with who said them, linking words made of facts only.

A linking word says what the records hold: who, when, agrees, answers, asks, hedges, contradicts.
Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.language import Language, Phrase
from reporting.material import Talk
from reporting.quoting import Ledger
from reporting.records import Section, Sentence, Theme
from reporting.stance import Reading
from reporting.themes import Part
from reporting.units import Unit

_SAYS = {
    "question": Phrase("{name} asks: {quote}", "{name} demande : {quote}"),
    "agrees": Phrase("{name} agrees: {quote}", "{name} acquiesce : {quote}"),
    "disagrees": Phrase("{name} disagrees: {quote}", "{name} n'est pas de cet avis : {quote}"),
    "reserve": Phrase("{name} has a reservation: {quote}", "{name} émet une réserve : {quote}"),
    "criticises": Phrase("{name} is critical: {quote}", "{name} se montre critique : {quote}"),
    "favours": Phrase("{name} sees an advantage: {quote}", "{name} y voit un avantage : {quote}"),
    "adds": Phrase("{name} adds: {quote}", "{name} ajoute : {quote}"),
    "answers": Phrase("{name} answers: {quote}", "{name} répond : {quote}"),
    "corrects": Phrase("{name} corrects: {quote}", "{name} corrige : {quote}"),
    "reports": Phrase("{name} reports: {quote}", "{name} rapporte : {quote}"),
    "says": Phrase("{name}: {quote}", "{name} : {quote}"),
}


def quoted(text: str, language: Language) -> str:
    """Return `text` between the quotation marks of `language`."""
    if language == "fr":
        inner = text.replace("« ", "“").replace(" »", "”").replace("«", "“").replace("»", "”")
        return f"« {inner} »"
    return f"“{text}”"


def sections(
    talk: Talk,
    parts: Sequence[Part],
    themes: Sequence[Theme],
    chosen: Sequence[Sequence[Unit]],
    ledger: Ledger,
    language: Language,
) -> list[Section]:
    """Return one section per part that has something chosen in it."""
    found = []
    for part, theme in zip(parts, themes, strict=True):
        inside = [units for units in chosen if part.holds(units[0].number)]
        if not inside:
            continue
        sentences: list[Sentence] = []
        before: Reading | None = None
        for units in sorted(inside, key=lambda run: run[0].number):
            lead = max(units, key=lambda unit: len(unit.tokens))
            reading = talk.readings[lead.number]
            sentences.append(_sentence(talk, units, reading, before, ledger, language))
            before = reading
        found.append(
            Section(
                heading=part.question or theme.text,
                theme=theme.key,
                start_ms=talk.units[part.first].start_ms,
                sentences=tuple(sentences),
            )
        )
    return found


def _sentence(
    talk: Talk,
    units: Sequence[Unit],
    reading: Reading,
    before: Reading | None,
    ledger: Ledger,
    language: Language,
) -> Sentence:
    name = ledger.quote(units)
    evidence = ledger.evidence[name]
    saying = _SAYS[_relation(talk, units, reading, before)]
    text = saying.to(language).format(name=evidence.speaker, quote=quoted(evidence.quote, language))
    return Sentence(text=text, evidence=(name,))


def _relation(talk: Talk, units: Sequence[Unit], reading: Reading, before: Reading | None) -> str:
    opening = talk.readings[units[0].number]
    if any(talk.superseded.get(old) in {unit.number for unit in units} for old in talk.superseded):
        return "corrects"
    if reading.is_question:
        return "question"
    if reading.is_reported:
        return "reports"
    if before and before.unit.speaker != reading.unit.speaker:
        if opening.is_disagreement:
            return "disagrees"
        if opening.is_agreement and reading.stance == before.stance:
            return "agrees"
    if reading.stance == "critical":
        return "reserve" if reading.is_hedged else "criticises"
    if reading.stance == "favourable" and reading.favour >= 1.5:
        return "favours"
    if before and before.unit.speaker == reading.unit.speaker:
        return "adds"
    return "says"

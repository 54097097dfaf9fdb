"""The account: sections by theme, paragraphs that follow the exchange, quotations with who said them.

A question and its answers make a paragraph; what follows much later makes another. Our own words
around quotations say what the records hold (`exchange`, `linking`). Nothing else is asserted. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.language import Language, Phrase
from reporting.composing.linking import Voice
from reporting.composing.quoting import Ledger, quoted
from reporting.reading.exchange import Passage, passage
from reporting.reading.material import Part, Talk
from reporting.reading.units import Unit
from reporting.records import Line, Section, Sentence, Theme
from reporting.words.names import in_prose

_AT_ODDS = Phrase(
    "On this point {first} and {second} do not say the same.",
    "Sur ce point, {first} et {second} ne disent pas la même chose.",
)
_TURNED = Phrase("On this point {first} has said both.", "Sur ce point, {first} a dit les deux.")
_PAUSE_MS = 70_000
"""After so long without a quotation a new paragraph begins."""
_SOON = 4
"""Turns after a question in which its answer comes."""
_FULL = 5
"""Quotations of a paragraph that may end where the speaker changes."""


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
    writer = _Writer(prose, Voice(prose.language))
    for part, theme in zip(prose.parts, prose.themes, strict=True):
        inside = sorted(
            (units for units in chosen if part.holds(units[0].number)),
            key=lambda units: units[0].number,
        )
        if inside:
            sentences = writer.written(inside)
            found.append(
                Section(
                    heading=theme.text,
                    theme=theme.key,
                    start_ms=prose.talk.units[part.first].start_ms,
                    sentences=(*sentences, *_oppositions(prose, part, sentences)),
                )
            )
    return found


@dataclass(slots=True)
class _Writer:
    """Writes the sections of one session, one after another."""

    prose: Prose
    voice: Voice
    asked: set[int] = field(default_factory=set)
    """Questions already printed."""

    def written(self, chosen: Sequence[tuple[Unit, ...]]) -> list[Sentence]:
        """Return quotations with linking words; paragraphs open where the exchange does."""
        found: list[Sentence] = []
        before: Passage | None = None
        run = 0
        printed = {unit.number for units in chosen for unit in units}
        for units in chosen:
            here = passage(self.prose.talk, units, before)
            asked = self._question(here, printed)
            opens = not found or _opens(here, before, run, asked is not None)
            if asked is not None:
                found.append(self._asked(asked, opens))
                found.append(self._answer(here))
                run = 0 if opens else run
            else:
                text = self._said(here, before if not opens else None)
                found.append(self._sentence(here, text, opens))
                run = 0 if opens else run
            run += 1
            before = here
        return found

    def _question(self, here: Passage, printed: set[int]) -> Unit | None:
        """Return the question to print ahead of its answer: once, and not one already quoted."""
        unit = here.question
        if unit is None or unit.number in self.asked | printed:
            return None
        self.asked.add(unit.number)
        return unit

    def _asked(self, unit: Unit, opens: bool) -> Sentence:
        name = self.prose.ledger.quote((unit,))
        text = self.voice.says("asks", self._name(name), self._quoted(name))
        return Sentence(text=text, evidence=(name,), opens=opens)

    def _answer(self, here: Passage) -> Sentence:
        name = self.prose.ledger.quote(here.units)
        text = self.voice.answers(here.deed, self._name(name), self._quoted(name))
        return Sentence(text=text, evidence=(name,))

    def _said(self, here: Passage, before: Passage | None) -> str:
        name = self.prose.ledger.quote(here.units)
        quote = self._quoted(name)
        if before is not None and before.speaker == here.speaker:
            return self._more(here, before, quote)
        if before is not None and _answers(here, before):
            return self.voice.answers(here.deed, self._name(name), quote)
        other = self._speaker(before) if before is not None else ""
        return self.voice.says(here.deed, self._name(name), quote, other)

    def _more(self, here: Passage, before: Passage, quote: str) -> str:
        """Return what the same person says next: in the same turn, or when they speak again."""
        is_timed = self.prose.talk.transcript.is_timed
        is_plain = here.deed in ("says", "figures")
        if is_timed and is_plain and here.first.turn != before.first.turn:
            return self.voice.later(here.first.start_ms // 60_000 + 1, quote)
        return self.voice.goes_on(here.deed, quote)

    def _sentence(self, here: Passage, text: str, opens: bool) -> Sentence:
        return Sentence(text=text, evidence=(self.prose.ledger.quote(here.units),), opens=opens)

    def _speaker(self, here: Passage) -> str:
        name = self.prose.ledger.names[here.first.session, here.speaker]
        return in_prose(name, self.prose.language)

    def _name(self, evidence: str) -> str:
        speaker = self.prose.ledger.evidence[evidence].speaker
        return in_prose(speaker, self.prose.language)

    def _quoted(self, evidence: str) -> str:
        return quoted(self.prose.ledger.evidence[evidence].quote, self.prose.language)


def _answers(here: Passage, before: Passage) -> bool:
    """Return whether a passage comes soon after a question that is quoted right before it."""
    return before.deed == "asks" and here.first.turn - before.first.turn <= _SOON


def _opens(here: Passage, before: Passage | None, run: int, is_asked: bool) -> bool:
    """Return whether a paragraph begins here."""
    if before is None:
        return False
    if is_asked or here.deed == "asks":
        return True
    gap = here.first.start_ms - before.units[-1].end_ms
    return gap > _PAUSE_MS or (run >= _FULL and here.speaker != before.speaker)


def _oppositions(prose: Prose, part: Part, written: Sequence[Sentence]) -> list[Sentence]:
    """Return a sentence for a dispute of which both sides were said in this part and not yet quoted."""
    first_ms = prose.talk.units[part.first].start_ms
    last_ms = prose.talk.units[part.last].end_ms
    already = {name for sentence in written for name in sentence.evidence}
    found = []
    for line in prose.disputes:
        one = prose.ledger.evidence[line.evidence[0]]
        other = prose.ledger.evidence[line.opposed_by[0]]
        here = all(
            evidence.session == prose.talk.transcript.id and first_ms <= evidence.start_ms < last_ms
            for evidence in (one, other)
        )
        if here and not {one.id, other.id} & already:
            way = _AT_ODDS if one.speaker != other.speaker else _TURNED
            text = way.to(prose.language).format(
                first=in_prose(one.speaker, prose.language),
                second=in_prose(other.speaker, prose.language),
            )
            pair = (one.id, other.id)
            found.append(Sentence(text=text, evidence=pair, is_linking=True, opens=True))
    return found[:1]

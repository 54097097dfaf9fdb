"""What a unit says for or against its object, and how: read from cues, on two separate axes.

Helpful or harmful is one question, here and already or outside and to come is another; a hedged
criticism is a criticism. A speaker who reports somebody else's opinion has not given an own one,
and words said to a machine are nobody's opinion. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from models.language import Language
from reporting.cues.english import ENGLISH
from reporting.cues.french import FRENCH
from reporting.cues.lexicon import Cues
from reporting.records import Quadrant, Stance
from reporting.units import Unit

CUES: dict[Language, Cues] = {"fr": FRENCH, "en": ENGLISH}
THRESHOLD = 0.9
"""Weight of cues from which a unit takes a side."""
ASKS = re.compile(
    r"^(?:(?:i (?:don' t|do not) know|i have no idea) (?:who|what|when|where|how|which)|"
    r"je (?:ne )?sais pas (?:encore )?(?:qui|quand|où|comment|quel))\b"
)
"""Open questions: they stand among the questions, not among what is wrong."""
Locus = Literal["inside", "outside"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A unit and what its cues say."""

    unit: Unit
    stance: Stance
    against: float
    """Weight of what speaks against."""
    favour: float
    is_hedged: bool
    locus: Locus
    is_reported: bool = False
    """Somebody else's opinion, told."""
    is_rumour: bool = False
    is_question: bool = False
    is_disagreement: bool = False
    is_agreement: bool = False
    is_contrast: bool = False
    is_instruction: bool = False
    """Words to a machine, or a command of a walk."""
    is_procedure: bool = False
    """Greetings, microphones, thanks: nothing about the object."""

    @property
    def strength(self) -> float:
        return max(self.against, self.favour)

    @property
    def quadrant(self) -> Quadrant | None:
        """Where the two axes meet; None where no side is taken."""
        if self.stance == "neutral":
            return None
        is_mixed = self.stance == "mixed" and self.against >= self.favour
        is_harmful = self.stance == "critical" or is_mixed
        if self.locus == "inside":
            return "weaknesses" if is_harmful else "strengths"
        return "threats" if is_harmful else "opportunities"


def read(units: Sequence[Unit]) -> list[Reading]:
    """Return one reading per unit; irony and disowned reports are seen within a turn."""
    readings = [_read(unit) for unit in units]
    for index, reading in enumerate(readings):
        if _is_mocking(readings, index):
            readings[index] = replace(
                reading,
                stance="critical",
                against=max(reading.against, reading.favour, 1.5),
                favour=0,
            )
        elif _is_of_the_past(readings, index):
            readings[index] = replace(reading, stance="neutral")
    return readings


def joined(unit: Unit) -> str:
    """Return the folded words of a unit with single spaces, as the phrase cues expect them."""
    return " ".join(token.form for token in unit.tokens)


def _read(unit: Unit) -> Reading:
    cues, text, words = CUES[unit.language], joined(unit), unit.words
    against, favour = _weigh(words, text, cues)
    is_hedged = bool(cues.hedges.search(text))
    worry = bool(cues.worry.search(text))
    if cues.apologies.search(text):
        against += 1.8
        favour *= 0.5
    if worry:
        against += 0.6
    is_contrast = bool(cues.contrast.search(" ".join(words[:4])))
    if is_contrast and against:
        against += 0.3
    return Reading(
        unit=unit,
        stance=_stance(against, favour, words),
        against=round(against, 3),
        favour=round(favour, 3),
        is_hedged=is_hedged,
        locus=_locus(words, text, cues, worry),
        is_reported=bool(cues.reported.search(text)),
        is_rumour=bool(cues.rumour.search(text)),
        is_question=unit.is_question,
        is_disagreement=bool(cues.disagree.search(text)),
        is_agreement=bool(cues.agree.search(text)),
        is_contrast=is_contrast,
        is_instruction=bool(cues.to_machine.search(text)),
        is_procedure=_is_procedure(words, text, cues),
    )


def _is_procedure(words: list[str], text: str, cues: Cues) -> bool:
    """Return whether a unit is about the meeting itself; a long one only where it begins with that."""
    found = cues.greeting.search(text)
    return found is not None and (len(words) <= 16 or len(text[: found.start()].split()) <= 5)


def _weigh(words: list[str], text: str, cues: Cues) -> tuple[float, float]:
    against = favour = 0.0
    doubt = cues.doubts.search(text)
    doubted = len(text[: doubt.end()].split()) if doubt else len(words)
    for index, word in enumerate(words):
        bad, good = cues.critical.weigh(word), cues.favourable.weigh(word)
        if not bad and not good:
            continue
        turned = _is_turned(words, index, cues) != (good > bad and index >= doubted)
        if bad and bad >= good:
            against, favour = (against, favour + 0.5 * bad) if turned else (against + bad, favour)
        else:
            against, favour = (against + 0.9 * good, favour) if turned else (against, favour + good)
    against += 0.9 * len(cues.critical_phrases.findall(text))
    favour += 0.9 * len(cues.favourable_phrases.findall(text))
    against = max(0.0, against - 1.6 * len(cues.not_critical.findall(text)))
    favour = max(0.0, favour - 1.2 * len(cues.not_favourable.findall(text)))
    return against, favour


def _is_turned(words: list[str], index: int, cues: Cues) -> bool:
    """Return whether a negation or a lessening verb rules the word at `index`."""
    before = words[max(0, index - 4) : index]
    further = words[max(0, index - 6) : index]
    after = words[index + 1 : index + 2]
    denied = sum(word in cues.negators for word in before)
    denied += "plus" in before and ("ne" in before or "n'" in before)
    denied += sum(word in ("pas", "jamais", "rien") for word in after)
    lessened = any(word in cues.lessening for word in further)
    return (denied + lessened) % 2 == 1


def _stance(against: float, favour: float, words: list[str]) -> Stance:
    if max(against, favour) < THRESHOLD or len(words) < 3:
        return "neutral"
    if against >= 0.8 * favour:
        return "mixed" if against < 1.2 * favour and favour >= 1.5 else "critical"
    return "mixed" if against >= 1.5 and favour < 1.5 * against else "favourable"


def _locus(words: list[str], text: str, cues: Cues, worry: bool) -> Locus:
    outside = (0.4 if _STANDING.search(text) else 1.5) * worry + len(cues.future.findall(text))
    outside += sum(bool(cues.future_word.match(word)) for word in words)
    outside += 0.5 * min(2, sum(_starts(word, cues.outside) for word in words))
    inside = 0.7 * len(cues.present.findall(text))
    return "outside" if outside >= inside + 0.5 else "inside"


_STANDING = re.compile(
    r"\b(?:toujours les mêmes?|c' est toujours|à chaque fois|chaque (?:fois|semaine|année)|déjà|"
    r"always (?:do|does|the same)|the same \w+ (?:\w+ )?always|every (?:time|week|day)|already)\b"
)
"""What is so again and again: a worry about it is about the present."""


def _starts(word: str, beginnings: frozenset[str]) -> bool:
    return word + "." in beginnings or any(
        word[:length] in beginnings for length in range(4, len(word) + 1)
    )


def _is_of_the_past(readings: Sequence[Reading], index: int) -> bool:
    """Return whether a complaint is about how things were before, which is no complaint of the present."""
    reading = readings[index]
    unit = reading.unit
    if reading.stance != "critical" or reading.is_hedged:
        return False
    formerly = CUES[unit.language].formerly
    if unit.language == "en":
        return bool(formerly.search(joined(unit)))
    if not any(_IMPERFECT.match(word) for word in unit.words):
        return False
    near = readings[max(0, index - 3) : index + 1]
    return any(
        other.unit.turn == unit.turn and formerly.search(joined(other.unit)) for other in near
    )


_IMPERFECT = re.compile(r"^(?!.*r(?:ait|aient|ions|iez)$)\w+(?:ait|aient|iez|ais)$")


def _is_mocking(readings: Sequence[Reading], index: int) -> bool:
    """Return whether praise is meant the other way round.

    Big praise in a few words is not believed where the same turn holds a marker of irony.
    """
    reading = readings[index]
    cues, text = CUES[reading.unit.language], joined(reading.unit)
    if cues.ironic.search(text) and reading.stance != "critical":
        return True
    if len(reading.unit.tokens) > 7 or not cues.praise.search(text):
        return False
    near = readings[max(0, index - 3) : index + 4]
    return any(
        other.unit.turn == reading.unit.turn and cues.ironic.search(joined(other.unit))
        for other in near
    )

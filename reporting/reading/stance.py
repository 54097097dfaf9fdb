"""What a unit says for or against its object, and how: read from cues, on two separate axes.

Helpful or harmful (`polarity`) is one question, here and already or outside and to come (`locus`)
another; a hedged criticism is a criticism. A speaker who reports somebody else's opinion has not given
an own one, and words said to a machine are nobody's opinion. What a sentence alone does not show, its
turn may: irony, a rescue from a failure, an objection to what was just conceded. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reporting.cues.lexicon import Cues
from reporting.reading.locus import Locus, locus
from reporting.reading.polarity import CUES, THRESHOLD, side, weigh
from reporting.reading.units import Unit
from reporting.records import Quadrant, Stance

__all__ = ["ASKS", "CUES", "THRESHOLD", "Reading", "joined", "read"]

ASKS = re.compile(
    r"^(?:(?:i (?:don' t|do not) know|i have no idea) (?:who|what|when|where|how|which)|"
    r"je (?:ne )?sais pas (?:encore )?(?:qui|quand|où|comment|quel))\b"
)
"""Open questions: they stand among the questions, not among what is wrong."""


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
    is_admission: bool = False
    """A fault of the speaker's own."""
    is_proposal: bool = False
    is_rescue: bool = False
    is_mocking: bool = False
    """Praise that is meant the other way round."""

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
    """Return one reading per unit; what its turn shows of it is seen last."""
    readings = [_read(unit) for unit in units]
    for index, reading in enumerate(readings):
        if _is_mocking(readings, index):
            weight = max(reading.against, reading.favour, 1.5)
            readings[index] = replace(_sided(reading, weight, 0), is_mocking=True)
        elif _is_of_the_past(readings, index) or _is_rescued(readings, index):
            readings[index] = replace(reading, stance="neutral")
        elif pull := _objecting(readings, index):
            readings[index] = _sided(reading, reading.against + max(pull, 0), max(-pull, 0))
    return readings


def joined(unit: Unit) -> str:
    """Return the folded words of a unit with single spaces, as the phrase cues expect them."""
    return " ".join(token.form for token in unit.tokens)


def _sided(reading: Reading, against: float, favour: float) -> Reading:
    """Return the reading with other weights, its side and its place decided anew."""
    stance = side(against, favour, reading.unit.words)
    return replace(
        reading,
        stance=stance,
        against=against,
        favour=favour,
        locus=locus(reading.unit.words, joined(reading.unit), stance, reading.unit.language),
    )


def _read(unit: Unit) -> Reading:
    cues, text, words = CUES[unit.language], joined(unit), unit.words
    weights = weigh(words, text, unit.language)
    is_contrast = bool(cues.contrast.search(" ".join(words[:4])))
    against = weights.against + 0.3 * (is_contrast and weights.against > 0)
    stance = side(against, weights.favour, words)
    return Reading(
        unit=unit,
        stance=stance,
        against=round(against, 3),
        favour=weights.favour,
        is_hedged=bool(cues.hedges.search(text)),
        locus=locus(words, text, stance, unit.language),
        is_reported=bool(cues.reported.search(text)),
        is_rumour=bool(cues.rumour.search(text)),
        is_question=unit.is_question,
        is_disagreement=bool(cues.disagree.search(text)),
        is_agreement=bool(cues.agree.search(text)),
        is_contrast=is_contrast,
        is_instruction=bool(cues.to_machine.search(text)),
        is_procedure=_is_procedure(words, text, cues),
        is_admission=weights.is_admission,
        is_proposal=weights.is_proposal,
        is_rescue=weights.is_rescue,
    )


def _is_procedure(words: list[str], text: str, cues: Cues) -> bool:
    """Return whether a unit is about the meeting itself; a long one only where it begins with that."""
    found = cues.greeting.search(text)
    return found is not None and (len(words) <= 16 or len(text[: found.start()].split()) <= 5)


def _objecting(readings: Sequence[Reading], index: int) -> float:
    """Return what an opening `but` adds to an undecided unit: against after praise, for after blame."""
    reading = readings[index]
    if reading.stance != "neutral" or reading.is_question or index == 0:
        return 0.0
    if len(reading.unit.tokens) < 6 or reading.is_instruction or reading.is_procedure:
        return 0.0
    if _gives_reason(readings[index - 1], reading):
        return THRESHOLD
    if not reading.is_contrast:
        return 0.0
    before = readings[index - 1]
    if before.unit.turn < reading.unit.turn - 1:
        return 0.0
    if before.stance == "favourable" or before.is_agreement:
        return THRESHOLD if not reading.favour else 0.0
    if before.stance == "critical" and not reading.against:
        return -THRESHOLD
    return 0.0


def _gives_reason(before: Reading, reading: Reading) -> bool:
    """Return whether the unit says why its speaker has just disagreed."""
    is_one = before.unit.turn == reading.unit.turn and _DISSENTS.search(joined(before.unit))
    return bool(is_one) and len(before.unit.tokens) <= 12 and not reading.favour


def _is_rescued(readings: Sequence[Reading], index: int) -> bool:
    """Return whether praise is for what saved something that had just failed."""
    reading = readings[index]
    return reading.stance == "favourable" and reading.is_rescue


def _is_of_the_past(readings: Sequence[Reading], index: int) -> bool:
    """Return whether a complaint is about how things were before, which is no complaint of the present."""
    reading = readings[index]
    unit = reading.unit
    if reading.stance != "critical" or reading.is_hedged or reading.is_admission:
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


_DISSENTS = re.compile(
    r"\bpas d' accord\b|\bdisagree\b|\b(?:don' t|not) (?:quite |really )?agree\b"
)
_IMPERFECT = re.compile(r"^(?!.*r(?:ait|aient|ions|iez)$)\w+(?:ait|aient|iez|ais)$")
_EXCLAIMS = re.compile(r"^\W*(?:oh|ah|alors|ben|well|right)\b", re.IGNORECASE)


def _is_mocking(readings: Sequence[Reading], index: int) -> bool:
    """Return whether praise is meant the other way round.

    Big praise in a few words is not believed where the same turn holds a marker of irony, nor as an
    exclamation that a mishap follows.
    """
    reading = readings[index]
    cues, text = CUES[reading.unit.language], joined(reading.unit)
    if cues.ironic.search(text) and reading.stance != "critical":
        return True
    if len(reading.unit.tokens) > 8 or not cues.praise.search(text):
        return False
    near = [
        other
        for other in readings[max(0, index - 3) : index + 4]
        if other.unit.turn == reading.unit.turn and other is not reading
    ]
    if any(cues.ironic.search(joined(other.unit)) for other in near):
        return True
    after = [other for other in near if other.unit.number > reading.unit.number]
    return bool(
        _EXCLAIMS.match(reading.unit.text)
        and any(other.against > 0 for other in after)
        and not any(other.stance == "favourable" for other in after)
    )

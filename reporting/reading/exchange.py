"""What a passage does in its exchange: answers, objects, corrects, admits, reports, promises.

Read from the records alone: who spoke before, what was asked, what was superseded, which cues the
words hold. The account says no more than this. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reporting.cues.moves import MOVES
from reporting.reading.material import Talk
from reporting.reading.stance import ASKS, CUES, Reading, joined
from reporting.reading.units import Unit
from reporting.words.wording import NUMBERS, stems

Deed = Literal[
    "corrects own", "corrects", "withdraws", "asks", "reports", "admits", "commits", "decided",
    "disagrees", "agrees", "yields", "nuances", "mocks", "proposes", "fears", "wonders", "reserve",
    "criticises", "favours", "figures", "says",
]  # fmt: skip
_SAYS_SO = re.compile(
    r"\b(?:dit|dis|disent|disait|répond|répète|écrit|crie|cite|phrase|says?|said|told|wrote|words|line|asks?|asked)\b"
    r"[^«“\"]{0,40}[«“\"]",
    re.IGNORECASE,
)
"""A verb of saying shortly before the words that somebody else said."""
CONCESSION = re.compile(
    r"\b(?:tu as|vous avez) raison\b|\bau temps pour moi\b|\bje (?:te|vous) l' accorde\b|\bje retire\b|"
    r"\b(?:you' re|you are) right\b|\bi stand corrected\b|\bi take (?:it|that) back\b|\bfair enough\b"
)
"""Said by somebody whom another has convinced."""
LONGEST_QUESTION = 18
"""Words of a question that is printed before its answer."""
_OPENING = 2
"""Units of a turn that still answer the one before."""
_CLEARLY = 1.4
"""Weight from which words speak well of a thing, more than a figure does."""
_ASKED = 6
"""Words of a question that asks something with one telling word."""
_LATE = 0.75
"""Share of the talk after which promises are announcements."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring units of one speaker, and what they do."""

    units: tuple[Unit, ...]
    reading: Reading
    """Of the unit that makes the statement."""
    deed: Deed
    question: Unit | None = None
    """What was asked in the turn right before."""
    corrected: str = ""
    """Id of the speaker whose words are put right."""

    @property
    def speaker(self) -> str:
        return self.reading.unit.speaker

    @property
    def first(self) -> Unit:
        return self.units[0]


def passage(talk: Talk, units: tuple[Unit, ...], before: Passage | None) -> Passage:
    """Return what `units` do, said after the passage `before`."""
    reading = _main(talk, units)
    corrected = _corrected(talk, units)
    deed = _deed(talk, units, reading, before, corrected)
    return Passage(units, reading, deed, _question(talk, units[0]), corrected)


def _main(talk: Talk, units: Sequence[Unit]) -> Reading:
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


def _corrected(talk: Talk, units: Sequence[Unit]) -> str:
    numbers = {unit.number for unit in units}
    old = {talk.units[old].speaker for old, new in talk.superseded.items() if new in numbers}
    own = units[0].speaker
    return own if own in old else min(old, default="")


def _question(talk: Talk, unit: Unit) -> Unit | None:
    """Return the last question of the turn right before, where it is short and asks something."""
    asked = [
        other
        for other in talk.units[max(0, unit.number - 12) : unit.number]
        if other.turn == unit.turn - 1 and other.is_question and talk.may_quote(other.number)
        if other.speaker in talk.moderators or talk.speakers[other.speaker].kind == "audience"
    ]
    asked = [
        other
        for other in asked
        if 4 <= len(other.tokens) <= LONGEST_QUESTION
        and len(set(stems(other.words, other.language)) - _names(talk))
        >= (1 if len(other.tokens) >= _ASKED else 2)
        and not talk.readings[other.number].is_procedure
    ]
    return asked[-1] if asked and asked[-1].speaker != unit.speaker else None


def _names(talk: Talk) -> set[str]:
    language = talk.transcript.language
    parts = [part.lower() for one in talk.transcript.speakers for part in one.name.split()]
    return set(stems(parts, language))


def _deed(
    talk: Talk,
    units: Sequence[Unit],
    reading: Reading,
    before: Passage | None,
    corrected: str,
) -> Deed:
    if CONCESSION.search(joined(units[0])):
        return "yields"
    if corrected:
        return _correction(talk, units, reading, corrected)
    if any(_tells(talk, unit.number) for unit in units):
        return "reports"
    if reading.is_proposal and reading.is_question:
        return "proposes"
    if talk.readings[units[-1].number].is_question or ASKS.match(joined(reading.unit)):
        return "asks"
    return _answering(talk, units, before) or _moving(talk, units, reading) or _sided(reading)


def _correction(talk: Talk, units: Sequence[Unit], reading: Reading, corrected: str) -> Deed:
    if corrected != reading.unit.speaker:
        return "corrects"
    cues = CUES[reading.unit.language]
    correcting = [unit for unit in units if unit.number in set(talk.superseded.values())]
    is_back = any(cues.withdrawal.search(joined(unit)) for unit in correcting)
    return "withdraws" if is_back else "corrects own"


def _tells(talk: Talk, number: int) -> bool:
    """Return whether the unit quotes somebody else in so many words."""
    unit = talk.units[number]
    return talk.readings[number].is_reported and bool(_SAYS_SO.search(unit.text))


def _answering(talk: Talk, units: Sequence[Unit], before: Passage | None) -> Deed | None:
    """Return what a passage does to the one before it, where it is the next turn of another."""
    if before is None or before.speaker == units[0].speaker:
        return None
    if units[0].turn - before.first.turn != 1 or not _is_opening(talk, units[0]):
        return None
    opening = [
        talk.readings[number]
        for number in range(max(0, units[0].number - _OPENING + 1), units[0].number + 1)
        if talk.units[number].turn == units[0].turn
    ]
    if any(one.is_disagreement for one in opening):
        return "disagrees"
    if any(one.is_agreement for one in opening):
        return "agrees"
    return "nuances" if any(one.is_contrast for one in opening) else None


def _is_opening(talk: Talk, unit: Unit) -> bool:
    """Return whether the unit is among the first of its turn."""
    place = unit.number - _OPENING
    return place < 0 or talk.units[place].turn != unit.turn


def _moving(talk: Talk, units: Sequence[Unit], reading: Reading) -> Deed | None:
    cues, moves = CUES[reading.unit.language], MOVES[reading.unit.language]
    readings = [talk.readings[unit.number] for unit in units]
    said = [joined(unit) for unit in units]
    if any(one.is_mocking for one in readings):
        return "mocks"
    if any(one.is_admission for one in readings):
        return "admits"
    is_late = units[0].number >= _LATE * len(talk.units)
    if is_late and any(cues.commits.search(text) for text in said):
        return "commits"
    if any(cues.decided.search(text) for text in said):
        return "decided"
    if reading.stance != "favourable" and any(moves.asks_oneself.search(text) for text in said):
        return "wonders"
    if reading.stance == "critical" and cues.worry.search(joined(reading.unit)):
        return "fears"
    return "proposes" if reading.is_proposal and reading.stance != "critical" else None


def _sided(reading: Reading) -> Deed:
    match reading.stance:
        case "critical" | "mixed":
            return "reserve" if reading.is_hedged or reading.stance == "mixed" else "criticises"
        case "favourable" if reading.favour >= _CLEARLY:
            return "favours"
        case _:
            numbers = NUMBERS[reading.unit.language]
            figures = [word for word in reading.unit.words if word[0].isdigit() or word in numbers]
            return "figures" if figures else "says"

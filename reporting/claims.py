"""Statements that take a side, with the neighbours needed to understand them.

What is off the record, taken back, said to a machine, only asked or only reported makes no claim
of the speaker. Pure.
"""

from __future__ import annotations

from collections import Counter

from reporting.material import Claim, Talk
from reporting.stance import ASKS, CUES, Reading, joined
from reporting.surroundings import context
from reporting.units import Unit
from reporting.wording import stems

_SHORTEST = 6
"""Words of a quotation that can stand for a claim."""
_BY_HEDGE = {False: 1.0, True: 1.4}
"""Hedged criticism shows fewer cues for as much of a criticism."""


def claims_of(talk: Talk) -> list[Claim]:
    """Return the claims of one session, strongest first, none sharing a unit with another."""
    rare = _rare(talk)
    found = [
        _claim(talk, reading, rare)
        for reading in talk.readings
        if reading.quadrant is not None and _may_lead(talk, reading)
    ]
    found.sort(key=lambda claim: -claim.weight)
    taken: set[int] = set()
    apart: list[Claim] = []
    for claim in found:
        numbers = {unit.number for unit in claim.units}
        if claim.words >= _SHORTEST and not numbers & taken:
            taken |= numbers
            apart.append(claim)
    return apart


def _rare(talk: Talk) -> frozenset[str]:
    """Return stems said in few units: sharing one of them is a sign of the same thing."""
    seen = Counter(word for unit in talk.units for word in set(stems(unit.words, unit.language)))
    most = max(4, len(talk.units) // 40)
    return frozenset(word for word, count in seen.items() if count <= most)


def _may_lead(talk: Talk, reading: Reading) -> bool:
    unit = reading.unit
    if not talk.may_quote(unit.number) or unit.speaker in talk.moderators:
        return False
    if unit.number < talk.preliminaries:
        return False
    if talk.speakers[unit.speaker].kind == "companion":
        return False
    if reading.is_question or reading.is_instruction or reading.is_procedure or reading.is_rumour:
        return False
    if (
        _is_step(talk, unit)
        or unit.confidence < 0.5
        or len(stems(unit.words, unit.language)) < 1 + (reading.strength < 1.5)
    ):
        return False
    return not (reading.is_reported and _is_disowned(talk, unit))


def _is_step(talk: Talk, unit: Unit) -> bool:
    """Return whether the unit settles, takes back or asks something, or names what is to be done."""
    cues, text = CUES[unit.language], joined(unit)
    if cues.decided.search(text) or ASKS.match(text):
        return True
    if talk.transcript.kind == "walk" and cues.withdrawal.search(text):
        return True
    is_late = unit.number >= 0.8 * len(talk.units)
    return is_late and bool(cues.commits.search(text) or cues.wanted.search(text))


def _is_disowned(talk: Talk, unit: Unit) -> bool:
    """Return whether a reported opinion is not the speaker's: praise, or followed by `I disagree`."""
    if talk.readings[unit.number].stance == "favourable":
        return True
    following = talk.readings[unit.number + 1 : unit.number + 4]
    return any(reading.unit.turn == unit.turn and reading.is_disagreement for reading in following)


def _claim(talk: Talk, reading: Reading, rare: frozenset[str]) -> Claim:
    units = context(talk, reading.unit)
    lead = reading.unit
    share = min(talk.salience[lead.number], 2.5) if talk.salience else 1.0
    return Claim(
        session=lead.session,
        units=units,
        lead=lead,
        stance=reading.stance,
        quadrant=reading.quadrant,
        is_hedged=reading.is_hedged,
        weight=_BY_HEDGE[reading.is_hedged and reading.stance == "critical"]
        * min(reading.strength, 4.0) ** 0.7
        * (0.6 + 0.4 * share),
        stems=rare & frozenset(word for unit in units for word in stems(unit.words, unit.language)),
        is_reported=reading.is_reported,
        is_turn=reading.is_contrast or reading.is_disagreement,
    )

"""Statements that take a side, with the neighbours needed to understand them.

What is off the record, taken back, said to a machine, only asked or only reported makes no claim
of the speaker. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reporting.reading.material import Claim, Talk
from reporting.reading.stance import ASKS, CUES, Reading, joined
from reporting.reading.standing import standing
from reporting.reading.surroundings import LONGEST_QUOTE, context
from reporting.reading.units import Unit
from reporting.words.wording import stems

_SHORTEST = 6
"""Words of a quotation that can stand for a claim."""
_EVIDENT = 0.55
"""Under 1: twice the cues do not make twice the claim."""
_SHORT = 8
"""Words of a statement that may lean on the one beside it."""
_MORE = 0.25
"""What a second statement of the same breath adds to a claim."""
_ADMITTED = 1.25
"""A fault that somebody admits is seldom said and often what a reader looks for."""
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
    kept: list[Claim] = []
    taken: dict[int, int] = {}
    for claim in found:
        if claim.words < _SHORTEST:
            continue
        place = _neighbour(claim, kept, taken)
        if place is not None:
            kept[place] = _with(talk, kept[place], claim)
        elif not any(unit.number in taken for unit in claim.units):
            place = len(kept)
            kept.append(claim)
        else:
            continue
        taken |= {unit.number: place for unit in kept[place].units}
    return sorted(kept, key=lambda claim: -claim.weight)


def _neighbour(claim: Claim, kept: Sequence[Claim], taken: Mapping[int, int]) -> int | None:
    """Return the place of a claim that this one goes on with: same turn, same side, next to it."""
    first, last = claim.units[0].number, claim.units[-1].number
    places = {taken[number] for number in range(first - 1, last + 2) if number in taken}
    if len(places) != 1:
        return None
    place = places.pop()
    other = kept[place]
    numbers = {unit.number: len(unit.tokens) for unit in (*other.units, *claim.units)}
    is_one = other.lead.turn == claim.lead.turn and other.stance == claim.stance
    is_apart = not {unit.number for unit in other.units} & {unit.number for unit in claim.units}
    if is_apart and min(len(claim.lead.tokens), len(other.lead.tokens)) > _SHORT:
        return None
    is_short = sum(numbers.values()) <= LONGEST_QUOTE
    return place if is_one and is_short and other.quadrant == claim.quadrant else None


def _with(talk: Talk, claim: Claim, other: Claim) -> Claim:
    """Return two neighbouring claims as one, led by the first."""
    numbers = {unit.number for unit in (*claim.units, *other.units)}
    units = tuple(talk.units[number] for number in range(min(numbers), max(numbers) + 1))
    return replace(
        claim,
        units=units,
        is_hedged=claim.is_hedged or other.is_hedged,
        is_reported=claim.is_reported and other.is_reported,
        weight=claim.weight + _MORE * other.weight,
        stems=claim.stems | other.stems,
    )


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
    if reading.is_instruction or reading.is_procedure or reading.is_rumour:
        return False
    if reading.is_question and not (reading.is_proposal or _is_rhetorical(talk, reading)):
        return False
    if (
        _is_step(talk, unit)
        or unit.confidence < 0.5
        or len(stems(unit.words, unit.language)) < 1 + (reading.strength < 1.5)
    ):
        return False
    if _PRAISES_IDEA.match(unit.text) and reading.stance == "favourable":
        return False
    return not (reading.is_reported and _is_disowned(talk, unit))


_PRAISES_IDEA = re.compile(
    r"(?:(?:et|ah|oui|ben|bah|and|oh|yes|well|no),? )*(?:(?:ça,? )?c['’](?:est|était)|that['’]s|it['’]s|that is|it is) "
    r"(?:une|un|a|an) (?:[\w-]+ ){0,4}?(?:idée|suggestion|proposition|remarque|idea|thought|point|proposal)\b"
    r"(?!,? (?:de|d['’]|que|of|to|:))",
    re.IGNORECASE,
)
"""Praise of what somebody else proposed, without what it is."""


def _is_rhetorical(talk: Talk, reading: Reading) -> bool:
    """Return whether somebody of the panel blames by asking: `And who is going to clean it?`."""
    kind = talk.speakers[reading.unit.speaker].kind
    is_said = kind not in ("audience", "companion", "unknown")
    return is_said and reading.stance == "critical" and len(reading.unit.tokens) >= _SHORTEST


def _is_step(talk: Talk, unit: Unit) -> bool:
    """Return whether the unit settles, takes back or asks something, or names what is to be done."""
    cues, text = CUES[unit.language], joined(unit)
    if cues.decided.search(text) or ASKS.match(text):
        return True
    if talk.transcript.kind == "walk" and cues.withdrawal.search(text):
        return True
    if cues.commits.search(text) and cues.due.search(text):
        return True
    if unit.number < 0.8 * len(talk.units):
        return False
    is_proposal = talk.readings[unit.number].is_proposal
    return bool(cues.commits.search(text) or (cues.wanted.search(text) and not is_proposal))


def _objects(talk: Talk, unit: Unit) -> bool:
    """Return whether the unit, or the turn it is near the beginning of, begins as an objection."""
    near = talk.units[max(0, unit.number - _OPENING) : unit.number + 1]
    opening = next(one for one in near if one.turn == unit.turn)
    is_first = opening.number == 0 or talk.units[opening.number - 1].turn != unit.turn
    reading = talk.readings[opening.number]
    return is_first and (reading.is_disagreement or bool(_OBJECTION.match(opening.text)))


_OBJECTION = re.compile(
    r"(?:oui,? mais|non\b|mais (?!oui)|sauf que|yes,? but|no\b|but\b|except)", re.I
)
_OPENING = 3
"""Units of a turn in which its opening word still rules."""


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
        * min(reading.strength, 4.0) ** _EVIDENT
        * (0.6 + 0.4 * share)
        * (0.35 + 0.65 * standing(units))
        * (_ADMITTED if reading.is_admission else 1.0),
        stems=rare & frozenset(word for unit in units for word in stems(unit.words, unit.language)),
        is_reported=reading.is_reported,
        is_turn=_objects(talk, lead),
    )

"""What the account quotes: the strongest claims, then sentences that stand for the rest of the talk. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reporting.digest import digest
from reporting.material import Claim, Talk
from reporting.standing import standing
from reporting.surroundings import context
from reporting.units import Unit

_CLAIMS = 0.6
"""Share of the account's words that chosen claims may take."""


def passages(talk: Talk, chosen: Sequence[Claim], budget: int) -> list[tuple[Unit, ...]]:
    """Return passages of at most about `budget` words together, none sharing a unit with another."""
    found: list[tuple[Unit, ...]] = []
    words = 0
    for claim in chosen:
        if claim.session == talk.transcript.id and words + claim.words <= _CLAIMS * budget:
            found.append(claim.units)
            words += claim.words
    taken = {unit.number for units in found for unit in units}
    picked = digest(talk.units, budget, weights=_weights(talk), taken=taken)
    for number in picked:
        units = tuple(
            unit for unit in context(talk, talk.units[number]) if unit.number not in taken
        )
        if talk.units[number] in units and _is_whole(units):
            found.append(units)
            taken |= {unit.number for unit in units}
    return found


def _is_whole(units: Sequence[Unit]) -> bool:
    return all(after.number == before.number + 1 for before, after in pairwise(units))


def _weights(talk: Talk) -> list[float]:
    """Return what a unit is worth to the account; nothing for what may not or need not be quoted."""
    correcting = set(talk.superseded.values())
    return [_weight(talk, unit, unit.number in correcting) for unit in talk.units]


def _weight(talk: Talk, unit: Unit, corrects: bool) -> float:
    reading = talk.readings[unit.number]
    kind = talk.speakers[unit.speaker].kind
    if not talk.may_quote(unit.number) or unit.speaker in talk.moderators:
        return 0.0
    if unit.number < talk.preliminaries or len(unit.tokens) < 5:
        return 0.0
    if reading.is_procedure or reading.is_instruction:
        return 0.0
    if unit.confidence < 0.5 or kind == "companion":
        return 0.0
    weight = 0.6 + 0.4 * min(talk.salience[unit.number], 2.5)
    weight *= 0.4 + 0.6 * standing(context(talk, unit))
    weight *= 1.2 if reading.quadrant is not None else 1.0
    weight *= 1.6 if corrects else 1.0
    return weight * (1.5 if kind == "audience" and reading.is_question else 1.0)

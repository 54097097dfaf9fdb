"""Who says the same and who the opposite: telling words in common, sides equal or opposed. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.reading.material import Claim

_ONE_THING = 0.35
"""Share of telling words in common from which two claims are about one thing."""


def alike(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the share of telling words that two claims have in common, 0 to 1."""
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def opposed(claim: Claim, others: Sequence[Claim]) -> list[Claim]:
    """Return claims of the other side about the same thing, closest first."""
    sides = {"critical": "favourable", "favourable": "critical"}
    wanted = sides.get(claim.stance)
    pairs = [
        (len(claim.stems & other.stems), other)
        for other in others
        if other.stance == wanted
        and not (claim.is_reported or other.is_reported)
        and len(claim.stems & other.stems) >= 2
        and alike(claim.stems, other.stems) >= _ONE_THING
        and (other.session, other.lead.turn) != (claim.session, claim.lead.turn)
    ]
    pairs.sort(key=lambda pair: -pair[0])
    return [other for _, other in pairs]


def supporting(claim: Claim, others: Sequence[Claim]) -> list[Claim]:
    """Return other claims of the same side that say much the same."""
    return [
        other
        for other in others
        if other is not claim
        and other.stance == claim.stance
        and len(claim.stems & other.stems) >= 2
        and alike(claim.stems, other.stems) >= 0.4
    ]

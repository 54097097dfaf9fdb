"""Statements that take a side, with the neighbours needed to understand them.

What is off the record, taken back, said to a machine, only asked or only reported makes no claim
of the speaker. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reporting.material import Claim, Talk
from reporting.stance import CUES, Reading, joined
from reporting.units import Unit
from reporting.wording import stems

_SHORTEST = 6
"""Words of a quotation that can stand for a claim."""
_BY_HEDGE = {False: 1.0, True: 1.4}
"""Hedged criticism shows fewer cues for as much of a criticism."""
LONGEST_QUOTE = 48
"""Words of a claim's quotation."""
_LEANS_BACK = {
    "fr": re.compile(
        r"^(?:et |mais |donc |bon |or |alors |là |du coup )*(?:ça|ce|c'|il|elle|ils|elles|celui|celle|"
        r"ceux|le problème|les deux|l'|la même|parce|que|qui|dont|sauf|un seul|là dessus)\b"
    ),
    "en": re.compile(
        r"^(?:and |but |so |well |also )*(?:it|that|this|they|he|she|these|those|which|because|"
        r"not them|except|both|same)\b"
    ),
}


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
    """Return whether the unit settles something or names what is to be done: that is for the minutes."""
    cues, text = CUES[unit.language], joined(unit)
    if cues.decided.search(text):
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


def context(talk: Talk, lead: Unit) -> tuple[Unit, ...]:
    """Return `lead` with the neighbours of its turn that it cannot be understood without."""
    units = [lead]
    text = joined(lead)
    if len(lead.tokens) < 9 or _LEANS_BACK[lead.language].search(text):
        _extend(talk, units, -1)
    if len(lead.tokens) < 9 or _leans_ahead(talk, lead):
        _extend(talk, units, +1)
    if CUES[lead.language].correction.search(text):
        _extend(talk, units, +1)
        _extend(talk, units, +1)
    return tuple(units)


def _leans_ahead(talk: Talk, lead: Unit) -> bool:
    """Return whether the statement goes on in the next unit."""
    announces = CUES[lead.language].apologies.search(joined(lead))
    return bool(announces) or _trails_off(lead) or _is_coda(talk, lead)


def _trails_off(unit: Unit) -> bool:
    return unit.text.rstrip('»"” ').endswith(("...", "…", ":", ","))


def _is_coda(talk: Talk, unit: Unit) -> bool:
    """Return whether the next unit is a short second half: `Il a déménagé.`"""
    following = talk.units[unit.number + 1 : unit.number + 2]
    return bool(following) and following[0].turn == unit.turn and len(following[0].tokens) <= 6


def _extend(talk: Talk, units: list[Unit], step: int) -> None:
    edge = units[0] if step < 0 else units[-1]
    place = edge.number + step
    if not 0 <= place < len(talk.units):
        return
    other = talk.units[place]
    reading = talk.readings[place]
    length = sum(len(unit.tokens) for unit in units) + len(other.tokens)
    if other.turn != edge.turn or not talk.may_quote(place) or length > LONGEST_QUOTE:
        return
    if reading.is_procedure or reading.is_instruction:
        return
    if step < 0:
        units.insert(0, other)
    else:
        units.append(other)


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

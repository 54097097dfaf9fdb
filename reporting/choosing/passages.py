"""What the account quotes: the strongest claims, then sentences that stand for the rest of the talk. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from reporting.choosing.digest import digest
from reporting.reading.exchange import CONCESSION
from reporting.reading.material import Claim, Part, Talk
from reporting.reading.stance import CUES, joined
from reporting.reading.standing import standing
from reporting.reading.surroundings import LONGEST_QUOTE, context
from reporting.reading.units import Unit

Take = Callable[[tuple[Unit, ...]], None]
_LATE = 0.75
"""Share of the talk after which promises are announcements."""
_UNCOUNTED = 150
"""Words of what may not be left out that cost the claims nothing: short talks need both."""
_LAST = 0.9
"""Share of the talk after which somebody sums up."""
_PER_REQUIRED = 55
"""Words of the account for each passage that it may not leave out."""
_FEW = 6
"""Such passages of the shortest account."""
_LEAST = 2
"""Turns that every part of some length is told by."""
_WORDS_FOR_ONE = 70
"""Words of a part for one turn told."""
_TELLING = 7
"""Words of a statement that tells something."""
_ANSWERS = 9
"""Words of a statement that answers a question."""
_CORRECTED = 18
"""Words with which a correction can be understood."""
_SOON = 14
"""Units after a question among which its answer is sought."""
_CLAIMS = 0.8
"""Share of the account's words that chosen claims may take."""
_SURE_CLAIMS = 0.5
"""Share that they get however much else may not be left out."""


def passages(
    talk: Talk, chosen: Sequence[Claim], budget: int, parts: Sequence[Part] = ()
) -> list[tuple[Unit, ...]]:
    """Return passages of about `budget` words together, none sharing a unit with another.

    Corrections, announcements and what the room asked and was answered come first; then the strongest
    claims; then what stands for the rest. No part of the talk stays without a word.
    """
    found: list[tuple[Unit, ...]] = []
    taken: set[int] = set()

    def take(units: tuple[Unit, ...]) -> None:
        if not {unit.number for unit in units} & taken and units:
            found.append(units)
            taken.update(unit.number for unit in units)

    for units in _required(talk)[: max(_FEW, budget // _PER_REQUIRED)]:
        take(units)
    required = sum(_words(units) for units in found)
    room = max(_SURE_CLAIMS * budget, min(_CLAIMS * budget, budget + _UNCOUNTED - required))
    words = 0
    for claim in chosen:
        left = tuple(unit for unit in claim.units if unit.number not in taken)
        is_here = claim.session == talk.transcript.id and claim.lead in left
        if is_here and _is_whole(left) and words + _words(left) <= room:
            take(left)
            words += _words(left)
    weights = _weights(talk)
    for number in digest(talk.units, budget, weights=weights, taken=taken):
        _fill(talk, number, take, taken)
    for part in parts:
        _hear(talk, part, weights, take, taken)
    return found


def _fill(talk: Talk, number: int, take: Take, taken: set[int]) -> None:
    units = tuple(unit for unit in context(talk, talk.units[number]) if unit.number not in taken)
    if talk.units[number] in units and _is_whole(units):
        take(units)


def _hear(talk: Talk, part: Part, weights: Sequence[float], take: Take, taken: set[int]) -> None:
    """Take the best of a part that would have hardly a word."""
    inside = range(part.first, part.last + 1)
    words = sum(len(talk.units[number].tokens) for number in inside)
    wanted = min(_LEAST, words // _WORDS_FOR_ONE)
    order = sorted(inside, key=lambda number: -weights[number])
    for number in order:
        told = {talk.units[one].turn for one in inside if one in taken}
        if len(told) >= wanted or weights[number] == 0:
            return
        if talk.units[number].turn not in told:
            _fill(talk, number, take, taken)


def _required(talk: Talk) -> list[tuple[Unit, ...]]:
    """Return what an account may not leave out, in order: corrections, announcements, answers."""
    correcting = set(talk.superseded.values())
    kinds = talk.speakers
    unheard = talk.moderators | {name for name in kinds if kinds[name].kind == "companion"}
    found: list[tuple[Unit, ...]] = []
    for unit in talk.units:
        if not talk.may_quote(unit.number) or unit.speaker in unheard:
            continue
        if unit.number in correcting:
            found.append(_led_up_to(talk, unit))
        elif _announces(talk, unit):
            found.append(context(talk, unit))
        elif _is_of_the_room(talk, unit):
            found.append((unit,))
            found += _answer(talk, unit)
        elif _sums_up(talk, unit):
            found.append(context(talk, unit))
        elif _concedes(talk, unit):
            convincing = _conceded_to(talk, unit)
            found += [*convincing, _turn_from(talk, unit)[:3]] if convincing else []
    return _merged(talk, [units for units in found if _words(units) >= _TELLING])


def _sums_up(talk: Talk, unit: Unit) -> bool:
    """Return whether somebody says near the end what they have said: against another's summary of it."""
    return unit.number >= _LAST * len(talk.units) and bool(_HAVING_SAID.match(unit.text))


_HAVING_SAID = re.compile(
    r"(?:(?:non|mais|moi|attention|no|but|well|oui|yes),? )*(?:j['’]ai (?:pas )?(?:surtout |aussi |seulement )?dit (?:que|qu['’])|"
    r"ce que j['’]ai dit|i (?:only |also )?said (?!yes|no)|what i said)",
    re.IGNORECASE,
)


def _led_up_to(talk: Talk, unit: Unit) -> tuple[Unit, ...]:
    """Return a correction with what it rests on: a short one points at the sentences before it."""
    units = context(talk, unit)
    while _words(units) < _CORRECTED:
        number = units[0].number - 1
        if number < 0 or talk.units[number].turn != unit.turn or not talk.may_quote(number):
            break
        if _words(units) + len(talk.units[number].tokens) > LONGEST_QUOTE:
            break
        units = (talk.units[number], *units)
    return units


def _merged(talk: Talk, found: Sequence[tuple[Unit, ...]]) -> list[tuple[Unit, ...]]:
    """Join passages of one turn that touch, as far as a quotation may be long."""
    merged: list[tuple[Unit, ...]] = []
    for units in sorted(dict.fromkeys(found), key=lambda units: units[0].number):
        before = merged[-1] if merged else ()
        touches = bool(before) and units[0].number <= before[-1].number + 1
        if touches and before[0].turn == units[0].turn:
            last = max(before[-1].number, units[-1].number)
            both = talk.units[before[0].number : last + 1]
            if _words(both) <= LONGEST_QUOTE:
                merged[-1] = tuple(both)
                continue
        merged.append(units)
    return merged


def _words(units: Sequence[Unit]) -> int:
    return sum(len(unit.tokens) for unit in units)


def _is_of_the_room(talk: Talk, unit: Unit) -> bool:
    reading = talk.readings[unit.number]
    is_asked = reading.is_question and not (reading.is_instruction or reading.is_procedure)
    return is_asked and talk.speakers[unit.speaker].kind == "audience" and len(unit.tokens) >= 6


def _answer(talk: Talk, question: Unit) -> list[tuple[Unit, ...]]:
    """Return what somebody of the panel says first to a question of the room, whole where it is short."""
    for unit in talk.units[question.number + 1 : question.number + _SOON]:
        kind = talk.speakers[unit.speaker].kind
        reading = talk.readings[unit.number]
        is_panel = unit.speaker not in talk.moderators and kind not in ("audience", "companion")
        is_said = talk.may_quote(unit.number) and not reading.is_procedure
        if is_panel and is_said and len(unit.tokens) >= _ANSWERS and not reading.is_question:
            return [_turn_from(talk, unit)]
    return []


def _turn_from(talk: Talk, unit: Unit) -> tuple[Unit, ...]:
    """Return the unit and what its speaker goes on to say, as far as a quotation may be long."""
    units = [unit]
    for other in talk.units[unit.number + 1 :]:
        is_one = other.turn == unit.turn and talk.may_quote(other.number)
        if not is_one or other.is_question or _words(units) + len(other.tokens) > LONGEST_QUOTE:
            break
        units.append(other)
    return tuple(units)


def _concedes(talk: Talk, unit: Unit) -> bool:
    is_early = unit.number < 2 or talk.units[unit.number - 2].turn != unit.turn
    return is_early and bool(CONCESSION.search(joined(unit)))


def _conceded_to(talk: Talk, unit: Unit) -> list[tuple[Unit, ...]]:
    """Return what convinced somebody: the most telling words of the turn before."""
    before = [
        other
        for other in talk.units[max(0, unit.number - _SOON) : unit.number]
        if other.turn == unit.turn - 1
        and talk.may_quote(other.number)
        and other.speaker not in talk.moderators
        and len(other.tokens) >= _TELLING
        and not talk.readings[other.number].is_procedure
    ]
    best = max(before, key=lambda other: talk.salience[other.number], default=None)
    return [context(talk, best)] if best is not None else []


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
    weight *= 1.4 if _announces(talk, unit) else 1.0
    return weight * (1.5 if kind == "audience" and reading.is_question else 1.0)


def _announces(talk: Talk, unit: Unit) -> bool:
    """Return whether the unit says what is decided, or late in the talk what somebody will do."""
    cues, text = CUES[unit.language], joined(unit)
    is_late = unit.number >= _LATE * len(talk.units)
    return bool(cues.decided.search(text) or (is_late and cues.commits.search(text)))

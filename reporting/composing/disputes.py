"""Controversies: two voices, or two moments of one, on opposite sides of one thing. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reporting.choosing.naming import VAGUE, with_article
from reporting.composing.labels import LONGEST, key_terms, label
from reporting.composing.lines import Weigh, key_of
from reporting.composing.quoting import Ledger
from reporting.composing.trimming import DETERMINERS
from reporting.reading.material import Claim, Talk
from reporting.reading.surroundings import context
from reporting.reading.units import Unit
from reporting.records import Line
from reporting.words.wording import stem, stems

_MOST = 7
_NAMED = 2
"""Things in the title of a dispute."""
_SURE = 0.75
"""Weight of claims that are opposed though neither is put as an objection."""
_NEAR = 12
"""Claims after one among which an answer to it is sought."""
_FEW_TURNS = 3
"""Turns between two claims of one exchange."""


@dataclass(frozen=True, slots=True)
class _Dispute:
    first: tuple[Unit, ...]
    second: tuple[Unit, ...]
    common: frozenset[str]
    weight: float
    is_hedged: bool


def controversies(
    talks: Sequence[Talk], claims: Sequence[Claim], ledger: Ledger, weigh: Weigh
) -> tuple[Line, ...]:
    """Return disputes, the most telling first, none sharing a statement with another."""
    found = [
        *(dispute for talk in talks for dispute in _answered(talk, weigh)),
        *_opposed(claims, weigh),
        *_neighbouring(claims, weigh),
    ]
    found.sort(key=lambda dispute: -dispute.weight)
    used: set[tuple[str, int]] = set()
    lines: list[Line] = []
    for dispute in found:
        keys = {(unit.session, unit.number) for unit in (*dispute.first, *dispute.second)}
        turns = {(unit.session, -1 - unit.turn) for unit in (dispute.first[0], dispute.second[0])}
        if keys & used or turns <= used or len(lines) == _MOST:
            continue
        used |= keys | turns
        lines.append(_line(dispute, ledger, weigh))
    return tuple(lines)


def _line(dispute: _Dispute, ledger: Ledger, weigh: Weigh) -> Line:
    return Line(
        key=key_of("controversy", dispute.first),
        text=_title(dispute, weigh),
        evidence=(ledger.quote(dispute.first),),
        stance="mixed",
        is_hedged=dispute.is_hedged,
        contradicts=1,
        opposed_by=(ledger.quote(dispute.second),),
    )


def _title(dispute: _Dispute, weigh: Weigh) -> str:
    """Return the point of the two sides where both are short, else of the first, else what it is about."""
    thing = _subject(dispute, weigh)
    one, other = (_point(units, weigh) for units in (dispute.first, dispute.second))
    if one and other and _count(one) + _count(other) <= LONGEST:
        return f"{one} / {other}"
    if not one:
        return thing
    colon = "\u00a0: " if dispute.first[0].language == "fr" else ": "
    is_bare = bool(_POINTS.match(one)) and _count(one) + _count(thing) <= LONGEST
    return f"{thing}{colon}{one[:1].lower()}{one[1:]}" if is_bare else one


def _point(units: Sequence[Unit], weigh: Weigh) -> str:
    """Return the label of one side, empty where none but its key terms can be cut."""
    lead = max(units, key=lambda unit: len(unit.tokens))
    found = label(lead, weigh, units)
    return "" if found == key_terms(lead, weigh, [one for one in units if one != lead]) else found


def _count(text: str) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


_POINTS = re.compile(r"(?:c['’]|ça|ils?|elles?|on|it|that|they|he|she)\b", re.IGNORECASE)


def _subject(dispute: _Dispute, weigh: Weigh) -> str:
    """Return what a dispute is about: the things both sides name, else those one of them names."""
    units = (*dispute.first, *dispute.second)
    named: dict[str, str] = {}
    for unit in units:
        for place, token in enumerate(unit.tokens):
            key = stem(token.form, unit.language)
            if key in dispute.common and _is_thing(key, units):
                text = with_article(unit, place, unit.text[token.start : token.end].lower())
                named[key] = text if " " in text or "'" in text else named.get(key, text)
    best = sorted(named, key=lambda key: -weigh(key))[:_NAMED]
    joint = " et " if units[0].language == "fr" else " and "
    text = joint.join(named[key] for key in best)
    lead = max(units, key=lambda unit: len(unit.tokens))
    return text[:1].upper() + text[1:] if text else key_terms(lead, weigh, count=_NAMED)


def _is_thing(word: str, units: Sequence[Unit]) -> bool:
    """Return whether a stem stands after an article somewhere in the units, and names something."""
    for unit in units:
        for before, token in pairwise(unit.tokens):
            if token.form in VAGUE[unit.language] or stem(token.form, unit.language) != word:
                continue
            if before.form in DETERMINERS[unit.language]:
                return True
    return False


def _answered(talk: Talk, weigh: Weigh) -> list[_Dispute]:
    """Return statements that the next speaker disagrees with in so many words."""
    found = []
    for reading in talk.readings:
        unit = reading.unit
        if not reading.is_disagreement or reading.is_question or unit.speaker in talk.moderators:
            continue
        before = _last_of_turn_before(talk, unit)
        if before is None or not talk.may_quote(unit.number):
            continue
        first, second = context(talk, before), context(talk, unit)
        common = _common(first, second)
        if common:
            weight = 1.5 + sum(sorted((weigh(word) for word in common), reverse=True)[:3])
            found.append(_Dispute(first, second, common, weight, reading.is_hedged))
    return found


def _last_of_turn_before(talk: Talk, unit: Unit) -> Unit | None:
    """Return the most telling of the last units of the turn before, not the moderator's."""
    before = [
        other
        for other in talk.units[max(0, unit.number - 14) : unit.number]
        if other.turn == unit.turn - 1
        and talk.may_quote(other.number)
        and other.speaker not in talk.moderators
        and not talk.readings[other.number].is_procedure
    ][-4:]
    if not before or talk.units[before[0].number].speaker == unit.speaker:
        return None
    return max(before, key=lambda other: talk.salience[other.number])


def _common(first: Sequence[Unit], second: Sequence[Unit]) -> frozenset[str]:
    ours = {word for unit in first for word in stems(unit.words, unit.language)}
    theirs = {word for unit in second for word in stems(unit.words, unit.language)}
    return frozenset(ours & theirs)


def _opposed(claims: Sequence[Claim], weigh: Weigh) -> list[_Dispute]:
    """Return pairs on opposite sides that share two telling words or more."""
    found = []
    for place, claim in enumerate(claims):
        for other in claims[place + 1 :]:
            if {claim.stance, other.stance} != {"critical", "favourable"}:
                continue
            if claim.lead.session == other.lead.session and claim.lead.turn == other.lead.turn:
                continue
            common = claim.stems & other.stems
            if len(common) < 2 or claim.is_reported or other.is_reported:
                continue
            later = max(claim, other, key=lambda one: one.lead.number)
            if claim.speaker == other.speaker and not later.is_turn:
                continue
            weight = sum(sorted((weigh(word) for word in common), reverse=True)[:3])
            weight *= 1.0 if claim.speaker != other.speaker else 0.6
            good, bad = sorted((claim, other), key=lambda one: one.stance == "critical")
            found.append(
                _Dispute(good.units, bad.units, common, weight, claim.is_hedged or other.is_hedged)
            )
    return found


def _neighbouring(claims: Sequence[Claim], weigh: Weigh) -> list[_Dispute]:
    """Return claims on opposite sides that two people made within few turns of one another.

    They speak of one thing where they share a telling word, or where the second begins as an objection.
    """
    found = []
    order = sorted(claims, key=lambda claim: (claim.session, claim.lead.turn, claim.lead.number))
    for place, claim in enumerate(order):
        for other in order[place + 1 : place + 1 + _NEAR]:
            turns = other.lead.turn - claim.lead.turn
            if not 0 < turns <= _FEW_TURNS or claim.session != other.session:
                continue
            if {claim.stance, other.stance} != {"critical", "favourable"}:
                continue
            if claim.speaker == other.speaker or claim.is_reported or other.is_reported:
                continue
            units = (*claim.units, *other.units)
            common = frozenset(w for w in claim.stems & other.stems if _is_thing(w, units))
            objects = other.is_turn and turns == 1 and claim.weight >= _SURE
            if not objects and (not common or min(claim.weight, other.weight) < _SURE):
                continue
            weight = 0.8 + sum(sorted((weigh(word) for word in common), reverse=True)[:3])
            weight += 1.5 * other.is_turn + 0.4 * min(claim.weight, other.weight)
            found.append(
                _Dispute(
                    claim.units, other.units, common, weight, claim.is_hedged or other.is_hedged
                )
            )
    return found

"""A claim as a line of the report: label, evidence, who supports and who contradicts it. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from reporting.choosing.relations import opposed, supporting
from reporting.composing.labels import label
from reporting.composing.quoting import Ledger
from reporting.reading.material import Claim
from reporting.reading.units import Unit
from reporting.records import Line
from reporting.words.wording import stem

Weigh = Callable[[str], float]


def line(claim: Claim, claims: Sequence[Claim], ledger: Ledger, weigh: Weigh) -> Line:
    """Return the line of `claim`; `claims` are all of the session, to count voices among."""
    agreeing = supporting(claim, claims)
    against = opposed(claim, claims)[:2]
    return Line(
        key=key_of("line", claim.units),
        text=label(claim.lead, weigh, claim.units, claim.stance),
        evidence=(
            ledger.quote(claim.units),
            *(ledger.quote(other.units) for other in agreeing[:1]),
        ),
        stance=claim.stance,
        is_hedged=claim.is_hedged,
        supports=len(agreeing),
        contradicts=len(against),
        opposed_by=tuple(ledger.quote(other.units) for other in against),
    )


def plain_line(
    units: Sequence[Unit], kind: str, ledger: Ledger, weigh: Weigh, lead: Unit | None = None
) -> Line:
    """Return a line that takes no side: a question, a decision, something to do."""
    return Line(
        key=key_of(kind, units),
        text=label(lead or max(units, key=lambda unit: len(unit.tokens)), weigh, units),
        evidence=(ledger.quote(units),),
    )


def key_of(kind: str, units: Sequence[Unit]) -> str:
    """Return a key that stays the same from run to run as long as kind and words do."""
    said = "|".join([kind, units[0].session, units[0].segments[0], *(unit.text for unit in units)])
    return f"{kind}-{hashlib.sha256(said.encode()).hexdigest()[:10]}"


def shared_terms(
    units: Sequence[Unit], common: frozenset[str], weigh: Weigh, count: int = 3
) -> str:
    """Return the most telling of the words whose stems are in `common`, as they were said."""
    words: dict[str, str] = {}
    for unit in units:
        for token in unit.tokens:
            key = stem(token.form, unit.language)
            if key in common:
                words.setdefault(key, unit.text[token.start : token.end])
    best = sorted(words.values(), key=lambda word: (-weigh(word.lower()), word))[:count]
    text = ", ".join(best)
    return text[:1].upper() + text[1:]

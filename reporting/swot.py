"""The SWOT: chosen claims in their quadrants, controversies, open questions; nothing padded. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.claims import opposed
from reporting.lines import Weigh, key_of, line, plain_line
from reporting.material import Claim, Talk
from reporting.quoting import Ledger
from reporting.records import Line, Quadrant, Swot
from reporting.stance import CUES, joined
from reporting.units import Unit

_MOST_CONTROVERSIES = 6
_MOST_QUESTIONS = 8


def swot(
    about: str,
    chosen: Sequence[Claim],
    claims: Sequence[Claim],
    talks: Sequence[Talk],
    ledger: Ledger,
    weigh: Weigh,
) -> Swot:
    """Return the SWOT of `chosen`; `claims` are all there are."""

    def quadrant(name: Quadrant) -> tuple[Line, ...]:
        return tuple(
            line(claim, claims, ledger, weigh) for claim in chosen if claim.quadrant == name
        )

    return Swot(
        object=about,
        strengths=quadrant("strengths"),
        weaknesses=quadrant("weaknesses"),
        opportunities=quadrant("opportunities"),
        threats=quadrant("threats"),
        controversies=_controversies(chosen, claims, ledger, weigh),
        open_questions=open_questions(talks, ledger, weigh),
    )


def _controversies(
    chosen: Sequence[Claim], claims: Sequence[Claim], ledger: Ledger, weigh: Weigh
) -> tuple[Line, ...]:
    """Return pairs of claims on opposite sides of one thing, each pair once."""
    found: list[Line] = []
    seen: set[int] = set()
    for claim in chosen:
        against = [other for other in opposed(claim, claims) if other.lead.number not in seen]
        if not against or claim.lead.number in seen:
            continue
        other = against[0]
        seen |= {claim.lead.number, other.lead.number}
        common = claim.stems & other.stems
        found.append(
            Line(
                key=key_of("controversy", claim.units),
                text=_shared_terms(claim, common, weigh),
                evidence=(ledger.quote(claim.units),),
                stance="mixed",
                is_hedged=claim.is_hedged or other.is_hedged,
                contradicts=1,
                opposed_by=(ledger.quote(other.units),),
            )
        )
    return tuple(found[:_MOST_CONTROVERSIES])


def _shared_terms(claim: Claim, common: frozenset[str], weigh: Weigh) -> str:
    from reporting.wording import stem

    words = {
        unit.text[token.start : token.end]
        for unit in claim.units
        for token in unit.tokens
        if stem(token.form, unit.language) in common
    }
    best = sorted(words, key=lambda word: (-weigh(word.lower()), word))[:3]
    text = ", ".join(best)
    return text[:1].upper() + text[1:]


def open_questions(talks: Sequence[Talk], ledger: Ledger, weigh: Weigh) -> tuple[Line, ...]:
    """Return what was asked or left open: the audience's questions, and what nobody could answer."""
    found: list[Unit] = []
    for talk in talks:
        for reading in talk.readings:
            unit = reading.unit
            kind = talk.speakers[unit.speaker].kind
            if (
                not talk.may_quote(unit.number)
                or unit.speaker in talk.moderators
                or kind == "companion"
            ):
                continue
            left_open = CUES[unit.language].unanswered.search(joined(unit))
            asked = unit.is_question and (kind in ("audience", "walker", "unknown"))
            if (left_open or asked) and len(unit.tokens) >= 6:
                found.append(unit)
    return tuple(plain_line((unit,), "question", ledger, weigh) for unit in found[:_MOST_QUESTIONS])

"""The SWOT: chosen claims in their quadrants, controversies, open questions; nothing padded. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.disputes import controversies
from reporting.lines import Weigh, line, plain_line
from reporting.material import Claim, Talk
from reporting.quoting import Ledger
from reporting.records import Line, Quadrant, Swot
from reporting.stance import CUES, joined
from reporting.units import Unit

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
        controversies=controversies(talks, claims, ledger, weigh),
        open_questions=open_questions(talks, ledger, weigh),
    )


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

"""The SWOT: chosen claims in their quadrants, controversies, open questions; nothing padded. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.composing.lines import Weigh, line, plain_line
from reporting.composing.quoting import Ledger
from reporting.reading.material import Claim, Talk
from reporting.reading.stance import CUES, joined
from reporting.reading.surroundings import context
from reporting.reading.units import Unit
from reporting.records import Line, Quadrant, Swot
from reporting.words.wording import stems

_MOST_QUESTIONS = 8


def swot(
    about: str,
    chosen: Sequence[Claim],
    claims: Sequence[Claim],
    disputes: Sequence[Line],
    questions: Sequence[Line],
    ledger: Ledger,
    weigh: Weigh,
) -> Swot:
    """Return the SWOT of `chosen`; `claims` are all there are.

    What is printed as agreeing with one line makes no line of its own beside it.
    """

    def quadrant(name: Quadrant) -> tuple[Line, ...]:
        found: list[Line] = []
        for claim in chosen:
            said = {evidence for one in found for evidence in one.evidence}
            if claim.quadrant == name and ledger.quote(claim.units) not in said:
                found.append(line(claim, claims, ledger, weigh))
        return tuple(found)

    return Swot(
        object=about,
        strengths=quadrant("strengths"),
        weaknesses=quadrant("weaknesses"),
        opportunities=quadrant("opportunities"),
        threats=quadrant("threats"),
        controversies=tuple(disputes),
        open_questions=tuple(questions),
    )


def open_questions(talks: Sequence[Talk], ledger: Ledger, weigh: Weigh) -> tuple[Line, ...]:
    """Return what was asked or left open: the audience's questions, and what nobody could answer.

    One for each turn, the one that says most.
    """
    best: dict[tuple[str, int], Unit] = {}
    for talk in talks:
        for unit in talk.units:
            if _is_open(talk, unit):
                key = (unit.session, unit.turn)
                known = best.get(key)
                if known is None or _telling(unit) > _telling(known):
                    best[key] = unit
    by_session = {talk.transcript.id: talk for talk in talks}
    lines = [
        plain_line(context(by_session[unit.session], unit), "question", ledger, weigh, unit)
        for unit in best.values()
    ]
    return tuple(lines[:_MOST_QUESTIONS])


def _is_open(talk: Talk, unit: Unit) -> bool:
    kind = talk.speakers[unit.speaker].kind
    reading = talk.readings[unit.number]
    if not talk.may_quote(unit.number) or unit.speaker in talk.moderators or kind == "companion":
        return False
    if reading.is_instruction or unit.number < talk.preliminaries or reading.is_reported:
        return False
    left_open = CUES[unit.language].unanswered.search(joined(unit))
    asked = unit.is_question and kind in ("audience", "walker", "unknown")
    if asked and (reading.is_procedure or any(mark in unit.text for mark in '"«“')):
        return False
    return bool(left_open or asked) and _telling(unit) >= (2 if asked else 1)


def _telling(unit: Unit) -> int:
    return len(stems(unit.words, unit.language))

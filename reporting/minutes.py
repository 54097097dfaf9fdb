"""Minutes: what was decided, who does what by when, only as stated. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reporting.claims import context
from reporting.lines import Weigh, plain_line
from reporting.material import Talk
from reporting.quoting import Ledger
from reporting.records import Action, Line, Minutes
from reporting.stance import CUES, joined
from reporting.units import Unit

_REFUSES = {
    "fr": re.compile(r"\b(?:quelqu' un|je n' ai pas dit|pas moi|à pourvoir|c' est pas moi)\b"),
    "en": re.compile(r"\b(?:somebody|someone|not volunteering|nobody|not me)\b"),
}
_OWN = {
    "fr": re.compile(r"\b(?:je|j'|nous|on|moi)(?:\s|$)"),
    "en": re.compile(r"\b(?:i|i' ll|we|i' m|we' ll)\b"),
}


def minutes(
    talks: Sequence[Talk], questions: tuple[Line, ...], ledger: Ledger, weigh: Weigh
) -> Minutes:
    """Return the minutes of the sessions; `questions` are those left open."""
    return Minutes(
        decisions=tuple(decisions(talks, ledger, weigh)),
        actions=tuple(actions(talks, ledger, weigh)),
        questions=questions,
    )


def decisions(talks: Sequence[Talk], ledger: Ledger, weigh: Weigh) -> list[Line]:
    """Return what is said to be decided."""
    return [
        plain_line(context(talk, unit), "decision", ledger, weigh, unit)
        for talk in talks
        for unit in _stated(talk)
        if CUES[unit.language].decided.search(joined(unit)) and not unit.is_question
    ]


def actions(talks: Sequence[Talk], ledger: Ledger, weigh: Weigh) -> list[Action]:
    """Return what somebody said they would do, and what was said to be needed."""
    found = []
    for talk in talks:
        taken: set[int] = set()
        for unit in _stated(talk):
            if unit.number in taken or unit.is_question:
                continue
            if action := _action(talk, unit, ledger, weigh):
                found.append(action)
                taken |= {unit.number, unit.number + 1}
    return found


def _stated(talk: Talk) -> list[Unit]:
    return [
        unit
        for unit in talk.units
        if talk.may_quote(unit.number)
        and talk.speakers[unit.speaker].kind != "companion"
        and unit.speaker not in talk.moderators
        and not talk.readings[unit.number].is_procedure
        and not talk.readings[unit.number].is_instruction
        and not talk.readings[unit.number].is_reported
    ]


def _action(talk: Talk, unit: Unit, ledger: Ledger, weigh: Weigh) -> Action | None:
    cues, text = CUES[unit.language], joined(unit)
    commits = bool(cues.commits.search(text))
    wanted = bool(cues.wanted.search(text))
    due = _due(talk, unit)
    if not (commits or wanted) or len(unit.tokens) < 6:
        return None
    if not due and not _is_named_near_the_end(talk, unit):
        return None
    units = context(talk, unit)
    refused = bool(_REFUSES[unit.language].search(" ".join(joined(part) for part in units)))
    owned = commits and not refused and bool(_OWN[unit.language].search(text))
    return Action(
        line=plain_line(units, "action", ledger, weigh, unit),
        owner=ledger.names[unit.session, unit.speaker] if owned else "",
        due=due,
    )


def _is_named_near_the_end(talk: Talk, unit: Unit) -> bool:
    """Return whether the unit stands where next steps are named: the last fifth of the talk."""
    return unit.number >= 0.8 * len(talk.units)


def _due(talk: Talk, unit: Unit) -> str:
    """Return the date as said in the unit or right after it, empty where none is."""
    for other in talk.units[unit.number : unit.number + 3]:
        if other.turn != unit.turn:
            break
        if match := CUES[other.language].due.search(joined(other)):
            return _as_said(other, match)
    return ""


def _as_said(unit: Unit, match: re.Match[str]) -> str:
    first = len(joined(unit)[: match.start()].split())
    last = first + len(match.group().split()) - 1
    return unit.text[unit.tokens[first].start : unit.tokens[last].end]

"""Minutes: what was decided, who does what by when, only as stated. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from reporting.composing.lines import Weigh, plain_line
from reporting.composing.quoting import Ledger
from reporting.reading.material import Talk
from reporting.reading.stance import CUES, joined
from reporting.reading.surroundings import LONGEST_QUOTE, context
from reporting.reading.units import Unit
from reporting.records import Action, Line, Minutes
from reporting.words.wording import stems

_NEAR = 8
"""Units between two sayings of one action."""
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
    """Return what is said to be decided; what one person says of it in one go makes one decision."""
    found = []
    for talk in talks:
        runs: list[list[Unit]] = []
        for unit in _stated(talk):
            if unit.is_question or not CUES[unit.language].decided.search(joined(unit)):
                continue
            if runs and unit.turn == runs[-1][-1].turn and unit.number - runs[-1][-1].number <= 2:
                runs[-1].append(unit)
            else:
                runs.append([unit])
        found += [_decision(talk, run, ledger, weigh) for run in runs]
    return found


def _decision(talk: Talk, run: Sequence[Unit], ledger: Ledger, weigh: Weigh) -> Line:
    units = context(talk, run[0])
    whole = talk.units[units[0].number : max(run[-1].number, units[-1].number) + 1]
    if sum(len(unit.tokens) for unit in whole) <= LONGEST_QUOTE:
        units = tuple(whole)
    return plain_line(units, "decision", ledger, weigh, run[0])


def actions(talks: Sequence[Talk], ledger: Ledger, weigh: Weigh) -> list[Action]:
    """Return what somebody said they would do, and what was said to be needed.

    What one person says of it in one go makes one action.
    """
    found = []
    for talk in talks:
        runs: list[list[Unit]] = []
        for unit in _stated(talk):
            if unit.is_question or not _is_action(talk, unit):
                continue
            if runs and _goes_on(runs[-1][-1], unit):
                runs[-1].append(unit)
            else:
                runs.append([unit])
        found += [_action(talk, run, ledger, weigh) for run in runs]
    return found


def _goes_on(before: Unit, unit: Unit) -> bool:
    near = unit.number - before.number <= _NEAR
    is_one = unit.speaker == before.speaker and unit.turn - before.turn <= 2
    return is_one and near and _commits(unit) == _commits(before)


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


def _is_action(talk: Talk, unit: Unit) -> bool:
    cues, text = CUES[unit.language], joined(unit)
    is_said = cues.commits.search(text) or cues.wanted.search(text)
    if not is_said or len(unit.tokens) < 5:
        return False
    share = 0.66 if cues.commits.search(text) else 0.8
    return bool(_due(talk, unit)) or _is_near_the_end(talk, unit, share)


def _action(talk: Talk, run: Sequence[Unit], ledger: Ledger, weigh: Weigh) -> Action:
    lead = max(run, key=lambda unit: len(stems(unit.words, unit.language)))
    passages = list(dict.fromkeys(context(talk, unit) for unit in (lead, *run)))
    said = " ".join(joined(part) for units in passages for part in units)
    refused = bool(_REFUSES[lead.language].search(said))
    owned = not refused and _is_told_apart(talk, lead) and any(_commits(unit) for unit in run)
    due = next((due for unit in run if (due := _due(talk, unit))), "")
    line = plain_line((lead,), "action", ledger, weigh, lead)
    quotes = [ledger.quote(units) for units in _apart(passages)]
    return Action(
        line=msgspec.structs.replace(line, evidence=tuple(dict.fromkeys(quotes))),
        owner=ledger.names[lead.session, lead.speaker] if owned else "",
        due=due,
    )


def _is_told_apart(talk: Talk, unit: Unit) -> bool:
    speaker = talk.speakers[unit.speaker]
    return bool(speaker.name) or speaker.kind != "unknown" or len(talk.speakers) > 1


def _apart(passages: Sequence[tuple[Unit, ...]]) -> list[tuple[Unit, ...]]:
    """Return the passages that share no unit with one before."""
    taken: set[int] = set()
    kept = []
    for units in passages:
        numbers = {unit.number for unit in units}
        if not numbers & taken:
            taken |= numbers
            kept.append(units)
    return kept


def _commits(unit: Unit) -> bool:
    text = joined(unit)
    cues = CUES[unit.language]
    return bool(cues.commits.search(text) and _OWN[unit.language].search(text))


def _is_near_the_end(talk: Talk, unit: Unit, share: float) -> bool:
    """Return whether the unit stands where next steps are named: after `share` of the talk."""
    return unit.number >= share * len(talk.units)


def _due(talk: Talk, unit: Unit) -> str:
    """Return the date as said in the unit or right after it, empty where none is."""
    for other in talk.units[unit.number : unit.number + 3]:
        if other.turn != unit.turn:
            break
        text = joined(other)
        if found := _joined_dates(text, CUES[other.language].due):
            return _as_said(other, *max(found, key=lambda date: _precision(text, date)))
    return ""


def _joined_dates(text: str, dates: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return where dates stand; those next to one another are one: `this week, by Sunday`."""
    found: list[tuple[int, int]] = []
    for match in dates.finditer(text):
        if found and match.start() - found[-1][1] <= 1:
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
    return found


def _precision(text: str, date: tuple[int, int]) -> tuple[bool, int, int]:
    """Return how much a date says of when a thing is to be done: a limit first, then the longest."""
    words = text[date[0] : date[1]].split()
    is_limit = bool({"by", "before", "within", "avant", "d'"} & set(words))
    return is_limit, len(words), -date[0]


def _as_said(unit: Unit, start: int, end: int) -> str:
    text = joined(unit)
    first = len(text[:start].split())
    last = first + len(text[start:end].split()) - 1
    return unit.text[unit.tokens[first].start : unit.tokens[last].end]

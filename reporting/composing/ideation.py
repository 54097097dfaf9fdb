"""A walk as ideas: whose they are, how they grew, which were parked or taken back.

Ideas kept during the walk come as they are; where there are none, they are found in the words:
proposals, what the other said to them, and what became of them. Pure.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.ideas import Idea, Origin, Status
from reporting.composing.labels import LONGEST, label
from reporting.composing.lines import Weigh
from reporting.composing.quoting import Ledger
from reporting.reading.material import Talk
from reporting.reading.stance import CUES, joined
from reporting.reading.units import Unit
from reporting.records import Action, IdeaLine, IdeaTie, Ideation, Line
from reporting.words.wording import stems

_LONGEST = 45
"""Words of one quotation of an idea."""
_UNCERTAIN = re.compile(r"\b(?:question mark|point d' interrogation|maybe|peut être|not sure)\b")
_PARKED = re.compile(r"\b(?:park|parked|park that|mets (?:ça|le|la) de côté|plus tard)\b")
_KEPT = re.compile(
    r"\b(?:note that|keep (?:it|that|this)|noted|that' s a good one|love that|garde(?: |$)|note ça|"
    r"notez|noté|c' est noté|bonne idée|j' adore)\b"
)
_YOURS = re.compile(r"\b(?:all yours|was your idea|were your idea|ton idée|c' est de toi)\b")


def ideation(
    talks: Sequence[Talk],
    questions: tuple[Line, ...],
    steps: Sequence[Action],
    ledger: Ledger,
    weigh: Weigh,
) -> Ideation | None:
    """Return the ideas of all walks among the sessions; None where there is no walk and no idea."""
    walks = [talk for talk in talks if talk.ideas or talk.transcript.kind == "walk"]
    lines: list[IdeaLine] = []
    ties: list[IdeaTie] = []
    for talk in walks:
        found = _kept(talk, ledger, weigh) if talk.ideas else _found(talk, ledger, weigh)
        lines += found
        ties += _ties(talk.ideas, found) if talk.ideas else _echoes(talk, found)
    if not walks:
        return None
    return Ideation(
        ideas=tuple(lines), ties=tuple(ties), open_questions=questions, next_steps=tuple(steps)
    )


def _kept(talk: Talk, ledger: Ledger, weigh: Weigh) -> list[IdeaLine]:
    found = []
    for idea in talk.ideas:
        evidence = tuple(
            ledger.quote(units)
            for segment in idea.evidence
            if (units := _passage(talk, segment, idea.text))
        )
        if evidence:
            found.append(
                IdeaLine(
                    id=idea.id,
                    text=_readable(talk, idea, weigh),
                    origin=idea.origin,
                    status=idea.status,
                    evidence=tuple(dict.fromkeys(evidence)),
                    is_question=idea.is_question,
                    tags=idea.tags,
                )
            )
    return found


def _readable(talk: Talk, idea: Idea, weigh: Weigh) -> str:
    """Return an idea's text as written, or a label where it is a recogniser's whole sentence."""
    said = {" ".join(segment.text.split()) for segment in talk.transcript.segments}
    is_raw = any(idea.text in one for one in said) and not talk.transcript.is_punctuated
    units = _passage(talk, idea.evidence[0], idea.text) if is_raw else ()
    if len(idea.text.split()) <= LONGEST or not units:
        return idea.text[:1].upper() + idea.text[1:]
    return label(units[0], weigh, units[1:])


def _passage(talk: Talk, segment: str, text: str) -> tuple[Unit, ...]:
    """Return the units of a segment that are closest to the idea's words."""
    units = [
        unit for unit in talk.units if segment in unit.segments and unit.number not in talk.hidden
    ]
    if not units:
        return ()
    wanted = set(stems((word for word in text.lower().split()), units[0].language))
    best = max(
        units,
        key=lambda unit: (len(wanted & set(stems(unit.words, unit.language))), -unit.number),
    )
    chosen = [best]
    for unit in units:
        is_next = unit.number == chosen[-1].number + 1 and unit.turn == best.turn
        if is_next and sum(len(one.tokens) for one in [*chosen, unit]) <= _LONGEST:
            chosen.append(unit)
    return tuple(chosen)


@dataclass(slots=True)
class _Proposal:
    lead: Unit
    units: list[Unit]
    stems: set[str]
    origin: Origin
    status: Status = "open"
    is_question: bool = False


def _found(talk: Talk, ledger: Ledger, weigh: Weigh) -> list[IdeaLine]:
    proposals: list[_Proposal] = []
    for unit in talk.units:
        if unit.number not in talk.hidden and _proposes(talk, unit):
            _enter(talk, proposals, unit)
    return [
        IdeaLine(
            id=_name(proposal.lead),
            text=label(proposal.lead, weigh, proposal.units),
            origin=proposal.origin,
            status=proposal.status,
            evidence=tuple(dict.fromkeys(ledger.quote((unit,)) for unit in proposal.units)),
            is_question=proposal.is_question,
        )
        for proposal in proposals
        if proposal.status != "open" or proposal.origin != "companion"
    ]


def _name(unit: Unit) -> str:
    return f"idea-{hashlib.sha256(f'{unit.session}|{unit.text}'.encode()).hexdigest()[:8]}"


def _proposes(talk: Talk, unit: Unit) -> bool:
    reading = talk.readings[unit.number]
    if len(stems(unit.words, unit.language)) < 2 or reading.is_reported:
        return False
    text = joined(unit)
    if talk.speakers[unit.speaker].kind == "companion":
        return not _ECHO.search(text) and (bool(_OFFERS.search(text)) or _is_welcomed(talk, unit))
    is_noted = any(
        other.turn == unit.turn and _NOTES.search(joined(other))
        for other in talk.units[max(0, unit.number - 1) : unit.number]
    )
    if _NOTES.search(text) or reading.is_procedure:
        return False
    return is_noted or (bool(CUES[unit.language].proposes.search(text)) and not unit.is_question)


def _is_welcomed(talk: Talk, unit: Unit) -> bool:
    """Return whether the walker took up at once what the companion said."""
    if unit.is_question or len(unit.tokens) < 8:
        return False
    answer = [
        other
        for other in talk.units[unit.number + 1 : unit.number + 7]
        if talk.speakers[other.speaker].kind != "companion"
    ]
    return any(_TAKEN_UP.search(joined(other)) for other in answer)


_ECHO = re.compile(
    r"\b(?:noted|recorded|corrected|understood|withdrawn|noté|retenu|corrigé|compris|retiré|"
    r"your (?:idea|goal|concern)|ton idée|si je (?:comprends|résume))\b"
)
_OFFERS = re.compile(
    r"\b(?:you could|could|what if|instead of|pourrais|pourrait|pourraient|et si|au lieu)\b"
)
_NOTES = re.compile(r"^(?:okay |yes |yeah |oui )*(?:note (?:that|this)|note ça|notez|keep that)\b")
_TAKEN_UP = re.compile(
    r"\b(?:keep that|love (?:that|it)|that' s (?:actually )?(?:clever|nice|good)|note that|"
    r"garde(?:s|r)? ça|j' adore|bonne idée|pas bête|note ça)\b"
)


def _enter(talk: Talk, proposals: list[_Proposal], unit: Unit) -> None:
    """Add a proposal, or let it grow one that is about the same thing."""
    said = set(stems(unit.words, unit.language))
    by_companion = talk.speakers[unit.speaker].kind == "companion"
    for known in reversed(proposals[-4:]):
        if len(known.stems & said) >= 2:
            known.units.append(unit)
            known.stems |= said
            if by_companion != (known.origin == "companion"):
                known.origin = "both"
            _settle(talk, known, unit)
            return
    proposal = _Proposal(unit, [unit], said, "companion" if by_companion else "walker")
    proposals.append(proposal)
    _settle(talk, proposal, unit)


def _settle(talk: Talk, proposal: _Proposal, unit: Unit) -> None:
    """Read from the next words what became of a proposal."""
    answer = [
        other
        for other in talk.units[unit.number + 1 : unit.number + 9]
        if talk.speakers[other.speaker].kind != "companion" and other.turn <= unit.turn + 2
    ]
    text = " / ".join(joined(other) for other in answer)
    if unit.number in talk.superseded:
        proposal.status = "withdrawn"
        proposal.units.append(talk.units[talk.superseded[unit.number]])
    elif any(talk.readings[other.number].is_disagreement for other in answer[:4]) and (
        proposal.origin == "companion"
    ):
        proposal.status = "withdrawn"
    elif _UNCERTAIN.search(text) and "question" in text:
        proposal.status = "uncertain"
    elif _PARKED.search(text):
        proposal.status = "parked"
    elif _KEPT.search(text):
        proposal.status = "kept"
    if _YOURS.search(text) and talk.speakers[proposal.lead.speaker].kind == "companion":
        proposal.origin = "companion"


def _ties(ideas: Sequence[Idea], lines: Sequence[IdeaLine]) -> list[IdeaTie]:
    known = {line.id: line for line in lines}
    return [
        IdeaTie(
            source=idea.id,
            target=link.to,
            kind=link.kind,
            session=link.session,
            text=known[link.to].text if link.to in known else "",
        )
        for idea in ideas
        if idea.id in known
        for link in idea.links
        if link.session or link.to in known
    ]


def _echoes(talk: Talk, lines: Sequence[IdeaLine]) -> list[IdeaTie]:
    """Return a tie where a later idea takes up two telling words of an earlier one."""
    language = talk.transcript.language
    words = [set(stems(line.text.lower().split(), language)) for line in lines]
    return [
        IdeaTie(source=lines[later].id, target=lines[earlier].id, kind="echoes")
        for later in range(len(lines))
        for earlier in range(later)
        if len(words[later] & words[earlier]) >= 2
    ]

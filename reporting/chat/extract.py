"""Claims that a chat model points at, and code copies.

The model sees numbered units of one window at a time and answers by schema with numbers of that window
and the first and last words of what it means. Nothing it writes reaches the document: the words are
copied from the talk. What does not fit the talk is dropped and counted; a window that fails leaves the
claims found by cues, so that no part of the talk goes unread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import msgspec

from models.chat import ChatModel, Message
from models.errors import ModelError
from reporting.chat.prompting import data, prompt
from reporting.reading.material import Claim, Talk
from reporting.reading.stance import Reading
from reporting.reading.surroundings import LONGEST_QUOTE
from reporting.reading.units import Unit
from reporting.records import Quadrant, Stance
from reporting.words.wording import forms, stems

PROMPT = "claims/1"
"""Version of the prompt, printed in the document."""
_LETTERS_PER_TOKEN = 2.2
"""French in the worst tokenisers."""
_ANSWER_TOKENS = 1500
_MARGIN_TOKENS = 700
"""For instructions before and after, and the schema."""
_LONGEST_WINDOW = 9000
"""Letters; small models lose the middle of longer ones."""
_AGREED = 1.3
"""How much more a claim counts that cues and model both found."""
_PLAIN = 1.5
"""Weight of critical cues that a model may not turn into praise."""

_Kind = Literal["strength", "weakness", "opportunity", "threat"]
_QUADRANTS: dict[str, Quadrant] = {
    "strength": "strengths",
    "weakness": "weaknesses",
    "opportunity": "opportunities",
    "threat": "threats",
}


class _Item(msgspec.Struct, frozen=True):
    kind: _Kind
    stance: Stance
    first: str
    """Number of the unit where it begins: `U12`."""
    last: str
    begins: str
    """First words of the statement."""
    ends: str


class Answer(msgspec.Struct, frozen=True):
    """What the model says of one window."""

    items: tuple[_Item, ...]


@dataclass(slots=True)
class Extraction:
    """What came of one session."""

    claims: list[Claim] = field(default_factory=list)
    dropped: int = 0
    """Items that could not be found as stated."""
    windows: int = 0
    failed: int = 0
    """Windows without a usable answer."""
    answered: set[int] = field(default_factory=set)
    """Numbers of the units in windows with a usable answer."""


async def extract(
    talk: Talk, chat: ChatModel, *, tell: Callable[[float], None] | None = None
) -> Extraction:
    """Return the claims of a session that `chat` points at; never raises for a window that fails."""
    found = Extraction()
    windows = windows_of(talk, chat.context_tokens)
    for place, window in enumerate(windows):
        if tell is not None:
            tell(place / len(windows))
        found.windows += 1
        answer = await ask(talk, window, chat)
        if answer is None:
            found.failed += 1
            continue
        found.answered |= {unit.number for unit in window}
        claims = grounded(talk, answer, window)
        found.claims += claims
        found.dropped += len(answer.items) - len(claims)
    return found


def grounded(talk: Talk, answer: Answer, window: Sequence[Unit]) -> list[Claim]:
    """Return the claims that an answer points at and that were said so."""
    found = [_grounded(talk, item, window) for item in answer.items]
    return [claim for claim in found if claim is not None]


def windows_of(talk: Talk, context_tokens: int) -> list[tuple[Unit, ...]]:
    """Return the units that may be shown, in runs that fit the model's window; turns stay whole."""
    room = (context_tokens - _ANSWER_TOKENS - _MARGIN_TOKENS) * _LETTERS_PER_TOKEN
    limit = max(1200, min(_LONGEST_WINDOW, int(room)))
    windows: list[list[Unit]] = [[]]
    letters = 0
    for unit in talk.units:
        if unit.number in talk.hidden:
            continue
        length = len(_line(talk, unit))
        full = letters + length > limit
        if windows[-1] and (full and (_starts_turn(windows[-1], unit) or letters > 1.2 * limit)):
            windows.append([])
            letters = 0
        windows[-1].append(unit)
        letters += length
    return [tuple(window) for window in windows if window]


def _starts_turn(window: Sequence[Unit], unit: Unit) -> bool:
    return window[-1].turn != unit.turn


def _line(talk: Talk, unit: Unit) -> str:
    speaker = talk.speakers[unit.speaker]
    return f"U{unit.number} [{data(speaker.name or speaker.id)}] {data(unit.shown)}\n"


async def ask(talk: Talk, window: Sequence[Unit], chat: ChatModel) -> Answer | None:
    """Return the model's answer for one window; asked once more, then given up."""
    messages = _messages(talk, window)
    schema = _schema(window)
    for _ in range(2):
        try:
            answer = await chat.structured(messages, schema, max_tokens=_ANSWER_TOKENS)
            return msgspec.convert(answer, Answer, strict=False)
        except (ModelError, msgspec.ValidationError):
            continue
    return None


def _messages(talk: Talk, window: Sequence[Unit]) -> list[Message]:
    before, after = prompt("claims", talk.transcript.language)
    said = "".join(_line(talk, unit) for unit in window)
    return [
        Message("system", before),
        Message("user", f"<talk>\n{said}</talk>\n\n{after}"),
    ]


def _schema(window: Sequence[Unit]) -> dict[str, Any]:
    numbers = [f"U{unit.number}" for unit in window]
    item = {
        "type": "object",
        "properties": {
            "kind": {"type": "string", "enum": list(get_args(_Kind))},
            "stance": {"type": "string", "enum": list(get_args(Stance))},
            "first": {"type": "string", "enum": numbers},
            "last": {"type": "string", "enum": numbers},
            "begins": {"type": "string"},
            "ends": {"type": "string"},
        },
        "required": ["kind", "stance", "first", "last", "begins", "ends"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"items": {"type": "array", "items": item, "maxItems": 24}},
        "required": ["items"],
        "additionalProperties": False,
    }


def _grounded(talk: Talk, item: _Item, window: Sequence[Unit]) -> Claim | None:
    """Return the claim an item points at, or nothing where the talk does not say so."""
    known = {f"U{unit.number}": unit for unit in window}
    first, last = known.get(item.first), known.get(item.last)
    if first is None or last is None or not 0 <= last.number - first.number <= 3:
        return None
    units = talk.units[first.number : last.number + 1]
    if any(unit.turn != first.turn or not talk.may_quote(unit.number) for unit in units):
        return None
    if not _is_a_voice(talk, first) or sum(len(unit.tokens) for unit in units) > LONGEST_QUOTE:
        return None
    said = [word for unit in units for word in unit.words]
    if not _holds(said, item.begins) or not _holds(said, item.ends):
        return None
    return _claim(talk, item, units)


def _is_a_voice(talk: Talk, unit: Unit) -> bool:
    kind = talk.speakers[unit.speaker].kind
    return unit.speaker not in talk.moderators and kind != "companion"


def _holds(said: Sequence[str], words: str) -> bool:
    """Return whether `words` stand in what was said, next to each other."""
    wanted = forms(words)
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(said)} "


def _claim(talk: Talk, item: _Item, units: tuple[Unit, ...]) -> Claim | None:
    """Return the claim with a stance that the words bear: plain criticism is not made praise."""
    readings = [talk.readings[unit.number] for unit in units]
    if any(reading.is_question or reading.is_instruction for reading in readings):
        return None
    lead = max(readings, key=lambda reading: (reading.strength, len(reading.unit.tokens)))
    stance = _stance(item, lead)
    if stance == "neutral" or any(reading.is_rumour for reading in readings):
        return None
    quadrant = _QUADRANTS[item.kind]
    if stance != item.stance:
        quadrant = lead.quadrant or quadrant
    if (stance == "critical") != (quadrant in ("weaknesses", "threats")) and stance != "mixed":
        return None
    share = min(talk.salience[lead.unit.number], 2.5)
    return Claim(
        session=lead.unit.session,
        units=units,
        lead=lead.unit,
        stance=stance,
        quadrant=quadrant,
        is_hedged=any(reading.is_hedged for reading in readings),
        weight=1.2 * (0.6 + 0.4 * share),
        stems=frozenset(stem for unit in units for stem in stems(unit.words, unit.language)),
        is_reported=lead.is_reported,
    )


def _stance(item: _Item, lead: Reading) -> Stance:
    if item.stance != "critical" and lead.stance == "critical" and lead.against >= _PLAIN:
        return "critical"
    return item.stance


def united(by_cues: Sequence[Claim], by_model: Sequence[Claim]) -> list[Claim]:
    """Return the union: every claim found by cues, those of the model that share no unit with one.

    Where both found one, it counts more and takes the model's quadrant if they agree on its side.
    """
    places = {
        (unit.session, unit.number): index
        for index, claim in enumerate(by_cues)
        for unit in claim.units
    }
    merged = list(by_cues)
    taken = set(places)
    for claim in by_model:
        keys = {(unit.session, unit.number) for unit in claim.units}
        shared = {places[key] for key in keys if key in places}
        if shared:
            index = min(shared)
            merged[index] = _strengthened(merged[index], claim)
        elif not keys & taken:
            merged.append(claim)
            taken |= keys
    return sorted(merged, key=lambda claim: -claim.weight)


def _strengthened(claim: Claim, other: Claim) -> Claim:
    agrees = claim.stance == other.stance
    return Claim(
        session=claim.session,
        units=claim.units,
        lead=claim.lead,
        stance=claim.stance,
        quadrant=other.quadrant if agrees else claim.quadrant,
        is_hedged=claim.is_hedged,
        weight=claim.weight * (_AGREED if agrees else 1.0),
        stems=claim.stems,
        is_reported=claim.is_reported,
        is_turn=claim.is_turn,
    )

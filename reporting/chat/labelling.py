"""Labels of lines and headings in a chat model's words, where each word is one of the evidence.

A label keeps the side, the hedge and the negation of its quotation; a heading of a part in which both
sides were heard takes none. What does not pass stays as it was. Questions are left as they were asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from models.chat import Message
from models.errors import ModelError
from models.language import Phrase
from reporting.chat.prompting import data, fits, prompt
from reporting.chat.retelling import Source, source_of
from reporting.chat.wordcheck import check_label
from reporting.chat.writing import Desk, Tally
from reporting.composing.labels import LONGEST
from reporting.records import Line, Section, Swot

PROMPT = "labels/1"
ANSWER_TOKENS = 900
_MOST = 10
_QUADRANTS = ("strengths", "weaknesses", "opportunities", "threats")


class _Label(msgspec.Struct, frozen=True):
    id: str
    text: str


class _Answer(msgspec.Struct, frozen=True):
    labels: tuple[_Label, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a label is wanted for."""

    id: str
    present: str
    sources: tuple[Source, ...]
    is_heading: bool = False


async def relabelled(swot: Swot, desk: Desk, tally: Tally) -> Swot:
    """Return the SWOT with labels that the model worded and that passed."""
    lines = {name: getattr(swot, name) for name in _QUADRANTS}
    every = [line for name in _QUADRANTS for line in lines[name]]
    wanted = [asked for line in every if (asked := _for_line(line, desk))]
    found = await _labels(wanted, desk, tally)
    changed = {name: tuple(_reworded(line, found) for line in lines[name]) for name in _QUADRANTS}
    return msgspec.structs.replace(swot, **changed)


async def reheaded(sections: Sequence[Section], desk: Desk, tally: Tally) -> tuple[Section, ...]:
    """Return the sections with headings that the model worded and that passed."""
    wanted = [
        _Asked(str(place), section.heading, sources, is_heading=True)
        for place, section in enumerate(sections)
        if not section.heading.rstrip("\u00a0 »”").endswith("?")
        and (sources := _sources(_quoted(section), desk))
    ]
    found = await _labels(wanted, desk, tally)
    return tuple(
        msgspec.structs.replace(section, heading=found[str(place)], by_model=True)
        if str(place) in found
        else section
        for place, section in enumerate(sections)
    )


def _quoted(section: Section) -> list[str]:
    return [name for one in section.sentences if not one.is_linking for name in one.evidence]


def _for_line(line: Line, desk: Desk) -> _Asked | None:
    sources = _sources(line.evidence[:1], desk)
    return _Asked(line.key, line.text, sources) if sources else None


def _reworded(line: Line, found: Mapping[str, str]) -> Line:
    if line.key not in found:
        return line
    return msgspec.structs.replace(line, text=found[line.key], by_model=True)


def _sources(names: Sequence[str], desk: Desk) -> tuple[Source, ...]:
    found = []
    for name in dict.fromkeys(names):
        units = desk.ledger.units_of(name)
        if units and units[0].language == desk.language:
            found.append(source_of(name, units, desk.ledger.talks[units[0].session]))
    return tuple(found)


async def _labels(wanted: Sequence[_Asked], desk: Desk, tally: Tally) -> dict[str, str]:
    """Return the labels that passed and are others than before, by id."""
    found: dict[str, str] = {}
    for first in range(0, len(wanted), _MOST):
        batch = wanted[first : first + _MOST]
        answer = await _asked(batch, desk, tally)
        by_id = {one.id: one for one in batch}
        for label in answer.labels if answer else ():
            asked = by_id.pop(label.id, None)
            text = " ".join(label.text.split()).rstrip(".")
            if asked is None or text == asked.present:
                continue
            if _passes(text, asked, desk):
                found[asked.id] = text[:1].upper() + text[1:]
                tally.kept += 1
            else:
                tally.cut += 1
    return found


def _passes(text: str, asked: _Asked, desk: Desk) -> bool:
    """Return whether one quotation holds the label, and its side is carried; a heading takes no side."""
    for source in asked.sources:
        checked = check_label(text, (source,), desk.language, LONGEST)
        if checked.fault is not None:
            continue
        if not asked.is_heading:
            return bool(checked.carried)
        if all(reading.stance == "neutral" for reading in source.readings):
            return True
    return False


async def _asked(batch: Sequence[_Asked], desk: Desk, tally: Tally) -> _Answer | None:
    before, after = prompt("labels", desk.language)
    tag = Phrase("statements", "propos").to(desk.language)
    said = "".join(_shown(asked) for asked in batch)
    messages = [Message("system", before), Message("user", f"<{tag}>\n{said}</{tag}>\n\n{after}")]
    if not fits(messages, ANSWER_TOKENS, desk.chat):
        return None
    tally.asked += 1
    try:
        found = await desk.chat.structured(messages, _schema(batch), max_tokens=ANSWER_TOKENS)
        return msgspec.convert(found, _Answer, strict=False)
    except (ModelError, msgspec.ValidationError):
        tally.failed += 1
        return None


def _shown(asked: _Asked) -> str:
    said = " / ".join(" ".join(unit.shown for unit in source.units) for source in asked.sources[:4])
    return f"{asked.id} [{data(asked.present)}] {data(said)}\n"


def _schema(batch: Sequence[_Asked]) -> dict[str, Any]:
    label = {
        "type": "object",
        "properties": {
            "id": {"type": "string", "enum": [asked.id for asked in batch]},
            "text": {"type": "string"},
        },
        "required": ["id", "text"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"labels": {"type": "array", "items": label, "maxItems": len(batch)}},
        "required": ["labels"],
        "additionalProperties": False,
    }

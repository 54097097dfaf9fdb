"""Translations of quotations into the report's language, labelled as such beside what was said.

A translation is never a quotation. Code cannot prove one; it drops those that change a number, lose a
proper name or a negation, take another side, or are not in the language asked for. Where no chat model
is at hand, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from models.chat import Message
from models.errors import ModelError
from models.language import Language
from models.transcript import Segment, Speaker, Transcript
from reporting.chat.prompting import data, fits, prompt
from reporting.chat.writing import Desk, Tally
from reporting.reading.stance import Reading, read
from reporting.reading.units import cut
from reporting.records import Evidence, Report
from reporting.verifying.numbers import values_in
from reporting.words.tongue import guess_language
from reporting.words.wording import forms, negations

PROMPT = "translation/1"
ANSWER_TOKENS = 1400
_MOST = 6
_SHORTEST, _LONGEST = 0.5, 2.0
"""Letters of a translation to those of what it translates."""
_STRANGE = re.compile(
    r"[«»“”„\"<>{}\[\]|`*_#\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|https?:|www\."
)
_NAME = re.compile(r"(?<=[\w,;:] )(?!I[’'])[A-ZÀ-Þ][\w’'-]+")
_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June "
    "July August September October November December English French".split()
)
"""Capitals that one of our languages writes and the other does not."""


class _Said(msgspec.Struct, frozen=True):
    id: str
    text: str


class _Answer(msgspec.Struct, frozen=True):
    translations: tuple[_Said, ...]


async def translated(report: Report, desk: Desk, tally: Tally) -> Report:
    """Return the report with translations of the quotations in other languages that passed."""
    foreign = [one for one in report.evidence.values() if one.language != desk.language]
    found: dict[str, str] = {}
    for first in range(0, len(foreign), _MOST):
        batch = foreign[first : first + _MOST]
        known = {one.id: one for one in batch}
        for said in await _asked(batch, desk, tally):
            evidence = known.pop(said.id, None)
            text = " ".join(said.text.split())
            if evidence is not None and is_faithful(text, evidence, desk.language):
                found[evidence.id] = text
            else:
                tally.cut += 1
    shown = {
        name: msgspec.structs.replace(one, translation=found.get(name, ""))
        for name, one in report.evidence.items()
    }
    return msgspec.structs.replace(report, evidence=shown)


def is_faithful(text: str, evidence: Evidence, language: Language) -> bool:
    """Return whether a translation keeps what code can see: numbers, names, denial, side, length."""
    quote = evidence.quote
    if _STRANGE.search(text) or not _SHORTEST <= len(text) / max(1, len(quote)) <= _LONGEST:
        return False
    guess = guess_language(text)
    if guess.is_foreign or guess.language not in (None, language):
        return False
    if values_in(text, language) != values_in(quote, evidence.language):
        return False
    if not _names(quote, text) or not _names(text, quote):
        return False
    if _denials(text, language) != _denials(quote, evidence.language):
        return False
    return _side(text, language) == _side(quote, evidence.language)


def _names(one: str, other: str) -> bool:
    """Return whether the proper names within the sentences of `one` stand in `other`."""
    there = other.lower()
    return all(
        name.lower() in there for name in _NAME.findall(one) if name.rstrip("s") not in _CALENDAR
    )


def _denials(text: str, language: Language) -> int:
    return negations(forms(text), language)


def _side(text: str, language: Language) -> tuple[bool, bool, bool]:
    """Return whether the words are critical, favourable and hedged, read without their surroundings."""
    transcript = Transcript(
        id="t",
        kind="talk",
        language=language,
        speakers=(Speaker("s", "", "speaker"),),
        segments=(Segment("s0", "s", 0, 1000, text),),
        duration_ms=1000,
    )
    readings: list[Reading] = read(cut(transcript))
    return (
        any(one.stance in ("critical", "mixed") for one in readings),
        any(one.stance in ("favourable", "mixed") for one in readings),
        any(one.is_hedged for one in readings),
    )


async def _asked(batch: Sequence[Evidence], desk: Desk, tally: Tally) -> tuple[_Said, ...]:
    before, after = prompt("translation", desk.language)
    said = "".join(f"{one.id} {data(one.quote)}\n" for one in batch)
    messages = [Message("system", before), Message("user", f"<talk>\n{said}</talk>\n\n{after}")]
    if not fits(messages, ANSWER_TOKENS, desk.chat):
        return ()
    tally.asked += 1
    try:
        found = await desk.chat.structured(messages, _schema(batch), max_tokens=ANSWER_TOKENS)
        return msgspec.convert(found, _Answer, strict=False).translations
    except (ModelError, msgspec.ValidationError):
        tally.failed += 1
        return ()


def _schema(batch: Sequence[Evidence]) -> dict[str, Any]:
    one = {
        "type": "object",
        "properties": {
            "id": {"type": "string", "enum": [evidence.id for evidence in batch]},
            "text": {"type": "string"},
        },
        "required": ["id", "text"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"translations": {"type": "array", "items": one, "maxItems": len(batch)}},
        "required": ["translations"],
        "additionalProperties": False,
    }

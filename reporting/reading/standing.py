"""Whether a passage can be read alone: it names what it speaks of, says something of it, and ends.

A reader of a report has not heard the sentence before. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.language import Language
from reporting.reading.scope import SUBJECT
from reporting.reading.units import Unit
from reporting.words.wording import stems

_FULL = 6
"""Telling words of a passage that says enough."""
_POINTS: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"^(?:(?:et|mais|donc|or|alors|puis|après|oui|non|bon|enfin|ah|moi|nous)[ ,]+)*"
        r"(?:il|elle|ils|elles|celui|celle|ceux|celles|c['’]est (?:pas )?(?:ça|celui|celle|au lieu|une? (?:bonne |belle )?"
        r"(?:idée|phrase|question|problème|endroit|chose)|très|bien|plutôt|vrai|juste|drôle|moins|plus)|ça|ce|cela|là|"
        r"l['’]autre|les deux|y)\b(?! y a\b)(?! faut)(?! me semble)(?! para)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"^(?:(?:and|but|so|well|yes|no|oh|then|or)[ ,]+)*(?:it|that|this|they|he|she|these|those|both|"
        r"the other (?:one|version)|same)\b(?! is (?:a|true|hard) )",
        re.IGNORECASE,
    ),
}
_COUNTS: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"^(?:et )?(?:un|deux|trois|quatre|primo|secundo|tertio|premièrement|deuxièmement)\s*[,:]",
        re.I,
    ),
    "en": re.compile(
        r"^(?:and )?(?:one|two|three|four|first|second|secondly|third|thirdly)\s*[,:]", re.I
    ),
}
_POINTS_LAST = re.compile(
    r"\b(?:l['’]ai|l['’]as|l['’]a|l['’]ont|l['’]est|le (?:fait|sait|dit|sachent|fassent|savent|font)|y (?:est|va))\s*[.!?]*$|"
    r"\b(?:does|do|did|has it|have it|know it|said so)\s*[.!?]*$",
    re.IGNORECASE,
)
"""A pronoun at the end whose thing is in another sentence."""
_BROKEN = re.compile(r"(?:\.{2,}|…|:|,)[»”\"’ ]*$")


def standing(units: Sequence[Unit]) -> float:
    """Return how well neighbouring units stand alone, from about 0.2 to 1."""
    first = units[0]
    language = first.language
    worth = 1.0
    if _POINTS[language].match(first.text):
        worth *= 0.72
    if _POINTS_LAST.search(units[-1].text):
        worth *= 0.72
    if _COUNTS[language].match(first.text):
        worth *= 0.5
    if any(_BROKEN.search(unit.text) for unit in units):
        worth *= 0.6
    if not any(_has_verb(unit) for unit in units):
        worth *= 0.6
    telling = {word for unit in units for word in stems(unit.words, unit.language)}
    return worth * float(min(1.0, (len(telling) + 1) / _FULL) ** 0.6)


def _has_verb(unit: Unit) -> bool:
    return bool(SUBJECT[unit.language].search(" ".join(word.rstrip("'") for word in unit.words)))

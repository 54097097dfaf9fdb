"""Which statements were corrected or taken back later in the talk, and by which.

A superseded statement is never given as what is so; the correction stands in its place. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.language import Language
from reporting.reading.stance import CUES, Reading, joined
from reporting.words.wording import NUMBERS, stems

_ROUND = frozenset("cent mille hundred thousand".split())
_FAR = 400
"""Units back in which the statement that a correction names is sought."""
_REFUSED = {
    "fr": re.compile(
        r"^(?:ah )?(?:non non|non pas|non pardon|pardon non|non c' est|non attention|non)\b"
    ),
    "en": re.compile(r"^(?:no no|no not|no sorry|sorry no|no it' s|no i said|no)\b"),
}


def superseded(readings: Sequence[Reading]) -> dict[int, int]:
    """Return unit numbers of withdrawn statements with the number of the unit that does it."""
    found: dict[int, int] = {}
    for index in range(len(readings)):
        for earlier in _corrected(readings, index):
            if earlier < index:
                found[earlier] = index
    return found


def _corrected(readings: Sequence[Reading], index: int) -> list[int]:
    unit = readings[index].unit
    cues, text = CUES[unit.language], joined(unit)
    if _mishearing(readings, index):
        return [index - 1]
    if cues.withdrawal.search(text):
        return _named_before(readings, index)
    if cues.correction.search(text):
        return _same_figure(readings, index) or _just_before(readings, index)
    return []


def _mishearing(readings: Sequence[Reading], index: int) -> bool:
    """Return whether this turn begins by refusing a figure that the turn before gave."""
    unit = readings[index].unit
    if index == 0 or readings[index - 1].unit.turn == unit.turn:
        return False
    opening = joined(unit)
    if not _REFUSED[unit.language].search(opening):
        return False
    ahead = [
        word
        for reading in readings[index : index + 3]
        if reading.unit.turn == unit.turn
        for word in reading.unit.words[:12]
    ]
    before = readings[index - 1].unit
    return bool(_figures(ahead, unit.language)) and bool(_figures(before.words, unit.language))


def _figures(words: Sequence[str], language: Language) -> frozenset[str]:
    return frozenset(word for word in words if word[0].isdigit() or word in NUMBERS[language])


def _named_before(readings: Sequence[Reading], index: int) -> list[int]:
    """Return earlier statements about the thing that is taken back.

    It is named by a rare word of the withdrawal: `forget what I said about the deposit`.
    """
    unit = readings[index].unit
    named = set(stems(unit.words, unit.language)) - _TAKING[unit.language]
    if not named:
        return []
    found: list[int] = []
    for place in range(index - 1, max(-1, index - _FAR), -1):
        other = readings[place].unit
        if other.turn == unit.turn and index - place <= 2:
            continue
        common = named & set(stems(other.words, other.language))
        if common and len(common) >= min(2, len(named)):
            found.append(place)
    return found if len(found) <= 12 else []


_TAKING = {
    "fr": frozenset(stems("oublie retire enlève laisse abandonne idée efface".split(), "fr")),
    "en": frozenset(
        stems("forget drop scrap scratch cancel withdraw idea remove delete".split(), "en")
    ),
}


def _same_figure(readings: Sequence[Reading], index: int) -> list[int]:
    """Return the same speaker's statements of the figure that is put right."""
    unit = readings[index].unit
    figures = _figures(unit.words, unit.language)
    figures = figures - _ROUND or figures
    if not figures:
        return []
    if "%" not in unit.text and "pour cent" not in joined(unit) and "percent" not in unit.text:
        return []
    return [
        place
        for place in range(max(0, index - _FAR), index)
        if readings[place].unit.speaker == unit.speaker
        and readings[place].unit.turn != unit.turn
        and figures & _figures(readings[place].unit.words, unit.language)
    ]


def _just_before(readings: Sequence[Reading], index: int) -> list[int]:
    """Return the statement right before a short correction of a figure by the same speaker."""
    unit = readings[index].unit
    if index == 0 or len(unit.tokens) > 14:
        return []
    before = readings[index - 1].unit
    if before.speaker != unit.speaker or not _figures(unit.words, unit.language):
        return []
    return [index - 1] if _figures(before.words, before.language) else []

"""What a comparison of two figures says: less of a burden is better, more of it is worse.

`From twenty-five minutes to six`, `it was 160 grams, now 45`, `fifty minutes instead of thirty`. Whether
the thing measured is a burden is read from the words about it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from models.language import Language
from reporting.cues.lexicon import Polarity
from reporting.cues.moves import MOVES

_WORDS: dict[Language, str] = {
    "fr": "un 1 une 1 deux 2 trois 3 quatre 4 cinq 5 six 6 sept 7 huit 8 neuf 9 dix 10 onze 11 douze 12 treize 13 "
    "quatorze 14 quinze 15 seize 16 vingt 20 trente 30 quarante 40 cinquante 50 soixante 60 cent 100 mille 1000",
    "en": "one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 "
    "fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 "
    "sixty 60 seventy 70 eighty 80 ninety 90 hundred 100 thousand 1000",
}
_VALUES = {
    language: dict(zip(said.split()[::2], map(float, said.split()[1::2]), strict=True))
    for language, said in _WORDS.items()
}
_SCALE = {
    **dict.fromkeys(("minute", "minutes"), 1.0),
    **dict.fromkeys(("heure", "heures", "hour", "hours"), 60.0),
    **dict.fromkeys(("jour", "jours", "day", "days"), 1440.0),
    **dict.fromkeys(("semaine", "semaines", "week", "weeks"), 10080.0),
}
MONEY = frozenset("euros euro € pounds pound £ dollars $ centimes pence quid".split())
_GAIN = re.compile(
    r"(?:recett|gagn|rapport|vent|vend|don\b|dons\b|subvention|bénéfi|revenu|salaire|économi|"
    r"income|revenue|earn|sale|raise|donat|grant|taking|saving)"
)
"""Money that comes in."""
_AGO = {
    "fr": re.compile(
        r"^(?:était|étaient|avait|jetait|faisait|payait|recevait|\w{3,}aient|\w{3,}ait)$"
    ),
    "en": re.compile(r"^(?:was|were|used|had|ran|cost|took)$"),
}
_NOW = {
    "fr": frozenset("aujourd' maintenant désormais est sont".split()),
    "en": frozenset("now today are' is're".split()),
}
_FROM = {"fr": frozenset(("de", "d'")), "en": frozenset(("from",))}
_TO = {"fr": frozenset(("à",)), "en": frozenset(("to",))}
_INSTEAD = {"fr": "au lieu de", "en": "instead of"}

Change = Literal["better", "worse", ""]


@dataclass(frozen=True, slots=True)
class _Figure:
    first: int
    last: int
    value: float
    scale: float
    """Minutes in its unit; 0 where it has none."""


def change(words: Sequence[str], language: Language, critical: Polarity) -> Change:
    """Return whether the sentence tells of a change for the better or the worse, by its figures."""
    figures = _figures(words, language)
    for before, after in pairwise(figures):
        step = _step(words, before, after, language)
        if step:
            return _judged(step, words, language, critical)
    return ""


def _judged(step: float, words: Sequence[str], language: Language, critical: Polarity) -> Change:
    loads = MOVES[language].loads
    is_load = any(word[:size] in loads for word in words for size in range(3, len(word) + 1))
    is_load = is_load or any(critical.weigh(word) >= 1 for word in words)
    is_load = is_load or (bool(MONEY & set(words)) and not any(_GAIN.match(word) for word in words))
    return "better" if (step < 0) == is_load else "worse"


def _step(words: Sequence[str], one: _Figure, other: _Figure, language: Language) -> float:
    """Return by how much the thing grew from then to now; 0 where nothing is compared."""
    between = list(words[one.last + 1 : other.first])
    said = " ".join(between)
    common = other.scale or one.scale or 1.0
    grown = other.value * (other.scale or common) - one.value * (one.scale or common)
    if len(between) <= 5 and set(between) & _TO[language] and _is_from(words, one, language):
        return grown
    if said.startswith(_INSTEAD[language]) or f" {_INSTEAD[language]}" in said:
        return -grown
    then = any(_AGO[language].match(word) for word in words[: one.first])
    if then and len(between) <= 12 and set(between) & _NOW[language]:
        return grown
    return 0.0


def _is_from(words: Sequence[str], figure: _Figure, language: Language) -> bool:
    ahead = words[max(0, figure.first - 4) : figure.first]
    return bool(set(ahead) & _FROM[language])


def _figures(words: Sequence[str], language: Language) -> list[_Figure]:
    found: list[_Figure] = []
    place = 0
    while place < len(words):
        value, last = _value(words, place, language)
        if value is None:
            place += 1
            continue
        scale = next((_SCALE[word] for word in words[last + 1 : last + 3] if word in _SCALE), 0.0)
        found.append(_Figure(place, last, value, scale))
        place = last + 1
    return found


def _value(words: Sequence[str], place: int, language: Language) -> tuple[float | None, int]:
    word = words[place]
    if word[0].isdigit():
        return float(word.replace(",", ".").split(".")[0] or 0) + _fraction(word), place
    values = _VALUES[language]
    if word not in values or (values[word] == 1 and not _counts(words, place, values)):
        return None, place
    total, last = 0.0, place
    while last < len(words) and words[last] in values:
        value = values[words[last]]
        total = total * value if value >= 100 and total else total + value
        last += 1
    return total, last - 1


def _counts(words: Sequence[str], place: int, values: dict[str, float]) -> bool:
    """Return whether `one` is a figure and not an article: `one hour` is, `un lieu` is not."""
    follows = place > 0 and words[place - 1] in values
    return follows or (place + 1 < len(words) and words[place + 1] in _SCALE)


def _fraction(word: str) -> float:
    digits = re.split(r"[.,]", word)[1:]
    return float(f"0.{digits[0]}") if digits and len(digits[0]) < 3 else 0.0

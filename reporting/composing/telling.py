"""How telling a word is: rare words more than common ones, words that name things more than others. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.language import Language
from reporting.choosing.naming import nouns
from reporting.reading.material import Talk
from reporting.words.wording import stem, stems


@dataclass(frozen=True, slots=True)
class Telling:
    """How telling a word is across the sessions."""

    rarity: Mapping[str, float]
    things: frozenset[str]
    """Stems of words that name something."""
    language: Language

    def __call__(self, word: str) -> float:
        key = stem(word, self.language)
        return self.rarity.get(key, 1.0) * (1.0 if key in self.things else 0.5)


def telling(talks: Sequence[Talk], language: Language) -> Telling:
    """Return how telling words are over all `talks`."""
    seen = Counter(
        word
        for talk in talks
        for unit in talk.units
        for word in set(stems(unit.words, unit.language))
    )
    count = sum(len(talk.units) for talk in talks)
    rarity = {word: math.log(1 + count / times) for word, times in seen.items()}
    things = frozenset(word for talk in talks for word in nouns(talk))
    return Telling(rarity, things, language)

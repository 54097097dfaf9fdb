"""Inside and now, or outside and to come: the second axis, decided apart from the first.

Time and mood decide more than nouns. A condition makes a benefit a thing to come; a harm said in the
present stays one of the present, conditional or not. Politeness (`I'd say`) is no future. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from models.language import Language
from reporting.cues.lexicon import Cues
from reporting.cues.moves import MOVES, Moves
from reporting.reading.polarity import CUES
from reporting.records import Stance

Locus = Literal["inside", "outside"]
_MARGIN = 0.5
_STANDING = re.compile(
    r"\b(?:toujours les mêmes?|c' est toujours|à chaque fois|chaque (?:fois|semaine|année)|déjà|"
    r"always (?:do|does|the same)|the same \w+ (?:\w+ )?always|every (?:time|week|day)|already)\b"
)
"""What is so again and again: a worry about it is about the present."""


def locus(words: Sequence[str], text: str, stance: Stance, language: Language) -> Locus:
    """Return where a statement of `stance` lies; `text` is the folded words joined by spaces."""
    cues, moves = CUES[language], MOVES[language]
    said = moves.speaks.sub(" ", text)
    outside = _ahead(said, stance, moves) + _worried(text, cues)
    outside += 0.8 * sum(bool(cues.future_word.match(word)) for word in said.split())
    outside += 0.5 * min(2, sum(_starts(word, cues.outside) for word in words))
    inside = 0.7 * min(3, len(cues.present.findall(text)))
    return "outside" if outside >= inside + _MARGIN else "inside"


def _ahead(said: str, stance: Stance, moves: Moves) -> float:
    """Return what time and mood say: for a benefit also conditions, possibilities and proposals."""
    helps = stance == "favourable"
    weight = 1.5 * bool(moves.distant.search(said))
    weight += (1.2 if helps else 0.3) * bool(moves.conditional.search(said))
    weight += (1.0 if helps else 0.4) * bool(moves.possible.search(said))
    if helps:
        weight += 1.2 * bool(moves.proposes.search(said))
    else:
        weight += 0.8 * bool(moves.wonders.search(said))
    return weight


def _worried(text: str, cues: Cues) -> float:
    if not cues.worry.search(text):
        return 0.0
    return 0.4 if _STANDING.search(text) else 1.5


def _starts(word: str, beginnings: frozenset[str]) -> bool:
    return word + "." in beginnings or any(
        word[:length] in beginnings for length in range(4, len(word) + 1)
    )

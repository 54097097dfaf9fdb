"""Bare recognised words become sentences: boundaries from pauses and words, capitals, final marks.

Words are never changed, added or left out: numbers stay as heard, fillers stay. What was said is in
`Word`s; this gives only the form in which it is read. French and English. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.language import Language
from models.transcript import Word
from reporting.cues.sentence_ends import AFTER, BEFORE

DOUBTFUL = 0.6
"""Confidence below which a word is marked as uncertain."""

_ENDS = re.compile(r"[.!?…][\"'»”’)\]]*$")
_ANY_MARK = re.compile(r"[.!?…,;:]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Some words that belong together."""

    words: tuple[Word, ...]
    text: str
    """The words with a capital and a final mark where they had none."""


@dataclass(frozen=True, slots=True)
class BoundaryWeights:
    """How strongly a place between two words speaks for the end of a sentence, in log odds."""

    pauses: tuple[tuple[int, float], ...] = (
        (0, -3.8),
        (30, -1.9),
        (90, -1.6),
        (250, -0.4),
        (400, 1.0),
        (650, 2.0),
        (1000, 2.2),
        (2000, 4.0),
    )
    """Milliseconds of silence and what they say; straight lines between."""
    begun: float = -1.0
    """The sentence so far has hardly begun: it has fewer than `begun_words`."""
    begun_words: int = 6
    long: float = 0.02
    """For each word beyond `long_from`."""
    long_from: int = 18
    threshold: float = 0.0


_ASKING: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"^(?:(?:and|but|so|okay|well|now|um|uh) )*(?:(?:what|why|how|who|where|when|which)"
        r"(?: \w+){0,2}? (?:is|are|was|were|do|does|did|can|could|would|should|will|have|has)\b"
        r"|what's\b|how's\b|who's\b|where's\b"
        r"|(?:is|are|was|were|do|does|did|can|could|would|should|will|have|has|isn't|aren't|don't|"
        r"doesn't|didn't|can't|couldn't|wouldn't|shouldn't|won't|haven't) "
        r"(?:i|you|he|she|it|we|they|there|this|that|these|those|the|anybody|anyone|somebody)\b)"
    ),
    "fr": re.compile(
        r"^(?:(?:et|mais|donc|alors|bon|euh|oui|non) )*(?:est[- ]ce qu|qu'est[- ]ce|pourquoi "
        r"|comment (?!dire)|combien |quel(?:le)?s? (?:est|sont|serait)|où (?:est|sont|va)"
        r"|à quoi |c'est quoi|qui est[- ]ce|quand est[- ]ce)"
    ),
}
_TAGS: dict[Language, tuple[str, ...]] = {
    "en": ("isn't it", "aren't they", "don't you think", "right"),
    "fr": ("n'est-ce pas", "hein", "non"),
}


_FILLERS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r",?(?<!\w)\s*(?:u+h+m*|u+m+|e+r+m*|h+m+|mm+)(?!\w)[,…]?", re.IGNORECASE),
    "fr": re.compile(r",?(?<!\w)\s*(?:e+u+h+|h+e+u+|h+u+m+|h+m+|mm+)(?!\w)[,…]?", re.IGNORECASE),
}


def fold_fillers(text: str, language: Language) -> str:
    """Return a text without its hesitations, for reading only: what was said keeps them."""
    folded = " ".join(_FILLERS[language].sub("", text).split())
    folded = re.sub(r"^[\s,.]+|\s+(?=[,.])", "", folded)
    return folded[:1].upper() + folded[1:] if text[:1].isupper() else folded


def sentences(
    words: Sequence[Word], language: Language, weights: BoundaryWeights | None = None
) -> list[Sentence]:
    """Return the sentences of one speaker's words, in order; every word is in exactly one."""
    if not words:
        return []
    ends = _marked(words) if is_punctuated(words) else boundaries(words, language, weights)
    cuts = [0, *(end + 1 for end in ends), len(words)]
    return [
        Sentence(tuple(words[start:end]), shown(words[start:end], language))
        for start, end in pairwise(cuts)
        if end > start
    ]


def is_punctuated(words: Sequence[Word]) -> bool:
    """Return whether the recogniser wrote marks and capitals itself."""
    marks = sum(bool(_ANY_MARK.search(word.text)) for word in words)
    return marks * 25 >= len(words)


def boundaries(
    words: Sequence[Word], language: Language, weights: BoundaryWeights | None = None
) -> list[int]:
    """Return the places of the words that end a sentence, the last one apart."""
    weights = weights or BoundaryWeights()
    ends: list[int] = []
    begun = 0
    for place, (word, following) in enumerate(pairwise(words)):
        score = _score(word, following, place - begun + 1, language, weights)
        if score >= weights.threshold:
            ends.append(place)
            begun = place + 1
    return ends


def shown(words: Sequence[Word], language: Language) -> str:
    """Return words as one sentence is written: a capital, a final mark, nothing else changed."""
    text = " ".join(word.text for word in words)
    if language == "en":
        text = re.sub(r"\bi(?=$|[ ',.!?])", "I", text)
    if not _ENDS.search(text):
        text += _final_mark(text.lower(), language)
    return text[:1].upper() + text[1:]


def _final_mark(text: str, language: Language) -> str:
    is_question = bool(_ASKING[language].match(text)) or text.endswith(_TAGS[language])
    if not is_question or len(text.split()) > 30:
        return "."
    return "\u202f?" if language == "fr" else "?"


def _marked(words: Sequence[Word]) -> list[int]:
    return [place for place, word in enumerate(words[:-1]) if _ENDS.search(word.text)]


def _score(
    word: Word, following: Word, length: int, language: Language, weights: BoundaryWeights
) -> float:
    score = _of_pause(following.start_ms - word.end_ms, weights.pauses)
    score += BEFORE[language].get(word.text.lower(), 0.0)
    score += AFTER[language].get(following.text.lower(), 0.0)
    score += weights.begun * (length < weights.begun_words)
    return score + weights.long * max(0, length - weights.long_from)


def _of_pause(pause_ms: int, curve: Sequence[tuple[int, float]]) -> float:
    """Return what a silence says, between the points of the curve."""
    for (left, low), (right, high) in pairwise(curve):
        if pause_ms <= right:
            return low + (high - low) * max(0, pause_ms - left) / (right - left)
    return curve[-1][1]

"""Word errors of a recogniser: what was said against what was heard."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

_WORD = re.compile(r"[\w]+(?:['’][\w]*)?")
_FILLERS = frozenset("um uh uhm hmm mm mhm euh heu hum ben".split())


@dataclass(frozen=True)
class Errors:
    """Counts, so that clips of different length can be pooled."""

    wrong: int = 0
    """Words put in, left out or put in place of another."""
    words: int = 0
    """Said, by the reference."""

    def __add__(self, other: Errors) -> Errors:
        return Errors(self.wrong + other.wrong, self.words + other.words)

    @property
    def rate(self) -> float:
        """Per cent of the words said."""
        return round(100 * self.wrong / self.words, 1) if self.words else 0.0


def word_errors(said: str, heard: str) -> Errors:
    """Count the errors of one clip.

    Case, punctuation and hesitations do not count; elided words are words of their own (l' homme),
    since recognisers differ in how they write them.
    """
    reference, hypothesis = words_of(said), words_of(heard)
    return Errors(Levenshtein.distance(reference, hypothesis), len(reference))


def words_of(text: str) -> list[str]:
    """Return the words that count."""
    plain = unicodedata.normalize("NFC", text).lower().replace("’", "'")
    plain = re.sub(r"<[^>]*>|\[[^\]]*\]", " ", plain)
    words: list[str] = []
    for found in _WORD.findall(plain):
        head, mark, tail = found.partition("'")
        # English keeps its contractions whole: "don't", "it's".
        is_elision = bool(mark) and len(tail) > 2
        words += [head, tail] if is_elision else [found.strip("'")]
    return [word for word in words if word and word not in _FILLERS]

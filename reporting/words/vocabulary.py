"""Names and places that the user knows: what a recogniser nearly heard is put right, and said so.

A stretch of one to three words is replaced only where it sounds almost like an entry and the recogniser
wrote no better; what was heard stays in the session. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import JaroWinkler, Levenshtein

from models.transcript import Segment, Word
from reporting.words.tongue import SMALL_WORDS

_LONGEST = 3
_LEAST_LETTERS = 4
_ALIKE = 0.8
_SURE_ALIKE = 0.88
"""How alike a stretch must be that the recogniser was sure of."""
_SURE = 0.9
_MARKS = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)
_SOUNDS = (
    ("eaux", "o"),
    ("eau", "o"),
    ("aux", "o"),
    ("au", "o"),
    ("ph", "f"),
    ("qu", "k"),
    ("ck", "k"),
    ("c", "k"),
    ("y", "i"),
    ("z", "s"),
    ("h", ""),
    ("oo", "u"),
    ("ou", "u"),
    ("w", "v"),
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A segment as it reads with the user's names."""

    segment: str
    text: str
    words: tuple[Word, ...]
    """Empty where the segment had none or they no longer fit."""
    replaced: tuple[tuple[str, str], ...]
    """What was heard, and what stands there."""


def corrections(segments: Sequence[Segment], vocabulary: Sequence[str]) -> list[Correction]:
    """Return the segments that change, with what changed in them."""
    entries = {
        _sound(entry): entry.strip() for entry in vocabulary if len(_bare(entry)) >= _LEAST_LETTERS
    }
    if not entries:
        return []
    found = (_corrected(segment, entries) for segment in segments)
    return [correction for correction in found if correction is not None]


def _corrected(segment: Segment, entries: dict[str, str]) -> Correction | None:
    tokens = segment.text.split()
    sure = _confidences(segment, tokens)
    replaced: list[tuple[str, str]] = []
    out: list[str] = []
    spans: list[tuple[int, int]] = []
    place = 0
    while place < len(tokens):
        count, entry = _best(tokens, sure, place, entries)
        if entry:
            stretch = tokens[place : place + count]
            replaced.append((" ".join(stretch), entry))
            out.append(_dressed(stretch, entry))
        else:
            count = 1
            out.append(tokens[place])
        spans.append((place, place + count))
        place += count
    if not replaced:
        return None
    return Correction(
        segment.id, " ".join(out), _words(segment, tokens, out, spans), tuple(replaced)
    )


def _best(
    tokens: Sequence[str], sure: Sequence[float], place: int, entries: dict[str, str]
) -> tuple[int, str]:
    """Return how many words from `place` on an entry replaces, and the entry; or none."""
    best, score = (1, ""), 0.0
    for count in range(min(_LONGEST, len(tokens) - place), 0, -1):
        stretch = tokens[place : place + count]
        if any(re.search(r"[.!?;:]$", token) for token in stretch[:-1]):
            continue
        heard = _sound(" ".join(stretch))
        least = _SURE_ALIKE if min(sure[place : place + count]) >= _SURE else _ALIKE
        for sound, entry in entries.items():
            alike = _alike(heard, sound, stretch)
            if alike >= least and alike > score:
                best, score = (count, entry), alike
    count, entry = best
    if entry and _spelt(" ".join(tokens[place : place + count])) == _spelt(entry):
        return (1, "")  # it was heard right; a capital is no correction
    return best


def _alike(heard: str, sound: str, stretch: Sequence[str]) -> float:
    if abs(len(heard) - len(sound)) > max(2, len(sound) // 4) or heard[:1] != sound[:1]:
        return 0.0
    if all(_bare(token) in _COMMON for token in stretch):
        return 0.0
    edits = Levenshtein.normalized_similarity(heard, sound)
    return (edits + JaroWinkler.similarity(heard, sound)) / 2


_COMMON = frozenset().union(*SMALL_WORDS.values())


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return re.sub(r"[^a-z0-9]", "", "".join(c for c in decomposed if not unicodedata.combining(c)))


def _spelt(text: str) -> str:
    return re.sub(r"[^\w\s]", "", text.casefold())


def _sound(text: str) -> str:
    """Return letters as they roughly sound, so that `Guichetou` and `guichet où` meet."""
    bare = _bare(text)
    for letters, sound in _SOUNDS:
        bare = bare.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", bare)


def _dressed(stretch: Sequence[str], entry: str) -> str:
    """Give an entry the marks that stood around what it replaces."""
    opening, closing = _MARKS.match(stretch[0]), _MARKS.match(stretch[-1])
    assert opening is not None
    assert closing is not None
    return f"{opening[1]}{entry}{closing[3]}"


def _confidences(segment: Segment, tokens: Sequence[str]) -> list[float]:
    if len(segment.words) == len(tokens):
        return [word.confidence for word in segment.words]
    return [1.0] * len(tokens)


def _words(
    segment: Segment,
    tokens: Sequence[str],
    out: Sequence[str],
    spans: Sequence[tuple[int, int]],
) -> tuple[Word, ...]:
    """Keep the times of words that stay; a replacement has the time of what it replaces."""
    if len(segment.words) != len(tokens):
        return ()
    words: list[Word] = []
    for text, (start, end) in zip(out, spans, strict=True):
        old = segment.words[start:end]
        parts = text.split() if end - start > 1 or text != tokens[start] else [old[0].text]
        edges = [
            old[0].start_ms + (old[-1].end_ms - old[0].start_ms) * n // len(parts)
            for n in range(len(parts) + 1)
        ]
        sure = min(word.confidence for word in old)
        words += [Word(p, a, b, sure) for p, (a, b) in zip(parts, pairwise(edges), strict=True)]
    return tuple(words)

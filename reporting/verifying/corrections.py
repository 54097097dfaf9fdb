"""Figures that their speaker put right at once: "four hundred, sorry, two hundred and forty". Pure.

A writer who prints the first of them prints what nobody holds any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from models.language import Language
from models.transcript import Segment, Transcript
from reporting.verifying.numbers import spelled

_FAR = 10
"""Words between a figure and what announces that it was wrong: "four hundred visitors from abroad"."""
_SOON = 5
"""Words between the announcement and the right figure."""
_ANNOUNCED: Mapping[Language, tuple[tuple[str, ...], ...]] = {
    "fr": tuple(
        tuple(one.split())
        for one in (
            "pardon", "je me trompe", "je me suis trompé", "je me suis trompée", "je veux dire",
            "je voulais dire", "excusez moi", "ou plutôt", "enfin non", "je rectifie",
            "je corrige", "au temps pour moi", "autant pour moi", "erreur",
        )
    ),
    "en": tuple(
        tuple(one.split())
        for one in (
            "sorry", "i mean", "i meant", "or rather", "no wait", "make that", "correction",
            "let me correct", "i misspoke", "my mistake", "i was wrong", "scratch that",
        )
    ),
}  # fmt: skip
_REFUSES: Mapping[Language, frozenset[str]] = {"fr": frozenset({"non"}), "en": frozenset({"no"})}


def put_right(transcript: Transcript) -> dict[str, dict[str, str]]:
    """Return by segment id the values said there and put right, each with the value in its place."""
    found: dict[str, dict[str, str]] = {}
    for _, run in groupby(transcript.segments, key=lambda segment: segment.speaker):
        words = list(_words(list(run), transcript.language))
        language = transcript.language
        plain = [word for word, _ in words]
        for at, (word, segment) in enumerate(words):
            if word.isdigit() and (right := _right_figure(plain, at, language)):
                found.setdefault(segment, {})[word] = right
    return found


def _words(segments: Sequence[Segment], language: Language) -> Iterator[tuple[str, str]]:
    for segment in segments:
        for word in spelled(segment.text, segment.language or language):
            yield word, segment.id


def _right_figure(words: Sequence[str], at: int, language: Language) -> str:
    """Return the figure that replaces the one at `at`; empty where none does."""
    for place in range(at + 1, min(len(words), at + 1 + _FAR)):
        if words[place].isdigit():
            return ""
        reach = _announcement(words, place, language)
        if reach:
            after = words[place + reach : place + reach + _SOON]
            right = next((word for word in after if word.isdigit()), "")
            return right if right != words[at] else ""
    return ""


def _announcement(words: Sequence[str], place: int, language: Language) -> int:
    """Return how many words at `place` say that a figure was wrong; 0 where they do not."""
    for phrase in _ANNOUNCED[language]:
        if tuple(words[place : place + len(phrase)]) == phrase:
            return len(phrase)
    is_refused = words[place] in _REFUSES[language]
    return 1 if is_refused and place + 1 < len(words) and words[place + 1].isdigit() else 0

"""Giving the words of a corrected text the times of the words that were heard. Pure.

A word that is the same keeps its time; what was written in place of others shares theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from models.transcript import Word

_EDGES: Final = re.compile(r"^\W+|\W+$")


def align_words(heard: Sequence[Word], text: str) -> tuple[Word, ...]:
    """Return one word for each word of `text`, in its spelling; none where nothing was timed."""
    written = text.split()
    if not heard or not written:
        return ()
    matcher = SequenceMatcher(
        None, [_bare(word.text) for word in heard], [_bare(word) for word in written], False
    )
    words: list[Word] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(heard[i1:i2], written[j1:j2], strict=True)
            words += [Word(new, old.start_ms, old.end_ms, old.confidence) for old, new in pairs]
        elif j2 > j1:
            words += _spread(written[j1:j2], *_room(heard, i1, i2))
    return tuple(words)


def _room(heard: Sequence[Word], begin: int, end: int) -> tuple[int, int]:
    """Return the time of the words that were replaced, or of the pause that words were put into."""
    if end > begin:
        return heard[begin].start_ms, heard[end - 1].end_ms
    before = heard[begin - 1].end_ms if begin else heard[0].start_ms
    after = heard[begin].start_ms if begin < len(heard) else heard[-1].end_ms
    return before, max(before, after)


def _spread(written: Sequence[str], start_ms: int, end_ms: int) -> list[Word]:
    """Share a stretch of time among words by their length."""
    letters = sum(len(word) for word in written)
    words: list[Word] = []
    done = 0
    for word in written:
        begin = start_ms + (end_ms - start_ms) * done // letters
        done += len(word)
        words.append(Word(word, begin, start_ms + (end_ms - start_ms) * done // letters))
    return words


def _bare(word: str) -> str:
    return _EDGES.sub("", word).casefold() or word

"""Words as a recogniser writes them: lower case, no marks."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*['’]?")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words in lower case, apostrophes made alike."""
    return tuple(word.lower().replace("’", "'") for word in _WORD.findall(text))


def lexicon(text: str) -> frozenset[str]:
    """Return the words of a list written as a line."""
    return frozenset(text.split())

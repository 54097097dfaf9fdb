"""Words as the search compares them: no case, no accents, and their French and English stems. Pure.

The index, the plain scan and the highlighting use these functions and no others, so they agree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, Final

from models.language import Language

_TOKEN: Final = re.compile(r"[^\W_]+")
_LIGATURES: Final = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
_SNOWBALL: Final[dict[Language, str]] = {"fr": "french", "en": "english"}
SHORTEST_STEMMED: Final = 4
"""Shorter words are their own stem: `son` and `sons` may differ, `le` and `les` must not drown it."""


def plain_letters(text: str) -> str:
    """Return `text` in lower case, without accents."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return lowered.translate(_BARE)


def tokens(text: str) -> list[str]:
    """Return the words of `text` as they are compared."""
    return _TOKEN.findall(plain_letters(text))


def placed_tokens(text: str) -> list[tuple[int, int, str]]:
    """Return the place of each word in `text`, composed as in `composed`, and the word as compared."""
    bare = plain_letters(text)
    if len(bare) == len(text) and not _UNEVEN.search(text):  # letter by letter the same places
        return [(*found.span(), found[0]) for found in _TOKEN.finditer(bare)]
    return [
        (found.start(), found.end(), part)
        for found in _TOKEN.finditer(text)
        for part in tokens(found[0])
    ]


def composed(text: str) -> str:
    """Return `text` with each accent in one character with its letter."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=100_000)
def stem(token: str, language: Language) -> str:
    """Return the stem of a word that `tokens` gave."""
    if len(token) < SHORTEST_STEMMED or not token.isalpha():
        return token
    stemmed: str = _stemmer(language).stemWord(token)
    return stemmed


def marked_stem(token: str, language: Language) -> str:
    """Return the stem of a word said in `language`, marked with it: no other language's is equal."""
    return f"{language}:{stem(token, language)}"


def _bare(char: str) -> str:
    decomposed = unicodedata.normalize("NFD", _LIGATURES.get(char, char))
    return "".join(part for part in decomposed if not unicodedata.combining(part))


_WITH_ACCENTS: Final = (*range(0xC0, 0x250), *range(0x300, 0x370), *range(0x1E00, 0x2000))
_BARE: Final = {code: _bare(chr(code)) for code in _WITH_ACCENTS}
"""Latin and Greek letters, and accents that stand alone, without their accents."""

_UNEVEN: Final = re.compile(
    "[" + "".join(chr(c) for c in _WITH_ACCENTS if len(plain_letters(chr(c))) != 1) + "]"
)
"""Letters that become several, or none."""


@cache
def _stemmer(language: Language) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(_SNOWBALL[language])

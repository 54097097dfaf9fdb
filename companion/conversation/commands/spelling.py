"""Words as the commands are written down, whatever a recogniser makes of apostrophes.

The law of this module: an elision stands apart from its word in French (`l' idée`), a contraction is
one word in English but for `'s`, which stands apart too; "don t", "dont" and "don't" are the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.conversation.words import Token
from models.language import Language

_ELIDED = re.compile(r"((?:jusqu|lorsqu|puisqu|qu|[cdjlmnst])')(?=\w)")
_BARE_ELISIONS = frozenset("c d j l m n s t qu".split())
_ENDINGS = frozenset("t s m re ll ve".split())
_UNMARKED = {
    "dont": "don't", "cant": "can't", "wont": "won't", "im": "i'm", "ive": "i've", "didnt": "didn't",
    "doesnt": "doesn't", "isnt": "isn't", "youre": "you're", "theyre": "they're", "couldnt": "couldn't",
    "shouldnt": "shouldn't", "wouldnt": "wouldn't", "wasnt": "wasn't", "havent": "haven't",
    "lets": "let's", "thats": "that's", "whats": "what's", "wheres": "where's", "ok": "okay",
}  # fmt: skip


def spell(text: str, language: Language) -> str:
    """Return folded `text` as commands write it."""
    words = [Token(word, 0, 0) for word in text.split()]
    return " ".join(token.folded for token in respelled(words, language))


def respelled(tokens: Sequence[Token], language: Language) -> tuple[Token, ...]:
    """Return `tokens` joined or cut where apostrophes may be missing, each with its place in the text."""
    return _french(tokens) if language == "fr" else _english(tokens)


def _french(tokens: Sequence[Token]) -> tuple[Token, ...]:
    found: list[Token] = []
    for token in tokens:
        if token.folded in _BARE_ELISIONS:
            found.append(Token(token.folded + "'", token.start, token.end))
        elif (match := _ELIDED.match(token.folded)) and token.folded != "d'accord":
            found += _cut(token, match.end())
        else:
            found.append(token)
    return tuple(found)


def _english(tokens: Sequence[Token]) -> tuple[Token, ...]:
    joined: list[Token] = []
    for token in tokens:
        if token.folded in _ENDINGS and joined:
            last = joined.pop()
            joined.append(Token(f"{last.folded}'{token.folded}", last.start, token.end))
        else:
            joined.append(Token(_UNMARKED.get(token.folded, token.folded), token.start, token.end))
    found: list[Token] = []
    for token in joined:
        if token.folded.endswith("'s") and len(token.folded) > 2:
            found += _cut(token, len(token.folded) - 2)
        else:
            found.append(token)
    return tuple(found)


def _cut(token: Token, place: int) -> list[Token]:
    """Cut a word in two; where the text has fewer letters, both parts keep the whole place."""
    middle = min(token.start + place, token.end)
    return [
        Token(token.folded[:place], token.start, middle),
        Token(token.folded[place:], middle, token.end),
    ]

"""What a person types to find something, as a question that index and scan answer alike. Pure.

Words must all be there, in any order, as typed or with the same stem; "words in quotes" as they
stand; a word that ends in `*`, and the last one while it is being typed, as a beginning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from companion.archive.terms import placed_tokens, stem, tokens
from models.language import Language

Match = Literal["all", "any"]

_PIECE: Final = re.compile(r'"([^"]*)"?|«([^»]*)»?|(\S+)')
MOST_WORDS: Final = 24


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word, or several that must follow each other."""

    words: tuple[str, ...]
    is_beginning: bool = False
    """Whether the last word may go on."""
    has_stem: bool = True
    """Whether another word with the same stem will do; not within a phrase nor before a `*`."""

    def places(self, said: Sequence[str], language: Language) -> list[int]:
        """Return where this begins among the words that were said in `language`."""
        before, last = self.words[:-1], self.words[-1]
        ends = [
            place
            for place, word in enumerate(said)
            if _is_meant(word, last, self.is_beginning, self.has_stem, language)
        ]
        if not before:
            return ends
        return [e - len(before) for e in ends if tuple(said[max(e - len(before), 0) : e]) == before]


@dataclass(frozen=True, slots=True)
class Query:
    """All that is wanted."""

    wanted: tuple[Wanted, ...]
    match: Match = "all"

    def answers(self, text: str, language: Language) -> tuple[tuple[int, int], ...]:
        """Return the places of the words in `text` that answer the question, in order.

        Empty where `text` does not answer it.
        """
        placed = placed_tokens(text)
        said = [word for _, _, word in placed]
        ends: dict[int, int] = {}
        found = 0
        for wanted in self.wanted:
            places = wanted.places(said, language)
            found += bool(places)
            for place in places:
                start, end = placed[place][0], placed[place + len(wanted.words) - 1][1]
                ends[start] = max(ends.get(start, 0), end)
        is_answer = found == len(self.wanted) if self.match == "all" else found > 0
        return _apart(sorted(ends.items())) if is_answer else ()


def parse_query(text: str, *, is_typing: bool = False, match: Match = "all") -> Query:
    """Return what `text` asks for; `is_typing` takes its last word for the beginning of one."""
    wanted: list[Wanted] = []
    for piece in _PIECE.finditer(text):
        phrase = piece[1] if piece[1] is not None else piece[2]
        words = tokens(phrase if phrase is not None else piece[3])
        if not words:
            continue
        is_last = piece.end() == len(text)
        is_open = is_typing and is_last and not text.endswith(('"', "»"))
        is_starred = piece[0].endswith("*")
        has_stem = phrase is None and len(words) == 1 and not is_starred
        wanted.append(Wanted(tuple(words), is_starred or is_open, has_stem))
    return Query(tuple(wanted[:MOST_WORDS]), match)


def match_expression(query: Query, same_stem: Callable[[str], Sequence[str]]) -> str:
    """Return the question in the language of FTS5; `same_stem` gives the words that share a stem."""
    parts = [_expression(wanted, same_stem) for wanted in query.wanted]
    return (" AND " if query.match == "all" else " OR ").join(parts)


def _expression(wanted: Wanted, same_stem: Callable[[str], Sequence[str]]) -> str:
    phrase = '"' + " ".join(wanted.words) + '"' + ("*" if wanted.is_beginning else "")
    if not wanted.has_stem:
        return phrase
    others = [word for word in same_stem(wanted.words[0]) if word != wanted.words[0]]
    return "(" + " OR ".join([phrase, *(f'"{word}"' for word in others)]) + ")"


@lru_cache(maxsize=50_000)
def _is_meant(
    found: str, wanted: str, is_beginning: bool, has_stem: bool, language: Language
) -> bool:
    """Return whether one word that was said will do for one that is wanted."""
    if found == wanted or (is_beginning and found.startswith(wanted)):
        return True
    return has_stem and stem(found, language) == stem(wanted, language)


def _apart(places: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)

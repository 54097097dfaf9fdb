"""What a person types to find something, as a question that index and scan answer alike. Pure.

Words must all be there, in any order, as typed or with the same stem; "words in quotes" as they
stand; a word that ends in `*`, and the last one while it is being typed, as a beginning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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

    def matches(self, said: Sequence[str], place: int, language: Language) -> bool:
        """Return whether this stands at `place` among the words that were said in `language`."""
        if place + len(self.words) > len(said):
            return False
        *whole, last = self.words
        if any(said[place + n] != word for n, word in enumerate(whole)):
            return False
        found = said[place + len(whole)]
        if found == last or (self.is_beginning and found.startswith(last)):
            return True
        return self.has_stem and stem(found, language) == stem(last, language)


@dataclass(frozen=True, slots=True)
class Query:
    """All that is wanted."""

    wanted: tuple[Wanted, ...]
    match: Match = "all"

    def finds(self, text: str, language: Language) -> bool:
        """Return whether `text`, said in `language`, answers the question."""
        said = tokens(text)
        hits = (_stands_in(wanted, said, language) for wanted in self.wanted)
        return bool(self.wanted) and (all(hits) if self.match == "all" else any(hits))

    def highlights(self, text: str, language: Language) -> tuple[tuple[int, int], ...]:
        """Return the places of the words in `text` that answer the question, in order."""
        placed = list(placed_tokens(text))
        said = [word for _, _, word in placed]
        found: dict[int, int] = {}
        for place in range(len(said)):
            for wanted in self.wanted:
                if wanted.matches(said, place, language):
                    last = place + len(wanted.words) - 1
                    found[placed[place][0]] = max(found.get(placed[place][0], 0), placed[last][1])
        return _apart(sorted(found.items()))


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


def _stands_in(wanted: Wanted, said: Sequence[str], language: Language) -> bool:
    return any(wanted.matches(said, place, language) for place in range(len(said)))


def _apart(places: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)

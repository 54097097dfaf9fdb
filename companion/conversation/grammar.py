"""The shape in which a language's spoken commands are written down.

Patterns are matched against folded words (`companion.conversation.words`) with one space between,
hyphens being spaces. A whole pattern must cover a clause but for fillers and courtesies; an object
pattern starts a clause and names its object as the group `about`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from companion.conversation.contract import CommandName


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language's commands."""

    whole: tuple[tuple[CommandName, re.Pattern[str]], ...]
    objects: tuple[tuple[CommandName, re.Pattern[str]], ...]
    noting: re.Pattern[str]
    """What introduces words to be noted; they follow the match."""
    fillers: frozenset[str]
    """Words that may stand before or after a command without meaning anything."""
    courtesies: re.Pattern[str]
    """Longer turns of politeness around a command."""
    blockers: frozenset[str]
    """Before a command, one of these makes it part of a sentence: "we should park this"."""
    others: re.Pattern[str]
    """Tells that somebody else is spoken to: a dog, a child, a passer-by."""
    vocative_safe: frozenset[str]
    """Single words that may open an utterance without being somebody's name."""
    rewrites: Mapping[str, str]
    """Folded words that mean the same to a command: polite forms."""
    determiners: frozenset[str]
    """What an object starts with when it is named for the first time."""
    object_stops: frozenset[str]
    """Words that no object of a command holds: the utterance is a sentence then."""


def whole_patterns(
    table: Mapping[CommandName, tuple[str, ...]],
) -> tuple[tuple[CommandName, re.Pattern[str]], ...]:
    """Compile alternatives in order, each covering a whole clause."""
    return tuple(
        (name, re.compile(rf"(?:{alternative})$"))
        for name, alternatives in table.items()
        for alternative in alternatives
    )


def object_patterns(
    table: tuple[tuple[CommandName, str], ...],
) -> tuple[tuple[CommandName, re.Pattern[str]], ...]:
    """Compile patterns in order; `X` stands for the object."""
    return tuple(
        (name, re.compile(pattern.replace(" X", r" (?P<about>\S.*?)") + "$"))
        for name, pattern in table
    )

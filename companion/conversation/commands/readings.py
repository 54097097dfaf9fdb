"""The ways to read a clause as a command once what may stand around it is set aside.

Fillers, remarks, requests ("could you") and tails ("please") come off at both ends, one at a time; each
step is a reading, the least bared first, because some of these words are themselves commands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from companion.conversation.commands.grammar import Grammar
from companion.conversation.words import Token


class Stance(IntEnum):
    """How what follows is put; the higher, the less it may be a command."""

    PLAIN = 0
    REQUEST = 1
    ASSERTION = 2
    ADDRESS = 3
    PROMISE = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """The words that may be a command, and how they were put."""

    words: tuple[Token, ...]
    stance: Stance = Stance.PLAIN

    @property
    def text(self) -> str:
        """Its words with one space before each, as patterns want them."""
        return joined(self.words)


def joined(words: Sequence[Token]) -> str:
    """Return words with one space before each."""
    return "".join(f" {word.folded}" for word in words)


def readings(words: tuple[Token, ...], grammar: Grammar) -> Iterator[Reading]:
    """Yield the ways to read `words`, the least bared first."""
    firsts = list(_firsts(words, grammar))
    lasts = list(_lasts(words, grammar))
    for first, stance in firsts:
        for last in lasts:
            if first < last:
                yield from _ordered(Reading(words[first:last], stance), grammar)


def openings(words: tuple[Token, ...], grammar: Grammar) -> Iterator[Reading]:
    """Yield the ways to read `words` to their end, bared at their beginning only."""
    for first, stance in _firsts(words, grammar):
        yield Reading(words[first:], stance)


def _firsts(words: tuple[Token, ...], grammar: Grammar) -> Iterator[tuple[int, Stance]]:
    first, stance = 0, Stance.PLAIN
    yield first, stance
    while first < len(words) - 1:
        count, put = _opener(words[first:], grammar)
        if not count:
            return
        first, stance = first + count, max(stance, put)
        yield first, stance


def _opener(words: tuple[Token, ...], grammar: Grammar) -> tuple[int, Stance]:
    """Return how many words at the beginning only introduce, and how they put what follows."""
    text = joined(words)
    found = [
        (match.group().count(" "), stance)
        for pattern, stance in (
            (grammar.remarks, Stance.PLAIN),
            (grammar.requests, Stance.REQUEST),
            (grammar.assertions, Stance.ASSERTION),
            (grammar.addresses, Stance.ADDRESS),
            (grammar.promises, Stance.PROMISE),
        )
        if (match := pattern.match(text))
    ]
    if words[0].folded in grammar.fillers:
        found.append((1, Stance.PLAIN))
    return max(found, key=lambda one: (one[0], -one[1]), default=(0, Stance.PLAIN))


def _lasts(words: tuple[Token, ...], grammar: Grammar) -> Iterator[int]:
    last = len(words)
    yield last
    while last > 1:
        match = grammar.tails.search(joined(words[:last]))
        if match is not None and match.start() > 0:
            last -= match.group().count(" ")
        elif words[last - 1].folded in grammar.closers:
            last -= 1
        else:
            return
        yield last


def _ordered(reading: Reading, grammar: Grammar) -> Iterator[Reading]:
    """Yield a reading, and where a pronoun stands before its verb, the reading with it behind."""
    yield reading
    words = reading.words
    if reading.stance and len(words) > 1 and words[0].folded in grammar.clitics:
        yield Reading((words[1], words[0], *words[2:]), reading.stance)

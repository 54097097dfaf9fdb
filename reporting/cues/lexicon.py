"""What a language's cues are made of, and how they are looked up.

Prefixes are matched against single folded words, phrases against the folded sentence without
punctuation. Longer prefixes win. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache


def phrases(*alternatives: str) -> re.Pattern[str]:
    """Return one pattern of whole words for all `alternatives`, which may hold regex groups.

    The folded sentence has a space after each apostrophe; it may be left out here.
    """
    spaced = re.sub(r"'(?=\w)", "' ", "|".join(alternatives))
    return re.compile(rf"(?<!\S)(?:{spaced})(?!\S)")


def prefixes(text: str) -> frozenset[str]:
    """Return the word beginnings written in `text`; a final `.` asks for the whole word."""
    return frozenset(text.split())


@dataclass(frozen=True)
class Polarity:
    """Word beginnings that speak for or against a thing, by strength."""

    strong: frozenset[str]
    plain: frozenset[str]
    weak: frozenset[str] = frozenset()

    @cached_property
    def weights(self) -> Mapping[str, float]:
        pairs: list[tuple[Iterable[str], float]] = [
            (self.weak, 0.5),
            (self.plain, 1.0),
            (self.strong, 1.5),
        ]
        return {prefix: weight for group, weight in pairs for prefix in group}

    def weigh(self, word: str) -> float:
        """Return the weight of a folded word, 0 where it is not in the list."""
        return _weigh(self.weights_key, word)

    @cached_property
    def weights_key(self) -> _Table:
        return _Table(dict(self.weights))


@dataclass(frozen=True, eq=False)
class _Table:
    weights: dict[str, float]
    longest: int = field(default=24)


@lru_cache(maxsize=65536)
def _weigh(table: _Table, word: str) -> float:
    if exact := table.weights.get(word + "."):
        return exact
    for length in range(min(len(word), table.longest), 2, -1):
        if weight := table.weights.get(word[:length]):
            return weight
    return 0.0


@dataclass(frozen=True, kw_only=True)
class Cues:
    """Everything the method knows of a language besides its small words."""

    critical: Polarity
    favourable: Polarity
    lessening: frozenset[str]
    """Verbs and adverbs that turn round the noun after them: fewer, reduce, avoid."""
    negators: frozenset[str]
    critical_phrases: re.Pattern[str]
    favourable_phrases: re.Pattern[str]
    not_critical: re.Pattern[str]
    """Critical words in a sense that is not: `no problem`, `not bad`."""
    not_favourable: re.Pattern[str]
    """Favourable words in a sense that is not: `what works`, `too good to be true`."""
    hedges: re.Pattern[str]
    doubts: re.Pattern[str]
    """What follows is not believed: `I'm not sure that`."""
    apologies: re.Pattern[str]
    """Openings that announce a criticism: `I don't want to spoil the mood`."""
    contrast: re.Pattern[str]
    praise: re.Pattern[str]
    """Big words of praise, which irony likes."""
    ironic: re.Pattern[str]
    reported: re.Pattern[str]
    rumour: re.Pattern[str]
    disagree: re.Pattern[str]
    agree: re.Pattern[str]
    future: re.Pattern[str]
    future_word: re.Pattern[str]
    """Matched against one word: a tense."""
    outside: frozenset[str]
    present: re.Pattern[str]
    worry: re.Pattern[str]
    decided: re.Pattern[str]
    commits: re.Pattern[str]
    wanted: re.Pattern[str]
    """Somebody should, it would be needed: an action without an owner."""
    due: re.Pattern[str]
    proposes: re.Pattern[str]
    question: re.Pattern[str]
    unanswered: re.Pattern[str]
    correction: re.Pattern[str]
    withdrawal: re.Pattern[str]
    on_record: re.Pattern[str]
    to_machine: re.Pattern[str]
    idea_commands: re.Pattern[str]
    governs: re.Pattern[str]
    """Heads that rule what follows and may not be cut away: `I wonder whether`, `if`."""
    openers: re.Pattern[str]
    """Discourse markers at the head of a sentence that say nothing."""
    greeting: re.Pattern[str]
    formerly: re.Pattern[str]
    """How it was before: what was bad then speaks for the present."""

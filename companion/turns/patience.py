"""How long a silence may last before the companion speaks.

Several signs have a say, none alone decides: how complete the turn sounds, how its words end, how
long this walker's own pauses are, what was asked, and whether the companion cut in before. The wait
never leaves the floor and the ceiling of the settings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from companion.turns.phrases import Ending, ending
from models.language import Language

_LEARNING = 0.2
"""Weight of one more pause in the walker's average."""
_LONGEST_HABIT_MS = 3000
"""A longer pause was spent thinking: it says nothing about the next one."""
_GROWTH_AFTER_CUT_IN = 1.25
_GROWTH_KEPT = 0.95
"""Of the growth, after each answer that was heard out."""
_MOST_GROWTH = 2.0
_THOUGHTFUL = 1.5
_UNKNOWN = 0.7
"""Completeness where nothing judges the sound."""
_DOUBTFUL = 0.5
_LESS_TRUST = 0.8
_LEAST_TRUST = 0.5

# The rest was set by `scripts/eval cut_ins`: at most half the cut-ins of the end-of-turn model alone,
# at the same median wait.
_LEAST_MS = 300
_OWN_SHARE = 0.6
_DOUBT_MS = 3200
_OPEN_MS = 5000
_PLAIN_MOST_MS, _TRUSTED_MS = 1000, 2000
"""Nobody who has made a whole statement is left in silence for longer than their sum; the second
part shrinks with the trust in the judge."""
_CLOSED_DOUBT_MS = 600
"""A question or a closing phrase settles it; a judge who doubts delays the answer a little."""
_SHORT = 0.9
_PER_WORD = 0.01
_LONG = 2.5


@dataclass(frozen=True, slots=True)
class Bounds:
    """The settings of patience, milliseconds."""

    floor_ms: int = 400
    ceiling_ms: int = 8000
    after_question_factor: float = 1.5


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known at a pause."""

    text: str
    """The walker's words of this turn so far."""
    completeness: float | None = None
    """The turn judge's probability; None where there is none."""
    after_open_question: bool = False
    is_thoughtful: bool = False
    """True in the turn that ends a thinking pause the walker asked for."""
    last: str = ""
    """Of the words, those since the pause before."""


@dataclass(frozen=True, slots=True)
class Patience:
    """What was learned about this walker; a new value after each lesson."""

    language: Language
    bounds: Bounds = Bounds()
    own_pause_ms: float = 700.0
    """Running mean of the pauses that the walker went on after."""
    growth: float = 1.0
    trust: float = 1.0
    """How much the judge's doubts count: it misjudges some voices and microphones throughout."""

    def in_language(self, language: Language) -> Patience:
        """Keep what was learned, listen for the endings of another language."""
        return replace(self, language=language)

    def after_pause(self, pause_ms: int) -> Patience:
        """Learn from a pause that the walker went on after."""
        capped = min(pause_ms, _LONGEST_HABIT_MS)
        mean = self.own_pause_ms + _LEARNING * (capped - self.own_pause_ms)
        return replace(self, own_pause_ms=mean)

    def after_answer(self, completeness: float) -> Patience:
        """Learn from an answer that the walker heard out: it came late enough, doubts were idle."""
        growth = 1.0 + _GROWTH_KEPT * (self.growth - 1.0)
        if completeness >= _DOUBTFUL:
            return replace(self, growth=growth)
        trust = max(self.trust * _LESS_TRUST, _LEAST_TRUST)
        return replace(self, growth=growth, trust=trust)

    def after_cut_in(self, pause_ms: int) -> Patience:
        """Learn from having spoken too early; after the longest wait there is, nothing."""
        if pause_ms >= self.bounds.ceiling_ms:
            return self
        grown = min(self.growth * _GROWTH_AFTER_CUT_IN, _MOST_GROWTH)
        return replace(self.after_pause(pause_ms), growth=grown, trust=1.0)

    def wait_ms(self, signs: Signs) -> int:
        """Return how long after the end of the voice the companion may speak."""
        how = ending(signs.text, self.language, last=signs.last)
        wait = self._closed_ms(signs) if how == "closed" else self._unclosed_ms(signs, how)
        if signs.is_thoughtful:
            wait *= _THOUGHTFUL
        return round(min(max(wait, self.bounds.floor_ms), self.bounds.ceiling_ms))

    def _unclosed_ms(self, signs: Signs, how: Ending) -> float:
        wait = self._plain_ms(signs)
        if signs.after_open_question:
            wait *= self.bounds.after_question_factor
        if how == "plain":
            wait = min(wait, _PLAIN_MOST_MS + _TRUSTED_MS * self.trust)
        else:
            wait += _OPEN_MS
        return wait * self.growth

    def _closed_ms(self, signs: Signs) -> float:
        return self.bounds.floor_ms + _CLOSED_DOUBT_MS * max(0.0, _doubt(signs) - 0.5) * self.trust

    def _plain_ms(self, signs: Signs) -> float:
        wait = _LEAST_MS + _OWN_SHARE * self.own_pause_ms + _DOUBT_MS * _doubt(signs) * self.trust
        return wait * _unfolding(signs.text)


def _doubt(signs: Signs) -> float:
    return 1.0 - (_UNKNOWN if signs.completeness is None else signs.completeness)


def _unfolding(text: str) -> float:
    """Return how much more time a turn of this length wants.

    Who has begun to unfold something pauses to think; who has said a few words is done.
    """
    return min(_SHORT + _PER_WORD * len(text.split()), _LONG)

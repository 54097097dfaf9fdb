"""Remembers what a walker spoke of, so that the companion can come back to it.

The law of this module: a thread is a phrase of the walker's own; what was forgotten or taken back is
not come back to. Pure but for what it remembers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from companion.conversation.words import content_stems, overlap
from models.language import Language

_OLD_TURNS = 3
"""Turns after which a thread may be returned to."""
_LEAST_TIMES = 2
"""What was named only once in passing is no thread."""


@dataclass(slots=True)
class Thread:
    """A phrase of the walker's that can be returned to."""

    phrase: str
    stems: tuple[str, ...]
    turn: int
    at_ms: int = 0
    times: int = 1


@dataclass(slots=True)
class Threads:
    """All threads of a walk, in the order in which they began."""

    all: list[Thread] = field(default_factory=list)

    def remember(self, phrase: str, turn: int, at_ms: int, language: Language) -> None:
        """Begin a thread, or count that it came up again."""
        stems = content_stems(phrase, language)
        for thread in self.all:
            if overlap(stems, thread.stems) >= 0.99:
                thread.times += 1
                return
        self.all.append(Thread(phrase, stems, turn, at_ms))

    def forget(self, start_ms: int) -> None:
        """Drop what began since a time."""
        self.all = [thread for thread in self.all if thread.at_ms < start_ms]

    def let_go(self, text: str, language: Language) -> None:
        """Drop what was taken back."""
        gone = set(content_stems(text, language))
        self.all = [thread for thread in self.all if not set(thread.stems) <= gone]

    def old(
        self, turn: int, present: Sequence[str], used: Collection[str], language: Language
    ) -> Thread | None:
        """Return what was spoken of most, some turns ago, and has nothing to do with `present`."""
        stems = {stem for phrase in present for stem in content_stems(phrase, language)}
        found = [
            thread
            for thread in self.all
            if turn - thread.turn > _OLD_TURNS
            and thread.times >= _LEAST_TIMES
            and not stems & set(thread.stems)
            and thread.phrase not in used
        ]
        return max(found, key=lambda thread: (thread.times, -thread.turn), default=None)

    def main(self, least: int = 1) -> str:
        """Return the phrase that came up most, at least so often; empty where there is none."""
        often = [thread for thread in self.all if thread.times >= least]
        best = max(often, key=lambda thread: (thread.times, thread.turn), default=None)
        return best.phrase if best else ""

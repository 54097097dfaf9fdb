"""Finds what an earlier walk said about what is being said now: found by search, true, with date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from companion.conversation.ports import Past, PastLine
from companion.conversation.recall import Said, walk_date
from companion.conversation.words import content_stems
from models.language import Language, Phrase

_LEAST_SHARED = 2
_EVERY = 4
"""Utterances between two looks back."""
_MOST_QUOTED = 14
"""Words; a longer line is not said back but for its beginning."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line of an earlier walk, and how to speak of it."""

    when: str
    text: str
    """Verbatim."""
    spoken: str
    """One sentence and a question."""
    line: PastLine


@dataclass(slots=True)
class Earlier:
    """Looks back now and then, never twice at the same line."""

    past: Past
    _looked_at: int = 0
    _used: set[tuple[str, str]] = field(default_factory=set)

    def link(self, said: Sequence[Said], language: Language) -> Link | None:
        """Return a line that shares at least two weighty words with the latest utterances."""
        if len(said) < self._looked_at + _EVERY:
            return None
        self._looked_at = len(said)
        query = " ".join(line.text for line in said[-_EVERY:])
        wanted = set(content_stems(query, language))
        for line in self.past.find(query, limit=3):
            shared = wanted & set(content_stems(line.text, language))
            key = (line.session, line.text)
            if line.is_walker and len(shared) >= _LEAST_SHARED and key not in self._used:
                self._used.add(key)
                return _link(line, language)
        return None


def _link(line: PastLine, language: Language) -> Link:
    when = walk_date(line, language)
    words = line.text.split()
    quoted = " ".join(words[:_MOST_QUOTED]).rstrip(" ,;.:?!")
    spoken = Phrase(
        f"{when}, you said: {quoted}. Still true?", f"{when}, tu disais : {quoted}. Toujours vrai ?"
    ).to(language)
    return Link(when, line.text, spoken, line)

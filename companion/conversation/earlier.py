"""Finds what an earlier walk said about what is being said now: found by search, true, with date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from companion.conversation.idea_signs import cut
from companion.conversation.labels import label
from companion.conversation.ports import Past, PastLine
from companion.conversation.recall import Said, walk_date
from companion.conversation.words import content_stems
from models.language import Language, Phrase

_LEAST_SHARED = 2
_LEAST_SHARED_IN_PASSING = 3
"""The same, for a line that gave no idea."""
_EVERY = 4
"""Utterances between two looks back."""
_REST = 12
"""The same, after one that found something: a walk is not spent on the last one."""
_LOOKED_AT = 6
_MOST_QUOTED = 14
"""Words; of a longer line only a whole clause that names it is said back."""
_ASKS = (
    Phrase("Still true?", "Toujours vrai ?"),
    Phrase("How does that look today?", "Et aujourd'hui, tu le vois comment ?"),
    Phrase("What has changed since?", "Qu'est-ce qui a changé depuis ?"),
    Phrase("Does that still hold?", "Ça tient toujours ?"),
)


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
    """Utterances of this walk up to which nothing is looked for."""
    _used: set[tuple[str, str]] = field(default_factory=set)

    def link(self, said: Sequence[Said], language: Language) -> Link | None:
        """Return a line that bears on the latest utterances, one that gave an idea before others."""
        if len(said) < self._looked_at + _EVERY:
            return None
        self._looked_at = len(said)
        query = " ".join(line.text for line in said[-_EVERY:])
        wanted = frozenset(content_stems(query, language))
        found = [
            line
            for line in self.past.find(query, limit=_LOOKED_AT)
            if line.is_walker
            and (line.session, line.text) not in self._used
            and _bears_on(line, wanted, language)
        ]
        if not found:
            return None
        line = next((one for one in found if one.idea), found[0])
        self._looked_at += _REST - _EVERY
        ask = _ASKS[len(self._used) % len(_ASKS)]
        self._used.add((line.session, line.text))
        return _link(line, ask, language)


def _bears_on(line: PastLine, wanted: frozenset[str], language: Language) -> bool:
    shared = wanted & set(content_stems(line.text, language))
    return len(shared) >= (_LEAST_SHARED if line.idea else _LEAST_SHARED_IN_PASSING)


def _link(line: PastLine, ask: Phrase, language: Language) -> Link:
    when = walk_date(line, language)
    quoted = cut(line.text, language).rstrip(" ,;.:?!")
    said = Phrase("you said", "tu disais").to(language)
    if len(quoted.split()) > _MOST_QUOTED:
        quoted = label(line.text, language)
        said = Phrase("you spoke of this", "tu parlais de ceci").to(language)
    colon = Phrase(":", " :").to(language)
    return Link(when, line.text, f"{when}, {said}{colon} {quoted}. {ask.to(language)}", line)

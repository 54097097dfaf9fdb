"""Recognises a sentence that a thinking pause cut in two, so that it is taken as the one it is.

The law of this module: what was begun is gone on with only soon, and only while it is still one
thought. Pure functions of the words and their times.
"""

from __future__ import annotations

from dataclasses import dataclass

from companion.conversation.cues import CUES
from companion.conversation.idea_shelf import Kept
from companion.conversation.idea_signs import LEAST_STEMS, holds_idea, own_words
from companion.conversation.words import content_stems
from companion.turns.phrases import ending
from models.language import Language
from models.transcript import Segment

_PAUSE_MS = 60_000
"""A sentence that was left unfinished longer ago than this is not gone on with."""
_MOST_BEGUN = 60
"""Words of an unfinished sentence that are still one thought."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A sentence that a thinking pause cut in two, as far as it was said."""

    text: str
    segment: Segment
    """The last one; it starts where the sentence started."""
    ids: tuple[str, ...]
    kept: Kept | None
    """The idea that its beginning gave."""


def is_unfinished(sentence: str, language: Language) -> bool:
    """Tell whether a sentence wants more: by how it ends, or as it only announces something."""
    announces = len(content_stems(sentence, language)) < LEAST_STEMS and _opens(sentence, language)
    return announces or ending(sentence, language) == "open"


def still_begun(begun: Begun | None, segment: Segment) -> Begun | None:
    """Return what `segment` may go on with, None where that is too long ago or too long."""
    if begun is None or segment.start_ms - begun.segment.end_ms > _PAUSE_MS:
        return None
    return begun if len(begun.text.split()) <= _MOST_BEGUN else None


def belongs(begun: Begun, sentence: str, language: Language) -> bool:
    """Tell whether a sentence ends the one that was begun, rather than being a thought itself."""
    if not holds_idea(sentence, language):
        return True
    return begun.kept is None and _opens(begun.text, language)


def _opens(sentence: str, language: Language) -> bool:
    folded = own_words(sentence)
    cues = CUES[language]
    return any(cue.search(folded) for cue in (cues.fears, cues.plans, cues.proposes))

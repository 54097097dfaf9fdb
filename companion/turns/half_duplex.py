"""Listening while the loudspeaker is on and nothing takes its sound out of the microphone.

The ear is deaf to a voice while the companion is audible and for a tail after it, but a few words
still cut through, unless the companion itself is saying them.
"""

from __future__ import annotations

from companion.turns.words import lexicon, words_of
from models.language import Language

TAIL_MS = 1500

_CUTTING: dict[Language, frozenset[str]] = {
    "en": lexicon("stop wait hold enough quiet silence pause"),
    "fr": lexicon("stop attends attendez arrête arrêtez silence pause tais-toi"),
}


def cuts_through(text: str, saying: str, language: Language) -> bool:
    """Tell whether `text` holds a word that stops the companion while it says `saying`."""
    own = frozenset(words_of(saying))
    return any(word in _CUTTING[language] and word not in own for word in words_of(text))


def is_deaf(at_ms: int, *, audible: bool, silent_since_ms: int) -> bool:
    """Tell whether what reaches the microphone now may be the companion's own voice."""
    return audible or at_ms - silent_since_ms < TAIL_MS

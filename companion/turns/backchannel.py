"""Words that keep a talk going without taking the floor: mm-hm, oui, d'accord, yeah."""

from __future__ import annotations

from companion.turns.words import lexicon, words_of
from models.language import Language

_MOST_WORDS = 4

_HUMS = lexicon("mm mmm mh mhm hm hmm mm-hm mm-hmm uh-huh uh huh um euh heu hum ah oh ha eh")
_NOD_PHRASES: dict[Language, frozenset[str]] = {
    "en": frozenset({"i see", "got it", "fair enough", "of course", "that's right", "all right"}),
    "fr": frozenset(
        {"bien sûr", "tout à fait", "c'est ça", "c'est vrai", "je vois", "en effet", "ah oui"}
    ),
}
_NODS: dict[Language, frozenset[str]] = {
    "en": lexicon(
        "yeah yes yep yup ok okay right sure true exactly indeed good great nice cool wow really"
    ),
    "fr": lexicon("oui ouais ok okay d'accord voilà exact exactement bon super vraiment"),
}


def is_hum(text: str) -> bool:
    """Tell whether these are sounds rather than words."""
    words = words_of(text)
    return all(word in _HUMS for word in words)


def is_backchannel(text: str, language: Language) -> bool:
    """Tell whether these words leave the floor where it is."""
    words = tuple(word for word in words_of(text) if word not in _HUMS)
    if len(words) > _MOST_WORDS:
        return False
    rest = " ".join(words)
    for phrase in _NOD_PHRASES[language]:
        rest = f" {rest} ".replace(f" {phrase} ", " ").strip()
    return all(word in _NODS[language] for word in rest.split())

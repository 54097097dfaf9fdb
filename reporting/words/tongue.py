"""Which language a text is in: French, English, another one, or too little to tell.

A vote of the small words that every sentence has; pure, no model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.language import Language

_WORD = re.compile(r"[^\W\d_]+")
SMALL_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(
        "the of and to in is that it was for on are with as be at this have from or had but not "
        "what all were we when your can there which their if will would about how them then she "
        "been my than who its now did get come could you they he i'm it's don't well so just "
        "because know think".split()
    ),
    "fr": frozenset(
        "le les des du et est un une dans que qui pour pas sur au ce cette avec sont plus par "
        "mais ou nous vous ils elle je on il aux se sa ses leur donc ça être fait été très bien "
        "où était comme si tout même quoi c'est j'ai qu'il parce alors là moi faut avait ont "
        "aussi peut euh oui l'on d'un d'une voilà".split()
    ),
    "it": frozenset(
        "il di che è per una sono del della non con gli anche questo ma lo nel più alla come dei "
        "delle ho ha quando perché cosa dal molto ed ci degli sul stato essere fatto".split()
    ),
    "es": frozenset(
        "el de que los las y por con una para es no lo como pero sus más este muy ya fue cuando "
        "del también hay porque está todo esta eso nos qué sí yo".split()
    ),
    "de": frozenset(
        "der die das und ist nicht ich zu den mit ein eine es auf für von dem sich auch wir sie "
        "im dass wie aber oder war noch nach bei nur haben sind wenn kann".split()
    ),
    "pt": frozenset(
        "o os que não uma um para com é do da em no na mas por mais como foi ele isso eu você "
        "ao dos das também muito já nós está são tem quando".split()
    ),
    "nl": frozenset(
        "de het een en van ik te dat niet zijn is op aan met voor er maar om ook als dan naar "
        "wat deze hij bij nog wel heeft wij".split()
    ),
}
_ENOUGH = 3
"""Small words needed before anything is said."""


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """What the small words say."""

    language: Language | None
    """One of ours; None where it is another language or too little was said."""
    is_foreign: bool = False
    """True where another language is plainly likelier than both of ours."""


def guess_language(text: str) -> LanguageGuess:
    """Return the likeliest language of `text`."""
    words = [word.lower() for word in _tokens(text[:200_000])]
    votes = {tongue: sum(word in known for word in words) for tongue, known in SMALL_WORDS.items()}
    best = max(votes, key=lambda tongue: (votes[tongue], tongue == "en"))
    if votes[best] < _ENOUGH:
        return LanguageGuess(None)
    match best:
        case "en":
            return LanguageGuess("en")
        case "fr":
            return LanguageGuess("fr")
        case _:
            ours = max(votes["en"], votes["fr"])
            is_plain = votes[best] > 1.3 * ours and len(words) >= 12
            nearest: Language = "en" if votes["en"] >= votes["fr"] else "fr"
            return LanguageGuess(None, True) if is_plain else LanguageGuess(nearest)


def _tokens(text: str) -> list[str]:
    """Return words, and contracted pairs such as `c'est` beside their parts."""
    plain = text.replace("’", "'")
    return _WORD.findall(plain) + re.findall(r"[^\W\d_]+'[^\W\d_]+", plain)

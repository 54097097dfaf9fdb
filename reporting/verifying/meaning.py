"""Whether words quoted exactly still mean what they meant: denied where they were said, another
person's, or taken back later. Pure."""

from __future__ import annotations

import re
from typing import Literal

from models.language import Language
from reporting.cues.lexicon import phrases
from reporting.reading.material import Talk
from reporting.reading.stance import CUES
from reporting.reading.units import Unit
from reporting.verifying.ground import Place
from reporting.words.wording import forms

Turned = Literal["", "denied", "reported", "corrected"]
_NEAR = 3
"""Words that may stand between a denial and what it denies."""
_DENIES: dict[Language, re.Pattern[str]] = {
    "fr": phrases(
        r"(?:je|j'|on|nous|il|elle|personne) (?:ne |n')?(?:\S+ )?(?:dis|dit|disons|prétends|prétend|affirme|pense|crois|croit|soutiens|"
        r"dirais|voudrais|veux|viens) (?:pas|jamais|rien)(?: du tout| forcément| dire| de dire)? ?(?:que|qu'|non plus que)?",
        r"(?:je|j'|on|nous|il|elle) (?:ne |n')?(?:\S+ )?(?:ai|a|avons|as|avez) (?:pas|jamais) (?:dit|prétendu|pensé|affirmé|cru|soutenu|voulu dire) ?(?:que|qu')?",
        r"(?:ce n'est|c'est|non) pas (?:que|qu'|parce que|vrai que)",
        r"personne (?:ne )?(?:dit|pense|prétend) (?:que|qu')",
        r"loin de moi l'idée (?:que|de)",
        r"(?:il est|c'est|serait) faux (?:que|de dire)(?: que| qu')?",
    ),
    "en": phrases(
        r"(?:i|we|he|she|they|you|nobody|no one)(?: ' ?(?:m|re|d|ve)| am| are| is| would| have)? ?(?:\S+ )?(?:not|never|don't|didn't|wouldn't) "
        r"(?:\S+ )?(?:saying|say|said|claim|claiming|suggesting|suggest|think|believe|mean|arguing)(?: that)?",
        r"i' m (?:really )?not (?:saying|claiming|suggesting|arguing)(?: that)?",
        r"(?:nobody|no one) (?:says|said|is saying|thinks|claims)(?: that)?",
        r"(?:it's|it is|it isn't|that's|that is) (?:not )?(?:that|because|true that)",
        r"(?:it's|it is) (?:wrong|false) (?:that|to say)(?: that)?",
    ),
}
_TELLS: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"rapport|\bcit(?:e|é|ée|ant)\b|rép[eé]t|rép[eè]t|racont|relat|prêt|attribu|reprend|\b(?:son|sa|ses|leur|leurs)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"report|quot(?:es|ing|ed)|repeat|recount|relay|retell|attribut|\b(?:his|her|their)\b|'s (?:line|words)",
        re.IGNORECASE,
    ),
}
"""How a writer says that the words were somebody else's."""
_OPENS = re.compile('[«“"‘][\\s\u00a0\u202f]*$')


def turned(text: str, place: Place, talk: Talk, around: str) -> Turned:
    """Return how the quotation `text`, found at `place`, misleads; `around` are the writer's words."""
    language = talk.transcript.language
    found = _unit(text, place, talk)
    if found is None:
        return ""
    unit, at = found
    before = " ".join(unit.words[:at])
    if _is_denied(before, language) and not re.search(
        r"\b(?:pas|jamais|not|never|n't|ni)\b", around
    ):
        return "denied"
    if _is_told(before, unit, at, language) and not _TELLS[language].search(around):
        return "reported"
    return "corrected" if unit.number in talk.superseded else ""


def correction(text: str, place: Place, talk: Talk) -> Unit | None:
    """Return what takes the quoted statement back."""
    found = _unit(text, place, talk)
    later = talk.superseded.get(found[0].number) if found else None
    return None if later is None else talk.units[later]


def _unit(text: str, place: Place, talk: Talk) -> tuple[Unit, int] | None:
    """Return the sentence that the quotation begins in, and at which of its words."""
    opening = forms(text)[:3]
    for unit in talk.units:
        if unit.end_ms < place.start_ms or not set(unit.segments) & set(place.segments):
            continue
        words = list(unit.words)
        for at in range(len(words) - len(opening) + 1):
            if words[at : at + len(opening)] == opening:
                return unit, at
    return None


def _is_denied(before: str, language: Language) -> bool:
    found = list(_DENIES[language].finditer(before))
    return bool(found) and len(before[found[-1].end() :].split()) <= _NEAR


def _is_told(before: str, unit: Unit, at: int, language: Language) -> bool:
    """Return whether the words stand in quotation marks of their own behind a third person's verb."""
    told = list(CUES[language].reported.finditer(before))
    if not told or len(before[told[-1].end() :].split()) > _NEAR:
        return False
    return _OPENS.search(unit.text[: unit.tokens[at].start]) is not None

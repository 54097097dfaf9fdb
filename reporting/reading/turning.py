"""What a person says otherwise in a later session: "I no longer want to charge for it". Pure.

The later statement says itself that something turned; the earlier one is the same person's, on an
earlier day, about the same thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.language import Language
from reporting.cues.lexicon import phrases
from reporting.reading.material import Talk
from reporting.reading.stance import joined
from reporting.reading.units import Unit
from reporting.words.wording import stems

_TURNS = {
    "fr": phrases(
        r"(?:ne|n') (?:\S+ ){1,3}?plus(?! (?:que|qu'|de|en|d'|tard|loin|grand|tôt)\b)",
        r"finalement",
        r"(?:c'est|ça c'est|est|sont) (?:enfin |désormais |maintenant )?(?:réglée?s?|résolue?s?)",
        r"(?:j'|on )(?:ai |a )?(?:abandonne|abandonné|renonce|renoncé|laisse tomber)",
        r"je me (?:suis |étais )trompée?",
        r"(?:j'ai|on a) changé d'avis",
        r"je ne l'aurais (?:jamais|pas) cru",
    ),
    "en": phrases(
        r"no longer",
        r"(?:not|n't|never|t) (?:\S+ ){1,4}?any ?more",
        r"(?:i've|i have|we've|we) (?:changed my mind|changed our minds?|given up|dropped)",
        r"i was wrong",
        r"(?:that's|that is|it's|is) (?:now |finally )?(?:settled|sorted|solved)",
        r"(?:it )?turn(?:s|ed) out",
        r"in the end",
    ),
}
_RARE = 5
"""Units of all sessions in which a word stands that alone tells what is spoken of."""
_TELLING = 5
"""Letters of such a word's stem."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Two statements of one person on different days, and the stems of what both are about."""

    then: Unit
    now: Unit
    common: frozenset[str]


def turns(
    talks: Sequence[Talk],
    days: Mapping[str, str],
    people: Mapping[tuple[str, str], str],
) -> Iterator[Turn]:
    """Yield what each later statement turns from; `days` and `people` by session (and speaker)."""
    said = [unit for talk in talks for unit in talk.units if talk.may_quote(unit.number)]
    stemmed = {(unit.session, unit.number): _stems(unit) for unit in said}
    known = Counter(stem for found in stemmed.values() for stem in found)
    rare = {stem for stem, count in known.items() if count <= _RARE and len(stem) >= _TELLING}
    holding: dict[str, list[Unit]] = {}
    for unit in said:
        for stem in stemmed[unit.session, unit.number] & rare:
            holding.setdefault(stem, []).append(unit)
    for now in said:
        if not days[now.session] or not _TURNS[now.language].search(joined(now)):
            continue
        words = stemmed[now.session, now.number]
        fitting = [
            (stemmed[then.session, then.number] & words, then)
            for stem in words & rare
            for then in holding[stem]
            if "" < days[then.session] < days[now.session]
            and people[then.session, then.speaker] == people[now.session, now.speaker]
        ]
        if fitting:
            common, then = max(fitting, key=_likeness(days))
            yield Turn(then, now, common)


def _likeness(
    days: Mapping[str, str],
) -> Callable[[tuple[frozenset[str], Unit]], tuple[object, ...]]:
    """Return what ranks earlier statements: most in common, then the latest, the first said of a day."""
    return lambda pair: (len(pair[0]), days[pair[1].session], -pair[1].number)


def _stems(unit: Unit) -> frozenset[str]:
    language: Language = unit.language
    return frozenset(stems(unit.words, language))

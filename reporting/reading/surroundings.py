"""The neighbours of its turn that a unit cannot be understood without. Pure."""

from __future__ import annotations

import re

from reporting.cues.moves import MOVES
from reporting.reading.material import Talk
from reporting.reading.stance import CUES, joined
from reporting.reading.units import Unit

LONGEST_QUOTE = 48
"""Words of a claim's quotation."""
_WHOLE = 12
"""Words from which an apology holds what it apologises for."""
_LEANS_BACK = {
    "fr": re.compile(
        r"^(?:et |mais |donc |bon |or |alors |là |du coup |pour le coup |je note (?:simplement |juste )?(?:que |qu' ))*(?:ça|ce|c'|il|elle|ils|elles|celui|celle|"
        r"ceux|le problème|les deux|l'|la même|parce|que|qui|dont|sauf|un seul|là dessus|"
        r"personne (?:ne |n' )?(?:le|la|l'|y|en)\b|"
        r"je (?:ne )?suis pas (?:sûre?|certaine?) qu(?:e|') (?:\w+ ){1,4}(?:le|la|l') \w+$|"
        r"je (?:ne )?dis pas (?:que |qu' )?(?:c'|ça|il|elle)|je le|on (?:l'|le|la|les) )\b"
    ),
    "en": re.compile(
        r"^(?:and |but |so |well |also )*(?:it|that|this|they|he|she|these|those|which|because|"
        r"not them|except|both|same|i' m not saying (?:it|that|they)|the other (?:one|version))\b"
    ),
}


def context(talk: Talk, lead: Unit) -> tuple[Unit, ...]:
    """Return `lead` with the neighbours of its turn that it cannot be understood without."""
    units = [lead]
    text = joined(lead)
    is_short = len(lead.tokens) < 9
    admits = len(lead.tokens) < _WHOLE and MOVES[lead.language].admits.search(text)
    if is_short or admits or _LEANS_BACK[lead.language].search(text):
        _extend(talk, units, -1)
        if _leans_back(units[0]) and units[0] is not lead:
            _extend(talk, units, -1)
    if len(lead.tokens) < 9 or _leans_ahead(talk, lead):
        _extend(talk, units, +1)
    if CUES[lead.language].correction.search(text):
        _extend(talk, units, +1)
        _extend(talk, units, +1)
    return tuple(units)


def _leans_back(unit: Unit) -> bool:
    return bool(_LEANS_BACK[unit.language].search(joined(unit)))


def _leans_ahead(talk: Talk, lead: Unit) -> bool:
    """Return whether the statement goes on in the next unit."""
    announces = len(lead.tokens) < _WHOLE and CUES[lead.language].apologies.search(joined(lead))
    announces = announces or _DENIES.search(joined(lead))
    return bool(announces) or _trails_off(lead) or _is_coda(talk, lead) or _is_conceded(talk, lead)


def _is_conceded(talk: Talk, unit: Unit) -> bool:
    """Return whether the next unit says `but`: without it, half of the thought would be quoted."""
    following = talk.units[unit.number + 1 : unit.number + 2]
    is_one = bool(following) and following[0].turn == unit.turn
    return is_one and bool(_BUT.match(following[0].text)) and not _BUT.match(unit.text)


_DENIES = re.compile(
    r"\bje (?:ne )?dis pas (?:que|qu')|\bje n' ai pas dit|\bi' m not saying|\bi (?:don' t|didn' t) say\b"
)
"""Said to clear the way for what one does say."""
_BUT = re.compile(r"(?:mais|sauf que|but|except)\b", re.IGNORECASE)


def _trails_off(unit: Unit) -> bool:
    return unit.text.rstrip('»"” ').endswith(("...", "…", ":", ","))


def _is_coda(talk: Talk, unit: Unit) -> bool:
    """Return whether the next unit is a short second half: `Il a déménagé.`"""
    following = talk.units[unit.number + 1 : unit.number + 2]
    return bool(following) and following[0].turn == unit.turn and len(following[0].tokens) <= 6


def _extend(talk: Talk, units: list[Unit], step: int) -> None:
    edge = units[0] if step < 0 else units[-1]
    place = edge.number + step
    if not 0 <= place < len(talk.units):
        return
    other = talk.units[place]
    reading = talk.readings[place]
    length = sum(len(unit.tokens) for unit in units) + len(other.tokens)
    if other.turn != edge.turn or not talk.may_quote(place) or length > LONGEST_QUOTE:
        return
    if reading.is_procedure or reading.is_instruction:
        return
    if step < 0:
        units.insert(0, other)
    else:
        units.append(other)

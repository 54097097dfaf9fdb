"""The beginning of a statement that no whole cut fits: broken off where a phrase ends, and marked so.

What is left out behind may add or go on; it may not deny, oppose or condition what is kept, unless
what is kept is a condition, which asserts nothing. A `but` or an `if` that follows is kept ahead of the mark. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.language import Language
from reporting.reading.scope import SUBJECT, is_mere_condition, length
from reporting.reading.stance import CUES
from reporting.words.wording import SMALL_WORDS, forms, negations

__all__ = ["beginning", "is_described", "openings", "says_enough"]

_BREAKS: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"(?P<clause>[,;:.?!]\s+|\s+(?=(?:parce qu|puisqu|quand|lorsqu|mais|sauf|si|s['’]il|tant qu|depuis|pendant|avant|après|alors)))|"
        r"(?P<phrase>\s+(?=(?:qui|dont|où|avec|sans|pour|par|dans|sur|chez|en|et|ou|comme|plutôt)\s))|"
        r"(?P<close>\s+(?=(?:à|au|aux|de|du|des|que|ce (?:que|qui))\s|(?:d|qu)['’]))|"
        r"(?P<object>\s+(?=(?:le|la|les|un|une|nos|leurs?|mes|ses|deux|trois|quatre|cinq|dix|vingt|quelque)\s|l['’]))",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?P<clause>[,;:.?!]\s+|\s+(?=(?:because|when|whenever|while|but|if|unless|since|before|after|so|until)\s))|"
        r"(?P<phrase>\s+(?=(?:who|which|where|with|without|for|by|from|in|on|at|and|or|as|rather|into|about|under|over)\s))|"
        r"(?P<close>\s+(?=(?:of|to|that|than|what)\s))|"
        r"(?P<object>\s+(?=(?:the|an?|my|our|their|his|her|its|two|three|four|five|ten|twenty|something)\s))",
        re.IGNORECASE,
    ),
}
_COST = {"clause": -2.0, "phrase": 0.0, "close": 3.0, "object": 4.0}
"""Words that a break is worth giving up for a better one."""
_SHORTEST = 5
_HEADLESS = re.compile(
    r"(?:qui(?! (?:est|a|sait|peut)\b)|que|qu['’]|dont|où|a (?:\w+é|eu|fait|pris|mis|dit|choisi|voulu|perdu|vu)|ont|sont|est(?!-ce)|(?:who|which|has|have|is|was|were|are) (?!.*\?$))\b",
    re.IGNORECASE,
)
"""Goes on with a subject that stands elsewhere."""
_LOOSE_END = re.compile(
    r"\b(?:le|la|les|un|une|des|du|de|à|au|aux|que|qui|ce|ces|cette|dont|par|pour|sur|avec|sans|et|ou|mais|est|sont|"
    r"était|a|ont|ai|avait|ne|n|se|s|plus|moins|très|si|the|an?|of|to|for|with|that|and|or|is|are|was|were|has|have|had|"
    r"not|more|less|very|if|than|my|our|their|no|i|we|you|they|it|je|on|nous|il|elle|ils|elles|like|comme|out|peu|quelque)$",
    re.IGNORECASE,
)
_CONDITIONS = re.compile(
    r"\b(?:si|s['’]il|sauf|sinon|tant que|tant qu|à condition|à moins|pourvu|if|unless|except|provided|as long as|only)\b",
    re.IGNORECASE,
)
_HAPPENING = re.compile(
    r"^(?:si|s['’]il|quand|le jour où|tant que|tant qu['’]|if|when|unless|the day|as long as)(?=\s|\w)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r",? (?:qui|dont|où|who|which|where) [^,.;]*", re.IGNORECASE)
"""A relative clause: what it denies is not what is kept."""
_INSIDE = re.compile(r"[“«\"].*?[”»\"]")
_WITHOUT = re.compile(
    r"\b(?:without|sans) \w+ing\b|\b(?:without|sans) (?:anyone|anybody|que personne|aucun\w*|attendre)\b",
    re.I,
)
"""A manner: it denies nothing of what it is the manner of."""
_WHEN = re.compile(r"\b(?:quand|lorsqu['’e]|when|whenever)\b", re.IGNORECASE)
"""A time narrows what is kept and does not turn it."""
_DEPENDS = re.compile(r"^(?:si|sauf si|tant que|if|unless)\b", re.IGNORECASE)
_OPPOSED = re.compile(r"^(?:mais|sauf que|but|except that)\b", re.IGNORECASE)


def openings(text: str) -> list[str]:
    """Return a statement, and what is left of it from a condition or a `but` inside it on."""
    inner = (_INNER.search(text), _BUT.search(text))
    return [text, *(text[found.end() :] for found in inner if found)]


_INNER = re.compile(
    r", (?=(?:si|quand|le jour où|tant que|tant qu['’]|if|when|unless|the day|as long as)\b)",
    re.IGNORECASE,
)


_BUT = re.compile(
    r",? (?:mais|but),? (?:(?:honestly|franchement|en fait|actually|really),? )?"
    r"(?:c['’]est (?:surtout |plutôt )?(?:que |qu(?=['’]))['’]?|it['’]s (?:just |more )?that )?",
    re.IGNORECASE,
)


def beginning(text: str, language: Language, longest: int) -> str:
    """Return the start of a statement of at most `longest` words with its mark, empty where unsafe."""
    best, worth = "", 0.0
    if _HEADLESS.match(text):
        return ""
    for head, kind, tail in _heads(text, language):
        if is_described(head):
            continue
        if not _SHORTEST <= length(head) <= longest or _LOOSE_END.search(head):
            continue
        if not _is_safe(head, tail, language):
            continue
        turn = _OPPOSED.match(tail) or _DEPENDS.match(tail)
        if turn and length(head) + length(turn.group()) > longest:
            continue
        stated = bool(SUBJECT[language].search(" ".join(forms(head)).replace("'", " ")))
        merit = length(head) - _COST[kind] + 4.0 * stated
        if merit > worth:
            best, worth = _marked(head, tail, longest), merit
    return best


def _heads(text: str, language: Language) -> Iterator[tuple[str, str, str]]:
    for match in _BREAKS[language].finditer(text):
        yield text[: match.start()].strip(" ,;:"), match.lastgroup or "", text[match.end() :]


def _marked(head: str, tail: str, longest: int) -> str:
    turn = _OPPOSED.match(tail) or _DEPENDS.match(tail)
    if turn and length(head) + length(turn.group()) <= longest:
        glue = ", " if _OPPOSED.match(tail) else " "
        head = f"{head}{glue}{turn.group().lower()}"
    return head + "…"


def _is_safe(head: str, tail: str, language: Language) -> bool:
    """Return whether what is left out leaves the sense of what is kept."""
    if _HAPPENING.match(head) or is_mere_condition(head):
        return True
    cues = CUES[language]
    if _OPPOSED.match(tail) or _DEPENDS.match(tail):
        return True
    tail = _WHEN.sub("", _WITHIN.sub("", _INSIDE.sub("", _WITHOUT.sub("", tail))))
    words = " ".join(forms(tail))
    is_apart = re.match(r"(?:qui|dont|où|who|which|where|et que|et qu|and)\b", words)
    if negations(forms(tail), language) and not (is_apart or negations(forms(head), language)):
        return False
    own = re.match(r"(?:and|et) (?:if|si)\b", words)
    if cues.contrast.search(words) or (_CONDITIONS.search(words) and not own):
        return False
    return bool(is_apart) or not cues.governs.search(words)


_CONTACT = re.compile(
    r"^(?:the|an?|my|our|this|that|these|those)(?: [\w-]+){1,3} (?:i|we|you|they|he|she) [\w'’-]+(?: \w+)?$",
    re.IGNORECASE,
)


def is_described(text: str) -> bool:
    """Return whether a text is a thing with its English relative clause: `the sensors we put`."""
    return bool(_CONTACT.match(text))


def says_enough(text: str, language: Language) -> bool:
    """Return whether a beginning names two telling things."""
    return len({w for w in forms(text) if w not in SMALL_WORDS[language] and len(w) > 3}) >= 2

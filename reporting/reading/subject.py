"""What a talk says it is about: the title its moderator reads out, the subject somebody names at its start.

Only words that were said, cut where their sentence goes on to something else. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.language import Language
from reporting.reading.material import Talk
from reporting.reading.units import Unit
from reporting.words.wording import stems

_EARLY = 14
"""Units among which the subject is named."""
_START = 36
"""Units of the start of a talk: later `let's talk about` opens a part of it."""
_LONGEST = 20
"""Words of a subject."""
_TITLE = re.compile(
    r"\b(?:titre|intitulée?s?|s['’]appelle|thème|title[d]?|called|entitled|theme)\b[^«“\"]{0,30}"
    r"[«“\"]\s*(?P<title>[^»”\"]{6,90}?)\s*[»”\"](?P<rest>[^.?!]*)",
    re.IGNORECASE,
)
_NAMED: dict[Language, tuple[re.Pattern[str], ...]] = {
    "fr": (
        re.compile(
            r"\b(?:table ronde|débat|rencontre|conférence|échange|soirée|journée|réunion|atelier)\b"
            r"[^.?!«,]{0,30}?\b(?:sur|autour de|consacrée? (?:à|aux?)|à propos de|au sujet de) "
            r"(?P<subject>.+)",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:je (?:voudrais|veux|vais)|j['’]aimerais|on va|nous allons|on est là pour) "
            r"(?:réfléchir|penser|parler|discuter|débattre)(?: un peu)? "
            r"(?:(?:à|sur|de) (?=(?:l['’]|la |les |un|mon|ma|mes|notre|nos|cette|ce))"
            r"|(?=(?:au|aux|du|des) )|d['’](?=une? ))(?P<subject>.+)",
            re.IGNORECASE,
        ),
    ),
    "en": (
        re.compile(
            r"\b(?:panel|round ?table|debate|discussion|session|conference|workshop|evening)\b"
            r"[^.?!\"“,]{0,30}?\b(?:about|on) (?P<subject>.+)",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:i (?:want|would like) to|i['’]d like to|we(?:['’]re| are) (?:here|going) to|let['’]s) "
            r"(?:think|talk|speak) (?:to you )?about (?:is |now |today )*(?P<subject>.+)",
            re.IGNORECASE,
        ),
    ),
}
_STOP = re.compile(
    r"[.,;:!?…«»“”\"()]|\s(?=(?:et (?:je|on|nous|il|elle|c['’])|parce|qui |depuis |mais |"
    r"and (?:i|we|it|he|she|they) |because|which |since |so ))",
    re.IGNORECASE,
)
_CONTRACTED = {"au": "le", "aux": "les", "du": "le", "des": "les"}


def stated_title(talk: Talk) -> str:
    """Return the title read out at the start, empty where none was."""
    found = next(_titles(talk), None)
    return found.group("title") if found else ""


def subject(talk: Talk) -> str:
    """Return what the talk is about in words of its start, empty where nobody says."""
    found = next(_titles(talk), None)
    rest = found.group("rest").strip(" ,:") if found else ""
    if len(rest.split()) >= 3:
        return _cut(rest, talk.transcript.language, whole=True)
    for unit in _opening(talk):
        for pattern in _NAMED[unit.language]:
            match = pattern.search(unit.shown)
            if match and (named := _cut(match.group("subject"), unit.language)):
                return named
    return ""


def _titles(talk: Talk) -> Iterator[re.Match[str]]:
    return (match for unit in _opening(talk) if (match := _TITLE.search(unit.shown)))


def _opening(talk: Talk) -> list[Unit]:
    """Return the first units of those who may name the subject: moderator and walker, else anybody."""
    first = [unit for unit in talk.units[:_START] if unit.number not in talk.hidden]
    kinds = talk.speakers
    leading = [
        unit
        for unit in first
        if unit.speaker in talk.moderators or kinds[unit.speaker].kind in ("walker", "moderator")
    ]
    return (leading or first)[:_EARLY]


def _cut(text: str, language: Language, *, whole: bool = False) -> str:
    """Return the phrase that names the subject: to its first break, or the whole apposition."""
    end = None if whole else _STOP.search(text)
    phrase = (text[: end.start()] if end else text).strip(" .,;:…\u202f")
    head, _, rest = phrase.partition(" ")
    if language == "fr" and head.lower() in _CONTRACTED:
        phrase = f"{_CONTRACTED[head.lower()]} {rest}"
    words = phrase.split()
    if not stems(phrase.lower().split(), language) or len(words) > _LONGEST:
        return ""
    return phrase[:1].upper() + phrase[1:]

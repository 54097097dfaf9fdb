"""Labels: at most twelve words, cut from a quotation by deletion only.

Negation, hedge and condition stay, and no clause is cut away from what rules it. Where no safe cut
exists, the label is the quotation's own key terms. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from models.language import Language
from reporting.clauses import LONGEST, MODEST, RELATIVE, SUBJECT, cuts
from reporting.stance import CUES
from reporting.units import Unit
from reporting.wording import SMALL_WORDS, forms, stem

__all__ = ["LONGEST", "key_terms", "label"]

Weigh = Callable[[str], float]


def label(lead: Unit, weigh: Weigh, others: Sequence[Unit] = ()) -> str:
    """Return the label of a quotation whose statement is `lead`; `weigh` says how telling a word is.

    A cut of another unit of the same quotation is taken where `lead` cannot be cut safely, or only
    announces what follows.
    """
    is_reported = CUES[lead.language].reported.search(" ".join(lead.words))
    rest = () if is_reported else [unit for unit in others if not unit.is_question]
    for unit in (lead, *rest):
        found = [(merit, text) for text in cuts(unit) if (merit := _merit(text, unit, weigh)) > 0]
        if found:
            _, best = max(found, key=lambda pair: pair[0])
            return _named(best, (lead, *others), weigh)
    whole = _whole(lead)
    return whole or key_terms(lead, weigh)


def _whole(unit: Unit) -> str:
    """Return the unit itself where it is short enough, without empty words at its head."""
    head = CUES[unit.language].openers.match(unit.shown)
    text = unit.shown[head.end() :] if head else unit.shown
    text = text.strip(" .,;:…")
    return text[:1].upper() + text[1:] if 3 <= len(text.split()) <= LONGEST else ""


def _named(text: str, units: Sequence[Unit], weigh: Weigh) -> str:
    """Return a label that says what it is about: with a thing named before it ahead, where it has none."""
    language = units[0].language
    small = SMALL_WORDS[language]
    own = {word for word in forms(text) if word not in small and len(word) > 3}
    text = text[:1].upper() + text[1:]
    room = LONGEST - len(text.split())
    if own or not _POINTS_BACK[language].match(text):
        return text
    said = " ".join(unit.shown for unit in sorted(units, key=lambda unit: unit.number))
    before = said[: max(0, said.lower().find(text.lower()[:12]))]
    things = [
        match.group()
        for match in _THING[language].finditer(before)
        if match.group(1).lower() not in small and len(match.group().split()) <= room
    ]
    if not things:
        return text
    head = max(things, key=lambda thing: weigh(forms(thing)[-1]))
    rest = text if text.startswith(("I ", "I'")) else text[:1].lower() + text[1:]
    colon = "\u00a0: " if language == "fr" else ": "
    return f"{head[:1].upper()}{head[1:]}{colon}{rest}"


_POINTS_BACK: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"(?:c['’]|ça|il|elle|ils|elles)\b|(?:on|je|nous) (?:l['’]|les|la|le)\b", re.I
    ),
    "en": re.compile(r"(?:it|that|they|he|she|this|these)\b", re.I),
}
_THING: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:(?:le|la|les|un|une|notre|nos|mon|ma|mes) |l['’])([^\W\d_]{4,})", re.I),
    "en": re.compile(r"\b(?:the|a|an|our|my) ([^\W\d_]{4,})", re.I),
}


def key_terms(unit: Unit, weigh: Weigh, count: int = 3) -> str:
    """Return the most telling words of a unit in the order they were said, joined by commas."""
    small = SMALL_WORDS[unit.language]
    words = [
        unit.text[token.start : token.end]
        for token in unit.tokens
        if token.form not in small and len(token.form) > 3 and not token.form.endswith("'")
    ]
    once = {stem(word.lower(), unit.language): word for word in reversed(words)}
    best = sorted(once.values(), key=lambda word: -weigh(word.lower()))[:count]
    ordered = [word for word in dict.fromkeys(words) if word in best]
    joined = ", ".join(ordered) or " ".join(unit.text.split()[:LONGEST])
    return joined[:1].upper() + joined[1:]


def _merit(text: str, unit: Unit, weigh: Weigh) -> float:
    """Return how good a label is; nothing for fragments that assert nothing."""
    cues, small = CUES[unit.language], SMALL_WORDS[unit.language]
    words = forms(text)
    said = " ".join(words)
    telling = {word for word in words if word not in small}
    polar = _polar(words, unit)
    if not _asserts(text, words, unit) or not (telling or polar):
        return 0.0
    if MODEST.match(said) or (cues.apologies.search(said) and _is_announcement(said)):
        return 0.0
    steps = bool(cues.commits.search(said) or cues.wanted.search(said) or cues.decided.search(said))
    return sum(map(weigh, telling)) + 1.5 * polar + 2.0 * steps + 0.15 * len(words)


def _polar(words: Sequence[str], unit: Unit) -> float:
    """Return how much the words take a side."""
    cues, said = CUES[unit.language], " ".join(words)
    weights = sum(cues.critical.weigh(word) + cues.favourable.weigh(word) for word in words)
    return weights + len(cues.critical_phrases.findall(said)) + bool(cues.apologies.search(said))


_ANNOUNCES = re.compile(
    r"^(?:you know )?(?:what (?:worries|bothers|scares) (?:me|us)|ce qui (?:m'|me|nous) ?\w+)"
    r"(?: (?:un peu|un petit peu|though|beaucoup|surtout))?$|^you know what \w+ me\b"
)


def _is_announcement(said: str) -> bool:
    """Return whether words only announce what follows: `what worries me`."""
    return bool(_ANNOUNCES.match(said))


def _asserts(text: str, words: Sequence[str], unit: Unit) -> bool:
    """Return whether a text says something of something, or is the whole of what was said."""
    if len(words) >= 0.7 * len(unit.tokens) or text.endswith("?"):
        return True
    for clause in text.split(", "):
        plain = " ".join(word.rstrip("'") for word in forms(clause))
        if SUBJECT[unit.language].search(RELATIVE[unit.language].sub("", plain)):
            return True
    if _STATES[unit.language].match(text):
        return True
    said = unit.shown.lower()
    place = said.find(text.lower())
    return place == 0 and bool(_DESCRIBES.match(said[len(text) :]))


_STATES: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"(?:(?:le|la|les|un|une|des|mon|ma|notre|nos|ce|cette) |l['’])\w+ (?:\w+ )?\w{3,}(?:e|ent|it|t|d) "
        r"(?:un|une|le|la|les|des|du|au|en|à) ",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:the|a|my|our|this|every) \w+ (?:\w+ )?\w{3,}s (?:the|a|an|to|our|their|it) ",
        re.IGNORECASE,
    ),
}
"""Article, noun, verb, article: a statement whose verb is in no list."""
_DESCRIBES = re.compile(r",? (?:where|who|which|so that|où|qui|dont|pour que)\b")

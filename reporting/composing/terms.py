"""The things a quotation names, where no label can be cut from it safely. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from models.language import Language
from reporting.choosing.naming import VAGUE
from reporting.composing.clauses import LONGEST, MODEST
from reporting.reading.units import Unit
from reporting.words.wording import SMALL_WORDS, forms, stem

Weigh = Callable[[str], float]
"""How telling a word is."""
NO_PRONOUN = (
    "".join(
        rf"(?<!\b{word} )"
        for word in "qui je tu il on elle nous vous ils elles ne me te se y".split()
    )
    + "(?<!quelqu')(?<!quelqu’)(?<!chac)"
)
"""What `le` and `la` are no articles after."""
_NUMBERED = r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante"
_NOUN_PHRASES: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        rf"{NO_PRONOUN}\b(?:(?:le|la|les|un|une|notre|nos|mon|ma|mes|leur|leurs|ce|cette|ces|aucune?|{_NUMBERED}) |l['’])"
        r"([^\W\d_]{3,})(?: (?:(?:de|en|hors|à(?! \w+(?:er|ir|re)\b)) |d['’])[^\W\d_]{3,}|"
        r" [^\W\d_]{2,}(?:ables?|ibles?|iques?|ifs?|ives?|eux|euses?|els?|elles?|aires?|ales?|antes?|iennes?|communs?|"
        r"communes?))?\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:the|an?|our|my|their|this|these|no|one|two|three|four|five|six|ten|\d+) "
        r"([^\W\d_]{3,})(?: of (?:the |a )?(?!what|which|who|us\b|them|it\b)(?:\w+ )?[^\W\d_]{3,}\b|"
        r" (?!\w+(?:s|ed|ing|ly)\b)(?!(?:is|was|can|may|has|had|who|that|which|and|but|for|with|from|into|when|where|"
        r"than|then|what|will|would|could|might|went|goes|does|did|are|were|have|not|because|if|so|as|at|on|in|to|of|or|by|per|after|before|past|about|over|under|between)\b)"
        r"[^\W\d_]{3,}\b)?",
        re.IGNORECASE,
    ),
}


def key_terms(unit: Unit, weigh: Weigh, others: Sequence[Unit] = (), count: int = 3) -> str:
    """Return the most telling things named in a quotation, in the order they were said, by commas."""
    units = sorted((unit, *others), key=lambda one: one.number)
    units = [one for one in units if not MODEST.match(" ".join(one.words))] or units
    small = SMALL_WORDS[unit.language]
    found = [
        (match.group(), weigh(match.group(1).lower()))
        for one in units
        for match in _NOUN_PHRASES[unit.language].finditer(one.shown)
        if match.group(1).lower() not in small
        and match.group().split()[-1].lower() not in VAGUE[unit.language]
    ]
    once: dict[str, tuple[str, float]] = {}
    for text, weight in found:
        once.setdefault(stem(forms(text)[-1], unit.language), (text, weight))
    first = list(once.values())[:1]
    best = [*first, *sorted(list(once.values())[1:], key=lambda pair: -pair[1])[: count - 1]]
    kept = [text for text, _ in once.values() if text in {one for one, _ in best}]
    joined = ", ".join(text[:1].lower() + text[1:] for text in kept)
    if len(joined.split()) < 2:
        joined = _words(max(units, key=lambda one: len(one.tokens)), weigh, count)
    return joined[:1].upper() + joined[1:]


_BETWEEN = frozenset("since whom toward towards while among malgré parmi selon lors".split())


def _words(unit: Unit, weigh: Weigh, count: int) -> str:
    """Return the most telling words of a unit in the order they were said, joined by commas."""
    small = SMALL_WORDS[unit.language]
    words = [
        unit.text[token.start : token.end]
        for token in unit.tokens
        if token.form not in small | _BETWEEN
        and len(token.form) > 3
        and not token.form.endswith("'")
    ]
    once = {stem(word.lower(), unit.language): word for word in reversed(words)}
    best = sorted(once.values(), key=lambda word: -weigh(word.lower()))[:count]
    ordered = [word for word in dict.fromkeys(words) if word in best]
    return ", ".join(ordered) or " ".join(unit.text.split()[:LONGEST])

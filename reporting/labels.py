"""Labels: at most twelve words, cut from a quotation by deletion only.

Negation, hedge and condition stay. Where no safe cut exists, the label is the unit's own key terms.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reporting.stance import CUES
from reporting.units import Unit
from reporting.wording import FILLERS, SMALL_WORDS, forms, negations, tokens

LONGEST = 12
"""Words, counted as a reader does: between spaces, lone punctuation marks apart."""
_JOINT = re.compile(
    r"(?:\s*[,;:()–—]|\s+-)\s+|(?<=[.!?…])[»”\"]?\s+|"
    r"\s+(?=(?:mais|parce qu|donc|alors que|sauf que|puisqu|but|because|so that|although|which means)\b)"
)
_LOOSE_HEAD = re.compile(
    r"^(?:(?:et|mais|donc|or|car|parce que|puisque|que|qu['’]|qui|alors|puis|enfin|bon|sauf que|dont|"
    r"and|but|so|because|that|which|who|then|or|although|though|like|well)\s*)+",
    re.IGNORECASE,
)
_LOOSE_TAIL = re.compile(
    r"[\s,;:–—]+(?:hein|quoi|voilà|bon|euh|enfin|donc|et|mais|you know|um|uh|so)*[\s,;:]*$"
)


def label(unit: Unit, weigh: Callable[[str], float]) -> str:
    """Return the label of `unit`; `weigh` says how telling a folded word is."""
    parts = _parts(unit)
    candidates = [
        run
        for first in range(len(parts))
        for last in range(first + 1, len(parts) + 1)
        if (run := _assembled(unit, parts[first:last], parts[:first], parts[last:]))
    ]
    if not candidates:
        return key_terms(unit, weigh)
    return max(candidates, key=lambda text: _merit(text, unit, weigh))


def key_terms(unit: Unit, weigh: Callable[[str], float], count: int = 3) -> str:
    """Return the most telling words of a unit in the order they were said, joined by commas."""
    small = SMALL_WORDS[unit.language]
    words = [
        unit.text[token.start : token.end]
        for token in unit.tokens
        if token.form not in small and len(token.form) > 3
    ]
    best = sorted(dict.fromkeys(words), key=lambda word: -weigh(word.lower()))[:count]
    ordered = [word for word in dict.fromkeys(words) if word in best]
    joined = ", ".join(ordered) or " ".join(unit.text.split()[:LONGEST])
    return joined[:1].upper() + joined[1:]


@dataclass(frozen=True, slots=True)
class _Part:
    text: str

    @property
    def words(self) -> list[str]:
        return forms(self.text)


def _parts(unit: Unit) -> list[_Part]:
    """Return the clauses of a unit without empty ones: hesitations, repeated starts, asides."""
    text = unit.shown
    head = CUES[unit.language].openers.match(text)
    if head and len(text[head.end() :].split()) >= 3:
        text = text[head.end() :]
    parts = [_Part(part.strip()) for part in _JOINT.split(text) if part and part.strip()]
    fillers = FILLERS[unit.language] | SMALL_WORDS[unit.language]
    kept = [part for part in parts if any(word not in fillers for word in part.words)]
    return [
        part
        for index, part in enumerate(kept)
        if not any(later.text.lower().startswith(part.text.lower()) for later in kept[index + 1 :])
    ]


def _assembled(
    unit: Unit, run: Sequence[_Part], before: Sequence[_Part], after: Sequence[_Part]
) -> str:
    """Return neighbouring clauses as a label, or nothing where the cut would change the sense."""
    text = ", ".join(part.text.rstrip(" .,;:") for part in run)
    text = _without_fillers(text, unit)
    text = _LOOSE_HEAD.sub("", text)
    text = _LOOSE_TAIL.sub("", text).strip(' .,;:…»«"”“')
    count = len(text.split())
    if not 3 <= count <= LONGEST:
        return ""
    if _is_ruled(unit, before) or _is_conditioned(unit, after):
        return ""
    if negations(forms(text), unit.language) < negations(
        [word for part in run for word in part.words], unit.language
    ):
        return ""
    return text[:1].upper() + text[1:]


def _without_fillers(text: str, unit: Unit) -> str:
    fillers = FILLERS[unit.language]
    kept, end = [], 0
    for token in tokens(text):
        if token.form in fillers:
            kept.append(text[end : token.start].rstrip(" ,"))
            end = token.end
    kept.append(text[end:])
    return re.sub(r"\s+,", ",", " ".join(piece for piece in kept if piece)).strip()


def _is_ruled(unit: Unit, before: Sequence[_Part]) -> bool:
    """Return whether what is cut off ahead governs what is kept: a hedge, a condition, a denial."""
    cues = CUES[unit.language]
    text = " ".join(word for part in before for word in part.words)
    if cues.governs.search(text) or cues.reported.search(text) or cues.rumour.search(text):
        return True
    return negations(text.split(), unit.language) > 0 and not text.endswith("hein")


def _is_conditioned(unit: Unit, after: Sequence[_Part]) -> bool:
    """Return whether what is cut off behind limits what is kept: `if one asks it to`, `but not …`."""
    if not after:
        return False
    cues = CUES[unit.language]
    text = " ".join(word for part in after for word in part.words)
    return bool(cues.governs.search(text) or cues.contrast.search(" ".join(text.split()[:2])))


def _merit(text: str, unit: Unit, weigh: Callable[[str], float]) -> float:
    cues = CUES[unit.language]
    words = forms(text)
    telling = sum(weigh(word) for word in set(words) if word not in SMALL_WORDS[unit.language])
    polar = sum(cues.critical.weigh(word) + cues.favourable.weigh(word) for word in words)
    return telling + 1.5 * polar + 0.15 * len(words)

"""What a talk was about, part by part: where the words change, and what each part is called.

Borders lie between turns; a question that opens a subject counts for a border. There are as many
parts as the words show, at most ten, never filled up. Pure; numpy only.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from models.language import Language
from reporting.choosing.naming import VAGUE, nouns, with_article
from reporting.reading.material import Part, Talk
from reporting.reading.stance import joined
from reporting.reading.units import Unit
from reporting.words.wording import NUMBERS, SMALL_WORDS, stem, stems

MOST = 10
WORDS_PER_PART = 300
SHORTEST = 110
"""Words of a part."""
_WINDOW = 130
"""Words compared on each side of a border."""
_OPENS = {
    "fr": re.compile(
        r"\b(?:parlons|on va parler|on arrive|un mot sur|autre question|on prend (?:des|les|une) questions?|"
        r"passons|venons en|j' en viens|question suivante|il nous reste|pour (?:finir|conclure)|"
        r"sur (?:le|la|les|l')|et (?:le|la|les|l') \w+ \??$|concrètement|parlez nous|alors justement)\b"
    ),
    "en": re.compile(
        r"\b(?:let' s talk|let' s turn|moving on|next (?:question|topic|point)|another question|"
        r"we take questions|turning to|what about|how about|to finish|to conclude|speaking of|"
        r"so where|now money|let' s move)\b"
    ),
}


def parts_of(talk: Talk, most: int = MOST) -> list[Part]:
    """Return at most `most` parts of a talk in order, covering every unit once."""
    if not talk.units:
        return []
    starts = _starts(talk, most)
    bounds = [*starts, len(talk.units)]
    spans = list(pairwise(bounds))
    phrases = _key_phrases(talk, spans)
    return [
        Part(first, last - 1, terms, _opening_question(talk, first, last))
        for (first, last), terms in zip(spans, phrases, strict=True)
    ]


def _starts(talk: Talk, most: int) -> list[int]:
    units = talk.units
    wanted = min(most, max(1, round(talk.words / WORDS_PER_PART)))
    borders = [unit.number for unit in units[1:] if unit.turn != units[unit.number - 1].turn] or [
        unit.number for unit in units[1:]
    ]
    depth = _depths(talk, borders)
    lengths = np.cumsum([0, *(len(unit.tokens) for unit in units)])
    chosen = [0]
    for border in sorted(borders, key=lambda place: -depth[place]):
        if len(chosen) >= wanted:
            break
        if all(
            abs(int(lengths[border] - lengths[other])) >= SHORTEST
            for other in [*chosen, len(units)]
        ):
            chosen.append(border)
    return _without_preliminaries(talk, sorted(chosen))


def _without_preliminaries(talk: Talk, starts: list[int]) -> list[int]:
    """Join the first part to the second where the moderator does most of the talking in it."""
    if len(starts) < 2:
        return starts
    opening = talk.units[: starts[1]]
    led = sum(len(unit.tokens) for unit in opening if unit.speaker in talk.moderators)
    return [0, *starts[2:]] if led > 0.5 * sum(len(unit.tokens) for unit in opening) else starts


def _depths(talk: Talk, borders: Sequence[int]) -> dict[int, float]:
    """Return for each border how much the words change there, opening questions counted in."""
    bags = [stems(unit.words, unit.language) for unit in talk.units]
    rarity = Counter(word for bag in bags for word in set(bag))
    return {
        border: _change(talk.units, bags, border, rarity) + _opening(talk, border)
        for border in borders
    }


def _change(
    units: Sequence[Unit], bags: Sequence[Sequence[str]], border: int, rarity: Counter[str]
) -> float:
    before = _window(units, bags, range(border - 1, -1, -1), rarity)
    after = _window(units, bags, range(border, len(units)), rarity)
    common = sum(before[word] * after[word] for word in before.keys() & after.keys())
    size = np.sqrt(sum(v * v for v in before.values()) * sum(v * v for v in after.values()))
    return float(1 - common / size) if size else 0.0


def _window(
    units: Sequence[Unit], bags: Sequence[Sequence[str]], places: range, rarity: Counter[str]
) -> dict[str, float]:
    counts: Counter[str] = Counter()
    words = 0
    for place in places:
        counts.update(bags[place])
        words += len(units[place].tokens)
        if words >= _WINDOW:
            break
    total = len(units)
    return {
        word: (1 + np.log(count)) * np.log(1 + total / rarity[word])
        for word, count in counts.items()
    }


def _opening(talk: Talk, border: int) -> float:
    unit = talk.units[border]
    if unit.speaker not in talk.moderators:
        return 0.0
    turn = _turn(talk, border)
    opens = any(_OPENS[other.language].search(joined(other)) for other in turn)
    asks = any(other.is_question for other in turn)
    long_enough = sum(len(other.tokens) for other in turn) >= 6
    return (0.35 if opens else 0.0) + (0.12 if asks and long_enough else 0.0)


def _turn(talk: Talk, number: int) -> list[Unit]:
    turn = talk.units[number].turn
    found = []
    for unit in talk.units[number:]:
        if unit.turn != turn:
            break
        found.append(unit)
    return found


def _opening_question(talk: Talk, first: int, last: int) -> str:
    if talk.units[first].speaker not in talk.moderators:
        return ""
    asked = [
        unit
        for unit in _turn(talk, first)
        if unit.is_question
        and 4 <= len(unit.tokens) <= 14
        and talk.may_quote(unit.number)
        and stems(unit.words, unit.language)
    ]
    return asked[0].shown if asked and last - first > 3 else ""


def _key_phrases(talk: Talk, spans: Sequence[tuple[int, int]]) -> list[tuple[str, ...]]:
    """Return up to three phrases for each span: frequent in it, rare elsewhere."""
    things = nouns(talk)
    counted = [_phrases(talk, first, last, things) for first, last in spans]
    spread = Counter(key for phrases in counted for key in phrases)
    named: list[tuple[str, ...]] = []
    for phrases in counted:
        ranked = sorted(
            phrases.items(),
            key=lambda item: (
                -_phrase_worth(item[0], item[1], spread[item[0]], len(spans)),
                item[0],
            ),
        )
        named.append(_distinct([(key, said.texts) for key, said in ranked]))
    return named


@dataclass(slots=True)
class _Said:
    """How a phrase was written, and by whom."""

    texts: list[str] = field(default_factory=list)
    speakers: set[str] = field(default_factory=set)
    is_led: bool = False
    """The one who leads opens the part with it."""


def _phrase_worth(key: tuple[str, ...], said: _Said, spread: int, total: int) -> float:
    """Weigh a phrase: said often, by several, by the one who leads, and not everywhere."""
    length = {1: 1.0, 2: 1.7, 3: 1.6}[len(key)]
    count = len(said.texts)
    shared = 1 + _SHARED * (len(said.speakers) - 1)
    led = _LED if said.is_led else 1.0
    often = float((count if count > 1 else 0.6) ** 0.8)
    return length * often * math.log(1 + total / spread) * shared * led


_SHARED = 0.35
"""What each further speaker who says a phrase adds to it."""
_LED = 1.5


def _distinct(ranked: Sequence[tuple[tuple[str, ...], list[str]]]) -> tuple[str, ...]:
    chosen: list[str] = []
    used: set[str] = set()
    for key, texts in ranked:
        if not used & set(key):
            chosen.append(_commonest(texts))
            used |= set(key)
        if len(chosen) == 3:
            break
    bare = [_ARTICLE.sub("", text) for text in chosen]
    return tuple(chosen if all(_ARTICLE.match(text) for text in chosen[:2]) else bare)


def _commonest(texts: Sequence[str]) -> str:
    """Return how a thing is mostly named, with an article where it ever had one."""
    named = [text for text in texts if _ARTICLE.match(text)]
    return Counter(named or texts).most_common(1)[0][0]


_ARTICLE = re.compile(r"^(?:(?:le|la|les|the) |l['’])")


def _phrases(
    talk: Talk, first: int, last: int, things: frozenset[str]
) -> dict[tuple[str, ...], _Said]:
    """Return runs of one to three telling words with how they were written."""
    names = _name_words(talk)
    found: dict[tuple[str, ...], _Said] = {}
    opening = talk.units[first].turn
    for unit in talk.units[first:last]:
        reading = talk.readings[unit.number]
        if talk.may_quote(unit.number) and not (reading.is_procedure or reading.is_instruction):
            for key, text in _runs(unit, names, things):
                said = found.setdefault(key, _Said())
                said.texts.append(text)
                said.speakers.add(unit.speaker)
                said.is_led |= unit.speaker in talk.moderators and unit.turn == opening
    return found


_TIMES: dict[Language, frozenset[str]] = {
    "fr": frozenset(
        "lundi mardi mercredi jeudi vendredi samedi dimanche matin soir midi semaine mois heure heures "
        "minute minutes siècle hier demain janvier février mars avril mai juin juillet août septembre "
        "octobre novembre décembre".split()
    ),
    "en": frozenset(
        "monday tuesday wednesday thursday friday saturday sunday morning evening week weeks month months "
        "year years hour hours minute minutes yesterday tomorrow summer winter every".split()
    ),
}
"""When is not what."""


def _name_words(talk: Talk) -> frozenset[str]:
    return frozenset(
        part.lower()
        for speaker in talk.transcript.speakers
        for part in re.split(r"[\s-]+", speaker.name)
    )


def _runs(
    unit: Unit, names: frozenset[str], nouns: frozenset[str]
) -> list[tuple[tuple[str, ...], str]]:
    small = SMALL_WORDS[unit.language] | _TIMES[unit.language]
    vague = VAGUE[unit.language]
    telling = [
        token.form not in small
        and token.form not in names
        and len(token.form) > 3
        and token.form not in NUMBERS[unit.language]
        and token.form.isalpha()
        for token in unit.tokens
    ]
    runs = []
    for start in range(len(unit.tokens)):
        head = unit.tokens[start]
        is_noun = stem(head.form, unit.language) in nouns
        for size in (1, 2, 3):
            part = unit.tokens[start : start + size]
            if len(part) < size or not all(telling[start : start + size]):
                break
            text = unit.text[part[0].start : part[-1].end]
            is_named = part[0].start > 0 and text[0].isupper()
            last_is_noun = stem(part[-1].form, unit.language) in nouns
            agrees = text.endswith(("s", "x")) and head.form.endswith(("s", "x"))
            fits = is_named or (is_noun and (size == 1 or last_is_noun or agrees))
            fits = fits or (unit.language == "en" and last_is_noun)
            fits = fits and (size > 1 or head.form not in vague)
            if fits and not re.search(r"[,.;:!?«»\"“”{}]", text):
                key = tuple(stem(token.form, unit.language) for token in part)
                text = text if is_named else text.lower()
                runs.append((key, with_article(unit, start, text)))
    return runs

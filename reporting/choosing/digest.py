"""A talk in so many words of its own: sentences chosen to stand for it, fairly, none changed.

The words of a good account are foreseen: telling words in the measure of the talk, small words as
written prose has them, since an account is read, not heard. Sentences are taken that cover them best
for their length. Every speaker with a tenth of the talk is heard, shares of speakers and time stay
near those of the talk. Deterministic; time and memory grow linearly with the talk. Pure.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from models.language import Language
from reporting.reading.units import Unit
from reporting.words.wording import SMALL_WORDS, stem

MAIN = 0.1
"""Share of the talk from which a speaker is a main one and must be heard."""
_BRIEF = 0.88
"""How much a sentence's length counts against it: 1 counts each word, 0 none."""
_FOCUS = 1.4
"""Above 1, words said often are wanted more than in their measure."""
_TELLING = 2.0
"""How much more a telling word counts than a small one."""
_SPEAKER = 0.6
_BINS = 6
_TIME = 0.2
_SHORTEST = 4

_PROSE: dict[Language, str] = {
    # Small words per thousand words of written prose, rounded.
    "fr": "de 46 la 33 les 27 le 27 et 22 l' 22 d' 20 des 21 à 21 en 15 que 13 est 13 pour 13 un 12 "
    "une 11 qu' 12 il 12 du 12 a 10 qui 9 dans 8 sur 8 ne 8 pas 8 au 7 par 6 n' 6 elle 6 plus 6 son 5 "
    "ce 5 sont 5 s' 5 se 5 avec 4 sa 4 mais 4 aux 4 ils 4 être 3 cette 3 ses 3 ces 3 leur 3 ou 3 "
    "c' 4 on 2 y 2 cela 2 aussi 2 fait 3 faut 2 ont 2 sans 2 si 2 deux 2 doit 2 selon 1 même 2 tout 2 "
    "tous 2 entre 2 comme 2 non 1 donc 2 était 1 leurs 2 je 1 nous 2 autres 1 dit 1 avoir 1 très 1",
    "en": "the 62 to 29 of 30 and 28 a 22 in 18 that 13 is 10 for 10 it 8 be 8 was 8 on 7 with 7 are 6 "
    "they 6 as 6 by 6 this 5 not 5 have 4 would 5 should 3 were 4 from 4 their 4 or 4 an 4 at 4 which 3 "
    "will 3 could 4 has 3 but 4 more 3 about 4 he 3 had 3 also 4 there 3 can 3 its 2 one 2 than 2 who 2 "
    "she 2 been 2 if 2 when 2 some 2 other 2 them 2 all 2 so 2 because 2 what 2 how 2 we 2 I 1 said 2",
}


def _rates(language: Language) -> dict[str, float]:
    parts = _PROSE[language].split()
    rates: Counter[str] = Counter()
    for word, rate in zip(parts[::2], parts[1::2], strict=True):
        rates[stem(word.lower(), language)] += float(rate) / 1000  # type: ignore[assignment]
    return dict(rates)


_RATES = {language: _rates(language) for language in ("fr", "en")}
_SMALL = {
    language: frozenset(stem(word, language) for word in SMALL_WORDS[language])
    for language in ("fr", "en")
}


def digest(
    units: Sequence[Unit],
    budget: int,
    *,
    weights: Sequence[float] | None = None,
    taken: Collection[int] = (),
) -> list[int]:
    """Return numbers of units of at most `budget` words together, in the order of the talk.

    `weights` by unit raise or lower a unit's worth; 0 keeps it out. Units `taken` beforehand count
    towards budget, coverage and shares, and are not returned.
    """
    choice = _Choice.of(units, budget, weights)
    for number in taken:
        choice.take(number)
    choice.hear_main_speakers()
    choice.fill()
    return sorted(set(choice.chosen) - set(taken))


@dataclass(slots=True)
class _Choice:
    units: Sequence[Unit]
    budget: int
    weights: Sequence[float]
    bags: list[Counter[str]]
    wanted: Mapping[str, float]
    shares: Mapping[str, float]
    have: Counter[str] = field(default_factory=Counter)
    heard: Counter[str] = field(default_factory=Counter)
    when: Counter[int] = field(default_factory=Counter)
    chosen: set[int] = field(default_factory=set)
    words: int = 0

    @classmethod
    def of(cls, units: Sequence[Unit], budget: int, weights: Sequence[float] | None) -> _Choice:
        bags = [Counter(stem(word, unit.language) for word in unit.words) for unit in units]
        spoken: Counter[str] = Counter()
        for unit in units:
            spoken[unit.speaker] += len(unit.tokens)
        total = max(1, spoken.total())
        return cls(
            units=units,
            budget=budget,
            weights=weights or [1.0] * len(units),
            bags=bags,
            wanted=_wanted(bags, budget, units[0].language if units else "en"),
            shares={speaker: count / total for speaker, count in spoken.items()},
        )

    def fits(self, number: int) -> bool:
        length = len(self.units[number].tokens)
        return (
            number not in self.chosen
            and length >= _SHORTEST
            and self.weights[number] > 0
            and self.words + length <= self.budget
        )

    def take(self, number: int) -> None:
        unit = self.units[number]
        self.chosen.add(number)
        self.have.update(self.bags[number])
        self.heard[unit.speaker] += len(unit.tokens)
        self.when[self._bin(number)] += len(unit.tokens)
        self.words += len(unit.tokens)

    def worth(self, number: int) -> float:
        """Return how much of what is wanted a unit adds for its length; it only ever falls."""
        unit = self.units[number]
        small, gain = _SMALL[unit.language], 0.0
        for word, count in self.bags[number].items():
            missing = self.wanted.get(word, 0.0) - self.have[word]
            if missing > 0:
                telling = 1.0 if word in small else _TELLING
                gain += telling * min(float(count), missing)
        fair = max(1.0, self.budget * self.shares[unit.speaker])
        crowd = 1 + _SPEAKER * self.heard[unit.speaker] / fair
        late = 1 + _TIME * self.when[self._bin(number)] * _BINS / max(1, self.budget)
        brief: float = len(unit.tokens) ** float(_BRIEF)
        return float(self.weights[number]) * gain / brief / crowd / late

    def hear_main_speakers(self) -> None:
        """Take the best unit of each main speaker, the one who spoke most first."""
        main = sorted(
            (speaker for speaker, share in self.shares.items() if share >= MAIN),
            key=lambda speaker: (-self.shares[speaker], speaker),
        )
        for speaker in main:
            room = max(20.0, 1.2 * self.budget * self.shares[speaker])
            own = [
                unit.number
                for unit in self.units
                if unit.speaker == speaker and len(unit.tokens) <= room and self.fits(unit.number)
            ]
            if own and not self.heard[speaker]:
                self.take(max(own, key=lambda number: (self.worth(number), -number)))

    def fill(self) -> None:
        """Take the best fitting unit until none fits; worths only fall, so old ones bound new ones."""
        queue = [
            (-self.worth(unit.number), unit.number) for unit in self.units if self.fits(unit.number)
        ]
        heapq.heapify(queue)
        while queue:
            _, number = heapq.heappop(queue)
            if not self.fits(number):
                continue
            worth = self.worth(number)
            if queue and worth < -queue[0][0]:
                heapq.heappush(queue, (-worth, number))
            else:
                self.take(number)

    def _bin(self, number: int) -> int:
        return number * _BINS // len(self.units)


def _wanted(bags: Sequence[Counter[str]], budget: int, language: Language) -> dict[str, float]:
    """Return how often each stem is wanted in `budget` words."""
    small, rates = _SMALL[language], _RATES[language]
    said: Counter[str] = Counter()
    for bag in bags:
        said.update(bag)
    telling = {word: count for word, count in said.items() if word not in small}
    weight = sum(count**_FOCUS for count in telling.values()) or 1.0
    room = budget * (1 - sum(rates.values()))
    wanted = {
        word: min(room * count**_FOCUS / weight, float(count)) for word, count in telling.items()
    }
    wanted.update({word: budget * rate for word, rate in rates.items()})
    return wanted

"""Which words of a talk name things: those that stand after an article. Pure."""

from __future__ import annotations

from collections import Counter

from reporting.material import Talk
from reporting.wording import stem


def nouns(talk: Talk) -> frozenset[str]:
    """Return stems of words that stand after an article at least a third of the time."""
    after: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for unit in talk.units:
        words = unit.words
        for place, word in enumerate(words):
            key = stem(word, unit.language)
            seen[key] += 1
            before = words[place - 1] if place else ""
            ahead = words[place - 2] if place > 1 else ""
            if before in _ARTICLES[unit.language] and ahead not in _PRONOUNS:
                after[key] += 1
    return frozenset(word for word, count in after.items() if count >= 0.34 * seen[word])


_ARTICLES = {
    "fr": frozenset(
        "le la les l' un une des du au aux mon ma mes ton ta tes son sa ses notre nos votre vos leur "
        "leurs cette cet ces d' chaque quelques plusieurs deux trois quatre cinq dix".split()
    ),
    "en": frozenset(
        "the a an my your his her its our their this these those each every some any no of for two "
        "three four five ten".split()
    ),
}
_PRONOUNS = frozenset("je j' tu il elle on nous vous ils elles ne n' me te se m' t' s'".split())

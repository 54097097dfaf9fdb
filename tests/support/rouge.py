"""ROUGE on stems, and the plain summarisers that ours is measured beside.

Own implementation: compare figures only with others of the same run.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from models.language import Language
from reporting.reading.units import Unit
from reporting.words.wording import SMALL_WORDS, forms, stem

Pick = Callable[[Sequence[Unit], int], list[int]]


def stemmed(text: str, language: Language) -> list[str]:
    """Return every word of a text as its stem, small words included."""
    return [stem(form, language) for form in forms(text)]


def rouge(candidate: Sequence[str], reference: Sequence[str], size: int) -> float:
    """Return the F1 of shared runs of `size` words, 0 to 1."""
    ours = Counter(tuple(candidate[i : i + size]) for i in range(len(candidate) - size + 1))
    theirs = Counter(tuple(reference[i : i + size]) for i in range(len(reference) - size + 1))
    shared = (ours & theirs).total()
    total = ours.total() + theirs.total()
    return 2 * shared / total if total else 0.0


def filled(units: Sequence[Unit], order: Sequence[int], budget: int) -> list[int]:
    """Return the units taken in `order` that fit into `budget` words, in the order of the talk."""
    chosen, words = [], 0
    for number in order:
        length = len(units[number].tokens)
        if words + length <= budget:
            chosen.append(number)
            words += length
    return sorted(chosen)


def at_random(units: Sequence[Unit], budget: int, seed: int = 0) -> list[int]:
    """Return units drawn by lot."""
    order = list(range(len(units)))
    random.Random(seed).shuffle(order)
    return filled(units, order, budget)


def lead(units: Sequence[Unit], budget: int) -> list[int]:
    """Return the first units."""
    return filled(units, range(len(units)), budget)


def _vectors(units: Sequence[Unit]) -> np.ndarray:
    bags = [
        Counter(
            stem(word, unit.language)
            for word in unit.words
            if word not in SMALL_WORDS[unit.language]
        )
        for unit in units
    ]
    seen = Counter(word for bag in bags for word in bag)
    places = {word: place for place, word in enumerate(seen)}
    matrix = np.zeros((len(units), max(1, len(places))))
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            matrix[row, places[word]] = count * np.log((1 + len(bags)) / (1 + seen[word]) + 1)
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    result: np.ndarray = matrix / np.where(norms > 0, norms, 1)
    return result


def _textrank(likeness: np.ndarray) -> np.ndarray:
    weights = likeness.copy()
    np.fill_diagonal(weights, 0)
    out = weights.sum(axis=1, keepdims=True)
    weights = weights / np.where(out > 0, out, 1)
    rank = np.full(len(weights), 1 / len(weights))
    for _ in range(50):
        rank = 0.15 / len(weights) + 0.85 * (weights.T @ rank)
    return rank


def textrank(units: Sequence[Unit], budget: int) -> list[int]:
    """Return the units that a walk over likeness visits most; six words at least."""
    vectors = _vectors(units)
    rank = _textrank(vectors @ vectors.T)
    order = [int(n) for n in np.argsort(-rank, kind="stable") if 6 <= len(units[n].tokens) <= 60]
    return filled(units, order, budget)


def textrank_mmr(units: Sequence[Unit], budget: int, trade: float = 0.7) -> list[int]:
    """Return units by the same walk, less likeness to what is already taken (lambda 0.7)."""
    vectors = _vectors(units)
    likeness = vectors @ vectors.T
    rank = _textrank(likeness)
    rank = rank / (rank.max() or 1)
    left = [n for n in range(len(units)) if 6 <= len(units[n].tokens) <= 60]
    near = np.zeros(len(units))
    order: list[int] = []
    words = 0
    while left and words < budget:
        best = max(left, key=lambda n: trade * rank[n] - (1 - trade) * near[n])
        left.remove(best)
        if words + len(units[best].tokens) <= budget:
            order.append(best)
            words += len(units[best].tokens)
            near = np.maximum(near, likeness[best])
    return filled(units, order, budget)


def oracle(
    units: Sequence[Unit], budget: int, reference: Sequence[str], language: Language
) -> list[int]:
    """Return the units that a greedy chooser who knows the reference would take."""
    bags = [stemmed(unit.text, language) for unit in units]
    wanted = Counter(reference)
    have: Counter[str] = Counter()
    chosen: list[int] = []
    words, shared = 0, 0
    while True:
        best, gain_best = -1, 0.0
        for number, bag in enumerate(bags):
            if number in chosen or words + len(bag) > budget or not bag:
                continue
            more = sum(
                min(count, max(0, wanted[word] - have[word]))
                for word, count in Counter(bag).items()
            )
            gain = 2 * (shared + more) / (words + len(bag) + len(reference)) - 2 * shared / max(
                1, words + len(reference)
            )
            if gain > gain_best:
                best, gain_best = number, gain
        if best < 0:
            return sorted(chosen)
        shared += sum(
            min(count, max(0, wanted[word] - have[word]))
            for word, count in Counter(bags[best]).items()
        )
        have.update(bags[best])
        words += len(bags[best])
        chosen.append(best)

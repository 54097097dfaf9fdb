"""How much of a talk each unit stands for: a walk over likeness, length, place and telling detail.

Likeness is computed in blocks of fixed size, so that time and memory grow linearly with the talk.
Pure; numpy only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from reporting.reading.units import Unit
from reporting.words.wording import stems

Matrix = npt.NDArray[np.float32]
BLOCK = 600
"""Units compared with one another at once."""
_DAMPING = 0.85
_ROUNDS = 30


def salience(units: Sequence[Unit], hidden: frozenset[int] = frozenset()) -> tuple[float, ...]:
    """Return one number per unit, about 1 on average; 0 for hidden ones."""
    if not units:
        return ()
    bags = [Counter(stems(unit.words, unit.language)) for unit in units]
    rarity = _rarity(bags)
    rank = np.concatenate(
        [_rank(_vectors(bags[at : at + BLOCK], rarity)) for at in range(0, len(units), BLOCK)]
    )
    scores = rank * np.array([_length(len(unit.tokens)) for unit in units])
    scores *= np.array([_detail(unit) for unit in units])
    scores[[number for number in hidden if number < len(units)]] = 0.0
    mean = float(scores.mean()) or 1.0
    return tuple(float(score) / mean for score in scores)


def _rarity(bags: Sequence[Counter[str]]) -> dict[str, float]:
    seen = Counter(word for bag in bags for word in bag)
    return {word: float(np.log(1 + len(bags) / count)) for word, count in seen.items()}


def _vectors(bags: Sequence[Counter[str]], rarity: dict[str, float]) -> Matrix:
    """Return unit vectors, one row per bag: (n, words), 32-bit floats."""
    places: dict[str, int] = {}
    for bag in bags:
        for word in bag:
            places.setdefault(word, len(places))
    matrix = np.zeros((len(bags), max(1, len(places))), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            matrix[row, places[word]] = (1 + np.log(count)) * rarity[word]
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix /= np.where(norms > 0, norms, 1)
    return matrix


def _rank(vectors: Matrix) -> npt.NDArray[np.float64]:
    """Return the stationary share of a random walk over likeness, 1 on average."""
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, 0)
    out = likeness.sum(axis=1, keepdims=True)
    likeness /= np.where(out > 0, out, 1)
    count = len(vectors)
    rank = np.full(count, 1.0)
    for _ in range(_ROUNDS):
        rank = (1 - _DAMPING) + _DAMPING * (likeness.T @ rank)
    return rank


def _length(words: int) -> float:
    """Weigh down remarks of a few words: they say little alone."""
    return min(1.0, words / 12) ** 0.7 if words < 12 else 1.0


def _detail(unit: Unit) -> float:
    """Weigh up figures and names: they are what a reader looks for."""
    figures = sum(word[0].isdigit() for word in unit.words)
    names = sum(
        unit.text[token.start].isupper() and token.start > 0 and len(token.form) > 2
        for token in unit.tokens
    )
    return 1 + 0.08 * min(3, figures) + 0.05 * min(3, names)

"""How many voices there are and which stretch is whose: clusters of voice vectors.

Average-link clustering. The mean similarity of two clusters is the product of their mean vectors, so
sums and counts are all that is kept and long recordings need no table of all pairs. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Labels = npt.NDArray[np.int64]

MOST_AT_ONCE = 1200
"""Vectors clustered in one go; longer recordings are condensed first."""


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """When two groups of stretches are one voice."""

    threshold: float = 0.72
    """Mean cosine similarity above which they are."""
    condense: float = 0.85
    """The same for neighbours in long recordings, before the real clustering."""
    least_share: float = 0.03
    """A voice with less of the speech than this is noise, and its stretches go to the nearest."""
    least_windows: int = 3
    most_voices: int = 20


def cluster(vectors: Floats, number: int = 0, settings: ClusterSettings | None = None) -> Labels:
    """Return a label, counting from 0, for each row of `vectors`; 0 for `number` lets it decide."""
    settings = settings or ClusterSettings()
    if len(vectors) == 0:
        return np.zeros(0, np.int64)
    sums, counts, owner = _condensed(vectors.astype(np.float64), settings)
    labels = _linked(sums, counts, number, settings)[owner]
    if number == 0:
        labels = without_small(vectors, labels, settings)
    return _numbered(labels)


def centroids(vectors: Floats, labels: Labels) -> Floats:
    """Return the unit vector in the middle of each voice, shape (voices, values)."""
    means = np.stack([vectors[labels == label].mean(axis=0) for label in range(labels.max() + 1)])
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    return np.asarray(means / np.maximum(lengths, 1e-9), dtype=np.float32)


def without_small(vectors: Floats, labels: Labels, settings: ClusterSettings) -> Labels:
    """Give the stretches of voices that hardly speak to the voice they are most alike."""
    counts = np.bincount(labels)
    least = max(settings.least_windows, settings.least_share * len(labels))
    kept = [label for label, count in enumerate(counts) if count >= least]
    if not kept:
        kept = [int(np.argmax(counts))]
    kept = sorted(sorted(kept, key=lambda label: -counts[label])[: settings.most_voices])
    middles = np.stack([vectors[labels == label].mean(axis=0) for label in kept])
    middles = middles / np.linalg.norm(middles, axis=1, keepdims=True)
    nearest = np.array(kept)[np.argmax(vectors @ middles.T, axis=1)]
    return np.where(np.isin(labels, kept), labels, nearest)


def _condensed(
    vectors: npt.NDArray[np.float64], settings: ClusterSettings
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], Labels]:
    """Join vectors that follow each other and are alike, until few enough are left."""
    owner = np.arange(len(vectors))
    sums, counts = vectors, np.ones(len(vectors))
    while len(sums) > MOST_AT_ONCE:
        sums, counts, moved = _half(sums, counts)
        owner = moved[owner]
    return sums, counts, owner


def _half(
    sums: npt.NDArray[np.float64], counts: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], Labels]:
    """Join the most alike half of neighbouring pairs."""
    means = sums / counts[:, None]
    alike = np.einsum("ij,ij->i", means[:-1], means[1:])
    wanted = max(1, len(sums) // 4)
    joined = np.zeros(len(sums), bool)
    taken = 0
    for place in np.argsort(-alike, kind="stable"):
        if taken >= wanted:
            break
        if not joined[place] and not joined[place + 1] and (place == 0 or not joined[place - 1]):
            joined[place] = True
            taken += 1
    moved = np.cumsum(np.concatenate([[True], ~joined[:-1]])) - 1
    fresh = np.zeros((moved[-1] + 1, sums.shape[1]))
    fresh_counts = np.zeros(moved[-1] + 1)
    np.add.at(fresh, moved, sums)
    np.add.at(fresh_counts, moved, counts)
    return fresh, fresh_counts, moved


def _linked(
    sums: npt.NDArray[np.float64],
    counts: npt.NDArray[np.float64],
    number: int,
    settings: ClusterSettings,
) -> Labels:
    """Join the two most alike groups again and again; return the group of each row."""
    labels = np.arange(len(sums))
    sums, counts = sums.copy(), counts.copy()
    means = sums / counts[:, None]
    alike = means @ means.T
    np.fill_diagonal(alike, -np.inf)
    alive = len(sums)
    while alive > max(1, number):
        best = int(np.argmax(alike))
        first, second = sorted(divmod(best, len(sums)))
        if number == 0 and alike[first, second] < settings.threshold:
            break
        sums[first] += sums[second]
        counts[first] += counts[second]
        labels[labels == second] = first
        means[first] = sums[first] / counts[first]
        fresh = means @ means[first]
        dead = np.isinf(alike[first])
        dead[[first, second]] = True
        fresh[dead] = -np.inf
        alike[first], alike[:, first] = fresh, fresh
        alike[second], alike[:, second] = -np.inf, -np.inf
        alive -= 1
    return labels


def _numbered(labels: Labels) -> Labels:
    """Number voices in the order of their first word."""
    order = {label: place for place, label in enumerate(dict.fromkeys(labels.tolist()))}
    return np.array([order[label] for label in labels.tolist()], np.int64)

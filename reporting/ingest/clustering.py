"""How many voices there are and which stretch is whose: clusters of voice vectors.

Average-link clustering gives a division for every number of voices. One more voice is believed only
where the voices then differ from each other clearly more than each does from itself at another time;
the smaller the smallest of them, the more clearly. Pure.

The mean similarity of two clusters is the product of their mean vectors, so sums and counts are all
that is kept and long recordings need no table of all pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    Floats = npt.NDArray[np.float32]
    Labels = npt.NDArray[np.int64]
    Table = npt.NDArray[np.float64]

MOST_AT_ONCE = 1200
"""Vectors clustered in one go; longer recordings are condensed first."""
MOST_VOICES = 12

_LEVELS = 6 * MOST_VOICES
_ROUNDS = 8
_APART_MS = 1600
"""Windows closer than this share sound and say nothing of how alike a voice is to itself."""


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """When a division into voices is believed. Similarities are cosines of GE2E vectors."""

    separation: float = 0.11
    """How much more alike a voice must be to itself than to any other, where one hardly speaks."""
    balanced_separation: float = 0.06
    """The same where each has at least `balanced` of the speech."""
    balanced: float = 0.4
    given_share: float = 0.6
    """Of that bar, what is asked where the user says how many voices there are: a lower one, not none."""
    most_alike: float = 0.72
    """Two voices more alike than this are one, however steady each is."""
    least_share: float = 0.04
    least_windows: int = 3
    given_windows: int = 2
    """What a voice must have at least where the user says that it is there."""
    enough_windows: int = 40
    """A voice with this many windows counts, however small its share of a long recording."""


@dataclass(frozen=True, slots=True)
class _Division:
    labels: Labels
    voices: int
    separation: float
    alike: float
    """Of the two voices that are most alike."""
    smallest: float
    """Share of the voice that speaks least."""


def cluster(
    vectors: Floats,
    times_ms: Labels,
    number: int = 0,
    settings: ClusterSettings | None = None,
) -> Labels:
    """Return a label, from 0 in order of appearance, for each row of `vectors`.

    `times_ms`: the middle of each window. `number`: how many voices, 0 to let the vectors decide.
    """
    settings = settings or ClusterSettings()
    if len(vectors) < 2 or number == 1:
        return np.zeros(len(vectors), np.int64)
    means, times, owner = _condensed(vectors.astype(np.float64), times_ms.astype(np.float64))
    chosen = _chosen(means, times, number, settings)
    labels = chosen.labels if chosen else np.zeros(len(means), np.int64)
    return numbered(labels[owner])


def centroids(vectors: Floats, labels: Labels) -> Floats:
    """Return the unit vector in the middle of each voice, shape (voices, values)."""
    means = np.stack([vectors[labels == label].mean(axis=0) for label in range(labels.max() + 1)])
    return np.asarray(_unit(means), dtype=np.float32)


def numbered(labels: Labels) -> Labels:
    """Number voices in the order in which they first speak."""
    order = {label: place for place, label in enumerate(dict.fromkeys(labels.tolist()))}
    return np.array([order[label] for label in labels.tolist()], np.int64)


def _chosen(means: Table, times: Table, number: int, settings: ClusterSettings) -> _Division | None:
    """Return what the vectors say; a number above it lowers the bar for more voices, nothing else."""
    share = min(settings.least_share * len(means), settings.enough_windows)
    plain = _divisions(means, times, max(settings.least_windows, share))
    own = _believed(plain, number or MOST_VOICES, 1.0, settings)
    found = own.voices if own else 1
    if number <= found:
        return own
    finer = _divisions(means, times, settings.given_windows)
    fuller = _believed(finer, number, settings.given_share, settings)
    return fuller if fuller and fuller.voices > found else own


def _believed(
    divisions: Iterable[_Division], most: int, bar: float, settings: ClusterSettings
) -> _Division | None:
    """Return the division into most voices, up to `most`, that is believed; None for one voice."""
    plain = [one for one in divisions if one.voices <= most and _is_plain(one, bar, settings)]
    return max(plain, key=lambda one: (one.voices, one.separation), default=None)


def _is_plain(division: _Division, bar: float, settings: ClusterSettings) -> bool:
    ease = min(1.0, max(0.0, (division.smallest - 0.1) / (settings.balanced - 0.1)))
    needed = settings.separation - ease * (settings.separation - settings.balanced_separation)
    return division.separation >= bar * needed and division.alike <= settings.most_alike


def _divisions(means: Table, times: Table, least: float) -> Iterator[_Division]:
    """Yield what each level of the clustering comes to once groups below `least` are shared out."""
    seen: set[bytes] = set()
    for groups in _levels(means):
        names, counts = np.unique(groups, return_counts=True)
        kept = names[counts >= least]
        if not 2 <= len(kept) <= MOST_VOICES:
            continue
        labels = _settled(means, groups, kept)
        if labels is None or labels.tobytes() in seen:
            continue
        seen.add(labels.tobytes())
        yield _judged(means, times, labels)


def _settled(means: Table, groups: Labels, kept: Labels) -> Labels | None:
    """Give every row to the nearest kept group until nothing moves; None where one empties."""
    middles = np.stack([means[groups == name].mean(axis=0) for name in kept])
    labels = np.argmax(means @ _unit(middles).T, axis=1)
    for _ in range(_ROUNDS):
        if np.bincount(labels, minlength=len(kept)).min() < 2:
            return None
        middles = np.stack([means[labels == voice].mean(axis=0) for voice in range(len(kept))])
        moved = np.argmax(means @ _unit(middles).T, axis=1)
        if np.array_equal(moved, labels):
            break
        labels = moved
    return labels if np.bincount(labels, minlength=len(kept)).min() >= 2 else None


def _judged(means: Table, times: Table, labels: Labels) -> _Division:
    voices = int(labels.max()) + 1
    middles = [means[labels == voice].mean(axis=0) for voice in range(voices)]
    within = [_within(means[labels == voice], times[labels == voice]) for voice in range(voices)]
    pairs = list(combinations(range(voices), 2))
    between = [float(middles[one] @ middles[other]) for one, other in pairs]
    own = [_mean_known(within[one], within[other]) for one, other in pairs]
    separation = min(mine - both for mine, both in zip(own, between, strict=True))
    smallest = float(np.bincount(labels).min()) / len(labels)
    return _Division(labels, voices, separation, max(between), smallest)


def _within(means: Table, times: Table) -> float | None:
    """Return how alike a voice is to itself at other times; None where it spoke once."""
    step = max(1, len(means) // 400)
    means, times = means[::step], times[::step]
    far = np.abs(times[:, None] - times[None]) >= _APART_MS
    return float((means @ means.T)[far].mean()) if far.sum() >= 2 else None


def _mean_known(one: float | None, other: float | None) -> float:
    known = [value for value in (one, other) if value is not None]
    return sum(known) / len(known) if known else 0.7


def _levels(means: Table) -> Iterator[Labels]:
    """Join the two most alike groups again and again; yield the groups from some dozens on."""
    labels = np.arange(len(means))
    sums, counts = means.copy(), np.ones(len(means))
    middles = means.copy()
    alike = middles @ middles.T
    np.fill_diagonal(alike, -np.inf)
    for alive in range(len(means) - 1, 1, -1):
        first, second = sorted(divmod(int(np.argmax(alike)), len(means)))
        sums[first] += sums[second]
        counts[first] += counts[second]
        labels[labels == second] = first
        middles[first] = sums[first] / counts[first]
        fresh = middles @ middles[first]
        gone = np.isinf(alike[first])
        gone[[first, second]] = True
        fresh[gone] = -np.inf
        alike[first], alike[:, first] = fresh, fresh
        alike[second], alike[:, second] = -np.inf, -np.inf
        if alive <= _LEVELS:
            yield labels.copy()


def _condensed(vectors: Table, times: Table) -> tuple[Table, Table, Labels]:
    """Join vectors that follow each other and are alike, until few enough are left."""
    owner = np.arange(len(vectors))
    sums, counts, moments = vectors, np.ones(len(vectors)), times
    while len(sums) > MOST_AT_ONCE:
        moved = _neighbours_joined(sums / counts[:, None])
        owner = moved[owner]
        sums, moments, counts = (_added(part, moved) for part in (sums, moments, counts))
    return sums / counts[:, None], moments / counts, owner


def _added(values: Table, moved: Labels) -> Table:
    added = np.zeros((int(moved[-1]) + 1, *values.shape[1:]))
    np.add.at(added, moved, values)
    return added


def _neighbours_joined(means: Table) -> Labels:
    """Return where each row goes when the most alike quarter of neighbours are joined."""
    alike = np.einsum("ij,ij->i", means[:-1], means[1:])
    joined = np.zeros(len(means), bool)
    wanted = max(1, len(means) // 4)
    for place in np.argsort(-alike, kind="stable"):
        if wanted == 0:
            break
        if not joined[place + 1] and not (place and joined[place - 1]):
            joined[place] = True
            wanted -= 1
    return np.cumsum(np.concatenate([[True], ~joined[:-1]])) - 1


def _unit(rows: Table) -> Table:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float64)

"""Who spoke when: stretches of voice and their vectors become turns of numbered voices.

Windows are clustered into voices, then every tenth of a second of speech goes to the voice it is most
alike, with a price on changing; so that a short turn without a clear voice stays with its neighbours.
Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from models.transcript import Span
from reporting.ingest.clustering import ClusterSettings, centroids, cluster

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Labels = npt.NDArray[np.int64]

GRID_MS = 100


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """How readily voices are told apart."""

    clusters: ClusterSettings = field(default_factory=ClusterSettings)
    change_cost: float = 0.6
    """Similarity, summed over steps of 100 ms, that a change of voice must gain."""
    rounds: int = 3
    breath_ms: int = 800
    """A pause shorter than this, between two stretches of one voice, belongs to its turn."""
    unsure_margin: float = 0.04
    """A turn this close to another voice is shown with a question mark."""


@dataclass(frozen=True, slots=True)
class VoiceTurn:
    """A stretch of one voice."""

    span: Span
    voice: int
    margin: float = 1.0
    """How much more alike the voice is than the next one; 1 where there is no other."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Who spoke when."""

    turns: tuple[VoiceTurn, ...]
    prints: Floats
    """Unit vectors, one row for each voice; no rows where voices cannot be told apart."""
    unsure: frozenset[int] = frozenset()
    """Voices that might be another one's."""

    @property
    def count(self) -> int:
        """Number of voices."""
        return len({turn.voice for turn in self.turns})


def tell_apart(
    voiced: Sequence[Span],
    windows: Sequence[Span],
    vectors: Floats,
    number: int = 0,
    settings: VoiceSettings | None = None,
) -> Voices:
    """Return the turns of each voice. `number`: how many there are, 0 where nobody knows."""
    settings = settings or VoiceSettings()
    if number == 1 or len(windows) == 0:
        return Voices(tuple(VoiceTurn(span, 0) for span in voiced), vectors[:0])
    times = np.array([(window.start_ms + window.end_ms) // 2 for window in windows])
    labels = cluster(vectors, times, number, settings.clusters)
    middles = centroids(vectors, labels)
    steps = _steps(voiced)
    sound = _at_steps(steps, windows, vectors)
    path = np.zeros(len(steps), np.int64)
    for _ in range(settings.rounds):
        path = _best_path(sound @ middles.T, steps, settings.change_cost)
        middles = _refined(sound, path, middles)
    return _turns(path, steps, voiced, sound @ middles.T, middles, settings)


def _steps(voiced: Sequence[Span]) -> Labels:
    """Return the middles of all steps that hold a voice, milliseconds."""
    grids = [np.arange(span.start_ms, span.end_ms, GRID_MS) + GRID_MS // 2 for span in voiced]
    return np.concatenate(grids).astype(np.int64) if grids else np.zeros(0, np.int64)


def _at_steps(steps: Labels, windows: Sequence[Span], vectors: Floats) -> Floats:
    """Return the voice at each step: the mean of the windows around it, the nearest counting most."""
    starts = np.array([window.start_ms for window in windows])
    ends = np.array([window.end_ms for window in windows])
    middles, halves = (starts + ends) / 2, np.maximum(1, (ends - starts) / 2)
    order = np.argsort(middles, kind="stable")
    starts, ends, middles, halves = starts[order], ends[order], middles[order], halves[order]
    vectors = vectors[order]
    found = np.zeros((len(steps), vectors.shape[1]), np.float32)
    reach = int(halves.max())
    for place, step in enumerate(steps):
        low = int(np.searchsorted(middles, step - reach))
        high = int(np.searchsorted(middles, step + reach, side="right"))
        low, high = (low, high) if high > low else _nearest(middles, step)
        weights = np.maximum(0.05, 1 - np.abs(middles[low:high] - step) / halves[low:high])
        found[place] = weights @ vectors[low:high]
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.maximum(lengths, 1e-9), dtype=np.float32)


def _nearest(middles: npt.NDArray[np.float64], step: int) -> tuple[int, int]:
    place = min(len(middles) - 1, int(np.searchsorted(middles, step)))
    if place > 0 and step - middles[place - 1] < middles[place] - step:
        place -= 1
    return place, place + 1


def _best_path(alike: Floats, steps: Labels, cost: float) -> Labels:
    """Return the voice at each step that is most alike in all, less what each change costs."""
    count, voices = alike.shape
    if count == 0:
        return np.zeros(0, np.int64)
    best = alike[0].astype(np.float64)
    came = np.zeros((count, voices), np.int64)
    gaps = np.diff(steps, prepend=steps[0])
    for place in range(1, count):
        # a silence makes a change cheaper
        price = cost * (0.4 if gaps[place] > 3 * GRID_MS else 1.0)
        leader = int(np.argmax(best))
        stay = best >= best[leader] - price
        came[place] = np.where(stay, np.arange(voices), leader)
        best = np.where(stay, best, best[leader] - price) + alike[place]
    path = np.zeros(count, np.int64)
    path[-1] = int(np.argmax(best))
    for place in range(count - 1, 0, -1):
        path[place - 1] = came[place, path[place]]
    return path


def _refined(sound: Floats, path: Labels, middles: Floats) -> Floats:
    refined = middles.copy()
    for voice in range(len(middles)):
        own = sound[path == voice]
        if len(own) >= 5:
            mean = own.mean(axis=0)
            refined[voice] = mean / max(1e-9, float(np.linalg.norm(mean)))
    return refined


def _turns(
    path: Labels,
    steps: Labels,
    voiced: Sequence[Span],
    alike: Floats,
    middles: Floats,
    settings: VoiceSettings,
) -> Voices:
    present = {int(voice): place for place, voice in enumerate(dict.fromkeys(path.tolist()))}
    margins = _margins(alike, path)
    turns: list[VoiceTurn] = []
    at = 0
    for span in voiced:
        count = len(range(span.start_ms, span.end_ms, GRID_MS))
        turns += _turns_of(span, path[at : at + count], margins[at : at + count], present)
        at += count
    turns = _joined(turns, settings.breath_ms)
    prints = middles[list(present)] if present else middles[:0]
    return Voices(tuple(turns), prints, _unsure(turns, len(present), settings))


def _turns_of(
    span: Span, path: Labels, margins: Floats, present: dict[int, int]
) -> list[VoiceTurn]:
    edges = [0, *(np.flatnonzero(np.diff(path)) + 1).tolist(), len(path)]
    turns = []
    for start, end in pairwise(edges):
        begins = span.start_ms + start * GRID_MS
        ends = span.end_ms if end == len(path) else span.start_ms + end * GRID_MS
        if ends > begins:
            margin = float(margins[start:end].mean())
            turns.append(VoiceTurn(Span(begins, ends), present[int(path[start])], margin))
    return turns


def _joined(turns: list[VoiceTurn], breath_ms: int) -> list[VoiceTurn]:
    joined: list[VoiceTurn] = []
    for turn in turns:
        last = joined[-1] if joined else None
        if last and last.voice == turn.voice and turn.span.start_ms - last.span.end_ms < breath_ms:
            span = Span(last.span.start_ms, max(last.span.end_ms, turn.span.end_ms))
            joined[-1] = VoiceTurn(span, last.voice, min(last.margin, turn.margin))
        else:
            joined.append(turn)
    return joined


def _margins(alike: Floats, path: Labels) -> Floats:
    """Return how much more alike each step is to its voice than to any other."""
    if alike.shape[1] < 2:
        return np.ones(len(path), np.float32)
    rows = np.arange(len(path))
    own = alike[rows, path]
    others = alike.copy()
    others[rows, path] = -np.inf
    return np.asarray(own - others.max(axis=1), dtype=np.float32)


def _unsure(turns: Sequence[VoiceTurn], voices: int, settings: VoiceSettings) -> frozenset[int]:
    """Return the voices whose turns are, on the whole, hardly more alike them than another."""
    if voices < 2:
        return frozenset()
    unsure = set()
    for voice in range(voices):
        own = [turn for turn in turns if turn.voice == voice]
        length = sum(turn.span.end_ms - turn.span.start_ms for turn in own)
        mean = sum(t.margin * (t.span.end_ms - t.span.start_ms) for t in own) / max(1, length)
        if mean < settings.unsure_margin or length < 2000:
            unsure.add(voice)
    return frozenset(unsure)

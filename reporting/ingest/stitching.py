"""The words of neighbouring pieces become one stream: none lost, none doubled, none cut.

Where two pieces both heard the sound around a cut, one is followed up to a word that both
heard alike, then the other.
Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.audio import EAR_RATE
from models.transcript import Word

if TYPE_CHECKING:
    from reporting.ingest.splitting import Piece

Utterances = tuple[tuple[Word, ...], ...]

_REACH_MS = 2000
_SAME_MS = 200
"""How far apart two recognitions of one spoken word may lie."""


def stitch(pieces: Sequence[tuple[Piece, Utterances]]) -> list[tuple[Word, ...]]:
    """Return the utterances of pieces that follow each other, as one list in time order."""
    joined: list[tuple[Word, ...]] = []
    reached: Piece | None = None
    for piece, utterances in pieces:
        fresh = list(utterances)
        if reached is not None and _overlap(reached, piece):
            joined, fresh = _seamed(joined, fresh, piece.start * 1000 // EAR_RATE)
        joined += fresh
        reached = piece
    return [utterance for utterance in joined if utterance]


def _overlap(before: Piece, after: Piece) -> bool:
    return before.heard_to > after.heard_from


def _seamed(
    before: list[tuple[Word, ...]], after: list[tuple[Word, ...]], cut_ms: int
) -> tuple[list[tuple[Word, ...]], list[tuple[Word, ...]]]:
    left = [word for words in before[-8:] for word in words if word.end_ms > cut_ms - _REACH_MS]
    right = [word for words in after[:8] for word in words if word.start_ms < cut_ms + _REACH_MS]
    seam = find_seam(left, right, cut_ms)
    kept = [tuple(w for w in words if _middle(w) < seam.left_ms) for words in before]
    fresh = [tuple(w for w in words if _middle(w) >= seam.right_ms) for words in after]
    if _is_doubled(kept, fresh):
        fresh[0] = fresh[0][1:]
    return kept, fresh


@dataclass(frozen=True, slots=True)
class Seam:
    """Words whose middle is before `left_ms` come from the left, from `right_ms` on from the right."""

    left_ms: int
    right_ms: int


def find_seam(left: Sequence[Word], right: Sequence[Word], cut_ms: int) -> Seam:
    """Return where to pass from one recognition to the other, as near to `cut_ms` as can be.

    After a word that both heard alike; without one, where both are between words.
    """
    shared = [
        (mine, theirs)
        for mine in left
        for theirs in right
        if mine.text == theirs.text and abs(mine.start_ms - theirs.start_ms) <= _SAME_MS
    ]
    if shared:
        mine, theirs = min(shared, key=lambda pair: (abs(_middle(pair[0]) - cut_ms), pair))
        return Seam(_middle(mine) + 1, _middle(theirs) + 1)
    words = [*left, *right]
    places = {cut_ms, *(word.start_ms for word in words), *(word.end_ms for word in words)}
    near = [place for place in places if abs(place - cut_ms) <= _REACH_MS // 2]
    free = [place for place in near if not any(w.start_ms < place < w.end_ms for w in words)]
    place = min(free, key=lambda place: (abs(place - cut_ms), place), default=cut_ms)
    return Seam(place, place)


def _is_doubled(before: list[tuple[Word, ...]], after: list[tuple[Word, ...]]) -> bool:
    """Return whether the word at the seam stands on both sides of it."""
    last = next((words[-1] for words in reversed(before) if words), None)
    if last is None or not after or not after[0]:
        return False
    first = after[0][0]
    return first.text == last.text and _middle(first) < last.end_ms


def _middle(word: Word) -> int:
    return (word.start_ms + word.end_ms) // 2

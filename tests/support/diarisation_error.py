"""How wrong a division into voices is: the diarisation error rate of NIST, with its collar. Pure.

Missed speech, false speech and confusion over the speech of the reference, under the pairing of voices
that is best over the whole recording.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

STEP_MS = 10
_MOST_PERMUTED = 7

Turn = tuple[int, int, str]
"""Start and end in milliseconds, and who."""


@dataclass(frozen=True, slots=True)
class Errors:
    """Milliseconds of the speech that was scored."""

    speech: int = 0
    missed: int = 0
    false: int = 0
    confused: int = 0

    @property
    def rate(self) -> float:
        """Error over speech."""
        return (self.missed + self.false + self.confused) / max(1, self.speech)

    def plus(self, other: Errors) -> Errors:
        """Return both together."""
        return Errors(
            self.speech + other.speech,
            self.missed + other.missed,
            self.false + other.false,
            self.confused + other.confused,
        )


def diarisation_errors(
    reference: Sequence[Turn],
    found: Sequence[Turn],
    end_ms: int,
    *,
    collar_ms: int = 250,
    with_overlap: bool = True,
) -> Errors:
    """Return the errors of `found` against `reference` over a recording of `end_ms`."""
    scored = _scored(reference, end_ms, collar_ms)
    truth, guess = _speakers(reference, end_ms), _speakers(found, end_ms)
    if not with_overlap:
        scored = [is_on and len(who) < 2 for is_on, who in zip(scored, truth, strict=True)]
    pairing = _best_pairing(truth, guess, scored)
    errors = Errors()
    for is_on, who, heard in zip(scored, truth, guess, strict=True):
        if is_on and (who or heard):
            errors = errors.plus(_step(who, {pairing.get(name, "") for name in heard}, len(heard)))
    return errors


def _step(who: frozenset[str], matched: set[str], heard: int) -> Errors:
    right = len(who & matched)
    both = min(len(who), heard)
    return Errors(
        STEP_MS * len(who),
        STEP_MS * (len(who) - both),
        STEP_MS * (heard - both),
        STEP_MS * (both - right),
    )


def _speakers(turns: Iterable[Turn], end_ms: int) -> list[frozenset[str]]:
    steps: list[set[str]] = [set() for _ in range(end_ms // STEP_MS)]
    for start, end, who in turns:
        for place in range(max(0, start // STEP_MS), min(len(steps), end // STEP_MS)):
            steps[place].add(who)
    return [frozenset(step) for step in steps]


def _scored(reference: Sequence[Turn], end_ms: int, collar_ms: int) -> list[bool]:
    scored = [True] * (end_ms // STEP_MS)
    for edge in {edge for start, end, _ in reference for edge in (start, end)}:
        first = max(0, (edge - collar_ms) // STEP_MS)
        for place in range(first, min(len(scored), (edge + collar_ms) // STEP_MS)):
            scored[place] = False
    return scored


def _best_pairing(
    truth: list[frozenset[str]], guess: list[frozenset[str]], scored: list[bool]
) -> dict[str, str]:
    """Return which found voice stands for which speaker so that most time agrees."""
    shared: dict[tuple[str, str], int] = {}
    for is_on, who, heard in zip(scored, truth, guess, strict=True):
        if is_on:
            for pair in ((name, speaker) for name in heard for speaker in who):
                shared[pair] = shared.get(pair, 0) + 1
    voices = sorted({voice for voice, _ in shared})
    speakers = sorted({speaker for _, speaker in shared})
    if max(len(voices), len(speakers)) > _MOST_PERMUTED:
        return _greedy(shared)
    blanks = [""] * max(0, len(voices) - len(speakers))
    best = max(
        permutations([*speakers, *blanks], len(voices)),
        key=lambda order: sum(shared.get(pair, 0) for pair in zip(voices, order, strict=True)),
        default=(),
    )
    return dict(zip(voices, best, strict=True)) if best else {}


def _greedy(shared: dict[tuple[str, str], int]) -> dict[str, str]:
    pairing: dict[str, str] = {}
    for voice, speaker in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if voice not in pairing and speaker not in pairing.values():
            pairing[voice] = speaker
    return pairing

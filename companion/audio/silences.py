"""Whether a microphone that gives nothing but zeros is dead or only at rest (pure).

A working microphone hisses, so zeros mean that nothing arrives any more. But many headsets send
zeros of their own while nobody speaks: those show it early, by gaps between the words. Such a one
is left alone for longer, and opened again without a word before it counts as dead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DEAD_SECONDS = 2.0
"""Of zeros from a microphone that never gave anything else, or nothing but sound."""
REST_SECONDS = 15.0
"""Of zeros from one that may rest; then it is opened again, once."""
LONG_REST_SECONDS = 120.0
"""Of zeros after that."""
STEADY_SECONDS = 20.0
"""Of sound without a gap: such a microphone never rests."""
GAP_SECONDS = 0.1

Verdict = Literal["alive", "asleep", "dead"]
Identity = tuple[str, str]


@dataclass(slots=True)
class _Habit:
    """How one microphone has behaved in this walk, in seconds."""

    sounding: float = 0.0
    zeros: float = 0.0
    has_gaps: bool = False
    was_reopened: bool = False

    @property
    def may_rest(self) -> bool:
        return self.sounding > 0 and (self.has_gaps or self.sounding < STEADY_SECONDS)

    @property
    def allowed(self) -> float:
        if not self.may_rest:
            return DEAD_SECONDS
        return LONG_REST_SECONDS if self.was_reopened else REST_SECONDS


class Silences:
    """Listens to every microphone of one walk."""

    def __init__(self) -> None:
        self._habits: dict[Identity, _Habit] = {}

    def opened(self, microphone: Identity) -> None:
        """A microphone was opened: what was silent before is no habit of its own."""
        self._habit(microphone).zeros = 0.0

    def heard(self, microphone: Identity, seconds: float, *, has_sound: bool) -> Verdict:
        """Take note of a block; `asleep`: worth opening again, without a word."""
        habit = self._habit(microphone)
        if has_sound:
            habit.has_gaps |= habit.sounding > 0 and habit.zeros >= GAP_SECONDS
            habit.sounding += seconds
            habit.zeros, habit.was_reopened = 0.0, False
            return "alive"
        habit.zeros += seconds
        if habit.zeros < habit.allowed:
            return "alive"
        if habit.may_rest and not habit.was_reopened:
            habit.was_reopened = True
            return "asleep"
        return "dead"

    def _habit(self, microphone: Identity) -> _Habit:
        return self._habits.setdefault(microphone, _Habit())

"""A reply under way: thought, kept waiting, held or sounding, with the figures of how it came about.

It may be thought before it may sound: a pause that is likely to end the turn is used for thinking,
and only a pause that is long enough lets the reply be heard. Until then its sentences wait here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from companion.turns import actions as do


@dataclass(slots=True)
class Reply:
    """One reply, from the wish for it to its last sound. Times in milliseconds of the session."""

    number: int
    is_answer: bool
    """False for what answers no turn: a recap, news of a device."""
    asked_ms: int
    speech_end_ms: int = 0
    final_ms: int = 0
    completeness: float = 1.0
    """How complete the turn seemed that it answers."""
    decided_ms: int | None = None
    """From when on it may sound; None while the walker may still go on."""
    first_sentence_ms: int = 0
    first_sound_ms: int = 0
    is_held: bool = False
    """A voice keeps it silent."""
    is_complete: bool = False
    is_cued: bool = False
    _waiting: list[str] = field(default_factory=list)

    @property
    def is_early(self) -> bool:
        """Whether the walker may still go on as if it were not there."""
        return self.decided_ms is None

    @property
    def has_sounded(self) -> bool:
        """Whether the walker has heard any of it."""
        return self.first_sound_ms > 0

    def decide(self, at_ms: int) -> list[do.Action]:
        """Let it sound from now on."""
        self.decided_ms = at_ms
        return self._let_out()

    def add(self, text: str, at_ms: int) -> list[do.Action]:
        """Take one more sentence."""
        self.first_sentence_ms = self.first_sentence_ms or at_ms
        self._waiting.append(text)
        return self._let_out()

    def complete(self) -> list[do.Action]:
        """Take note that no further sentence will come."""
        self.is_complete = True
        return self._let_out()

    def hold(self) -> list[do.Action]:
        """Fall silent, keeping the place."""
        if self.is_held:
            return []
        self.is_held = True
        return [do.Hold(self.number)]

    def release(self) -> list[do.Action]:
        """Go on where it was held."""
        self.is_held = False
        forgiven = [do.NoteInterrupted(was_false=True)] if self.has_sounded else []
        return [*forgiven, do.Release(self.number), *self._let_out()]

    def closing(self, turn: int, outcome: do.Outcome) -> do.CloseTurn:
        """Return its figures, now that it is over."""
        return do.CloseTurn(
            turn,
            outcome,
            speech_end_ms=self.speech_end_ms,
            asked_ms=self.asked_ms,
            decided_ms=self.decided_ms or 0,
            final_ms=self.final_ms,
            first_sentence_ms=self.first_sentence_ms,
            first_sound_ms=self.first_sound_ms,
        )

    def _let_out(self) -> list[do.Action]:
        if self.is_held or self.is_early:
            return []
        out: list[do.Action] = [do.Speak(self.number, text) for text in self._waiting]
        self._waiting.clear()
        if self.is_complete and self.first_sentence_ms:
            out.append(do.LastSaid(self.number))
        return out

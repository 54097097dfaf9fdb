"""The walker's side of the floor: the voice, the pause, and what was said that nobody has answered."""

from __future__ import annotations

from dataclasses import dataclass, field

from companion.turns.backchannel import is_hum
from companion.turns.events import Heard, Partial, Paused, Voiced

VERDICT_WAIT_MS = 500
"""After this much pause the words decide without the sound."""
FINAL_WAIT_MS = 2500
"""The recogniser's last word may take this long before the turn goes on without it."""
WORDS_LATE_MS = 500
"""A recogniser shows a word this long after it was spoken, at most."""
NOISE_MS = 3000
"""A voice without words for this long is no voice."""


@dataclass(slots=True)
class Turn:
    """What the walker has said and nobody has answered, and the pause they make."""

    final: str = ""
    partial: str = ""
    before: str = ""
    """What of `final` was said before the last pause."""
    pause_ms: int | None = None
    """When the present pause began; None while there is a voice, or before any."""
    paused_at_ms: int = 0
    """When it was known to be one."""
    completeness: float | None = None
    final_ms: int = 0
    finish_asked_ms: int | None = None
    wants_answer: bool = False

    @property
    def text(self) -> str:
        """All its words so far."""
        return f"{self.final} {self.partial}".strip()

    @property
    def last(self) -> str:
        """Its words since the pause before the present one."""
        return self.text[len(self.before) :].strip()

    @property
    def has_words(self) -> bool:
        """Whether there is something to answer."""
        return self.wants_answer or not is_hum(self.partial)

    def is_judged(self, now_ms: int) -> bool:
        """Tell whether the verdict on the pause is here, or no longer waited for."""
        return self.completeness is not None or now_ms - self.paused_at_ms >= VERDICT_WAIT_MS

    def is_final_late(self, now_ms: int) -> bool:
        """Tell whether the recogniser owes its last word for too long."""
        asked = self.finish_asked_ms
        return asked is not None and now_ms - asked >= FINAL_WAIT_MS

    def has_last_words(self, now_ms: int) -> bool:
        """Tell whether the recogniser has nothing to add, or is no longer waited for."""
        if self.finish_asked_ms is None:
            return not self.partial
        return self.is_final_late(now_ms)


@dataclass(slots=True)
class Walker:
    """Whether the walker speaks, since when, and their present turn."""

    turn: Turn = field(default_factory=Turn)
    voice_since_ms: int | None = None
    is_noise: bool = False
    quiet_since_ms: int | None = 0
    """Since when nobody has made a sound; None once an earcon was spent on the silence."""
    _pause_before_ms: int | None = None
    """When the pause began that the present voice ended, until something was learned from it."""

    @property
    def has_voice(self) -> bool:
        """Whether somebody speaks."""
        return self.voice_since_ms is not None

    def speaks(self, event: Voiced) -> None:
        """Take note that a voice began."""
        self.voice_since_ms = event.since_ms
        self.is_noise = False
        self.quiet_since_ms = None
        self._pause_before_ms = self.turn.pause_ms
        self.turn.pause_ms = None
        self.turn.completeness = None
        self.turn.finish_asked_ms = None  # what was asked before this voice is no answer to it
        if not self.turn.partial:
            self.turn.before = self.turn.final

    def pauses(self, event: Paused) -> None:
        """Take note that the voice ended."""
        self.voice_since_ms = None
        self.is_noise = False
        self.quiet_since_ms = event.since_ms
        self.turn.pause_ms = event.since_ms
        self.turn.paused_at_ms = event.at_ms

    def shows_words(self, event: Partial) -> bool:
        """Take the words so far; tell whether they go on though no voice is noticed, as in wind.

        The pause then begins with the last of them.
        """
        turn = self.turn
        grew = len(event.text.split()) > len(turn.partial.split())
        turn.partial = event.text
        is_unnoticed = (
            grew
            and turn.pause_ms is not None
            and event.at_ms - turn.pause_ms > WORDS_LATE_MS
            and not is_hum(event.text)
        )
        if is_unnoticed:
            turn.pause_ms = event.at_ms - WORDS_LATE_MS
        return is_unnoticed

    def was_heard(self, event: Heard, *, counts: bool) -> None:
        """Take the recogniser's last word; `counts`: whether it belongs to what wants an answer."""
        turn = self.turn
        turn.partial, turn.finish_asked_ms = "", None
        if event.text and not self.has_voice and turn.pause_ms is None:
            turn.pause_ms = event.at_ms
        if counts:
            turn.final = f"{turn.final} {event.text}".strip()
            turn.final_ms = event.at_ms
            turn.wants_answer = turn.wants_answer or not is_hum(event.text)

    def ended_pause_ms(self) -> int | None:
        """Return, once, how long the pause was that words have now ended."""
        if self._pause_before_ms is None or self.voice_since_ms is None:
            return None
        pause = self.voice_since_ms - self._pause_before_ms
        self._pause_before_ms = None
        return pause

    def is_only_noise(self, now_ms: int) -> bool:
        """Tell whether the present voice has lasted for long and said nothing."""
        return (
            self.voice_since_ms is not None
            and now_ms - self.voice_since_ms >= NOISE_MS
            and not self.turn.partial
        )

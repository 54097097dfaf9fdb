"""Keeps the companion's own voice, heard by its own microphone, away from the turn machine.

Where nothing takes the echo out (`EchoGuard`), what the ear hears is held back while a sentence
sounds and for a tail after it; a few words still cut through. A voice that began once the sentence
was over is the walker's: its events are handed on, late, when the tail has passed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from companion.turns.events import Event, Partial, Paused, Pressed, Tick, Verdict, Voiced
from companion.turns.half_duplex import TAIL_MS, cuts_through
from models.audio import Frame

if TYPE_CHECKING:
    from companion.audio.echo import EchoGuard
    from models.language import Language

ECHO_MS = 250
"""A room still sounds for this long after the loudspeaker."""

_NO_SAMPLES = np.zeros(0, dtype=np.int16)
Sound = Voiced | Paused | Partial | Verdict | Tick


class OwnVoice:
    """Tells the companion's voice from the walker's, for one walk."""

    def __init__(self, guard: EchoGuard, forget: Callable[[], None]) -> None:
        """`forget`: what makes the ear forget what it has heard of the present utterance."""
        self._guard = guard
        self._forget = forget
        self._said_until_ms = -10 * TAIL_MS
        self._held_back: list[Sound] = []
        self._was_deaf = False

    def sounded(self, played: Frame, saying: str) -> None:
        """Take note of what left the loudspeaker; earcons are no voice."""
        self._guard.sounded(played)
        if saying:
            self._said_until_ms = played.end_ms

    def pass_on(self, event: Sound, saying: str, language: Language) -> list[Event]:
        """Return what the turn machine may know now."""
        if not self.is_deaf(event.at_ms):
            return [*self._end_deafness(), event]
        self._was_deaf = True
        if isinstance(event, Tick):
            return [event]
        if isinstance(event, Partial) and cuts_through(event.text, saying, language):
            self._held_back.clear()
            self._said_until_ms = -10 * TAIL_MS
            self._was_deaf = False
            self._forget()
            return [Pressed(event.at_ms)]
        self._held_back.append(event)
        return []

    def is_deaf(self, at_ms: int) -> bool:
        """Tell whether what is heard now may be the companion."""
        was_said = at_ms - self._said_until_ms <= TAIL_MS
        return was_said and self._guard.is_guarded(Frame(at_ms, _NO_SAMPLES))

    def _end_deafness(self) -> list[Event]:
        if not self._was_deaf:
            return []
        self._was_deaf = False
        held, self._held_back = self._held_back, []
        starts = [event.since_ms for event in held if isinstance(event, Voiced)]
        if starts and min(starts) > self._said_until_ms + ECHO_MS:
            return list(held)
        self._forget()
        return []

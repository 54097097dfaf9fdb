"""Everything the turn machine can ask for, as frozen values; the loop carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Outcome = Literal["spoken", "hushed", "failed", "silent", "merged"]
Floor = Literal["listening", "thinking", "speaking", "held", "quiet", "paused"]


@dataclass(frozen=True, slots=True)
class FinishHearing:
    """Ask the recogniser for its last word; a `Heard` must follow."""


@dataclass(frozen=True, slots=True)
class Think:
    """Start a reply under this number; ends in `CloseTurn`."""

    reply: int


@dataclass(frozen=True, slots=True)
class Speak:
    """Speak one sentence of a reply, after those before it."""

    reply: int
    text: str


@dataclass(frozen=True, slots=True)
class LastSaid:
    """The reply has no further sentence: its playback may end."""

    reply: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Fall silent at once, keeping the place."""

    reply: int


@dataclass(frozen=True, slots=True)
class Release:
    """Go on where `Hold` stopped."""

    reply: int


@dataclass(frozen=True, slots=True)
class Hush:
    """Fall silent at once and drop the rest, also what is still being thought."""

    reply: int


@dataclass(frozen=True, slots=True)
class PlayCue:
    """Sound an earcon."""

    name: Literal["thinking", "listening"]


@dataclass(frozen=True, slots=True)
class CloseTurn:
    """A reply is over: its figures, in milliseconds of the session, 0 where it never came to it."""

    turn: int
    outcome: Outcome
    speech_end_ms: int = 0
    asked_ms: int = 0
    """When thinking began: it may be before the pause was long enough."""
    decided_ms: int = 0
    """When the pause was long enough for the reply to sound."""
    final_ms: int = 0
    first_sentence_ms: int = 0
    first_sound_ms: int = 0


@dataclass(frozen=True, slots=True)
class NoteCutIn:
    """The walker had not finished, and went on after this pause."""

    pause_ms: int


@dataclass(frozen=True, slots=True)
class NoteInterrupted:
    """The companion was spoken to while it spoke."""

    was_false: bool


@dataclass(frozen=True, slots=True)
class FloorIs:
    """The floor changed."""

    floor: Floor


Action: TypeAlias = (
    FinishHearing
    | Think
    | Speak
    | LastSaid
    | Hold
    | Release
    | Hush
    | PlayCue
    | CloseTurn
    | NoteCutIn
    | NoteInterrupted
    | FloorIs
)

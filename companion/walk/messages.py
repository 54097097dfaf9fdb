"""What a walk tells its clients, and what they may ask: JSON lines over the control socket.

The walk is a process of its own; the command line and the terminal application are its clients and
own none of its state. Every client gets a `Snapshot` first, then news as they happen.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from companion.session.events import Entry
from models.language import Language
from models.speech import EngineCard

Floor = Literal["starting", "listening", "thinking", "speaking", "held", "quiet", "paused", "ended"]


class Health(msgspec.Struct, frozen=True, omit_defaults=True):
    """One part of the walk, as shown beside its name."""

    part: Literal["microphone", "ear", "judge", "chat", "voice", "speaker", "disk"]
    state: Literal["ready", "loading", "away", "replaced", "low"]
    card: EngineCard | None = None
    remark: str = ""


class Snapshot(msgspec.Struct, frozen=True, tag="snapshot", kw_only=True):
    """Everything a client needs to draw the walk from nothing."""

    session: str
    language: Language
    floor: Floor
    elapsed_ms: int
    health: tuple[Health, ...] = ()
    disk_free_bytes: int = 0
    journal: str = ""
    """Path of the journal: the conversation so far is read from there."""


class FloorChanged(msgspec.Struct, frozen=True, tag="floor"):
    """Whose turn it is now."""

    floor: Floor
    at_ms: int


class Level(msgspec.Struct, frozen=True, tag="level"):
    """Ten times a second while listening."""

    at_ms: int
    dbfs: float
    """Root mean square of the last tenth of a second; -120 for digital silence."""
    is_clipping: bool = False
    is_dead: bool = False
    """True after 2 s of samples that are all zero."""


class LiveWords(msgspec.Struct, frozen=True, tag="words"):
    """The recogniser's present hypothesis; empty when the utterance is final."""

    text: str


class Journalled(msgspec.Struct, frozen=True, tag="journalled"):
    """An entry is on disk."""

    entry: Entry


class HealthChanged(msgspec.Struct, frozen=True, tag="health"):
    """A part changed its state."""

    health: Health


class CuePlayed(msgspec.Struct, frozen=True, tag="cue"):
    """An earcon sounded."""

    name: str


class WalkEnded(msgspec.Struct, frozen=True, tag="ended"):
    """The last message."""

    session: str
    why: str


News: TypeAlias = (
    Snapshot | FloorChanged | Level | LiveWords | Journalled | HealthChanged | CuePlayed | WalkEnded
)


class Press(msgspec.Struct, frozen=True, tag="press"):
    """A key: the name of a spoken command, and its object where it takes one."""

    command: str
    about: str = ""


class Stop(msgspec.Struct, frozen=True, tag="stop"):
    """End the walk in order."""


class Ask(msgspec.Struct, frozen=True, tag="ask"):
    """Send a fresh Snapshot."""


Request: TypeAlias = Press | Stop | Ask

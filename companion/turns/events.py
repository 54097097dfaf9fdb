"""Everything that can happen to the floor, as frozen values.

Every event carries `at_ms`, the session's time when it was known; `since_ms`, where there is one,
is when the sound itself began or ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Mode = Literal["normal", "held", "quiet", "paused"]
"""`held`: the walker thinks, nobody speaks; `quiet`: only listen; `paused`: not even that."""


@dataclass(frozen=True, slots=True)
class Voiced:
    """A voice began."""

    at_ms: int
    since_ms: int


@dataclass(frozen=True, slots=True)
class Paused:
    """The voice has been silent long enough to call it a pause."""

    at_ms: int
    since_ms: int


@dataclass(frozen=True, slots=True)
class Partial:
    """The recogniser's words since the last `Heard`; they may still change."""

    at_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """The recogniser's last word on what was said since the previous `Heard`; empty for noise."""

    at_ms: int
    text: str
    is_command: bool = False
    """True where the words were obeyed and want no answer."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How complete the turn sounds at the present pause, 0 to 1."""

    at_ms: int
    completeness: float


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class SentenceReady:
    """A reply has one more sentence to speak."""

    at_ms: int
    reply: int
    text: str


@dataclass(frozen=True, slots=True)
class ReplyComplete:
    """A reply has no further sentence."""

    at_ms: int
    reply: int


@dataclass(frozen=True, slots=True)
class ChatFailed:
    """No reply will come, or no more of it."""

    at_ms: int
    reply: int


@dataclass(frozen=True, slots=True)
class PlaybackBegan:
    """The first sound of a reply left."""

    at_ms: int
    reply: int


@dataclass(frozen=True, slots=True)
class PlaybackEnded:
    """The last sound of a reply left, or it was stopped."""

    at_ms: int
    reply: int
    heard: str
    """What the walker heard of it."""


@dataclass(frozen=True, slots=True)
class SayWanted:
    """The companion has something to say that answers no turn: a recap, news of a device."""

    at_ms: int
    text: str
    topic: str = ""
    """What waits to be said of the same topic is out of date, and is not said any more."""
    wait_ms: int = 0
    """It may still turn out not to be worth a word, for so long."""
    is_all_clear: bool = False
    """Only says that a trouble of its topic is over: nobody need hear it who heard of no trouble."""


@dataclass(frozen=True, slots=True)
class AnswerWanted:
    """The walker gives the floor: `your turn`, `answer again`."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class Pressed:
    """The key of the headset or the keyboard: it passes the floor to whoever has it not."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class ModeSet:
    """The walker changed how the floor is kept."""

    at_ms: int
    mode: Mode


Event: TypeAlias = (
    Voiced
    | Paused
    | Partial
    | Heard
    | Verdict
    | Tick
    | SentenceReady
    | ReplyComplete
    | ChatFailed
    | PlaybackBegan
    | PlaybackEnded
    | SayWanted
    | AnswerWanted
    | Pressed
    | ModeSet
)

"""What the walk's loop asks of the conversation, and what it gets back: values only.

The conversation never plays, waits or writes; it returns effects, and the loop carries them out.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Literal, Protocol, TypeAlias

import msgspec

from companion.session.events import SessionEvent
from models.language import Language
from models.transcript import Segment

CommandName = Literal[
    "note",
    "keep",
    "drop",
    "question-mark",
    "as-question",
    "off-record",
    "on-record",
    "forget-minute",
    "repeat",
    "slower",
    "faster",
    "let-me-think",
    "go-on",
    "be-quiet",
    "answer-again",
    "another-angle",
    "technique",
    "park",
    "recall",
    "summary",
    "undo",
    "pause",
    "resume",
    "end",
    "language",
    "yes",
    "no",
]

Earcon = Literal[
    "listening", "heard", "thinking", "saved", "device", "away", "disk", "held", "pause", "end"
]


class Command(msgspec.Struct, frozen=True):
    """A spoken command, or a key's."""

    name: CommandName
    about: str = ""
    """Its object as said: an idea, a topic, a technique, a language."""
    idea: str = ""
    """The words before a trailing command, or after `note that:`; they are the walker's."""
    after: str = ""
    """The words after a command that stood before the end of an utterance."""


class Say(msgspec.Struct, frozen=True):
    """Speak this; it is the companion's word."""

    text: str
    move: str = ""


class Cue(msgspec.Struct, frozen=True):
    """Sound an earcon."""

    name: Earcon


class Record(msgspec.Struct, frozen=True):
    """Append this to the journal."""

    event: SessionEvent


class SetMode(msgspec.Struct, frozen=True):
    """Change how the floor is kept."""

    mode: Literal["normal", "held", "quiet", "paused"]


class SetPace(msgspec.Struct, frozen=True):
    """Speak faster or slower from now on."""

    factor: float


class SetLanguage(msgspec.Struct, frozen=True):
    """Listen and speak in another language from now on."""

    language: Language


class Answer(msgspec.Struct, frozen=True):
    """Let the companion take its turn now: `answer again`, `your turn`, `another angle`."""

    technique: str = ""


class RepeatLast(msgspec.Struct, frozen=True):
    """Play what was last said again; with `about`, the part about it."""

    about: str = ""


class EndWalk(msgspec.Struct, frozen=True):
    """Say the recap and end."""


Effect: TypeAlias = (
    Say | Cue | Record | SetMode | SetPace | SetLanguage | Answer | RepeatLast | EndWalk
)


class Sentence(msgspec.Struct, frozen=True):
    """One speakable sentence of a reply, as it becomes ready."""

    text: str
    engine: str
    move: str = ""


class Conversation(Protocol):
    """One walk's conversation: told everything that was heard, asked for what to say."""

    def opening(self) -> Sequence[Effect]:
        """What to say before the walker speaks: one sentence about last time, or nothing."""

    def command_in(self, segment: Segment, *, is_over: bool) -> Command | None:
        """Return the command that this utterance is, or holds at its edge; None for an idea."""

    def obey(self, command: Command, segment: Segment | None, at_ms: int) -> Sequence[Effect]:
        """Carry out a command, as effects."""

    def heard(self, segment: Segment) -> Sequence[Effect]:
        """Take in what the walker said: the ideas it holds or takes back, as effects."""

    def spoke(self, segment: Segment, *, intended: str) -> Sequence[Effect]:
        """Take in what of a reply was really heard."""

    def went_unheard(self) -> None:
        """Take back the reply asked for last: the walker went on, and nothing of it sounded."""

    def was_early(self) -> None:
        """Take in that an answer cut the walker off: it is owned up to at the end."""

    def reply(self, *, technique: str = "") -> AsyncIterator[Sentence]:
        """Stream the next reply; never raises: the built-in companion takes over half way."""

    def recap(self) -> Sequence[Effect]:
        """What to say at the end, under a minute."""

"""What of the sound goes with a document: passages to embed, recordings to link, or why neither."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from models.language import Phrase

SoundChoice = Literal["clips", "link", "none"]


@dataclass(frozen=True, slots=True)
class Clip:
    """The seconds of one quotation, ready to embed."""

    data: bytes
    kind: str
    """`audio/ogg` or `audio/wav`."""
    milliseconds: int

    @property
    def address(self) -> str:
        """The sound itself, as an address that needs no file."""
        return f"data:{self.kind};base64,{base64.b64encode(self.data).decode()}"


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound of one document."""

    clips: Mapping[str, Clip] = field(default_factory=dict)
    """By id of the Evidence."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Address of a session's recording, relative to the document; by id of the session."""
    notes: tuple[Phrase, ...] = ()
    """Sentences for the reader of the document, and for whoever has it made."""

    @property
    def size(self) -> int:
        """Bytes of all clips."""
        return sum(len(clip.data) for clip in self.clips.values())

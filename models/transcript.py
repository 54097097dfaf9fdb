"""What was said, by whom and when: the one seam between hearing and writing.

A walk, an imported recording, subtitles and pasted notes all become a `Transcript`; reporting reads
nothing else. Times are integer milliseconds since the session began.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from models.language import Language

SpeakerKind = Literal["walker", "companion", "moderator", "speaker", "audience", "unknown"]
SessionKind = Literal["walk", "talk", "notes"]

WALKER = "walker"
COMPANION = "companion"


class Word(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One recognised word."""

    text: str
    start_ms: int
    end_ms: int
    confidence: float = 1.0
    """0 to 1, as the recogniser gave it; 1 where it gives none."""


class Speaker(msgspec.Struct, frozen=True, omit_defaults=True):
    """A voice, named or not."""

    id: str
    name: str = ""
    """As it should appear in print; empty while nobody named this voice."""
    kind: SpeakerKind = "unknown"
    role: str = ""
    organisation: str = ""
    is_certain: bool = True
    """False where the voice was guessed: shown as "Voice 2?"."""


class Segment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of speech by one speaker; its id never changes."""

    id: str
    speaker: str
    """Id of a `Speaker` of the transcript."""
    start_ms: int
    end_ms: int
    text: str
    """As it is to be read: corrected by hand where it was."""
    words: tuple[Word, ...] = ()
    """The recogniser's words, empty where the source had none or the text was rewritten."""
    language: Language | None = None
    """Where it differs from the transcript's."""
    overlaps: bool = False
    """True where somebody else spoke at the same time."""
    is_command: bool = False
    """True where the walker said nothing here but a command to the companion."""


class Span(msgspec.Struct, frozen=True):
    """A stretch of session time."""

    start_ms: int
    end_ms: int


class Provenance(msgspec.Struct, frozen=True, omit_defaults=True):
    """How the words came to be: said in the report and in the files."""

    source: str = ""
    """`walk`, or the kind of file: `vtt`, `srt`, `text`, `docx`, `json`, `sound`."""
    engine: str = ""
    model: str = ""
    sha256: str = ""
    """Of the source file, hexadecimal."""


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """The occasion of a talk, as the user gave it."""

    title: str = ""
    place: str = ""
    date: str = ""
    """ISO 8601 day."""


class Consent(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who agreed to be recorded and how."""

    how: Literal["verbal", "written", "notice", "own-voice", "unattested"] = "unattested"
    notice: str = ""
    """The sentence people were told, verbatim."""
    covers: tuple[str, ...] = ()
    """Ids of the speakers it covers; empty means everybody."""


class Transcript(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """All that was said in one session, in order, without what is off the record."""

    id: str
    """The session's id."""
    kind: SessionKind
    language: Language
    title: str = ""
    started_at: str = ""
    """ISO 8601 with offset; empty where unknown."""
    speakers: tuple[Speaker, ...] = ()
    segments: tuple[Segment, ...] = ()
    duration_ms: int = 0
    is_timed: bool = True
    """False for notes and plain text: the milliseconds then only give the order."""
    is_punctuated: bool = True
    """False where a recogniser wrote bare lower-case words."""
    withheld: tuple[Span, ...] = ()
    """Where passages were taken off the record; their words are not here."""
    released: tuple[Span, ...] = ()
    """Where the user let words back in: a request to keep them off the record is not followed there."""
    sound: str = ""
    """Path of the recording, empty where none is kept."""
    provenance: Provenance = Provenance()
    event: Event = Event()
    consent: Consent | None = None

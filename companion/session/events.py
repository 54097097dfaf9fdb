"""Everything a session's journal can hold, as frozen values.

The law of this module: words as heard are never overwritten. Whatever comes later (a correction, a
name, a mark, an idea, consent, an undo) is one more event; `companion.session.fold` gives the
present state. Readers keep what they do not know: an event of a newer version is left in the file
and passed over. Times are integer milliseconds of the session, `at_ms` being when it happened.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from models.ideas import Idea, Link, Status
from models.language import Language
from models.speech import EngineCard
from models.transcript import Consent, Event, Provenance, Segment, SessionKind, Speaker, Word

FORMAT_VERSION = 1

Keep = Literal["sound", "words"]
Mark = Literal["idea", "quotation", "decision", "question"]


class _Event(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What all events share."""

    at_ms: int = 0
    action: int = 0
    """Events of one action of a person share the `seq` of its first: they are undone together."""


class SessionStarted(_Event, frozen=True, kw_only=True, omit_defaults=False, tag="session_started"):
    """The first line of every journal, written out whole so that the version always shows."""

    id: str
    version: int = FORMAT_VERSION
    kind: SessionKind
    language: Language
    started_at: str
    """ISO 8601 with offset: the only wall-clock time of the session."""
    title: str = ""
    topic: str = ""
    keep: Keep = "sound"
    speakers: tuple[Speaker, ...] = ()
    engines: tuple[EngineCard, ...] = ()
    provenance: Provenance = Provenance()
    event: Event = Event()
    is_timed: bool = True
    is_punctuated: bool = True
    duration_ms: int = 0
    """Known at the start for imports only."""


class SegmentHeard(_Event, frozen=True, kw_only=True, tag="segment_heard"):
    """Final words of a walker or of any speaker, as the recogniser (or the imported file) gave them."""

    segment: Segment
    turn: int = 0
    is_recovered: bool = False
    """True where it was recognised from the saved sound after a crash."""


class CompanionSpoke(_Event, frozen=True, kw_only=True, tag="companion_spoke"):
    """What of a reply was really heard, and what was meant."""

    segment: Segment
    """`speaker` is the companion; `text` is what was played, cut at the word where it stopped."""
    intended: str = ""
    """The whole reply where not all of it was played."""
    turn: int = 0
    engine: str = ""
    move: str = ""
    """Name of the facilitation move, command answer, or `recap`."""


class TurnClosed(_Event, frozen=True, kw_only=True, tag="turn_closed"):
    """How an answer came about: the figures of one turn, in milliseconds."""

    turn: int
    speech_end_ms: int
    asked_ms: int = 0
    """When thinking began: it may be before the pause was long enough to answer."""
    decided_ms: int = 0
    final_ms: int = 0
    first_token_ms: int = 0
    first_sound_ms: int = 0
    outcome: Literal["spoken", "hushed", "failed", "silent", "merged"] = "spoken"


class CutIn(_Event, frozen=True, kw_only=True, tag="cut_in"):
    """The companion answered and the walker had not finished: counted, learned from, owned up to."""

    pause_ms: int


class Interrupted(_Event, frozen=True, kw_only=True, tag="interrupted"):
    """The companion was spoken to while it spoke."""

    was_false: bool = False
    """True where no words followed and it went on."""


class SoundLost(_Event, frozen=True, kw_only=True, tag="sound_lost"):
    """Sound is missing between two times."""

    start_ms: int
    end_ms: int
    why: str = ""


class EngineChanged(_Event, frozen=True, kw_only=True, tag="engine_changed"):
    """A part went away, came back, or was replaced."""

    part: Literal["ear", "voice", "chat", "microphone", "speaker", "disk", "judge"]
    state: Literal["ready", "away", "replaced", "low"]
    card: EngineCard | None = None
    why: str = ""


class Condensed(_Event, frozen=True, kw_only=True, tag="condensed"):
    """The conversation outgrew the chat model's window and its older part was condensed."""

    dropped_messages: int
    estimated_tokens: int
    budget_tokens: int


class CommandObeyed(_Event, frozen=True, kw_only=True, tag="command_obeyed"):
    """A spoken command or a key; `about` is what it was said of."""

    command: str
    about: str = ""
    segment: str = ""
    """Id of the segment it was heard in, empty for a key."""
    by: Literal["voice", "key"] = "voice"
    outcome: Literal["done", "asked", "refused"] = "done"
    is_whole: bool = False
    """True where the segment holds nothing but the command, no part of a thought."""


class IdeaNoted(_Event, frozen=True, kw_only=True, tag="idea_noted"):
    """A new idea."""

    idea: Idea


class IdeaChanged(_Event, frozen=True, kw_only=True, tag="idea_changed"):
    """Only the fields that are set change."""

    id: str
    status: Status | None = None
    text: str | None = None
    tags: tuple[str, ...] | None = None
    add_evidence: tuple[str, ...] = ()
    add_links: tuple[Link, ...] = ()
    remove_links: tuple[str, ...] = ()
    is_question: bool | None = None
    co_built: bool = False
    """True where the other voice took it up: its origin becomes `both`."""


class IdeasMerged(_Event, frozen=True, kw_only=True, tag="ideas_merged"):
    """The second idea becomes part of the first."""

    into: str
    merged: str


class TakenOffRecord(_Event, frozen=True, kw_only=True, tag="taken_off_record"):
    """What was said between two times is left out of everything."""

    start_ms: int
    end_ms: int
    why: str = ""


class LetBackIn(_Event, frozen=True, kw_only=True, tag="let_back_in"):
    """The user lets a passage that was off the record back in."""

    start_ms: int
    end_ms: int


class Corrected(_Event, frozen=True, kw_only=True, tag="corrected"):
    """A segment's text was corrected by hand or by vocabulary."""

    segment: str
    text: str
    words: tuple[Word, ...] = ()
    """Where empty, folding gives the words of `text` the times of the words they stand for."""
    by: Literal["hand", "vocabulary"] = "hand"


class HeardAgain(_Event, frozen=True, kw_only=True, tag="heard_again"):
    """A second recogniser's text for a segment; hand-made corrections win over it."""

    segment: str
    text: str
    words: tuple[Word, ...] = ()
    engine: EngineCard
    is_better: bool = False


class SegmentSplit(_Event, frozen=True, kw_only=True, tag="segment_split"):
    """A segment becomes two: the first keeps its id, the second has a new one."""

    segment: str
    new_id: str
    at_char: int
    split_ms: int
    speaker: str = ""
    """Speaker of the second part where it differs."""


class SegmentsMerged(_Event, frozen=True, kw_only=True, tag="segments_merged"):
    """A segment takes in the one that follows it."""

    into: str
    merged: str


class SpeakerAssigned(_Event, frozen=True, kw_only=True, tag="speaker_assigned"):
    """Segments are somebody else's."""

    segments: tuple[str, ...]
    speaker: str


class SpeakerDescribed(_Event, frozen=True, kw_only=True, tag="speaker_described"):
    """A voice gets a name, a role, an organisation; unknown ids are added."""

    speaker: Speaker


class Marked(_Event, frozen=True, kw_only=True, tag="marked"):
    """A segment is marked, or the mark is taken off."""

    segment: str
    mark: Mark
    is_on: bool = True


class ConsentRecorded(_Event, frozen=True, kw_only=True, tag="consent_recorded"):
    """Who agreed to be recorded, and how."""

    consent: Consent


class SessionDescribed(_Event, frozen=True, kw_only=True, tag="session_described"):
    """Title, tags, occasion; only the fields that are set change."""

    title: str | None = None
    tags: tuple[str, ...] | None = None
    event: Event | None = None
    language: Language | None = None


class Redacted(_Event, frozen=True, kw_only=True, tag="redacted"):
    """A person is left out of every output."""

    speaker: str
    is_on: bool = True


class Reviewed(_Event, frozen=True, kw_only=True, tag="reviewed"):
    """A person's decision about a line of a report."""

    line: str
    """Stable key of the line: kind, and the evidence it rests on."""
    decision: Literal["accepted", "reworded", "struck", "approved-by-speaker"]
    text: str = ""
    reviewer: str = ""
    on: str = ""
    """ISO 8601 day."""


class ReportWritten(_Event, frozen=True, kw_only=True, tag="report_written"):
    """A report was made of this session: known, so that it can be found stale, or forgotten."""

    path: str
    kinds: tuple[str, ...]
    transcript_digest: str
    on: str = ""


class Exported(_Event, frozen=True, kw_only=True, tag="exported"):
    """A copy left the session's folder: listed when the session is forgotten."""

    path: str
    what: str


class Undone(_Event, frozen=True, kw_only=True, tag="undone"):
    """The event with this sequence number no longer counts; undoing an `Undone` is redo."""

    seq: int


class SessionPaused(_Event, frozen=True, kw_only=True, tag="session_paused"):
    """The walk was paused or taken up again."""

    is_on: bool = True


class SessionEnded(_Event, frozen=True, kw_only=True, tag="session_ended"):
    """The last line of a session that ended in order."""

    why: Literal["said", "key", "signal", "source-ended", "imported", "recovered"] = "said"
    duration_ms: int = 0


SessionEvent: TypeAlias = (
    SessionStarted
    | SegmentHeard
    | CompanionSpoke
    | TurnClosed
    | CutIn
    | Interrupted
    | SoundLost
    | EngineChanged
    | Condensed
    | CommandObeyed
    | IdeaNoted
    | IdeaChanged
    | IdeasMerged
    | TakenOffRecord
    | LetBackIn
    | Corrected
    | HeardAgain
    | SegmentSplit
    | SegmentsMerged
    | SpeakerAssigned
    | SpeakerDescribed
    | Marked
    | ConsentRecorded
    | SessionDescribed
    | Redacted
    | Reviewed
    | ReportWritten
    | Exported
    | Undone
    | SessionPaused
    | SessionEnded
)


class Entry(msgspec.Struct, frozen=True):
    """One line of `journal.jsonl`."""

    seq: int
    """Counts from 1 without a gap."""
    event: SessionEvent

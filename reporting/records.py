"""The records of a report: what was said, what follows from it, and what the document claims.

The law of this module: nothing is asserted without evidence, and evidence is a quotation whose
place in a transcript is known. Frozen values, no I/O. The JSON output is these records as they are
(`schema` names the version), so a change here is a change of the published format.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from models.language import Language
from models.speech import EngineCard
from models.transcript import Consent, Event, Speaker

SCHEMA = "promenade-report/1"

Kind = Literal["account", "ideas", "swot", "minutes"]
State = Literal["verbatim", "cleaned", "paraphrase"]
Stance = Literal["critical", "favourable", "mixed", "neutral"]
Quadrant = Literal["strengths", "weaknesses", "opportunities", "threats"]


class _Record(msgspec.Struct, frozen=True, omit_defaults=False, kw_only=True):
    """Written out in full: a reader of the JSON never has to know a default."""


class Evidence(_Record, frozen=True, kw_only=True):
    """A quotation that was found where it is said to be."""

    id: str
    quote: str
    """As printed between quotation marks; copied by code from the transcript."""
    state: State
    original: str = ""
    """What was said word for word, where `state` is not verbatim."""
    speaker: str
    """Name as printed."""
    speaker_id: str
    start_ms: int
    end_ms: int
    segments: tuple[str, ...]
    session: str
    language: Language
    is_timed: bool = True
    is_uncertain: bool = False
    """True where the recogniser doubted a word of it."""
    approval: Literal["", "approved", "reworded"] = ""
    """The speaker's own word on it before publication; a reworded one is a paraphrase in `state`,
    with what was said in `original`."""
    translation: str = ""
    """A chat model's, into the report's language; never shown without being called one."""


class Line(_Record, frozen=True, kw_only=True):
    """One line of a SWOT, a theme, a controversy, a decision: a label and what it rests on."""

    key: str
    """Stable from run to run: kind and evidence; review decisions hang on it."""
    text: str
    """At most 12 words, cut from the quotation by deletion; or written by a model and checked."""
    evidence: tuple[str, ...]
    """Ids of Evidence, the leading one first."""
    stance: Stance = "neutral"
    is_hedged: bool = False
    supports: int = 0
    """How many other statements say the same."""
    contradicts: int = 0
    """How many statements say the opposite."""
    opposed_by: tuple[str, ...] = ()
    """Ids of the Evidence that contradicts it."""
    decision: Literal["", "accepted", "reworded", "approved-by-speaker"] = ""
    original_text: str = ""
    """The line as generated, where a reviewer reworded it."""
    by_model: bool = False
    """True where a chat model worded `text` and code checked each word against the evidence."""


class Theme(_Record, frozen=True, kw_only=True):
    """What part of the talk was about."""

    key: str
    text: str
    terms: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    start_ms: int = 0
    end_ms: int = 0
    share: float = 0.0
    """Of the words of the whole, 0 to 1."""


class Sentence(_Record, frozen=True, kw_only=True):
    """A sentence of prose; without evidence only where it states a fact of the records.

    A quotation stands in `text` between the quotation marks of the report's language, in the order of
    `evidence`; quotation marks within it are printed as inner ones.
    """

    text: str
    evidence: tuple[str, ...] = ()
    is_linking: bool = False
    """True for our own words around quotations: who, when, agrees, contradicts."""
    by_editor: bool = False
    """True for a person's own text in an edited plan: neither quoted nor checked."""
    by_model: bool = False
    """True where a chat model worded it and code checked each word against the evidence."""
    opens: bool = False
    """True where a paragraph begins."""


class Section(_Record, frozen=True, kw_only=True):
    """A part of the account under one heading."""

    heading: str
    theme: str = ""
    """Key of its Theme."""
    start_ms: int = 0
    sentences: tuple[Sentence, ...] = ()
    by_model: bool = False
    """True where a chat model worded the heading and code checked it."""


class Swot(_Record, frozen=True, kw_only=True):
    """Four quadrants and two boxes; any of them may be empty and then says so."""

    object: str
    strengths: tuple[Line, ...] = ()
    weaknesses: tuple[Line, ...] = ()
    opportunities: tuple[Line, ...] = ()
    threats: tuple[Line, ...] = ()
    controversies: tuple[Line, ...] = ()
    open_questions: tuple[Line, ...] = ()


class Action(_Record, frozen=True, kw_only=True):
    """Something to be done, with owner and date only as stated."""

    line: Line
    owner: str = ""
    """Empty: not stated."""
    due: str = ""
    """In the words said; empty: not stated."""


class Minutes(_Record, frozen=True, kw_only=True):
    """What was decided, who does what, what was asked."""

    decisions: tuple[Line, ...] = ()
    actions: tuple[Action, ...] = ()
    questions: tuple[Line, ...] = ()


class IdeaLine(_Record, frozen=True, kw_only=True):
    """An idea of a walk, and how it grew."""

    id: str
    text: str
    origin: Literal["walker", "companion", "both"]
    status: Literal["open", "kept", "uncertain", "parked", "withdrawn"]
    evidence: tuple[str, ...]
    is_question: bool = False
    tags: tuple[str, ...] = ()


class IdeaTie(_Record, frozen=True, kw_only=True):
    """A link between two ideas."""

    source: str
    target: str
    kind: str
    session: str = ""
    """Session of the target where it is an earlier one."""
    text: str = ""
    """The target's words where it is an earlier walk's."""
    date: str = ""


class Ideation(_Record, frozen=True, kw_only=True):
    """A walk as ideas."""

    ideas: tuple[IdeaLine, ...] = ()
    ties: tuple[IdeaTie, ...] = ()
    open_questions: tuple[Line, ...] = ()
    next_steps: tuple[Action, ...] = ()


class Change(_Record, frozen=True, kw_only=True):
    """Now against then, in a series of sessions."""

    text: str
    then: str
    """Id of Evidence."""
    then_date: str
    now: str
    now_date: str


class Share(_Record, frozen=True, kw_only=True):
    """One speaker's part of the talk and of the report."""

    speaker: str
    talk: float
    """Of the words, 0 to 1."""
    report: float
    """Of the quoted words, 0 to 1."""
    critical_talk: int = 0
    critical_report: int = 0
    favourable_talk: int = 0
    favourable_report: int = 0


class Omission(_Record, frozen=True, kw_only=True):
    """What the report leaves out."""

    text: str
    start_ms: int
    end_ms: int
    session: str


class Audit(_Record, frozen=True, kw_only=True):
    """What was checked, in figures, printed in the document."""

    quotations: int = 0
    quotations_verified: int = 0
    claims: int = 0
    claims_with_evidence: int = 0
    dropped_ungrounded: int = 0
    """What a model proposed and could not be found: counted, never shown."""
    segments_total: int = 0
    segments_read: int = 0
    segments_asked: int = 0
    """Of them, shown to a chat model that gave a usable answer; cues read all of them."""
    sentences_by_model: int = 0
    """Worded by a chat model, checked and kept."""
    sentences_cut: int = 0
    """Worded by a chat model and not printed: something in them was not in their evidence."""
    critical_talk: int = 0
    critical_report: int = 0
    favourable_talk: int = 0
    favourable_report: int = 0
    shares: tuple[Share, ...] = ()
    omissions: tuple[Omission, ...] = ()
    uncertain: tuple[Omission, ...] = ()
    """Passages the recogniser was unsure of."""
    withheld: int = 0
    """Passages off the record."""
    redacted: int = 0
    """People left out on request."""
    warnings: tuple[str, ...] = ()


class Making(_Record, frozen=True, kw_only=True):
    """How the document was made."""

    engines: tuple[EngineCard, ...] = ()
    chat: EngineCard | None = None
    prompts: str = ""
    """Version of the prompts; empty where no chat model wrote."""
    tool: str = ""
    transcript_digest: str = ""
    reviewed_by: tuple[str, ...] = ()
    reviewed_on: str = ""
    lines_reviewed: int = 0


class Origin(_Record, frozen=True, kw_only=True):
    """One session that the report was made from."""

    session: str
    title: str
    date: str
    duration_ms: int
    sound: str = ""
    """Path of the recording, where one is kept."""
    is_timed: bool = True
    consent: Consent | None = None


class Report(_Record, frozen=True, kw_only=True):
    """The whole document, before it is rendered."""

    schema: str = SCHEMA
    language: Language
    kinds: tuple[Kind, ...]
    title: str
    standfirst: tuple[Sentence, ...] = ()
    date: str = ""
    event: Event = Event()
    speakers: tuple[Speaker, ...] = ()
    origins: tuple[Origin, ...] = ()
    themes: tuple[Theme, ...] = ()
    sections: tuple[Section, ...] = ()
    swot: Swot | None = None
    ideation: Ideation | None = None
    minutes: Minutes | None = None
    changes: tuple[Change, ...] = ()
    evidence: dict[str, Evidence] = {}
    audit: Audit = Audit()
    making: Making = Making()

"""From a journal's entries to the session as it stands. Pure.

Words as heard are never lost: every change is an event, the state is what they come to, and the
same entries always come to the same state. An event about something unknown changes nothing.
Corrections by hand win over second hearings, whichever came first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from companion.session.events import (
    CommandObeyed,
    CompanionSpoke,
    ConsentRecorded,
    Corrected,
    EngineChanged,
    Entry,
    Exported,
    HeardAgain,
    IdeaChanged,
    IdeaNoted,
    IdeasMerged,
    LetBackIn,
    Mark,
    Marked,
    Redacted,
    ReportWritten,
    Reviewed,
    SegmentHeard,
    SegmentsMerged,
    SegmentSplit,
    SessionDescribed,
    SessionEnded,
    SessionStarted,
    SoundLost,
    SpeakerAssigned,
    SpeakerDescribed,
    TakenOffRecord,
    TurnClosed,
)
from companion.session.idea_folding import IdeaBoard
from companion.session.line_folding import LineBoard
from companion.session.state import SessionState
from companion.session.undoing import Undoing, trace_undoing
from companion.session.withholding import GAP, name_pattern, without_names
from models.ideas import Idea
from models.transcript import COMPANION, WALKER, Consent, Segment, Speaker, Transcript

replace = msgspec.structs.replace


def fold(entries: Sequence[Entry], *, sound: str = "") -> SessionState:
    """Return the state that `entries` come to; the first must be `SessionStarted`.

    `sound`: path of the session's recording, which is no event.
    """
    started = entries[0].event
    if not isinstance(started, SessionStarted):
        raise TypeError("a journal begins with session_started")
    undoing = trace_undoing(entries)
    folding = _Folding(started)
    for entry in entries:
        take = _TAKES.get(type(entry.event))
        if take is not None and entry.seq not in undoing.cancelled:
            take(folding, entry.event, entry.seq)
    return folding.state(sound, undoing, entries[-1].seq)


class _Folding:
    """The state while entries are read one after the other."""

    def __init__(self, started: SessionStarted) -> None:
        self.started = started
        self.lines = LineBoard()
        self.ideas = IdeaBoard()
        self.speakers = {speaker.id: speaker for speaker in started.speakers}
        self.marks: dict[str, frozenset[Mark]] = {}
        self.redacted: dict[str, int] = {}
        self.consents: list[Consent] = []
        self.reviews: dict[str, Reviewed] = {}
        self.described = SessionDescribed(
            title=started.title, tags=(), event=started.event, language=started.language
        )
        self.logged: dict[type, list[Any]] = {
            kind: [] for kind in (ReportWritten, Exported, SoundLost, TurnClosed)
        }
        self.engines = list(started.engines)
        self.ended: SessionEnded | None = None

    def take_heard(self, event: SegmentHeard | CompanionSpoke, seq: int) -> None:
        if event.segment.text:
            self.lines.hear(event.segment)
            self.ended = None  # it goes on: a walk taken up again

    def take_split(self, event: SegmentSplit, seq: int) -> None:
        if self.lines.split(event):
            self.ideas.split(event.segment, event.new_id)
            if event.segment in self.marks:
                self.marks[event.new_id] = self.marks[event.segment]

    def take_merge(self, event: SegmentsMerged, seq: int) -> None:
        if self.lines.merge(event):
            self.ideas.join(event.into, event.merged)
            marks = self.marks.pop(event.merged, frozenset())
            self.marks[event.into] = self.marks.get(event.into, frozenset()) | marks

    def take_marked(self, event: Marked, seq: int) -> None:
        marks = self.marks.get(event.segment, frozenset())
        self.marks[event.segment] = marks | {event.mark} if event.is_on else marks - {event.mark}

    def take_redacted(self, event: Redacted, seq: int) -> None:
        if event.is_on:
            self.redacted[event.speaker] = seq
        else:
            self.redacted.pop(event.speaker, None)

    def take_description(self, event: SessionDescribed, seq: int) -> None:
        now = self.described
        self.described = SessionDescribed(
            title=now.title if event.title is None else event.title,
            tags=now.tags if event.tags is None else event.tags,
            event=now.event if event.event is None else event.event,
            language=now.language if event.language is None else event.language,
        )

    def take_engine(self, event: EngineChanged, seq: int) -> None:
        if event.card is not None and event.card not in self.engines:
            self.engines.append(event.card)

    def take_end(self, event: SessionEnded, seq: int) -> None:
        self.ended = event

    def state(self, sound: str, undoing: Undoing, last_seq: int) -> SessionState:
        """Return what all that was taken comes to."""
        segments, altered = self._readable_lines()
        by_id = {segment.id: segment for segment in segments}
        return SessionState(
            started=self.started,
            transcript=self._transcript(segments, sound),
            ideas=self._readable_ideas(by_id, altered),
            heard=self.lines.heard,
            heard_again=self.lines.heard_again,
            corrected=self.lines.corrected,
            marks={id: marks for id, marks in self.marks.items() if marks and id in by_id},
            tags=self.described.tags or (),
            consents=tuple(self.consents),
            redacted=frozenset(self.redacted),
            redacted_names={id: s.name for id, s in self.speakers.items() if id in self.redacted},
            reviews=self.reviews,
            reports=tuple(self.logged[ReportWritten]),
            exports=tuple(self.logged[Exported]),
            engines=tuple(self.engines),
            turns=tuple(self.logged[TurnClosed]),
            sound_lost=tuple(lost for lost in self.logged[SoundLost]),
            ended=self.ended,
            can_undo=undoing.can_undo,
            can_redo=undoing.can_redo,
            last_seq=last_seq,
        )

    def _readable_lines(self) -> tuple[tuple[Segment, ...], dict[str, int]]:
        segments, altered = self.lines.readable()
        if not self.redacted:
            return segments, altered
        at = max(self.redacted.values())
        altered |= {segment.id: at for segment in segments if segment.speaker in self.redacted}
        kept = [segment for segment in segments if segment.speaker not in self.redacted]
        names = self._names()
        if names is not None:
            masked = [without_names(segment, names) for segment in kept]
            altered |= {new.id: at for old, new in zip(kept, masked, strict=True) if new is not old}
            kept = masked
        return tuple(kept), altered

    def _names(self) -> Any:
        gone = [self.speakers[id] for id in self.redacted if id in self.speakers]
        return name_pattern(gone, is_punctuated=self.started.is_punctuated)

    def _mask(self, text: str) -> str:
        names = self._names() if self.redacted else None
        return names.sub(GAP, text) if names is not None else text

    def _readable_ideas(
        self, segments: dict[str, Segment], altered: dict[str, int]
    ) -> tuple[Idea, ...]:
        ideas = self.ideas.readable(segments, altered)
        if not self.redacted:
            return ideas
        return tuple(replace(idea, text=self._mask(idea.text)) for idea in ideas)

    def _transcript(self, segments: tuple[Segment, ...], sound: str) -> Transcript:
        started, event = self.started, self.described.event or self.started.event
        return Transcript(
            id=started.id,
            kind=started.kind,
            language=self.described.language or started.language,
            title=self._mask(self.described.title or ""),
            started_at=started.started_at,
            speakers=self._speakers(segments),
            segments=segments,
            duration_ms=self._duration_ms(),
            is_timed=started.is_timed,
            is_punctuated=started.is_punctuated,
            withheld=self.lines.withheld,
            released=self.lines.released,
            sound=sound,
            provenance=started.provenance,
            event=replace(event, title=self._mask(event.title)),
            consent=self._consent(),
        )

    def _consent(self) -> Consent | None:
        if not self.consents:
            return None
        last = self.consents[-1]
        covers = tuple(id for id in last.covers if id not in self.redacted)
        return replace(last, covers=covers)

    def _speakers(self, segments: tuple[Segment, ...]) -> tuple[Speaker, ...]:
        """Return the described speakers, and those who only appear in segments."""
        speakers = dict(self.speakers)
        for id in dict.fromkeys(segment.speaker for segment in segments):
            if id not in speakers:
                speakers[id] = speaker_of(id)
        return tuple(speaker for id, speaker in speakers.items() if id not in self.redacted)

    def _duration_ms(self) -> int:
        ended = self.ended.duration_ms if self.ended else 0
        return max(self.started.duration_ms, ended, self.lines.end_ms)


def speaker_of(id: str, name: str = "") -> Speaker:
    """Return a speaker whom nothing describes but what is said."""
    return Speaker(id, name, kind=_KINDS.get(id, "unknown"))


_KINDS: Final[dict[str, Any]] = {WALKER: "walker", COMPANION: "companion"}

_TAKES: Final[dict[type, Callable[[_Folding, Any, int], None]]] = {
    SegmentHeard: _Folding.take_heard,
    CompanionSpoke: _Folding.take_heard,
    Corrected: lambda folding, event, _: folding.lines.correct(event),
    HeardAgain: lambda folding, event, _: folding.lines.hear_again(event),
    SegmentSplit: _Folding.take_split,
    SegmentsMerged: _Folding.take_merge,
    SpeakerAssigned: lambda folding, event, _: folding.lines.assign(event),
    SpeakerDescribed: lambda folding, event, _: folding.speakers.update(
        {event.speaker.id: event.speaker}
    ),
    TakenOffRecord: lambda folding, event, seq: folding.lines.take_off_record(event, seq),
    CommandObeyed: lambda folding, event, _: folding.lines.obey(event),
    LetBackIn: lambda folding, event, _: folding.lines.let_back_in(event),
    Marked: _Folding.take_marked,
    IdeaNoted: lambda folding, event, seq: folding.ideas.take(event, seq),
    IdeaChanged: lambda folding, event, seq: folding.ideas.take(event, seq),
    IdeasMerged: lambda folding, event, seq: folding.ideas.take(event, seq),
    Redacted: _Folding.take_redacted,
    ConsentRecorded: lambda folding, event, _: folding.consents.append(event.consent),
    SessionDescribed: _Folding.take_description,
    Reviewed: lambda folding, event, _: folding.reviews.update({event.line: event}),
    ReportWritten: lambda folding, event, _: folding.logged[ReportWritten].append(event),
    Exported: lambda folding, event, _: folding.logged[Exported].append(event),
    TurnClosed: lambda folding, event, _: folding.logged[TurnClosed].append(event),
    SoundLost: lambda folding, event, _: folding.logged[SoundLost].append(event),
    EngineChanged: _Folding.take_engine,
    SessionEnded: _Folding.take_end,
}

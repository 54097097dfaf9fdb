"""What a key in a session comes to: events. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias, get_args

from companion.session.events import (
    Corrected,
    IdeaChanged,
    IdeaNoted,
    IdeasMerged,
    Mark,
    Marked,
    SegmentsMerged,
    SegmentSplit,
    SessionEvent,
    SpeakerAssigned,
    SpeakerDescribed,
)
from companion.session.state import SessionState
from models.ideas import Idea, Link, LinkKind, Status
from models.transcript import COMPANION, Segment, Speaker

_WORD = re.compile(r"\S+")
MARKS: tuple[Mark, ...] = get_args(Mark)
STATUSES: tuple[Status, ...] = get_args(Status)
Take: TypeAlias = "Callable[[str | None], None]"
"""Told which idea was chosen, by its id."""


def correct(segment: Segment, text: str) -> Sequence[SessionEvent]:
    """Return the correction, or nothing where the text is as it was or empty."""
    cleaned = " ".join(text.split())
    if not cleaned or cleaned == segment.text:
        return ()
    return (Corrected(at_ms=segment.start_ms, segment=segment.id, text=cleaned),)


def split(state: SessionState, segment: Segment, at_char: int) -> Sequence[SessionEvent]:
    """Cut a segment in two before the word at `at_char`; the time is that word's where known."""
    at_char = segment.text.rfind(" ", 0, at_char + 1) + 1
    before, after = segment.text[:at_char].strip(), segment.text[at_char:].strip()
    if not before or not after:
        return ()
    place = len(before.split())
    if 0 < place < len(segment.words):
        split_ms = segment.words[place].start_ms
    else:
        span = segment.end_ms - segment.start_ms
        split_ms = segment.start_ms + span * at_char // len(segment.text)
    return (
        SegmentSplit(
            at_ms=segment.start_ms,
            segment=segment.id,
            new_id=_fresh(segment.id, {present.id for present in state.transcript.segments}),
            at_char=at_char,
            split_ms=split_ms,
        ),
    )


def cut_place(segment: Segment, heard_ms: int = -1) -> int:
    """Return where a line is likely to be cut: at the word being heard, else at the end of the
    sentence nearest to its middle, else at the word there."""
    text = segment.text
    words = list(_WORD.finditer(text))
    if segment.start_ms <= heard_ms and len(words) == len(segment.words):
        begun = sum(word.start_ms <= heard_ms for word in segment.words)
        if 1 < begun <= len(words):
            return words[begun - 1].start()
    beginnings = [word.start() for word in words[1:]]
    after_sentences = [start for start in beginnings if text[:start].rstrip()[-1] in ".?!…"]
    return min(
        after_sentences or beginnings,
        key=lambda start: abs(start - len(text) // 2),
        default=len(text),
    )


def merge_with_next(state: SessionState, segment: Segment) -> Sequence[SessionEvent]:
    """Let a segment take in the one that follows, where one does."""
    segments = state.transcript.segments
    place = segments.index(segment)
    if place + 1 >= len(segments):
        return ()
    return (SegmentsMerged(at_ms=segment.start_ms, into=segment.id, merged=segments[place + 1].id),)


def assign(segment: Segment, speaker: str) -> Sequence[SessionEvent]:
    """Give a segment to another voice."""
    if speaker == segment.speaker:
        return ()
    return (SpeakerAssigned(at_ms=segment.start_ms, segments=(segment.id,), speaker=speaker),)


def fresh_voice(state: SessionState) -> str:
    """Return the id of a voice that nobody has yet."""
    taken = {speaker.id for speaker in state.transcript.speakers} | state.redacted
    number = len(taken) + 1
    while f"v{number}" in taken:
        number += 1
    return f"v{number}"


def name_voice(state: SessionState, speaker: str, name: str) -> Sequence[SessionEvent]:
    """Name a voice."""
    known = {present.id: present for present in state.transcript.speakers}
    present = known.get(speaker, Speaker(speaker))
    cleaned = " ".join(name.split())
    if not cleaned or cleaned == present.name:
        return ()
    named = Speaker(
        id=speaker,
        name=cleaned,
        kind=present.kind,
        role=present.role,
        organisation=present.organisation,
    )
    return (SpeakerDescribed(speaker=named),)


def toggle_mark(state: SessionState, segment: Segment, mark: Mark) -> Sequence[SessionEvent]:
    """Mark a segment, or take the mark off; an idea mark also makes the idea."""
    is_on = mark not in state.marks.get(segment.id, frozenset())
    marked = Marked(at_ms=segment.start_ms, segment=segment.id, mark=mark, is_on=is_on)
    rests_on_it = any(segment.id in idea.evidence for idea in state.ideas)
    if mark != "idea" or not is_on or rests_on_it:
        return (marked,)
    idea = Idea(
        id=_fresh("i", {idea.id for idea in state.ideas}, first=len(state.ideas) + 1),
        text=segment.text,
        origin="companion" if segment.speaker == COMPANION else "walker",
        status="kept",
        evidence=(segment.id,),
        start_ms=segment.start_ms,
    )
    return (marked, IdeaNoted(at_ms=segment.start_ms, idea=idea))


def move_idea(idea: Idea, by: int) -> Sequence[SessionEvent]:
    """Give an idea the status to the left or right of its own."""
    place = STATUSES.index(idea.status) + by
    if not 0 <= place < len(STATUSES):
        return ()
    return (IdeaChanged(id=idea.id, status=STATUSES[place]),)


def reword_idea(idea: Idea, text: str) -> Sequence[SessionEvent]:
    """Word an idea differently."""
    cleaned = " ".join(text.split())
    return (IdeaChanged(id=idea.id, text=cleaned),) if cleaned and cleaned != idea.text else ()


def tag_idea(idea: Idea, tags: str) -> Sequence[SessionEvent]:
    """Set an idea's tags from words separated by spaces or commas."""
    wanted = read_tags(tags)
    return (IdeaChanged(id=idea.id, tags=wanted),) if wanted != idea.tags else ()


def read_tags(typed: str) -> tuple[str, ...]:
    """Return tags separated by spaces or commas, each once."""
    return tuple(dict.fromkeys(typed.replace(",", " ").replace("#", " ").split()))


def excerpts(segments: Sequence[Segment], speaker: str, count: int = 5) -> Sequence[Segment]:
    """Return the longest passages of a voice, in the order in which they were said."""
    own = [segment for segment in segments if segment.speaker == speaker]
    longest = sorted(own, key=lambda s: s.start_ms - s.end_ms)[:count]
    return sorted(longest, key=lambda s: s.start_ms)


def link_ideas(idea: Idea, other: str, kind: LinkKind = "echoes") -> Sequence[SessionEvent]:
    """Tie an idea to another, or untie them where they are tied."""
    if any(link.to == other and not link.session for link in idea.links):
        return (IdeaChanged(id=idea.id, remove_links=(other,)),)
    return (IdeaChanged(id=idea.id, add_links=(Link(to=other, kind=kind),)),)


def merge_ideas(into: Idea, merged: str) -> Sequence[SessionEvent]:
    """Make another idea part of this one."""
    return (IdeasMerged(into=into.id, merged=merged),)


def _fresh(stem: str, taken: set[str], first: int = 2) -> str:
    number = first
    while f"{stem}{number}" in taken or f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}{number}" if stem == "i" else f"{stem}-{number}"

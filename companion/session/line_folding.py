"""From events to the lines of a transcript: corrected, split, merged, given to somebody else. Pure.

A hand-made correction wins over any second hearing. What is off the record is taken out at the end,
whatever happened to the line before; only what a person wrote after seeing the rest stays.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from companion.session.aligning import align_words
from companion.session.events import (
    CommandObeyed,
    Corrected,
    HeardAgain,
    LetBackIn,
    SegmentsMerged,
    SegmentSplit,
    SpeakerAssigned,
    TakenOffRecord,
)
from companion.session.state import CorrectedBy
from companion.session.withholding import add_span, remove_span, visible_part
from models.transcript import Segment, Span, Word

replace = msgspec.structs.replace


class LineBoard:
    """The lines as they stand while events are read one after the other."""

    def __init__(self) -> None:
        self.heard: dict[str, Segment] = {}
        self.heard_again: dict[str, HeardAgain] = {}
        self.corrected: dict[str, CorrectedBy] = {}
        self.withheld: tuple[Span, ...] = ()
        self.released: tuple[Span, ...] = ()
        self.end_ms = 0
        self._lines: dict[str, Segment] = {}
        self._parts: dict[str, list[str]] = {}
        self._withheld_at = -1
        self._seen: dict[str, tuple[Span, ...]] = {}
        """Spans that were off the record when a person rewrote what was left of a line."""

    def hear(self, segment: Segment) -> None:
        """Add a line as it was heard; the first with its id stays."""
        if segment.id not in self.heard:
            self.heard[segment.id] = self._lines[segment.id] = segment
            self.end_ms = max(self.end_ms, segment.end_ms)

    def correct(self, event: Corrected) -> None:
        """Take a correction; vocabulary never touches what a person wrote."""
        line = self._lines.get(event.segment)
        if line is None or (event.by == "vocabulary" and self._is_by_hand(event.segment)):
            return
        visible = visible_part(line, self.withheld)
        if event.by == "hand" and visible is not None and visible is not line:
            self._seen[event.segment] = self.withheld
            line = visible
        words = event.words or align_words(line.words, event.text)
        if any(
            _touches(word, span) for word in words for span in self._seen.get(event.segment, ())
        ):
            words = ()  # what was written over a gap has no times of its own
        self._lines[event.segment] = replace(line, text=event.text, words=words)
        self.corrected[event.segment] = event.by

    def hear_again(self, event: HeardAgain) -> None:
        """Take a second hearing; it is used where it is better and nobody corrected by hand."""
        line = self._lines.get(event.segment)
        if line is None:
            return
        self.heard_again[event.segment] = event
        if event.is_better and not self._is_by_hand(event.segment):
            self._lines[event.segment] = replace(line, text=event.text, words=event.words)
            self.corrected[event.segment] = "second-pass"

    def obey(self, event: CommandObeyed) -> None:
        """Mark a line that is nothing but a command."""
        if event.is_whole and event.segment in self._lines:
            self._lines[event.segment] = replace(self._lines[event.segment], is_command=True)

    def split(self, event: SegmentSplit) -> bool:
        """Make two lines of one; return whether that was possible."""
        line = self._lines.get(event.segment)
        before, after = _cut(line.text, event.at_char) if line else ("", "")
        if line is None or event.new_id in self._lines or not before or not after:
            return False
        count = _words_before(line, before, event.split_ms)
        at_ms = _between_words(line, count, event.split_ms)
        self._lines[line.id] = replace(line, text=before, words=line.words[:count], end_ms=at_ms)
        self._lines[event.new_id] = replace(
            line,
            id=event.new_id,
            speaker=event.speaker or line.speaker,
            text=after,
            words=line.words[count:],
            start_ms=at_ms,
        )
        self._parts.setdefault(line.id, []).insert(0, event.new_id)
        if line.id in self.corrected:
            self.corrected[event.new_id] = self.corrected[line.id]
        if line.id in self._seen:
            self._seen[event.new_id] = self._seen[line.id]
        return True

    def merge(self, event: SegmentsMerged) -> bool:
        """Make one line of two; return whether that was possible."""
        first, second = self._lines.get(event.into), self._lines.get(event.merged)
        if first is None or second is None or first is second:
            return False
        del self._lines[event.merged]
        has_all_words = bool(first.words) and bool(second.words)
        self._lines[event.into] = replace(
            first,
            text=f"{first.text} {second.text}".strip(),
            words=first.words + second.words if has_all_words else (),
            start_ms=min(first.start_ms, second.start_ms),
            end_ms=max(first.end_ms, second.end_ms),
            overlaps=first.overlaps or second.overlaps,
            is_command=first.is_command and second.is_command,
        )
        if by := self.corrected.get(event.merged):
            self.corrected.setdefault(event.into, by)
        self._parts.setdefault(event.into, []).extend(self._parts.pop(event.merged, ()))
        return True

    def assign(self, event: SpeakerAssigned) -> None:
        """Give lines to somebody else."""
        for id in event.segments:
            if id in self._lines:
                self._lines[id] = replace(self._lines[id], speaker=event.speaker)

    def take_off_record(self, event: TakenOffRecord, seq: int) -> None:
        """Withhold what was said between two times."""
        self.withheld = add_span(self.withheld, event.start_ms, event.end_ms)
        self.released = remove_span(self.released, event.start_ms, event.end_ms)
        self._withheld_at = seq

    def let_back_in(self, event: LetBackIn) -> None:
        """Withhold it no longer, even where it was asked for in the talk itself."""
        self.withheld = remove_span(self.withheld, event.start_ms, event.end_ms)
        self.released = add_span(self.released, event.start_ms, event.end_ms)

    def readable(self) -> tuple[tuple[Segment, ...], dict[str, int]]:
        """Return the lines that may be read, in time order, and which were withheld or cut."""
        lines = sorted(self._in_order(), key=lambda line: line.start_ms)
        if not self.withheld:
            return tuple(lines), {}
        kept: list[Segment] = []
        altered: dict[str, int] = {}
        for line in lines:
            visible = visible_part(line, self._hiding(line.id))
            if visible is not line:
                altered[line.id] = self._withheld_at
            if visible is not None:
                kept.append(visible)
        return tuple(kept), altered

    def _is_by_hand(self, segment: str) -> bool:
        return self.corrected.get(segment) == "hand"

    def _hiding(self, id: str) -> tuple[Span, ...]:
        spans = self.withheld
        for span in self._seen.get(id, ()):
            spans = remove_span(spans, span.start_ms, span.end_ms)
        return spans

    def _in_order(self) -> Iterator[Segment]:
        """Yield the lines as heard, the parts of a split line after one another."""
        if not self._parts:
            yield from self._lines.values()
            return
        parts = {part for parts in self._parts.values() for part in parts}
        for id in [id for id in self._lines if id not in parts]:
            yield from self._with_parts(id)

    def _with_parts(self, id: str) -> Iterator[Segment]:
        waiting = [id]
        while waiting:
            present = waiting.pop()
            if present in self._lines:
                yield self._lines[present]
            waiting += reversed(self._parts.get(present, ()))


def _touches(word: Word, span: Span) -> bool:
    return span.start_ms < word.end_ms and word.start_ms < span.end_ms


def _cut(text: str, at_char: int) -> tuple[str, str]:
    return text[: max(at_char, 0)].strip(), text[max(at_char, 0) :].strip()


def _words_before(line: Segment, before: str, at_ms: int) -> int:
    if len(line.text.split()) == len(line.words):
        return len(before.split())
    return sum(word.start_ms < at_ms for word in line.words)


def _between_words(line: Segment, count: int, at_ms: int) -> int:
    """Return the time nearest to `at_ms` that leaves `count` words of a line before it."""
    earliest = line.words[count - 1].end_ms if 0 < count <= len(line.words) else line.start_ms
    latest = line.words[count].start_ms if count < len(line.words) else line.end_ms
    return max(min(at_ms, max(earliest, latest)), earliest)

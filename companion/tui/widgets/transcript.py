"""A transcript of any length: rows are laid out once and drawn only where they are seen.

The widget is told what to show and says what was chosen; it changes nothing of a session.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment as Run
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from companion.archive.query import Query
from companion.interface import tr
from companion.tui.plain import SIGN, is_plain, point_at
from companion.tui.text import break_lines, plain, timecode, voice_name
from companion.tui.widgets.lengthy import LengthyView
from models.language import Language
from models.transcript import Segment, Speaker

DOUBTFUL = 0.6
"""Confidence below which a word is marked."""

MARK_SIGNS = {"idea": "✦", "quotation": "❝", "decision": "✔", "question": "?"}
VOICES = 6
"""How many speakers have a colour of their own."""


class TranscriptView(LengthyView, can_focus=True):
    """Segments with speakers and times, a cursor, marks, and the word being heard."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "transcript--time",
        "transcript--cursor",
        "transcript--doubtful",
        "transcript--heard",
        "transcript--mark",
        "transcript--match",
        *(f"transcript--voice-{number}" for number in range(VOICES)),
    }
    DEFAULT_CSS = """
    TranscriptView { background: $background; }
    TranscriptView .transcript--time { color: $text-muted; }
    TranscriptView .transcript--cursor { background: $surface-lighten-1; }
    TranscriptView .transcript--doubtful { text-style: underline; color: $text-warning; }
    TranscriptView .transcript--heard { text-style: reverse; }
    TranscriptView .transcript--mark { color: $text-accent; text-style: bold; }
    TranscriptView .transcript--match { text-style: bold underline; }
    TranscriptView .transcript--voice-0 { color: $text-primary; text-style: bold; }
    TranscriptView .transcript--voice-1 { color: $text-secondary; text-style: bold; }
    TranscriptView .transcript--voice-2 { color: $text-success; text-style: bold; }
    TranscriptView .transcript--voice-3 { color: $text-accent; text-style: bold; }
    TranscriptView .transcript--voice-4 { color: $text-warning; text-style: bold; }
    TranscriptView .transcript--voice-5 { color: $text-error; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", tr("Down", "Descendre"), show=False),
        Binding("up,k", "move(-1)", tr("Up", "Monter"), show=False),
        Binding("pagedown,ctrl+d", "page(1)", tr("Page down", "Page suivante"), show=False),
        Binding("pageup,ctrl+u", "page(-1)", tr("Page up", "Page précédente"), show=False),
        Binding("home,g", "ends(False)", tr("Beginning", "Début"), show=False),
        Binding("end,G", "ends(True)", tr("End", "Fin"), show=False),
        Binding("enter", "choose", tr("Play from here", "Écouter d'ici"), show=False),
    ]

    cursor: reactive[int] = reactive(0, init=False)
    heard_ms: reactive[int] = reactive(-1, init=False)

    class Chosen(Message):
        """Enter or a double click on a segment."""

        def __init__(self, segment: str) -> None:
            super().__init__()
            self.segment = segment

    class Moved(Message):
        """The cursor is on another segment."""

        def __init__(self, segment: str) -> None:
            super().__init__()
            self.segment = segment

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._segments: Sequence[Segment] = ()
        self._begins: list[int] = []
        self._places: dict[str, int] = {}
        self._texts: list[str] = []
        self._names: dict[str, str] = {}
        self._voices: dict[str, int] = {}
        self._marks: Mapping[str, frozenset[str]] = {}
        self._starts: list[int] = [0]
        self._laid_out_for = 0
        self._gutter = 6
        self._sign_width = 0
        self._match: Query | None = None
        self._language: Language = "en"
        self._base = self._under_cursor = Style()

    def show(
        self,
        segments: Sequence[Segment],
        speakers: Sequence[Speaker],
        marks: Mapping[str, frozenset[str]],
        duration_ms: int,
    ) -> None:
        """Draw these; the cursor stays on its segment, and that where it is on the screen.

        `duration_ms`: of the whole session, which may go on beyond these.
        """
        kept, place = self.present, self.cursor
        row = self._starts[place] - self.scroll_offset.y if kept else 0
        self._segments = segments
        self._begins = [segment.start_ms for segment in segments]
        self._places = {segment.id: place for place, segment in enumerate(segments)}
        self._texts = [plain(segment.text) for segment in segments]
        self._names = {voice.id: voice_name(voice, n) for n, voice in enumerate(speakers, 1)}
        self._voices = {speaker.id: place % VOICES for place, speaker in enumerate(speakers)}
        self._marks = marks
        self._sign_width = len(SIGN) if is_plain(self) else 0
        self._gutter = self._sign_width + len(timecode(duration_ms)) + 3
        self._lay_out()
        if kept is not None:
            self.cursor = min(self._places.get(kept.id, place), max(len(segments) - 1, 0))
            self.scroll_to(y=self._starts[self.cursor] - row, animate=False, force=True)
        self.refresh()
        self.call_after_refresh(self._point)

    @property
    def count(self) -> int:
        """How many segments there are."""
        return len(self._segments)

    @property
    def present(self) -> Segment | None:
        """The segment under the cursor."""
        return self._segments[self.cursor] if self.cursor < len(self._segments) else None

    def go_to(self, segment: str) -> bool:
        """Move the cursor to a segment, with what led to it above; return whether it is here."""
        place = self._places.get(segment)
        if place is None:
            return False
        first, after = self._starts[place], self._starts[place + 1]
        top, height = self.scroll_offset.y, self.size.height
        if first < top or after > top + height:
            self.scroll_to(y=max(first - height // 3, 0), animate=False, force=True)
        self._set_cursor(place)
        return True

    def highlight(self, match: Query | None, language: Language) -> None:
        """Underline the words that answer, wherever they stand; None for none."""
        self._match, self._language = match, language
        self.refresh()

    def follow(self, position_ms: int) -> None:
        """Show which word is being heard, and keep it on the screen; -1 for none."""
        if position_ms >= 0 and self._segments:
            place = max(bisect_right(self._begins, position_ms) - 1, 0)
            if place != self.cursor:
                self._set_cursor(place, announce=False)
        self.heard_ms = position_ms

    def watch_heard_ms(self, before: int, after: int) -> None:
        if self._word_at(before) != self._word_at(after):
            self._refresh_rows(self.cursor)

    def _word_at(self, position_ms: int) -> int:
        segment = self.present
        if segment is None or position_ms < 0:
            return -1
        return sum(word.start_ms <= position_ms for word in segment.words)

    def _refresh_rows(self, place: int) -> None:
        """Draw one segment again, where it is on the screen."""
        first, after = self._starts[place], self._starts[place + 1]
        top = first - self.scroll_offset.y
        self.refresh(Region(0, top, self.size.width, after - first))

    def on_resize(self) -> None:
        self._lay_out()

    def render_lines(self, crop: Region) -> list[Strip]:
        self._base = self.rich_style  # looked up once, not for every line
        self._under_cursor = self._base + self.get_component_rich_style("transcript--cursor")
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        row = y + self.scroll_offset.y
        width = self.size.width
        if not self._segments or row >= self._starts[-1]:
            return Strip.blank(width, self._base)
        place = bisect_right(self._starts, row) - 1
        line = row - self._starts[place]
        runs = self._draw(place, line)
        base = self._under_cursor if place == self.cursor else self._base
        return Strip(runs).apply_style(base).adjust_cell_length(width, base)

    def action_move(self, by: int) -> None:
        self._set_cursor(self.cursor + by)

    def action_page(self, by: int) -> None:
        row = self._starts[self.cursor] + by * max(self.size.height - 2, 1)
        self._set_cursor(bisect_right(self._starts, max(row, 0)) - 1)

    def action_ends(self, last: bool) -> None:
        self._set_cursor(len(self._segments) - 1 if last else 0)

    def action_choose(self) -> None:
        if self.present is not None:
            self.post_message(self.Chosen(self.present.id))

    def on_click(self, event: object) -> None:
        row = getattr(event, "y", 0) + self.scroll_offset.y
        if row < self._starts[-1]:
            self._set_cursor(bisect_right(self._starts, row) - 1)
            if getattr(event, "chain", 1) > 1:
                self.action_choose()

    def _set_cursor(self, place: int, *, announce: bool = True) -> None:
        if not self._segments:
            return
        self.cursor = min(max(place, 0), len(self._segments) - 1)
        first, after = self._starts[self.cursor], self._starts[self.cursor + 1]
        region = Region(0, first, 1, min(after - first, max(self.size.height, 1)))
        self.scroll_to_region(region, animate=False, force=True)
        self.refresh()
        self.call_after_refresh(self._point)
        if announce:
            self.post_message(self.Moved(self._segments[self.cursor].id))

    def _point(self) -> None:
        """Let the terminal's cursor stand before the words of the present segment."""
        if self._segments:
            row = self._starts[self.cursor] + self._has_header(self.cursor)
            point_at(self, row - self.scroll_offset.y)

    def on_focus(self) -> None:
        self.call_after_refresh(self._point)

    def _lay_out(self) -> None:
        self._laid_out_for = self.scrollable_content_region.width or 80
        width = self._text_width
        before = ""
        heights: list[int] = []
        for segment, text in zip(self._segments, self._texts, strict=True):
            rows = 1 if len(text) <= width else len(break_lines(text, width))
            heights.append(rows + (segment.speaker != before))
            before = segment.speaker
        self._starts = [0, *accumulate(heights)]
        self.set_length(self._starts[-1])

    @property
    def _text_width(self) -> int:
        return max(self._laid_out_for - self._gutter - 2, 8)

    def _draw(self, place: int, line: int) -> list[Run]:
        segment = self._segments[place]
        has_header = self._has_header(place)
        if has_header and line == 0:
            return self._draw_header(segment)
        row = line - has_header
        time = timecode(segment.start_ms) if row == 0 else ""
        gutter = time.rjust(self._gutter - 3 - self._sign_width)
        if self._sign_width:
            gutter = (SIGN if place == self.cursor else " " * len(SIGN)) + gutter
        signs = "".join(MARK_SIGNS[mark] for mark in sorted(self._marks.get(segment.id, ())))
        sign = signs[row : row + 1] or " "
        start, end = break_lines(self._texts[place], self._text_width)[row]
        return [
            Run(f"{gutter} ", self.get_component_rich_style("transcript--time")),
            Run(f"{sign} ", self.get_component_rich_style("transcript--mark")),
            *self._draw_words(place, start, end),
        ]

    def _has_header(self, place: int) -> bool:
        """Whether who speaks stands above a segment."""
        before = self._segments[place - 1] if place else None
        return before is None or before.speaker != self._segments[place].speaker

    def _draw_header(self, segment: Segment) -> list[Run]:
        voice = self._voices.get(segment.speaker, 0)
        name = self._names.get(segment.speaker) or plain(segment.speaker)
        style = self.get_component_rich_style(f"transcript--voice-{voice}")
        return [Run(" " * self._gutter), Run(name, style)]

    def _draw_words(self, place: int, start: int, end: int) -> list[Run]:
        segment, text = self._segments[place], self._texts[place]
        spans = self._special_spans(segment, text)
        if not spans:
            return [Run(text[start:end])]
        runs: list[Run] = []
        at = start
        for first, last, style in spans:
            first, last = max(first, at), min(last, end)
            if first >= last:
                continue
            runs += [Run(text[at:first]), Run(text[first:last], style)]
            at = last
        return [*runs, Run(text[at:end])]

    def _special_spans(self, segment: Segment, text: str) -> list[tuple[int, int, Style]]:
        spans = [*self._word_spans(segment, text), *self._match_spans(segment, text)]
        return sorted(spans, key=lambda span: span[:2])

    def _word_spans(self, segment: Segment, text: str) -> list[tuple[int, int, Style]]:
        spans: list[tuple[int, int, Style]] = []
        at = 0
        folded = text.casefold()
        for word in segment.words:
            is_heard = word.start_ms <= self.heard_ms < word.end_ms
            found = folded.find(word.text.casefold(), at)
            if found < 0:
                continue
            at = found + len(word.text)
            if is_heard:
                spans.append((found, at, self.get_component_rich_style("transcript--heard")))
            elif word.confidence < DOUBTFUL:
                spans.append((found, at, self.get_component_rich_style("transcript--doubtful")))
        return spans

    def _match_spans(self, segment: Segment, text: str) -> list[tuple[int, int, Style]]:
        if self._match is None:
            return []
        style = self.get_component_rich_style("transcript--match")
        places = self._match.answers(text, segment.language or self._language)
        return [(start, end, style) for start, end in places]

"""The conversation of a walk as it grows: who said what, the latest below, wrapped to the width.

Lines are laid out as they come and drawn only where they are seen: a long walk costs no more than a
short one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.segment import Segment as Run
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from companion.interface import tr
from companion.tui.plain import is_plain
from companion.tui.text import break_lines, plain, timecode

Kind = Literal["walker", "companion", "remark"]
GUTTER = 8


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the talk."""

    kind: Kind
    at_ms: int
    text: str


class TalkView(ScrollView, can_focus=True):
    """Follows the end, unless somebody scrolled up."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "talk--time",
        "talk--walker",
        "talk--companion",
        "talk--remark",
    }
    DEFAULT_CSS = """
    TalkView { background: $background; overflow-x: hidden; scrollbar-size-vertical: 1; }
    TalkView .talk--time { color: $text-muted; }
    TalkView .talk--walker { color: $foreground; }
    TalkView .talk--companion { color: $text-secondary; }
    TalkView .talk--remark { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", tr("Down", "Descendre"), show=False),
        Binding("up", "scroll_up", tr("Up", "Monter"), show=False),
        Binding("pagedown", "page_down", tr("Page down", "Page suivante"), show=False),
        Binding("pageup", "page_up", tr("Page up", "Page précédente"), show=False),
        Binding("home", "scroll_home", tr("Beginning", "Début"), show=False),
        Binding("end,G", "scroll_end", tr("Latest", "Dernier"), show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._said: list[Said] = []
        self._rows: list[tuple[Said, int, int]] = []
        self._width = 0

    @property
    def said(self) -> Sequence[Said]:
        """Everything that is shown."""
        return tuple(self._said)

    def add(self, kind: Kind, at_ms: int, text: str) -> None:
        """Add one line at the end."""
        was_at_end = self.scroll_offset.y >= self.max_scroll_y
        said = Said(kind, at_ms, plain(text) if not is_plain(self) else _named(kind, plain(text)))
        self._said.append(said)
        self._rows += self._laid_out(said)
        self._take_size()
        if was_at_end:
            self.scroll_end(animate=False, force=True, immediate=False)
        self.refresh()

    def withhold(self, start_ms: int, end_ms: int) -> None:
        """Take away what was said between two times."""
        kept = [one for one in self._said if not start_ms <= one.at_ms < end_ms]
        if len(kept) < len(self._said):
            self._said = kept
            self._lay_out()

    def on_resize(self, _: Resize) -> None:
        if self._text_width != self._width:
            self._lay_out()
            self.scroll_end(animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        base = self.rich_style
        if row >= len(self._rows):
            return Strip.blank(width, base)
        said, start, end = self._rows[row]
        time = timecode(said.at_ms) if start == 0 else ""
        is_answer = said.kind == "companion" and start == 0 and not is_plain(self)
        sign = "↳ " if is_answer else "  "
        style = self.get_component_rich_style(f"talk--{said.kind}")
        runs = [
            Run(f"{time:>{GUTTER - 2}} ", self.get_component_rich_style("talk--time")),
            Run(sign, style),
            Run(said.text[start:end], style),
        ]
        return Strip(runs).apply_style(base).adjust_cell_length(width, base)

    @property
    def _text_width(self) -> int:
        return max((self.scrollable_content_region.width or 60) - GUTTER - 2, 8)

    def _laid_out(self, said: Said) -> list[tuple[Said, int, int]]:
        width = self._width or self._text_width
        return [(said, start, end) for start, end in break_lines(said.text, width)]

    def _lay_out(self) -> None:
        self._width = self._text_width
        self._rows = [row for said in self._said for row in self._laid_out(said)]
        self._take_size()
        self.refresh()

    def _take_size(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))


def _named(kind: Kind, text: str) -> str:
    who = {
        "walker": tr("You", "Vous"),
        "companion": tr("Companion", "Compagnon"),
        "remark": "",
    }[kind]
    return f"{who} : {text}" if who else text

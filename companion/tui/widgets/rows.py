"""A list of any length, two lines to an item; only what is seen is drawn.

The widget is told how many items there are and who draws them; it says which was chosen. A sign
stands before the present item, so that it shows without colour.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment as Run
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from companion.interface import tr
from companion.tui.plain import SIGN, is_plain, point_at
from companion.tui.widgets.lengthy import LengthyView

Line = Sequence[Run]
DIM, BOLD = Style(dim=True), Style(bold=True)

Draw = Callable[[int, int], tuple[Line, Line]]
"""Given the place of an item and a width, returns its two lines."""

HEIGHT = 2


class Rows(LengthyView, can_focus=True):
    """Items one below the other, with a cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}
    DEFAULT_CSS = """
    Rows { background: $background; }
    Rows .rows--cursor { background: $panel; }
    Rows:focus .rows--cursor { background: $primary 25%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", tr("Down", "Descendre"), show=False),
        Binding("up,k", "move(-1)", tr("Up", "Monter"), show=False),
        Binding("pagedown,ctrl+d", "page(1)", tr("Page down", "Page suivante"), show=False),
        Binding("pageup,ctrl+u", "page(-1)", tr("Page up", "Page précédente"), show=False),
        Binding("home,g", "ends(False)", tr("First", "Première"), show=False),
        Binding("end,G", "ends(True)", tr("Last", "Dernière"), show=False),
        Binding("enter", "choose", tr("Open", "Ouvrir")),
        Binding("l,right", "choose", tr("Open", "Ouvrir"), show=False),
    ]

    cursor: reactive[int] = reactive(0, init=False)

    class Chosen(Message):
        """Enter, or a click on the present item."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    class Moved(Message):
        """The cursor is on another item."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.count = 0
        self._draw: Draw = lambda _place, _width: ((), ())
        self._drawn: dict[int, Sequence[Line]] = {}
        self._strips: dict[tuple[int, bool, Style], Strip] = {}
        self._base = self._present = Style()

    def show(self, count: int, draw: Draw, cursor: int = 0) -> None:
        """Draw these; the cursor goes to an item."""
        self.count, self._draw = count, draw
        self._forget_drawn()
        self._take_length()
        self.cursor = min(max(cursor, 0), max(count - 1, 0))
        self._keep_in_sight()
        self.refresh()

    def on_resize(self, _: Resize) -> None:
        self._forget_drawn()
        self._take_length()
        self.call_after_refresh(self._keep_in_sight)

    def _take_length(self) -> None:
        """Leave a line below the last item where its end would cut the first one in half."""
        self.set_length(self.count * HEIGHT + self.size.height % HEIGHT)

    def watch_cursor(self) -> None:
        self.post_message(self.Moved())
        self._keep_in_sight()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        self._base = self.rich_style  # looked up once, not for every line
        self._present = self._base + self.get_component_rich_style("rows--cursor")
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        row = y + self.scroll_offset.y
        is_present = row // HEIGHT == self.cursor
        base = self._present if is_present else self._base
        strip = self._strips.get((row, is_present, base))
        if strip is None:
            bar = SIGN if is_plain(self) else "▌ "
            sign = bar if is_present else "  "
            strip = self._strips[row, is_present, base] = self._strip(row, sign).apply_style(base)
        return strip

    def _strip(self, row: int, sign: str) -> Strip:
        width = self.scrollable_content_region.width
        place, line = divmod(row, HEIGHT)
        if place >= self.count:
            return Strip.blank(width)
        return Strip([Run(sign), *self.drawn(place)[line]]).adjust_cell_length(width)

    def _forget_drawn(self) -> None:
        self._drawn.clear()
        self._strips.clear()

    def drawn(self, place: int) -> Sequence[Line]:
        """Return the two lines of an item at the present width."""
        lines = self._drawn.get(place)
        if lines is None:
            width = self.scrollable_content_region.width
            lines = self._drawn[place] = self._draw(place, max(width - 2, 1))
        return lines

    def action_move(self, by: int) -> None:
        """Go down or up."""
        self._go(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Go down or up by a screen."""
        self._go(self.cursor + by * max(self.size.height // HEIGHT - 1, 1))

    def action_ends(self, last: bool) -> None:
        """Go to the first or the last item."""
        self._go(self.count - 1 if last else 0)

    def action_choose(self) -> None:
        """Say that the present item is wanted."""
        if self.count:
            self.post_message(self.Chosen(self.cursor))

    def on_click(self, event: Click) -> None:
        place = (event.y + self.scroll_offset.y) // HEIGHT
        if place >= self.count:
            return
        if place == self.cursor:
            self.action_choose()
        self._go(place)

    def _go(self, place: int) -> None:
        self.cursor = min(max(place, 0), max(self.count - 1, 0))

    def _keep_in_sight(self) -> None:
        """Scroll by whole items: the first one on the screen is never cut in half."""
        first, top = self.cursor * HEIGHT, self.scroll_offset.y
        highest = first - max(self.size.height // HEIGHT - 1, 0) * HEIGHT
        if first < top or highest > top:
            self.scroll_to(y=min(max(top, highest), first), animate=False, force=True)
        self.call_after_refresh(self.point)

    def point(self) -> None:
        """Let the terminal's cursor stand on the present item, for screen readers."""
        point_at(self, self.cursor * HEIGHT - self.scroll_offset.y)

    def on_focus(self) -> None:
        self.point()

"""A view of any number of lines, of which only those that are seen are drawn.

Its length may change at every key: that moves the scrollbar and nothing else. Textual's own view
lays the whole screen out again each time.
"""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView


class LengthyView(ScrollView):
    """A ScrollView with a scrollbar that is always there."""

    DEFAULT_CSS = """
    LengthyView { height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    virtual_size = Reactive(Size(0, 0))

    def set_length(self, lines: int) -> None:
        """Take this many lines from now on."""
        self.virtual_size = Size(self.scrollable_content_region.width, lines)
        bar = self.vertical_scrollbar
        bar.window_virtual_size, bar.window_size = lines, self.container_size.height
        self.scroll_y = min(self.scroll_y, self.max_scroll_y)

"""For screen readers: no boxes, no movement, states in words, the terminal's cursor on what is present."""

from __future__ import annotations

from textual.geometry import Offset, Region
from textual.widget import Widget

PLAIN_CLASS = "plain"
"""Of the application, where a screen reader reads along."""

SIGN = "> "
"""Before what is present, which colour alone would show otherwise."""

PLAIN_CSS = """
* { border: none !important; outline: none !important; scrollbar-size: 0 0 !important; }
Input { height: 1 !important; padding: 0 !important; }
Button { height: 1 !important; min-width: 4 !important; padding: 0 !important; }
Underline, Bar, Meter.bar { display: none !important; }
FloorView { height: 1 !important; content-align: left top !important; text-align: left !important; padding: 0 1 !important; }
WalkScreen #clock { text-align: left !important; }
"""
"""Read in only where it is wished, since it touches every widget."""


def is_plain(widget: Widget) -> bool:
    """Whether a screen reader reads along."""
    return widget.app.has_class(PLAIN_CLASS)


def point_at(widget: Widget, row: int) -> None:
    """Let the terminal's cursor stand on a row of a widget: screen readers read the line it is on."""
    if not is_plain(widget) or not widget.has_focus:
        return
    region = widget.content_region
    place = Offset(region.x, region.y + row)
    if place != widget.app.cursor_position:
        widget.app.cursor_position = place
        widget.refresh(Region(0, row, 1, 1))  # the cursor moves with the next thing that is drawn

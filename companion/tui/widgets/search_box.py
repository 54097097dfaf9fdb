"""The line in which one types what is looked for."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from companion.tui.widgets.rows import Rows


class SearchBox(Input):
    """A line to type in; a letter more lays nothing out again."""

    virtual_size = Reactive(Size(0, 0))

    async def action_submit(self) -> None:
        """Leave for what was found, at once: the next key is pressed there.

        A second enter that was under way to this line meanwhile is meant for the list.
        """
        rows = self.screen.query_one(Rows)
        if self.has_focus:
            self.screen.set_focus(rows)
        else:
            rows.action_choose()

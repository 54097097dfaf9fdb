"""Every setting with its value, one below the other; says which is to be changed."""

from __future__ import annotations

from rich.segment import Segment as Run
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from companion.interface import tr
from companion.settings import Settings
from companion.tui.field_list import FIELDS, SUBJECTS
from companion.tui.fields import Field, as_shown, value_of
from companion.tui.text import plain, shorten
from companion.tui.widgets.rows import BOLD, DIM, Line, Rows

LABEL_WIDTH = 28


class ValueList(Vertical):
    """Told the settings; the line below a value says its subject and what it is for."""

    class Wanted(Message):
        """A setting is to be changed."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

    def compose(self) -> ComposeResult:
        yield Rows(id="values-rows")

    def show(self, settings: Settings) -> None:
        """Draw these; the cursor stays."""
        self._settings = settings
        rows = self.query_one(Rows)
        rows.show(len(FIELDS), self._lines, rows.cursor)

    @property
    def present(self) -> Field:
        """The setting under the cursor."""
        return FIELDS[self.query_one(Rows).cursor]

    def go_to(self, name: str) -> None:
        """Put the cursor on a setting."""
        self.query_one(Rows).cursor = next(
            n for n, field in enumerate(FIELDS) if field.name == name
        )

    def _lines(self, place: int, width: int) -> tuple[Line, Line]:
        field = FIELDS[place]
        label = tr(field.label.en, field.label.fr)
        label = label if width < 2 * LABEL_WIDTH else f"{label:<{LABEL_WIDTH}}"
        value = plain(as_shown(field, value_of(self._settings, field)))
        first = [Run(label), Run(f"  {shorten(value, max(width - len(label) - 2, 1))}", BOLD)]
        subject = SUBJECTS[field.subject]
        about = " · ".join(
            filter(None, (tr(subject.en, subject.fr), tr(field.hint.en, field.hint.fr)))
        )
        return first, [Run(shorten(f"  {about}", width), DIM)]

    @on(Rows.Chosen)
    def _want(self) -> None:
        self.post_message(self.Wanted(self.present))

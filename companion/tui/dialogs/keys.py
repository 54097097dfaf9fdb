"""A table over a screen: every key of it, or how the parts of a walk are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from companion.interface import tr


class KeysScreen(ModalScreen[None]):
    """A table that any key closes."""

    CSS = """
    KeysScreen { align: center middle; }
    KeysScreen > Vertical { width: 76; max-width: 98%; height: auto; max-height: 94%; padding: 1 2; background: $panel; }
    KeysScreen .title { text-style: bold; margin-bottom: 1; }
    KeysScreen VerticalScroll { height: auto; max-height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,f1,enter", "dismiss(None)", tr("Close", "Fermer"))
    ]

    def __init__(self, keys: Sequence[tuple[str, str]], more: str = "", *, title: str = "") -> None:
        """`keys`: pairs of key and what it does; `more`: a paragraph below."""
        super().__init__()
        self._keys, self._more = keys, more
        self._title = title or tr("Keys", "Touches")

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Label(self._title, classes="title", markup=False)
            with VerticalScroll():
                yield Static(self._table(), markup=False)

    def _table(self) -> Text:
        width = max((len(key) for key, _ in self._keys), default=0)
        table = Text()
        for key, meaning in self._keys:
            table.append(f"{key:>{width}}", "bold")
            table.append(f"  {meaning}\n")
        table.append(f"\n{self._more}" if self._more else "")
        return table

"""A question before anything that cannot be taken back lightly."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Label

from companion.interface import tr


class Confirm(ModalScreen[bool]):
    """Dismissed with True or False."""

    CSS = """
    Confirm { align: center middle; }
    Confirm > Vertical { width: 60; max-width: 95%; height: auto; padding: 1 2; background: $panel; }
    Confirm Label { width: 100%; }
    Confirm Horizontal { height: auto; margin-top: 1; align-horizontal: right; }
    Confirm Button { margin-left: 2; min-width: 8; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,o", "answer(True)", tr("Yes", "Oui")),
        Binding("n,escape", "answer(False)", tr("No", "Non")),
    ]

    def __init__(self, question: str, *, is_final: bool = False) -> None:
        """`is_final`: what is done cannot be undone, so that enter alone does not do it."""
        super().__init__()
        self._question, self._is_final = question, is_final

    def on_mount(self) -> None:
        self.query_one("#no" if self._is_final else "#yes", Button).focus()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Label(self._question, markup=False)
            with Horizontal():
                yield Button(tr("Yes (y)", "Oui (o)"), variant="primary", id="yes")
                yield Button(tr("No (n)", "Non (n)"), id="no")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        self.dismiss(answer)

"""One of several, by arrow keys, by the mouse, or by typing its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from companion.interface import tr


class Choose(ModalScreen[str | None]):
    """Dismissed with the key of what was chosen, or None."""

    CSS = """
    Choose { align: center middle; }
    Choose > Vertical { width: 70; max-width: 95%; height: auto; max-height: 80%; padding: 1 2; background: $panel; }
    Choose OptionList { height: auto; max-height: 20; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", tr("Never mind", "Laisser")),
        *(Binding(str(digit), f"take({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, question: str, choices: Sequence[tuple[str, str]]) -> None:
        """`choices`: pairs of key and label."""
        super().__init__()
        self._question, self._choices = question, choices

    def compose(self) -> ComposeResult:
        options = [
            Option(f"{place}  {label}", id=key)
            for place, (key, label) in enumerate(self._choices, 1)
        ]
        with Vertical():
            yield Label(self._question, markup=False)
            yield OptionList(*options, markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_take(self, place: int) -> None:
        if place <= len(self._choices):
            self.dismiss(self._choices[place - 1][0])

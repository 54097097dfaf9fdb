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
from companion.tui.options import Options


class Choose(ModalScreen[str | None]):
    """Dismissed with the key of what was chosen, or None."""

    CSS = """
    Choose { align: center middle; }
    Choose > Vertical { width: 70; max-width: 95%; height: auto; max-height: 80%; padding: 1 2; background: $panel; }
    Choose Label { width: 100%; }
    Choose OptionList { height: auto; max-height: 20; }
    Choose .hint { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", tr("Never mind", "Laisser")),
        Binding("j", "move(1)", tr("Down", "Descendre"), show=False),
        Binding("k", "move(-1)", tr("Up", "Monter"), show=False),
        *(Binding(str(digit), f"take({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(
        self, question: str, choices: Sequence[tuple[str, str]], present: str | None = None
    ) -> None:
        """`choices`: pairs of key and label; `present`: the key that holds now."""
        super().__init__()
        self._question, self._choices, self._present = question, choices, present

    def compose(self) -> ComposeResult:
        options = [
            Option(f"{_number(place)}  {label}{self._sign(key)}")
            for place, (key, label) in enumerate(self._choices, 1)
        ]
        with Vertical():
            yield Label(self._question, markup=False)
            yield Options(*options, markup=False)
            yield Label(hint(), classes="hint", markup=False)

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        keys = [key for key, _ in self._choices]
        options.highlighted = keys.index(self._present) if self._present in keys else 0

    def _sign(self, key: str) -> str:
        return f"  ({tr('now', 'actuel')})" if key == self._present else ""

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index][0])

    def action_take(self, place: int) -> None:
        if place <= len(self._choices):
            self.dismiss(self._choices[place - 1][0])

    def action_move(self, by: int) -> None:
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()


def hint() -> str:
    """Return what the keys of a question do."""
    return tr("enter: this one · esc: never mind", "entrée : celui-ci · échap : laisser")


def _number(place: int) -> str:
    return str(place) if place < 10 else " "

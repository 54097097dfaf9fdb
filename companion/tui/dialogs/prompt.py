"""One line asked of the user: a title, a name, a new wording."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from companion.interface import tr
from companion.tui.dialogs.paths import PathSuggester
from companion.tui.plain import is_plain


class Prompt(ModalScreen[str | None]):
    """Dismissed with the text, or None."""

    CSS = """
    Prompt { align: center middle; }
    Prompt > Vertical { width: 80; max-width: 95%; height: auto; padding: 1 2; background: $panel; }
    Prompt Label { width: 100%; }
    Prompt .hint { color: $text-muted; }
    Prompt .complaint { color: $text-error; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", tr("Never mind", "Laisser"))
    ]

    def __init__(
        self,
        question: str,
        value: str = "",
        complain: Callable[[str], str] = lambda _: "",
        *,
        is_path: bool = False,
    ) -> None:
        """`complain` says what is wrong with a text, or nothing; it is asked at every key."""
        super().__init__()
        self._question, self._value, self._complain = question, value, complain
        self._is_path = is_path

    def compose(self) -> ComposeResult:
        keys = tr("enter: keep · esc: never mind", "entrée : garder · échap : laisser")
        if self._is_path:
            keys = f"{tr('→ completes', '→ complète')} · {keys}"
        with Vertical():
            yield Label(self._question, markup=False)
            suggester = PathSuggester() if self._is_path else None
            field = Input(value=self._value, suggester=suggester)
            field.cursor_blink = not is_plain(self)
            yield field
            yield Label("", classes="complaint", markup=False)
            yield Label(keys, classes="hint", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one(".complaint", Label).update(self._complain(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if not self._complain(event.value):
            self.dismiss(event.value)

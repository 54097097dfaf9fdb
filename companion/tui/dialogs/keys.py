"""Every key of the screen below, and the words that can be typed into its search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Label, Static

from companion.interface import tr

NAMES = {
    "space": ("space", "espace"),
    "enter": ("enter", "entrée"),
    "escape": ("esc", "échap"),
    "question_mark": ("?", "?"),
    "slash": ("/", "/"),
    "left_square_bracket": ("[", "["),
    "right_square_bracket": ("]", "]"),
    "greater_than_sign": (">", ">"),
    "less_than_sign": ("<", "<"),
    "plus": ("+", "+"),
    "minus": ("-", "-"),
    "delete": ("del", "suppr"),
    "backspace": ("backspace", "retour arr."),
    "down": ("↓", "↓"),
    "up": ("↑", "↑"),
    "left": ("←", "←"),
    "right": ("→", "→"),
    "pagedown": ("page ↓", "page ↓"),
    "pageup": ("page ↑", "page ↑"),
    "home": ("home", "début"),
    "end": ("end", "fin"),
    "tab": ("tab", "tab"),
}


BUILT_IN = {
    "Focus Next": ("Next field", "Champ suivant"),
    "Focus Previous": ("Field before", "Champ précédent"),
    "Copy selected text": ("Copy what is selected", "Copier la sélection"),
}
"""What the library's own keys are called here; its other ones go without saying."""


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

    def __init__(self, keys: Sequence[tuple[str, str]], more: str = "") -> None:
        """`keys`: pairs of key and what it does; `more`: a paragraph below."""
        super().__init__()
        self._keys, self._more = keys, more

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Label(tr("Keys", "Touches"), classes="title", markup=False)
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


def keys_of(screen: Screen[object]) -> list[tuple[str, str]]:
    """Return every key that does something on a screen, and what, those of its focus first."""
    meanings: dict[str, list[str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        known = BUILT_IN.get(binding.description)
        meaning = tr(*known) if known else binding.description
        if meaning and not (_is_foreign(active.node) and known is None):
            meanings.setdefault(meaning, []).append(_name(binding.key))
    return [(_shown(keys), meaning) for meaning, keys in meanings.items()]


def _is_foreign(node: object) -> bool:
    return not type(node).__module__.startswith("companion.")


def _shown(keys: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(keys))


def _name(key: str) -> str:
    plain = key.removeprefix("ctrl+")
    known = NAMES.get(plain)
    name = tr(*known) if known else plain
    return f"ctrl+{name}" if plain != key else name

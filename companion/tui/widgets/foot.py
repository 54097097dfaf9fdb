"""The foot of a screen: the keys that matter here, as many as the width holds, and `?` always.

One line, drawn at once: what can be done changes with every line under the cursor.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text
from textual.events import Click
from textual.screen import Screen
from textual.widget import Widget

from companion.tui.keys import key_name, named

HELP = "keys"
"""The action that shows every key; its own stays at the right end."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One key of the foot, and the columns it takes."""

    key: str
    shown: str
    meaning: str
    is_help: bool

    @property
    def width(self) -> int:
        """Columns, with the space around."""
        return len(self.shown) + len(self.meaning) + 4


class Foot(Widget):
    """Keys and their meanings; a click presses them."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Foot { dock: bottom; height: 1; background: $panel; color: $foreground; }
    """

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._take_bindings)

    def _take_bindings(self, _: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Text:
        line = Text(no_wrap=True, end="")
        for hint in self._fitting():
            line.append(f" {hint.shown} ", "bold")
            line.append(f"{hint.meaning}  ")
        return line

    def on_click(self, event: Click) -> None:
        start = 0
        for hint in self._fitting():
            if start <= event.x < start + hint.width:
                self.app.simulate_key(hint.key)
            start += hint.width

    def _fitting(self) -> list[Hint]:
        """Return the keys that fit, the one for all others last."""
        hints = self._hints()
        help_ = [hint for hint in hints if hint.is_help]
        room = self.size.width - sum(hint.width for hint in help_)
        kept: list[Hint] = []
        for hint in (one for one in hints if not one.is_help):
            if hint.width <= room:  # a shorter one further on may still fit
                room -= hint.width
                kept.append(hint)
        return kept + help_

    def _hints(self) -> list[Hint]:
        found: dict[str, Hint] = {}
        for active, meaning in named(self.screen):
            binding = active.binding
            if binding.show and active.enabled and binding.action not in found:
                shown = binding.key_display or key_name(binding.key)
                found[binding.action] = Hint(binding.key, shown, meaning, binding.action == HELP)
        return list(found.values())

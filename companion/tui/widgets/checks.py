"""What the doctor finds: a sign and a sentence for each part, the remedy where one is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from companion.interface import tr
from companion.tui.desk import Check
from companion.tui.text import plain

SIGNS = {"good": "✔", "limited": "–", "wanting": "✗"}


class CheckList(VerticalScroll):
    """Told what was found; scrolled with the arrow keys."""

    DEFAULT_CSS = """
    CheckList { height: 1fr; padding: 0 2; }
    CheckList Static { height: auto; }
    """

    def compose(self) -> ComposeResult:
        yield Static(id="checks", markup=False)

    def wait(self) -> None:
        """Say that it is being looked at."""
        self.query_one("#checks", Static).update(tr("Checking…", "Vérification…"))

    def show(self, checks: Sequence[Check]) -> None:
        """Draw these, what is wanting first."""
        ordered = sorted(checks, key=lambda one: one.state != "wanting")
        text = Text("\n").join(line for check in ordered for line in _lines(check))
        legend = tr(
            "✔ good  – less than it could be  ✗ wanting",
            "✔ bien  – moins que possible  ✗ manque",
        )
        self.query_one("#checks", Static).update(Text("\n\n").join((text, Text(legend, "dim"))))


def _lines(check: Check) -> Iterator[Text]:
    line = Text(f"{SIGNS[check.state]} ")
    line.append(plain(check.name), "bold")
    line.append(f"  {plain(check.detail)}" if check.detail else "")
    yield line
    if check.remedy and check.state != "good":
        yield Text(f"    → {plain(check.remedy)}")

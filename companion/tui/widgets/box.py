"""The passages of one kind, one below the other; the cursor goes on from box to box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from companion.interface import tr
from companion.session.events import Reviewed
from companion.tui.options import Options
from companion.tui.plain import is_plain
from companion.tui.report_words import Passage, box_word, worded
from companion.tui.text import plain


class Box(Options):
    """Told its passages; from the last one the cursor goes on into the next box."""

    DEFAULT_CSS = """
    Box { height: auto; background: $background; border: round $foreground 30%; border-title-color: $text-primary; border-title-style: bold; }
    Box:focus { border: round $primary; }
    Box.none { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", tr("Down", "Descendre"), show=False),
        Binding("up,k", "step(-1)", tr("Up", "Monter"), show=False),
        Binding("right,l", "next_box(1)", tr("Next box", "Cadre suivant"), show=False),
        Binding("left,h", "next_box(-1)", tr("Box before", "Cadre précédent"), show=False),
    ]

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False, classes="none")
        self.border_title = box_word(id)

    def show(
        self, passages: Sequence[Passage], reviews: Mapping[str, Reviewed], *, is_always: bool
    ) -> None:
        """Draw these; an empty box is shown where it says something by being empty."""
        parts = [("", passages)] if passages else []
        self.show_parts(parts, reviews, is_always=is_always)

    def show_parts(
        self,
        parts: Sequence[tuple[str, Sequence[Passage]]],
        reviews: Mapping[str, Reviewed],
        *,
        is_always: bool,
    ) -> None:
        """Draw passages under headings; the cursor stays on its passage."""
        kept = self.highlighted
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            if is_plain(self):
                self.add_option(Option(f"{self.border_title}:", disabled=True))
            for heading, passages in parts:
                if heading:
                    self.add_option(Option(f"— {plain(heading)} —", disabled=True))
                self.add_options(Option(worded(one, reviews), id=one.id) for one in passages)
            if not parts:
                nothing = tr(
                    "nothing explicit in the recording", "rien d'explicite dans l'enregistrement"
                )
                self.add_option(Option(nothing, disabled=True))
            elif kept is not None:
                self.highlighted = min(kept, self.option_count - 1)
        self.can_focus = bool(parts)
        self.set_class(not parts and not is_always, "none")

    def action_step(self, by: int) -> None:
        """Go to the next passage, of the next box where this one ends."""
        place = (self.highlighted if self.highlighted is not None else -1) + by
        while 0 <= place < self.option_count and self.get_option_at_index(place).disabled:
            place += by
        if 0 <= place < self.option_count:
            self.highlighted = place
        else:
            self.action_next_box(by)

    def action_next_box(self, by: int) -> None:
        """Go to the next box, or to the one before."""
        if by > 0:
            self.screen.focus_next(Box)
        else:
            self.screen.focus_previous(Box)

    def on_focus(self) -> None:
        place, self.highlighted = self.highlighted, None
        if place is not None:
            self.highlighted = place
        elif self.option_count:
            self.action_first()

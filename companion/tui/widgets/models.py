"""The model files: which are here, how big they are, how far one is that is being fetched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from companion.interface import tr
from companion.tui.desk import ModelFile
from companion.tui.text import plain, shorten
from companion.tui.widgets.rows import Rows


class ModelList(Vertical):
    """Told what there is; says what is wanted and what may go."""

    DEFAULT_CSS = """
    ModelList #hint { height: auto; padding: 0 2; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "fetch", tr("Download", "Télécharger")),
        Binding("x", "stop", tr("Stop", "Arrêter")),
        Binding("delete,D", "remove", tr("Delete", "Supprimer")),
    ]

    class Wanted(Message):
        """A model is to be fetched."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class Unwanted(Message):
        """A model is to be deleted."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class Stopped(Message):
        """Fetching is to stop."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._models: Sequence[ModelFile] = ()
        self._shares: dict[str, float] = {}

    def compose(self) -> ComposeResult:
        hint = tr(
            "★ suggested. d downloads, x stops (what came is kept), D deletes.",
            "★ conseillé. d télécharge, x arrête (ce qui est arrivé reste), D supprime.",
        )
        yield Static(hint, id="hint", markup=False)
        yield Rows(id="models-rows")

    def show(self, models: Sequence[ModelFile]) -> None:
        """Draw these."""
        self._models = models
        self._draw()

    def progress(self, name: str, share: float) -> None:
        """Show how far one is; 1 where it is here, or given up."""
        if share >= 1.0:
            self._shares.pop(name, None)
        else:
            self._shares[name] = share
        self._draw()

    def _draw(self) -> None:
        rows = self.query_one(Rows)
        rows.show(len(self._models), self._lines, rows.cursor)

    def _lines(self, place: int, width: int) -> tuple[Text, Text]:
        model = self._models[place]
        sign = "★" if model.is_suggested else " "
        share = self._shares.get(model.name)
        state = tr("here", "présent") if model.is_here else tr("absent", "absent")
        if share is not None:
            state = f"{tr('fetching', 'téléchargement')} {share:.0%}"
        size = f"{model.size / 1e6:.0f} {tr('MB', 'Mo')}"
        first = Text(f"{sign} ", end="")
        first.append(plain(model.name), "bold")
        first.append(f"  {'+'.join(model.languages)}  {size}  {state}")
        return first, Text(shorten(f"  {plain(model.remark)}", width), "dim", end="")

    @property
    def _present(self) -> ModelFile | None:
        place = self.query_one(Rows).cursor
        return self._models[place] if place < len(self._models) else None

    @on(Rows.Chosen)
    def action_fetch(self) -> None:
        """Ask for the present model."""
        model = self._present
        if model is not None and not model.is_here and model.name not in self._shares:
            self._shares[model.name] = 0.0
            self._draw()
            self.post_message(self.Wanted(model.name))

    def action_stop(self) -> None:
        """Stop fetching."""
        self.post_message(self.Stopped())

    def action_remove(self) -> None:
        """Offer to delete the present model."""
        model = self._present
        if model is not None and model.is_here:
            self.post_message(self.Unwanted(model.name))

"""The model files: which are here, how big they are; fetched with progress, deleted after asking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment as Run
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from companion.interface import tr
from companion.tui.desk import IN_OLLAMA, Desk, ModelFile
from companion.tui.dialogs.confirm import Confirm
from companion.tui.text import plain, shorten
from companion.tui.trouble import complaint_of
from companion.tui.widgets.rows import BOLD, DIM, Line, Rows
from models.errors import PromenadeError


class ModelList(Vertical):
    """What the desk has and could have."""

    DEFAULT_CSS = """
    ModelList #hint { height: auto; padding: 0 2; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "fetch", tr("Download", "Télécharger")),
        Binding("x", "stop", tr("Stop", "Arrêter")),
        Binding("delete,D", "remove", tr("Delete", "Supprimer")),
    ]

    class Listed(Message):
        """Which models there are."""

        def __init__(self, models: Sequence[ModelFile]) -> None:
            super().__init__()
            self.models = models

    class Fetching(Message):
        """How far a model is; a share of 1 when it is here, or given up."""

        def __init__(self, name: str, share: float) -> None:
            super().__init__()
            self.name, self.share = name, share

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._desk = desk
        self._models: Sequence[ModelFile] = ()
        self._shares: dict[str, float] = {}

    def compose(self) -> ComposeResult:
        hint = tr(
            "★ suggested. Those of Ollama come last, where it runs; which one talks is a setting.",
            "★ conseillé. Ceux d'Ollama viennent en dernier, s'il tourne ; lequel parle est un réglage.",
        )
        yield Static(hint, id="hint", markup=False)
        yield Rows(id="models-rows")

    def on_mount(self) -> None:
        self._list()

    # asked of the desk, in workers

    @work(thread=True, exclusive=True, group="models")
    def _list(self) -> None:
        self._tell(lambda: None)

    @work(thread=True, group="models")
    def _remove(self, name: str) -> None:
        self._tell(lambda: self._desk.remove_model(name))

    def _tell(self, change: Callable[[], None]) -> None:
        try:
            change()
            self.post_message(self.Listed(self._desk.models()))
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))

    @work(thread=True, group="fetch")
    def _fetch(self, name: str) -> None:
        worker = get_current_worker()

        def progress(_: str, share: float) -> None:
            if worker.is_cancelled:
                raise KeyboardInterrupt
            self.post_message(self.Fetching(name, min(share, 0.99)))

        try:
            self._desk.fetch_model(name, progress)
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))
        except KeyboardInterrupt:
            pass
        self.post_message(self.Fetching(name, 1.0))

    # drawn from messages

    @on(Listed)
    def _take(self, message: Listed) -> None:
        kept = self._present
        self._models = message.models
        names = [model.name for model in self._models]
        self._draw(names.index(kept.name) if kept is not None and kept.name in names else None)
        self.refresh_bindings()

    @on(Fetching)
    def _take_progress(self, message: Fetching) -> None:
        if message.share >= 1.0:
            self._shares.pop(message.name, None)
            self._list()
        else:
            self._shares[message.name] = message.share
        self._draw()
        self.refresh_bindings()

    def _draw(self, place: int | None = None) -> None:
        rows = self.query_one(Rows)
        rows.show(len(self._models), self._lines, rows.cursor if place is None else place)

    def _lines(self, place: int, width: int) -> tuple[Line, Line]:
        model = self._models[place]
        sign = "★" if model.is_suggested else " "
        share = self._shares.get(model.name)
        state = tr("here", "présent") if model.is_here else tr("absent", "absent")
        if share is not None:
            state = f"{tr('fetching', 'téléchargement')} {share:.0%}"
        size = f"{model.size / 1e6:.0f} {tr('MB', 'Mo')}"
        facts = f"  {'+'.join(model.languages)}  {size}  {state}"
        first = [Run(f"{sign} "), Run(plain(model.name), BOLD), Run(facts)]
        return first, [Run(shorten(f"  {plain(model.remark)}", width), DIM)]

    @property
    def _present(self) -> ModelFile | None:
        place = self.query_one(Rows).cursor
        return self._models[place] if place < len(self._models) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the present model."""
        model = self._present if self.is_mounted and self.query(Rows) else None
        if action not in ("fetch", "stop", "remove"):
            return True
        if model is None:
            return False
        is_coming = model.name in self._shares
        return {
            "fetch": not model.is_here and not is_coming,
            "stop": bool(self._shares),
            "remove": model.is_here and model.role != IN_OLLAMA,
        }[action]

    @on(Rows.Moved)
    def _offer(self) -> None:
        self.refresh_bindings()

    @on(Rows.Chosen)
    def action_fetch(self) -> None:
        """Fetch the present model, where it is not here."""
        model = self._present
        if model is not None and not model.is_here and model.name not in self._shares:
            self._shares[model.name] = 0.0
            self._draw()
            self._fetch(model.name)

    def action_stop(self) -> None:
        """Stop fetching; what came is kept."""
        self.workers.cancel_group(self, "fetch")
        self.app.notify(
            tr("Stopped; what was fetched is kept.", "Arrêté ; ce qui est arrivé est gardé.")
        )

    def action_remove(self) -> None:
        """Delete the present model, after asking."""
        model = self._present
        if model is None or not model.is_here or model.role == IN_OLLAMA:
            return
        question = tr(
            f"Delete {plain(model.name)}? It can be fetched again.",
            f"Supprimer {plain(model.name)} ? On peut le télécharger de nouveau.",
        )

        def remove(confirmed: bool | None) -> None:
            if confirmed:
                self._remove(model.name)

        self.app.push_screen(Confirm(question), remove)

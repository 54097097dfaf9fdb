"""The ideas of a walk as they are noted, the latest first."""

from __future__ import annotations

from typing import TypeAlias

import msgspec
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from companion.interface import tr
from companion.session.events import IdeaChanged, IdeaNoted, IdeasMerged
from companion.tui.idea_drawing import status_word
from companion.tui.plain import is_plain
from companion.tui.text import plain
from models.ideas import Idea

IdeaEvent: TypeAlias = IdeaNoted | IdeaChanged | IdeasMerged
STATUS_SIGNS = {"open": "·", "kept": "★", "uncertain": "?", "parked": "‖", "withdrawn": "✗"}


class IdeaList(VerticalScroll, can_focus=False):
    """Told what becomes of the ideas."""

    DEFAULT_CSS = """
    IdeaList { padding: 0 1; height: 1fr; }
    IdeaList Static { height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ideas: dict[str, Idea] = {}

    def compose(self) -> ComposeResult:
        yield Static(id="idea-list", markup=False)

    def on_mount(self) -> None:
        self._draw()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._ideas)

    def take(self, event: IdeaEvent) -> None:
        """Draw what an event makes of them."""
        match event:
            case IdeaNoted(idea=idea):
                self._ideas[idea.id] = idea
            case IdeaChanged(id=id_) if id_ in self._ideas:
                self._ideas[id_] = _changed(self._ideas[id_], event)
            case IdeasMerged(merged=merged):
                self._ideas.pop(merged, None)
            case _:
                return
        self._draw()

    def _draw(self) -> None:
        title = tr("Ideas", "Idées") + (f" {self.count}" if self.count else "")
        lines = [self._line(idea) for idea in self._ideas.values()]
        self.query_one("#idea-list", Static).update("\n".join([title, "", *reversed(lines)]))

    def _line(self, idea: Idea) -> str:
        if is_plain(self):
            return f"{status_word(idea.status)}: {plain(idea.text)}"
        return f"{STATUS_SIGNS[idea.status]} {plain(idea.text)}"


def idea_remark(event: IdeaEvent) -> str:
    """Return what happened to an idea, to be read in the conversation; empty where it says nothing."""
    match event:
        case IdeaNoted(idea=idea):
            return f"{tr('Idea noted', 'Idée notée')} : {plain(idea.text)}"
        case _:
            return ""


def _changed(idea: Idea, change: IdeaChanged) -> Idea:
    return msgspec.structs.replace(
        idea,
        status=change.status or idea.status,
        text=idea.text if change.text is None else change.text,
        is_question=idea.is_question if change.is_question is None else change.is_question,
    )

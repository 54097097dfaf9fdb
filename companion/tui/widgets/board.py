"""The ideas of a walk on a board: by status, with their origin, and the map of their links.

Side by side where the screen is wide, one below the other where it is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, get_args

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from companion.interface import tr
from companion.session.events import SessionEvent
from companion.tui import edits
from companion.tui.dialogs.choose import Choose
from companion.tui.dialogs.prompt import Prompt
from companion.tui.text import break_lines, plain, shorten
from models.ideas import Idea, LinkKind, Origin, Status

WIDE = 100
ORIGIN_SIGNS: dict[Origin, str] = {"walker": "●", "companion": "○", "both": "◐"}
STATUSES: tuple[Status, ...] = get_args(Status)


def status_word(status: Status) -> str:
    """Return the status as a heading."""
    return {
        "open": tr("Open", "Ouvertes"),
        "kept": tr("Kept", "Gardées"),
        "uncertain": tr("Uncertain", "Incertaines"),
        "parked": tr("Parked", "De côté"),
        "withdrawn": tr("Withdrawn", "Retirées"),
    }[status]


def link_word(kind: LinkKind) -> str:
    """Return how two ideas are tied."""
    return {
        "builds-on": tr("builds on", "prolonge"),
        "contradicts": tr("contradicts", "contredit"),
        "echoes": tr("echoes", "rappelle"),
        "same": tr("is the same as", "redit"),
    }[kind]


class IdeaBoard(VerticalScroll, can_focus=True):
    """Told which ideas there are; says what is to change and what to hear."""

    DEFAULT_CSS = "IdeaBoard > Static { height: auto; padding: 0 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", tr("Down", "Descendre"), show=False),
        Binding("up,k", "move(-1)", tr("Up", "Monter"), show=False),
        Binding("greater_than_sign,L", "shift(1)", tr("Status →", "Statut →")),
        Binding("less_than_sign,H", "shift(-1)", tr("← Status", "← Statut")),
        Binding("enter", "listen", tr("Hear it", "L'entendre")),
        Binding("t", "tag", tr("Tags", "Étiquettes")),
        Binding("l", "link", tr("Link", "Lier")),
        Binding("m", "merge", tr("Merge", "Joindre")),
        Binding("g", "toggle_map", tr("Map", "Carte")),
    ]

    cursor: reactive[int] = reactive(0, init=False)

    class Changed(Message):
        """Events that the key comes to."""

        def __init__(self, events: Sequence[SessionEvent]) -> None:
            super().__init__()
            self.events = events

    class Listen(Message):
        """Go to the moment an idea was said, and hear it."""

        def __init__(self, segment: str) -> None:
            super().__init__()
            self.segment = segment

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ideas: list[Idea] = []
        self._shows_map = False
        self._rows: dict[int, int] = {}

    def compose(self) -> ComposeResult:
        yield Static(id="drawing", markup=False)

    def show(self, ideas: Sequence[Idea]) -> None:
        """Draw these; the cursor stays on its idea."""
        kept = self.present
        self._ideas = sorted(ideas, key=lambda idea: (STATUSES.index(idea.status), idea.start_ms))
        ids = [idea.id for idea in self._ideas]
        self.cursor = ids.index(kept.id) if kept is not None and kept.id in ids else 0
        self._draw()

    @property
    def present(self) -> Idea | None:
        """The idea under the cursor."""
        return self._ideas[self.cursor] if self.cursor < len(self._ideas) else None

    def on_resize(self) -> None:
        self._draw()

    def watch_cursor(self) -> None:
        self._draw()
        row = self._rows.get(self.cursor, 0)
        self.scroll_to_region(Region(0, row, 1, 3), animate=False, force=True)

    def _draw(self) -> None:
        self._rows = {}
        if not self._ideas:
            drawing = Text(tr("No idea is kept here.", "Aucune idée gardée ici."))
        elif self._shows_map:
            drawing = self._draw_map()
        elif self.size.width >= WIDE:
            drawing = self._draw_columns()
        else:
            drawing = self._draw_groups()
        if self.is_mounted:
            self.query_one("#drawing", Static).update(drawing)

    def _draw_groups(self) -> Text:
        drawing = Text()
        before: Status | None = None
        width = max(self.size.width - 6, 10)
        row = 0
        for place, idea in enumerate(self._ideas):
            if idea.status != before:
                gap = "\n" if before else ""
                drawing.append(f"{gap}{status_word(idea.status)}\n", "bold")
                row += 1 + len(gap)
                before = idea.status
            self._rows[place] = row
            lines = _card(idea, width)
            style = "reverse" if place == self.cursor else ""
            for line in lines:
                drawing.append(f" {line}\n", style)
            row += len(lines)
        return drawing

    def _draw_columns(self) -> Text:
        width = (self.size.width - 4) // len(STATUSES)
        columns: list[list[tuple[str, str]]] = []
        for status in STATUSES:
            column = [(status_word(status), "bold"), ("─" * (width - 2), "dim")]
            for place, idea in enumerate(self._ideas):
                if idea.status == status:
                    self._rows[place] = len(column)
                    style = "reverse" if place == self.cursor else ""
                    column += [(line, style) for line in _card(idea, width - 2)]
                    column.append(("", ""))
            columns.append(column)
        drawing = Text()
        for row in range(max(map(len, columns))):
            for column in columns:
                text, style = column[row] if row < len(column) else ("", "")
                drawing.append(text.ljust(width - 2), style)
                drawing.append("  ")
            drawing.append("\n")
        return drawing

    def _draw_map(self) -> Text:
        names = {idea.id: plain(idea.text) for idea in self._ideas}
        width = max(self.size.width - 24, 12)
        drawing = Text(
            tr("How the ideas hang together\n\n", "Comment les idées se tiennent\n\n"), "bold"
        )
        row = 2
        for place, idea in enumerate(self._ideas):
            self._rows[place] = row
            style = "reverse" if place == self.cursor else ""
            drawing.append(f"{ORIGIN_SIGNS[idea.origin]} {shorten(names[idea.id], width)}\n", style)
            for number, link in enumerate(idea.links, 1):
                branch = "└" if number == len(idea.links) else "├"
                other = names.get(link.to) or tr("an earlier walk", "une promenade passée")
                drawing.append(
                    f"  {branch}─ {link_word(link.kind)} ─▶ {shorten(other, width)}\n", "dim"
                )
            row += 1 + len(idea.links)
        return drawing

    def action_move(self, by: int) -> None:
        if self._ideas:
            self.cursor = min(max(self.cursor + by, 0), len(self._ideas) - 1)

    def action_shift(self, by: int) -> None:
        if self.present is not None:
            self.post_message(self.Changed(edits.move_idea(self.present, by)))

    def action_listen(self) -> None:
        if self.present is not None and self.present.evidence:
            self.post_message(self.Listen(self.present.evidence[0]))

    def action_toggle_map(self) -> None:
        self._shows_map = not self._shows_map
        self._draw()

    def action_tag(self) -> None:
        idea = self.present
        if idea is not None:
            self.app.push_screen(
                Prompt(tr("Tags:", "Étiquettes :"), " ".join(idea.tags)),
                lambda tags: self._announce(edits.tag_idea(idea, tags) if tags is not None else ()),
            )

    def action_link(self) -> None:
        self._with_another(tr("Link it to:", "La lier à :"), edits.link_ideas)

    def action_merge(self) -> None:
        question = tr("Which one becomes part of it?", "Laquelle y entre ?")
        self._with_another(question, edits.merge_ideas)

    def _with_another(self, question: str, change: edits.PairChange) -> None:
        idea = self.present
        if idea is None:
            return
        others = {other.id: other for other in self._ideas if other.id != idea.id}
        choices = [(other.id, shorten(plain(other.text), 56)) for other in others.values()]
        if choices:
            self.app.push_screen(
                Choose(question, choices),
                lambda key: self._announce(change(idea, others[key]) if key else ()),
            )

    def _announce(self, events: Sequence[SessionEvent]) -> None:
        if events:
            self.post_message(self.Changed(events))


def _card(idea: Idea, width: int) -> list[str]:
    sign = "?" if idea.is_question else ORIGIN_SIGNS[idea.origin]
    tags = "".join(f" #{plain(tag)}" for tag in idea.tags)
    ties = f" ↔{len(idea.links)}" if idea.links else ""
    text = plain(idea.text) + tags + ties
    lines = [text[start:end] for start, end in break_lines(text, max(width - 2, 6))]
    return [f"{sign} {lines[0]}", *(f"  {line}" for line in lines[1:])]

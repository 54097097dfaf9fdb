"""The ideas of a walk on a board: by status, with their origin, and the map of their links.

Side by side where the screen is wide, one below the other where it is not; what the signs of the
present idea say stands in words below.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from companion.interface import tr
from companion.session.events import SessionEvent
from companion.tui import edits
from companion.tui.dialogs.choose import Choose
from companion.tui.dialogs.prompt import Prompt
from companion.tui.idea_drawing import (
    LINK_KINDS,
    STATUSES,
    Drawing,
    about,
    draw_columns,
    draw_groups,
    draw_map,
    legend,
    link_word,
)
from companion.tui.plain import is_plain, point_at
from companion.tui.text import plain, shorten
from models.ideas import Idea

WIDE = 100
MARGIN = 4


class IdeaBoard(Vertical, can_focus=True):
    """Told which ideas there are; says what is to change and what to hear."""

    DEFAULT_CSS = """
    IdeaBoard VerticalScroll { height: 1fr; padding: 0 1; }
    IdeaBoard #drawing { height: auto; }
    IdeaBoard #about { height: auto; max-height: 2; padding: 0 2; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "listen(True)", tr("Go there, hear it", "Y aller, l'entendre")),
        Binding("space", "listen(False)", tr("Hear it", "L'entendre")),
        Binding("greater_than_sign,L", "shift(1)", tr("Status →", "Statut →")),
        Binding("less_than_sign,H", "shift(-1)", tr("← Status", "← Statut")),
        Binding("e", "reword", tr("Reword", "Reformuler")),
        Binding("t", "tag", tr("Tags", "Étiquettes")),
        Binding("l", "link", tr("Link", "Lier")),
        Binding("m", "merge", tr("Merge", "Joindre")),
        Binding("g", "toggle_map", tr("Map", "Carte")),
        Binding("down,j", "move(1)", tr("Down", "Descendre"), show=False),
        Binding("up,k", "move(-1)", tr("Up", "Monter"), show=False),
        Binding("right", "column(1)", tr("Next status", "Statut suivant"), show=False),
        Binding("left", "column(-1)", tr("Status before", "Statut précédent"), show=False),
        Binding("home", "ends(False)", tr("First", "Première"), show=False),
        Binding("end,G", "ends(True)", tr("Last", "Dernière"), show=False),
    ]

    cursor: reactive[int] = reactive(0, init=False)

    class Changed(Message):
        """Events that the key comes to."""

        def __init__(self, events: Sequence[SessionEvent]) -> None:
            super().__init__()
            self.events = events

    class Listen(Message):
        """Hear the moment an idea was said; `is_jump` where the transcript is to show it."""

        def __init__(self, segment: str, *, is_jump: bool) -> None:
            super().__init__()
            self.segment, self.is_jump = segment, is_jump

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ideas: list[Idea] = []
        self._shows_map = False
        self._drawing = Drawing(Text())

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(id="drawing", markup=False)
        yield Static(id="about", markup=False)

    def show(self, ideas: Sequence[Idea]) -> None:
        """Draw these; the cursor stays on its idea."""
        kept = self.present
        self._ideas = sorted(ideas, key=lambda idea: (STATUSES.index(idea.status), idea.start_ms))
        ids = [idea.id for idea in self._ideas]
        self.cursor = ids.index(kept.id) if kept is not None and kept.id in ids else 0
        self._draw()
        self.refresh_bindings()

    @property
    def present(self) -> Idea | None:
        """The idea under the cursor."""
        return self._ideas[self.cursor] if self.cursor < len(self._ideas) else None

    def on_resize(self) -> None:
        self._draw()

    def watch_cursor(self) -> None:
        self._draw()
        row = self._drawing.rows.get(self.cursor, 0)
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_to_region(Region(0, row, 1, 3), animate=False, force=True)
        self.call_after_refresh(self._point)

    def on_focus(self) -> None:
        self.call_after_refresh(self._point)

    def _point(self) -> None:
        row = self._drawing.rows.get(self.cursor, 0)
        point_at(self, row - self.query_one(VerticalScroll).scroll_offset.y)

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        self._drawing = self._drawn()
        self.query_one("#drawing", Static).update(self._drawing.text)
        below = [about(self.present)] if self.present is not None else []
        if not is_plain(self):
            below.append(legend())
        self.query_one("#about", Static).update("\n".join(below) if self._ideas else "")
        self.call_after_refresh(self._point)

    def _drawn(self) -> Drawing:
        in_words, width = is_plain(self), self.size.width - MARGIN
        if not self._ideas:
            hint = tr(
                "No idea is kept here. In the transcript, i makes one of a line.",
                "Aucune idée gardée ici. Dans le texte, i en fait une d'une ligne.",
            )
            return Drawing(Text(hint))
        if self._shows_map:
            return draw_map(self._ideas, self.cursor, width, in_words=in_words)
        if self.size.width >= WIDE and not in_words:
            return draw_columns(self._ideas, self.cursor, width)
        return draw_groups(self._ideas, self.cursor, width, in_words=in_words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done: nothing without an idea, no pair with one alone."""
        if action in ("link", "merge"):
            return len(self._ideas) > 1
        needs_one = action in ("shift", "listen", "tag", "toggle_map", "reword")
        return bool(self._ideas) if needs_one else True

    def on_click(self, event: Click) -> None:
        """Go to the idea that was clicked, where they stand one below the other."""
        scroll = self.query_one(VerticalScroll)
        row = event.screen_y - scroll.content_region.y + scroll.scroll_offset.y
        if self.size.width < WIDE or self._shows_map:
            above = [place for place, first in self._drawing.rows.items() if first <= row]
            self.cursor = max(above, default=self.cursor)

    # going about

    def action_move(self, by: int) -> None:
        if self._ideas:
            self.cursor = min(max(self.cursor + by, 0), len(self._ideas) - 1)

    def action_ends(self, last: bool) -> None:
        self.action_move(len(self._ideas) if last else -len(self._ideas))

    def action_column(self, by: int) -> None:
        """Go to the first idea of the next status that has one."""
        if self.present is None:
            return
        here = STATUSES.index(self.present.status)
        firsts: dict[int, int] = {}
        for place, idea in enumerate(self._ideas):
            firsts.setdefault(STATUSES.index(idea.status), place)
        beyond = [status for status in firsts if (status - here) * by > 0]
        if beyond:
            self.cursor = firsts[min(beyond, key=lambda status: abs(status - here))]

    def action_toggle_map(self) -> None:
        self._shows_map = not self._shows_map
        self._draw()

    def action_listen(self, is_jump: bool) -> None:
        if self.present is not None and self.present.evidence:
            self.post_message(self.Listen(self.present.evidence[0], is_jump=is_jump))

    # changing

    def action_shift(self, by: int) -> None:
        if self.present is not None:
            self._announce(edits.move_idea(self.present, by))

    def action_reword(self) -> None:
        idea = self.present
        if idea is not None:
            question = tr("The idea:", "L'idée :")
            self.app.push_screen(
                Prompt(question, idea.text),
                lambda text: self._announce(edits.reword_idea(idea, text or "")),
            )

    def action_tag(self) -> None:
        idea = self.present
        if idea is not None:
            question = tr("Tags, separated by spaces:", "Étiquettes, séparées par des espaces :")
            self.app.push_screen(
                Prompt(question, " ".join(idea.tags)),
                lambda tags: self._announce(edits.tag_idea(idea, tags) if tags is not None else ()),
            )

    def action_link(self) -> None:
        """Tie the present idea to another, and say how; once more unties them."""
        idea = self.present
        if idea is None:
            return
        own = {link.to for link in idea.links if not link.session}

        def ask_how(key: str | None) -> None:
            if key is None:
                return
            if key in own:
                self._announce(edits.link_ideas(idea, key))
                return
            kinds = [(kind, link_word(kind)) for kind in LINK_KINDS]
            question = tr("How? The first idea…", "Comment ? La première idée…")
            self.app.push_screen(Choose(question, kinds), partial(self._link, idea, key))

        question = tr("Link “{}” to:", "Lier « {} » à :").format(shorten(plain(idea.text), 40))
        untie = tr(" (tied: unties them)", " (liée : les délie)")
        self._ask_other(idea, question, ask_how, dict.fromkeys(own, untie))

    def _link(self, idea: Idea, other: str, kind: str | None) -> None:
        if kind is not None:
            found = next(known for known in LINK_KINDS if known == kind)
            self._announce(edits.link_ideas(idea, other, found))

    def action_merge(self) -> None:
        """Let the present idea take in another."""
        idea = self.present
        if idea is None:
            return

        def merge(key: str | None) -> None:
            if key is not None:
                self._announce(edits.merge_ideas(idea, key))

        question = tr("Which one becomes part of “{}”?", "Laquelle entre dans « {} » ?")
        self._ask_other(idea, question.format(shorten(plain(idea.text), 40)), merge, {})

    def _ask_other(
        self,
        idea: Idea,
        question: str,
        take: edits.Take,
        remarks: dict[str, str],
    ) -> None:
        others = [other for other in self._ideas if other.id != idea.id]
        choices = [
            (other.id, shorten(plain(other.text), 56) + remarks.get(other.id, ""))
            for other in others
        ]
        if choices:
            self.app.push_screen(Choose(question, choices), take)

    def _announce(self, events: Sequence[SessionEvent]) -> None:
        if events:
            self.post_message(self.Changed(events))

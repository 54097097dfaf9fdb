"""Home: everything kept, latest first; search as you type over everything ever said."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import ClassVar, Literal

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input, Static

from companion.archive.cards import SessionCard
from companion.archive.search import Filters, Hit
from companion.interface import tr
from companion.tui.cards import card_lines, hit_lines, kind_word, title_of
from companion.tui.desk import MOST_HITS, Desk, Remembered
from companion.tui.query import keeps, parse
from companion.tui.text import count_of
from companion.tui.trouble import complaint_of
from companion.tui.widgets.foot import Foot
from companion.tui.widgets.rows import Rows
from companion.tui.widgets.search_box import SearchBox
from companion.tui.widgets.welcome import Welcome
from models.errors import PromenadeError

PREPARE_SECONDS = 0.2
KINDS = ("", "walk", "talk", "notes")


class Home(Screen[None]):
    """The list, the search box, and the ways in."""

    CSS = """
    Home #search { border: round $panel; }
    Home #search:focus { border: round $primary; }
    Home #status { height: 1; padding: 0 2; color: $text-muted; }
    Home #empty { display: none; padding: 1 2; height: 1fr; }
    Home.empty #empty { display: block; }
    Home.empty Rows { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "walk", tr("Walk", "Marcher")),
        Binding("i", "import", tr("Import", "Importer")),
        Binding("slash", "search", tr("Search", "Chercher"), priority=True),
        Binding("escape", "clear", tr("Empty the search", "Vider la recherche"), show=False),
        Binding("f", "next_kind", tr("Kind", "Genre")),
        Binding("r", "recover", tr("Recover", "Récupérer")),
        Binding("delete,D", "forget", tr("Forget", "Oublier"), show=False),
        Binding("x", "app.stop_import", tr("Stop importing", "Arrêter l'import")),
        Binding("s", "app.settings", tr("Settings", "Réglages")),
        Binding("q", "app.quit", tr("Quit", "Quitter")),
    ]
    MORE_KEYS = tr(
        "In the search: the beginning of words is enough, accents may be left out, “words in a row” "
        "between quotation marks; narrowed by kind:walk (talk, notes), lang:fr, tag:garden, "
        "since:2026-03, until:2026-05, by:me.",
        "Dans la recherche : le début des mots suffit, les accents sont facultatifs, « des mots à la "
        "suite » entre guillemets ; restreinte par genre:promenade (entretien, notes), langue:fr, "
        "tag:jardin, depuis:2026-03, avant:2026-05, voix:moi.",
    )

    AUTO_FOCUS = "#list"

    doing: reactive[tuple[str, float] | None] = reactive(None, init=False)
    """What is being imported, and how far it is."""

    class Listed(Message):
        """All cards, latest first."""

        def __init__(self, cards: Sequence[SessionCard]) -> None:
            super().__init__()
            self.cards = cards

    class Found(Message):
        """What a search found."""

        def __init__(self, words: str, hits: Sequence[Hit]) -> None:
            super().__init__()
            self.words, self.hits = words, hits

    class Opened(Message):
        """A session is to be opened, perhaps at a place."""

        def __init__(self, session: str, segment: str = "", match: str = "") -> None:
            super().__init__()
            self.session, self.segment, self.match = session, segment, match

    class Asked(Message):
        """Something is to be done."""

        def __init__(
            self,
            what: Literal["walk", "import", "recover", "forget"],
            session: str = "",
            called: str = "",
        ) -> None:
            """`called`: the session as its user knows it."""
            super().__init__()
            self.what, self.session, self.called = what, session, called

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._cards: Sequence[SessionCard] = ()
        self._shown: Sequence[SessionCard] = ()
        self._hits: Sequence[Hit] | None = None
        self._is_listed = False
        self._offers_recovery = False
        remembered = desk.remembered
        self._kind = remembered.kind if remembered.kind in KINDS else ""
        self._last = remembered.session
        self._is_searching = False
        self._is_first_wanted = False

    def compose(self) -> ComposeResult:
        hint = tr("Search everything ever said", "Chercher tout ce qui a été dit")
        yield SearchBox(placeholder=hint, id="search")
        yield Static(id="status", markup=False)
        yield Welcome(id="empty")
        yield Rows(id="list")
        yield Foot()

    def on_screen_resume(self) -> None:
        self.refresh_cards()
        self.call_after_refresh(self.query_one(Rows).point)

    def on_resize(self) -> None:
        self.set_class(self.size.height < 16, "low")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the present session."""
        if action != "recover":
            return True
        return self._offers_recovery

    @work(thread=True, exclusive=True, group="cards")
    def refresh_cards(self) -> None:
        """Read the list again."""
        try:
            if not self._is_listed and (known := self._desk.known_cards()):
                self.post_message(self.Listed(known))
            self.post_message(self.Listed(self._desk.cards()))
        except PromenadeError as error:
            self.post_message(complaint_of(error))

    @work(thread=True, group="prepare")
    def _prepare(self) -> None:
        """Load what opening a session needs, while the list is being looked at."""
        import_module("companion.tui.screens.session")

    @on(Listed)
    def _take_cards(self, message: Listed) -> None:
        self._cards = message.cards
        is_first, self._is_listed = not self._is_listed, True
        if is_first:
            self.set_timer(PREPARE_SECONDS, self._prepare)
        is_empty = not message.cards
        if is_empty and not self.has_class("empty"):
            self.call_after_refresh(self.query_one(Welcome).focus)
        elif not is_empty and self.has_class("empty"):
            self.call_after_refresh(self.query_one(Rows).focus)
        self.set_class(is_empty, "empty")
        if self._hits is None:
            self._draw_cards(self._last if is_first else "")
        self._offer()

    def _draw_cards(self, go_to: str = "") -> None:
        self._hits = None
        kept = go_to or (card.id if (card := self._present()) else "")
        _, filters = parse(self._typed)
        self._shown = cards = self._in_order(filters)
        rows = self.query_one(Rows)
        place = next((n for n, card in enumerate(cards) if card.id == kept), min(rows.cursor, 0))
        rows.show(len(cards), lambda n, width: card_lines(cards[n], width), place)
        self._draw_status()

    def _in_order(self, filters: Filters) -> list[SessionCard]:
        """Return the sessions to show, a walk that goes on before all others."""
        kept = [c for c in self._cards if self._kind in ("", c.kind) and keeps(filters, c)]
        going_on = [card for card in kept if card.state == "going-on"]
        return going_on + [card for card in kept if card.state != "going-on"]

    def _draw_status(self) -> None:
        if self._hits is not None:
            found = _found(len(self._hits))
        else:
            words = sum(card.words for card in self._shown)
            sessions = count_of(
                len(self._shown), tr("1 session", "1 séance"), tr("{} sessions", "{} séances")
            )
            found = (
                f"{sessions}, {count_of(words, tr('1 word', '1 mot'), tr('{} words', '{} mots'))}"
            )
        parts = [found]
        if self._kind:
            parts.append(tr("only: {}", "seulement : {}").format(kind_word(self._kind)))
        if waiting := sum(map(_is_interrupted, self._cards)):
            one = tr("1 interrupted: r recovers it", "1 interrompue : r la récupère")
            many = tr("{} interrupted: r recovers one", "{} interrompues : r en récupère une")
            parts.append(count_of(waiting, one, many))
        if self.doing is not None:
            parts.append(f"{tr('importing', 'import')} {self.doing[0]} {self.doing[1]:.0%}")
        self.query_one("#status", Static).update(" · ".join(parts), layout=False)

    def watch_doing(self) -> None:
        self._draw_status()
        self.refresh_bindings()

    @property
    def _typed(self) -> str:
        return self.query_one("#search", Input).value.strip()

    @on(Input.Changed, "#search")
    def _type(self, event: Input.Changed) -> None:
        words, _ = parse(event.value)
        self._is_first_wanted = False
        if not words:
            self._draw_cards()
        elif not self._is_searching:  # otherwise what is typed by then is looked for next
            self._is_searching = True
            self._search(event.value)

    @work(thread=True, group="search")
    def _search(self, typed: str) -> None:
        try:
            wanted, filters = parse(typed)
            if self._kind and not filters.kind:
                filters = msgspec.structs.replace(filters, kind=self._kind)
            self.post_message(self.Found(typed, self._desk.search(wanted, filters)))
        except PromenadeError as error:
            self.post_message(complaint_of(error))
            self.post_message(self.Found(typed, ()))

    @on(Found)
    def _draw_hits(self, message: Found) -> None:
        self._is_searching = False
        typed = self.query_one("#search", Input).value
        words, _ = parse(typed)
        if not words:
            return
        if typed != message.words:
            self._is_searching = True
            self._search(typed)
        self._hits = hits = message.hits
        self.query_one(Rows).show(len(hits), lambda n, width: hit_lines(hits[n], width))
        self._draw_status()
        if self._is_first_wanted and not self._is_searching and hits:
            self._open_hit(hits[0])

    def key_down(self) -> None:
        """Leave the search box for what it found."""
        if self.query_one("#search", Input).has_focus:
            self.query_one(Rows).focus()

    def _offer(self) -> None:
        """Draw the foot again where what can be done changed: it costs more than the list."""
        offers = any(map(_is_interrupted, self._cards))
        if offers != self._offers_recovery:
            self._offers_recovery = offers
            self.refresh_bindings()

    @on(Rows.Chosen)
    def _open(self, message: Rows.Chosen) -> None:
        if self._is_searching:  # what is shown is not yet what was typed
            self._is_first_wanted = True
            return
        if self._hits is not None:
            self._open_hit(self._hits[message.place])
            return
        card = self._shown[message.place]
        self._remember(card.id)
        if card.state == "going-on":
            self.post_message(self.Asked("walk"))
        else:
            self.post_message(self.Opened(card.id))

    def _open_hit(self, hit: Hit) -> None:
        self._is_first_wanted = False
        self._remember(hit.session)
        self.post_message(self.Opened(hit.session, hit.segment, parse(self._typed)[0]))

    @work(thread=True, exclusive=True, group="remember")
    def _remember(self, session: str) -> None:
        self._last = session or self._last
        self._desk.remember(Remembered(session=self._last, kind=self._kind))

    def action_walk(self) -> None:
        """Set out, or go back to the walk that goes on."""
        self.post_message(self.Asked("walk"))

    def action_import(self) -> None:
        """Take in files."""
        self.post_message(self.Asked("import"))

    def action_recover(self) -> None:
        """Recover the present session, or the latest that was interrupted."""
        found = [card for card in (self._present(), *self._cards) if _is_interrupted(card)]
        if found and (card := found[0]) is not None:
            self.post_message(self.Asked("recover", card.id, title_of(card)))

    def action_forget(self) -> None:
        """Delete the present session, after asking."""
        card = self._present()
        if card is not None:
            self.post_message(self.Asked("forget", card.id, title_of(card)))

    def action_search(self) -> None:
        """Go to the search box."""
        self.set_focus(self.query_one("#search", Input))  # at once: the next key is typed there

    def action_clear(self) -> None:
        """Empty the search box and go back to the list."""
        self.query_one("#search", Input).value = ""
        self.query_one(Rows).focus()

    def action_next_kind(self) -> None:
        """Narrow the list to the next kind of session."""
        self._kind = KINDS[(KINDS.index(self._kind) + 1) % len(KINDS)]
        self._remember("")
        if self._hits is None:
            self._draw_cards()
        else:
            self._search(self.query_one("#search", Input).value)

    def _present(self) -> SessionCard | None:
        if self._hits is not None or not self._shown:
            return None
        place = self.query_one(Rows).cursor
        return self._shown[place] if place < len(self._shown) else None


def _is_interrupted(card: SessionCard | None) -> bool:
    return card is not None and card.state == "interrupted"


def _found(count: int) -> str:
    if count >= MOST_HITS:
        return tr("the best {} lines", "les {} meilleurs passages").format(count)
    return count_of(
        count,
        tr("1 line found", "1 passage trouvé"),
        tr("{} lines found", "{} passages trouvés"),
    )

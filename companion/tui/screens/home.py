"""Home: everything kept, latest first; search as you type over everything ever said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from companion.archive.cards import SessionCard
from companion.archive.search import Hit
from companion.interface import tr
from companion.tui.desk import Desk
from companion.tui.query import parse
from companion.tui.text import plain, shorten, timecode
from models.errors import PromenadeError

SETTLE_SECONDS = 0.06
"""A search waits this long for the next key."""

KINDS = ("", "walk", "talk", "notes")


class Welcome(Static, can_focus=True):
    """What stands where the list will be; it takes the keys as long as there is none."""


class Home(Screen[None]):
    """The list, the search box, and the ways in."""

    CSS = """
    Home #search { border: round $panel; }
    Home #search:focus { border: round $primary; }
    Home #status { height: 1; padding: 0 2; color: $text-muted; }
    Home OptionList { height: 1fr; border: none; padding: 0 1; }
    Home #empty { display: none; padding: 1 2; height: 1fr; }
    Home.empty #empty { display: block; }
    Home.empty OptionList { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "walk", tr("Walk", "Marcher")),
        Binding("i", "import", tr("Import", "Importer")),
        Binding("slash", "search", tr("Search", "Chercher")),
        Binding("escape", "clear", show=False),
        Binding("f", "next_kind", tr("Kind", "Genre")),
        Binding("r", "recover", tr("Recover", "Récupérer"), show=False),
        Binding("delete,D", "forget", tr("Forget", "Oublier"), show=False),
        Binding("s", "app.settings", tr("Settings", "Réglages")),
        Binding("down,j", "cursor(1)", show=False),
        Binding("up,k", "cursor(-1)", show=False),
        Binding("q", "app.quit", tr("Quit", "Quitter")),
    ]

    AUTO_FOCUS = "#list"

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
            self, what: Literal["walk", "import", "recover", "forget"], session: str = ""
        ) -> None:
            super().__init__()
            self.what, self.session = what, session

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._cards: Sequence[SessionCard] = ()
        self._hits: Sequence[Hit] = ()
        self._kind = ""
        self._settling: Timer | None = None

    def compose(self) -> ComposeResult:
        hint = tr("Search everything ever said", "Chercher dans tout ce qui a été dit")
        yield Input(placeholder=hint, id="search")
        yield Static(id="status", markup=False)
        yield Welcome(_welcome(), id="empty", markup=False)
        yield OptionList(id="list", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self.refresh_cards()

    def on_screen_resume(self) -> None:
        self.refresh_cards()

    @work(thread=True, exclusive=True, group="cards")
    def refresh_cards(self) -> None:
        """Read the list again."""
        try:
            if not self._cards and (known := self._desk.known_cards()):
                self.post_message(self.Listed(known))
            self.post_message(self.Listed(self._desk.cards()))
        except PromenadeError as error:
            self.app.call_from_thread(self.app.notify, tr(error.message.en, error.message.fr))

    @on(Listed)
    def _take_cards(self, message: Listed) -> None:
        self._cards = message.cards
        self.set_class(not message.cards, "empty")
        if not message.cards and not self.query_one("#search", Input).value:
            self.call_after_refresh(self.query_one(Welcome).focus)
        if not self.query_one("#search", Input).value.strip():
            self._draw_cards()

    def _draw_cards(self) -> None:
        options = self.query_one(OptionList)
        kept = options.highlighted
        cards = [card for card in self._cards if self._kind in ("", card.kind)]
        width = self.size.width - 6
        options.clear_options()
        options.add_options([Option(_card_text(card, width), id=card.id) for card in cards])
        if cards:
            options.highlighted = min(kept or 0, len(cards) - 1)
        words = sum(card.words for card in cards)
        counted = tr("{} sessions, {} words", "{} séances, {} mots").format(len(cards), words)
        only = f" · {kind_word(self._kind)}" if self._kind else ""
        self.query_one("#status", Static).update(counted + only)

    @on(Input.Changed, "#search")
    def _type(self, event: Input.Changed) -> None:
        if self._settling is not None:
            self._settling.stop()
        if event.value.strip():
            self._settling = self.set_timer(SETTLE_SECONDS, lambda: self._search(event.value))
        else:
            self._draw_cards()

    @work(thread=True, exclusive=True, group="search")
    def _search(self, words: str) -> None:
        try:
            wanted, filters = parse(words)
            self.post_message(self.Found(words, self._desk.search(wanted, filters)))
        except PromenadeError as error:
            self.app.call_from_thread(self.app.notify, tr(error.message.en, error.message.fr))

    @on(Found)
    def _draw_hits(self, message: Found) -> None:
        if self.query_one("#search", Input).value != message.words:
            return
        self._hits = message.hits
        options = self.query_one(OptionList)
        width = self.size.width - 6
        options.clear_options()
        options.add_options(
            [Option(_hit_text(hit, width), id=str(place)) for place, hit in enumerate(message.hits)]
        )
        if message.hits:
            options.highlighted = 0
        found = tr("{} lines found", "{} passages trouvés").format(len(message.hits))
        self.query_one("#status", Static).update(found)

    @on(Input.Submitted, "#search")
    def _leave_search(self) -> None:
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected, "#list")
    def _open(self, event: OptionList.OptionSelected) -> None:
        words = self.query_one("#search", Input).value.strip()
        if words and event.option.id is not None:
            hit = self._hits[int(event.option.id)]
            self.post_message(self.Opened(hit.session, hit.segment, words))
        elif event.option.id is not None:
            self.post_message(self.Opened(event.option.id))

    def action_walk(self) -> None:
        self.post_message(self.Asked("walk"))

    def action_import(self) -> None:
        self.post_message(self.Asked("import"))

    def action_recover(self) -> None:
        card = self._present()
        if card is not None and card.state == "interrupted":
            self.post_message(self.Asked("recover", card.id))

    def action_forget(self) -> None:
        card = self._present()
        if card is not None:
            self.post_message(self.Asked("forget", card.id))

    def action_search(self) -> None:
        self.query_one("#search", Input).focus()

    def action_clear(self) -> None:
        self.query_one("#search", Input).value = ""
        self.query_one(OptionList).focus()

    def action_next_kind(self) -> None:
        self._kind = KINDS[(KINDS.index(self._kind) + 1) % len(KINDS)]
        self._draw_cards()

    def action_cursor(self, by: int) -> None:
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def _present(self) -> SessionCard | None:
        place = self.query_one(OptionList).highlighted
        if place is None or self.query_one("#search", Input).value.strip():
            return None
        id_ = self.query_one(OptionList).get_option_at_index(place).id
        return next((card for card in self._cards if card.id == id_), None)


def kind_word(kind: str) -> str:
    """Return the kind of a session in words."""
    return {
        "walk": tr("walk", "promenade"),
        "talk": tr("talk", "entretien"),
        "notes": tr("notes", "notes"),
    }.get(kind, "")


def _card_text(card: SessionCard, width: int) -> Text:
    title = plain(card.title) or plain(card.opening) or kind_word(card.kind)
    state = {
        "going-on": tr("● going on", "● en cours"),
        "interrupted": tr("⚠ interrupted: r recovers it", "⚠ interrompue : r la récupère"),
        "damaged": tr("✗ damaged", "✗ abîmée"),
    }.get(card.state, "")
    facts = [
        kind_word(card.kind),
        timecode(card.duration_ms),
        card.language,
        tr("{} ideas", "{} idées").format(card.ideas) if card.ideas else "",
        ", ".join(map(plain, card.speakers)) if card.kind != "walk" else "",
        _report_word(card),
        " ".join(f"#{plain(tag)}" for tag in card.tags),
        state,
    ]
    day = card.started_at[:16].replace("T", " ")
    first = f"{day}  {title}"
    text = Text(shorten(first, width) + "\n", no_wrap=True)
    text.append("  " + shorten(" · ".join(filter(None, facts)), width - 2), "dim")
    return text


def _report_word(card: SessionCard) -> str:
    if not card.reports:
        return ""
    return (
        tr("report, stale", "compte rendu périmé")
        if card.has_stale_report
        else tr("report", "compte rendu")
    )


def _hit_text(hit: Hit, width: int) -> Text:
    who = plain(hit.name) or plain(hit.speaker)
    head = f"{hit.started_at[:10]} {timecode(hit.start_ms)} {who}  {plain(hit.title)}"
    first = hit.highlights[0][0] if hit.highlights else 0
    at = hit.text.rfind(" ", 0, max(first - width // 2, 0)) + 1
    text = Text("…" if at else "", no_wrap=True)
    for start, end in hit.highlights:
        text.append(plain(hit.text[at:start]))
        text.append(plain(hit.text[start:end]), "bold underline")
        at = end
    text.append(plain(hit.text[at:]))
    text.truncate(width, overflow="ellipsis")
    text.append("\n  " + shorten(head, width - 2), "dim")
    return text


def _welcome() -> str:
    return tr(
        "Nothing here yet.\n\n"
        "w  set out: talk, and it listens, asks, and keeps every word\n"
        "i  import a recording, subtitles or notes\n"
        "s  settings, and a check of microphone, voice and models\n\n"
        "A first time? `promenade setup` in another terminal fetches what is missing.",
        "Rien encore.\n\n"
        "w  partir : parlez, on vous écoute, on vous questionne, chaque mot est gardé\n"
        "i  importer un enregistrement, des sous-titres ou des notes\n"
        "s  les réglages, et l'état du micro, de la voix et des modèles\n\n"
        "La première fois ? `promenade setup`, dans un autre terminal, va chercher ce qui manque.",
    )

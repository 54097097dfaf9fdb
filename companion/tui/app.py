"""The terminal application: screens over a desk. It owns no session, no sound and no walk.

Work happens in workers that only post messages; widgets change in message handlers alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.message import Message

from companion.interface import present_language, tr
from companion.tui.desk import Desk
from companion.tui.dialogs.confirm import Confirm
from companion.tui.dialogs.prompt import Prompt
from companion.tui.screens.home import Home
from companion.tui.screens.session import Complaint, SessionScreen
from companion.tui.screens.settings import SettingsScreen
from companion.tui.screens.walk import WalkScreen
from companion.tui.theme import THEMES
from models.errors import PromenadeError


class PromenadeApp(App[None]):
    """`promenade` without a command."""

    TITLE = "Promenade"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_help_panel", tr("Keys", "Touches")),
        Binding("f2", "next_theme", tr("Theme", "Thème"), show=False),
    ]

    class WalkReady(Message):
        """A walk can be attached to."""

        def __init__(self, session: str) -> None:
            super().__init__()
            self.session = session

    class TakenIn(Message):
        """Files were imported."""

        def __init__(self, sessions: list[str]) -> None:
            super().__init__()
            self.sessions = sessions

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self._desk.settings.interface.theme
        self.push_screen(Home(self._desk))

    def action_next_theme(self) -> None:
        names = [theme.name for theme in THEMES]
        place = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(place + 1) % len(names)]

    def action_settings(self) -> None:
        self.push_screen(SettingsScreen(self._desk))

    @on(Home.Opened)
    def _open(self, message: Home.Opened) -> None:
        screen = SessionScreen(
            self._desk, message.session, segment=message.segment, match=message.match
        )
        self.push_screen(screen)

    @on(Home.Asked)
    def _asked(self, message: Home.Asked) -> None:
        match message.what:
            case "walk":
                self._walk()
            case "import":
                question = tr("Which file or folder?", "Quel fichier ou dossier ?")
                self.push_screen(Prompt(question, complain=_no_such_file), self._import)
            case "recover":
                self._recover(message.session)
            case "forget":
                question = tr(
                    "Really delete this session, its sound and its reports?",
                    "Vraiment effacer cette séance, son enregistrement et ses comptes rendus ?",
                )
                self.push_screen(Confirm(question), partial(self._forget_if, message.session))

    @work(exclusive=True, group="walk")
    async def _walk(self) -> None:
        running = await self._desk.running_walk()
        if running:
            self.post_message(self.WalkReady(running))
            return
        question = tr("What about? (may stay empty)", "À quel sujet ? (facultatif)")
        self.push_screen(Prompt(question), self._set_out)

    def _set_out(self, topic: str | None) -> None:
        if topic is not None:
            self._start_walk(topic)

    @work(thread=True, exclusive=True, group="walk")
    def _start_walk(self, topic: str) -> None:
        language = self._desk.settings.walk.language or present_language()
        try:
            self.post_message(self.WalkReady(self._desk.start_walk(language, topic)))
        except PromenadeError as error:
            self.post_message(Complaint(_said(error)))

    @on(WalkReady)
    async def _join(self, message: WalkReady) -> None:
        try:
            link = await self._desk.walk_link(message.session)
        except PromenadeError as error:
            self._complain(Complaint(_said(error)))
            return
        self.push_screen(WalkScreen(link), self._walk_left)

    def _walk_left(self, session: str | None) -> None:
        if session:
            self.push_screen(SessionScreen(self._desk, session))

    def _import(self, place: str | None) -> None:
        if place:
            self._take_in(Path(place).expanduser())

    @work(thread=True, group="import")
    def _take_in(self, path: Path) -> None:
        def progress(doing: str, share: float) -> None:
            self.call_from_thread(setattr, self, "sub_title", f"{doing} {share:.0%}")

        try:
            self.post_message(self.TakenIn(list(self._desk.take_in([path], progress))))
        except PromenadeError as error:
            self.post_message(Complaint(_said(error)))

    @on(TakenIn)
    def _show_imported(self, message: TakenIn) -> None:
        self.sub_title = ""
        self.notify(tr("{} imported", "{} importées").format(len(message.sessions)))
        self._refresh_home()

    @work(thread=True, group="change")
    def _recover(self, session: str) -> None:
        self._do(lambda: self._desk.recover(session))

    def _forget_if(self, session: str, confirmed: bool | None) -> None:
        if confirmed:
            self._forget(session)

    @work(thread=True, group="change")
    def _forget(self, session: str) -> None:
        self._do(lambda: self._desk.forget(session))

    def _do(self, change: Callable[[], None]) -> None:
        try:
            change()
        except PromenadeError as error:
            self.post_message(Complaint(_said(error)))
        self.call_from_thread(self._refresh_home)

    def _refresh_home(self) -> None:
        if isinstance(self.screen, Home):
            self.screen.refresh_cards()

    @on(Complaint)
    def _complain(self, message: Complaint) -> None:
        self.notify(message.text, severity="error", timeout=10)


def _no_such_file(place: str) -> str:
    if not place or Path(place).expanduser().exists():
        return ""
    return tr("There is no such file.", "Ce fichier n'existe pas.")


def _said(error: PromenadeError) -> str:
    remedy = tr(error.remedy.en, error.remedy.fr)
    return f"{tr(error.message.en, error.message.fr)}\n{remedy}".strip()

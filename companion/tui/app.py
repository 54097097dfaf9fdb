"""The terminal application: screens over a desk. It owns no session, no sound and no walk.

Work happens in workers that only post messages; widgets change in message handlers alone. A screen
that breaks ends this application with a description of where; whoever runs it opens it again.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import ClassVar

import msgspec
from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.content import Content
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widgets import Tab, TabbedContent
from textual.worker import get_current_worker

from companion.interface import present_language, tr
from companion.settings import Settings
from companion.tui.crash import describe
from companion.tui.desk import Desk
from companion.tui.dialogs.confirm import Confirm
from companion.tui.dialogs.keys import KeysScreen
from companion.tui.dialogs.paths import place_of
from companion.tui.dialogs.prompt import Prompt
from companion.tui.keys import key_name, keys_of, named
from companion.tui.plain import PLAIN_CLASS, PLAIN_CSS
from companion.tui.screens.home import Home
from companion.tui.terminal import LOOK_SECONDS, has_terminal
from companion.tui.text import count_of, plain
from companion.tui.theme import THEME_NAMES, THEMES
from companion.tui.trouble import Complaint, complaint_of
from models.errors import PromenadeError


class PromenadeApp(App[None]):
    """`promenade` without a command."""

    TITLE = "Promenade"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "keys", tr("Keys", "Touches"), key_display="?"),
        Binding("f2", "next_theme", tr("Colours", "Couleurs"), show=False),
        Binding(
            "ctrl+p", "command_palette", tr("Commands", "Commandes"), show=False, priority=True
        ),
        Binding("ctrl+q", "quit", tr("Quit", "Quitter"), show=False, priority=True),
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

    class Doing(Message):
        """How far a long piece of work is."""

        def __init__(self, doing: str, share: float) -> None:
            super().__init__()
            self.doing, self.share = doing, share

    class Done(Message):
        """Something that changed what is kept is over."""

        def __init__(self, said: str = "") -> None:
            super().__init__()
            self.said = said

    def __init__(self, desk: Desk, *, opening_words: str = "", is_plain: bool = False) -> None:
        """`opening_words`: a remark to begin with, after a crash; `is_plain`: for a screen reader."""
        super().__init__()
        self._begins_plain = is_plain or desk.settings.interface.plain
        self._desk = desk
        self._opening_words = opening_words
        self.broke = ""
        """Where it broke; empty where it did not."""

    def on_mount(self) -> None:
        self._leave_on_signals()
        for theme in THEMES:
            self.register_theme(theme)
        interface = self._desk.settings.interface
        self.theme = interface.theme if interface.theme in self.available_themes else THEMES[0].name
        if self._begins_plain:
            self.read_plainly()
        self.push_screen(Home(self._desk))
        if self._opening_words:
            self.notify(self._opening_words, severity="error", timeout=20, markup=False)

    def read_plainly(self) -> None:
        """Draw for screen readers until the application is left."""
        self.add_class(PLAIN_CLASS)
        self.animation_level = "none"
        self.stylesheet.add_source(PLAIN_CSS, is_default_css=False)
        self.refresh_css(animate=False)
        if self._driver is not None:
            self._driver.write("\x1b[?25h")  # screen readers follow the terminal's own cursor

    @on(TabbedContent.TabActivated)
    def _name_tab(self, event: TabbedContent.TabActivated) -> None:
        """Say in words which tab is shown, where its colour is not seen."""
        if not self.has_class(PLAIN_CLASS):
            return
        shown = f" ({tr('shown', 'affiché')})"
        for tab in event.tabbed_content.query(Tab):
            name = tab.label.plain.removesuffix(shown)
            tab.label = Content(name + shown if tab is event.tab else name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to stop an import while there is one."""
        if action != "stop_import":
            return True
        return any(isinstance(one, Home) and one.doing is not None for one in self.screen_stack)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say it in passing; what still stands on the screen is not said a second time."""
        if all(notice.message != message for notice in self._notifications):
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def _leave_on_signals(self) -> None:
        if self.is_headless:
            return
        if has_terminal():
            self.set_interval(LOOK_SECONDS, self._leave_without_terminal)
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            with suppress(NotImplementedError, AttributeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), self.exit)

    def _leave_without_terminal(self) -> None:
        if not has_terminal():
            self.exit()

    def _fatal_error(self) -> None:
        """Close in order and keep where it broke, instead of printing values."""
        error = self._exception
        if error is not None:
            self.broke = describe(error)
        self._close_messages_no_wait()

    # what every screen has

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Name every action that has a key here, and the ways in."""
        for active, meaning in named(screen):
            binding = active.binding
            if active.enabled and binding.action != "command_palette":
                run = partial(self._act, active.node, binding.action)
                yield SystemCommand(meaning, binding.key_display or key_name(binding.key), run)
        for name, label in THEME_NAMES:
            title = f"{tr('Colours', 'Couleurs')} : {tr(label.en, label.fr)}"
            yield SystemCommand(title, "", partial(self._take_theme, name))

    def _act(self, node: object, action: str) -> None:
        self.call_later(self.run_action, action, node)

    def action_command_palette(self) -> None:
        """Open the palette, in the interface's language."""
        if not isinstance(self.screen, CommandPalette):
            placeholder = tr("Search for commands…", "Chercher une commande…")
            self.push_screen(CommandPalette(placeholder=placeholder, id="--command-palette"))

    def action_keys(self) -> None:
        """Show every key of this screen."""
        more = getattr(self.screen, "MORE_KEYS", "")
        self.push_screen(KeysScreen(keys_of(self.screen), more))

    def action_next_theme(self) -> None:
        """Go to the next theme, and keep it."""
        names = [theme.name for theme in THEMES]
        place = names.index(self.theme) if self.theme in names else -1
        self._take_theme(names[(place + 1) % len(names)])

    def _take_theme(self, name: str) -> None:
        self.theme = name
        settings = self._desk.settings
        interface = msgspec.structs.replace(settings.interface, theme=name)
        self._save(msgspec.structs.replace(settings, interface=interface))

    @work(thread=True, exclusive=True, group="save")
    def _save(self, settings: Settings) -> None:
        try:
            self._desk.save(settings)
        except PromenadeError as error:
            self.post_message(complaint_of(error))

    def action_settings(self) -> None:
        """Open the settings."""
        from companion.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen(self._desk, self._apply))

    def _apply(self, settings: Settings) -> None:
        self.theme = settings.interface.theme
        if settings.interface.plain:
            self.read_plainly()
        self._save(settings)

    # a session

    @on(Home.Opened)
    def _open(self, message: Home.Opened) -> None:
        self._show(message.session, message.segment, message.match)

    def _show(self, session: str, segment: str = "", match: str = "") -> None:
        from companion.tui.screens.session import SessionScreen

        self.push_screen(SessionScreen(self._desk, session, segment=segment, match=match))

    @on(Home.Asked)
    def _asked(self, message: Home.Asked) -> None:
        match message.what:
            case "walk":
                self._walk()
            case "import":
                question = tr("Which file or folder?", "Quel fichier ou dossier ?")
                asked = Prompt(question, complain=_no_such_file, is_path=True)
                self.push_screen(asked, self._import)
            case "recover":
                question = tr(
                    "Hear again what its sound still holds, and close it?",
                    "Réécouter ce que son enregistrement contient encore, et la fermer ?",
                )
                confirm = Confirm(f"{message.called}\n\n{question}")
                self.push_screen(confirm, partial(self._recover_if, message.session))
            case "forget":
                question = tr(
                    "Really delete this session, its sound and its reports? This cannot be undone.",
                    "Vraiment effacer cette séance, son enregistrement et ses comptes rendus ? "
                    "C'est définitif.",
                )
                confirm = Confirm(f"{message.called}\n\n{question}", is_final=True)
                self.push_screen(confirm, partial(self._forget_if, message.session))

    def _recover_if(self, session: str, confirmed: bool | None) -> None:
        if confirmed:
            self.notify(tr("Hearing it again…", "Réécoute en cours…"))
            self._do(
                lambda: self._desk.recover(session),
                tr("The session is open again.", "La séance est rouverte."),
            )

    def _forget_if(self, session: str, confirmed: bool | None) -> None:
        if confirmed:
            self._do(lambda: self._desk.forget(session), tr("Forgotten.", "Oubliée."))

    @work(thread=True, group="change")
    def _do(self, change: Callable[[], None], said: str) -> None:
        try:
            change()
        except PromenadeError as error:
            self.post_message(complaint_of(error))
            said = ""
        self.post_message(self.Done(said))

    @on(Done)
    def _is_done(self, message: Done) -> None:
        if message.said:
            self.notify(message.said)
        self._refresh_home()

    # a walk

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
            self.notify(tr("Getting ready…", "On se prépare…"))
            self._start_walk(topic)

    @work(thread=True, exclusive=True, group="walk")
    def _start_walk(self, topic: str) -> None:
        language = self._desk.settings.walk.language or present_language()
        try:
            self.post_message(self.WalkReady(self._desk.start_walk(language, topic)))
        except PromenadeError as error:
            self.post_message(complaint_of(error))

    @on(WalkReady)
    async def _join(self, message: WalkReady) -> None:
        from companion.tui.screens.walk import WalkScreen

        try:
            link = await self._desk.walk_link(message.session)
        except PromenadeError as error:
            self._complain(complaint_of(error))
            return
        self.clear_notifications()
        self.push_screen(WalkScreen(self._desk, link), self._walk_left)

    def _walk_left(self, session: str | None) -> None:
        if session:
            self._show(session)

    # what is taken in

    def _import(self, place: str | None) -> None:
        if place:
            self._take_in(place_of(place))

    @work(thread=True, group="import")
    def _take_in(self, path: Path) -> None:
        worker = get_current_worker()

        def progress(doing: str, share: float) -> None:
            if worker.is_cancelled:
                raise KeyboardInterrupt
            self.post_message(self.Doing(doing or path.name, share))

        try:
            self.post_message(self.TakenIn(list(self._desk.take_in([path], progress))))
        except PromenadeError as error:
            self.post_message(complaint_of(error))
            self.post_message(self.TakenIn([]))
        except KeyboardInterrupt:
            self.post_message(self.TakenIn([]))

    def action_stop_import(self) -> None:
        """Stop taking in; nothing half-made stays."""
        self.workers.cancel_group(self, "import")

    @on(Doing)
    def _show_doing(self, message: Doing) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Home):
                screen.doing = (plain(message.doing), message.share)

    @on(TakenIn)
    def _show_imported(self, message: TakenIn) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Home):
                screen.doing = None
        if message.sessions:
            count = len(message.sessions)
            one, many = tr("1 imported", "1 importée"), tr("{} imported", "{} importées")
            self.notify(count_of(count, one, many))
        self._refresh_home()

    def _refresh_home(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Home):
                screen.refresh_cards()

    @on(Complaint)
    def _complain(self, message: Complaint) -> None:
        self.notify(message.text, severity="error", timeout=12, markup=False)


def _no_such_file(place: str) -> str:
    if not place or place_of(place).exists():
        return ""
    return tr("There is no such file.", "Ce fichier n'existe pas.")

"""Settings and health: everything that can be set, checked as it is typed; nothing needs an editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import TabbedContent, TabPane
from textual.worker import get_current_worker

from companion.interface import present_language, tr
from companion.settings import Settings
from companion.tui.desk import Check, Desk
from companion.tui.dialogs.choose import Choose
from companion.tui.dialogs.prompt import Prompt
from companion.tui.fields import Field, as_text, trouble_with, value_of, with_value
from companion.tui.text import plain
from companion.tui.trouble import complaint_of
from companion.tui.widgets.checks import CheckList
from companion.tui.widgets.foot import Foot
from companion.tui.widgets.meter import Meter
from companion.tui.widgets.models import ModelList
from companion.tui.widgets.rows import Rows
from companion.tui.widgets.values import ValueList
from models.errors import PromenadeError
from models.language import Language

CLIPPING_DBFS = -3.0
SILENCE_DBFS = -110.0
TABS = ("values", "models", "health")
OTHER = "\0other"
"""Chosen where what is wanted is not in the list."""


class SettingsScreen(Screen[None]):
    """One row a setting, saved as soon as it is chosen; the models; what the doctor says."""

    CSS = """
    SettingsScreen TabbedContent { height: 1fr; }
    SettingsScreen TabPane { padding: 0; }
    SettingsScreen #level { display: none; margin: 0 2; }
    SettingsScreen.metering #level { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "app.pop_screen", tr("Back", "Retour")),
        Binding("m,f6", "meter", tr("Hear the microphone", "Essayer le micro"), key_display="m"),
        Binding("v,f7", "sample", tr("Hear the voice", "Entendre la voix"), key_display="v"),
        Binding("c,f5", "check", tr("Check again", "Revérifier"), key_display="c"),
        Binding("u", "undo", tr("Undo", "Annuler")),
        Binding("1", "tab('values')", tr("Settings", "Réglages"), show=False),
        Binding("2", "tab('models')", tr("Models", "Modèles"), show=False),
        Binding("3", "tab('health')", tr("Health", "État"), show=False),
        Binding(
            "tab,ctrl+n", "next_tab", tr("Next tab", "Onglet suivant"), show=False, priority=True
        ),
    ]

    class Checked(Message):
        """What the doctor found."""

        def __init__(self, checks: Sequence[Check]) -> None:
            super().__init__()
            self.checks = checks

    class Listed(Message):
        """What may be chosen for settings with a source."""

        def __init__(self, source: str, names: Sequence[str], field: Field) -> None:
            super().__init__()
            self.source, self.names, self.field = source, names, field

    class LevelHeard(Message):
        """How loud the microphone is; None when listening is over."""

        def __init__(self, dbfs: float | None) -> None:
            super().__init__()
            self.dbfs = dbfs

    def __init__(self, desk: Desk, apply: Callable[[Settings], None]) -> None:
        """`apply` keeps changed settings and draws by them."""
        super().__init__()
        self._desk, self._keep_settings = desk, apply
        self._settings = desk.settings
        self._before: list[Settings] = []
        self._is_metering = False

    def compose(self) -> ComposeResult:
        with TabbedContent(initial="values"):
            with TabPane(tr("1 Settings", "1 Réglages"), id="values"):
                yield ValueList(id="value-list")
            with TabPane(tr("2 Models", "2 Modèles"), id="models"):
                yield ModelList(self._desk, id="model-list")
            with TabPane(tr("3 Health", "3 État"), id="health"):
                yield CheckList(id="check-list")
        yield Meter(id="level")
        yield Foot()

    def on_mount(self) -> None:
        self.query_one(ValueList).show(self._settings)
        self.query_one("#values-rows", Rows).focus()
        self.action_check()

    # tabs

    def action_tab(self, name: str) -> None:
        """Show a tab."""
        self.query_one(TabbedContent).active = name

    def action_next_tab(self) -> None:
        """Show the tab after this one."""
        place = TABS.index(self.query_one(TabbedContent).active)
        self.action_tab(TABS[(place + 1) % len(TABS)])

    @on(TabbedContent.TabActivated)
    def _focus_tab(self, event: TabbedContent.TabActivated) -> None:
        match event.pane.id:
            case "models":
                self.query_one("#models-rows", Rows).focus()
            case "health":
                self.query_one(CheckList).focus()
            case _:
                self.query_one("#values-rows", Rows).focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer on each tab what can be done there."""
        if action == "check" and self.is_mounted and self.query(TabbedContent):
            return self.query_one(TabbedContent).active == "health"
        return True if action != "undo" else bool(self._before)

    # health

    def action_check(self) -> None:
        """Let the doctor look again."""
        self.query_one(CheckList).wait()
        self._check()

    @work(thread=True, exclusive=True, group="check")
    def _check(self) -> None:
        try:
            self.post_message(self.Checked(self._desk.checks()))
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))

    @on(Checked)
    def _draw_checks(self, message: Checked) -> None:
        self.query_one(CheckList).show(message.checks)

    # changing a setting

    @on(ValueList.Wanted)
    def _ask_value(self, message: ValueList.Wanted) -> None:
        field = message.field
        value = value_of(self._settings, field)
        if isinstance(value, bool):
            self._keep(field, not value)
        elif field.choices:
            choices = [(key, tr(label.en, label.fr)) for key, label in field.choices]
            self._choose(field, choices, value or "")
        elif field.source:
            self.notify(tr("Looking…", "On regarde…"), timeout=2)
            self._list(field)
        else:
            self._type(field)

    def _choose(self, field: Field, choices: Sequence[tuple[str, str]], present: str) -> None:
        question = f"{tr(field.label.en, field.label.fr)} :"
        self.app.push_screen(Choose(question, choices, present), partial(self._take_choice, field))

    def _take_choice(self, field: Field, chosen: str | None) -> None:
        if chosen == OTHER:
            self._type(field)
        elif chosen is not None:
            self._keep(field, chosen)

    def _type(self, field: Field) -> None:
        label, hint = tr(field.label.en, field.label.fr), tr(field.hint.en, field.hint.fr)
        question = f"{label} ({hint})" if hint else label
        present = as_text(value_of(self._settings, field))
        complain = partial(trouble_with, self._settings, field)
        self.app.push_screen(Prompt(question, present, complain), partial(self._take_typed, field))

    def _take_typed(self, field: Field, typed: str | None) -> None:
        if typed is not None:
            self._keep(field, typed)

    @work(thread=True, exclusive=True, group="list")
    def _list(self, field: Field) -> None:
        try:
            names = self._desk.choices(field.source)
        except PromenadeError:
            names = ()
        self.post_message(self.Listed(field.source, names, field))

    @on(Listed)
    def _offer(self, message: Listed) -> None:
        if not message.names:
            self._type(message.field)
            return
        nothing = tr("none in particular", "aucun en particulier")
        other = tr("type another…", "en taper un autre…")
        names = [(name, plain(name)) for name in message.names]
        present = as_text(value_of(self._settings, message.field))
        self._choose(message.field, [("", nothing), *names, (OTHER, other)], present)

    def _keep(self, field: Field, typed: str | bool) -> None:
        changed = with_value(self._settings, field, typed)
        if changed != self._settings:
            self._before.append(self._settings)
            self._apply(changed)

    def action_undo(self) -> None:
        """Take back the last change of a setting."""
        if self._before:
            self._apply(self._before.pop())

    def _apply(self, settings: Settings) -> None:
        self._settings = settings
        self.query_one(ValueList).show(settings)
        self.refresh_bindings()
        self._keep_settings(settings)

    # hearing

    def action_meter(self) -> None:
        """Show how loud the microphone is, live; again to stop."""
        self._is_metering = not self._is_metering
        self.set_class(self._is_metering, "metering")
        if self._is_metering:
            self._meter()
        else:
            self.workers.cancel_group(self, "meter")

    @work(thread=True, exclusive=True, group="meter")
    def _meter(self) -> None:
        worker = get_current_worker()

        def tell(dbfs: float) -> bool:
            self.post_message(self.LevelHeard(dbfs))
            return not worker.is_cancelled

        try:
            self._desk.hear_level(tell)
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))
        self.post_message(self.LevelHeard(None))

    @on(LevelHeard)
    def _draw_level(self, message: LevelHeard) -> None:
        if message.dbfs is None:
            self._is_metering = False
            self.remove_class("metering")
            return
        meter = self.query_one("#level", Meter)
        meter.dbfs, meter.is_clipping = message.dbfs, message.dbfs > CLIPPING_DBFS
        meter.is_dead = message.dbfs <= SILENCE_DBFS

    def action_sample(self) -> None:
        """Let the voice say a sentence, in the language of the setting the cursor is on."""
        name = self.query_one(ValueList).present.name
        language: Language = present_language()
        if name.endswith(("-name_fr", "-name_en")):
            language = "fr" if name.endswith("fr") else "en"
        self.notify(tr("Listen…", "Écoutez…"))
        self._ask(lambda: self._desk.say_sample(language))

    @work(thread=True, exclusive=True, group="sample")
    def _ask(self, ask: Callable[[], None]) -> None:
        try:
            ask()
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))

"""Settings and health: everything that can be set, checked as it is typed; nothing needs an editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Footer, Input, Label, Select, Static, Switch, TabbedContent, TabPane

from companion.interface import tr
from companion.settings import Settings
from companion.tui.desk import Check, Desk
from companion.tui.fields import FIELDS, SUBJECTS, Field, as_text, value_of, with_value
from companion.tui.text import plain
from models.errors import PromenadeError
from models.language import Phrase


class SettingsScreen(Screen[None]):
    """One row a setting, saved as soon as it is right; and what the doctor says."""

    CSS = """
    SettingsScreen VerticalScroll { padding: 0 1; }
    SettingsScreen .row { height: auto; margin-bottom: 1; }
    SettingsScreen .row Label { width: 30; }
    SettingsScreen .row Input, SettingsScreen .row Select { width: 1fr; }
    SettingsScreen .row Switch { border: none; height: 1; padding: 0; }
    SettingsScreen .hint { color: $text-muted; width: auto; padding-left: 1; }
    SettingsScreen.narrow .row { layout: vertical; }
    SettingsScreen .subject { text-style: bold; color: $text-primary; margin: 1 0; }
    SettingsScreen #complaint { height: auto; color: $text-error; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", tr("Back", "Retour")),
        Binding("f5", "check", tr("Check again", "Revérifier")),
    ]

    class Checked(Message):
        """What the doctor found."""

        def __init__(self, checks: Sequence[Check]) -> None:
            super().__init__()
            self.checks = checks

    class Listed(Message):
        """What may be chosen for settings with a source."""

        def __init__(self, source: str, names: Sequence[str]) -> None:
            super().__init__()
            self.source, self.names = source, names

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._settings = desk.settings
        self._fields = {field.name: field for field in FIELDS}

    def compose(self) -> ComposeResult:
        with TabbedContent():
            with TabPane(tr("Settings", "Réglages"), id="values"), VerticalScroll():
                yield from self._rows()
            with TabPane(tr("Health", "État"), id="health"), VerticalScroll():
                yield Static(tr("Checking…", "Vérification…"), id="checks", markup=False)
        yield Label("", id="complaint", markup=False)
        yield Footer()

    def _rows(self) -> Iterator[Widget]:
        subject = ""
        for field in FIELDS:
            if field.subject != subject:
                subject = field.subject
                yield Label(_in_words(SUBJECTS[subject]), classes="subject", markup=False)
            yield Horizontal(
                Label(_in_words(field.label), markup=False),
                self._widget(field),
                Label(_in_words(field.hint), classes="hint", markup=False),
                classes="row",
            )

    def _widget(self, field: Field) -> Widget:
        value = value_of(self._settings, field)
        if isinstance(value, bool):
            return Switch(value=value, name=field.name)
        if field.choices:
            options = [(_in_words(label), key) for key, label in field.choices]
            return Select(
                options, value=value or "", allow_blank=False, name=field.name, compact=True
            )
        return Input(value=as_text(value), name=field.name, compact=True)

    def on_mount(self) -> None:
        self.action_check()
        for source in {field.source for field in FIELDS if field.source}:
            self._list(source)

    def on_resize(self) -> None:
        self.set_class(self.size.width < 70, "narrow")

    def action_check(self) -> None:
        self._check()

    @work(thread=True, exclusive=True, group="check")
    def _check(self) -> None:
        try:
            self.post_message(self.Checked(self._desk.checks()))
        except PromenadeError as error:
            self.app.call_from_thread(self.app.notify, tr(error.message.en, error.message.fr))

    @work(thread=True, group="list")
    def _list(self, source: str) -> None:
        try:
            self.post_message(self.Listed(source, self._desk.choices(source)))
        except PromenadeError:
            return

    @on(Listed)
    def _suggest(self, message: Listed) -> None:
        for field in FIELDS:
            if field.source == message.source:
                for widget in self.query(Input):
                    if widget.name == field.name:
                        widget.suggester = SuggestFromList(message.names, case_sensitive=False)
                        widget.placeholder = ", ".join(map(plain, message.names[:3]))

    @on(Checked)
    def _draw_checks(self, message: Checked) -> None:
        lines = []
        for check in message.checks:
            lines.append(
                f"{'✔' if check.is_fine else '✗'} {plain(check.name)}: {plain(check.detail)}"
            )
            if check.remedy and not check.is_fine:
                lines.append(f"    → {plain(check.remedy)}")
        self.query_one("#checks", Static).update("\n".join(lines))

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        self._change(event.input.name or "", event.value)

    @on(Switch.Changed)
    def _turn(self, event: Switch.Changed) -> None:
        self._change(event.switch.name or "", event.value)

    @on(Select.Changed)
    def _choose(self, event: Select.Changed) -> None:
        self._change(event.select.name or "", str(event.value))

    def _change(self, name: str, typed: str | bool) -> None:
        field = self._fields[name]
        complaint = self.query_one("#complaint", Label)
        try:
            changed = with_value(self._settings, field, typed)
        except msgspec.ValidationError as error:
            complaint.update(f"{_in_words(field.label)}: {error}")
            return
        complaint.update("")
        if changed != self._settings:
            self._settings = changed
            self.app.theme = changed.interface.theme
            self._save(changed)

    @work(thread=True, exclusive=True, group="save")
    def _save(self, settings: Settings) -> None:
        try:
            self._desk.save(settings)
        except PromenadeError as error:
            self.app.call_from_thread(self.app.notify, tr(error.message.en, error.message.fr))


def _in_words(phrase: Phrase) -> str:
    return tr(phrase.en, phrase.fr)

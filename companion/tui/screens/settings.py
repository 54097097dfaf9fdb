"""Settings and health: everything that can be set, checked as it is typed; nothing needs an editor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input, Label, Static, Switch, TabbedContent, TabPane

from companion.interface import tr
from companion.settings import Settings
from companion.tui.desk import Check, Desk
from models.errors import PromenadeError


def subject_word(subject: str) -> str:
    """Return the name of a subject of the settings."""
    return {
        "walk": tr("Walk", "Promenade"),
        "microphone": tr("Microphone", "Micro"),
        "voice": tr("Voice", "Voix"),
        "ear": tr("Recognition", "Reconnaissance"),
        "patience": tr("Patience", "Patience"),
        "chat": tr("Chat model", "Modèle"),
        "report": tr("Reports", "Comptes rendus"),
        "privacy": tr("Privacy", "Vie privée"),
        "interface": tr("Interface", "Interface"),
    }[subject]


class SettingsScreen(Screen[None]):
    """One row a setting; saved when it is right."""

    CSS = """
    SettingsScreen .row { height: 3; }
    SettingsScreen .row Label { width: 28; padding: 1 1; }
    SettingsScreen .row Input { width: 1fr; }
    SettingsScreen .subject { text-style: bold; padding: 1 1 0 1; }
    SettingsScreen #complaint { height: auto; color: $text-error; padding: 0 1; }
    SettingsScreen #checks { padding: 0 1; height: auto; }
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

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._settings = desk.settings

    def compose(self) -> ComposeResult:
        with TabbedContent():
            with TabPane(tr("Settings", "Réglages"), id="values"), VerticalScroll():
                yield from self._rows()
            with TabPane(tr("Health", "État"), id="health"), VerticalScroll():
                yield Static(tr("Checking…", "Vérification…"), id="checks", markup=False)
        yield Label("", id="complaint", markup=False)
        yield Footer()

    def _rows(self) -> ComposeResult:
        for subject, values in msgspec.to_builtins(self._settings).items():
            yield Label(subject_word(subject), classes="subject", markup=False)
            for key, value in values.items():
                with Horizontal(classes="row"):
                    yield Label(key.replace("_", " "), markup=False)
                    yield self._field(f"{subject}-{key}", value)

    def _field(self, name: str, value: Any) -> Input | Switch:
        if isinstance(value, bool):
            return Switch(value=value, name=name)
        return Input(value=_as_text(value), name=name, compact=True)

    def on_mount(self) -> None:
        self.action_check()

    def action_check(self) -> None:
        self._check()

    @work(thread=True, exclusive=True)
    def _check(self) -> None:
        try:
            self.post_message(self.Checked(self._desk.checks()))
        except PromenadeError as error:
            self.app.call_from_thread(self.app.notify, tr(error.message.en, error.message.fr))

    @on(Checked)
    def _draw_checks(self, message: Checked) -> None:
        lines = []
        for check in message.checks:
            lines.append(f"{'✔' if check.is_fine else '✗'} {check.name}: {check.detail}")
            if check.remedy and not check.is_fine:
                lines.append(f"    → {check.remedy}")
        self.query_one("#checks", Static).update("\n".join(lines))

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        self._change(event.input.name or "", event.value)

    @on(Switch.Changed)
    def _turn(self, event: Switch.Changed) -> None:
        self._change(event.switch.name or "", event.value)

    def _change(self, name: str, value: str | bool) -> None:
        subject, _, key = name.partition("-")
        raw = msgspec.to_builtins(self._settings)
        raw[subject][key] = _as_value(raw[subject][key], value)
        complaint = self.query_one("#complaint", Label)
        try:
            changed = msgspec.convert(raw, Settings, strict=False)
        except msgspec.ValidationError as error:
            complaint.update(f"{subject_word(subject)}, {key}: {error}")
            return
        complaint.update("")
        if changed != self._settings:
            self._settings = changed
            self._save(changed)

    @work(thread=True, exclusive=True, group="save")
    def _save(self, settings: Settings) -> None:
        try:
            self._desk.save(settings)
        except PromenadeError as error:
            self.app.call_from_thread(self.app.notify, tr(error.message.en, error.message.fr))


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _as_value(before: Any, value: str | bool) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(before, list | tuple):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value or ("" if isinstance(before, str) else None)

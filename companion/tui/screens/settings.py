"""Settings and health: everything that can be set, checked as it is typed; nothing needs an editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Footer, Input, Label, Select, Static, Switch, TabbedContent, TabPane
from textual.worker import get_current_worker

from companion.interface import present_language, tr
from companion.settings import Settings
from companion.tui.desk import Check, Desk, ModelFile
from companion.tui.dialogs.choose import Choose
from companion.tui.dialogs.confirm import Confirm
from companion.tui.fields import FIELDS, SUBJECTS, Field, as_text, value_of, with_value
from companion.tui.text import plain
from companion.tui.trouble import Complaint, complaint_of
from companion.tui.widgets.meter import Meter
from companion.tui.widgets.models import ModelList
from models.errors import PromenadeError
from models.language import Language, Phrase

CLIPPING_DBFS = -3.0
SILENCE_DBFS = -110.0


class SettingsScreen(Screen[None]):
    """One row a setting, saved as soon as it is right; and what the doctor says."""

    CSS = """
    SettingsScreen TabbedContent { height: 1fr; }
    SettingsScreen VerticalScroll { padding: 0 1; height: 1fr; }
    SettingsScreen #health Static { height: auto; }
    SettingsScreen .row { height: auto; margin-bottom: 1; }
    SettingsScreen .row Label { width: 30; }
    SettingsScreen .row Input, SettingsScreen .row Select { width: 1fr; }
    SettingsScreen .row Switch { border: none; height: 1; padding: 0; }
    SettingsScreen #live { height: auto; padding: 0 1; }
    SettingsScreen #live Static { height: 1; color: $text-muted; }
    SettingsScreen .hint { color: $text-muted; width: auto; padding-left: 1; }
    SettingsScreen.narrow .row { layout: vertical; }
    SettingsScreen .subject { text-style: bold; color: $text-primary; margin: 1 0; }
    SettingsScreen #complaint { height: auto; color: $text-error; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", tr("Back", "Retour")),
        Binding("f5", "check", tr("Check again", "Revérifier")),
        Binding("f6", "meter", tr("Hear the microphone", "Essayer le micro")),
        Binding("f7", "sample", tr("Hear the voice", "Entendre la voix")),
        Binding("f8", "choose", tr("Choose", "Choisir")),
        Binding("ctrl+n", "next_tab", tr("Next tab", "Onglet suivant"), show=False),
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

    class LevelHeard(Message):
        """How loud the microphone is; None when listening is over."""

        def __init__(self, dbfs: float | None) -> None:
            super().__init__()
            self.dbfs = dbfs

    class ModelsListed(Message):
        """Which models there are."""

        def __init__(self, models: Sequence[ModelFile]) -> None:
            super().__init__()
            self.models = models

    class Fetching(Message):
        """How far a model is; a share of 1 when it is here."""

        def __init__(self, name: str, share: float) -> None:
            super().__init__()
            self.name, self.share = name, share

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._settings = desk.settings
        self._listed: dict[str, Sequence[str]] = {}
        self._is_metering = False
        self._fields = {field.name: field for field in FIELDS}

    def compose(self) -> ComposeResult:
        with TabbedContent():
            with TabPane(tr("Settings", "Réglages"), id="values"), VerticalScroll():
                yield from self._rows()
            with TabPane(tr("Models", "Modèles"), id="models"):
                yield ModelList(id="model-list")
            with TabPane(tr("Health", "État"), id="health"), VerticalScroll():
                yield Static(tr("Checking…", "Vérification…"), id="checks", markup=False)
        with Vertical(id="live"):
            yield Meter(id="level")
        yield Label("", id="complaint", markup=False)
        yield Footer(show_command_palette=False)

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
        self.query_one("#live").display = False
        self.query("Select").first().focus()
        self.action_check()
        self._list_models()
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
            self.app.post_message(complaint_of(error))

    @work(thread=True, group="list")
    def _list(self, source: str) -> None:
        try:
            self.post_message(self.Listed(source, self._desk.choices(source)))
        except PromenadeError:
            return

    @on(Listed)
    def _suggest(self, message: Listed) -> None:
        self._listed[message.source] = message.names
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
            if changed.interface.plain:
                self.app.add_class("plain")
            self._save(changed)

    @work(thread=True, exclusive=True, group="save")
    def _save(self, settings: Settings) -> None:
        try:
            self._desk.save(settings)
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))

    # choosing, hearing

    def action_choose(self) -> None:
        """Choose the present setting among what is here: devices, voices, models."""
        widget = self.focused
        field = self._fields.get(widget.name or "") if isinstance(widget, Input) else None
        names = self._listed.get(field.source, ()) if field is not None else ()
        if not isinstance(widget, Input) or not names:
            nothing = tr("Nothing to choose from here.", "Rien à choisir ici.")
            self.notify(nothing)
            return
        question = tr("Which one?", "Lequel ?")
        choices = [(name, plain(name)) for name in names]
        self.app.push_screen(Choose(question, choices), partial(_put, widget))

    def action_meter(self) -> None:
        """Show how loud the microphone is, live; again to stop."""
        if self._is_metering:
            self.workers.cancel_group(self, "meter")
        else:
            self.query_one("#live").display = True
            self._meter()
        self._is_metering = not self._is_metering

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
            self.query_one("#live").display = False
            return
        meter = self.query_one("#level", Meter)
        meter.dbfs, meter.is_clipping = message.dbfs, message.dbfs > CLIPPING_DBFS
        meter.is_dead = message.dbfs <= SILENCE_DBFS

    def action_sample(self) -> None:
        """Let the voice say a sentence, in the language of the setting the cursor is on."""
        name = self.focused.name if self.focused is not None else ""
        language: Language = present_language()
        if name and name.endswith(("-name_fr", "-name_en")):
            language = "fr" if name.endswith("fr") else "en"
        self.notify(tr("Listen…", "Écoutez…"))
        self._ask(lambda: self._desk.say_sample(language))

    @work(thread=True, exclusive=True, group="sample")
    def _ask(self, ask: Callable[[], None]) -> None:
        try:
            ask()
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))

    def action_next_tab(self) -> None:
        """Show the tab after this one."""
        names = ["values", "models", "health"]
        tabs = self.query_one(TabbedContent)
        tabs.active = names[(names.index(tabs.active) + 1) % len(names)]

    # models

    @work(thread=True, exclusive=True, group="models")
    def _list_models(self) -> None:
        try:
            self.post_message(self.ModelsListed(self._desk.models()))
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))

    @on(ModelsListed)
    def _draw_models(self, message: ModelsListed) -> None:
        self.query_one(ModelList).show(message.models)

    @on(ModelList.Wanted)
    def _fetch_wanted(self, message: ModelList.Wanted) -> None:
        self._fetch(message.name)

    @work(thread=True, group="fetch")
    def _fetch(self, name: str) -> None:
        worker = get_current_worker()

        def progress(_: str, share: float) -> None:
            if worker.is_cancelled:
                raise KeyboardInterrupt
            self.post_message(self.Fetching(name, min(share, 0.99)))

        try:
            self._desk.fetch_model(name, progress)
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))
        except KeyboardInterrupt:
            stopped = tr(
                "Stopped; what was fetched is kept.", "Arrêté ; ce qui est arrivé est gardé."
            )
            self.app.post_message(Complaint(stopped))
        self.post_message(self.Fetching(name, 1.0))

    @on(Fetching)
    def _draw_fetching(self, message: Fetching) -> None:
        self.query_one(ModelList).progress(message.name, message.share)
        if message.share >= 1.0:
            self._list_models()

    @on(ModelList.Stopped)
    def _stop_fetching(self) -> None:
        self.workers.cancel_group(self, "fetch")

    @on(ModelList.Unwanted)
    def _remove_unwanted(self, message: ModelList.Unwanted) -> None:
        question = tr(
            f"Delete {message.name}? It can be fetched again.",
            f"Supprimer {message.name} ? On peut le télécharger de nouveau.",
        )

        def remove(confirmed: bool | None) -> None:
            if confirmed:
                self._remove(message.name)

        self.app.push_screen(Confirm(question), remove)

    @work(thread=True, group="models")
    def _remove(self, name: str) -> None:
        try:
            self._desk.remove_model(name)
            self.post_message(self.ModelsListed(self._desk.models()))
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))


def _put(widget: Input, name: str | None) -> None:
    if name is not None:
        widget.value = name


def _in_words(phrase: Phrase) -> str:
    return tr(phrase.en, phrase.fr)

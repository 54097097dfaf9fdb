"""A report in the terminal: its audit first, then what each line rests on, line by line.

Four quadrants side by side where the screen is wide, the account below. A passage can be heard,
accepted, reworded or struck; the decision is recorded with the session and holds for the next report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, ProgressBar, Static
from textual.worker import get_current_worker

from companion.interface import tr
from companion.session.events import Reviewed
from companion.tui.desk import Desk
from companion.tui.dialogs.choose import Choose
from companion.tui.dialogs.paths import place_of
from companion.tui.dialogs.prompt import Prompt
from companion.tui.report_words import (
    BOXES,
    SWOT_BOXES,
    Passage,
    account_of,
    audit_lines,
    export_choices,
    passages_of,
    quoted,
)
from companion.tui.text import plain
from companion.tui.trouble import sentence
from companion.tui.widgets.box import Box
from models.errors import PromenadeError
from reporting.editing.decisions import Choice
from reporting.records import Evidence, Report

LEAST_ROWS = 5


class ReportView(Vertical, can_focus=True):
    """One session's latest report."""

    DEFAULT_CSS = """
    ReportView { padding: 0 1; }
    ReportView #state { height: auto; padding: 0 1; background: $panel; display: none; }
    ReportView #audit { height: auto; background: $panel; padding: 0 1; }
    ReportView VerticalScroll { height: 1fr; }
    ReportView Grid { grid-size: 2; grid-gutter: 0 1; height: auto; grid-rows: auto; keyline: none; }
    ReportView.narrow Grid { grid-size: 1; }
    ReportView #evidence { height: auto; max-height: 8; background: $surface; padding: 0 1; border-top: solid $foreground 30%; display: none; }
    ReportView.low #evidence { max-height: 5; }
    ReportView.has-evidence #evidence { display: block; }
    ReportView ProgressBar { display: none; padding: 0 1; }
    ReportView.working ProgressBar, ReportView.working #state { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "listen", tr("Hear it", "Entendre")),
        Binding("g", "seek", tr("Go to the moment", "Aller au moment")),
        Binding("a", "decide('accepted')", tr("Accept", "Accepter")),
        Binding("r", "reword", tr("Reword", "Reformuler")),
        Binding("delete,backspace,z", "decide('struck')", tr("Strike", "Rayer"), key_display="z"),
        Binding("ctrl+x", "cancel", tr("Stop writing", "Arrêter"), key_display="ctrl+x"),
        Binding("down,j", "enter", tr("To the lines", "Vers les lignes"), show=False),
    ]

    class Ready(Message):
        """A report, or None where none was written yet."""

        def __init__(self, report: Report | None, *, is_fresh: bool = False) -> None:
            super().__init__()
            self.report, self.is_fresh = report, is_fresh

    class Working(Message):
        """What is being done, and how far it is."""

        def __init__(self, doing: str, share: float) -> None:
            super().__init__()
            self.doing, self.share = doing, share

    class Told(Message):
        """A sentence for the user: where something was written, or why not."""

        def __init__(self, text: str, *, is_trouble: bool = False) -> None:
            super().__init__()
            self.text, self.is_trouble = text, is_trouble

    class Listen(Message):
        """Hear a piece of evidence."""

        def __init__(self, start_ms: int, end_ms: int) -> None:
            super().__init__()
            self.start_ms, self.end_ms = start_ms, end_ms

    class Sought(Message):
        """Show the moment something was said."""

        def __init__(self, segment: str) -> None:
            super().__init__()
            self.segment = segment

    class Decided(Message):
        """A reviewer's decision about a passage."""

        def __init__(self, keys: Sequence[str], decision: Choice, text: str = "") -> None:
            super().__init__()
            self.keys, self.decision, self.text = keys, decision, text

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._report: Report | None = None
        self._passages: dict[str, Passage] = {}
        self._present: Passage | None = None
        self._next_heard = 0
        self._reviews: Mapping[str, Reviewed] = {}
        self._is_stale = False
        self._has_documents = False

    def compose(self) -> ComposeResult:
        yield Static(id="state", markup=False)
        yield ProgressBar(show_eta=False)
        with VerticalScroll(can_focus=False):
            yield Static(id="audit", markup=False)
            with Grid():
                for box in BOXES:
                    yield Box(box)
            yield Box("prose")
        yield Static(id="evidence", markup=False)

    def on_resize(self) -> None:
        self.set_class(self.size.width < 90, "narrow")
        self.set_class(self.size.height < 16, "low")
        rows = max(self.query_one(VerticalScroll).size.height, LEAST_ROWS)
        for box in self.query(Box):
            box.styles.max_height = rows  # its own scrolling keeps the cursor in sight

    def take_state(
        self, reviews: Mapping[str, Reviewed], *, is_stale: bool, has_documents: bool = False
    ) -> None:
        """Draw the decisions as they stand.

        `is_stale` where the session changed since; `has_documents` where reports were written.
        """
        self._reviews, self._is_stale = reviews, is_stale
        self._has_documents = has_documents
        if self._report is not None:
            self._draw_report(self._report)

    # asked of the desk, in workers

    @work(thread=True, exclusive=True, group="open")
    def open(self, desk: Desk, session: str) -> None:
        """Show the report that was written last."""
        try:
            self.post_message(self.Ready(desk.latest_report(session)))
        except PromenadeError as error:
            self.post_message(self.Told(sentence(error), is_trouble=True))

    @work(thread=True, exclusive=True, group="write")
    def write(self, desk: Desk, session: str) -> None:
        """Write it anew, with progress."""
        worker = get_current_worker()

        def progress(doing: str, share: float) -> None:
            if worker.is_cancelled:
                raise KeyboardInterrupt
            self.post_message(self.Working(doing, share))

        try:
            self.post_message(self.Ready(desk.report(session, progress), is_fresh=True))
        except PromenadeError as error:
            self.post_message(self.Told(sentence(error), is_trouble=True))
        except KeyboardInterrupt:
            stopped = tr("Stopped; the last report stands.", "Arrêté ; le précédent demeure.")
            self.post_message(self.Told(stopped))

    def export(self, desk: Desk, session: str) -> None:
        """Ask for a format and a place, then write the file."""

        def give(name: str, place: str | None) -> None:
            if place:
                self._export(desk, session, name, place)

        def ask_place(name: str | None) -> None:
            if name:
                what, _, form = name.rpartition(".")
                offered = f"~/{session}.{form}" if what else "~/"
                question = tr("Where to?", "Où ?")
                asked = Prompt(question, offered, _already_there, is_path=True)
                self.app.push_screen(asked, partial(give, name))

        question = tr("What, in which format?", "Quoi, et dans quel format ?")
        self.app.push_screen(Choose(question, export_choices()), ask_place)

    @work(thread=True, group="export")
    def _export(self, desk: Desk, session: str, name: str, place: str) -> None:
        try:
            written = desk.export(session, name, place_of(place))
            self.post_message(self.Told(tr("Written: {}", "Écrit : {}").format(written)))
        except PromenadeError as error:
            self.post_message(self.Told(sentence(error), is_trouble=True))

    def action_cancel(self) -> None:
        """Stop writing."""
        self.workers.cancel_group(self, "write")

    # drawn from messages

    @on(Working)
    def _draw_progress(self, message: Working) -> None:
        self._set_working(True)
        self.query_one(ProgressBar).update(total=1.0, progress=message.share)
        hint = tr("ctrl+x stops it", "ctrl+x l'arrête")
        doing = plain(message.doing) or tr("Writing", "Rédaction")
        self.query_one("#state", Static).update(f"{doing}… {message.share:.0%} · {hint}")

    @on(Told)
    def _tell(self, message: Told) -> None:
        self._set_working(False)
        severity = "error" if message.is_trouble else "information"
        self.app.notify(message.text, severity=severity, timeout=10, markup=False)  # type: ignore[arg-type]
        if self._report is None:
            self._say_none()

    @on(Ready)
    def _take_report(self, message: Ready) -> None:
        self._set_working(False)
        self._report = message.report
        if message.report is None:
            self._say_none()
        else:
            self._draw_report(message.report)

    def _set_working(self, is_working: bool) -> None:
        self.set_class(is_working, "working")
        self.refresh_bindings()

    def _say_none(self) -> None:
        hint = tr("No report yet: w writes one.", "Pas encore de compte rendu : w le rédige.")
        if self._has_documents:
            hint = tr(
                "Reports were written as documents: w writes one that is read and reviewed here.",
                "Des comptes rendus existent en documents : w en rédige un à lire et relire ici.",
            )
        self.query_one("#audit", Static).update(hint)

    def _draw_report(self, report: Report) -> None:
        self._draw_audit(report)
        boxes = passages_of(report)
        account = account_of(report)
        every = [*boxes.values(), *(sentences for _, sentences in account)]
        self._passages = {one.id: one for passages in every for one in passages}
        for name, passages in boxes.items():
            box = self.query_one(f"#{name}", Box)
            box.show(passages, self._reviews, is_always=name in SWOT_BOXES)
        self.query_one("#prose", Box).show_parts(account, self._reviews, is_always=False)

    def _draw_audit(self, report: Report) -> None:
        lines = [plain(report.title), *audit_lines(report.audit)]
        if self._is_stale:
            stale = tr(
                "The session changed since: w writes it again.",
                "La séance a changé depuis : w le refait.",
            )
            lines.insert(1, f"⚠ {stale}")
        if report.themes:
            themes = " · ".join(f"{plain(t.text)} {t.share:.0%}" for t in report.themes)
            lines.append(f"{tr('Themes: ', 'Thèmes : ')}{themes}")
        self.query_one("#audit", Static).update("\n".join(lines))

    # the present passage

    @on(OptionList.OptionHighlighted)
    def _show_evidence(self, event: OptionList.OptionHighlighted) -> None:
        self._present = present = self._passages.get(event.option.id or "")
        self._next_heard = 0
        shown = [
            quoted(evidence, is_against=present is not None and evidence.id in present.opposed_by)
            for evidence in self._evidence()
        ]
        if present is not None and present.supports:
            said = tr("others who say so too: {}", "d'autres le disent aussi : {}")
            shown.append(said.format(present.supports))
        self.set_class(bool(shown), "has-evidence")
        self.query_one("#evidence", Static).update("\n".join(shown))
        self.refresh_bindings()
        self.call_after_refresh(event.option_list.scroll_visible, animate=False)

    @on(OptionList.OptionSelected)
    def _hear_line(self) -> None:
        self.action_listen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the present passage."""
        present = self._present
        match action:
            case "cancel":
                return self.has_class("working")
            case "listen" | "seek":
                return present is not None and bool(present.rests_on)
            case "decide":
                return present is not None and bool(present.keys)
            case "reword":
                return present is not None and present.is_line
            case _:
                return True

    def action_enter(self) -> None:
        """Go to the first line."""
        first = next((box for box in self.query(Box) if box.can_focus and box.display), None)
        if first is not None:
            self.screen.set_focus(first)  # at once: the next key is for it
            if first.highlighted is None:
                first.action_first()

    def action_listen(self) -> None:
        """Hear what the present passage rests on: each piece in turn."""
        found = list(self._evidence())
        if found:
            evidence = found[self._next_heard % len(found)]
            self._next_heard += 1
            self.post_message(self.Listen(evidence.start_ms, evidence.end_ms))

    def action_seek(self) -> None:
        """Show in the transcript where it was said."""
        evidence = next(self._evidence(), None)
        if evidence is not None and evidence.segments:
            self.post_message(self.Sought(evidence.segments[0]))

    def action_decide(self, decision: Choice) -> None:
        """Accept or strike the present passage."""
        if self._present is not None and self._present.keys:
            self.post_message(self.Decided(self._present.keys, decision))

    def action_reword(self) -> None:
        """Word the present line differently; a quotation is its speaker's and stays."""
        line = self._present
        if line is None or not line.is_line:
            return

        def keep(text: str | None) -> None:
            if text and text.strip():
                self.post_message(self.Decided(line.keys, "reworded", " ".join(text.split())))

        question = tr("Your wording:", "Votre formulation :")
        self.app.push_screen(Prompt(question, line.text), keep)

    def _evidence(self) -> Iterator[Evidence]:
        if self._present is None or self._report is None:
            return
        for key in self._present.rests_on:
            if key in self._report.evidence:
                yield self._report.evidence[key]


def _already_there(place: str) -> str:
    """Return what speaks against writing there: nothing is overwritten from here."""
    if not place_of(place).is_file():
        return ""
    return tr("A file of that name is there already.", "Un fichier de ce nom existe déjà.")

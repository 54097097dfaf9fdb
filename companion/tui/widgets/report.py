"""A report in the terminal: its audit first, each line opening what it rests on.

Four quadrants side by side where the screen is wide. A line can be heard, accepted, reworded or
struck; the decision is recorded with the session and holds for the next report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, ProgressBar, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from companion.interface import tr
from companion.session.events import Reviewed
from companion.tui.desk import Desk
from companion.tui.dialogs.choose import Choose
from companion.tui.dialogs.prompt import Prompt
from companion.tui.text import plain, timecode
from models.errors import PromenadeError
from reporting.records import Audit, Evidence, Line, Report, Swot

FORMATS = ("md", "html", "docx", "json", "srt", "vtt", "txt")
BOXES = ("strengths", "weaknesses", "opportunities", "threats", "controversies", "open_questions")


def box_word(box: str) -> str:
    """Return the heading of a box."""
    return {
        "strengths": tr("Strengths", "Forces"),
        "weaknesses": tr("Weaknesses", "Faiblesses"),
        "opportunities": tr("Opportunities", "Opportunités"),
        "threats": tr("Threats", "Menaces"),
        "controversies": tr("Controversies", "Désaccords"),
        "open_questions": tr("Open questions", "Questions ouvertes"),
    }[box]


class ReportView(VerticalScroll, can_focus=True):
    """One session's latest report."""

    DEFAULT_CSS = """
    ReportView { padding: 0 1; }
    ReportView #audit { height: auto; background: $panel; padding: 0 1; }
    ReportView #story { height: auto; margin: 1 0; }
    ReportView Grid { grid-size: 2; grid-gutter: 0 2; height: auto; grid-rows: auto; }
    ReportView.narrow Grid { grid-size: 1; }
    ReportView OptionList { height: auto; max-height: 16; border: round $panel-lighten-2; border-title-color: $text-primary; border-title-style: bold; }
    ReportView #evidence { height: auto; background: $surface; padding: 0 1; }
    ReportView ProgressBar { display: none; }
    ReportView.working ProgressBar { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "listen", tr("Hear the line", "Entendre")),
        Binding("a", "decide('accepted')", tr("Accept", "Accepter")),
        Binding("r", "reword", tr("Reword", "Reformuler")),
        Binding("delete,backspace", "decide('struck')", tr("Strike", "Rayer")),
        Binding("ctrl+x", "cancel", tr("Stop writing", "Arrêter"), show=False),
    ]

    class Ready(Message):
        """A report, or None where none was written yet."""

        def __init__(self, report: Report | None) -> None:
            super().__init__()
            self.report = report

    class Working(Message):
        """What is being done, and how far it is."""

        def __init__(self, doing: str, share: float) -> None:
            super().__init__()
            self.doing, self.share = doing, share

    class Trouble(Message):
        """It could not be done."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Listen(Message):
        """Hear a piece of evidence."""

        def __init__(self, start_ms: int, end_ms: int) -> None:
            super().__init__()
            self.start_ms, self.end_ms = start_ms, end_ms

    class Decided(Message):
        """A reviewer's decision about a line."""

        def __init__(self, reviewed: Reviewed) -> None:
            super().__init__()
            self.reviewed = reviewed

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._report: Report | None = None
        self._lines: dict[str, Line] = {}
        self._present: Line | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="audit", markup=False)
        yield ProgressBar(show_eta=True)
        yield Static(id="evidence", markup=False)
        with Grid():
            for box in BOXES:
                options = OptionList(id=box, markup=False)
                options.border_title = box_word(box)
                yield options
        yield Static(id="story", markup=False)

    def on_resize(self) -> None:
        self.set_class(self.size.width < 90, "narrow")

    # asked of the desk, in workers

    @work(thread=True, exclusive=True, group="open")
    def open(self, desk: Desk, session: str) -> None:
        """Show the report that was written last."""
        try:
            self.post_message(self.Ready(desk.latest_report(session)))
        except PromenadeError as error:
            self.post_message(self.Trouble(_said(error)))

    @work(thread=True, exclusive=True, group="write")
    def write(self, desk: Desk, session: str) -> None:
        """Write it anew, with progress."""
        worker = get_current_worker()

        def progress(doing: str, share: float) -> None:
            if worker.is_cancelled:
                raise KeyboardInterrupt
            self.post_message(self.Working(doing, share))

        try:
            self.post_message(self.Ready(desk.report(session, progress)))
        except PromenadeError as error:
            self.post_message(self.Trouble(_said(error)))
        except KeyboardInterrupt:
            self.post_message(
                self.Trouble(
                    tr("Stopped; the last report stands.", "Arrêté ; le précédent demeure.")
                )
            )

    def export(self, desk: Desk, session: str) -> None:
        """Ask for a format and a place, then write the file."""
        formats = [(name, name) for name in FORMATS]

        def give(name: str, place: str | None) -> None:
            if place:
                self._export(desk, session, name, place)

        def ask_place(name: str | None) -> None:
            if name:
                question = tr("Where to?", "Où ?")
                self.app.push_screen(Prompt(question, f"{session}.{name}"), partial(give, name))

        self.app.push_screen(Choose(tr("Which format?", "Quel format ?"), formats), ask_place)

    @work(thread=True, group="export")
    def _export(self, desk: Desk, session: str, name: str, place: str) -> None:
        try:
            written = desk.export(session, name, Path(place).expanduser())
            self.post_message(self.Trouble(tr("Written: {}", "Écrit : {}").format(written)))
        except PromenadeError as error:
            self.post_message(self.Trouble(_said(error)))

    def action_cancel(self) -> None:
        self.workers.cancel_group(self, "write")

    # drawn from messages

    @on(Working)
    def _draw_progress(self, message: Working) -> None:
        self.add_class("working")
        self.query_one(ProgressBar).update(total=1.0, progress=message.share)
        self.query_one("#audit", Static).update(message.doing)

    @on(Trouble)
    def _draw_trouble(self, message: Trouble) -> None:
        self.remove_class("working")
        self.app.notify(message.text)

    @on(Ready)
    def _draw(self, message: Ready) -> None:
        self.remove_class("working")
        self._report = report = message.report
        if report is None:
            hint = tr("No report yet: press w.", "Pas encore de compte rendu : touche w.")
            self.query_one("#audit", Static).update(hint)
            return
        self.query_one("#audit", Static).update(audit_line(report.audit))
        swot = report.swot or Swot(object="")
        self._lines = {}
        for box in BOXES:
            self._fill(self.query_one(f"#{box}", OptionList), getattr(swot, box))
        self.query_one("#story", Static).update("\n".join(_story(report)))

    def _fill(self, options: OptionList, lines: Sequence[Line]) -> None:
        options.clear_options()
        for line in lines:
            self._lines[line.key] = line
            sign = {"accepted": "✔ ", "reworded": "✎ "}.get(line.decision, "")
            options.add_option(Option(sign + plain(line.text), id=line.key))
        if not lines:
            nothing = tr(
                "nothing explicit in the recording", "rien d'explicite dans l'enregistrement"
            )
            options.add_option(Option(nothing, disabled=True))

    @on(OptionList.OptionHighlighted)
    def _show_evidence(self, event: OptionList.OptionHighlighted) -> None:
        self._present = self._lines.get(event.option.id or "")
        shown = [self._quote(evidence) for evidence in self._evidence()]
        self.query_one("#evidence", Static).update("\n".join(shown))

    @on(OptionList.OptionSelected)
    def _hear_line(self) -> None:
        self.action_listen()

    def action_listen(self) -> None:
        evidence = next(iter(self._evidence()), None)
        if evidence is not None:
            self.post_message(self.Listen(evidence.start_ms, evidence.end_ms))

    def action_decide(self, decision: str) -> None:
        if self._present is not None:
            self._decide(decision, "")

    def action_reword(self) -> None:
        if self._present is not None:
            self.app.push_screen(
                Prompt(tr("Your wording:", "Votre formulation :"), self._present.text),
                lambda text: self._decide("reworded", text) if text else None,
            )

    def _decide(self, decision: str, text: str) -> None:
        assert self._present is not None
        reviewed = Reviewed(line=self._present.key, decision=decision, text=text)  # type: ignore[arg-type]
        self.post_message(self.Decided(reviewed))

    def _evidence(self) -> Iterator[Evidence]:
        if self._present is not None and self._report is not None:
            for key in self._present.evidence:
                yield self._report.evidence[key]

    def _quote(self, evidence: Evidence) -> str:
        opening, closing = ("«\u00a0", "\u00a0»") if evidence.language == "fr" else ("“", "”")
        place = timecode(evidence.start_ms) if evidence.is_timed else ""
        return f"{opening}{plain(evidence.quote)}{closing} {plain(evidence.speaker)} {place}"


def audit_line(audit: Audit) -> str:
    """Return what was checked, in one or two lines."""
    checked = tr("quotations verified {}/{}", "citations vérifiées {}/{}").format(
        audit.quotations_verified, audit.quotations
    )
    read = tr("segments read {}/{}", "segments lus {}/{}").format(
        audit.segments_read, audit.segments_total
    )
    critical = tr("critical {} said, {} kept", "critiques {} dites, {} gardées").format(
        audit.critical_talk, audit.critical_report
    )
    return "\n".join([" · ".join([checked, read, critical]), *map(plain, audit.warnings)])


def _story(report: Report) -> Iterator[str]:
    yield plain(report.title).upper()
    for sentence in report.standfirst:
        yield plain(sentence.text)
    for section in report.sections:
        yield ""
        yield f"— {plain(section.heading)} —"
        for sentence in section.sentences:
            yield plain(sentence.text)


def _said(error: PromenadeError) -> str:
    remedy = tr(error.remedy.en, error.remedy.fr)
    return f"{tr(error.message.en, error.message.fr)}\n{remedy}".strip()

"""A report in the terminal: its audit and themes first, each line opening what it rests on.

Four quadrants side by side where the screen is wide. A line can be heard, accepted, reworded or
struck; the decision is recorded with the session and holds for the next report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, get_args

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, Vertical, VerticalScroll
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
from companion.tui.trouble import sentence
from models.errors import PromenadeError
from reporting.decisions import Choice
from reporting.records import Audit, Evidence, Line, Report, Swot
from reporting.transcript_formats import Format

DOCUMENTS = ("md", "html", "docx", "odt", "pdf", "json", "mmd", "opml", "svg")
SOUNDS = ("mp3", "flac", "opus")
SWOT_BOXES = ("strengths", "weaknesses", "opportunities", "threats")
BOXES = (*SWOT_BOXES, "controversies", "open_questions", "decisions", "actions")
DECISION_SIGNS = {"accepted": "✔ ", "reworded": "✎ ", "struck": "✗ ", "approved-by-speaker": "✔ "}


def box_word(box: str) -> str:
    """Return the heading of a box."""
    return {
        "strengths": tr("Strengths", "Forces"),
        "weaknesses": tr("Weaknesses", "Faiblesses"),
        "opportunities": tr("Opportunities", "Opportunités"),
        "threats": tr("Threats", "Menaces"),
        "controversies": tr("Controversies", "Désaccords"),
        "open_questions": tr("Open questions", "Questions ouvertes"),
        "decisions": tr("Decisions", "Décisions"),
        "actions": tr("To do", "À faire"),
    }[box]


def export_choices() -> list[tuple[str, str]]:
    """Return every format that can be given away, and what it is."""
    report, words = tr("report", "compte rendu"), tr("transcript", "transcription")
    sound = tr("sound", "son")
    return [
        *((name, f"{report}, {name}") for name in DOCUMENTS),
        *((f"transcript.{name}", f"{words}, {name}") for name in get_args(Format)),
        *((f"sound.{name}", f"{sound}, {name}") for name in SOUNDS),
    ]


class Box(OptionList):
    """The lines of one kind; from the last one the cursor goes on into the next box."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", tr("Down", "Descendre"), show=False),
        Binding("up,k", "step(-1)", tr("Up", "Monter"), show=False),
    ]

    def action_step(self, by: int) -> None:
        """Go to the next line, of the next box where this one ends."""
        place = (self.highlighted if self.highlighted is not None else -1) + by
        if 0 <= place < self.option_count and not self.get_option_at_index(place).disabled:
            self.highlighted = place
        elif by > 0:
            self.screen.focus_next(Box)
        else:
            self.screen.focus_previous(Box)

    def on_focus(self) -> None:
        if self.highlighted is None and self.option_count:
            self.action_first()
        elif self.highlighted is not None:
            place, self.highlighted = self.highlighted, None
            self.highlighted = place


class ReportView(Vertical, can_focus=True):
    """One session's latest report."""

    DEFAULT_CSS = """
    ReportView { padding: 0 1; }
    ReportView #audit { height: auto; max-height: 6; background: $panel; padding: 0 1; }
    ReportView #story { height: auto; margin: 1 0; }
    ReportView VerticalScroll { height: 1fr; }
    ReportView Grid { grid-size: 2; grid-gutter: 0 1; height: auto; grid-rows: auto; keyline: none; }
    ReportView.narrow Grid { grid-size: 1; }
    ReportView Box { height: auto; max-height: 16; background: $background; border: round $panel-lighten-2; border-title-color: $text-primary; border-title-style: bold; }
    ReportView Box:focus { border: round $primary; }
    ReportView Box.none { display: none; }
    ReportView #evidence { height: auto; max-height: 8; background: $surface; padding: 0 1; border-top: solid $panel-lighten-2; display: none; }
    ReportView.has-evidence #evidence { display: block; }
    ReportView ProgressBar { display: none; }
    ReportView.working ProgressBar { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "listen", tr("Hear the line", "Entendre")),
        Binding("a", "decide('accepted')", tr("Accept", "Accepter")),
        Binding("r", "reword", tr("Reword", "Reformuler")),
        Binding("delete,backspace,z", "decide('struck')", tr("Strike", "Rayer"), key_display="z"),
        Binding("ctrl+x", "cancel", tr("Stop writing", "Arrêter"), show=False),
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

    class Decided(Message):
        """A reviewer's decision about a line."""

        def __init__(self, line: str, decision: Choice, text: str = "") -> None:
            super().__init__()
            self.line, self.decision, self.text = line, decision, text

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._report: Report | None = None
        self._lines: dict[str, Line] = {}
        self._present: Line | None = None
        self._reviews: Mapping[str, Reviewed] = {}
        self._is_stale = False

    def compose(self) -> ComposeResult:
        yield Static(id="audit", markup=False)
        yield ProgressBar(show_eta=True)
        with VerticalScroll(can_focus=False), Grid():
            for box in BOXES:
                options = Box(id=box, markup=False, classes="none")
                options.border_title = box_word(box)
                yield options
        yield Static(id="evidence", markup=False)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).mount(Static(id="story", markup=False))

    def on_resize(self) -> None:
        self.set_class(self.size.width < 90, "narrow")

    def take_state(self, reviews: Mapping[str, Reviewed], *, is_stale: bool) -> None:
        """Draw the decisions as they stand; `is_stale` where the session changed since."""
        self._reviews, self._is_stale = reviews, is_stale
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
                self.app.push_screen(Prompt(question, offered), partial(give, name))

        question = tr("What, in which format?", "Quoi, et dans quel format ?")
        self.app.push_screen(Choose(question, export_choices()), ask_place)

    @work(thread=True, group="export")
    def _export(self, desk: Desk, session: str, name: str, place: str) -> None:
        try:
            written = desk.export(session, name, Path(place).expanduser())
            self.post_message(self.Told(tr("Written: {}", "Écrit : {}").format(written)))
        except PromenadeError as error:
            self.post_message(self.Told(sentence(error), is_trouble=True))

    def action_cancel(self) -> None:
        """Stop writing."""
        self.workers.cancel_group(self, "write")

    # drawn from messages

    @on(Working)
    def _draw_progress(self, message: Working) -> None:
        self.add_class("working")
        self.query_one(ProgressBar).update(total=1.0, progress=message.share)
        hint = tr("ctrl+x stops it", "ctrl+x l'arrête")
        doing = plain(message.doing) or tr("Writing", "Rédaction")
        self.query_one("#audit", Static).update(f"{doing}… {message.share:.0%} · {hint}")

    @on(Told)
    def _tell(self, message: Told) -> None:
        self.remove_class("working")
        severity = "error" if message.is_trouble else "information"
        self.app.notify(message.text, severity=severity, timeout=10, markup=False)  # type: ignore[arg-type]
        if self._report is not None:
            self._draw_audit(self._report)
        else:
            self._say_none()

    @on(Ready)
    def _take_report(self, message: Ready) -> None:
        self.remove_class("working")
        self._report = message.report
        if message.report is None:
            self._say_none()
        else:
            self._draw_report(message.report)

    def _say_none(self) -> None:
        hint = tr("No report yet: w writes one.", "Pas encore de compte rendu : w le rédige.")
        self.query_one("#audit", Static).update(hint)

    def _draw_audit(self, report: Report) -> None:
        text = audit_text(report.audit)
        if self._is_stale:
            stale = tr(
                "The session changed since: w writes it again.",
                "La séance a changé depuis : w le refait.",
            )
            text = f"⚠ {stale}\n{text}"
        if report.themes:
            themes = " · ".join(f"{plain(t.text)} {t.share:.0%}" for t in report.themes)
            text += f"\n{tr('Themes', 'Thèmes')}: {themes}"
        self.query_one("#audit", Static).update(text)

    def _draw_report(self, report: Report) -> None:
        self._draw_audit(report)
        self._lines = {}
        for box, lines in _boxes(report).items():
            self._fill(self.query_one(f"#{box}", Box), lines, is_always_shown=box in SWOT_BOXES)
        for story in self.query("#story").results(Static):
            story.update("\n".join(_story(report)))

    def _fill(self, box: Box, lines: Sequence[Line], *, is_always_shown: bool) -> None:
        kept = box.highlighted
        with self.prevent(OptionList.OptionHighlighted):
            box.clear_options()
            for line in lines:
                self._lines[line.key] = line
                box.add_option(Option(self._worded(line), id=line.key))
            if not lines:
                nothing = tr(
                    "nothing explicit in the recording", "rien d'explicite dans l'enregistrement"
                )
                box.add_option(Option(nothing, disabled=True))
            elif kept is not None:
                box.highlighted = min(kept, len(lines) - 1)
        box.can_focus = bool(lines)
        box.set_class(not lines and not is_always_shown, "none")

    def _worded(self, line: Line) -> str:
        review = self._reviews.get(line.key)
        if review is None:
            return DECISION_SIGNS.get(line.decision, "") + plain(line.text)
        return DECISION_SIGNS[review.decision] + plain(review.text or line.text)

    @on(OptionList.OptionHighlighted)
    def _show_evidence(self, event: OptionList.OptionHighlighted) -> None:
        self._present = self._lines.get(event.option.id or "")
        shown = [self._quote(evidence) for evidence in self._evidence()]
        if self._present is not None and self._present.supports:
            shown.append(
                tr("{} others say so too", "{} autres le disent aussi").format(
                    self._present.supports
                )
            )
        self.set_class(bool(shown), "has-evidence")
        self.query_one("#evidence", Static).update("\n".join(shown))

    @on(OptionList.OptionSelected)
    def _hear_line(self) -> None:
        self.action_listen()

    def action_enter(self) -> None:
        """Go to the first line."""
        first = next((box for box in self.query(Box) if box.can_focus and box.display), None)
        if first is not None:
            first.focus()

    def action_listen(self) -> None:
        """Hear what the present line rests on."""
        evidence = next(iter(self._evidence()), None)
        if evidence is not None:
            self.post_message(self.Listen(evidence.start_ms, evidence.end_ms))

    def action_decide(self, decision: Choice) -> None:
        """Accept or strike the present line."""
        if self._present is not None:
            self.post_message(self.Decided(self._present.key, decision))

    def action_reword(self) -> None:
        """Word the present line differently."""
        line = self._present
        if line is None:
            return

        def keep(text: str | None) -> None:
            if text and text.strip():
                self.post_message(self.Decided(line.key, "reworded", " ".join(text.split())))

        question = tr("Your wording:", "Votre formulation :")
        self.app.push_screen(Prompt(question, line.text), keep)

    def _evidence(self) -> Iterator[Evidence]:
        if self._present is None or self._report is None:
            return
        for key in (*self._present.evidence, *self._present.opposed_by):
            if key in self._report.evidence:
                yield self._report.evidence[key]

    def _quote(self, evidence: Evidence) -> str:
        opening, closing = ("«\u00a0", "\u00a0»") if evidence.language == "fr" else ("“", "”")
        place = timecode(evidence.start_ms) if evidence.is_timed else ""
        doubt = tr(" (heard with doubt)", " (entendu avec doute)") if evidence.is_uncertain else ""
        who = plain(evidence.speaker)
        against = self._present is not None and evidence.id in self._present.opposed_by
        sign = "↯ " if against else ""
        return f"{sign}{opening}{plain(evidence.quote)}{closing} {who} {place}{doubt}"


def _boxes(report: Report) -> dict[str, Sequence[Line]]:
    swot = report.swot or Swot(object="")
    boxes: dict[str, Sequence[Line]] = {box: getattr(swot, box) for box in BOXES[:6]}
    minutes = report.minutes
    boxes["decisions"] = minutes.decisions if minutes else ()
    boxes["actions"] = [action.line for action in minutes.actions] if minutes else ()
    return boxes


def audit_text(audit: Audit) -> str:
    """Return what was checked, in one or two lines."""
    checked = tr("quotations verified {}/{}", "citations vérifiées {}/{}").format(
        audit.quotations_verified, audit.quotations
    )
    read = tr("passages read {}/{}", "passages lus {}/{}").format(
        audit.segments_read, audit.segments_total
    )
    critical = tr("critical {} said, {} kept", "critiques {} dites, {} gardées").format(
        audit.critical_talk, audit.critical_report
    )
    return "\n".join([" · ".join([checked, read, critical]), *map(plain, audit.warnings)])


def _story(report: Report) -> Iterator[str]:
    yield plain(report.title).upper()
    for part in report.standfirst:
        yield plain(part.text)
    for section in report.sections:
        yield ""
        yield f"— {plain(section.heading)} —"
        for part in section.sentences:
            yield plain(part.text)

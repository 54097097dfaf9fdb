"""One session: read, heard and corrected; its ideas; its report.

Every change is an event appended by the desk in a worker; the screen draws the state that comes
back. Undo and redo hold for everything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static, TabbedContent, TabPane

from companion.archive.glance import Glance
from companion.interface import tr
from companion.session.events import SessionDescribed, SessionEvent
from companion.session.opening import stale_reports
from companion.session.state import SessionState
from companion.tui import edits
from companion.tui.desk import REPORT_NAME, Desk
from companion.tui.dialogs.prompt import Prompt
from companion.tui.text import plain, shorten, timecode
from companion.tui.trouble import complaint_of
from companion.tui.widgets.board import IdeaBoard
from companion.tui.widgets.foot import Foot
from companion.tui.widgets.lines import Lines
from companion.tui.widgets.player import PlayerBar
from companion.tui.widgets.report import ReportView
from companion.tui.widgets.transcript import TranscriptView
from models.errors import PromenadeError
from models.transcript import Segment


class SessionScreen(Screen[None]):
    """Transcript, ideas and report of one session, in tabs."""

    CSS = """
    SessionScreen #title { height: 1; padding: 0 1; background: $panel; text-style: bold; }
    SessionScreen TabbedContent { height: 1fr; }
    SessionScreen TabPane { padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", tr("Back", "Retour")),
        Binding("1", "tab('transcript')", tr("Transcript", "Texte"), show=False),
        Binding("2", "tab('ideas')", tr("Ideas", "Idées"), show=False),
        Binding("3", "tab('report')", tr("Report", "Compte rendu"), show=False),
        Binding("tab", "next_tab", tr("Next tab", "Onglet suivant"), show=False, priority=True),
        Binding("space", "toggle_play", tr("Play", "Écouter")),
        Binding("left,h", "skip(-1)", tr("5 s back", "5 s en arrière"), show=False),
        Binding("right,l", "skip(1)", tr("5 s on", "5 s en avant"), show=False),
        Binding("left_square_bracket", "speed(-1)", tr("Slower", "Moins vite"), show=False),
        Binding("right_square_bracket", "speed(1)", tr("Faster", "Plus vite"), show=False),
        Binding("T", "title", tr("Title of the session", "Titre de la séance"), show=False),
        Binding("ctrl+t", "tags", tr("Tags of the session", "Étiquettes de la séance"), show=False),
        Binding("u", "undo", tr("Undo", "Annuler")),
        Binding("ctrl+r", "redo", tr("Redo", "Refaire"), show=False),
        Binding("w", "write_report", tr("Write report", "Rédiger")),
        Binding("x", "export", tr("Export", "Exporter"), show=False),
    ]

    class Seen(Message):
        """The page that is shown first, where there is one."""

        def __init__(self, page: Glance | None) -> None:
            super().__init__()
            self.page = page

    class Unreadable(Message):
        """The session cannot be opened; why was said."""

    class Loaded(Message):
        """The session as it stands."""

        def __init__(self, state: SessionState, *, is_report_stale: bool) -> None:
            super().__init__()
            self.state, self.is_report_stale = state, is_report_stale

    def __init__(self, desk: Desk, session: str, *, segment: str = "", match: str = "") -> None:
        """`segment`: where to begin; `match`: words to underline."""
        super().__init__()
        self._desk, self._session = desk, session
        self._begin_at = segment
        self._lines = Lines(match=match, begin_at=segment)
        self._state: SessionState | None = None
        self._is_report_stale = False

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        with TabbedContent(initial="transcript"):
            with TabPane(tr("1 Transcript", "1 Texte"), id="transcript"):
                yield self._lines
            yield TabPane(tr("2 Ideas", "2 Idées"), id="ideas")
            yield TabPane(tr("3 Report", "3 Compte rendu"), id="report")
        yield PlayerBar(self._desk, self._session)
        yield Foot()

    def on_mount(self) -> None:
        self._look()
        self._lines.view.focus()

    # what the session is

    @work(thread=True)
    def _look(self) -> None:
        """See what can be seen at once, before the journal of a long session is read."""
        try:
            self.post_message(self.Seen(self._desk.glance(self._session, self._begin_at)))
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))

    @on(Seen)
    def _draw_page(self, message: Seen) -> None:
        page = message.page
        if page is None:
            self._read()
            return
        self._lines.show_page(page)
        self.query_one("#title", Static).update(plain(page.title), layout=False)
        self.call_after_refresh(self._read)

    def _read(self) -> None:
        self._change(lambda: self._desk.open(self._session))

    @work(thread=True, group="change")
    def _change(self, ask: Callable[[], SessionState]) -> None:
        try:
            state = ask()
            is_stale = any(one.path.endswith(REPORT_NAME) for one in stale_reports(state))
            self.post_message(self.Loaded(state, is_report_stale=is_stale))
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))
            self.post_message(self.Unreadable())

    def _append(self, events: Sequence[SessionEvent]) -> None:
        if events:
            self._change(lambda: self._desk.append(self._session, events))

    @on(Unreadable)
    def _leave_unread(self) -> None:
        if self._state is None:
            self.dismiss()

    @on(Loaded)
    def _draw(self, message: Loaded) -> None:
        self._state = state = message.state
        transcript = state.transcript
        self._lines.show(state)
        self._is_report_stale = message.is_report_stale
        for board in self.query(IdeaBoard):
            board.show(state.ideas)
        player = self.query_one(PlayerBar)
        player.total_ms, player.has_sound = transcript.duration_ms, bool(transcript.sound)
        self.query_one("#title", Static).update(_heading(state), layout=False)
        for account in self.query(ReportView):
            account.take_state(
                state.reviews,
                is_stale=message.is_report_stale,
                has_documents=bool(state.reports),
            )

    # hearing it

    @on(TranscriptView.Chosen)
    def _play_line(self, message: TranscriptView.Chosen) -> None:
        segment = self._segment(message.segment)
        if segment is not None:
            self._play(segment.start_ms)

    @on(IdeaBoard.Listen)
    def _play_idea(self, message: IdeaBoard.Listen) -> None:
        segment = self._segment(message.segment)
        if segment is None:
            return
        if message.is_jump:
            self.query_one(TabbedContent).active = "transcript"
            self._lines.view.go_to(segment.id)
        self._play(segment.start_ms, 0 if message.is_jump else segment.end_ms)

    @on(Lines.Listen)
    @on(ReportView.Listen)
    def _play_passage(self, message: Lines.Listen | ReportView.Listen) -> None:
        self._play(message.start_ms, message.end_ms)

    def _play(self, start_ms: int, end_ms: int = 0) -> None:
        if self._state is not None:
            self.query_one(PlayerBar).play(start_ms, end_ms)

    @on(PlayerBar.Heard)
    def _follow(self, message: PlayerBar.Heard) -> None:
        self._lines.view.follow(message.position_ms)

    def action_toggle_play(self) -> None:
        present = self._lines.view.present
        if not self.query_one(PlayerBar).toggle() and present is not None:
            self._play(present.start_ms)

    def action_skip(self, by: int) -> None:
        self.query_one(PlayerBar).skip(by)

    def action_speed(self, by: int) -> None:
        self.query_one(PlayerBar).faster(by)

    # changing it

    @on(Lines.Edited)
    @on(IdeaBoard.Changed)
    def _keep(self, message: Lines.Edited | IdeaBoard.Changed) -> None:
        self._append(message.events)

    def action_title(self) -> None:
        """Give the session a title."""
        if self._state is not None:
            self.app.push_screen(
                Prompt(tr("Title:", "Titre :"), self._state.transcript.title),
                lambda title: self._describe(title=title),
            )

    def action_tags(self) -> None:
        """Give the session tags."""
        if self._state is not None:
            self.app.push_screen(
                Prompt(tr("Tags:", "Étiquettes :"), " ".join(self._state.tags)),
                lambda tags: self._describe(tags=tags),
            )

    def _describe(self, *, title: str | None = None, tags: str | None = None) -> None:
        if title is not None:
            self._append([SessionDescribed(title=" ".join(title.split()))])
        if tags is not None:
            self._append([SessionDescribed(tags=edits.read_tags(tags))])

    def action_undo(self) -> None:
        if self._state is not None and not self._state.can_undo:
            self.notify(tr("Nothing to undo.", "Rien à annuler."))
            return
        self._change(lambda: self._desk.undo(self._session))

    def action_redo(self) -> None:
        if self._state is not None and not self._state.can_redo:
            self.notify(tr("Nothing to do again.", "Rien à refaire."))
            return
        self._change(lambda: self._desk.redo(self._session))

    # the report

    async def action_write_report(self) -> None:
        """Write the report anew."""
        view = await self._report_view()
        self.query_one(TabbedContent).active = "report"
        view.write(self._desk, self._session)

    async def action_export(self) -> None:
        """Ask for a format and a place."""
        (await self._report_view()).export(self._desk, self._session)

    async def _report_view(self) -> ReportView:
        """Return the report's widgets, made when they are first wanted."""
        for view in self.query(ReportView):
            return view
        view = ReportView(id="account")
        await self.query_one("#report", TabPane).mount(view)
        if self._state is not None:
            view.take_state(
                self._state.reviews,
                is_stale=self._is_report_stale,
                has_documents=bool(self._state.reports),
            )
        return view

    async def _board(self) -> IdeaBoard:
        for board in self.query(IdeaBoard):
            return board
        board = IdeaBoard(id="board")
        await self.query_one("#ideas", TabPane).mount(board)
        if self._state is not None:
            board.show(self._state.ideas)
        return board

    @on(ReportView.Decided)
    def _decide(self, message: ReportView.Decided) -> None:
        def review() -> SessionState:
            for key in message.keys[:-1]:
                self._desk.review(self._session, key, message.decision, message.text)
            return self._desk.review(
                self._session, message.keys[-1], message.decision, message.text
            )

        self._change(review)

    @on(ReportView.Sought)
    def _show_moment(self, message: ReportView.Sought) -> None:
        self.query_one(TabbedContent).active = "transcript"
        self.query_one(TranscriptView).go_to(message.segment)

    @on(ReportView.Ready)
    def _take_up_report(self, message: ReportView.Ready) -> None:
        if message.is_fresh:
            self._change(lambda: self._desk.open(self._session))

    @on(TabbedContent.TabActivated)
    async def _show_tab(self, event: TabbedContent.TabActivated) -> None:
        match event.pane.id:
            case "ideas":
                (await self._board()).focus()
            case "report":
                view = await self._report_view()
                view.open(self._desk, self._session)
                view.focus()
            case _:
                if self.focused is self._lines.view:
                    return
                self._lines.view.focus()
        self.refresh_bindings()

    def action_tab(self, name: str) -> None:
        """Show a tab."""
        self.query_one(TabbedContent).active = name

    def action_next_tab(self) -> None:
        """Show the tab after this one."""
        names = ["transcript", "ideas", "report"]
        place = names.index(self.query_one(TabbedContent).active)
        self.action_tab(names[(place + 1) % len(names)])

    def action_back(self) -> None:
        """Go back to where this was opened."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer on each tab what can be done there."""
        if not self.is_mounted or not self.query(TabbedContent):
            return True
        return action != "toggle_play" or self.query_one(TabbedContent).active != "ideas"

    def _segment(self, id_: str) -> Segment | None:
        segments = self._state.transcript.segments if self._state else ()
        return next((segment for segment in segments if segment.id == id_), None)


def _heading(state: SessionState) -> str:
    transcript = state.transcript
    opening = transcript.segments[0].text if transcript.segments else ""
    title = plain(transcript.title or state.started.topic) or shorten(plain(opening), 60)
    parts = [
        title,
        state.started.started_at[:16].replace("T", " "),
        timecode(transcript.duration_ms),
    ]
    parts += [" ".join(f"#{plain(tag)}" for tag in state.tags)]
    if state.ended is None:
        parts.append(tr("interrupted or going on", "interrompue ou en cours"))
    return " · ".join(filter(None, parts))

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
from textual.worker import get_current_worker

from companion.interface import tr
from companion.session.events import Mark, SessionDescribed, SessionEvent
from companion.session.opening import stale_reports
from companion.session.state import SessionState
from companion.tui import edits
from companion.tui.desk import Desk, Playback
from companion.tui.dialogs.choose import Choose
from companion.tui.dialogs.prompt import Prompt
from companion.tui.text import plain, shorten, timecode, voice_name
from companion.tui.trouble import complaint_of
from companion.tui.widgets.board import IdeaBoard
from companion.tui.widgets.foot import Foot
from companion.tui.widgets.player import PlayerBar
from companion.tui.widgets.report import ReportView
from companion.tui.widgets.transcript import TranscriptView
from models.errors import PromenadeError
from models.transcript import Segment

POLL_SECONDS = 0.1
SKIP_MS = 5000


_ON_LINES = frozenset({"split", "merge", "assign", "name", "next_excerpt", "mark", "find", "edit"})
"""What needs a line of the transcript."""


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
        Binding("e", "edit", tr("Edit", "Corriger")),
        Binding("s", "split", tr("Split", "Couper"), show=False),
        Binding("m", "merge", tr("Merge", "Joindre"), show=False),
        Binding("v", "assign", tr("Voice", "Voix"), show=False),
        Binding("n", "name", tr("Name voice", "Nommer la voix"), show=False),
        Binding(
            "N",
            "next_excerpt",
            tr("Hear the voice elsewhere", "Entendre la voix ailleurs"),
            show=False,
        ),
        Binding("T", "title", tr("Title of the session", "Titre de la séance"), show=False),
        Binding("ctrl+t", "tags", tr("Tags of the session", "Étiquettes de la séance"), show=False),
        Binding("i", "mark('idea')", tr("Idea", "Idée")),
        Binding("c", "mark('quotation')", tr("Quotation", "Citation"), show=False),
        Binding("d", "mark('decision')", tr("Decision", "Décision"), show=False),
        Binding("o", "mark('question')", tr("Question", "Question"), show=False),
        Binding("slash", "find", tr("Find", "Chercher")),
        Binding("u", "undo", tr("Undo", "Annuler")),
        Binding("ctrl+r", "redo", tr("Redo", "Refaire"), show=False),
        Binding("w", "write_report", tr("Write report", "Rédiger")),
        Binding("x", "export", tr("Export", "Exporter"), show=False),
    ]

    class Loaded(Message):
        """The session as it stands."""

        def __init__(self, state: SessionState, *, is_report_stale: bool) -> None:
            super().__init__()
            self.state, self.is_report_stale = state, is_report_stale

    class Heard(Message):
        """Where the playback is; -1 when it is over."""

        def __init__(self, position_ms: int) -> None:
            super().__init__()
            self.position_ms = position_ms

    def __init__(self, desk: Desk, session: str, *, segment: str = "", match: str = "") -> None:
        """`segment`: where to begin; `match`: words to underline."""
        super().__init__()
        self._desk, self._session = desk, session
        self._begin_at, self._match = segment, match
        self._state: SessionState | None = None
        self._is_report_stale = False
        self._playback: Playback | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        with TabbedContent(initial="transcript"):
            with TabPane(tr("1 Transcript", "1 Texte"), id="transcript"):
                yield TranscriptView(id="lines")
            yield TabPane(tr("2 Ideas", "2 Idées"), id="ideas")
            yield TabPane(tr("3 Report", "3 Compte rendu"), id="report")
        yield PlayerBar()
        yield Foot()

    def on_mount(self) -> None:
        self._change(lambda: self._desk.open(self._session))
        self.query_one(TranscriptView).focus()

    def on_unmount(self) -> None:
        if self._playback is not None:
            self._playback.stop()

    # what the session is

    @work(thread=True, group="change")
    def _change(self, ask: Callable[[], SessionState]) -> None:
        try:
            state = ask()
            is_stale = bool(state.reports and stale_reports(state))
            self.post_message(self.Loaded(state, is_report_stale=is_stale))
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))

    def _append(self, events: Sequence[SessionEvent]) -> None:
        if events:
            self._change(lambda: self._desk.append(self._session, events))

    @on(Loaded)
    def _draw(self, message: Loaded) -> None:
        is_first = self._state is None
        self._state = state = message.state
        transcript = state.transcript
        view = self.query_one(TranscriptView)
        view.show(transcript.segments, transcript.speakers, state.marks)
        self._is_report_stale = message.is_report_stale
        for board in self.query(IdeaBoard):
            board.show(state.ideas)
        player = self.query_one(PlayerBar)
        player.total_ms, player.has_sound = transcript.duration_ms, bool(transcript.sound)
        self.query_one("#title", Static).update(_heading(state))
        for account in self.query(ReportView):
            account.take_state(
                state.reviews,
                is_stale=message.is_report_stale,
                has_documents=bool(state.reports),
            )
        if is_first:
            view.highlight(self._match)
            if self._begin_at:
                view.go_to(self._begin_at)

    # hearing it

    @on(TranscriptView.Chosen)
    def _play_segment(self, message: TranscriptView.Chosen) -> None:
        segment = self._segment(message.segment)
        if segment is not None:
            self._play_from(segment.start_ms)

    @on(IdeaBoard.Listen)
    def _play_idea(self, message: IdeaBoard.Listen) -> None:
        segment = self._segment(message.segment)
        if segment is None:
            return
        if message.is_jump:
            self.query_one(TabbedContent).active = "transcript"
            self.query_one(TranscriptView).go_to(segment.id)
        self._play_from(segment.start_ms, 0 if message.is_jump else segment.end_ms)

    @on(ReportView.Listen)
    def _play_evidence(self, message: ReportView.Listen) -> None:
        self._play_from(message.start_ms, message.end_ms)

    def _play_from(self, start_ms: int, end_ms: int = 0) -> None:
        if self._state is None:
            return
        if not self._state.transcript.sound:
            gone = tr("No sound is kept for this session.", "Aucun son gardé pour cette séance.")
            self.notify(gone)
            return
        if self._playback is not None:
            self._playback.stop()
        end = end_ms or self._state.transcript.duration_ms
        self._listen(start_ms, end, self.query_one(PlayerBar).speed)

    @work(thread=True, exclusive=True, group="play")
    def _listen(self, start_ms: int, end_ms: int, speed: float) -> None:
        try:
            playback = self._desk.play(self._session, start_ms, end_ms, speed)
        except PromenadeError as error:
            self.app.post_message(complaint_of(error))
            return
        worker = get_current_worker()
        self._playback = playback
        while not playback.is_over and not worker.is_cancelled:
            self.post_message(self.Heard(playback.position_ms))
            playback.wait(POLL_SECONDS)
        playback.stop()
        if self._playback is playback:
            self.post_message(self.Heard(-1))

    @on(Heard)
    def _follow(self, message: Heard) -> None:
        player = self.query_one(PlayerBar)
        is_over = message.position_ms < 0
        player.is_playing = not is_over and not (self._playback and self._playback.is_paused)
        if not is_over:
            player.position_ms = message.position_ms
        self.query_one(TranscriptView).follow(message.position_ms)

    def action_toggle_play(self) -> None:
        playback, present = self._playback, self.query_one(TranscriptView).present
        if playback is not None and not playback.is_over:
            if playback.is_paused:
                playback.resume()
            else:
                playback.pause()
        elif present is not None:
            self._play_from(present.start_ms)

    def action_skip(self, by: int) -> None:
        if self._playback is not None and not self._playback.is_over:
            self._play_from(max(self._playback.position_ms + by * SKIP_MS, 0))

    def action_speed(self, by: int) -> None:
        self.query_one(PlayerBar).faster(by)
        if self._playback is not None and not self._playback.is_over:
            self._play_from(self._playback.position_ms)

    # changing it

    def action_edit(self) -> None:
        if (segment := self._present()) is not None:
            question = tr("What was said:", "Ce qui a été dit :")
            self.app.push_screen(
                Prompt(question, segment.text),
                lambda text: self._append(edits.correct(segment, text or "")),
            )

    def action_split(self) -> None:
        state, segment = self._state, self._present()
        if state is None or segment is None:
            return
        question = tr(
            "Put | where the second part begins:", "Mettez | où commence la seconde partie :"
        )

        def cut(text: str | None) -> None:
            if text and "|" in text:
                self._append(edits.split(state, segment, text.index("|")))

        self.app.push_screen(Prompt(question, segment.text), cut)

    def action_merge(self) -> None:
        if self._state is not None and (segment := self._present()) is not None:
            self._append(edits.merge_with_next(self._state, segment))

    def action_assign(self) -> None:
        state, segment = self._state, self._present()
        if state is None or segment is None:
            return
        voices = [(voice.id, voice_name(voice)) for voice in state.transcript.speakers]
        fresh = f"v{len(voices) + 1}"
        voices.append((fresh, tr("another voice", "une autre voix")))
        question = tr("Who says this?", "Qui dit cela ?")
        self.app.push_screen(
            Choose(question, voices),
            lambda voice: self._append(edits.assign(segment, voice)) if voice else None,
        )

    def action_name(self) -> None:
        state, segment = self._state, self._present()
        if state is None or segment is None:
            return
        names = {voice.id: voice.name for voice in state.transcript.speakers}
        if state.transcript.sound:
            self._play_from(segment.start_ms, segment.end_ms)
        self.app.push_screen(
            Prompt(
                tr("Whose voice is this?", "À qui est cette voix ?"), names.get(segment.speaker, "")
            ),
            lambda name: self._append(edits.name_voice(state, segment.speaker, name or "")),
        )

    def action_next_excerpt(self) -> None:
        """Hear another passage of the same voice: the longest ones, in turn."""
        state, segment = self._state, self._present()
        if state is None or segment is None:
            return
        found = edits.excerpts(state.transcript.segments, segment.speaker)
        following = next((s for s in found if s.start_ms > segment.start_ms), found[0])
        self.query_one(TranscriptView).go_to(following.id)
        self._play_from(following.start_ms, following.end_ms)

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

    def action_mark(self, mark: Mark) -> None:
        if self._state is not None and (segment := self._present()) is not None:
            self._append(edits.toggle_mark(self._state, segment, mark))

    @on(IdeaBoard.Changed)
    def _take_idea_change(self, message: IdeaBoard.Changed) -> None:
        self._append(message.events)

    def action_undo(self) -> None:
        self._change(lambda: self._desk.undo(self._session))

    def action_redo(self) -> None:
        self._change(lambda: self._desk.redo(self._session))

    def action_find(self) -> None:
        self.app.push_screen(Prompt(tr("Find:", "Chercher :"), self._match), self._find)

    def _find(self, words: str | None) -> None:
        if words is None or self._state is None:
            return
        self._match = words
        view = self.query_one(TranscriptView)
        view.highlight(words)
        segments = self._state.transcript.segments
        following = [*segments[view.cursor + 1 :], *segments[: view.cursor + 1]]
        found = next((s for s in following if words.casefold() in s.text.casefold()), None)
        if found is not None and words:
            view.go_to(found.id)

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
                if self.focused is self.query_one(TranscriptView):
                    return
                self.query_one(TranscriptView).focus()
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
        tab = self.query_one(TabbedContent).active
        if action in _ON_LINES:
            return tab == "transcript"
        return tab != "ideas" if action == "toggle_play" else True

    def _present(self) -> Segment | None:
        return self.query_one(TranscriptView).present

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

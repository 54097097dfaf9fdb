"""The lines of a session under one's hands: corrected, cut, joined, given to somebody, marked, found.

Every key comes to events, told to the screen, which has them kept; what comes back is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message

from companion.archive.glance import Glance
from companion.archive.query import Query, parse_query
from companion.archive.terms import plain_letters
from companion.interface import tr
from companion.session.events import Mark, SessionEvent
from companion.session.state import SessionState
from companion.tui import edits
from companion.tui.dialogs.choose import Choose
from companion.tui.dialogs.prompt import Prompt
from companion.tui.text import voice_name
from companion.tui.widgets.transcript import TranscriptView
from models.language import Language
from models.transcript import Segment

SHORTEST = 3
"""Letters that a word shares with every other of its stem."""


class Lines(Container):
    """The transcript with what can be done to its lines."""

    DEFAULT_CSS = """
    Lines { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "screen.toggle_play", tr("Play", "Écouter")),
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
        Binding("i", "mark('idea')", tr("Idea", "Idée")),
        Binding("c", "mark('quotation')", tr("Quotation", "Citation"), show=False),
        Binding("d", "mark('decision')", tr("Decision", "Décision"), show=False),
        Binding("o", "mark('question')", tr("Question", "Question"), show=False),
        Binding("slash", "find", tr("Find", "Chercher")),
        Binding("f3", "find_next", tr("Find the next", "Chercher le suivant"), show=False),
    ]

    class Edited(Message):
        """One action of the user, to be kept."""

        def __init__(self, events: Sequence[SessionEvent]) -> None:
            super().__init__()
            self.events = events

    class Listen(Message):
        """A stretch is to be heard."""

        def __init__(self, start_ms: int, end_ms: int = 0) -> None:
            super().__init__()
            self.start_ms, self.end_ms = start_ms, end_ms

    def __init__(self, *, match: str = "", begin_at: str = "") -> None:
        """`match`: words to underline; `begin_at`: the segment to begin with."""
        super().__init__()
        self._match, self._begin_at = match, begin_at
        self._state: SessionState | None = None
        self.view = TranscriptView(id="lines")
        """The lines as they are drawn."""

    def compose(self) -> ComposeResult:
        yield self.view

    def show_page(self, page: Glance) -> None:
        """Draw what is known before the session is read."""
        self.view.show(page.segments, page.speakers, {}, page.duration_ms)
        self._begin(page.language)

    def show(self, state: SessionState) -> None:
        """Draw the session as it stands."""
        is_first, self._state = self._state is None, state
        transcript = state.transcript
        self.view.show(
            transcript.segments, transcript.speakers, state.marks, transcript.duration_ms
        )
        if is_first:
            self._begin(transcript.language)

    def _begin(self, language: Language) -> None:
        self.view.highlight(_query(self._match), language)
        if self._begin_at and self.view.go_to(self._begin_at):
            self._begin_at = ""

    @property
    def _present(self) -> tuple[SessionState, Segment] | None:
        """The session and the line under the cursor, where both are there."""
        if self._state is None or (segment := self.view.present) is None:
            return None
        return self._state, segment

    def _tell(self, events: Sequence[SessionEvent]) -> None:
        if events:
            self.post_message(self.Edited(events))

    def action_edit(self) -> None:
        """Correct the words of a line."""
        if self._present is None:
            return
        _, segment = self._present
        self.app.push_screen(
            Prompt(tr("What was said:", "Ce qui a été dit :"), segment.text),
            lambda text: self._tell(edits.correct(segment, text or "")),
        )

    def action_split(self) -> None:
        """Cut a line in two."""
        if self._present is None:
            return
        state, segment = self._present
        question = tr(
            "Put | where the second part begins:", "Mettez | où commence la seconde partie :"
        )

        def cut(text: str | None) -> None:
            if text and "|" in text:
                self._tell(edits.split(state, segment, text.index("|")))

        place = edits.cut_place(segment, self.view.heard_ms)
        proposed = f"{segment.text[:place]}|{segment.text[place:]}"
        self.app.push_screen(Prompt(question, proposed), cut)

    def action_merge(self) -> None:
        """Join a line with the one that follows."""
        if self._present is not None:
            self._tell(edits.merge_with_next(*self._present))

    def action_assign(self) -> None:
        """Give a line to another voice."""
        if self._present is None:
            return
        state, segment = self._present
        speakers = enumerate(state.transcript.speakers, 1)
        voices = [(voice.id, voice_name(voice, number)) for number, voice in speakers]
        voices.append((edits.fresh_voice(state), tr("another voice", "une autre voix")))
        self.app.push_screen(
            Choose(tr("Who says this?", "Qui dit cela ?"), voices),
            lambda voice: self._tell(edits.assign(segment, voice)) if voice else None,
        )

    def action_name(self) -> None:
        """Hear a voice and name it."""
        if self._present is None:
            return
        state, segment = self._present
        names = {voice.id: voice.name for voice in state.transcript.speakers}
        if state.transcript.sound:
            self.post_message(self.Listen(segment.start_ms, segment.end_ms))
        self.app.push_screen(
            Prompt(
                tr("Whose voice is this?", "À qui est cette voix ?"), names.get(segment.speaker, "")
            ),
            lambda name: self._tell(edits.name_voice(state, segment.speaker, name or "")),
        )

    def action_next_excerpt(self) -> None:
        """Hear another passage of the same voice: the longest ones, in turn."""
        if self._present is None:
            return
        state, segment = self._present
        found = edits.excerpts(state.transcript.segments, segment.speaker)
        following = next((s for s in found if s.start_ms > segment.start_ms), found[0])
        self.view.go_to(following.id)
        self.post_message(self.Listen(following.start_ms, following.end_ms))

    def action_mark(self, mark: Mark) -> None:
        """Mark a line, or take the mark off."""
        if self._present is not None:
            self._tell(edits.toggle_mark(*self._present, mark))

    def action_find(self) -> None:
        """Look for words in this session."""
        self.app.push_screen(Prompt(tr("Find:", "Chercher :"), self._match), self._find)

    def action_find_next(self) -> None:
        """Go to the next line with these words."""
        self._find(self._match)

    def _find(self, words: str | None) -> None:
        if words is None or self._present is None:
            return
        state, present = self._present
        self._match, query = words, _query(words)
        self.view.highlight(query, state.transcript.language)
        if query is None:
            return
        found = _next_answer(state, present, query)
        if found is None:
            self.notify(tr("Nothing found.", "Rien trouvé."))
        else:
            self.view.go_to(found.id)


def _query(words: str) -> Query | None:
    query = parse_query(words, is_typing=True)
    return query if query.wanted else None


def _next_answer(state: SessionState, after: Segment, query: Query) -> Segment | None:
    """Return the next line that answers, from the beginning again after the last one."""
    segments, language = state.transcript.segments, state.transcript.language
    place = segments.index(after) + 1 if after in segments else 0
    beginning = query.wanted[0].words[0][:SHORTEST]  # nearly all lines can be passed over unread
    return next(
        (
            segment
            for segment in (*segments[place:], *segments[:place])
            if beginning in plain_letters(segment.text)
            and query.answers(segment.text, segment.language or language)
        ),
        None,
    )

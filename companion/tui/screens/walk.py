"""The walk: whose turn it is, how loud, what is being heard, what was said, which ideas stand.

A client of the walk's own process: closing this screen, or the whole application, leaves the walk
going on. It draws what the walk tells and sends what is pressed; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, assert_never

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from companion.interface import tr
from companion.session.events import (
    CommandObeyed,
    CompanionSpoke,
    Entry,
    IdeaChanged,
    IdeaNoted,
    IdeasMerged,
    SegmentHeard,
    SoundLost,
    TakenOffRecord,
)
from companion.tui.desk import Desk, WalkLink
from companion.tui.dialogs.confirm import Confirm
from companion.tui.dialogs.keys import KeysScreen
from companion.tui.dialogs.prompt import Prompt
from companion.tui.plain import is_plain
from companion.tui.text import plain, timecode
from companion.tui.trouble import complaint_of
from companion.tui.walk_keys import WALK_KEYS
from companion.tui.walk_words import (
    command_word,
    engine_name,
    health_words,
    is_well,
    lost_words,
    part_name,
)
from companion.tui.widgets.floor import FloorView
from companion.tui.widgets.foot import Foot
from companion.tui.widgets.ideas import IdeaEvent, IdeaList, idea_remark
from companion.tui.widgets.meter import Meter
from companion.tui.widgets.talk import TalkView
from companion.walk.messages import (
    CuePlayed,
    Floor,
    FloorChanged,
    Health,
    HealthChanged,
    Journalled,
    Level,
    LiveWords,
    News,
    Press,
    Request,
    Snapshot,
    Stop,
    WalkEnded,
)
from models.errors import PromenadeError
from models.language import Language

TICK_SECONDS = 1.0
TOLD_LOSS_MS = 1000
"""Shorter losses are counted in the line of the clock, not told one by one."""
NARROW = 72
LOW = 18


class LineCut(Message):
    """The walk tells nothing any more."""


class Told(Message):
    """News of the walk."""

    def __init__(self, news: News) -> None:
        super().__init__()
        self.news = news


class WalkScreen(Screen[str]):
    """Dismissed with the session's id when the walk has ended; empty when it was only left."""

    CSS = """
    WalkScreen { layout: vertical; }
    WalkScreen #top { height: auto; }
    WalkScreen #clock { height: auto; max-height: 2; padding: 0 1; color: $text-muted; text-align: center; }
    WalkScreen #words { height: auto; max-height: 3; min-height: 1; padding: 0 2; color: $text-accent; text-style: italic; background: $surface; }
    WalkScreen #middle { height: 1fr; }
    WalkScreen #talk { width: 2fr; }
    WalkScreen #ideas { width: 1fr; border-left: tall $panel; }
    WalkScreen #engines { height: auto; max-height: 8; padding: 0 1; color: $text-muted; border-top: solid $panel; }
    WalkScreen.low #engines { display: none; }
    WalkScreen.narrow #ideas { display: none; }
    WalkScreen.narrow.ideas-alone #ideas { display: block; border: none; }
    WalkScreen.narrow.ideas-alone #talk { display: none; }
    WalkScreen.low FloorView { height: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = WALK_KEYS

    class SoFar(Message):
        """What was written before this screen came."""

        def __init__(self, entries: Sequence[Entry]) -> None:
            super().__init__()
            self.entries = entries

    def __init__(self, desk: Desk, link: WalkLink) -> None:
        super().__init__()
        self._desk, self._link = desk, link
        self._language: Language = "en"
        self._elapsed_ms = 0
        self._is_over = False
        self._is_caught_up = False
        self._seen = 0
        self._health: dict[str, Health] = {}
        self._disk_free = 0
        self._lost_ms = 0

    def compose(self) -> ComposeResult:
        with Vertical(id="top"):
            yield FloorView(id="floor")
            yield Meter(id="meter")
            yield Static(id="clock", markup=False)
        with Horizontal(id="middle"):
            yield TalkView(id="talk")
            with Vertical(id="ideas"):
                yield IdeaList()
                yield Static(id="engines", markup=False)
        yield Static(id="words", markup=False)
        yield Foot()

    def on_mount(self) -> None:
        if not is_plain(self):
            self.set_interval(TICK_SECONDS, self._tick)
        self._draw_clock()
        self._listen()
        self.query_one(TalkView).focus()

    def on_resize(self) -> None:
        self.set_class(self.size.width < NARROW, "narrow")
        self.set_class(self.size.height < LOW, "low")
        self._draw_clock()

    @work(exclusive=True)
    async def _listen(self) -> None:
        async for news in self._link.news():
            self.post_message(Told(news))
        if not self._is_over:
            self.post_message(LineCut())

    @on(LineCut)
    def _say_cut(self) -> None:
        self.query_one(FloorView).is_cut = True
        self._health.clear()  # nobody says any more how its parts are
        self._draw_health()
        self._remark(tr("The line to the walk is cut.", "Le lien est coupé."))

    @on(Told)
    def _take_in(self, message: Told) -> None:
        match message.news:
            case Snapshot() as snapshot:
                self._take_snapshot(snapshot)
            case FloorChanged(floor=floor, at_ms=at_ms):
                self._elapsed_ms = at_ms
                self._take_floor(floor)
                self._draw_clock()
            case Level() as level:
                self._take_level(level)
            case LiveWords(text=text):
                self._take_words(text)
            case Journalled(entry=entry):
                if self._is_caught_up:
                    self._take_entry(entry)
            case HealthChanged(health=health):
                self._health[health.part] = health
                self._draw_health()
            case CuePlayed():
                pass
            case WalkEnded(session=session):
                self._is_over = True
                self._close_up(session)
            case unreachable:
                assert_never(unreachable)

    def _close_up(self, session: str) -> None:
        if self.is_current:
            self.dismiss(session)
        else:  # a question is open above: it goes first
            self.app.pop_screen()
            self.call_later(self._close_up, session)

    def _take_words(self, text: str) -> None:
        if not is_plain(self):  # they change all the time: a screen reader reads what is final
            shown = _last_part(plain(text), self._words_room)
            self.query_one("#words", Static).update(shown)

    @property
    def _words_room(self) -> int:
        return max(self.size.width - 4, 8) * 3

    def _take_snapshot(self, snapshot: Snapshot) -> None:
        self._language = snapshot.language
        self._elapsed_ms = snapshot.elapsed_ms
        self._health = {health.part: health for health in snapshot.health}
        self._disk_free = snapshot.disk_free_bytes
        self._take_floor(snapshot.floor)
        self._draw_health()
        self._is_caught_up = False
        self._catch_up(snapshot.journal)

    @work(thread=True, exclusive=True, group="catch-up")
    def _catch_up(self, journal: str) -> None:
        try:
            self.post_message(self.SoFar(self._desk.walk_so_far(journal)))
        except PromenadeError as error:
            self.post_message(complaint_of(error))
            self.post_message(self.SoFar(()))

    @on(SoFar)
    def _take_so_far(self, message: SoFar) -> None:
        self._is_caught_up = True
        for entry in message.entries:
            self._take_entry(entry)

    def _take_floor(self, floor: Floor) -> None:
        self.query_one(FloorView).floor = floor
        self.query_one(Meter).display = floor not in ("paused", "ended")

    def _take_level(self, level: Level) -> None:
        meter = self.query_one(Meter)
        meter.dbfs, meter.is_clipping, meter.is_dead = level.dbfs, level.is_clipping, level.is_dead
        self._elapsed_ms = max(self._elapsed_ms, level.at_ms)

    def _take_entry(self, entry: Entry) -> None:
        if entry.seq <= self._seen:
            return
        self._seen = entry.seq
        talk = self.query_one(TalkView)
        match entry.event:
            case SegmentHeard(segment=segment):
                talk.add("walker", segment.start_ms, segment.text)
            case CompanionSpoke(segment=segment):
                talk.add("companion", segment.start_ms, segment.text)
            case CommandObeyed(at_ms=at, command=command):
                talk.add("remark", at, f"[{command_word(command)}]")
            case SoundLost(start_ms=start, end_ms=end):
                self._lost_ms += end - start
                if end - start >= TOLD_LOSS_MS:
                    talk.add("remark", start, lost_words(end - start))
            case TakenOffRecord(start_ms=start, end_ms=end):
                talk.withhold(start, end)
            case IdeaNoted() | IdeaChanged() | IdeasMerged() as event:
                self._take_idea(event)
            case _:
                pass

    def _take_idea(self, event: IdeaEvent) -> None:
        self.query_one(IdeaList).take(event)
        self._draw_clock()
        if is_plain(self) and (remark := idea_remark(event)):
            self._remark(remark)

    def _remark(self, text: str) -> None:
        self.query_one(TalkView).add("remark", self._elapsed_ms, text)

    def _tick(self) -> None:
        if self.query_one(FloorView).floor not in ("paused", "ended"):
            self._elapsed_ms += int(TICK_SECONDS * 1000)
        self._draw_clock()

    def _draw_clock(self) -> None:
        """Draw the time, then what is amiss, then the rest: what is narrow shows the first."""
        ideas = self.query_one(IdeaList).count
        parts = [timecode(self._elapsed_ms)]
        if self.size.width < NARROW and ideas:
            parts.append(
                tr("1 idea", "1 idée") if ideas == 1 else tr(f"{ideas} ideas", f"{ideas} idées")
            )
        ill = [one for one in self._health.values() if not is_well(one)]
        parts += [f"{part_name(one.part)} : {health_words(one)}" for one in ill]
        if self._lost_ms >= TOLD_LOSS_MS:
            parts.append(lost_words(self._lost_ms))
        if not ill and self._health:
            parts.append(tr("all well", "tout va bien"))
        if self._disk_free:
            gigabytes = self._disk_free // 10**9
            parts.append(tr(f"{gigabytes} GB free", f"{gigabytes} Go libres"))
        self.query_one("#clock", Static).update(" · ".join(parts))

    def _draw_health(self) -> None:
        self._draw_clock()
        lines = [" · ".join(filter(None, row)) for row in self._engines()]
        self.query_one("#engines", Static).update("\n".join(lines))

    def _engines(self) -> list[tuple[str, str]]:
        return [
            (part_name(one.part), engine_name(one) or health_words(one))
            for one in self._health.values()
        ]

    def action_engines(self) -> None:
        """Show which engines and devices do the work, and how they are."""
        rows = [
            (part_name(one.part), ", ".join(filter(None, (health_words(one), engine_name(one)))))
            for one in self._health.values()
        ]
        self.app.push_screen(KeysScreen(rows, title=tr("Engines", "Moteurs")))

    async def action_press(self, command: str) -> None:
        """Send a command, as if it were spoken."""
        await self._link.send(Press(command))

    def action_ask_about(self, command: str) -> None:
        """Ask what a command is about, then send it."""
        question = {
            "recall": tr("What did I say about…", "Qu'ai-je dit de…"),
            "technique": tr("Which technique? (may stay empty)", "Quelle technique ? (facultatif)"),
        }[command]

        def send(about: str | None) -> None:
            if about is not None:
                self._send(Press(command, about.strip()))

        self.app.push_screen(Prompt(question), send)

    async def action_switch_language(self) -> None:
        """Go on in the other language."""
        self._language = "fr" if self._language == "en" else "en"
        await self._link.send(
            Press("language", {"fr": "français", "en": "English"}[self._language])
        )

    async def action_pause(self) -> None:
        """Pause, or go on."""
        is_paused = self.query_one(FloorView).floor == "paused"
        await self._link.send(Press("resume" if is_paused else "pause"))

    def action_widen(self) -> None:
        """On a narrow screen, show the ideas in place of the talk, and back."""
        self.toggle_class("ideas-alone")

    def action_end(self) -> None:
        """End the walk, after asking."""
        question = tr(
            "End this walk? Everything is kept.", "Finir cette promenade ? Tout est gardé."
        )
        self.app.push_screen(Confirm(question), self._end)

    def _end(self, confirmed: bool | None) -> None:
        if confirmed:
            self.query_one(FloorView).is_ending = True
            self._send(Stop())

    @work
    async def _send(self, request: Request) -> None:
        await self._link.send(request)

    async def action_leave(self) -> None:
        """Leave this screen; the walk goes on."""
        self._is_over = True
        await self._link.close()
        self.dismiss("")


def _last_part(text: str, room: int) -> str:
    return text if len(text) <= room else "…" + text[-room + 1 :]

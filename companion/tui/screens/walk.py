"""The walk: whose turn it is, how loud, what is being heard, what was said, which ideas stand.

A client of the walk's own process: closing this screen, or the whole application, leaves the walk
going on. It draws what the walk tells and sends what is pressed; it decides nothing.
"""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from companion.interface import tr
from companion.session.events import (
    CommandObeyed,
    CompanionSpoke,
    Entry,
    IdeaChanged,
    IdeaNoted,
    SegmentHeard,
    SoundLost,
)
from companion.tui.desk import WalkLink
from companion.tui.dialogs.confirm import Confirm
from companion.tui.text import plain, timecode
from companion.tui.widgets.floor import FloorView
from companion.tui.widgets.meter import Meter
from companion.walk.messages import (
    Ask,
    CuePlayed,
    FloorChanged,
    Health,
    HealthChanged,
    Journalled,
    Level,
    LiveWords,
    News,
    Press,
    Snapshot,
    Stop,
    WalkEnded,
)
from models.ideas import Idea

TICK_SECONDS = 1.0
STATUS_SIGNS = {"open": "·", "kept": "★", "uncertain": "?", "parked": "⏸", "withdrawn": "✗"}


class WalkScreen(Screen[str]):
    """Dismissed with the session's id when the walk has ended; empty when it was only left."""

    CSS = """
    WalkScreen { layout: vertical; }
    #top { height: auto; }
    #clock { height: 1; padding: 0 1; color: $text-muted; }
    #words { height: auto; max-height: 4; min-height: 1; padding: 0 1; color: $text-accent; text-style: italic; }
    #middle { height: 1fr; }
    #talk { width: 2fr; padding: 0 1; }
    #ideas { width: 1fr; padding: 0 1; border-left: tall $panel; }
    .narrow #ideas { display: none; }
    .walker { color: $text; }
    .companion { color: $text-secondary; }
    .remark { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "press('go-on')", tr("Your turn", "À toi")),
        Binding("n", "press('note')", tr("Note", "Note")),
        Binding("k", "press('keep')", tr("Keep", "Garder")),
        Binding("d", "press('drop')", tr("Drop", "Retirer"), show=False),
        Binding("question_mark", "press('question-mark')", tr("Doubt", "Douteux"), show=False),
        Binding("x", "press('park')", tr("Park", "De côté"), show=False),
        Binding("u", "press('undo')", tr("Undo", "Annuler"), show=False),
        Binding("r", "press('repeat')", tr("Repeat", "Répéter"), show=False),
        Binding("s", "press('slower')", tr("Slower", "Plus lent"), show=False),
        Binding("t", "press('let-me-think')", tr("Let me think", "Je réfléchis")),
        Binding("b", "press('be-quiet')", tr("Only listen", "Écoute"), show=False),
        Binding("a", "press('answer-again')", tr("Answer again", "Autre réponse"), show=False),
        Binding("o", "press('another-angle')", tr("Another angle", "Autre angle"), show=False),
        Binding("v", "press('technique')", tr("Technique", "Technique"), show=False),
        Binding("f", "press('off-record')", tr("Off the record", "Entre nous"), show=False),
        Binding("m", "press('forget-minute')", tr("Forget a minute", "Oublier 1 min"), show=False),
        Binding("c", "press('summary')", tr("Summary", "Résumé"), show=False),
        Binding("i", "press('as-question')", tr("As a question", "En question"), show=False),
        Binding("l", "press('language')", tr("Language", "Langue"), show=False),
        Binding("p", "pause", tr("Pause", "Pause")),
        Binding("q", "end", tr("End", "Finir")),
        Binding("escape", "leave", tr("Leave it running", "Laisser tourner")),
    ]

    def __init__(self, link: WalkLink) -> None:
        super().__init__()
        self._link = link
        self._session = ""
        self._elapsed_ms = 0
        self._is_over = False
        self._health: dict[str, Health] = {}
        self._ideas: dict[str, Idea] = {}
        self._disk_free = 0

    def compose(self) -> ComposeResult:
        with Vertical(id="top"):
            yield FloorView(id="floor")
            yield Meter(id="meter")
            yield Static(id="clock", markup=False)
            yield Static(id="words", markup=False)
        with Horizontal(id="middle"):
            yield VerticalScroll(id="talk")
            yield VerticalScroll(Static(id="idea-list", markup=False), id="ideas")
        yield Footer()

    def on_mount(self) -> None:
        self.set_interval(TICK_SECONDS, self._tick)
        self._draw_clock()
        self._listen()

    def on_resize(self) -> None:
        self.set_class(self.size.width < 72, "narrow")

    @work(exclusive=True)
    async def _listen(self) -> None:
        async for news in self._link.news():
            await self._take_in(news)
        if not self._is_over:
            await self._remark(
                tr("The line to the walk is cut.", "Le lien avec la promenade est coupé.")
            )

    async def _take_in(self, news: News) -> None:
        match news:
            case Snapshot():
                await self._take_snapshot(news)
            case FloorChanged():
                self.query_one(FloorView).floor = news.floor
                self._elapsed_ms = news.at_ms
            case Level():
                self._take_level(news)
            case LiveWords():
                self.query_one("#words", Static).update(plain(news.text))
            case Journalled():
                await self._take_entry(news.entry)
            case HealthChanged():
                self._health[news.health.part] = news.health
                self._draw_clock()
            case CuePlayed():
                pass
            case WalkEnded():
                self._is_over = True
                self.dismiss(news.session)

    async def _take_snapshot(self, snapshot: Snapshot) -> None:
        self._session = snapshot.session
        self._elapsed_ms = snapshot.elapsed_ms
        self._health = {health.part: health for health in snapshot.health}
        self._disk_free = snapshot.disk_free_bytes
        self.query_one(FloorView).floor = snapshot.floor
        self._draw_clock()

    def _take_level(self, level: Level) -> None:
        meter = self.query_one(Meter)
        meter.dbfs, meter.is_clipping, meter.is_dead = level.dbfs, level.is_clipping, level.is_dead

    async def _take_entry(self, entry: Entry) -> None:
        match entry.event:
            case SegmentHeard(segment=segment):
                await self._add_line(segment.start_ms, segment.text, "walker")
            case CompanionSpoke(segment=segment):
                await self._add_line(segment.start_ms, segment.text, "companion")
            case CommandObeyed(at_ms=at, command=command):
                await self._add_line(at, f"[{command}]", "remark")
            case SoundLost(start_ms=start, end_ms=end):
                lost = tr("{} s of sound are missing", "{} s de son manquent").format(
                    (end - start) // 1000
                )
                await self._add_line(start, lost, "remark")
            case IdeaNoted(idea=idea):
                self._ideas[idea.id] = idea
                self._draw_ideas()
            case IdeaChanged() as change:
                self._change_idea(change)
            case _:
                pass

    def _change_idea(self, change: IdeaChanged) -> None:
        idea = self._ideas.get(change.id)
        if idea is not None:
            status = change.status or idea.status
            text = change.text or idea.text
            self._ideas[idea.id] = Idea(
                id=idea.id, text=text, origin=idea.origin, status=status, start_ms=idea.start_ms
            )
            self._draw_ideas()

    async def _add_line(self, at_ms: int, text: str, kind: str) -> None:
        talk = self.query_one("#talk", VerticalScroll)
        who = {"walker": "", "companion": "↳ ", "remark": "  "}[kind]
        line = Static(f"{timecode(at_ms):>6}  {who}{plain(text)}", markup=False, classes=kind)
        await talk.mount(line)
        talk.scroll_end(animate=False)

    async def _remark(self, text: str) -> None:
        await self._add_line(self._elapsed_ms, text, "remark")

    def _draw_ideas(self) -> None:
        lines = [f"{STATUS_SIGNS[idea.status]} {plain(idea.text)}" for idea in self._ideas.values()]
        title = tr("Ideas", "Idées")
        self.query_one("#idea-list", Static).update("\n".join([title, "", *lines]))

    def _tick(self) -> None:
        if self.query_one(FloorView).floor not in ("paused", "ended"):
            self._elapsed_ms += int(TICK_SECONDS * 1000)
        self._draw_clock()

    def _draw_clock(self) -> None:
        ill = [part for part, health in self._health.items() if health.state != "ready"]
        parts = [timecode(self._elapsed_ms)]
        parts += [f"{part_name(part)}: {state_word(self._health[part].state)}" for part in ill]
        if self._disk_free:
            parts.append(tr("{} GB free", "{} Go libres").format(self._disk_free // 10**9))
        self.query_one("#clock", Static).update(" · ".join(parts))

    async def action_press(self, command: str) -> None:
        await self._link.send(Press(command))

    async def action_pause(self) -> None:
        is_paused = self.query_one(FloorView).floor == "paused"
        await self._link.send(Press("resume" if is_paused else "pause"))

    def action_end(self) -> None:
        question = tr(
            "End this walk? Everything is kept.", "Finir cette promenade ? Tout est gardé."
        )
        self.app.push_screen(Confirm(question), self._end)

    def _end(self, confirmed: bool | None) -> None:
        if confirmed:
            self._send_stop()

    @work
    async def _send_stop(self) -> None:
        await self._link.send(Stop())

    async def action_leave(self) -> None:
        self._is_over = True
        await self._link.close()
        self.dismiss("")

    async def ask_again(self) -> None:
        """Ask the walk for a fresh snapshot."""
        await self._link.send(Ask())


def part_name(part: str) -> str:
    """Return the name of a part of the walk."""
    return {
        "microphone": tr("microphone", "micro"),
        "ear": tr("recogniser", "reconnaissance"),
        "judge": tr("end of turn", "fin de tour"),
        "chat": tr("chat model", "modèle"),
        "voice": tr("voice", "voix"),
        "speaker": tr("loudspeaker", "haut-parleur"),
        "disk": tr("disk", "disque"),
    }.get(part, part)


def state_word(state: str) -> str:
    """Return the state of a part in a word."""
    return {
        "ready": tr("ready", "prêt"),
        "loading": tr("loading", "chargement"),
        "away": tr("away", "absent"),
        "replaced": tr("replaced", "remplacé"),
        "low": tr("low", "presque plein"),
    }.get(state, state)

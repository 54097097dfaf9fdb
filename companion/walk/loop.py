"""The walk itself: one door in, actions out, everything that happens told to the observers.

Nothing raised by an engine, a device or a disk leaves the walk: it becomes an event that is
journalled and said, and the walk goes on with what is left. The sound's time is the walk's time.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, assert_never

from companion.audio.echo import EchoGuard
from companion.audio.level import LevelMeter
from companion.audio.ports import AudioSink, AudioSource
from companion.session import events as journal
from companion.turns import actions as do
from companion.turns import events as on
from companion.turns.machine import TurnTaker
from companion.turns.patience import Bounds
from companion.walk.clock import SessionClock
from companion.walk.engines import Engines
from companion.walk.floor_events import as_event
from companion.walk.health import Wellbeing
from companion.walk.hearing import Hearing
from companion.walk.messages import Floor, FloorChanged, Level, LiveWords
from companion.walk.mouth import Mouth, MouthNews
from companion.walk.own_voice import OwnVoice
from companion.walk.partner import Partner
from models.audio import Frame
from models.errors import ModelError
from models.language import Language, Phrase
from models.transcript import WALKER, Segment

if TYPE_CHECKING:
    from companion.conversation.contract import Command, Conversation
    from companion.walk.ear import Broken, EarEngines
    from companion.walk.keeping import Keeping
    from models.chat import ChatModel
    from models.speech import EngineCard, Speech, Synthesizer
    from models.transcript import Word

TICK_SECONDS = 0.25
HEARING_OUT_SECONDS = 2.0
"""For the recogniser to finish what was being said when the walk ended."""
LAST_WORDS_SECONDS = 75.0
"""The recap lasts under a minute; then the walk ends whatever happens."""

Why = Literal["said", "key", "signal", "source-ended"]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a walk is made of. The loaders block and run beside the walk."""

    source: AudioSource
    sink: AudioSink
    conversation: Conversation
    load_ear: Callable[[Language], EarEngines]
    load_voice: Callable[[], Synthesizer]
    chat: ChatModel | None = None
    """The model behind the conversation, to be loaded and closed with the walk."""
    earcons: Mapping[str, Speech] = field(default_factory=dict)
    guard: EchoGuard = field(default_factory=EchoGuard)
    """Knows when the microphone hears the companion itself."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How this walk is held."""

    language: Language
    bounds: Bounds = field(default_factory=Bounds)
    start_ms: int = 0
    first_segment: int = 1
    recap: bool = True
    in_threads: bool = True
    """False: everything in one thread, for virtual time."""


class Walk:
    """One walk, from its first frame to its last word. Made inside a running loop."""

    def __init__(self, parts: Parts, plan: Plan, keeping: Keeping) -> None:
        self._parts = parts
        self._plan = plan
        self._keeping = keeping
        self._clock = SessionClock(plan.start_ms)
        self._turns = TurnTaker(plan.language, plan.bounds)
        self._door: deque[on.Event] = deque()
        self._is_inside = False
        self._segments = plan.first_segment - 1
        self._why: Why | None = None
        self._ending = asyncio.Event()
        self._hearing = Hearing(self, in_thread=plan.in_threads)
        self._own_voice = OwnVoice(parts.guard, self._hearing.forget)
        self._wellbeing = Wellbeing(
            keeping,
            self.say,
            lambda: self._clock.now_ms,
            lambda name: self._partner.cue(name),
        )
        self._settled = asyncio.Event()
        self._has_word = asyncio.Event()
        """Set with each last word of the ear, also an empty one."""
        self._mistake: BaseException | None = None
        self._meter = LevelMeter()
        self._floor: Floor = "starting"
        self._tasks: set[asyncio.Task[None]] = set()
        mouth = Mouth(
            parts.sink, plan.language, post=self._on_mouth, now_ms=lambda: self._clock.now_ms
        )
        mouth.stand_in = parts.earcons.get("heard")
        self._mouth = mouth
        self._engines = Engines(self._hearing, mouth, self._wellbeing, self.say)
        self._partner = Partner(self, parts.conversation, mouth, keeping, parts.earcons)

    async def run(self) -> Why:
        """Hold the walk until it is said, pressed or signalled to end, or its sound ends."""
        self.start(self._capture())
        self.start(self._hearing.run())
        self.start(self._keep_time())
        self.start(self._load_ear(self._plan.language))
        self.start(self._engines.load_voice(self._parts.load_voice))
        self.start(self._engines.load_chat(self._parts.chat))
        self._partner.carry_out(self._parts.conversation.opening())
        await self._ending.wait()
        await self._say_last_words()
        await self._close()
        if self._mistake is not None:
            raise self._mistake
        assert self._why is not None
        return self._why

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the walk, until it ends."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._has_ended)

    def _has_ended(self, task: asyncio.Task[None]) -> None:
        """Close the session in order even where a mistake of ours ends a part of the walk."""
        self._tasks.discard(task)
        if not task.cancelled() and (mistake := task.exception()) is not None:
            self._mistake = self._mistake or mistake
            self.stop("signal")

    def stop(self, why: Why) -> None:
        """End the walk in order. Safe to call again."""
        if self._why is None:
            self._why = why
        self._ending.set()

    def press(self, command: Command | None) -> None:
        """Take a key: a command, or with None the key that passes the floor."""
        if command is None:
            self.post(on.Pressed(self.now_ms))
        else:
            self._partner.obey(command, None)

    @property
    def floor(self) -> Floor:
        """Whose turn it is, for whoever looks on."""
        return self._floor

    @property
    def language(self) -> Language:
        """The language that is spoken at present."""
        return self._turns.language

    @property
    def wellbeing(self) -> Wellbeing:
        """How the parts of the walk are."""
        return self._wellbeing

    def say(
        self, phrase: Phrase, topic: str = "", *, wait_ms: int = 0, is_all_clear: bool = False
    ) -> None:
        """Say how things stand, when the floor is free; of each topic only the latest."""
        text = phrase.to(self._turns.language)
        self.post(on.SayWanted(self.now_ms, text, topic, wait_ms, is_all_clear))

    # What the partner and the ear see of the walk

    @property
    def now_ms(self) -> int:
        """The present, in milliseconds of the session."""
        return self._clock.now_ms

    @property
    def turn(self) -> int:
        """Number of the present turn."""
        return self._turns.turn

    def post(self, event: on.Event) -> None:
        """The one door in: events are taken one after the other, however they come."""
        self._door.append(event)
        if self._is_inside:
            return
        self._is_inside = True
        while self._door:
            for action in self._turns.receive(self._door.popleft()):
                self._carry_out(action)
        self._is_inside = False
        if self._turns.is_busy:
            self._settled.clear()
        else:
            self._settled.set()

    def next_segment_id(self) -> str:
        """Return an id that no segment of this session has."""
        self._segments += 1
        return f"s{self._segments:04d}"

    def switch_language(self, language: Language) -> None:
        """Listen and speak in another language from now on."""
        self._turns.switch_language(language)
        self._mouth.language = language
        self._keeping.record(journal.SessionDescribed(at_ms=self.now_ms, language=language))
        self.start(self._load_ear(language))

    def end(self) -> None:
        """End because the walker said so."""
        self.stop("said")

    def on_sound(self, event: on.Voiced | on.Paused | on.Partial | on.Verdict | on.Tick) -> None:
        """Take what the ear heard of voice and words to come."""
        if isinstance(event, on.Partial):
            self._keeping.tell(LiveWords(event.text))
        for one in self._own_voice.pass_on(event, self._mouth.saying, self._turns.language):
            self.post(one)

    def on_words(self, at_ms: int, text: str, words: tuple[Word, ...]) -> None:
        """Take the last word on an utterance: it is kept before anything is made of it."""
        is_command = False
        if self._own_voice.is_deaf(at_ms):
            text = ""
        if text:
            is_command = self._take_segment(at_ms, text, words)
            self._keeping.tell(LiveWords(""))
        self._has_word.set()
        self.post(on.Heard(at_ms, text, is_command))

    def on_broken(self, broken: Broken) -> None:
        """Go on without an engine of the ear, and try to have it back."""
        self._engines.lose(broken)
        if broken.part == "ear":
            self.start(
                self._engines.bring_ear_back(self._parts.load_ear, lambda: self._turns.language)
            )

    def on_voice_failed(self, error: ModelError) -> None:
        """Go on with earcons where sentences cannot be spoken."""
        self._wellbeing.lose("voice", error)

    def on_voice_back(self, voice: EngineCard) -> None:
        """Speak sentences again."""
        self._wellbeing.ready("voice", voice)

    def on_engine_changed(self, changed: journal.EngineChanged) -> None:
        """Take what the conversation found out about its chat model."""
        self._wellbeing.take(changed)

    def on_answer(self, engine: str) -> None:
        """A chat model that answers is there, though it may not have been when the walk began."""
        chat = self._parts.chat
        if chat is not None and chat.card.engine == engine:
            self._wellbeing.found("chat", chat.card)

    # Inside

    def _take_segment(self, at_ms: int, text: str, words: tuple[Word, ...]) -> bool:
        start, end = (words[0].start_ms, words[-1].end_ms) if words else (at_ms, at_ms)
        segment = Segment(self.next_segment_id(), WALKER, start, end, text, words)
        self._keeping.record(
            journal.SegmentHeard(at_ms=at_ms, segment=segment, turn=self._turns.turn)
        )
        return self._partner.take_words(segment)

    def _on_mouth(self, news: MouthNews) -> None:
        self._partner.on_mouth(news)

    def _carry_out(self, action: do.Action) -> None:
        match action:
            case do.FinishHearing():
                self._hearing.finish()
            case do.Think():
                self._partner.think(action.reply)
            case do.PlayCue():
                self._partner.cue(action.name)
            case do.FloorIs():
                self._show_floor(action.floor)
            case do.CloseTurn() | do.NoteCutIn() | do.NoteInterrupted():
                if isinstance(action, do.NoteCutIn):
                    self._parts.conversation.was_early()
                self._keeping.record(as_event(action, self.now_ms))
            case _:
                self._move_mouth(action)

    def _move_mouth(self, action: do.Speak | do.LastSaid | do.Hold | do.Release | do.Hush) -> None:
        match action:
            case do.Speak():
                self._partner.speak(action.reply, action.text)
            case do.LastSaid():
                self._mouth.last_said(action.reply)
            case do.Hold():
                self._mouth.hold()
            case do.Release():
                self._mouth.release()
            case do.Hush():
                self._partner.hush(action.reply)
            case _:
                assert_never(action)

    async def _capture(self) -> None:
        async for item in self._parts.source.frames():
            if isinstance(item, Frame):
                self._take_frame(item)
            elif item.kind == "ended":
                self.stop("source-ended")
            else:
                self._wellbeing.take_device_news(item)
        self.stop("source-ended")

    def _take_frame(self, frame: Frame) -> None:
        self._clock.frame_ended(frame.end_ms)
        self._keeping.walker(frame)
        self._take_played()
        self._hearing.take(frame)
        if reading := self._meter.read(frame):
            self._keeping.tell(
                Level(reading.at_ms, float(reading.dbfs), reading.is_clipping, reading.is_dead)
            )

    def _take_played(self) -> None:
        for played in self._parts.sink.take_played():
            self._own_voice.sounded(played, self._mouth.saying)
            self._keeping.companion(played)

    async def _keep_time(self) -> None:
        """Let time go on for the turn machine when no sound comes."""
        while True:
            await asyncio.sleep(TICK_SECONDS)
            if self._clock.is_stalled:
                self.post(on.Tick(self.now_ms))

    async def _load_ear(self, language: Language) -> None:
        await self._engines.load_ear(self._parts.load_ear, language)
        if self._hearing.ear is None:
            return
        self._partner.cue("listening")
        if self._floor == "starting":
            self._show_floor("listening")

    def _show_floor(self, floor: Floor) -> None:
        self._floor = floor
        self._keeping.tell(FloorChanged(floor, self.now_ms))

    async def _hear_last_words(self) -> None:
        """Keep what is being said when the walk ends from outside."""
        if self._hearing.ear is None:
            return
        self._has_word.clear()
        self._hearing.finish()
        with suppress(TimeoutError):
            async with asyncio.timeout(HEARING_OUT_SECONDS):
                await self._has_word.wait()

    async def _say_last_words(self) -> None:
        self.post(on.ModeSet(self.now_ms, "quiet"))
        await self._hear_last_words()
        if self._plan.recap and self._why != "signal":
            self._partner.carry_out(self._parts.conversation.recap())
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_WORDS_SECONDS):
                await self._settled.wait()
                await self._mouth.idle()

    async def _close(self) -> None:
        await self._partner.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._hearing.close()
        if self._parts.chat is not None:
            await self._parts.chat.close()
        await self._parts.source.close()
        await self._parts.sink.close()
        self._take_played()
        assert self._why is not None
        self._keeping.record(
            journal.SessionEnded(at_ms=self.now_ms, why=self._why, duration_ms=self.now_ms)
        )

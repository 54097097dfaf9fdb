"""A scripted walk held in virtual time: who says what when, and what came of it.

The walker is a list of `Line`s placed like the clips of a recorded walk; the companion answers from
a list. The real loop, turn machine, ear and mouth do everything in between.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np

from companion.audio.echo import EchoGuard
from companion.audio.ports import DeviceNews
from companion.audio.replay import ReplaySink
from companion.conversation import contract
from companion.session.events import CompanionSpoke, Entry, SegmentHeard, SessionEvent, TurnClosed
from companion.turns.patience import Bounds
from companion.walk.ear import EarEngines
from companion.walk.keeping import Keeping
from companion.walk.loop import Parts, Plan, Walk
from companion.walk.messages import CuePlayed, FloorChanged, News
from companion.walk.virtual_time import run_in_virtual_time
from models.audio import EAR_RATE, FRAME_MS, FRAME_SAMPLES, Frame
from models.errors import EngineUnavailable
from models.language import Language, Phrase
from models.speech import Recognizer, Speech, Synthesizer
from models.testing import (
    ScriptedJudge,
    ScriptedRecognizer,
    ScriptedSynthesizer,
    ScriptedVoiceActivity,
    Stage,
    Utterance,
    spoken_ms,
)
from models.transcript import Segment

EARCONS = {
    name: Speech(np.zeros(EAR_RATE // 10, dtype=np.int16), EAR_RATE, "")
    for name in ("listening", "heard", "thinking", "saved", "device", "away", "disk", "held", "end")
}
PATIENCE_MS = 20_000


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something the walker says or does, and when."""

    says: str = ""
    noise_ms: int = 0
    """A cough or a car that sounds like a voice."""
    press: bool = False
    device: str = ""
    """Kind of `DeviceNews`."""
    at_ms: int | None = None
    after_ms: int | None = None
    """After the end of the line before."""
    after_reply_ms: int | None = None
    during_reply_ms: int | None = None
    after_words_ms: int | None = None
    completeness: float = 0.95


class Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the companion answers."""

    sentences: tuple[str, ...] = ()
    latency_ms: int = 300


class ScriptedConversation:
    """Answers in order; obeys a few commands by their whole text."""

    def __init__(
        self,
        replies: Sequence[Reply],
        commands: dict[str, tuple[contract.Effect, ...]] | None = None,
        *,
        cycles: bool = False,
    ) -> None:
        self._replies = list(replies)
        self._commands = commands or {}
        self._cycles = cycles
        self.asked = 0
        self.cut_ins = 0
        self.unheard = 0
        self.heard_segments: list[Segment] = []
        self.spoke_segments: list[tuple[Segment, str]] = []
        self.last_words: tuple[contract.Effect, ...] = ()

    def opening(self) -> Sequence[contract.Effect]:
        return ()

    def command_in(self, segment: Segment, *, is_over: bool) -> contract.Command | None:
        return contract.Command("yes", segment.text) if segment.text in self._commands else None

    def obey(
        self, command: contract.Command, segment: Segment | None, at_ms: int
    ) -> Sequence[contract.Effect]:
        return self._commands[command.about]

    def heard(self, segment: Segment) -> Sequence[contract.Effect]:
        self.heard_segments.append(segment)
        return ()

    def spoke(self, segment: Segment, *, intended: str) -> Sequence[contract.Effect]:
        self.spoke_segments.append((segment, intended))
        return ()

    def went_unheard(self) -> None:
        self.unheard += 1

    def was_early(self) -> None:
        self.cut_ins += 1

    async def reply(self, *, technique: str = "") -> AsyncIterator[contract.Sentence]:
        if not self._replies:
            raise AssertionError("the script has no further reply")
        place = self.asked % len(self._replies) if self._cycles else self.asked
        self.asked += 1
        reply = self._replies[place]
        await asyncio.sleep(reply.latency_ms / 1000)
        for text in reply.sentences:
            yield contract.Sentence(text, "scripted")

    def recap(self) -> Sequence[contract.Effect]:
        return self.last_words


class StageSource:
    """The walker's side: silent frames; what is said stands on the stage."""

    def __init__(
        self,
        lines: Sequence[Line],
        stage: Stage,
        sink: ReplaySink,
        *,
        on_press: Callable[[], None] = lambda: None,
        tail_ms: int = 4000,
    ) -> None:
        self._lines = lines
        self._stage = stage
        self._sink = sink
        self._tail_ms = tail_ms
        self._now_ms = 0
        self._frames = 0
        self._before_ms = 0
        self._silence = np.zeros(FRAME_SAMPLES, dtype=np.int16)
        self.on_press = on_press
        self.is_closed = False

    async def frames(self) -> AsyncIterator[Frame | DeviceNews]:
        for line in self._lines:
            while self._due(line) > self._now_ms:
                yield await self._frame()
            if line.press:
                self.on_press()
            elif line.device:
                yield DeviceNews(self._now_ms, line.device)
            else:
                said = Utterance(self._now_ms, line.says, line.noise_ms, line.completeness)
                self._stage.add(said)
                while self._now_ms < said.end_ms:
                    yield await self._frame()
            self._before_ms = self._now_ms
        while self._now_ms - max(self._before_ms, self._sink.replies.last_ms) < self._tail_ms:
            yield await self._frame()
        yield DeviceNews(self._now_ms, "ended")
        while not self.is_closed:
            yield await self._frame()

    async def close(self) -> None:
        self.is_closed = True

    def _due(self, line: Line) -> int:
        known: int | None
        if line.at_ms is not None:
            return line.at_ms
        if line.after_ms is not None:
            return self._before_ms + line.after_ms
        if line.during_reply_ms is not None:
            known = self._sink.replies.began_after(self._before_ms)
            pause = line.during_reply_ms
        else:
            known = self._sink.replies.ended_after(self._before_ms, self._now_ms)
            pause = line.after_reply_ms or 0
        if known is not None:
            return known + pause
        return self._before_ms + PATIENCE_MS

    async def _frame(self) -> Frame:
        await asyncio.sleep(FRAME_MS / 1000)
        self._sink.advance(self._now_ms, FRAME_SAMPLES)
        frame = Frame(self._now_ms, self._silence)
        self._frames += 1
        self._now_ms = self._frames * FRAME_MS
        return frame


class MemoryJournal:
    """Keeps what was posted."""

    def __init__(self) -> None:
        self.events: list[SessionEvent] = []

    def post(self, event: SessionEvent) -> asyncio.Future[Entry]:
        self.events.append(event)
        written: asyncio.Future[Entry] = asyncio.get_running_loop().create_future()
        written.set_result(Entry(len(self.events), event))
        return written


@dataclass(slots=True)
class Outcome:
    """What came of a walk."""

    events: list[SessionEvent]
    news: list[News]
    conversation: ScriptedConversation
    said: list[str] = field(default_factory=list)
    """What the synthesiser was asked for."""

    @property
    def heard(self) -> list[str]:
        """What the walker heard of the companion, reply by reply."""
        return [event.segment.text for event in self.events if isinstance(event, CompanionSpoke)]

    @property
    def walker(self) -> list[str]:
        """What the companion heard of the walker, utterance by utterance."""
        return [event.segment.text for event in self.events if isinstance(event, SegmentHeard)]

    @property
    def turns(self) -> list[TurnClosed]:
        return [event for event in self.events if isinstance(event, TurnClosed)]

    @property
    def cues(self) -> list[str]:
        return [news.name for news in self.news if isinstance(news, CuePlayed)]

    @property
    def floors(self) -> list[str]:
        return [news.floor for news in self.news if isinstance(news, FloorChanged)]

    @property
    def journal(self) -> bytes:
        return msgspec.json.encode(self.events)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A walk to be held."""

    lines: Sequence[Line]
    replies: Sequence[Reply] = ()
    language: Language = "en"
    commands: dict[str, tuple[contract.Effect, ...]] = field(default_factory=dict)
    bounds: Bounds = field(default_factory=Bounds)
    cycles: bool = False
    voice_fails_from: int | None = None
    ear_fails_at_ms: int | None = None
    ears_that_fail: int = 1_000_000
    """So many recognisers fail; those loaded afterwards work."""
    has_ear: bool = True
    has_voice: bool = True
    has_judge: bool = True
    is_half_duplex: bool = False
    tail_ms: int = 4000
    last_words: tuple[contract.Effect, ...] = ()


def rehearse(rehearsal: Rehearsal) -> Outcome:
    """Hold a walk in virtual time and return what came of it."""
    return run_in_virtual_time(_hold(rehearsal))


async def _hold(plan: Rehearsal) -> Outcome:
    stage = Stage()
    sink = ReplaySink()
    source = StageSource(plan.lines, stage, sink, tail_ms=plan.tail_ms)
    voice = ScriptedVoiceActivity(stage)
    synthesizer = ScriptedSynthesizer(fails_from=plan.voice_fails_from)
    conversation = ScriptedConversation(plan.replies, plan.commands, cycles=plan.cycles)
    conversation.last_words = plan.last_words

    loaded: list[int | None] = []

    def load_ear(_: Language) -> EarEngines:
        recognizer: Recognizer | None = None
        if plan.has_ear:
            loaded.append(plan.ear_fails_at_ms if len(loaded) < plan.ears_that_fail else None)
            recognizer = ScriptedRecognizer(stage, fails_at_ms=loaded[-1])
        return EarEngines(
            voice, recognizer, ScriptedJudge(stage, voice) if plan.has_judge else None
        )

    def load_voice() -> Synthesizer:
        if not plan.has_voice:
            raise EngineUnavailable(Phrase("No voice.", "Pas de voix."))
        return synthesizer

    news: list[News] = []
    journal = MemoryJournal()
    walk = Walk(
        Parts(
            source,
            sink,
            conversation,
            load_ear,
            load_voice,
            earcons=EARCONS,
            guard=EchoGuard("guarded" if plan.is_half_duplex else "none"),
        ),
        Plan(
            plan.language,
            plan.bounds,
            in_threads=False,
            recap=bool(plan.last_words),
        ),
        Keeping(journal, None, news.append),
    )
    source.on_press = lambda: walk.press(None)
    await walk.run()
    return Outcome(journal.events, news, conversation, synthesizer.asked)


def monologue(minutes: int) -> tuple[list[Line], list[Reply]]:
    """Return a walk of so many minutes with pauses, fillers, interruptions and coughs."""
    lines: list[Line] = []
    texts = (
        "i keep thinking about a bakery where the neighbours bake and",
        "nobody has to pay before they have tasted something",
        "what do you think about that",
        "maybe the oven could be shared because it is the most expensive part",
        "that's it",
    )
    replies = [
        Reply(("That is one way to begin.", "What would the neighbours bring to it?")),
        Reply(("Who would hold the keys?",), latency_ms=1500),
    ]
    length = 0
    number = 0
    while length < minutes * 60_000:
        text = texts[number % len(texts)]
        match number % 7:
            case 3:
                lines.append(Line(noise_ms=500, during_reply_ms=700))
            case 5:
                lines.append(Line(says="no wait i meant the oven", during_reply_ms=900))
            case 0 | 2:
                lines.append(Line(says=text, after_reply_ms=1500))
            case _:
                ending = 0.2 if text.endswith("and") else 0.95
                lines.append(Line(says=text, after_ms=1200, completeness=ending))
        length += spoken_ms(lines[-1].says) + 3500
        number += 1
    lines[0] = msgspec.structs.replace(lines[0], after_reply_ms=None, at_ms=1000)
    return lines, replies

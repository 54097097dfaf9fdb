"""The walker's side of the loop: frames to the ear, what it heard to the turn machine.

The ear works in a thread of its own, so that recording and playback never wait for it; in virtual
time it works in its place, so that the order of things is the order of samples. Sound that comes
while the engines are loading waits and is heard afterwards, and so does what a recogniser that broke
has left without a last word.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from companion.turns.events import Partial, Paused, Tick, Verdict, Voiced
from companion.walk.ear import PRE_ROLL_FRAMES, Broken, Ear, EarEngines, EarNews, Words
from models.audio import FRAME_MS

if TYPE_CHECKING:
    from models.audio import Frame
    from models.transcript import Word

Result = TypeVar("Result")

WAITING_FRAMES = 120_000 // FRAME_MS
"""Two minutes of sound may wait for the engines."""
UNHEARD_FRAMES = 600_000 // FRAME_MS
"""Ten minutes of sound may wait for a recogniser to come back."""


class Listener(Protocol):
    """Who is told what was heard."""

    def on_sound(self, event: Voiced | Paused | Partial | Verdict | Tick) -> None: ...
    def on_words(self, at_ms: int, text: str, words: tuple[Word, ...]) -> None: ...
    def on_broken(self, broken: Broken) -> None: ...


@dataclass(frozen=True, slots=True)
class _Finish:
    """A wish to have the last word, in its place among the frames."""


class Hearing:
    """Feeds one ear. Made inside a running loop."""

    def __init__(self, listener: Listener, *, in_thread: bool = True) -> None:
        self._listener = listener
        self._thread = ThreadPoolExecutor(1, "ear") if in_thread else None
        self._judging = ThreadPoolExecutor(1, "judge") if in_thread else None
        self._ear: Ear | None = None
        self._queue: deque[Frame | _Finish] = deque()
        self._unheard: deque[Frame] = deque(maxlen=UNHEARD_FRAMES)
        """Sound on which there is no last word yet."""
        self._has_words = False
        self._again_until_ms = -1
        """Sound up to here is heard a second time: its words count, its voice is long past."""
        self._arrived = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.dropped_frames = 0

    @property
    def ear(self) -> Ear | None:
        """The present ear; None while the engines are loading."""
        return self._ear

    @property
    def has_lost_words(self) -> bool:
        """Whether the recogniser broke and none has taken its place."""
        return self._has_words and self._ear is not None and not self._ear.has_recognizer

    def use(self, engines: EarEngines) -> None:
        """Hear with these engines from the next frame on, what nobody has heard first of all."""
        self._ear = Ear(engines)
        self._has_words = self._ear.has_recognizer
        if self._has_words and self._unheard:
            self._again_until_ms = self._unheard[-1].end_ms
            self._queue.extendleft(reversed(self._unheard))
            self._unheard.clear()
        self._arrived.set()

    def take(self, frame: Frame) -> None:
        """Hand a frame over. Never waits."""
        if len(self._queue) >= WAITING_FRAMES:
            self._queue.popleft()
            self.dropped_frames += 1
        self._queue.append(frame)
        self._arrived.set()

    def finish(self) -> None:
        """Ask for the last word on what was heard so far; `on_words` follows, maybe empty."""
        self._queue.appendleft(_Finish())
        self._arrived.set()

    def forget(self) -> None:
        """Forget what is being heard."""
        if self._ear is not None:
            self._ear.forget()

    async def run(self) -> None:
        """Hear until cancelled."""
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            while self._queue and self._ear is not None:
                await self._hear(self._ear, self._queue.popleft())

    def close(self) -> None:
        """Let go of the threads."""
        for task in self._tasks:
            task.cancel()
        for thread in (self._thread, self._judging):
            if thread is not None:
                thread.shutdown(wait=False)

    async def _hear(self, ear: Ear, item: Frame | _Finish) -> None:
        if isinstance(item, _Finish):
            text, words = await self._in(self._thread, ear.finish)
            if ear.has_recognizer:
                self._unheard.clear()
            self._listener.on_words(ear.now_ms, text, words)
            return
        self._remember(ear, item)
        if self._thread is None:
            told = ear.accept(item)
        else:
            told = await asyncio.get_running_loop().run_in_executor(self._thread, ear.accept, item)
        is_past = item.end_ms <= self._again_until_ms
        for news in told:
            self._tell(ear, news, is_past=is_past)
        if not is_past:
            self._listener.on_sound(Tick(item.end_ms))
        elif item.end_ms == self._again_until_ms and not ear.has_voice:
            self._queue.appendleft(_Finish())

    def _tell(self, ear: Ear, news: EarNews, *, is_past: bool) -> None:
        match news:
            case Words():
                self._listener.on_words(news.at_ms, news.text, news.words)
            case Broken():
                self._listener.on_broken(news)
            case _ if is_past:
                pass
            case _:
                self._listener.on_sound(news)
                if isinstance(news, Paused) and ear.can_judge:
                    self._judge(ear)

    def _remember(self, ear: Ear, frame: Frame) -> None:
        """Keep what has no last word; of silence, only what may hold the beginning of a word."""
        if ear.is_resting or not self._has_words:
            while len(self._unheard) >= PRE_ROLL_FRAMES:
                self._unheard.popleft()
        self._unheard.append(frame)

    def _judge(self, ear: Ear) -> None:
        task = asyncio.create_task(self._tell_verdict(ear), name="verdict")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell_verdict(self, ear: Ear) -> None:
        verdict = await self._in(self._judging, ear.completeness)
        if isinstance(verdict, Broken):
            self._listener.on_broken(verdict)
        else:
            self._listener.on_sound(Verdict(ear.now_ms, verdict))

    async def _in(self, thread: ThreadPoolExecutor | None, work: Callable[[], Result]) -> Result:
        if thread is None:
            return work()
        return await asyncio.get_running_loop().run_in_executor(thread, work)

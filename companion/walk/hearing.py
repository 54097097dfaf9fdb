"""The walker's side of the loop: frames to the ear, what it heard to the turn machine.

The ear works in a thread of its own, so that recording and playback never wait for it; in virtual
time it works in its place, so that the order of things is the order of samples. Sound that comes
while the engines are loading waits and is heard afterwards.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from companion.turns.events import Partial, Paused, Tick, Verdict, Voiced
from companion.walk.ear import Broken, Ear, EarEngines, Words
from models.audio import FRAME_MS

if TYPE_CHECKING:
    from models.audio import Frame
    from models.transcript import Word

Result = TypeVar("Result")

WAITING_FRAMES = 120_000 // FRAME_MS
"""Two minutes of sound may wait for the engines."""


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
        self._arrived = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.dropped_frames = 0

    @property
    def ear(self) -> Ear | None:
        """The present ear; None while the engines are loading."""
        return self._ear

    def use(self, engines: EarEngines) -> None:
        """Hear with these engines from the next frame on."""
        self._ear = Ear(engines)
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
            self._listener.on_words(ear.now_ms, text, words)
            return
        if self._thread is None:
            told = ear.accept(item)
        else:
            told = await asyncio.get_running_loop().run_in_executor(self._thread, ear.accept, item)
        for news in told:
            match news:
                case Words():
                    self._listener.on_words(news.at_ms, news.text, news.words)
                case Broken():
                    self._listener.on_broken(news)
                case _:
                    self._listener.on_sound(news)
                    if isinstance(news, Paused) and ear.can_judge:
                        self._judge(ear)
        self._listener.on_sound(Tick(item.end_ms))

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

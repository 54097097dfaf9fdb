"""Runs what a sound library may never come back from, without the walk waiting for it.

Closing a device that is gone can block for ever, and a thread of an executor would then keep the
program from ending. Here a thread is left behind instead, and a result that comes too late is
handed to whoever cleans up after it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Aside(Generic[Result]):
    """One blocking call at a time, in a thread that nobody has to wait for."""

    def __init__(self, too_late: Callable[[Result], None]) -> None:
        self._too_late = too_late
        self._thread: threading.Thread | None = None

    @property
    def is_stuck(self) -> bool:
        """Whether the last call still has not come back."""
        return self._thread is not None and self._thread.is_alive()

    async def run(self, call: Callable[[], Result], seconds: float) -> Result | None:
        """Return what the call returns, or None where it takes too long or the last one still does."""
        if self.is_stuck:
            await asyncio.sleep(seconds)
            return None
        errand = _Errand(call, self._too_late)
        self._thread = threading.Thread(target=errand.run, daemon=True, name="sound device")
        self._thread.start()
        try:
            async with asyncio.timeout(seconds):
                return await errand.outcome
        except TimeoutError:
            return None
        finally:
            errand.give_up()


class _Errand(Generic[Result]):
    def __init__(self, call: Callable[[], Result], too_late: Callable[[Result], None]) -> None:
        self._call = call
        self._too_late = too_late
        self._loop = asyncio.get_running_loop()
        self._deciding = threading.Lock()
        self._is_given_up = False
        self.outcome: asyncio.Future[Result] = self._loop.create_future()

    def run(self) -> None:
        result = self._call()
        with self._deciding:
            if not self._is_given_up and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._deliver, result)
                return
        self._too_late(result)

    def give_up(self) -> None:
        with self._deciding:
            self._is_given_up = True

    def _deliver(self, result: Result) -> None:
        if self.outcome.done():
            self._too_late(result)
        else:
            self.outcome.set_result(result)

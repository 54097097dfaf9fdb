"""Writing while a walk goes on: in order, durable, and never in the way of the loop.

The loop posts and goes on; one thread writes everything that waits in one go and waits for the
disk. What could not be written stays in memory, is tried again, and is reported once: a full disk
loses nothing as long as the walk lasts. With `in_thread` False everything is written at once in the
caller's thread, so that a replay in virtual time stays the same every time.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from companion.errors import CompanionError, SessionNotFound, StorageTrouble
from companion.session.events import Entry, SessionEvent
from companion.session.writing import Journal

RETRY_SECONDS: Final = 2.0

Pending = tuple[SessionEvent, "asyncio.Future[Entry]"]


class LiveJournal:
    """The journal of a walk in progress. Made and used inside a running event loop."""

    def __init__(
        self,
        journal: Journal,
        *,
        on_trouble: Callable[[CompanionError | None], None] = lambda _: None,
        in_thread: bool = True,
    ) -> None:
        """`on_trouble` is told when writing begins to fail, and None when it goes on again."""
        self._journal = journal
        self._on_trouble = on_trouble
        self._pending: deque[Pending] = deque()
        self._trouble: CompanionError | None = None
        self._writing: asyncio.Task[None] | None = None
        self._retry: asyncio.TimerHandle | None = None
        self._thread = ThreadPoolExecutor(1, "journal") if in_thread else None
        self._loop = asyncio.get_running_loop()
        if in_thread:
            journal.keep_room()

    def post(self, event: SessionEvent) -> asyncio.Future[Entry]:
        """Hand an event over; the future is done when it is on disk. It need not be awaited."""
        written = self._loop.create_future()
        written.add_done_callback(_look_at)
        self._pending.append((event, written))
        self._begin()
        return written

    @property
    def is_in_trouble(self) -> bool:
        """Whether events are waiting in memory because they cannot be written."""
        return self._trouble is not None

    async def flush(self) -> None:
        """Return when everything posted is on disk; raises what is in the way."""
        while self._pending:
            self._begin()
            if self._writing is not None:
                await self._writing
            if self._trouble is not None:
                raise self._trouble

    async def close(self) -> None:
        """Write what waits and let go; raises StorageTrouble where words could not be written."""
        try:
            await self.flush()
        except CompanionError as trouble:
            for _, written in self._pending:
                written.set_exception(trouble)
            self._pending.clear()
            raise
        finally:
            if self._retry is not None:
                self._retry.cancel()
            if self._thread is not None:
                self._thread.shutdown()
            self._journal.close()

    def _begin(self) -> None:
        if self._thread is None:
            self._write_here()
        elif self._writing is None:
            self._writing = self._loop.create_task(self._write_there(self._thread))

    def _write_here(self) -> None:
        batch = tuple(self._pending)
        try:
            entries = self._journal.append_all([event for event, _ in batch])
        except (StorageTrouble, SessionNotFound) as trouble:
            self._failed(trouble)
        else:
            self._written(batch, entries)

    async def _write_there(self, thread: ThreadPoolExecutor) -> None:
        try:
            while self._pending:
                batch = tuple(self._pending)
                events = [event for event, _ in batch]
                entries = await self._loop.run_in_executor(thread, self._journal.append_all, events)
                self._written(batch, entries)
        except (StorageTrouble, SessionNotFound) as trouble:
            self._failed(trouble)
        finally:
            self._writing = None

    def _written(self, batch: tuple[Pending, ...], entries: tuple[Entry, ...]) -> None:
        for (_, written), entry in zip(batch, entries, strict=True):
            self._pending.popleft()
            if not written.cancelled():
                written.set_result(entry)
        if self._trouble is not None:
            self._trouble = None
            self._on_trouble(None)

    def _failed(self, trouble: CompanionError) -> None:
        if self._trouble is None:
            self._on_trouble(trouble)
        self._trouble = trouble
        if self._retry is not None:
            self._retry.cancel()
        self._retry = self._loop.call_later(RETRY_SECONDS, self._begin)


def _look_at(written: asyncio.Future[Entry]) -> None:
    """Take note of a failure nobody awaits; `on_trouble` has reported it."""
    if not written.cancelled():
        written.exception()

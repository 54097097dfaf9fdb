"""Keeps the archive in step while a walk goes on, out of the way of its loop.

What was said is found by other programs a few seconds later. Trouble with the index is no trouble
of the walk: the next reader brings it in step.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from companion.archive.index import open_index
from companion.errors import CompanionError
from companion.paths import Places
from companion.session.folder import SessionFolder

EVERY_SECONDS: Final = 10.0


@asynccontextmanager
async def kept_in_step(places: Places, folder: SessionFolder) -> AsyncIterator[None]:
    """Index the session now and then for as long as the block lasts, and once more at its end."""
    task = asyncio.create_task(_index_now_and_then(places, folder))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await asyncio.to_thread(_index, places, folder)


async def _index_now_and_then(places: Places, folder: SessionFolder) -> None:
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        await asyncio.to_thread(_index, places, folder)


def _index(places: Places, folder: SessionFolder) -> None:
    with suppress(CompanionError, sqlite3.Error), open_index(places) as index:
        index.refresh_session(folder)

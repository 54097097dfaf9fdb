"""The shipped walk process, started as the command line starts it and followed through its socket."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from companion.paths import Places, find_places
from companion.session.events import SessionEvent
from companion.session.folder import SessionFolder
from companion.settings import ChatSettings, EarSettings, Settings, WalkSettings, save_settings
from companion.walk.client import WalkClient
from companion.walk.meeting import open_meeting_place
from companion.walk.messages import (
    CuePlayed,
    Floor,
    FloorChanged,
    Health,
    HealthChanged,
    Journalled,
    Level,
    News,
    Snapshot,
    WalkEnded,
)
from companion.walk.process import Ready
from models.language import Language
from tests.support.recorded import tiny_model

NO_CHAT = ChatSettings(model="none")


def settle(home: Path, chat: ChatSettings = NO_CHAT) -> Places:
    """Make a home with the small recognisers of a synthetic voice, and this machine's other models."""
    places = find_places(str(home))
    ear = EarSettings(model_en=str(tiny_model("en")), model_fr=str(tiny_model("fr")))
    save_settings(places.settings_file, Settings(ear=ear, chat=chat, walk=WalkSettings()))
    if not places.cache.exists():
        places.cache.symlink_to(find_places().cache)
    return places


class WalkProcess:
    """One walk under way."""

    def __init__(self, process: asyncio.subprocess.Process, places: Places, session: str) -> None:
        self._process = process
        self._following: asyncio.Task[None] | None = None
        self.folder = SessionFolder(places.sessions / session)
        self.client: WalkClient | None = None
        self.events: list[SessionEvent] = []
        self.cues: list[str] = []
        self.health: dict[str, Health] = {}
        self.floor: Floor = "starting"
        self.clock_ms = 0
        """The walk's own time, as it last told it."""
        self.heard_at = 0.0
        """When it last told of sound, on the loop's clock."""
        self.why = ""

    @classmethod
    async def start(
        cls,
        places: Places,
        language: Language,
        environment: Mapping[str, str],
        *options: str,
        within: Sequence[str] = (),
    ) -> WalkProcess:
        """Start a walk; return when it listens. Raises RuntimeError with what it says otherwise.

        `within`: a command that prepares its surroundings and then becomes the walk.
        """
        process = await asyncio.create_subprocess_exec(
            *(*within, sys.executable, "-m", "companion", "--ui-lang", language),
            *("walk", "--hold", "--lang", language, *options),
            env={**environment, "PROMENADE_HOME": str(places.data)},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        line = await process.stdout.readline()
        if not line:
            raise RuntimeError((await process.stderr.read()).decode())
        walk = cls(process, places, msgspec.json.decode(line, type=Ready).session)
        walk.client = await WalkClient.connect(open_meeting_place(places, walk.folder.id))
        walk._following = asyncio.create_task(walk._follow(walk.client))
        return walk

    @property
    def pid(self) -> int:
        """Of the process that holds the walk."""
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        """Whether it told its end."""
        return bool(self.why)

    def signal(self, number: int) -> None:
        """Send the process a signal."""
        self._process.send_signal(number)

    async def until(self, condition: Callable[[], bool], seconds: float = 12.0) -> None:
        """Return when something is so; raises TimeoutError naming how things stand."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not condition():
            if loop.time() > end:
                raise TimeoutError(f"{self.floor}, {self.health}, {self.events[-4:]}")
            await asyncio.sleep(0.02)

    async def end(self, seconds: float = 15.0) -> None:
        """End it by a signal, in order, and wait."""
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGTERM)
        await self.wait(seconds)

    async def wait(self, seconds: float = 60.0) -> int:
        """Wait for its end by itself; return its exit code."""
        try:
            async with asyncio.timeout(seconds):
                code = await self._process.wait()
        except TimeoutError:
            self._process.kill()
            raise
        if self._following is not None:
            await self._following
        if self.client is not None:
            await self.client.close()
        return code

    def journal(self) -> list[dict[str, Any]]:
        """Return every event on disk, as written."""
        lines = self.folder.journal.read_text(encoding="utf-8").splitlines()
        return [json.loads(line)["event"] for line in lines]

    async def _follow(self, client: WalkClient) -> None:
        async for news in client.news():
            self._take(news)

    def _take(self, news: News) -> None:
        match news:
            case Snapshot():
                self.floor = news.floor
                self.health.update({one.part: one for one in news.health})
            case Journalled():
                self.events.append(news.entry.event)
            case CuePlayed():
                self.cues.append(news.name)
            case HealthChanged():
                self.health[news.health.part] = news.health
            case FloorChanged():
                self.floor = news.floor
            case Level():
                self.clock_ms = news.at_ms
                self.heard_at = asyncio.get_running_loop().time()
            case WalkEnded():
                self.why = news.why
            case _:
                pass

"""The real desk over a folder of the test's, with a scripted loudspeaker and a scripted walk."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence

from companion.cli.desk import RealDesk
from companion.paths import Places
from companion.tui.desk import Check, WalkLink
from companion.walk.messages import News, Request
from models.language import Language


class ScriptedPlayback:
    """Is where the test says it is."""

    def __init__(self, start_ms: int, end_ms: int, speed: float) -> None:
        self.asked = (start_ms, end_ms, speed)
        self.position_ms = start_ms
        self.is_over = False
        self.is_paused = False
        self._over = threading.Event()

    def pause(self) -> None:
        self.is_paused = True

    def resume(self) -> None:
        self.is_paused = False

    def stop(self) -> None:
        self.is_over = True
        self._over.set()

    def wait(self, seconds: float) -> None:
        self._over.wait(0.01)


class ScriptedLink:
    """Tells what the test puts in; keeps what is asked."""

    def __init__(self) -> None:
        self.told: asyncio.Queue[News | None] = asyncio.Queue()
        self.asked: list[Request] = []
        self.is_closed = False

    async def news(self) -> AsyncIterator[News]:
        while (told := await self.told.get()) is not None:
            yield told

    async def send(self, request: Request) -> None:
        self.asked.append(request)

    async def close(self) -> None:
        self.is_closed = True


class ScriptedDesk(RealDesk):
    """Sessions, search and settings are real; devices and the walk's process are not."""

    def __init__(self, places: Places) -> None:
        super().__init__(places)
        self.link = ScriptedLink()
        self.playbacks: list[ScriptedPlayback] = []
        self.walks: list[tuple[Language, str]] = []

    def play(self, session: str, start_ms: int, end_ms: int, speed: float) -> ScriptedPlayback:
        self.playbacks.append(ScriptedPlayback(start_ms, end_ms, speed))
        return self.playbacks[-1]

    def start_walk(self, language: Language, topic: str) -> str:
        self.walks.append((language, topic))
        return "walk"

    async def running_walk(self) -> str:
        return ""

    async def walk_link(self, session: str) -> WalkLink:
        return self.link

    def checks(self) -> Sequence[Check]:
        return [Check("microphone", False, "no microphone found", "plug one in")]

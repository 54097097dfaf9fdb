"""Holding a walk with everything it leaves behind: journal, recording, clients told.

The session is on disk from the first moment and closed in order whatever ends the walk. Trouble
with the disk is said aloud; words are kept before sound.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from companion.conversation.contract import Command, CommandName
from companion.errors import CompanionError
from companion.session.events import Keep, SoundLost
from companion.session.folder import SessionFolder, held
from companion.session.live import LiveJournal
from companion.session.recording import Recording, RecordingNews
from companion.session.storage import free_bytes
from companion.walk import wording
from companion.walk.keeping import Keeping
from companion.walk.loop import Parts, Plan, Walk, Why
from companion.walk.messages import News, Press, Snapshot, Stop, WalkEnded
from companion.walk.watching import Watch

if TYPE_CHECKING:
    from companion.session.writing import Journal
    from models.transcript import Span


@dataclass(frozen=True, slots=True)
class Occasion:
    """The session that a walk is held in."""

    folder: SessionFolder
    journal: Journal
    keep: Keep = "sound"
    is_durable: bool = True
    """False for rehearsals: nobody waits for the disk."""


class HeldWalk:
    """A walk under way, for whoever controls it."""

    def __init__(
        self, occasion: Occasion, parts: Parts, plan: Plan, tell: Callable[[News], None]
    ) -> None:
        self._occasion = occasion
        self._plan = plan
        self._tell = tell
        self._loop = asyncio.get_running_loop()
        self._journal = LiveJournal(
            occasion.journal, on_trouble=self._on_disk_trouble, in_thread=plan.in_threads
        )
        self._recording = self._open_recording()
        self._keeping = Keeping(self._journal, self._recording, tell)
        self.walk = Walk(parts, plan, self._keeping)

    @property
    def snapshot(self) -> Snapshot:
        """Everything a client needs to draw the walk from nothing."""
        folder = self._occasion.folder
        return Snapshot(
            session=folder.id,
            language=self.walk.language,
            floor=self.walk.floor,
            elapsed_ms=self.walk.now_ms,
            health=self.walk.wellbeing.present,
            disk_free_bytes=free_bytes(folder.path),
            journal=str(folder.journal),
        )

    def take(self, request: Press | Stop) -> None:
        """Take what a client asks; a command that nobody knows is passed over."""
        match request:
            case Stop():
                self.walk.stop("key")
            case Press(command="go-on", about=""):
                self.walk.press(None)
            case Press():
                with suppress(msgspec.ValidationError):
                    name = msgspec.convert(request.command, CommandName)
                    self.walk.press(Command(name, request.about))

    async def run(self) -> Why:
        """Hold the walk to its end; the session is closed when this returns."""
        with held(self._occasion.folder):
            try:
                if self._plan.in_threads:
                    self.walk.start(Watch(self.walk, self._occasion.folder.path).run())
                why = await self.walk.run()
            finally:
                if self._recording is not None:
                    await self._recording.close()
                with suppress(CompanionError):  # told by `on_trouble` while the walk went on
                    await self._journal.close()
        self._tell(WalkEnded(self._occasion.folder.id, why))
        return why

    def _open_recording(self) -> Recording | None:
        if self._occasion.keep == "words":
            return None
        return Recording(
            self._occasion.folder.recording,
            RecordingNews(stopped=self._on_sound_stopped, lost=self._on_sound_lost),
            in_thread=self._plan.in_threads,
            is_durable=self._occasion.is_durable,
        )

    def _on_sound_stopped(self) -> None:
        self.walk.wellbeing.full(wording.DISK_LOW)

    def _on_sound_lost(self, span: Span) -> None:
        self._keeping.record(
            SoundLost(
                at_ms=self.walk.now_ms, start_ms=span.start_ms, end_ms=span.end_ms, why="disk"
            )
        )

    def _on_disk_trouble(self, trouble: CompanionError | None) -> None:
        is_back = trouble is None
        said = wording.DISK_BACK if is_back else wording.DISK_TROUBLE
        self.walk.say(said, "disk", is_all_clear=is_back)

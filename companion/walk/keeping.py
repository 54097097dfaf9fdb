"""Where a walk goes: into the journal, onto the recording, out to whoever looks on.

Observers are told, never asked; what they do cannot hold up the walk.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from companion.walk.messages import Journalled, News

if TYPE_CHECKING:
    from companion.session.events import Entry, SessionEvent
    from models.audio import Frame


class JournalPort(Protocol):
    """Takes events in order and puts them on disk."""

    def post(self, event: SessionEvent) -> asyncio.Future[Entry]: ...


class RecordingPort(Protocol):
    """Takes both voices as they sound."""

    def walker(self, frame: Frame) -> None: ...
    def companion(self, frame: Frame) -> None: ...


class Keeping:
    """The observers of one walk."""

    def __init__(
        self,
        journal: JournalPort,
        recording: RecordingPort | None,
        tell: Callable[[News], None] = lambda _: None,
    ) -> None:
        self._journal = journal
        self._recording = recording
        self.tell = tell

    def record(self, event: SessionEvent) -> None:
        """Journal an event; clients are told once it is on disk."""
        self._journal.post(event).add_done_callback(self._written)

    def walker(self, frame: Frame) -> None:
        """Record what the microphone gave."""
        if self._recording is not None:
            self._recording.walker(frame)

    def companion(self, frame: Frame) -> None:
        """Record what left the loudspeaker."""
        if self._recording is not None:
            self._recording.companion(frame)

    def stop_sound(self) -> None:
        """Keep words only from here on."""
        self._recording = None

    def _written(self, entry: asyncio.Future[Entry]) -> None:
        if not entry.cancelled() and entry.exception() is None:
            self.tell(Journalled(entry.result()))

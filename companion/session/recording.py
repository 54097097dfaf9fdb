"""Recording a walk: both voices on two tracks, never more than a second from safe.

The place of every sample comes from its time in the session: gaps are silence, and what the
companion said lies where it was heard. Half a second is held in memory; then it is written, the
header follows and the disk is waited for. When the disk runs low the sound stops and the words go
on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from companion.errors import StorageTrouble
from companion.session.soundfile import SoundFile
from companion.session.storage import SOUND_FLOOR_BYTES, free_bytes
from models.audio import EAR_RATE, Frame
from models.transcript import Span

if TYPE_CHECKING:
    from models.audio import Samples

JITTER_SAMPLES: Final = EAR_RATE * 20 // 1000
"""A frame this near to the end of the one before it continues it: times are rounded, sound is not."""

WALKER_TRACK: Final = 0
COMPANION_TRACK: Final = 1


@dataclass(frozen=True, slots=True)
class RecordingNews:
    """Whom a recording tells about sound that it cannot keep."""

    stopped: Callable[[], None] = lambda: None
    """Sound is being lost from here on: the disk is low or full."""
    lost: Callable[[Span], None] = lambda _: None
    """The stretch that was lost, once it is over."""


class Recording:
    """The sound of a walk in progress: given frames by the loop, written by a thread of its own.

    With `in_thread` it is made and used inside a running event loop, and its callbacks run there.
    """

    def __init__(
        self,
        file: Path,
        news: RecordingNews,
        *,
        free: Callable[[Path], int] = free_bytes,
        in_thread: bool = True,
        is_durable: bool = True,
    ) -> None:
        """Begin a recording, or go on with the one that is there."""
        self.file = file
        self._sound = SoundFile(file, is_durable=is_durable)
        self._news = news
        self._free = free
        self._ends = [self._sound.samples, self._sound.samples]
        self._lost_from = -1
        self._back_from = -1
        self._asked_at = -EAR_RATE
        self._is_low = False
        self._thread = ThreadPoolExecutor(1, "recording") if in_thread else None
        self._loop = asyncio.get_running_loop() if in_thread else None

    def walker(self, frame: Frame) -> None:
        """Take a frame of the walker's microphone. Never blocks, never raises."""
        self._take(WALKER_TRACK, frame)

    def companion(self, frame: Frame) -> None:
        """Take what just left the loudspeaker, at the time it did; any rate.

        Give it as it plays: what is given only at the end of a reply is lost when the power goes.
        """
        self._take(COMPANION_TRACK, frame)

    async def close(self) -> None:
        """Write the rest and let go. Never raises: what is lost is told."""
        if self._thread is None or self._loop is None:
            self._finish()
        else:
            await self._loop.run_in_executor(self._thread, self._finish)
            self._thread.shutdown()
            await asyncio.sleep(0)  # the last news reach their callbacks before this returns

    def _take(self, track: int, frame: Frame) -> None:
        samples = frame.samples if frame.rate == EAR_RATE else _at_ear_rate(frame)
        start = frame.start_ms * EAR_RATE // 1000
        if abs(start - self._ends[track]) < JITTER_SAMPLES:
            start = self._ends[track]
        self._ends[track] = start + len(samples)
        if self._thread is None:
            self._put(track, start, samples)
        else:
            self._thread.submit(self._put, track, start, samples)

    def _put(self, track: int, start: int, samples: Samples) -> None:
        if self._is_full(start):
            self._lose(start)
            return
        if self._lost_from >= 0 and self._back_from < 0:
            self._back_from = start
        try:
            is_written = self._sound.put(track, start, samples)
        except StorageTrouble:
            self._back_from = -1
            self._lose(self._sound.samples)
        else:
            if is_written and self._back_from >= 0:
                self._found(self._back_from)

    def _is_full(self, start: int) -> bool:
        """Ask the disk once a second of sound."""
        if abs(start - self._asked_at) >= EAR_RATE:
            self._asked_at = start
            self._is_low = self._free(self.file.parent) < SOUND_FLOOR_BYTES
        return self._is_low

    def _lose(self, start: int) -> None:
        if self._lost_from < 0:
            self._lost_from = start
            self._tell(self._news.stopped)

    def _found(self, start: int) -> None:
        lost = Span(self._lost_from * 1000 // EAR_RATE, start * 1000 // EAR_RATE)
        self._lost_from = self._back_from = -1
        self._tell(lambda: self._news.lost(lost))

    def _finish(self) -> None:
        try:
            self._sound.close()
        except StorageTrouble:
            self._back_from = -1
            self._lose(self._sound.samples)
        if self._lost_from >= 0:
            self._found(self._back_from if self._back_from >= 0 else max(self._ends))

    def _tell(self, news: Callable[[], None]) -> None:
        if self._loop is None:
            news()
        else:
            self._loop.call_soon_threadsafe(news)


def _at_ear_rate(frame: Frame) -> Samples:
    import soxr

    resampled: Samples = soxr.resample(frame.samples, frame.rate, EAR_RATE)
    return resampled

"""A recorded walker that stays in silence after the last word, so that the recap is heard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import numpy as np

from companion.audio.ports import DeviceNews
from companion.audio.wavefile import Pacing
from models.audio import EAR_RATE, FRAME_SAMPLES, Frame

if TYPE_CHECKING:
    from companion.audio.ports import AudioSource
    from companion.audio.replay import ReplaySink


class LingeringSource:
    """A source that goes on in silence after `ended`, until it is closed."""

    def __init__(self, source: AudioSource, sink: ReplaySink, *, speed: float = 1.0) -> None:
        self._source = source
        self._sink = sink
        self._speed = speed
        self._is_closed = False

    async def frames(self) -> AsyncIterator[Frame | DeviceNews]:
        """Yield what the source does, then silence."""
        end_ms = 0
        async for item in self._source.frames():
            yield item
            end_ms = item.end_ms if isinstance(item, Frame) else max(end_ms, item.at_ms)
        pacing = Pacing(self._speed)
        silence = np.zeros(FRAME_SAMPLES, dtype=np.int16)
        number = 0
        while not self._is_closed:
            await pacing.frame()
            at_ms = end_ms + number * FRAME_SAMPLES * 1000 // EAR_RATE
            number += 1
            self._sink.advance(at_ms, FRAME_SAMPLES)
            yield Frame(at_ms, silence)

    async def close(self) -> None:
        """Fall out of the silence."""
        self._is_closed = True
        await self._source.close()

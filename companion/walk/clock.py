"""The present, in the session's time: the end of the last frame plus what was waited since."""

from __future__ import annotations

import asyncio

SILENT_SECONDS = 0.5
"""Without a frame for this long time goes on by the loop."""


class SessionClock:
    """Told of each frame; asked for the present. Made inside a running loop."""

    def __init__(self, start_ms: int) -> None:
        self._loop = asyncio.get_running_loop()
        self._frame_ms = start_ms
        self._seen = self._loop.time()
        self._latest_ms = start_ms

    def frame_ended(self, at_ms: int) -> None:
        """A frame whose last sample is at `at_ms` arrived."""
        self._frame_ms = at_ms
        self._seen = self._loop.time()

    @property
    def is_stalled(self) -> bool:
        """Whether no sound comes any more."""
        return self._loop.time() - self._seen > SILENT_SECONDS

    @property
    def now_ms(self) -> int:
        """Milliseconds since the session began; never goes backwards."""
        waited = round((self._loop.time() - self._seen) * 1000)
        self._latest_ms = max(self._latest_ms, self._frame_ms + waited)
        return self._latest_ms

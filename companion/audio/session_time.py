"""How the session's time lies on the steady clock of the devices (pure)."""

from __future__ import annotations


class SessionTime:
    """Seconds of the session, across the streams that come and go."""

    def __init__(self, start: float) -> None:
        self.now = start
        self._zero: float | None = None
        self._stopped: float | None = None

    def of(self, at: float) -> float | None:
        """Return the session's time of a moment of the steady clock; None before the first stream."""
        return None if self._zero is None else at - self._zero

    def stop(self) -> None:
        """Take note that a stream was lost: what follows until the next one begins is missing."""
        if self._stopped is None and self._zero is not None:
            self._stopped = self.now

    def begin(self, first_at: float) -> tuple[float, int | None]:
        """Return where a fresh stream begins, and the milliseconds lost if one was lost before."""
        if self._zero is None:
            self._zero = first_at - self.now
        start = max(self.now, first_at - self._zero)
        stopped, self._stopped = self._stopped, None
        return start, None if stopped is None else round((start - stopped) * 1000)

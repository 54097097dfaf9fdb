"""Whether the library's thread works for nothing (pure).

After this machine was too busy for its sound for a moment, PortAudio over ALSA's PulseAudio plugin
may poll without ever waiting again: blocks go on coming, at the price of half a processor. Only
opening the streams again ends that.
"""

from __future__ import annotations

WINDOW_SECONDS = 3.0
MOST_SHARE = 0.25
"""Of a processor; handing blocks over takes less than a twentieth."""


class Spin:
    """Watches the thread of one open stream."""

    def __init__(self) -> None:
        self._since: tuple[float, float] | None = None

    def has_begun(self, at: float, worked: float) -> bool:
        """Take note of a block: when it came, and the thread's processor time, both in seconds."""
        if self._since is None:
            self._since = at, worked
        began, before = self._since
        if at - began < WINDOW_SECONDS:
            return False
        self._since = at, worked
        return worked - before > MOST_SHARE * (at - began)

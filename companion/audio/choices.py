"""Which microphones were tried and gave nothing but zeros, and which is worth a try next (pure)."""

from __future__ import annotations

from companion.audio.devices import Device, candidates

DEAD_AGAIN_SECONDS = 30.0
"""How long a silent device is left alone where there is no other to try."""


class Choices:
    """Remembers which microphone worked last, and which were tried in vain."""

    def __init__(self) -> None:
        self.last: tuple[str, str] | None = None
        """Identity of the one that was opened last."""
        self._silent: frozenset[tuple[str, str]] = frozenset()
        self._left_at = float("-inf")
        self._count = 1

    def order(self, devices: list[Device], wished: str) -> list[Device]:
        """Return the microphones to try, best first; `wished`: part of a name."""
        ordered = candidates(devices, "input", wished=wished, last=self.last, avoided=self._silent)
        self._count = len(ordered)
        return ordered

    def has_better(self, now: float) -> bool:
        """Tell whether it is worth leaving the present one, at `now` seconds of the session."""
        has_other = len(self._silent) + 1 < self._count
        return has_other or now - self._left_at > DEAD_AGAIN_SECONDS

    def leave(self, device: Device, now: float) -> None:
        """Take note that a microphone gives nothing; after the last one all are tried anew."""
        known = self._silent | {device.identity}
        self._silent = known if len(known) < self._count else frozenset()
        self._left_at = now

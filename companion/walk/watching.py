"""What may end a walk from outside, watched while it goes on: the battery and the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from companion.session.storage import SOUND_FLOOR_BYTES, free_bytes
from companion.walk import wording
from companion.walk.battery import Battery, levels_passed, read_battery

if TYPE_CHECKING:
    from companion.walk.loop import Walk

WATCH_SECONDS = 30.0
HOUR_BYTES = 2 * 2 * 16_000 * 3600
"""An hour of both voices on disk."""


class Watch:
    """Looks every half minute; says each thing once."""

    def __init__(
        self,
        walk: Walk,
        folder: Path,
        *,
        battery: Callable[[], Battery | None] = read_battery,
        free: Callable[[Path], int] = free_bytes,
    ) -> None:
        self._walk = walk
        self._folder = folder
        self._battery = battery
        self._free = free
        self._levels: frozenset[int] = frozenset()
        self._is_low = False

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(WATCH_SECONDS)

    def look(self) -> None:
        """Look once."""
        self._look_at_battery(self._battery())
        try:
            free = self._free(self._folder)
        except OSError:
            return  # the journal tells what is wrong with the disk
        if free < SOUND_FLOOR_BYTES + HOUR_BYTES and not self._is_low:
            self._is_low = True
            minutes = max(0, free - SOUND_FLOOR_BYTES) * 60 // HOUR_BYTES
            self._walk.wellbeing.full(wording.DISK_FILLING.format(minutes=minutes))

    def _look_at_battery(self, battery: Battery | None) -> None:
        passed = levels_passed(battery)
        if battery is not None and passed - self._levels:
            self._walk.say(wording.BATTERY_LOW.format(percent=battery.percent), "battery")
        self._levels |= passed

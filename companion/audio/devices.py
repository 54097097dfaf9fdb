"""Which devices there are, what kind they seem to be, and in which order to try them (pure).

Indices shift when something is plugged in, so a device is known by its name and host interface.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Direction = Literal["input", "output"]
Listening = Literal["headset", "speaker"]

WIRED_STALL_SECONDS = 1.0
BLUETOOTH_STALL_SECONDS = 3.0

_BLUETOOTH = re.compile(
    r"bluez|bluetooth|airpods|hands-?free|\bhfp\b|\bhsp\b|\bbuds\b|mains libres", re.IGNORECASE
)
_HEADSET = re.compile(
    r"head-?(set|phones?)|ear-?(phones?|buds?|pods?)|casque|écouteurs|micro-casque|oreillette",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Device:
    """A device as PortAudio lists it."""

    index: int
    name: str
    host: str
    """Host interface: ALSA, Core Audio, Windows WASAPI …"""
    inputs: int
    outputs: int
    rate: int
    """Its own rate, in hertz."""
    is_default_input: bool = False
    is_default_output: bool = False

    @property
    def identity(self) -> tuple[str, str]:
        """What it is remembered by."""
        return self.name, self.host

    @property
    def is_bluetooth(self) -> bool:
        """Whether its name says so: such devices start with silence and stall for longer."""
        return bool(_BLUETOOTH.search(self.name))

    @property
    def stall_seconds(self) -> float:
        """How long it may give nothing before it counts as gone."""
        return BLUETOOTH_STALL_SECONDS if self.is_bluetooth else WIRED_STALL_SECONDS

    def channels(self, direction: Direction) -> int:
        """Return how many channels it has in one direction."""
        return self.inputs if direction == "input" else self.outputs

    def is_default(self, direction: Direction) -> bool:
        """Return whether the system would choose it."""
        return self.is_default_input if direction == "input" else self.is_default_output


def is_headset(name: str) -> bool:
    """Return whether a device by this name sits on somebody's ears, as far as names tell."""
    return bool(_HEADSET.search(name) or _BLUETOOTH.search(name))


def candidates(
    devices: Sequence[Device],
    direction: Direction,
    *,
    wished: str = "",
    last: tuple[str, str] | None = None,
    avoided: frozenset[tuple[str, str]] = frozenset(),
) -> list[Device]:
    """Return the devices to try, best first.

    The one that was wished for by (part of) its name, the one that worked last, the system's, then
    the rest, headsets first. Devices in `avoided` come last: they are still better than nothing.
    """
    usable = [device for device in devices if device.channels(direction) > 0]

    def order(device: Device) -> tuple[bool, bool, bool, bool, bool, int]:
        return (
            device.identity in avoided,
            not (wished and wished.casefold() in device.name.casefold()),
            device.identity != last,
            not device.is_default(direction),
            not is_headset(device.name),
            device.index,
        )

    return sorted(usable, key=order)

"""Sound in and out, as a walk sees it: real devices, files and scripts keep the same contract."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

import msgspec

from models.audio import Frame
from models.speech import Speech


class DeviceNews(msgspec.Struct, frozen=True):
    """Something happened to a device."""

    at_ms: int
    kind: str
    """`lost` and `silent` (nothing but zeros) end a microphone, `asleep` opens it again without a word;
    `reopened` tells of the gap, `replaced` of the first sound after a loss; `dropped`, `ended`."""
    device: str = ""
    lost_ms: int = 0
    """Sound that is missing because of it: `reopened`, `dropped`."""


class AudioSource(Protocol):
    """The walker's side: 16 kHz mono frames of 32 ms whose times never go backwards."""

    def frames(self) -> AsyncIterator[Frame | DeviceNews]:
        """Yield frames as time passes; ends when the source does. Gaps come as DeviceNews."""

    async def close(self) -> None: ...


class Heard(msgspec.Struct, frozen=True):
    """How much of a piece of sound left the loudspeaker."""

    played_ms: int
    total_ms: int


class AudioSink(Protocol):
    """The companion's side. Time is counted in samples that really left."""

    async def play(self, speech: Speech) -> Heard:
        """Return when the sound has been heard, or was stopped."""

    def pause(self) -> None:
        """Fall silent at once, keeping the place."""

    def resume(self) -> None:
        """Go on where `pause` stopped."""

    def stop(self) -> None:
        """Fall silent at once and forget the rest; `play` returns what was heard."""

    @property
    def played(self) -> Heard:
        """Of the present piece."""

    def take_played(self) -> list[Frame]:
        """Return what really left since the last call: 16 kHz mono with session times, for the
        companion's track. Silence in between is left out; times never go backwards."""

    async def close(self) -> None: ...

"""Devices by script: what there is, what opening does, and the blocks that come.

Nothing here keeps time: each block carries the second at which it is said to have arrived.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from companion.audio.devices import Device
from companion.audio.playhead import Playhead
from companion.audio.streams import Block
from companion.errors import DeviceTrouble
from models.audio import Samples
from models.language import Phrase

RATE = 48_000
BLOCK = RATE // 50


def device(name: str, index: int = 0, *, inputs: int = 1, outputs: int = 1, **more: bool) -> Device:
    """Return a device at 48 kHz."""
    return Device(index, name, "scripted", inputs, outputs, RATE, **more)


@dataclass
class ScriptedStreams:
    """What was opened; `bring` stands for the library's callback."""

    microphone: Device
    speaker: Device | None
    wake: Callable[[], None]
    rate: int = RATE
    is_duplex: bool = True
    output_latency: float = 0.0
    is_over: bool = False
    is_closed: bool = False
    load: float = 0.03
    """Share of a processor that bringing blocks takes."""
    worked: float = 0.0
    playhead: Playhead | None = None
    _blocks: list[Block] = field(default_factory=list)
    _played: list[tuple[float, Samples]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.speaker is not None:
            self.playhead = Playhead(RATE)

    def bring(self, at: float, seconds: float, loudness: int = 1000) -> float:
        """Deliver sound in blocks of 20 ms, the first at `at`; return when the next is due."""
        noise = np.random.default_rng(0)
        for _ in range(round(seconds * RATE / BLOCK)):
            heard = noise.integers(-loudness, loudness + 1, BLOCK).astype(np.int16)
            played = None
            if self.playhead is not None:
                played = self.playhead.take(BLOCK)
                if played.any():
                    self._played.append((at, played))
            self.worked += self.load * BLOCK / RATE
            self._blocks.append(Block(heard, played, at, worked=self.worked))
            at += BLOCK / RATE
        self.wake()
        return at

    def take_blocks(self) -> list[Block]:
        blocks, self._blocks = self._blocks, []
        return blocks

    def take_played(self) -> list[tuple[float, Samples]]:
        played, self._played = self._played, []
        return played

    def close(self) -> None:
        self.is_closed = True


@dataclass
class ScriptedLibrary:
    """A sound library whose devices come and go as the test says."""

    found: list[Device]
    busy: set[str] = field(default_factory=set)
    opened: list[ScriptedStreams] = field(default_factory=list)
    output_latency: float = 0.0
    refreshes: int = 0

    def devices(self) -> list[Device]:
        return list(self.found)

    def refresh(self) -> None:
        self.refreshes += 1

    def open(
        self,
        microphone: Device,
        speaker: Device | None,
        arrived: Callable[[], None],
        *,
        in_step: bool = False,
    ) -> ScriptedStreams:
        if microphone.name in self.busy:
            raise DeviceTrouble(Phrase("busy", "occupé"))
        streams = ScriptedStreams(microphone, speaker, arrived, output_latency=self.output_latency)
        self.opened.append(streams)
        return streams

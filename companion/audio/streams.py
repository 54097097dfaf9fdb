"""Streams that hand over what the microphone heard and take what the loudspeaker plays, and do no more.

Their callbacks run in threads of PortAudio while the walk goes on, so they copy, count and wake the
event loop: no lock, no file, no wait. Where the echo is to be cancelled, what is played and what is
heard must stay in step, so both directions of one device are one stream; so they are where a system
joins them its own way (macOS). Elsewhere they are two, also on one device: a process that stands
still for a moment leaves its loudspeaker without sound, and in one stream for both the microphone
would come late by that much ever after. What was played is then laid beside what was heard.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from companion.audio.devices import Device
from companion.audio.far_end import FarEnd
from companion.audio.playhead import Playhead
from models.audio import Samples

BLOCK_SECONDS = 0.02
_INBOX_BLOCKS = 500
"""Ten seconds: more than the event loop is ever late."""


@dataclass(frozen=True, slots=True)
class Block:
    """What one callback brought."""

    heard: Samples
    """The microphone, mono, at the stream's rate."""
    played: Samples | None
    """The loudspeaker in the same moment; None where it has a stream, and a clock, of its own."""
    at: float
    """Seconds of a steady clock, when it was delivered."""
    is_torn: bool = False
    """Whether something was lost between it and the block before, in either direction."""
    worked: float = 0.0
    """Processor time of the thread that brings blocks, in seconds so far."""


class PortAudioStreams:
    """Streams whose callbacks fill an inbox and empty a playhead."""

    def __init__(
        self,
        microphone: Device,
        speaker: Device | None,
        arrived: Callable[[], None],
        *,
        in_step: bool = False,
    ) -> None:
        """`in_step`: whether both directions are one stream, where they share a device."""
        self.microphone = microphone
        self.speaker = speaker
        self.is_duplex = speaker is not None and _share_a_clock(microphone, speaker)
        self._is_joined = self.is_duplex and (in_step or sys.platform == "darwin")
        self._far: FarEnd | None = None
        self.rate = microphone.rate
        self.playhead: Playhead | None = None
        if speaker is not None:
            self.playhead = Playhead(microphone.rate if self.is_duplex else speaker.rate)
        self.output_latency = 0.0
        self.is_over = False
        self.underflows = 0
        self._arrived = arrived
        self._is_closing = False
        self._blocks: deque[Block] = deque(maxlen=_INBOX_BLOCKS)
        self._played: deque[tuple[float, Samples]] = deque(maxlen=_INBOX_BLOCKS)
        self._streams: list[Any] = []

    def start(self, sd: Any) -> None:
        """Open and start; raises what the library raises."""
        shape = {"dtype": "int16", "latency": "low", "finished_callback": self._finished}
        block = round(self.rate * BLOCK_SECONDS)
        if self._is_joined and self.speaker is not None:
            both = {"device": (self.microphone.index, self.speaker.index), "channels": 1}
            stream = sd.RawStream(
                samplerate=self.rate, blocksize=block, callback=self._duplex, **both, **shape
            )
            self.output_latency = stream.latency[1]
            self._streams = [stream]
        else:
            self._open_apart(sd, block, shape)
        for stream in self._streams:
            stream.start()

    def take_blocks(self) -> list[Block]:
        """Return what arrived since the last call."""
        return [self._blocks.popleft() for _ in range(len(self._blocks))]

    def take_played(self) -> list[tuple[float, Samples]]:
        """Return what sounded since the last call, with the time at which it was taken."""
        return [self._played.popleft() for _ in range(len(self._played))]

    def close(self) -> None:
        """End the streams at once."""
        self._is_closing = True
        for stream in self._streams:
            stream.close(ignore_errors=True)
        self._streams = []

    def _open_apart(self, sd: Any, block: int, shape: dict[str, Any]) -> None:
        self._streams.append(
            sd.RawInputStream(
                device=self.microphone.index,
                channels=1,
                samplerate=self.rate,
                blocksize=block,
                callback=self._input,
                **shape,
            )
        )
        if self.speaker is None:
            return
        stream = sd.RawOutputStream(
            device=self.speaker.index,
            channels=1,
            samplerate=self.speaker.rate,
            blocksize=round(self.speaker.rate * BLOCK_SECONDS),
            callback=self._output,
            **shape,
        )
        self.output_latency = stream.latency
        if self.is_duplex:
            self._far = FarEnd(round(stream.latency / BLOCK_SECONDS))
        self._streams.append(stream)

    def _duplex(self, heard: Any, out: Any, frames: int, _: Any, status: Any) -> None:
        played = self._take(out, frames, status)
        self._hand_over(heard, played, bool(status.input_overflow or status.output_underflow))

    def _input(self, heard: Any, frames: int, _: Any, status: Any) -> None:
        played, is_torn = self._far.take(frames) if self._far is not None else (None, False)
        self._hand_over(heard, played, is_torn or bool(status.input_overflow))

    def _output(self, out: Any, frames: int, _: Any, status: Any) -> None:
        samples = self._take(out, frames, status)
        if self._far is not None:
            self._far.put(samples, is_torn=bool(status.output_underflow))

    def _take(self, out: Any, frames: int, status: Any) -> Samples:
        assert self.playhead is not None
        samples = self.playhead.take(frames)
        out[:] = samples.tobytes()
        self.underflows += bool(status.output_underflow)
        if samples.any():
            self._played.append((_steady(), samples))
        return samples

    def _hand_over(self, heard: Any, played: Samples | None, is_torn: bool) -> None:
        samples = np.frombuffer(bytes(heard), np.int16)
        self._blocks.append(Block(samples, played, _steady(), is_torn, time.thread_time()))
        self._arrived()

    def _finished(self) -> None:
        if not self._is_closing:
            self.is_over = True
            self._arrived()


def _steady() -> float:
    # The wall, for a watchdog over devices: asyncio's loop counts the same seconds.
    return time.monotonic()


def _share_a_clock(microphone: Device, speaker: Device) -> bool:
    if microphone.index == speaker.index:
        return True
    # Core Audio has one device per direction and joins the built-in ones itself
    return sys.platform == "darwin" and microphone.rate == speaker.rate

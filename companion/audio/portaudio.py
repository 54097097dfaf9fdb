"""PortAudio as the program uses it: a list of devices, and streams that hand over and do no more.

The library is loaded when the first device is wanted. Its callbacks run in threads of their own
while the walk goes on, so they copy, count and wake the event loop: no lock, no file, no wait.
PortAudio looks for devices once; `refresh` makes it look again, which ends every stream there is.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from companion.audio.chatter import silence_alsa
from companion.audio.devices import Device
from companion.audio.playhead import Playhead
from companion.errors import DeviceTrouble
from models.audio import Samples
from models.language import Phrase

BLOCK_SECONDS = 0.02
_INBOX_BLOCKS = 500
"""Ten seconds: more than the event loop is ever late."""

_NO_PORTAUDIO = DeviceTrouble(
    Phrase("PortAudio is not on this machine.", "PortAudio est absent de cette machine."),
    Phrase(
        "Install it: `sudo apt install libportaudio2` (Debian, Ubuntu), `brew install portaudio` "
        "(macOS); Windows has it with the program.",
        "Installez-le : `sudo apt install libportaudio2` (Debian, Ubuntu), `brew install portaudio` "
        "(macOS) ; sous Windows il vient avec le programme.",
    ),
)


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


class Streams(Protocol):
    """An open microphone, and perhaps an open loudspeaker."""

    microphone: Device
    speaker: Device | None
    rate: int
    """Of the microphone, in hertz."""
    playhead: Playhead | None
    is_duplex: bool
    """Whether both run on one clock."""
    output_latency: float
    """Seconds from a sample being taken until it is heard."""
    is_over: bool
    """Whether the library ended a stream by itself."""

    def take_blocks(self) -> list[Block]: ...
    def take_played(self) -> list[tuple[float, Samples]]: ...
    def close(self) -> None: ...


class SoundLibrary(Protocol):
    """What lists and opens devices. All of it blocks: call it in a thread."""

    def devices(self) -> list[Device]: ...
    def refresh(self) -> None: ...
    def open(
        self, microphone: Device, speaker: Device | None, arrived: Callable[[], None]
    ) -> Streams:
        """Raise DeviceTrouble where it cannot; `arrived` is called from other threads."""


def load_sounddevice() -> Any:
    """Return the `sounddevice` module; raises DeviceTrouble with the remedy."""
    silence_alsa()
    try:
        return importlib.import_module("sounddevice")
    except (ImportError, OSError) as error:
        raise _NO_PORTAUDIO from error


class PortAudio:
    """The library of this machine."""

    def __init__(self) -> None:
        self._sd = load_sounddevice()

    def devices(self) -> list[Device]:
        """Return all devices; raises DeviceTrouble."""
        try:
            hosts, listed = self._sd.query_hostapis(), self._sd.query_devices()
        except self._sd.PortAudioError as error:
            raise _no_devices() from error
        first_in, first_out = _defaults(hosts, self._sd.default.hostapi)
        return [
            Device(
                index=index,
                name=str(found["name"]),
                host=str(hosts[found["hostapi"]]["name"]),
                inputs=found["max_input_channels"],
                outputs=found["max_output_channels"],
                rate=round(found["default_samplerate"]),
                is_default_input=index == first_in,
                is_default_output=index == first_out,
            )
            for index, found in enumerate(listed)
        ]

    def refresh(self) -> None:
        """Look for devices again. Every stream must be closed before."""
        with contextlib.suppress(self._sd.PortAudioError):
            self._sd._terminate()
        try:
            self._sd._initialize()
        except self._sd.PortAudioError as error:
            raise _no_devices() from error

    def open(
        self, microphone: Device, speaker: Device | None, arrived: Callable[[], None]
    ) -> Streams:
        """Open one duplex stream where both ends share a device, else two streams."""
        streams = PortAudioStreams(microphone, speaker, arrived)
        try:
            streams.start(self._sd)
        except (self._sd.PortAudioError, ValueError) as error:
            streams.close()
            raise _busy(microphone) from error
        return streams

    def open_speaker(self, speaker: Device) -> PortAudioSpeaker:
        """Open a loudspeaker alone; raises DeviceTrouble."""
        try:
            return PortAudioSpeaker(self._sd, speaker)
        except (self._sd.PortAudioError, ValueError) as error:
            raise _busy(speaker) from error


class PortAudioSpeaker:
    """A loudspeaker alone, for listening to recordings."""

    def __init__(self, sd: Any, speaker: Device) -> None:
        self.rate = speaker.rate
        self._take: Callable[[int], Samples] | None = None
        self._stream: Any = sd.RawOutputStream(
            device=speaker.index,
            channels=1,
            dtype="int16",
            samplerate=self.rate,
            latency="high",
            callback=self._fill,
        )

    def start(self, take: Callable[[int], Samples]) -> None:
        """Play what `take` gives, until `close`."""
        self._take = take
        if self._stream is not None:
            self._stream.start()

    def close(self) -> None:
        """Fall silent at once; closing twice is nothing."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close(ignore_errors=True)

    def _fill(self, out: Any, frames: int, _time: Any, _status: Any) -> None:
        out[:] = self._take(frames).tobytes() if self._take else bytes(len(out))


class PortAudioStreams:
    """Streams whose callbacks fill an inbox and empty a playhead."""

    def __init__(
        self, microphone: Device, speaker: Device | None, arrived: Callable[[], None]
    ) -> None:
        self.microphone = microphone
        self.speaker = speaker
        self.is_duplex = speaker is not None and _share_a_clock(microphone, speaker)
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
        if self.is_duplex and self.speaker is not None:
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
        self._streams.append(stream)

    def _duplex(self, heard: Any, out: Any, frames: int, _: Any, status: Any) -> None:
        played = self._take(out, frames, status)
        self._hand_over(heard, played, bool(status.input_overflow or status.output_underflow))

    def _input(self, heard: Any, _frames: int, _time: Any, status: Any) -> None:
        self._hand_over(heard, None, bool(status.input_overflow))

    def _output(self, out: Any, frames: int, _: Any, status: Any) -> None:
        self._take(out, frames, status)

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


def _busy(device: Device) -> DeviceTrouble:
    return DeviceTrouble(
        Phrase("{name} cannot be opened.", "{name} ne s'ouvre pas.").format(name=device.name),
        Phrase(
            "Close what else uses it, or choose another: `device` under [microphone] or [voice] in "
            "the settings.",
            "Fermez ce qui l'utilise, ou choisissez-en un autre : `device` sous [microphone] ou "
            "[voice] dans les réglages.",
        ),
    )


def _no_devices() -> DeviceTrouble:
    return DeviceTrouble(
        Phrase("No sound device can be reached.", "Aucun appareil audio n'est accessible."),
        Phrase(
            "Check that the sound server runs: `pactl info` or `wpctl status` on Linux.",
            "Vérifiez que le serveur de son tourne : `pactl info` ou `wpctl status` sous Linux.",
        ),
    )


def waker(loop: asyncio.AbstractEventLoop, event: asyncio.Event) -> Callable[[], None]:
    """Return what sets an event of the loop from any thread, also when the loop has ended."""

    def wake() -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(event.set)

    return wake


def _steady() -> float:
    # The wall, for a watchdog over devices: asyncio's loop counts the same seconds.
    return time.monotonic()


def _share_a_clock(microphone: Device, speaker: Device) -> bool:
    if microphone.index == speaker.index:
        return True
    # Core Audio has one device per direction and joins the built-in ones itself
    return sys.platform == "darwin" and microphone.rate == speaker.rate


def _defaults(hosts: Any, host: int) -> tuple[int, int]:
    chosen = hosts[host]
    return chosen["default_input_device"], chosen["default_output_device"]

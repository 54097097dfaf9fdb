"""PortAudio as the program uses it: a list of devices, and what opens them.

The library is loaded when the first device is wanted. It looks for devices once; `refresh` makes it
look again, which ends every stream there is.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
from collections.abc import Callable
from typing import Any, Protocol

from companion.audio.chatter import silence_alsa
from companion.audio.devices import Device
from companion.audio.playhead import Playhead
from companion.audio.streams import Block, PortAudioStreams
from companion.errors import DeviceTrouble
from models.audio import Samples
from models.language import Phrase

_NO_PORTAUDIO = DeviceTrouble(
    Phrase("PortAudio is not on this machine.", "PortAudio est absent de cette machine."),
    Phrase(
        "Install it: `sudo apt install libportaudio2` (Debian, Ubuntu), `brew install portaudio` "
        "(macOS); Windows has it with the program.",
        "Installez-le : `sudo apt install libportaudio2` (Debian, Ubuntu), `brew install portaudio` "
        "(macOS) ; sous Windows il vient avec le programme.",
    ),
)


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
        self,
        microphone: Device,
        speaker: Device | None,
        arrived: Callable[[], None],
        *,
        in_step: bool = False,
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
        self,
        microphone: Device,
        speaker: Device | None,
        arrived: Callable[[], None],
        *,
        in_step: bool = False,
    ) -> Streams:
        """Open both ends, as one stream where they share a device and must stay in step."""
        streams = PortAudioStreams(microphone, speaker, arrived, in_step=in_step)
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


def _defaults(hosts: Any, host: int) -> tuple[int, int]:
    chosen = hosts[host]
    return chosen["default_input_device"], chosen["default_output_device"]

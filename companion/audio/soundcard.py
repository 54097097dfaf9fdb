"""Microphone and loudspeaker of this machine, kept alive through everything that happens to them.

A headset leaves, the system's choice changes, a device gives nothing or nothing but zeros: what is
left is opened again on the next best device, the gap is marked, the session's clock goes on with
the wall, and whatever was being said goes on where it stopped. Nothing is ever raised into a walk
once it runs; what happened comes as `DeviceNews`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Literal

from companion.audio.background import Aside
from companion.audio.choices import Choices
from companion.audio.devices import Device, candidates
from companion.audio.echo import (
    EchoCanceller,
    EchoGuard,
    Setting,
    choose_echo,
    choose_listening,
    has_canceller,
)
from companion.audio.intake import Intake
from companion.audio.portaudio import SoundLibrary, Streams, waker
from companion.audio.ports import DeviceNews
from companion.audio.resample import resample
from companion.audio.session_time import SessionTime
from companion.audio.silences import Silences, Verdict
from companion.audio.speaker import SpeakerSink
from companion.audio.spinning import Spin
from companion.audio.streams import Block
from companion.errors import DeviceTrouble
from companion.settings import MicrophoneSettings, VoiceSettings
from models.audio import EAR_RATE, Frame
from models.language import Phrase

RETRY_SECONDS = 0.5
FIRST_BLOCK_SECONDS = 3.0
GRACE_SECONDS = 0.3
"""A program that stood still wakes to a time that is over, and to blocks that come a moment later."""
OPEN_SECONDS = 5.0
_MOST_SPEAKERS = 3
"""Loudspeakers to try with one microphone before it is opened alone."""

Items = list[Frame | DeviceNews]


@dataclass(frozen=True, slots=True)
class SoundcardSettings:
    """Which devices are wanted and what is done about echo."""

    microphone: str = ""
    speaker: str = ""
    listening: Literal["auto", "headset", "speaker"] = "auto"
    echo: Setting = "auto"
    start_ms: int = 0
    """Session time at which listening begins."""

    @classmethod
    def of(
        cls, microphone: MicrophoneSettings, voice: VoiceSettings, start_ms: int = 0
    ) -> SoundcardSettings:
        """Take what concerns sound from the user's settings."""
        return cls(
            microphone=microphone.device,
            speaker=voice.device,
            listening=microphone.listening,
            echo=microphone.echo_cancellation,
            start_ms=start_ms,
        )


class Soundcard:
    """An AudioSource; `sink` is the AudioSink and `guard` the EchoGuard that belong to it."""

    def __init__(self, library: SoundLibrary, settings: SoundcardSettings) -> None:
        self._library = library
        self._settings = settings
        self._opening: Aside[Streams | None] = Aside(_close)
        self._streams: Streams | None = None
        self._intake = Intake(EAR_RATE, None)
        self._arrived = asyncio.Event()
        self._choices = Choices()
        self._silences = Silences()
        self._verdict: Verdict = "alive"
        self._spin = Spin()
        self._looks_again = True
        """Whether the library is to look for devices before the next is opened."""
        self._is_missed = False
        """Whether there was no microphone, and the present one has not been heard yet."""
        self._time = SessionTime(settings.start_ms / 1000)
        self._is_closed = False
        self.guard = EchoGuard()
        self.sink = SpeakerSink()

    @property
    def microphone(self) -> Device | None:
        """The device that listens, if one does."""
        return self._streams.microphone if self._streams else None

    @property
    def speaker(self) -> Device | None:
        """The device that speaks, if one does."""
        return self._streams.speaker if self._streams else None

    @property
    def drift(self) -> float:
        """How much faster than the wall the present microphone counts, as a share."""
        return self._intake.clock.drift if self._intake.clock else 0.0

    async def open(self) -> None:
        """Begin to listen; raises DeviceTrouble where there is nothing to listen with."""
        if not await self._open(refreshes=False):
            raise DeviceTrouble(
                Phrase("There is no microphone to listen with.", "Aucun micro pour écouter."),
                Phrase(
                    "Plug one in or switch it on; `promenade doctor` lists what it finds.",
                    "Branchez-en un ou allumez-le ; `promenade doctor` liste ce qu'il trouve.",
                ),
            )

    async def frames(self) -> AsyncIterator[Frame | DeviceNews]:
        """Yield frames, and news of devices, until `close`; opens what is not open."""
        while not self._is_closed:
            for item in await self._next():
                yield item

    async def close(self) -> None:
        """Let the devices go."""
        self._is_closed = True
        self._arrived.set()
        await self.sink.close()
        await self._let_go()

    async def _next(self) -> Items:
        streams = self._streams
        if streams is None:
            if not await self._open(refreshes=self._looks_again):
                self._looks_again = True
                await asyncio.sleep(RETRY_SECONDS)
            return []
        is_alive = await self._wait(streams)
        items = self._take_in(streams)
        if not is_alive:
            return [*items, await self._lose(streams, "lost")]
        if self._verdict == "asleep":
            items.append(await self._lose(streams, "asleep"))
        elif self._verdict == "dead" and self._choices.has_better(self._time.now):
            self._choices.leave(streams.microphone, self._time.now)
            items.append(await self._lose(streams, "silent"))
        return items

    def _take_in(self, streams: Streams) -> Items:
        self._verdict = "alive"
        items: Items = []
        for block in streams.take_blocks():
            items += self._accept(block, streams)
        self._note_played(streams)
        return items

    async def _wait(self, streams: Streams) -> bool:
        """Return whether the streams still bring blocks."""
        is_new = self._intake.clock is None
        patience = FIRST_BLOCK_SECONDS if is_new else streams.microphone.stall_seconds
        if not (await self._arrives(patience) or await self._arrives(GRACE_SECONDS)):
            return self._is_closed
        self._arrived.clear()
        return self._is_closed or not streams.is_over

    async def _arrives(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._arrived.wait()
        except TimeoutError:
            return False
        return True

    def _accept(self, block: Block, streams: Streams) -> Items:
        items: Items = []
        intake, time = self._intake, self._time
        if intake.clock is None:
            start, lost_ms = time.begin(block.at - len(block.heard) / streams.rate)
            clock = intake.begin(start)
            if lost_ms is not None:
                name = streams.microphone.name
                items.append(DeviceNews(round(start * 1000), "reopened", name, lost_ms))
        else:
            clock = intake.clock
        lost = clock.arrived(len(block.heard), block.at)
        if lost > 0:
            intake.skip(lost)
            at_ms, name = round(clock.now * 1000), streams.microphone.name
            items.append(DeviceNews(at_ms, "dropped", name, round(lost * 1000)))
        if lost or block.is_torn:
            self.guard.torn(round(clock.now * 1000))
        if lost >= 0:
            items += intake.accept(block)
        time.now = clock.now
        return [*items, *self._judge(block, streams)]

    def _judge(self, block: Block, streams: Streams) -> Items:
        """Tell zeros from sound; the first sound after a loss is news."""
        has_sound, seconds = bool(block.heard.any()), len(block.heard) / streams.rate
        microphone = streams.microphone
        verdict = self._silences.heard(microphone.identity, seconds, has_sound=has_sound)
        if self._spin.has_begun(block.at, block.worked):
            verdict = "asleep"
        if verdict != "alive":
            self._verdict = verdict
        if not (has_sound and self._is_missed):
            return []
        self._is_missed = False
        return [DeviceNews(round(self._time.now * 1000), "replaced", microphone.name)]

    def _note_played(self, streams: Streams) -> None:
        """Give what sounded its place in the session, and tell whom it concerns."""
        for at, samples in streams.take_played():
            start = self._time.of(at + streams.output_latency)
            if start is None or streams.playhead is None:
                continue
            frame = Frame(round(start * 1000), resample(samples, streams.playhead.rate, EAR_RATE))
            self.guard.sounded(frame)
            self.sink.sounded(frame)

    async def _lose(self, streams: Streams, kind: str) -> DeviceNews:
        self._time.stop()
        self._looks_again = kind != "asleep"
        self._is_missed |= self._looks_again
        await self._let_go()
        return DeviceNews(round(self._time.now * 1000), kind, streams.microphone.name)

    async def _let_go(self) -> None:
        streams, self._streams = self._streams, None
        if streams is not None:
            self.sink.detach()
            await self._opening.run(lambda: _close(streams), OPEN_SECONDS)

    async def _open(self, *, refreshes: bool) -> bool:
        wake = waker(asyncio.get_running_loop(), self._arrived)
        streams = await self._opening.run(lambda: self._try_all(wake, refreshes), OPEN_SECONDS)
        if streams is None:
            return False
        self._streams = streams
        self._choices.last = streams.microphone.identity
        self._silences.opened(streams.microphone.identity)
        self._spin = Spin()
        self._intake = Intake(streams.rate, self._choose_canceller(streams))
        self.sink.attach(streams.playhead, streams.output_latency)
        return True

    def _try_all(self, wake: Callable[[], None], refreshes: bool) -> Streams | None:
        """Open the best pair of devices that works, in a thread; None where nothing does."""
        try:
            if refreshes:
                self._library.refresh()
            devices = self._library.devices()
        except DeviceTrouble:
            return None
        microphones = self._choices.order(devices, self._settings.microphone)
        for microphone in microphones:
            wished = self._settings.speaker
            speakers = candidates(devices, "output", wished=wished, last=microphone.identity)
            for speaker in (*speakers[:_MOST_SPEAKERS], None):
                try:
                    in_step = self._cancels_echo_of(speaker)
                    return self._library.open(microphone, speaker, wake, in_step=in_step)
                except DeviceTrouble:
                    continue
        return None

    def _cancels_echo_of(self, speaker: Device | None) -> bool:
        """Return whether the echo of this loudspeaker would be cancelled, on one clock."""
        settings = self._settings
        listening = choose_listening(settings.listening, speaker.name if speaker else "")
        echo = choose_echo(settings.echo, listening, one_clock=True, has_canceller=has_canceller())
        return echo == "cancelled"

    def _choose_canceller(self, streams: Streams) -> EchoCanceller | None:
        settings = self._settings
        listening = choose_listening(
            settings.listening, streams.speaker.name if streams.speaker else ""
        )
        installed = has_canceller()
        self.guard.echo = choose_echo(
            settings.echo, listening, one_clock=streams.is_duplex, has_canceller=installed
        )
        if not installed or settings.echo == "off":
            return None
        return EchoCanceller(cancels=self.guard.echo == "cancelled")


def _close(streams: Streams | None) -> None:
    if streams is not None:
        streams.close()

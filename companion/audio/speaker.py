"""The companion's side on a real loudspeaker: speak, stop, go on, also across a change of device.

Position is counted in samples that the device really took. A device that goes takes nothing with
it: what was being said goes on at its place on the next one.
"""

from __future__ import annotations

import asyncio

from companion.audio.playhead import Piece, Playhead
from companion.audio.ports import Heard
from companion.audio.resample import resample
from models.audio import Frame
from models.speech import Speech

NO_SPEAKER_SECONDS = 5.0
"""How long a sentence waits for a loudspeaker before it is given up."""
_PAUSED_SECONDS = 0.05
_NOTHING = Heard(0, 0)


class _Utterance:
    """A sound on its way out, on whichever device there is."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.is_paused = False
        self.is_stopped = False
        self._before = 0
        """Samples, at the speech's rate, that other devices have taken."""
        self._piece: Piece | None = None

    def attach(self, head: Playhead) -> None:
        rest = self.speech.samples[self._before :]
        self._piece = head.start(resample(rest, self.speech.rate, head.rate))
        self._piece.is_paused = self.is_paused

    def detach(self, held_back: float) -> None:
        """Go back by the seconds that the device had taken and not played yet."""
        self._before = max(self._before, self._taken - round(held_back * self.speech.rate))
        if self._piece is not None:
            self._piece.is_stopped = True
        self._piece = None

    def stop(self) -> None:
        self.is_stopped = True
        if self._piece is not None:
            self._piece.is_stopped = True

    @property
    def is_attached(self) -> bool:
        return self._piece is not None

    @property
    def is_over(self) -> bool:
        return self.is_stopped or self._taken >= len(self.speech.samples)

    @property
    def seconds_left(self) -> float:
        return (len(self.speech.samples) - self._taken) / self.speech.rate

    @property
    def heard(self) -> Heard:
        rate = self.speech.rate
        return Heard(self._taken * 1000 // rate, len(self.speech.samples) * 1000 // rate)

    @property
    def _taken(self) -> int:
        piece = self._piece
        if piece is None:
            return self._before
        if piece.position >= len(piece.samples):
            return len(self.speech.samples)
        return self._before + piece.position * self.speech.rate // piece.rate

    def pause(self, is_paused: bool) -> None:
        self.is_paused = is_paused
        if self._piece is not None:
            self._piece.is_paused = is_paused


class SpeakerSink:
    """An AudioSink over whatever playhead is there; `attach` and `detach` are the device's."""

    def __init__(self) -> None:
        self._head: Playhead | None = None
        self._latency = 0.0
        self._utterance: _Utterance | None = None
        self._changed = asyncio.Event()
        self._frames: list[Frame] = []

    @property
    def played(self) -> Heard:
        """Of the present piece."""
        return self._utterance.heard if self._utterance else _NOTHING

    async def play(self, speech: Speech) -> Heard:
        """Return when the sound has been heard, or was stopped, or no loudspeaker came back."""
        self.stop()
        utterance = self._utterance = _Utterance(speech)
        if self._head is not None:
            utterance.attach(self._head)
        try:
            while not await self._has_sounded(utterance):
                if not await self._wait(utterance):
                    break
        finally:
            utterance.stop()
        return utterance.heard

    def pause(self) -> None:
        """Fall silent at once, keeping the place."""
        self._pause(True)

    def resume(self) -> None:
        """Go on where `pause` stopped."""
        self._pause(False)

    def stop(self) -> None:
        """Fall silent at once and forget the rest."""
        if self._utterance is not None:
            self._utterance.stop()
            self._changed.set()

    def take_played(self) -> list[Frame]:
        """Return what really left since the last call, 16 kHz mono, with its times."""
        frames, self._frames = self._frames, []
        return frames

    async def close(self) -> None:
        """Stop what still sounds."""
        self.stop()

    def attach(self, head: Playhead | None, latency: float) -> None:
        """Speak through this device from now on; None where there is no loudspeaker."""
        self._head, self._latency = head, latency
        utterance = self._utterance
        if head is not None and utterance is not None and not utterance.is_over:
            utterance.attach(head)
        self._changed.set()

    def detach(self) -> None:
        """The device is gone: keep the place."""
        self._head = None
        if self._utterance is not None:
            self._utterance.detach(self._latency)
            self._changed.set()

    def sounded(self, frame: Frame) -> None:
        """Take note of what left, for the companion's track."""
        self._frames.append(frame)

    def _pause(self, is_paused: bool) -> None:
        if self._utterance is not None:
            self._utterance.pause(is_paused)
            self._changed.set()

    async def _has_sounded(self, utterance: _Utterance) -> bool:
        """Tell whether all of it left the loudspeaker, or it was stopped."""
        if utterance.is_over and not utterance.is_stopped:
            await self._pass(self._latency)
        return utterance.is_over

    async def _wait(self, utterance: _Utterance) -> bool:
        """Wait until something may have changed; return False where there is no way to go on."""
        if not utterance.is_attached:
            return await self._pass(NO_SPEAKER_SECONDS)
        paused = utterance.is_paused
        await self._pass(_PAUSED_SECONDS if paused else max(0.005, utterance.seconds_left))
        return True

    async def _pass(self, seconds: float) -> bool:
        """Let time pass; return early, and True, where something changed."""
        self._changed.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return False
        return True

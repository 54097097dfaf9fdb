"""Keeps the companion from hearing itself: cancelling its voice, or knowing when not to trust the ear.

What is really played is subtracted from what the microphone hears by WebRTC's audio processing,
which also takes wind and rumble down; both ends must run on one clock. Where that cannot be, the
ear is guarded while the companion sounds and for a tail after it.
"""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any, Literal

import numpy as np

from companion.audio.devices import Listening, is_headset
from companion.audio.residual import ResidualGate
from companion.turns.half_duplex import is_deaf
from models.audio import EAR_RATE, Frame, Samples

Setting = Literal["auto", "on", "off"]
Echo = Literal["none", "cancelled", "guarded"]
"""`none`: it does not reach the microphone; `guarded`: half-duplex."""

ADAPTING_MS = 2_000
"""How long the canceller may take to find the echo again after sound was lost."""

_STEP = EAR_RATE // 100
"""10 ms: what the canceller takes at a time."""


def choose_echo(
    setting: Setting, listening: Listening, *, one_clock: bool, has_canceller: bool
) -> Echo:
    """Decide what is done about the companion's own voice (pure)."""
    if listening == "headset" and setting != "on":
        return "none"
    if setting != "off" and one_clock and has_canceller:
        return "cancelled"
    return "guarded"


def choose_listening(wish: Literal["auto", "headset", "speaker"], speaker: str) -> Listening:
    """Return where the companion sounds; a name that tells nothing means an open speaker (pure)."""
    if wish != "auto":
        return wish
    return "headset" if is_headset(speaker) else "speaker"


def has_canceller() -> bool:
    """Return whether the extra `promenade[echo]` is installed."""
    return importlib.util.find_spec("livekit") is not None


class EchoGuard:
    """Tells which frames may hold the companion's own voice."""

    def __init__(self, echo: Echo = "none") -> None:
        self.echo = echo
        self._audible_until_ms: int | None = None
        self._torn_ms: int | None = None

    def sounded(self, frame: Frame) -> None:
        """Take note of what left the loudspeaker."""
        self._audible_until_ms = frame.end_ms

    def torn(self, at_ms: int) -> None:
        """Take note that sound was lost: the canceller has to find the echo's delay again."""
        self._torn_ms = at_ms

    def is_guarded(self, frame: Frame) -> bool:
        """Return whether a voice in this frame may be the companion's own."""
        until = self._audible_until_ms
        if until is None or not self._may_leak(frame.start_ms):
            return False
        return is_deaf(frame.start_ms, audible=frame.start_ms < until, silent_since_ms=until)

    def _may_leak(self, at_ms: int) -> bool:
        if self.echo == "cancelled":
            return self._torn_ms is not None and at_ms - self._torn_ms < ADAPTING_MS
        return self.echo == "guarded"


class EchoCanceller:
    """Cleans the microphone in steps of 10 ms; raises ImportError without the extra."""

    def __init__(self, *, cancels: bool = True, delay_ms: int | None = None) -> None:
        """`cancels` False only takes down wind and rumble."""
        rtc = importlib.import_module("livekit.rtc")
        self._frame = rtc.AudioFrame
        self._processing = rtc.AudioProcessingModule(
            echo_cancellation=cancels, noise_suppression=True, high_pass_filter=True
        )
        self._cancels = cancels
        if cancels and delay_ms is not None:
            self._processing.set_stream_delay_ms(delay_ms)
        self._gate = ResidualGate()
        self._near = np.zeros(0, dtype=np.int16)
        self._far = np.zeros(0, dtype=np.int16)

    def process(self, heard: Samples, played: Samples | None = None) -> Samples:
        """Return cleaned sound at 16 kHz, less than 10 ms being held back until the next call.

        `played` has as many samples as `heard` and belongs to the same moment.
        """
        self._near = np.concatenate((self._near, heard))
        far = np.zeros_like(heard) if played is None else played
        self._far = np.concatenate((self._far, far))
        steps = min(len(self._near), len(self._far)) // _STEP
        done = [self._step(i * _STEP) for i in range(steps)]
        self._near, self._far = self._near[steps * _STEP :], self._far[steps * _STEP :]
        return np.concatenate(done) if done else np.zeros(0, dtype=np.int16)

    def _step(self, start: int) -> Samples:
        heard, played = self._near[start : start + _STEP], self._far[start : start + _STEP]
        if self._cancels:
            self._processing.process_reverse_stream(self._wrap(played))
        near = self._wrap(heard)
        self._processing.process_stream(near)
        cleaned = np.frombuffer(near.data, dtype=np.int16).copy()
        return self._gate.clean(heard, played, cleaned) if self._cancels else cleaned

    def _wrap(self, samples: Samples) -> Any:
        return self._frame(bytearray(samples.tobytes()), EAR_RATE, 1, _STEP)

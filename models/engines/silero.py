"""Tells voice from wind, steps and silence: Silero's recurrent model under onnxruntime.

One thread and a few hundred microseconds per 32 ms window, so that listening costs next to nothing.
The model carries a state from window to window that long stretches without a voice bend; it is
cleared in plain silence only, never near a voice.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE, FRAME_SAMPLES
from models.engines.onnx import open_model

if TYPE_CHECKING:
    from models.audio import Frame

_CONTEXT = 64
"""Samples of the window before, which the model wants to see again."""
_QUIET = 0.1
_QUIET_WINDOWS = 8
_STALE_WINDOWS = 62
"""About 2 s: how old a state may be when plain silence lets it be cleared."""


class SileroVoiceActivity:
    """Voice activity of one stream of frames. Not shared between streams."""

    def __init__(self, file: Path) -> None:
        self._session = open_model(file)
        self._rate = np.array(EAR_RATE, dtype=np.int64)
        self._window = np.zeros((1, _CONTEXT + FRAME_SAMPLES), dtype=np.float32)
        self._state = _blank()
        self._age = 0
        self._quiet = 0

    def probability(self, frame: Frame) -> float:
        """Return the probability, 0 to 1, that this frame of 512 samples holds a voice."""
        if len(frame.samples) != FRAME_SAMPLES or frame.rate != EAR_RATE:
            raise ValueError(f"a window is {FRAME_SAMPLES} samples at {EAR_RATE} Hz")
        window = self._window
        window[0, :_CONTEXT] = window[0, -_CONTEXT:]
        np.multiply(frame.samples, np.float32(1 / 32768), out=window[0, _CONTEXT:])
        given = {"input": window, "state": self._state, "sr": self._rate}
        answer, self._state = self._session.run(None, given)
        voice = float(answer[0, 0])
        self._refresh(voice)
        return voice

    def reset(self) -> None:
        """Forget everything heard."""
        self._window.fill(0)
        self._clear()

    def _clear(self) -> None:
        self._state = _blank()
        self._age = 0
        self._quiet = 0

    def _refresh(self, voice: float) -> None:
        self._age += 1
        self._quiet = self._quiet + 1 if voice < _QUIET else 0
        if self._age >= _STALE_WINDOWS and self._quiet >= _QUIET_WINDOWS:
            self._clear()


def _blank() -> npt.NDArray[np.float32]:
    return np.zeros((2, 1, 128), dtype=np.float32)

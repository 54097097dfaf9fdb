"""Tells a finished turn from one that goes on by its melody: smart-turn under onnxruntime.

The model listens to the last 8 s as Whisper's feature extractor would show them to it; the same
arithmetic is done here in numpy, so that no speech toolkit is needed for it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE
from models.engines.onnx import open_model

if TYPE_CHECKING:
    from models.audio import Samples

_SAMPLES = 8 * EAR_RATE
_WINDOW = 400
_HOP = 160
_MELS = 80

Floats = npt.NDArray[np.float32]


class SmartTurn:
    """Judges the end of a turn. Blocking for a tenth of a second or so: call it in a thread."""

    def __init__(self, file: Path) -> None:
        self._session = open_model(file)

    def completeness(self, samples: Samples) -> float:
        """Return the probability that a turn is complete; `samples`: 16 kHz mono, newest last."""
        features = log_mel(normalise(_last_seconds(samples)))
        (answer,) = self._session.run(None, {"input_features": features[np.newaxis]})
        return float(answer[0, 0])


def _last_seconds(samples: Samples) -> Floats:
    heard = samples[-_SAMPLES:].astype(np.float32) / np.float32(32768)
    return np.pad(heard, (_SAMPLES - len(heard), 0))


def normalise(sound: Floats) -> Floats:
    """Return the sound with zero mean and unit variance, as Whisper's extractor does."""
    spread = np.sqrt(sound.var(dtype=np.float64) + 1e-7)
    return np.asarray((sound - sound.mean(dtype=np.float64)) / spread, dtype=np.float32)


def log_mel(sound: Floats) -> Floats:
    """Return Whisper's log-mel spectrogram, shape (80, samples // 160).

    Hann windows of 25 ms every 10 ms, reflected at both ends; Slaney's mel scale; ten-based
    logarithm, floored 8 below its greatest value, then moved and scaled to about -1 to 1.
    """
    padded = np.pad(sound, _WINDOW // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP][:-1]
    power = np.abs(np.fft.rfft(windows * _hann(), axis=1)) ** 2
    mel = np.log10(np.maximum(_mel_filters() @ power.T, 1e-10))
    return np.asarray((np.maximum(mel, mel.max() - 8.0) + 4.0) / 4.0, dtype=np.float32)


@cache
def _hann() -> npt.NDArray[np.float64]:
    return np.hanning(_WINDOW + 1)[:-1]


@cache
def _mel_filters() -> npt.NDArray[np.float64]:
    """Return triangles of equal area, evenly spaced in mel up to 8 kHz, shape (80, 201)."""
    bins = np.linspace(0, EAR_RATE / 2, _WINDOW // 2 + 1)
    corners = _to_hertz(np.linspace(0, _to_mel(EAR_RATE / 2), _MELS + 2))
    low, middle, high = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    rising = (bins - low) / (middle - low)
    falling = (high - bins) / (high - middle)
    return np.maximum(0, np.minimum(rising, falling)) * 2 / (high - low)


_LINEAR_MELS = 15.0
"""Slaney's scale: a mel is 200/3 Hz up to 1000 Hz, 15 mels; above, 27 mels are a factor of 6.4."""
_LOG_STEP = np.log(6.4) / 27


def _to_mel(hertz: float) -> float:
    if hertz < 1000:
        return hertz * 3 / 200
    return float(_LINEAR_MELS + np.log(hertz / 1000) / _LOG_STEP)


def _to_hertz(mels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    above = 1000 * np.exp(_LOG_STEP * (mels - _LINEAR_MELS))
    return np.where(mels < _LINEAR_MELS, mels * 200 / 3, above)

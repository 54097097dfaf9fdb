"""From any rate to the ear's: 16 kHz mono frames of 32 ms, without a seam between blocks."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import soxr

from models.audio import EAR_RATE, FRAME_SAMPLES, Samples

Floats = npt.NDArray[np.float32]


def to_int16(sound: Floats) -> Samples:
    """Return 16-bit samples of a sound between -1 and 1; louder is cut, never wrapped."""
    return np.clip(np.rint(sound * 32_768), -32_768, 32_767).astype(np.int16)


def to_floats(samples: Samples) -> Floats:
    """Return samples as numbers between -1 and 1."""
    return samples.astype(np.float32) / np.float32(32_768)


def resample(samples: Samples, rate: int, wanted: int) -> Samples:
    """Return a whole sound at another rate; both in hertz."""
    if rate == wanted or not len(samples):
        return samples
    return to_int16(soxr.resample(to_floats(samples), rate, wanted, quality="HQ"))


class Resampler:
    """Brings a stream to the ear's rate, block by block."""

    def __init__(self, rate: int) -> None:
        same = rate == EAR_RATE
        self._stream = None if same else soxr.ResampleStream(rate, EAR_RATE, 1, "float32", "HQ")

    def push(self, sound: Floats, *, last: bool = False) -> Samples:
        """Take a block between -1 and 1; return what it gives at 16 kHz, a little later."""
        if self._stream is not None:
            sound = self._stream.resample_chunk(sound, last=last)
        return to_int16(sound)


class EarFrames:
    """Cuts a stream at 16 kHz into the ear's frames."""

    def __init__(self) -> None:
        self._rest = np.zeros(0, dtype=np.int16)

    def push(self, samples: Samples, *, last: bool = False) -> list[Samples]:
        """Return the whole frames that a block completes.

        With `last`, what is left over is filled up with silence to a whole frame.
        """
        held = np.concatenate((self._rest, samples))
        if last and len(held) % FRAME_SAMPLES:
            held = np.pad(held, (0, -len(held) % FRAME_SAMPLES))
        whole = len(held) // FRAME_SAMPLES
        self._rest = held[whole * FRAME_SAMPLES :]
        return [held[i * FRAME_SAMPLES : (i + 1) * FRAME_SAMPLES] for i in range(whole)]

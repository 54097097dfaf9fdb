"""Sounds and WAV files for tests."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE, Samples

Floats = npt.NDArray[np.float64]


def tone(hertz: float, seconds: float, rate: int = EAR_RATE, peak: float = 0.5) -> Floats:
    """Return a sine between -1 and 1."""
    return peak * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def as_samples(sound: Floats) -> Samples:
    """Return 16-bit samples."""
    return np.asarray(np.rint(sound * 32_767), dtype=np.int16)


def loudest_hertz(samples: npt.NDArray[np.generic], rate: int = EAR_RATE) -> float:
    """Return the strongest frequency, in hertz."""
    sound = np.asarray(samples, dtype=np.float64)
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(np.argmax(power) * rate / len(sound))


def write_wav(
    file: Path,
    channels: list[Floats],
    rate: int,
    *,
    bits: int = 16,
    is_float: bool = False,
    is_extensible: bool = False,
    data_bytes: int | None = None,
) -> Path:
    """Write a WAV file of nearly any kind; `data_bytes` is a lie for the header."""
    raw = _encode(np.stack(channels, axis=1), bits, is_float)
    kind = 3 if is_float else 1
    frame = len(channels) * bits // 8
    form = struct.pack("<HHIIHH", kind, len(channels), rate, rate * frame, frame, bits)
    if is_extensible:
        form = struct.pack("<H", 0xFFFE) + form[2:] + struct.pack("<HHIH", 22, bits, 0, kind)
        form += bytes(14)
    said = len(raw) if data_bytes is None else data_bytes
    body = b"fmt " + struct.pack("<I", len(form)) + form
    body += b"note" + struct.pack("<I", 3) + b"abc\0"  # an odd chunk that nobody knows
    body += b"data" + struct.pack("<I", said) + raw
    file.write_bytes(b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body)
    return file


def _encode(sound: Floats, bits: int, is_float: bool) -> bytes:
    if is_float:
        return sound.astype(f"<f{bits // 8}").tobytes()
    if bits == 8:
        return np.asarray(np.rint(sound * 127 + 128), dtype=np.uint8).tobytes()
    whole = np.rint(sound * (2 ** (bits - 1) - 1)).astype("<i8")
    octets: npt.NDArray[np.uint8] = whole.view(np.uint8).reshape(*sound.shape, 8)
    return octets[..., : bits // 8].tobytes()

"""WAV files, read as a stream without any outside program.

Whole numbers of 8 to 32 bits and floating point, any rate, any number of channels. A header that a
crash left without its sizes is read by the length of the file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE
from models.language import Phrase
from reporting.errors import SourceUnreadable

if TYPE_CHECKING:
    from pathlib import Path

    Block = npt.NDArray[np.int16]

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_UNKNOWN_SIZE = 0xFFFFFFFF
_MOST_CHUNKS = 1000
_BLOCK_SECONDS = 2


@dataclass(frozen=True, slots=True)
class WaveFacts:
    """What the header of a WAV says."""

    rate: int
    """Hertz."""
    channels: int
    bits: int
    is_float: bool
    data_at: int
    """Byte of the first sample."""
    frames: int
    """Samples of each channel."""

    @property
    def frame_bytes(self) -> int:
        """Bytes of one sample of all channels."""
        return self.channels * self.bits // 8

    @property
    def duration_ms(self) -> int:
        """Milliseconds in all."""
        return self.frames * 1000 // self.rate


def is_wave(head: bytes) -> bool:
    """Return whether a file that begins with `head` is a WAV."""
    return head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE"


def read_wave_facts(path: Path) -> WaveFacts | None:
    """Return what the header says; None for a compressed or damaged one."""
    with path.open("rb") as file:
        if not is_wave(file.read(12)):
            return None
        size = path.stat().st_size
        shape: tuple[int, int, int, bool] | None = None
        for _ in range(_MOST_CHUNKS):
            header = file.read(8)
            if len(header) < 8:
                return None
            name, length = struct.unpack("<4sI", header)
            if name == b"data":
                return _facts(shape, file.tell(), length, size) if shape else None
            if name == b"fmt ":
                shape = _read_format(file.read(min(length, 64)))
                file.seek(max(0, length - 64) + length % 2, 1)
            else:
                file.seek(length + length % 2, 1)
    return None


def read_wave_blocks(path: Path, facts: WaveFacts) -> Iterator[Block]:
    """Yield 16 kHz blocks, shape (n, channels): the channels as they are, or one mean of many."""
    resampler = _resampler(facts)
    with path.open("rb") as file:
        file.seek(facts.data_at)
        left = facts.frames
        while left > 0:
            count = min(left, _BLOCK_SECONDS * facts.rate)
            raw = file.read(count * facts.frame_bytes)
            got = len(raw) // facts.frame_bytes
            if got == 0:
                break
            left -= got
            block = _mixed(_numbers(raw[: got * facts.frame_bytes], facts))
            yield _whole(resampler.resample_chunk(block) if resampler else block)
    if resampler:
        yield _whole(resampler.resample_chunk(block[:0], last=True))


def _read_format(chunk: bytes) -> tuple[int, int, int, bool] | None:
    if len(chunk) < 16:
        return None
    tag, channels, rate, _, _, bits = struct.unpack("<HHIIHH", chunk[:16])
    if tag == _EXTENSIBLE and len(chunk) >= 26:
        (tag,) = struct.unpack("<H", chunk[24:26])
    is_known = (tag == _PCM and bits in (8, 16, 24, 32)) or (tag == _FLOAT and bits in (32, 64))
    if not is_known or not channels or not rate:
        return None
    return rate, channels, bits, tag == _FLOAT


def _facts(shape: tuple[int, int, int, bool], at: int, length: int, size: int) -> WaveFacts:
    rate, channels, bits, is_float = shape
    there = max(0, size - at)
    is_stated = 0 < length < _UNKNOWN_SIZE
    frames = (min(length, there) if is_stated else there) // (channels * bits // 8)
    return WaveFacts(rate, channels, bits, is_float, at, frames)


def _numbers(raw: bytes, facts: WaveFacts) -> npt.NDArray[np.float32]:
    """Return samples between -1 and 1, shape (n, channels)."""
    if facts.is_float:
        floats = np.frombuffer(raw, f"<f{facts.bits // 8}").astype(np.float32)
        values = np.where(np.isfinite(floats), floats, 0)
    elif facts.bits == 8:
        values = (np.frombuffer(raw, np.uint8).astype(np.float32) - 128) / 128
    elif facts.bits == 24:
        padded = np.zeros((len(raw) // 3, 4), np.uint8)
        padded[:, 1:] = np.frombuffer(raw, np.uint8).reshape(-1, 3)
        values = padded.reshape(-1).view("<i4").astype(np.float32) / 2.0**31
    else:
        whole = np.frombuffer(raw, f"<i{facts.bits // 8}").astype(np.float32)
        values = whole / 2.0 ** (facts.bits - 1)
    return np.asarray(values, dtype=np.float32).reshape(-1, facts.channels)


def _mixed(block: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return block if block.shape[1] <= 2 else block.mean(axis=1, keepdims=True, dtype=np.float32)


def _whole(block: npt.NDArray[np.float32]) -> Block:
    return np.clip(np.round(block * 32768), -32768, 32767).astype(np.int16)


def _resampler(facts: WaveFacts):  # type: ignore[no-untyped-def]  # soxr has no types
    if facts.rate == EAR_RATE:
        return None
    try:
        import soxr
    except ImportError as error:
        raise SourceUnreadable(
            Phrase(
                "The recording is at {rate} Hz and the package soxr is missing.",
                "L'enregistrement est à {rate} Hz et le module soxr manque.",
            ).format(rate=facts.rate),
            Phrase("pip install soxr", "pip install soxr"),
        ) from error
    return soxr.ResampleStream(
        facts.rate, EAR_RATE, 2 if facts.channels == 2 else 1, dtype="float32"
    )

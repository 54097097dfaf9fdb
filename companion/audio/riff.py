"""Reads WAV files as they come: any rate, any number of channels, 8 to 32 bits or floating point.

Files from phones and recorders are not all by the book: a recorder that was cut off leaves a size
of zero in the header, some write chunks nobody knows. What can be heard is read; what cannot is
refused with a sentence. The file is read in blocks, however long it is.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from companion.errors import BadUsage, FileMissing
from models.language import Phrase

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_UNKNOWN_SIZES = (0, 0xFFFFFFFF)
BLOCK_FRAMES = 16_384

Floats = npt.NDArray[np.float32]

_REMEDY = Phrase(
    "Give a WAV file, or turn it into one: `ffmpeg -i FILE -ac 1 sound.wav`.",
    "Donnez un fichier WAV, ou convertissez-le : `ffmpeg -i FICHIER -ac 1 son.wav`.",
)


@dataclass(frozen=True, slots=True)
class WavShape:
    """What a WAV file holds and where."""

    rate: int
    """Hertz."""
    channels: int
    bits: int
    is_float: bool
    data_start: int
    """Bytes from the beginning of the file."""
    data_bytes: int

    @property
    def frame_bytes(self) -> int:
        """Bytes of one sample of all channels."""
        return self.channels * self.bits // 8

    @property
    def frames(self) -> int:
        """Samples per channel."""
        return self.data_bytes // self.frame_bytes

    @property
    def duration_ms(self) -> int:
        """Milliseconds."""
        return self.frames * 1000 // self.rate


def read_shape(file: Path) -> WavShape:
    """Read the header; raises BadUsage with the remedy where there is no sound to read."""
    try:
        with file.open("rb") as stream:
            shape = _parse(stream, file)
    except FileNotFoundError as error:
        raise FileMissing.at(str(file)) from error
    except OSError as error:
        raise BadUsage(
            Phrase("{file} cannot be read: {why}", "{file} est illisible : {why}").format(
                file=file, why=error.strerror
            ),
            Phrase("Check that it is a file you may read.", "Vérifiez que vous pouvez le lire."),
        ) from error
    if shape.frames == 0:
        raise _refusal(file, Phrase("it holds no sound", "il ne contient aucun son"))
    return shape


def read_blocks(file: Path, shape: WavShape, first: int = 0) -> Iterator[Floats]:
    """Yield mono blocks between -1 and 1, channels averaged, at the file's own rate.

    `first`: the sample to begin with.
    """
    with file.open("rb") as stream:
        stream.seek(shape.data_start + first * shape.frame_bytes)
        left = shape.frames - first
        while left > 0:
            raw = stream.read(min(left, BLOCK_FRAMES) * shape.frame_bytes)
            whole = len(raw) // shape.frame_bytes
            if not whole:
                return
            left -= whole
            yield _to_mono(raw[: whole * shape.frame_bytes], shape)


def _parse(stream: BinaryIO, file: Path) -> WavShape:
    head = stream.read(12)
    if not head:
        raise _refusal(file, Phrase("it is empty", "il est vide"))
    if len(head) < 12 or head[:4] not in (b"RIFF", b"RF64") or head[8:] != b"WAVE":
        raise _refusal(file, Phrase("it is not a WAV file", "ce n'est pas un fichier WAV"))
    size = file.stat().st_size
    shape: tuple[int, int, int, bool] | None = None
    while len(chunk := stream.read(8)) == 8:
        name, length = chunk[:4], struct.unpack("<I", chunk[4:])[0]
        start = stream.tell()
        if name == b"fmt ":
            shape = _read_format(stream.read(length), file)
        elif name == b"data" and shape is not None:
            rest = size - start
            held = rest if length in _UNKNOWN_SIZES else min(length, rest)
            return WavShape(*shape, data_start=start, data_bytes=held)
        stream.seek(start + length + length % 2)
    raise _refusal(file, Phrase("it holds no sound", "il ne contient aucun son"))


def _read_format(raw: bytes, file: Path) -> tuple[int, int, int, bool]:
    if len(raw) < 16:
        raise _refusal(file, Phrase("its header is cut short", "son en-tête est tronqué"))
    kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", raw[:16])
    if kind == _EXTENSIBLE and len(raw) >= 26:
        kind = struct.unpack("<H", raw[24:26])[0]
    known = (kind == _PCM and bits in (8, 16, 24, 32)) or (kind == _FLOAT and bits in (32, 64))
    if not known:
        raise _refusal(
            file,
            Phrase(
                "its encoding ({kind}, {bits} bits) is unknown",
                "codage inconnu ({kind}, {bits} bits)",
            ).format(kind=kind, bits=bits),
        )
    if not channels or not 1000 <= rate <= 768_000:
        raise _refusal(file, Phrase("its header makes no sense", "son en-tête n'a pas de sens"))
    return rate, channels, bits, kind == _FLOAT


def _to_mono(raw: bytes, shape: WavShape) -> Floats:
    sound = _to_floats(raw, shape).reshape(-1, shape.channels)
    return sound[:, 0] if shape.channels == 1 else sound.mean(axis=1, dtype=np.float32)


def _to_floats(raw: bytes, shape: WavShape) -> Floats:
    if shape.is_float:
        wide = np.frombuffer(raw, dtype=f"<f{shape.bits // 8}").astype(np.float32)
        return np.clip(np.nan_to_num(wide), -1, 1)
    match shape.bits:
        case 8:
            return (np.frombuffer(raw, dtype=np.uint8).astype(np.float32) - 128) / np.float32(128)
        case 16:
            return np.frombuffer(raw, dtype="<i2").astype(np.float32) / np.float32(32_768)
        case 24:
            octets = np.frombuffer(raw, dtype=np.uint8).reshape(-1, 3)
            wide = np.zeros((len(octets), 4), dtype=np.uint8)
            wide[:, 1:] = octets
            return wide.view("<i4")[:, 0].astype(np.float32) / np.float32(2**31)
        case _:
            return np.frombuffer(raw, dtype="<i4").astype(np.float32) / np.float32(2**31)


def _refusal(file: Path, why: Phrase) -> BadUsage:
    said = Phrase("{file} cannot be heard: {why}.", "{file} est inaudible : {why}.")
    return BadUsage(
        Phrase(said.en.format(file=file, why=why.en), said.fr.format(file=file, why=why.fr)),
        _REMEDY,
    )

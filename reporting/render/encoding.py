"""Passages packed for a page: Ogg Opus where ffmpeg is installed, plain WAV where it is not.

One process packs many passages, each cut to the sample: a process for each would spend most of its
time starting. What is written on the way lies in a folder of one's own and goes with it.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE
from reporting.render.sound import Clip

Samples = npt.NDArray[np.int16]

_TOGETHER = 32
"""Passages for one process."""
_SECONDS = 120
"""Until a process that hangs is given up; it packs a hundred times faster than speech is spoken."""
_READS = ("-nostdin", "-hide_banner", "-loglevel", "error", "-f", "s16le", "-ac", "1")
_WRITES = ("-c:a", "libopus", "-b:a", "24k", "-application", "voip", "-compression_level", "3")


def encode(pieces: Sequence[Samples]) -> list[Clip]:
    """Return 16 kHz mono passages, packed, in their order."""
    starts = range(0, len(pieces), _TOGETHER)
    groups = [pieces[start : start + _TOGETHER] for start in starts]
    with ThreadPoolExecutor(max(1, os.cpu_count() or 1)) as pool:
        packed = [data for group in pool.map(_opus, groups) for data in group]
    return [_clip(piece, data) for piece, data in zip(pieces, packed, strict=True)]


def is_here() -> bool:
    """Return whether ffmpeg is installed."""
    return shutil.which("ffmpeg") is not None


def _clip(samples: Samples, packed: bytes) -> Clip:
    length = len(samples) * 1000 // EAR_RATE
    return Clip(packed, "audio/ogg", length) if packed else Clip(_wav(samples), "audio/wav", length)


def _opus(pieces: Sequence[Samples]) -> list[bytes]:
    """Return each passage as Ogg Opus; nothing for all of them where ffmpeg is missing or fails."""
    program = shutil.which("ffmpeg")
    if program is None:
        return [b""] * len(pieces)
    ends = list(accumulate(len(piece) for piece in pieces))
    command = [program, *_READS, "-ar", str(EAR_RATE), "-i", "pipe:0"]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.ogg" for number in range(len(pieces))]
        for file, piece, end in zip(files, pieces, ends, strict=True):
            stretch = f"atrim=start_sample={end - len(piece)}:end_sample={end}"
            command += ["-af", f"{stretch},asetpts=PTS-STARTPTS", *_WRITES, str(file)]
        sound = b"".join(piece.astype("<i2").tobytes() for piece in pieces)
        try:
            subprocess.run(command, input=sound, capture_output=True, timeout=_SECONDS, check=True)
            return [file.read_bytes() for file in files]
        except (OSError, subprocess.SubprocessError):
            return [b""] * len(pieces)


def _wav(samples: Samples) -> bytes:
    memory = io.BytesIO()
    with wave.open(memory, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(EAR_RATE)
        file.writeframes(samples.astype("<i2").tobytes())
    return memory.getvalue()

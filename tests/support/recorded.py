"""The small recognisers of a synthetic voice, and clips that they understand: for tests only."""

from __future__ import annotations

import tomllib
import wave
from pathlib import Path

import numpy as np

from models.audio import EAR_RATE, FRAME_SAMPLES, Frame, Samples
from models.language import Language
from models.speech import Final, Partial, Recognizer

RECORDED = Path(__file__).resolve().parents[2] / "scripts" / "recorded"
QUIET_SECONDS = 1.6
"""After this a recogniser has closed what came before."""


def tiny_model(language: Language) -> Path:
    """Return the folder of the recogniser that understands the clips and nobody else."""
    return RECORDED / "models" / f"vosk-tiny-{language}"


def clips(language: Language) -> list[tuple[str, Samples]]:
    """Return what is said in each clip of the recorded walk, with its sound."""
    folder = RECORDED / language
    walk = tomllib.loads((folder / "walk.toml").read_text(encoding="utf-8"))
    return [(clip["text"], read_wav(folder / clip["wav"])) for clip in walk["clip"]]


def read_wav(file: Path) -> Samples:
    """Return a WAV of 16 kHz mono."""
    with wave.open(str(file)) as opened:
        assert opened.getframerate() == EAR_RATE
        assert opened.getnchannels() == 1
        return np.frombuffer(opened.readframes(opened.getnframes()), dtype=np.int16)


def quiet(seconds: float = QUIET_SECONDS) -> Samples:
    """Return silence."""
    return np.zeros(round(seconds * EAR_RATE), dtype=np.int16)


def frames(samples: Samples, start_ms: int = 0) -> list[Frame]:
    """Cut sound into the frames of a walk; the last part of a frame is left out."""
    whole = len(samples) // FRAME_SAMPLES
    return [
        Frame(start_ms + n * 32, samples[n * FRAME_SAMPLES : (n + 1) * FRAME_SAMPLES])
        for n in range(whole)
    ]


def listen(recognizer: Recognizer, given: list[Frame]) -> tuple[list[Partial], list[Final]]:
    """Give all frames, close the utterance, and return what came."""
    partials: list[Partial] = []
    finals: list[Final] = []
    for heard in [*map(recognizer.accept, given), recognizer.finish()]:
        if isinstance(heard, Partial):
            partials.append(heard)
        elif heard is not None:
            finals.append(heard)
    return partials, finals

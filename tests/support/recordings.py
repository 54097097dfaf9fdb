"""Recordings for imports: the recorded walk's clips, one after the other, with pauses between."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from models.audio import EAR_RATE
from models.language import Language
from models.load import EarChoice
from reporting.ingest.engines import EngineWishes
from tests.support.recorded import clips, tiny_model


def write_talk(path: Path, language: Language = "en", *, times: int = 1) -> str:
    """Write the clips of a walk as one recording; return what is said in it."""
    spoken = clips(language) * times
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, EAR_RATE, 0, "NONE", ""))
        for _, samples in spoken:
            file.writeframes(samples.astype("<i2").tobytes())
            file.writeframes(np.zeros(EAR_RATE, "<i2").tobytes())
    return " ".join(text for text, _ in spoken)


def tiny_engines(language: Language, models: Path) -> EngineWishes:
    """Return engines that understand the clips; voices are not told apart without models."""
    folder = tiny_model(language)
    return EngineWishes(EarChoice("vosk", folder.name, folder), language, models)

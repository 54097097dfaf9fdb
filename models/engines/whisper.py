"""Hears a finished recording with Whisper, through the extra `promenade[whisper]`.

For a second pass: it needs both sides of a word and cannot listen live. Nothing is fetched: the
model is a folder in CTranslate2's form that the user has put on the machine.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from models.audio import EAR_RATE
from models.engines.discretion import refuse_telemetry
from models.errors import EngineFailed, EngineUnavailable, ModelDamaged
from models.language import Language, Phrase
from models.speech import EngineCard, Final
from models.transcript import Span, Word

if TYPE_CHECKING:
    from models.audio import Samples

_UNKNOWN = 0.5
"""Confidence of a word that came without one."""
_NEEDED = ("model.bin", "config.json", "tokenizer.json")
_GET = Phrase(
    "Fetch one, for example with: hf download Systran/faster-whisper-small --local-dir FOLDER, "
    "then set second_pass_en or second_pass_fr under [ear] to that folder.",
    "Cherchez-en un, par exemple avec : hf download Systran/faster-whisper-small --local-dir "
    "DOSSIER, puis réglez second_pass_en ou second_pass_fr sous [ear] sur ce dossier.",
)


class WhisperRecognizer:
    """A Whisper model in memory, for one language."""

    def __init__(self, folder: Path, language: Language) -> None:
        """Load the model; raises ModelDamaged or EngineUnavailable."""
        library = _load_library()
        for name in _NEEDED:
            if not (folder / name).is_file():
                raise _not_a_model(folder, name)
        try:
            self._model = library.WhisperModel(
                str(folder), device="cpu", compute_type="int8", local_files_only=True
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise _not_a_model(folder, str(error).splitlines()[0]) from error
        self._language = language
        self._card = EngineCard("faster-whisper", folder.name, version("faster-whisper"))

    @property
    def card(self) -> EngineCard:
        """Say which model this is."""
        return self._card

    def hear(self, samples: Samples, *, start_ms: int = 0) -> Iterator[Final]:
        """Yield what is said, sentence by sentence, with punctuation and capitals.

        Silences are skipped by voice activity: on silence Whisper invents words.
        """
        sound = samples.astype(np.float32) / np.float32(32768)
        whole = Span(start_ms, start_ms + len(samples) * 1000 // EAR_RATE)
        try:
            segments, _ = self._model.transcribe(
                sound,
                language=self._language,
                word_timestamps=True,
                vad_filter=True,
                condition_on_previous_text=False,
            )
            for segment in segments:
                final = _final(segment, whole)
                if final.text:
                    yield final
        except RuntimeError as error:
            raise EngineFailed(
                Phrase("Whisper stopped working.", "Whisper a cessé de fonctionner.")
            ) from error


def _final(segment: Any, whole: Span) -> Final:
    """Return a sentence; its words lie within the recording, whatever Whisper says of the time."""
    text = segment.text.strip()
    found = [word for word in segment.words or () if word.word.strip()]
    if not found:
        return Final(text, _spread(text, segment, whole))
    return Final(
        text,
        tuple(
            Word(
                word.word.strip(),
                _placed(word.start, whole),
                _placed(word.end, whole),
                float(word.probability),
            )
            for word in found
        ),
    )


def _spread(text: str, segment: Any, whole: Span) -> tuple[Word, ...]:
    """Share the time of a sentence out among words that came without times: none is lost."""
    parts = text.split()
    start, end = _placed(segment.start, whole), _placed(segment.end, whole)
    edges = [start + (end - start) * place // max(1, len(parts)) for place in range(len(parts) + 1)]
    return tuple(
        Word(part, begins, ends, _UNKNOWN)
        for part, (begins, ends) in zip(parts, pairwise(edges), strict=True)
    )


def _placed(seconds: float, whole: Span) -> int:
    return min(whole.end_ms, whole.start_ms + max(0, round(seconds * 1000)))


def _load_library() -> Any:
    refuse_telemetry()  # it loads onnxruntime
    try:
        return importlib.import_module("faster_whisper")
    except ImportError as error:
        raise EngineUnavailable(
            Phrase("faster-whisper is not installed.", "faster-whisper n'est pas installé."),
            Phrase(
                "Run: pip install 'promenade[whisper]'", "Lancez : pip install 'promenade[whisper]'"
            ),
        ) from error


def _not_a_model(folder: Path, why: str) -> ModelDamaged:
    return ModelDamaged(
        Phrase(
            "{folder} is not a whole Whisper model: {why}.",
            "{folder} n'est pas un modèle Whisper complet : {why}.",
        ).format(folder=folder, why=why),
        _GET,
    )

"""Hears with vosk: streaming, on the machine, with a time and a confidence for every word.

vosk's own endpoint closes a stretch of words, never a turn. Its word times count the samples it was
given, so they are carried over to the session's time. Works with 0.3.44 and 0.3.45.
"""

from __future__ import annotations

import importlib
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE, Frame
from models.engines.stream_time import StreamTime
from models.engines.untimed import with_times
from models.engines.vosk_folder import UNPACK_AGAIN, check_folder, check_speaker_folder
from models.engines.vosk_strides import in_long_strides
from models.errors import EngineFailed, EngineUnavailable, ModelDamaged
from models.language import Phrase
from models.speech import EngineCard, Final, Hearing, Partial
from models.transcript import Word

if TYPE_CHECKING:
    from models.audio import Samples

_PIECE = EAR_RATE
"""Samples given at once where nobody waits for partials: fewer looks for an endpoint, the same words."""
_NO_WORDS = frozenset({"[unk]", "<unk>"})
"""What vosk writes for a sound that is no word it knows."""


class VoskEar:
    """A vosk model in memory. Recognisers made from it may work in threads of their own."""

    def __init__(self, folder: Path, name: str = "", *, is_live: bool = True) -> None:
        """Load the model, which takes a second per 50 MB or so.

        `is_live`: False where only finished recordings are heard, which then costs less. Raises
        ModelDamaged where the folder is none, EngineUnavailable where vosk is absent.
        """
        check_folder(folder)
        self._vosk = _load_vosk()
        with nullcontext(folder) if is_live else in_long_strides(folder) as opened:
            self._model = _made(self._vosk.Model, str(opened), folder=folder)
        self._folder = folder
        self._is_given_up = threading.Event()
        self._card = EngineCard("vosk", name or folder.name, version("vosk"))

    @property
    def card(self) -> EngineCard:
        """Say which model this is."""
        return self._card

    def recognizer(self, phrases: Sequence[str] = ()) -> VoskRecognizer:
        """Return a fresh recogniser; with `phrases` it hears those and nothing else.

        A phrase with a word that the model does not know is left out: the rest of it would be heard
        in its place.
        """
        given: list[Any] = [self._model, float(EAR_RATE)]
        if phrases:
            given.append(self._grammar(phrases))
        engine = _made(self._vosk.KaldiRecognizer, *given, folder=self._folder)
        engine.SetWords(True)
        return VoskRecognizer(engine, self._card)

    def _grammar(self, phrases: Sequence[str]) -> str:
        known = [phrase for phrase in phrases if all(map(self._knows, phrase.split()))]
        if not known or not (self._folder / "graph" / "HCLr.fst").is_file():
            raise EngineUnavailable(
                Phrase(
                    "{name} cannot be held to these phrases.",
                    "{name} ne sait pas se limiter à ces phrases.",
                ).format(name=self._card.model),
                Phrase(
                    "Use a small or an lgraph model of vosk.",
                    "Prenez un modèle « small » ou « lgraph » de vosk.",
                ),
            )
        # vosk reads no \u escapes.
        return json.dumps([*known, "[unk]"], ensure_ascii=False)

    def _knows(self, word: str) -> bool:
        return bool(self._model.vosk_model_find_word(word) >= 0)

    def hear(self, samples: Samples, *, start_ms: int = 0) -> Iterator[Final]:
        """Yield what is said in a finished recording."""
        recognizer, since = self.recognizer(), start_ms
        for at in range(0, len(samples), _PIECE):
            if self._is_given_up.is_set():
                raise EngineFailed(Phrase("Hearing was stopped.", "L'écoute a été arrêtée."))
            piece = Frame(start_ms + at * 1000 // EAR_RATE, samples[at : at + _PIECE])
            final = recognizer.accept_silently(piece)
            if final is not None:
                yield with_times(final, since, piece.end_ms)
                since = piece.end_ms
        last = recognizer.finish()
        if last is not None:
            yield with_times(last, since, start_ms + len(samples) * 1000 // EAR_RATE)

    def give_up(self) -> None:
        """Let every `hear` under way end within a second of sound."""
        self._is_given_up.set()

    def speaker_encoder(self, folder: Path) -> VoskSpeakerEncoder:
        """Return an encoder of voices from vosk's speaker model in `folder`."""
        check_speaker_folder(folder)
        model = _made(self._vosk.SpkModel, str(folder), folder=folder)
        return VoskSpeakerEncoder(self._vosk, self._model, model, folder)


class VoskRecognizer:
    """One stream of frames."""

    def __init__(self, engine: Any, card: EngineCard) -> None:
        self._engine = engine
        self._card = card
        self._time = StreamTime()
        self._shown = ""

    @property
    def card(self) -> EngineCard:
        """Say which model hears."""
        return self._card

    def accept(self, frame: Frame) -> Hearing | None:
        """Take one frame of 16 kHz mono; return what changed."""
        if self._give(frame):
            return self._final(self._engine.Result())
        text = _text(json.loads(self._engine.PartialResult()).get("partial", ""))
        if text == self._shown:
            return None
        self._shown = text
        return Partial(text)

    def accept_silently(self, frame: Frame) -> Final | None:
        """Take one frame and work out no partial: for sound that nobody watches."""
        return self._final(self._engine.Result()) if self._give(frame) else None

    def finish(self) -> Final | None:
        """Close the present utterance now and return its words, if there are any."""
        return self._final(self._engine.FinalResult())

    def reset(self) -> None:
        """Forget the present utterance.

        vosk's own Reset leaves sound in its pipeline, which would surface in the next utterance;
        a final result empties it.
        """
        self.finish()

    def _give(self, frame: Frame) -> bool:
        if frame.rate != EAR_RATE:
            raise ValueError(f"the ear works at {EAR_RATE} Hz")
        self._time.note(frame)
        try:
            return bool(self._engine.AcceptWaveform(frame.samples.astype("<i2").tobytes()))
        except Exception as error:  # vosk raises nothing more precise
            raise EngineFailed(
                Phrase("vosk stopped working.", "vosk a cessé de fonctionner.")
            ) from error

    def _final(self, result: str) -> Final | None:
        self._shown = ""
        read = json.loads(result)
        words = tuple(
            self._word(word) for word in read.get("result", ()) if word["word"] not in _NO_WORDS
        )
        self._time.forget_before_now()
        # A model without word boundaries gives a text and no times.
        text = " ".join(word.text for word in words) or _text(read.get("text", ""))
        return Final(text, words) if text else None

    def _word(self, word: dict[str, Any]) -> Word:
        start, end = self._time.span(word["start"], word["end"])
        return Word(word["word"], start, end, min(1.0, max(0.0, word["conf"])))


class VoskSpeakerEncoder:
    """Voices as vosk's vectors: 128 values, of use from about 5 s of speech on."""

    def __init__(self, vosk: Any, model: Any, speakers: Any, folder: Path) -> None:
        self._vosk = vosk
        self._model = model
        self._speakers = speakers
        self._folder = folder

    def embed(self, samples: Samples) -> npt.NDArray[np.float32]:
        """Return a unit vector; raises EngineFailed where there is too little speech for one."""
        engine = _made(
            self._vosk.KaldiRecognizer, self._model, float(EAR_RATE), folder=self._folder
        )
        engine.SetSpkModel(self._speakers)
        vectors: list[tuple[int, list[float]]] = []
        sound = samples.astype("<i2").tobytes()
        for at in range(0, len(sound), 2 * _PIECE):
            if engine.AcceptWaveform(sound[at : at + 2 * _PIECE]):
                vectors += _spoken(engine.Result())
        vectors += _spoken(engine.FinalResult())
        if not vectors:
            raise EngineFailed(
                Phrase(
                    "Too little speech to know a voice by.",
                    "Trop peu de parole pour reconnaître une voix.",
                )
            )
        mean = sum(frames * np.asarray(vector) for frames, vector in vectors)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _spoken(result: str) -> list[tuple[int, list[float]]]:
    """Return the voice of an utterance; a vector without words belongs to a noise."""
    read = json.loads(result)
    return [(read.get("spk_frames", 1), read["spk"])] if "spk" in read and read["text"] else []


def _made(make: Any, *given: Any, folder: Path) -> Any:
    try:
        return make(*given)
    except Exception as error:  # vosk raises nothing more precise
        raise ModelDamaged(
            Phrase(
                "vosk cannot open the model in {folder}.",
                "vosk ne peut pas ouvrir le modèle de {folder}.",
            ).format(folder=folder),
            UNPACK_AGAIN,
        ) from error


def _text(raw: str) -> str:
    return " ".join(word for word in raw.split() if word not in _NO_WORDS)


def _load_vosk() -> Any:
    try:
        vosk = importlib.import_module("vosk")
    except (ImportError, OSError) as error:
        raise EngineUnavailable(
            Phrase(
                "The recogniser vosk cannot be loaded: {error}.",
                "Le module de reconnaissance vosk ne peut pas être chargé : {error}.",
            ).format(error=error),
            Phrase(
                "There is no vosk for this machine's Python; English can be heard with: "
                "pip install 'promenade[pocketsphinx]'",
                "Il n'y a pas de vosk pour le Python de cette machine ; l'anglais peut être "
                "entendu avec : pip install 'promenade[pocketsphinx]'",
            ),
        ) from error
    # Its C++ part writes onto the terminal: warnings are level -1, errors -2.
    vosk.SetLogLevel(-3)
    return vosk

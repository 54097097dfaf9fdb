"""What the processes of an import load: described in words, so that it can be sent to them."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from models.catalogue import Role
from models.language import Language
from models.load import (
    EarChoice,
    load_offline,
    load_speaker_encoder,
    load_voice_activity,
)
from models.speech import VoiceActivity
from models.store import open_store
from reporting.ingest.hearing import EngineLoader, Engines


@dataclass(frozen=True, slots=True)
class EngineWishes:
    """Which engines a recording is heard with."""

    ear: EarChoice | None
    """None: voices only."""
    language: Language
    models: Path
    """Root of the model store."""
    tells_voices: bool = True
    """False where one person speaks: nothing is spent on voices."""

    @property
    def key(self) -> str:
        """What the outcome depends on, in words."""
        ear = f"{self.ear.engine}:{self.ear.folder or self.ear.model}" if self.ear else "-"
        present = "".join("x" if part else "-" for part in self.found())
        return f"5|{ear}|{self.language}|{present}"

    @property
    def is_shared(self) -> bool:
        """Whether the threads of one process may hear with one copy of the models."""
        return self.ear is None or self.ear.engine == "vosk"

    def found(self) -> tuple[bool, bool]:
        """Return whether the voice-activity model and the speaker encoder are here."""
        store = open_store(self.models)
        roles: tuple[Role, ...] = ("voice-activity", "speaker-encoder")
        activity, encoder = (
            any(store.find(card.name) for card in store.catalogue.having(role)) for role in roles
        )
        return activity and self.tells_voices, encoder and self.tells_voices


def loader(wishes: EngineWishes) -> EngineLoader:
    """Return what loads these engines in whatever process calls it."""
    return partial(_load, wishes)


class SharedLoader:
    """Loads engines once for all threads that ask; each gets a voice-activity model of its own."""

    def __init__(self, wishes: EngineWishes) -> None:
        self._wishes = wishes
        self._turn = threading.Lock()
        self._engines: Engines | None = None

    def __call__(self) -> Engines:
        """Return engines for the calling thread; raises ModelError."""
        with self._turn:
            if self._engines is None:
                self._engines = _load(self._wishes)
                return self._engines
            return replace(self._engines, activity=_activity(self._wishes))


def _load(wishes: EngineWishes) -> Engines:
    store = open_store(wishes.models)
    _, has_encoder = wishes.found()
    return Engines(
        recognizer=load_offline(wishes.ear, wishes.language, store) if wishes.ear else None,
        activity=_activity(wishes),
        encoder=load_speaker_encoder(store) if has_encoder else None,
    )


def _activity(wishes: EngineWishes) -> VoiceActivity | None:
    has_activity, _ = wishes.found()
    return load_voice_activity(open_store(wishes.models)) if has_activity else None

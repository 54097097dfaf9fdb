"""What the processes of an import load: described in words, so that it can be sent to them."""

from __future__ import annotations

from dataclasses import dataclass
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
        return f"4|{ear}|{self.language}|{present}"

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


def _load(wishes: EngineWishes) -> Engines:
    store = open_store(wishes.models)
    has_activity, has_encoder = wishes.found()
    return Engines(
        recognizer=load_offline(wishes.ear, wishes.language, store) if wishes.ear else None,
        activity=load_voice_activity(store) if has_activity else None,
        encoder=load_speaker_encoder(store) if has_encoder else None,
    )

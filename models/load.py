"""From the names in the settings to engines that work: the only place that knows engines.

Everything is loaded when it is asked for and not before. What is missing is said with the way to
get it; nothing is fetched from here.
"""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from models.errors import ModelDamaged, ModelMissing
from models.language import Language, Phrase
from models.store import Store

if TYPE_CHECKING:
    from models.catalogue import Role
    from models.chat import ChatModel
    from models.engines.vosk import VoskEar
    from models.speech import (
        Ear,
        OfflineRecognizer,
        SpeakerEncoder,
        Synthesizer,
        TurnJudge,
        VoiceActivity,
        VoiceEncoder,
    )

Purpose = Literal["live", "second-pass"]
POCKETSPHINX = "pocketsphinx"

_LANGUAGES = {"fr": Phrase("French", "le français"), "en": Phrase("English", "l'anglais")}


@dataclass(frozen=True, slots=True)
class EarChoice:
    """Which recogniser is taken for a language, before it is loaded."""

    engine: Literal["vosk", "whisper", "pocketsphinx"]
    model: str
    folder: Path | None = None
    is_ours: bool = True
    """False for a folder of the user's own, which is tried out before it is trusted."""


def choose_ear(
    store: Store, language: Language, wished: str = "", purpose: Purpose = "live"
) -> EarChoice:
    """Return the recogniser that `load_ear` would load.

    `wished`: a name of the catalogue, a folder, or `pocketsphinx`; empty for the best one that is
    here: live, the best that keeps up with speech; for a second pass, the best of all. Raises
    ModelMissing with the way to get one.
    """
    if wished:
        return _wished_ear(store, language, wished)
    here = [
        card for card in store.catalogue.having("recognizer", language) if store.find(card.name)
    ]
    quick = [card for card in here if card.is_live] if purpose == "live" else []
    for card in quick or here:
        return EarChoice("vosk", card.name, store.path(card.name))
    if language == "en" and has_pocketsphinx():
        return EarChoice("pocketsphinx", POCKETSPHINX)
    raise ModelMissing(
        Phrase(
            "No speech model for {english_name} is on this machine.",
            "Aucun modèle de reconnaissance pour {french_name} n'est sur cette machine.",
        ).format(english_name=_LANGUAGES[language].en, french_name=_LANGUAGES[language].fr),
        _set_up(language),
    )


def load_ear(choice: EarChoice, store: Store) -> Ear:
    """Load a recogniser that hears live; raises ModelError."""
    match choice.engine:
        case "vosk":
            return _vosk_ear(choice, store, is_live=True)
        case "pocketsphinx":
            from models.engines.pocketsphinx import PocketsphinxEar

            return PocketsphinxEar()
        case "whisper":
            raise ModelDamaged(
                Phrase(
                    "Whisper hears finished recordings only; it cannot listen live.",
                    "Whisper n'entend que des enregistrements finis ; il n'écoute pas en direct.",
                ),
                Phrase(
                    "Name a vosk model under [ear] model_en or model_fr, and keep Whisper for "
                    "second_pass_en or second_pass_fr.",
                    "Nommez un modèle vosk dans [ear] model_en ou model_fr, et gardez Whisper pour "
                    "second_pass_en ou second_pass_fr.",
                ),
            )


def load_offline(choice: EarChoice, language: Language, store: Store) -> OfflineRecognizer:
    """Load a recogniser for finished recordings; raises ModelError."""
    if choice.engine == "whisper":
        from models.engines.whisper import WhisperRecognizer

        return WhisperRecognizer(_folder_of(choice), language)
    if choice.engine == "vosk":
        return _vosk_ear(choice, store, is_live=False)
    return load_ear(choice, store)


def load_voice_activity(store: Store) -> VoiceActivity:
    """Return a fresh voice-activity detector; raises ModelError."""
    from models.engines.silero import SileroVoiceActivity

    return SileroVoiceActivity(_needed(store, "voice-activity"))


def load_turn_judge(store: Store) -> TurnJudge:
    """Return the judge of finished turns; raises ModelError."""
    from models.engines.smart_turn import SmartTurn

    return SmartTurn(_needed(store, "end-of-turn"))


def load_speaker_encoder(store: Store) -> VoiceEncoder:
    """Return the encoder of voices; raises ModelError."""
    from models.engines.ge2e import GE2EEncoder

    return GE2EEncoder(_needed(store, "speaker-encoder"))


def load_synthesizer(*, name_en: str = "", name_fr: str = "") -> Synthesizer:
    """Start the machine's own voices; names as in the settings. Raises EngineUnavailable."""
    from models.engines.pyttsx3 import Pyttsx3Synthesizer

    return Pyttsx3Synthesizer(name_en=name_en, name_fr=name_fr)


def load_vosk_voices(store: Store, ear: EarChoice) -> SpeakerEncoder:
    """Return vosk's own encoder of voices, where its model was fetched; raises ModelError."""
    from models.engines.vosk import VoskEar

    return VoskEar(_folder_of(ear), ear.model).speaker_encoder(_needed(store, "speaker-vectors"))


def load_chat(
    address: str,
    model: str = "",
    *,
    allowed_addresses: tuple[str, ...] = (),
    allowed_models: tuple[str, ...] = (),
    max_context_tokens: int = 8192,
    seconds: tuple[float, float, float] = (2.0, 8.0, 4.0),
) -> ChatModel:
    """Return a chat model behind an Ollama server; nothing is asked of it before `prepare`.

    `model`: empty for the one that is pulled. `seconds`: to connect, to the first token, between
    tokens.
    """
    from models.engines.ollama import OllamaChat, OllamaSettings

    connect, first_token, stall = seconds
    return OllamaChat(
        OllamaSettings(
            address=address,
            model=model,
            allowed_addresses=allowed_addresses,
            allowed_models=allowed_models,
            max_context_tokens=max_context_tokens,
            connect_seconds=connect,
            first_token_seconds=first_token,
            stall_seconds=stall,
        )
    )


def has_pocketsphinx() -> bool:
    """Say whether the extra `promenade[pocketsphinx]` is installed."""
    return importlib.util.find_spec("pocketsphinx") is not None


def has_whisper() -> bool:
    """Say whether the extra `promenade[whisper]` is installed."""
    return importlib.util.find_spec("faster_whisper") is not None


def _set_up(language: Language) -> Phrase:
    return Phrase(
        "Run: promenade setup --lang {code}", "Lancez : promenade setup --lang {code}"
    ).format(code=language)


def _wished_ear(store: Store, language: Language, wished: str) -> EarChoice:
    if wished == POCKETSPHINX:
        if language != "en":
            raise ModelMissing(
                Phrase("pocketsphinx hears English only.", "pocketsphinx n'entend que l'anglais."),
                _set_up(language),
            )
        return EarChoice("pocketsphinx", POCKETSPHINX)
    folder = Path(wished).expanduser()
    if not folder.is_dir():
        if "/" in wished or "\\" in wished:
            raise ModelMissing(
                Phrase("There is no folder {folder}.", "Il n'y a pas de dossier {folder}.").format(
                    folder=folder
                ),
                Phrase(
                    "Mend model_{code} or second_pass_{code} under [ear] in settings.toml.",
                    "Corrigez model_{code} ou second_pass_{code} sous [ear] dans settings.toml.",
                ).format(code=language),
            )
        return EarChoice("vosk", wished, store.path(wished))
    is_whisper = (folder / "model.bin").is_file()
    return EarChoice(
        "whisper" if is_whisper else "vosk", folder.resolve().name, folder, is_ours=False
    )


def _vosk_ear(choice: EarChoice, store: Store, *, is_live: bool) -> VoskEar:
    from models.engines.vosk import VoskEar

    folder = _folder_of(choice)
    if not choice.is_ours:
        _require_tried(folder, store)
    return VoskEar(folder, choice.model, is_live=is_live)


def _folder_of(choice: EarChoice) -> Path:
    assert choice.folder is not None, "only pocketsphinx carries its own model"
    return choice.folder


def _needed(store: Store, role: Role) -> Path:
    cards = store.catalogue.having(role)
    for card in cards:
        found = store.find(card.name)
        if found is not None:
            return found
    return store.path(cards[0].name)


def _require_tried(folder: Path, store: Store) -> None:
    """Try a folder of the user's own in another process, once for as long as it stays the same."""
    from models.engines.vosk_folder import check_folder
    from models.engines.vosk_probe import survives

    check_folder(folder)
    mark = store.root / ".tried" / _looks_of(folder)
    if mark.exists():
        return
    if not survives(folder):
        raise ModelDamaged(
            Phrase(
                "vosk crashes on the model in {folder}.", "vosk plante sur le modèle de {folder}."
            ).format(folder=folder),
            Phrase(
                "Unpack it again from its archive, or name another folder.",
                "Décompressez-le de nouveau, ou nommez un autre dossier.",
            ),
        )
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    except OSError:
        return  # a read-only cache: the next walk tries again


def _looks_of(folder: Path) -> str:
    seen = hashlib.sha256(str(folder.resolve()).encode())
    # A link that leads nowhere is no file of the model's.
    for path in sorted(path for path in folder.rglob("*") if path.exists()):
        look = path.stat()
        seen.update(f"{path.relative_to(folder)} {look.st_size} {look.st_mtime_ns}\n".encode())
    return seen.hexdigest()

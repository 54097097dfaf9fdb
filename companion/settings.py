"""All settings, frozen, by subject; passed as an argument, never a global.

Defaults < `settings.toml` < environment < command line. An unknown key is an error that names the
file and the key. `Settings` itself is plain data; reading and writing it is `load_settings` and
`save_settings`.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from companion.errors import BadUsage
from models.language import Language, Phrase


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A subject of the settings."""


class WalkSettings(_Part, frozen=True, kw_only=True):
    """How a walk is held."""

    language: Language | None = None
    """None: as the interface."""
    keep: Literal["sound", "words"] = "sound"
    retention_days: int = 0
    """Sound older than this is deleted, the words stay; 0 keeps it."""
    recall_last_walk: bool = True
    """Open with one sentence about where the last walk stopped."""
    recap: bool = True
    earcons: bool = True


class MicrophoneSettings(_Part, frozen=True, kw_only=True):
    """Which microphone, and whether the loudspeaker reaches it."""

    device: str = ""
    """Name, or part of it; empty for the system's."""
    listening: Literal["auto", "headset", "speaker"] = "auto"
    echo_cancellation: Literal["auto", "on", "off"] = "auto"


class VoiceSettings(_Part, frozen=True, kw_only=True):
    """How the companion sounds."""

    device: str = ""
    name_en: str = ""
    name_fr: str = ""
    pace: float = 1.0
    """1 is the voice's own pace, 0.8 slower."""


class EarSettings(_Part, frozen=True, kw_only=True):
    """What recognises speech."""

    model_en: str = ""
    """A name of the catalogue or the path of a folder; empty: the best one that is here."""
    model_fr: str = ""
    second_pass_en: str = ""
    second_pass_fr: str = ""
    vocabulary: tuple[str, ...] = ()
    """Names and places that the recogniser should be corrected to."""


class PatienceSettings(_Part, frozen=True, kw_only=True):
    """How long a silence may last before the companion speaks; milliseconds."""

    floor_ms: int = 400
    ceiling_ms: int = 8000
    after_question_factor: float = 1.5


class ChatSettings(_Part, frozen=True, kw_only=True):
    """The chat model."""

    address: str = "http://127.0.0.1:11434"
    model: str = ""
    """Empty: the one model that is pulled, or the built-in companion; `none`: that one in any case."""
    allowed_addresses: tuple[str, ...] = ()
    """Addresses off this machine that the user allowed by name."""
    allowed_models: tuple[str, ...] = ()
    """Models run elsewhere (`cloud`) that the user allowed by name."""
    max_context_tokens: int = 8192
    connect_seconds: float = 2.0
    first_token_seconds: float = 8.0
    stall_seconds: float = 4.0


class ReportSettings(_Part, frozen=True, kw_only=True):
    """How reports are made."""

    language: Language | None = None
    formats: tuple[str, ...] = ("md", "html")
    templates: str = ""
    """A folder of the user's own templates."""


class PrivacySettings(_Part, frozen=True, kw_only=True):
    """What is remembered about people."""

    voice_prints: bool = False
    """Whether named voices are recognised again in later recordings."""


class InterfaceSettings(_Part, frozen=True, kw_only=True):
    """The terminal."""

    language: Language | None = None
    theme: str = "promenade-dark"
    plain: bool = False
    """For screen readers: no boxes, no redrawing."""


class Settings(_Part, frozen=True, kw_only=True):
    """Everything that can be set."""

    walk: WalkSettings = WalkSettings()
    microphone: MicrophoneSettings = MicrophoneSettings()
    voice: VoiceSettings = VoiceSettings()
    ear: EarSettings = EarSettings()
    patience: PatienceSettings = PatienceSettings()
    chat: ChatSettings = ChatSettings()
    report: ReportSettings = ReportSettings()
    privacy: PrivacySettings = PrivacySettings()
    interface: InterfaceSettings = InterfaceSettings()


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings, and where each value that is not a default came from."""

    values: Settings
    sources: Mapping[str, str]
    """`subject.key` to the file or the variable it came from."""


_ENVIRONMENT = {
    "PROMENADE_LANG": ("walk", "language"),
    "PROMENADE_MODEL": ("chat", "model"),
    "OLLAMA_HOST": ("chat", "address"),
}


def load_settings(file: Path, environment: Mapping[str, str] = os.environ) -> LoadedSettings:
    """Read the settings; raises BadUsage naming the file and the key."""
    raw = _read_file(file)
    sources = {
        f"{subject}.{key}": str(file)
        for subject, part in raw.items()
        if isinstance(part, dict)
        for key in part
    }
    for variable, (subject, key) in _ENVIRONMENT.items():
        if value := environment.get(variable, ""):
            raw.setdefault(subject, {})[key] = _as_address(value) if key == "address" else value
            sources[f"{subject}.{key}"] = variable
    try:
        return LoadedSettings(msgspec.convert(raw, Settings), sources)
    except msgspec.ValidationError as error:
        raise BadUsage(
            _what_is_wrong(file, str(error)),
            Phrase(
                "Mend or remove that key; `promenade doctor` lists every setting.",
                "Corrigez ou retirez cette clé ; `promenade doctor` liste tous les réglages.",
            ),
        ) from error


def _what_is_wrong(file: Path, error: str) -> Phrase:
    """Say a fault of the settings by its key; `error`: `… - at `$.subject.key``, as msgspec says it."""
    what, _, at = error.partition(" - at `$")
    place = at.strip("`.")
    if unknown := re.search(r"unknown field `(.+)`", what):
        return Phrase(
            "{file}: there is no setting {key}.", "{file} : il n'y a pas de réglage {key}."
        ).format(file=file, key=".".join(filter(None, (place, unknown[1]))))
    return Phrase(
        "{file}: {key} cannot have that value ({what}).",
        "{file} : {key} ne peut pas avoir cette valeur ({what}).",
    ).format(file=file, key=place, what=what)


def save_settings(file: Path, settings: Settings) -> None:
    """Write what differs from the defaults, readable by this user only."""
    defaults = msgspec.to_builtins(Settings())
    chosen = {
        subject: changed
        for subject, part in msgspec.to_builtins(settings).items()
        if (changed := {k: v for k, v in part.items() if v != defaults[subject][k]})
    }
    lines: list[str] = []
    for subject, part in chosen.items():
        lines.append(f"[{subject}]")
        lines += [f"{key} = {_as_toml(value)}" for key, value in part.items() if value is not None]
        lines.append("")
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text("\n".join(lines), encoding="utf-8")
    fresh.replace(file)


def _as_toml(value: Any) -> str:
    return msgspec.json.encode(value).decode()  # TOML's scalars and flat arrays are JSON's


def _as_address(host: str) -> str:
    return host if "://" in host else f"http://{host if ':' in host else host + ':11434'}"


def _read_file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadUsage(
            Phrase("{file} cannot be read: {error}", "{file} est illisible : {error}").format(
                file=file, error=error
            ),
            Phrase("Mend the file, or move it away.", "Corrigez ce fichier ou écartez-le."),
        ) from error

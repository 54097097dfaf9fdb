"""A setting as the interface shows it: its name, what may be chosen, what is wrong with a value. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec

from companion.interface import tr
from companion.settings import Settings
from models.language import Phrase

NOTHING = Phrase("", "")


@dataclass(frozen=True, slots=True)
class Field:
    """One setting."""

    subject: str
    key: str
    label: Phrase
    hint: Phrase = NOTHING
    choices: tuple[tuple[str, Phrase], ...] = ()
    """Value and what it is called; empty where anything may be typed."""
    source: str = ""
    """What the desk can list for it: `microphones`, `speakers`, `voices-en`, `chats`, ..."""

    @property
    def name(self) -> str:
        """`subject-key`."""
        return f"{self.subject}-{self.key}"


def value_of(settings: Settings, field: Field) -> Any:
    """Return the present value."""
    return getattr(getattr(settings, field.subject), field.key)


def as_text(value: Any) -> str:
    """Return a value as it is typed."""
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def as_shown(field: Field, value: Any) -> str:
    """Return a value in words; a dash where nothing is set."""
    if isinstance(value, bool):
        return tr("yes", "oui") if value else tr("no", "non")
    for key, label in field.choices:
        if key == (value or ""):
            return tr(label.en, label.fr)
    return as_text(value) or "–"


def with_value(settings: Settings, field: Field, typed: str | bool) -> Settings:
    """Return the settings with one of them changed; raises msgspec.ValidationError."""
    raw = msgspec.to_builtins(settings)
    raw[field.subject][field.key] = _parsed(value_of(settings, field), typed)
    return msgspec.convert(raw, Settings, strict=False)


def trouble_with(settings: Settings, field: Field, typed: str) -> str:
    """Return what is wrong with what is typed, in a sentence; nothing where it can be kept."""
    try:
        changed = with_value(settings, field, typed)
    except msgspec.ValidationError:
        return _expected(value_of(settings, field))
    check = _CHECKS.get(field.name)
    return check(changed) if check is not None else ""


def _parsed(before: Any, typed: str | bool) -> Any:
    if isinstance(typed, bool):
        return typed
    if isinstance(before, tuple):
        return [part.strip() for part in typed.split(",") if part.strip()]
    if isinstance(before, float):
        typed = typed.replace(",", ".")
    return typed.strip() or ("" if isinstance(before, str) else None)


def _expected(before: Any) -> str:
    if isinstance(before, int):
        return tr("A whole number is needed.", "Il faut un nombre entier.")
    if isinstance(before, float):
        return tr("A number is needed.", "Il faut un nombre.")
    return tr("This cannot be kept.", "Impossible de garder cela.")


def _between(value: float, least: float, most: float) -> str:
    if least <= value <= most:
        return ""
    return tr(f"From {least:g} to {most:g}.", f"De {least:g} à {most:g}.")


def _patience(settings: Settings) -> str:
    patience = settings.patience
    if patience.floor_ms > patience.ceiling_ms:
        return tr(
            "The shortest wait is longer than the longest.",
            "L'attente la plus courte dépasse la plus longue.",
        )
    return _between(patience.floor_ms, 100, 10_000) or _between(patience.ceiling_ms, 500, 60_000)


def _address(settings: Settings) -> str:
    parts = urlsplit(settings.chat.address)
    if parts.scheme in ("http", "https") and parts.hostname:
        return ""
    return tr(
        "An address like http://127.0.0.1:11434.", "Une adresse comme http://127.0.0.1:11434."
    )


def _formats(settings: Settings) -> str:
    unknown = [name for name in settings.report.formats if name not in FORMATS]
    if not unknown:
        return ""
    known = ", ".join(FORMATS)
    return tr(f"Not among {known}.", f"Pas parmi {known}.")


FORMATS = ("md", "html", "docx", "odt", "pdf", "json")

_CHECKS: dict[str, Callable[[Settings], str]] = {
    "walk-retention_days": lambda s: _between(s.walk.retention_days, 0, 36_500),
    "voice-pace": lambda s: _between(s.voice.pace, 0.5, 2),
    "patience-floor_ms": _patience,
    "patience-ceiling_ms": _patience,
    "patience-after_question_factor": lambda s: _between(s.patience.after_question_factor, 1, 10),
    "chat-address": _address,
    "chat-max_context_tokens": lambda s: _between(s.chat.max_context_tokens, 1024, 1_000_000),
    "chat-connect_seconds": lambda s: _between(s.chat.connect_seconds, 0.1, 120),
    "chat-first_token_seconds": lambda s: _between(s.chat.first_token_seconds, 0.5, 600),
    "chat-stall_seconds": lambda s: _between(s.chat.stall_seconds, 0.5, 600),
    "report-formats": _formats,
}
"""By a field's name: what is wrong with the settings as they would be, or nothing."""

"""Reads the reviewed prompts. Their text is the same throughout a walk, so a server can cache it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from models.language import Language

_VERSION = re.compile(r"^<!-- version: (\d+) -->\n")


@dataclass(frozen=True, slots=True)
class Prompts:
    """One language's prompts."""

    system: str
    notes: Mapping[str, str]
    """What the program tells the model between the walker's words, by name."""
    version: str
    """Of the system prompt and of the notes, as in journals: `1.1`."""


@cache
def prompts(language: Language) -> Prompts:
    """Return the prompts of one language."""
    system, version = _read(f"{language}.md")
    notes, notes_version = _read(f"notes.{language}.md")
    lines = (line.partition(": ") for line in notes.splitlines() if line.strip())
    return Prompts(system, {name: text for name, _, text in lines}, f"{version}.{notes_version}")


def _read(name: str) -> tuple[str, str]:
    file = resources.files("companion.conversation") / "prompts" / name
    text = file.read_text(encoding="utf-8")
    match = _VERSION.match(text)
    assert match is not None, f"{name} has no version line"
    return text[match.end() :].strip(), match[1]

"""The language in which the program speaks to its user: terminal, help and errors."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from models.language import LANGUAGES, Language, Phrase

_OWN_VARIABLE = "PROMENADE_UI_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_present: Language = "en"


def choose_language(
    arguments: Sequence[str], environment: Mapping[str, str], wont: str = ""
) -> Language:
    """Return what `--ui-lang`, the environment, the user's `wont` or the locale ask for, else English.

    The command line is looked at before it is parsed, because its help is written in this language.
    """
    asked = ""
    for position, argument in enumerate(arguments):
        if argument == "--ui-lang" and position + 1 < len(arguments):
            asked = arguments[position + 1]
        elif argument.startswith("--ui-lang="):
            asked = argument.partition("=")[2]
    locale = [environment.get(name, "") for name in _LOCALE]
    wishes = [asked, environment.get(_OWN_VARIABLE, ""), wont, *locale]
    wish = next((wish for wish in wishes if wish), "")
    return next((language for language in LANGUAGES if wish.lower().startswith(language)), "en")


def set_language(language: Language) -> None:
    """Choose the language of the whole process, once, at its start."""
    global _present
    _present = language


def present_language() -> Language:
    """Return the language chosen at the start."""
    return _present


def tr(en: str, fr: str) -> str:
    """Return the sentence in the language of the interface."""
    return Phrase(en, fr).to(_present)


def environment_language(arguments: Sequence[str], wont: str = "") -> Language:
    """Return the language for this process's own environment; `wont`: what the settings say."""
    return choose_language(arguments, os.environ, wont)

"""What a walk needs, looked for one thing at a time: the questions that `setup` and `doctor` share.

A check never raises for what it looks for and never fetches; it returns a `Finding` with the remedy.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec

from companion.cli.install_hints import install_hint
from companion.cli.progress import megabytes
from companion.interface import tr
from companion.paths import Places
from companion.settings import LoadedSettings
from models.catalogue import Role
from models.errors import ModelError, ModelMissing, PromenadeError
from models.language import Language
from models.load import EarChoice, choose_ear
from models.store import Store

State = Literal["good", "limited", "wanting"]
_LIBRARY_SECONDS = 20.0


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one check."""

    name: str
    title: str
    state: State
    detail: str = ""
    remedy: str = ""
    is_essential: bool = False
    """Whether a walk cannot be held without it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the checks look at."""

    places: Places
    settings: LoadedSettings
    store: Store
    languages: tuple[Language, ...]

    def wished_ear(self, language: Language) -> str:
        """Return what the settings name as the live recogniser."""
        ear = self.settings.values.ear
        return ear.model_fr if language == "fr" else ear.model_en


def language_name(language: Language) -> str:
    """Return the language's name in the language of the interface."""
    return tr("French", "français") if language == "fr" else tr("English", "anglais")


def said(error: PromenadeError) -> tuple[str, str]:
    """Return an error's sentence and its remedy in the language of the interface."""
    return tr(error.message.en, error.message.fr), tr(error.remedy.en, error.remedy.fr)


def check_ear(around: Surroundings, language: Language) -> Finding:
    """Look for a recogniser of one language."""
    title = tr(
        f"Speech recognition, {language_name(language)}",
        f"Reconnaissance de la parole, {language_name(language)}",
    )
    name = f"ear-{language}"
    try:
        choice = choose_ear(around.store, language, around.wished_ear(language))
    except ModelError as error:
        detail, remedy = said(error)
        return Finding(
            name=name, title=title, state="wanting", detail=detail, remedy=remedy, is_essential=True
        )
    if choice.engine == "pocketsphinx":
        return Finding(
            name=name,
            title=title,
            state="limited",
            detail=tr(
                "pocketsphinx: more than half the words of free speech are wrong",
                "pocketsphinx : plus d'un mot sur deux est faux en parole libre",
            ),
            remedy=f"promenade models fetch {_suggested(around, language)}",
            is_essential=True,
        )
    return Finding(
        name=name, title=title, state="good", detail=_ear_detail(choice), is_essential=True
    )


def check_model(around: Surroundings, role: Role) -> Finding:
    """Look for the model of a role that has but one; each has something that stands in for it."""
    card = around.store.catalogue.having(role)[0]
    title, without = _without(role)
    try:
        path = around.store.path(card.name)
    except ModelMissing as error:
        detail, remedy = said(error)
        return Finding(
            name=role, title=title, state="limited", detail=f"{detail} {without}", remedy=remedy
        )
    return Finding(name=role, title=title, state="good", detail=path.name)


def _without(role: Role) -> tuple[str, str]:
    """Return the title of a role, and how a walk or an import does without its model."""
    match role:
        case "voice-activity":
            return (
                tr("Voice activity", "Présence de voix"),
                tr(
                    "Loudness stands in for it: wind and traffic count as a voice.",
                    "Le volume en tient lieu : vent et circulation passent pour une voix.",
                ),
            )
        case "end-of-turn":
            return (
                tr("End of turn", "Fin de tour"),
                tr("Pauses and words stand in for it.", "Les pauses et les mots en tiennent lieu."),
            )
        case _:
            return (
                tr("Who speaks", "Qui parle"),
                tr(
                    "Imported recordings then have one voice.",
                    "Les enregistrements importés n'ont alors qu'une voix.",
                ),
            )


def check_ffmpeg(around: Surroundings) -> Finding:
    """Look for ffmpeg, which recordings in any form but WAV need."""
    found = shutil.which("ffmpeg")
    return Finding(
        name="ffmpeg",
        title="ffmpeg",
        state="good" if found else "wanting",
        detail=found
        or tr(
            "without it only WAV recordings can be imported",
            "sans lui, seuls les enregistrements WAV s'importent",
        ),
        remedy="" if found else install_hint("ffmpeg"),
    )


def check_portaudio(around: Surroundings) -> Finding:
    """Look for the library that reaches microphones, in a process whose output nobody sees."""
    is_here = _runs("import sounddevice")
    return Finding(
        name="portaudio",
        title=tr("Sound devices (PortAudio)", "Appareils audio (PortAudio)"),
        state="good" if is_here else "wanting",
        detail=""
        if is_here
        else tr(
            "PortAudio is not installed: no microphone can be opened",
            "PortAudio n'est pas installé : aucun micro ne peut être ouvert",
        ),
        remedy="" if is_here else install_hint("portaudio"),
        is_essential=True,
    )


def _ear_detail(choice: EarChoice) -> str:
    ours = "" if choice.is_ours else f" ({choice.folder})"
    return f"{choice.engine}, {choice.model}{ours}"


def _suggested(around: Surroundings, language: Language) -> str:
    card = around.store.catalogue.suggested("recognizer", language)
    return card.name if card else ""


def _runs(program: str) -> bool:
    try:
        done = subprocess.run(
            [sys.executable, "-c", program],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LIBRARY_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


Check = Callable[[Surroundings], Finding]


def disk_room(around: Surroundings) -> str:
    """Return the free room where models are kept, for reading."""
    folder = around.store.root
    while not folder.exists():
        folder = folder.parent
    return megabytes(shutil.disk_usage(folder).free)

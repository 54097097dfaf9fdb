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
from models.ollama_server import OllamaServer, PulledModel
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
                "pocketsphinx: about half the words of free speech are wrong",
                "pocketsphinx : environ un mot sur deux est faux en parole libre",
            ),
            remedy=f"promenade models fetch {_suggested(around, language)}",
            is_essential=True,
        )
    return Finding(
        name=name, title=title, state="good", detail=_ear_detail(choice), is_essential=True
    )


def check_model(around: Surroundings, role: Role) -> Finding:
    """Look for the model of a role that has but one."""
    card = around.store.catalogue.having(role)[0]
    titles = {
        "voice-activity": tr("Voice activity", "Présence de voix"),
        "end-of-turn": tr("End of turn", "Fin de tour"),
        "speaker-encoder": tr("Who speaks", "Qui parle"),
    }
    title, is_essential = titles[role], role == "voice-activity"
    try:
        path = around.store.path(card.name)
    except ModelMissing as error:
        detail, remedy = said(error)
        return Finding(
            name=role,
            title=title,
            state="wanting",
            detail=detail,
            remedy=remedy,
            is_essential=is_essential,
        )
    return Finding(
        name=role, title=title, state="good", detail=path.name, is_essential=is_essential
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


def check_ollama(around: Surroundings) -> Finding:
    """Ask the Ollama server of the settings for its version."""
    server = OllamaServer(around.settings.values.chat.address)
    title = "Ollama"
    try:
        version = server.version()
    except ModelError as error:
        detail, remedy = said(error)
        if not shutil.which("ollama"):
            remedy = install_hint("ollama")
        return Finding(
            name="ollama",
            title=title,
            state="limited",
            detail=detail
            + tr(
                " The built-in companion talks without it.",
                " Le compagnon intégré parle sans lui.",
            ),
            remedy=remedy,
        )
    return Finding(
        name="ollama",
        title=title,
        state="good",
        detail=f"{version}, {server.address}" + ("" if server.is_here else _elsewhere()),
    )


def check_chat_model(around: Surroundings) -> Finding:
    """Look for the chat model that a walk would use, and say where its words go."""
    server = OllamaServer(around.settings.values.chat.address)
    title = tr("Chat model", "Modèle de conversation")
    built_in = tr("the built-in companion talks", "le compagnon intégré parle")
    try:
        pulled = server.models()
        chosen = choose_chat_model(around.settings.values.chat.model, pulled)
        detail = _chat_detail(server, chosen, around) if chosen else built_in
    except ModelError as error:
        chosen, pulled = None, ()
        detail = built_in + tr(". ", ". ") + said(error)[0]
    if chosen:
        return Finding(name="chat-model", title=title, state="good", detail=detail)
    return Finding(
        name="chat-model",
        title=title,
        state="limited",
        detail=detail,
        remedy=_chat_remedy(around.settings.values.chat.model, pulled),
    )


def choose_chat_model(wished: str, pulled: tuple[PulledModel, ...]) -> PulledModel | None:
    """Return the model that is meant: the one named, or the only one there is."""
    if wished:
        names = (wished, f"{wished}:latest")
        return next((model for model in pulled if model.name in names), None)
    return pulled[0] if len(pulled) == 1 else None


def _chat_detail(server: OllamaServer, model: PulledModel, around: Surroundings) -> str:
    details = server.details(model.name)
    window = min(
        around.settings.values.chat.max_context_tokens, details.context_tokens or sys.maxsize
    )
    host = model.remote_host or details.remote_host
    if host or model.is_remote:
        where = tr(f"words go to {host or 'a cloud'}", f"les mots vont à {host or 'un nuage'}")
    else:
        where = tr("words stay here", "les mots restent ici") if server.is_here else _elsewhere()
    return tr(
        f"{model.name}, context {window} tokens, {where}",
        f"{model.name}, contexte {window} tokens, {where}",
    )


def _chat_remedy(wished: str, pulled: tuple[PulledModel, ...]) -> str:
    names = ", ".join(model.name for model in pulled)
    if wished:
        return tr(f"Run: ollama pull {wished}", f"Lancez : ollama pull {wished}")
    if names:
        return tr(
            f"Choose one under [chat] model in settings.toml: {names}",
            f"Choisissez-en un dans [chat] model de settings.toml : {names}",
        )
    return tr("promenade setup suggests one", "promenade setup en propose un")


def _elsewhere() -> str:
    return tr(", not on this machine", ", hors de cette machine")


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

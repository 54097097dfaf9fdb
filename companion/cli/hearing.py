"""How commands have recordings heard: which engines, how many processes, what is shown meanwhile."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from companion.errors import BadUsage
from companion.interface import tr
from companion.paths import Places, find_places
from companion.settings import Settings, load_settings
from companion.tui.text import timecode
from models.errors import ModelError, ModelMissing
from models.language import LANGUAGES, Language, Phrase
from models.load import EarChoice, Purpose, choose_ear, load_offline
from models.store import open_store
from reporting.ingest.engines import EngineWishes
from reporting.ingest.intake import RecordingWishes, hire, taking_in
from reporting.ingest.language_check import tell_language
from reporting.ingest.sound import open_sound

if TYPE_CHECKING:
    from models.speech import OfflineRecognizer
    from models.transcript import Transcript

_MEMORY_PER_MODEL_BYTE = 2.5
_MEMORY_EACH = 150_000_000
_MEMORY_SHARE = 0.7


def engines_for(
    places: Places,
    settings: Settings,
    language: Language,
    wished: str = "",
    purpose: Purpose = "second-pass",
) -> EngineWishes:
    """Return the engines for a language: as wished, as set, or the best that are here."""
    store = open_store(places.models)
    ear = choose_ear(store, language, wished or _as_set(settings, language), purpose)
    return EngineWishes(ear, language, places.models)


def language_of(path: Path, places: Places, settings: Settings, wished: str = "") -> Language:
    """Return the language of a recording, heard; raises SourceUnreadable or ModelMissing."""
    store = open_store(places.models)
    choices: dict[Language, EarChoice] = {}
    missing: ModelError | None = None
    for language in LANGUAGES:
        try:
            choices[language] = choose_ear(store, language, wished or _as_set(settings, language))
        except ModelMissing as error:
            missing = error
    if not choices:
        assert missing is not None
        raise missing
    if wished and len({choice.folder for choice in choices.values()}) == 1:
        raise BadUsage(
            Phrase(
                "A model hears one language: say which.",
                "Un modèle entend une seule langue : dites laquelle.",
            ),
            Phrase("Add `--lang en` or `--lang fr`.", "Ajoutez `--lang fr` ou `--lang en`."),
        )
    recognizers: Mapping[Language, Callable[[], OfflineRecognizer]] = {
        language: partial(load_offline, choice, language, store)
        for language, choice in choices.items()
    }
    return tell_language(open_sound(path), recognizers)


def processes(engines: EngineWishes, wished: int = 0) -> int:
    """Return how many threads or processes may hear: as wished, or as cores and memory allow."""
    if wished > 0:
        return wished
    cores = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    folder = engines.ear.folder if engines.ear else None
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) if folder else 0
    models, free = _MEMORY_PER_MODEL_BYTE * size, _free_memory() * _MEMORY_SHARE
    room = (free - models) / _MEMORY_EACH if engines.is_shared else free / (models + _MEMORY_EACH)
    return max(1, min(cores, int(room)))


def hear_file(path: Path, language: Language | None) -> Transcript:
    """Return the transcript of a recording that does not become a session."""
    places = find_places()
    settings = load_settings(places.settings_file).values
    engines = engines_for(places, settings, language or language_of(path, places, settings))
    wishes = RecordingWishes(engines, work_folder(places))
    crew = hire(engines, processes(engines))
    try:
        with HearingLine(path.name) as line, taking_in(path, wishes, crew, line.show) as taken:
            taken.workshop.clear()
            return taken.transcript
    finally:
        crew.close()


@contextmanager
def ended_like_ctrl_c() -> Iterator[None]:
    """Let a SIGTERM end the work in order: everybody who hears is let go, what was heard is kept."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def work_folder(places: Places) -> Path:
    """Return where unfinished imports are kept."""
    return places.data / "imports"


class HearingLine:
    """One line on stderr: where in the recording, how fast, how much longer.

    The clock is read for the speed that is shown and for nothing else.
    """

    def __init__(self, name: str, stream: TextIO | None = None) -> None:
        self._name = name if name.isprintable() else name.encode("ascii", "replace").decode()
        self._stream = stream or sys.stderr
        self._is_terminal = self._stream.isatty()
        self._began = time.monotonic()
        self._tenth = -1

    def __enter__(self) -> HearingLine:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_terminal and self._tenth >= 0:
            click.echo("", file=self._stream)

    def show(self, heard_ms: int, total_ms: int, kept_ms: int = 0) -> None:
        """Say that `heard_ms` of `total_ms` are done, `kept_ms` of them by an earlier run."""
        tenth = heard_ms * 10 // max(1, total_ms)
        if not self._is_terminal and tenth == self._tenth:
            return
        self._tenth = tenth
        line = f"{self._name}  {timecode(heard_ms)} / {timecode(total_ms)}"
        if heard_ms > kept_ms:
            line += "  " + self._pace(heard_ms - kept_ms, total_ms - heard_ms)
        if self._is_terminal:
            click.echo(f"\r{line}\x1b[K", file=self._stream, nl=False)
        else:
            click.echo(line, file=self._stream)

    def _pace(self, fresh_ms: int, left_ms: int) -> str:
        speed = fresh_ms / 1000 / max(0.001, time.monotonic() - self._began)
        left = timecode(int(left_ms / speed))
        shown = f"{speed:.0f}" if speed >= 1 else f"{speed:.1f}"
        return tr(
            f"{shown}× real time, {left} left",
            f"{shown.replace('.', ',')}× le temps réel, reste {left}",
        )


def _as_set(settings: Settings, language: Language) -> str:
    ear = settings.ear
    if language == "fr":
        return ear.second_pass_fr or ear.model_fr
    return ear.second_pass_en or ear.model_en


def _free_memory() -> int:
    """Return bytes that can be had without swapping, where the system tells."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        facts = dict(line.split(":", 1) for line in lines)
        return int(facts["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return 4_000_000_000

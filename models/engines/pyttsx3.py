"""Speaks with the voices of the machine through pyttsx3, in a process of its own.

The process takes text and gives PCM back, and can be killed at any moment: nothing it prints
reaches the program's streams, nothing it does can block the walk. On Linux and Windows the voices
are pyttsx3's (espeak-ng, SAPI), on macOS those of `say`; only Linux was tried. Text and sound go
through pipes; where a platform needs a file in between, it lies in a folder that only this user can
read and is gone when it was read. On Linux the same sentence is the same samples every time.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import numpy as np

from models.errors import EngineFailed, EngineUnavailable
from models.language import Language, Phrase
from models.speech import EngineCard, Speech

if TYPE_CHECKING:
    from models.audio import Samples

_PREFERRED: dict[Language, tuple[str, ...]] = {
    "fr": ("roa/fr", "fr_FR", "fr-fr", "fr"),
    "en": ("gmw/en-us", "en_US", "en-us", "gmw/en", "en_GB", "en"),
}
_HELLO_SECONDS = 20.0
_SPEAK_SECONDS = 20.0
_FOLDER_PREFIX = "promenade-voice-"
_AUDIBLE = 64
"""Of 32768: what is quieter at either end is cut off."""
_MARGIN_MS = (10, 80)
"""Kept before the first and after the last audible sample."""


class Pyttsx3Synthesizer:
    """One voice per language; `speak` is for one thread at a time, `cancel` for any."""

    def __init__(self, *, name_en: str = "", name_fr: str = "") -> None:
        """Start the process and wait for its voices; raises EngineUnavailable.

        Names are parts of the voice's name or identifier; empty for the usual one.
        """
        self._wished: dict[Language, str] = {"en": name_en, "fr": name_fr}
        self._ids = itertools.count()
        self._one_at_a_time = threading.Lock()
        self._steering = threading.Lock()
        self._is_speaking = False
        self._is_closed = False
        _sweep()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{_FOLDER_PREFIX}{os.getpid()}-"))
        self._worker = _Worker(self._folder)
        try:
            self._voices = self._worker.voices()
        except EngineUnavailable:
            self.close()
            raise

    @property
    def card(self) -> EngineCard:
        """What it says of itself."""
        chosen = {voice for language in self._wished if (voice := self._voice(language))}
        return EngineCard("pyttsx3", ", ".join(sorted(chosen)), metadata.version("pyttsx3"))

    def languages(self) -> tuple[Language, ...]:
        """Return the languages it has a voice for."""
        return tuple(language for language in self._wished if self._voice(language))

    def names(self, language: Language) -> tuple[str, ...]:
        """Return what the voices for a language are called, as settings may name them."""
        return tuple(
            voice["name"]
            for voice in self._voices
            if voice["language"].lower().startswith(language)
        )

    def speak(self, text: str, language: Language, *, pace: float = 1.0) -> Speech:
        """Return `text` as sound, silence at both ends cut off; raises EngineFailed."""
        request = {
            "id": next(self._ids),
            "text": text,
            "voice": self._voice(language),
            "pace": min(max(pace, 0.3), 3.0),
        }
        with self._one_at_a_time:
            rate, samples = self._ask(request)
        return Speech(_trim(samples, rate), rate, text)

    def cancel(self) -> None:
        """Kill the process that speaks; the present `speak` raises and starts the next one."""
        with self._steering:
            if self._is_speaking:
                self._worker.kill()

    def close(self) -> None:
        """End the process and remove its folder; a present `speak` raises."""
        self._is_closed = True
        self.cancel()
        with self._one_at_a_time:
            self._worker.end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _ask(self, request: dict[str, Any]) -> tuple[int, Samples]:
        with self._steering:
            if self._is_closed:
                raise _failure()
            if not self._worker.is_alive:
                self._replace()
            self._is_speaking = True
        try:
            return self._worker.ask(request)
        except EngineFailed:
            with self._steering:
                self._replace()
            raise
        finally:
            self._is_speaking = False

    def _replace(self) -> None:
        self._worker.end()
        if not self._is_closed:
            self._worker = _Worker(self._folder)

    def _voice(self, language: Language) -> str:
        """Return the identifier of the voice to use; empty where there is none."""
        wished = self._wished[language].lower()
        if wished:
            for voice in self._voices:
                if wished in f"{voice['id']} {voice['name']}".lower():
                    return voice["id"]
        plain = [voice for voice in self._voices if not voice["id"].startswith("mb/")]
        for preferred in _PREFERRED[language]:
            for voice in plain:
                if preferred.lower() in (voice["id"].lower(), voice["language"].lower()):
                    return voice["id"]
        fitting = (voice["id"] for voice in plain if voice["language"].lower().startswith(language))
        return next(fitting, "")


class _Worker:
    """The process and its two pipes. Whatever it answers late or to somebody else is passed over."""

    def __init__(self, folder: Path) -> None:
        script = Path(__file__).with_name("pyttsx3_worker.py")
        # -P keeps this folder off the path: its modules are named for the packages they wrap
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(script), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._hello: dict[str, Any] | None = None

    def voices(self) -> list[dict[str, str]]:
        """Return the voices it found; raises EngineUnavailable."""
        with self._watched(_HELLO_SECONDS):
            hello = self._greeting()
        if "voices" not in hello:
            _refuse(str(hello.get("error", "")))
        voices: list[dict[str, str]] = hello["voices"]
        return voices

    def ask(self, request: dict[str, Any]) -> tuple[int, Samples]:
        """Return rate and samples; raises EngineFailed, also when it is killed meanwhile."""
        with self._watched(_SPEAK_SECONDS):
            try:
                self._greeting()
                self._pipe(self._process.stdin).write(json.dumps(request).encode() + b"\n")
                self._pipe(self._process.stdin).flush()
                header, sound = self._answer(request["id"])
            except (OSError, ValueError) as error:
                raise _failure() from error
        if "error" in header or not sound:
            raise _failure()
        return int(header["rate"]), np.frombuffer(sound, dtype="<i2")

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End the process at once, from any thread: whoever reads sees the end of the pipe."""
        if not self.is_alive:
            return
        if sys.platform == "win32":
            self._process.kill()
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        """End the process and give its pipes back; only where nobody reads."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                self._pipe(pipe).close()

    def _greeting(self) -> dict[str, Any]:
        if self._hello is None:
            line = self._pipe(self._process.stdout).readline()
            self._hello = json.loads(line) if line else {}
        return self._hello

    def _answer(self, wanted: int) -> tuple[dict[str, Any], bytes]:
        answers = self._pipe(self._process.stdout)
        while line := answers.readline():
            header: dict[str, Any] = json.loads(line)
            size = int(header.get("bytes", 0))
            sound = answers.read(size)
            if len(sound) < size:
                break
            if header.get("id") == wanted:
                return header, sound
        raise _failure()

    @contextlib.contextmanager
    def _watched(self, seconds: float) -> Iterator[None]:
        """Kill the process where it does not answer in time: the read then ends by itself."""
        timer = threading.Timer(seconds, self.kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None
        return pipe


def _trim(samples: Samples, rate: int) -> Samples:
    """Return the sound without the silence around it."""
    audible = np.flatnonzero(np.abs(samples.astype(np.int32)) > _AUDIBLE)
    if not len(audible):
        return samples
    before, after = (rate * margin // 1000 for margin in _MARGIN_MS)
    return samples[max(0, audible[0] - before) : audible[-1] + after]


def _sweep() -> None:
    """Remove folders that killed programs of this user left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER_PREFIX}*"):
        owner = folder.name.removeprefix(_FOLDER_PREFIX).partition("-")[0]
        if owner.isdigit() and not _is_running(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _failure() -> EngineFailed:
    return EngineFailed(
        Phrase("The voice stopped working.", "La voix ne répond plus."),
        Phrase("It is started again by itself.", "Elle redémarre d'elle-même."),
    )


def _refuse(why: str) -> NoReturn:
    raise EngineUnavailable(
        Phrase(
            "There is no voice to speak with ({why}).", "Aucune voix pour parler ({why})."
        ).format(why=why or "pyttsx3"),
        Phrase(
            "Install espeak-ng: `sudo apt install espeak-ng libespeak-ng1` (Debian, Ubuntu), "
            "`brew install espeak-ng` (macOS), or espeak-ng's installer (Windows).",
            "Installez espeak-ng : `sudo apt install espeak-ng libespeak-ng1` (Debian, Ubuntu), "
            "`brew install espeak-ng` (macOS) ou l'installateur d'espeak-ng (Windows).",
        ),
    )

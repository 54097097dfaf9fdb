"""The voice's own process: sentences in as JSON lines, sound out as a header line and PCM.

It runs as a script, apart from the package, so that killing it is always safe. What pyttsx3 and its
drivers print goes to the null device: the streams of the program that asked stay clean.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

WORDS_PER_MINUTE = 170
"""A walker's ears are busy: a little slower than pyttsx3's 200."""

ESPEAK_RATE = 22_050
MBROLA_RATE = 16_000

Speak = Callable[[str, str, float, Path], tuple[int, bytes]]
"""Text, voice, words per minute and a file to use; gives the rate and 16-bit mono."""


def main() -> None:
    """Answer requests until the input closes."""
    asked, answers = _own_streams()
    folder = Path(sys.argv[1])
    try:
        voices, speak = _open_voice()
    except (ImportError, RuntimeError, OSError, KeyError, AttributeError) as error:
        _answer(answers, {"error": type(error).__name__})
        return
    _answer(answers, {"voices": voices})
    for request in _requests(asked):
        file = folder / f"{request['id']}.wav"
        if sys.platform.startswith("linux"):
            _in_a_copy(lambda: _serve(request, file, speak, answers))  # noqa: B023 - called at once
        else:
            _serve(request, file, speak, answers)


def _in_a_copy(serve: Callable[[], None]) -> None:
    """Serve from a copy of this process, as fresh as at the start.

    espeak goes on with its trembling where the last sentence left it; from a copy, the same
    sentence is always the same sound. A copy that crashed may have answered in part: the end of
    this process then tells so.
    """
    child = os.fork()
    if child == 0:
        try:
            serve()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit(1)


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes for ourselves; leave the null device to whoever prints."""
    asked, answers = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - for the whole process
    return os.fdopen(asked, "rb"), os.fdopen(answers, "wb")


def _requests(asked: BinaryIO) -> Iterator[dict[str, Any]]:
    for line in asked:
        yield json.loads(line)


def _serve(request: dict[str, Any], file: Path, speak: Speak, answers: BinaryIO) -> None:
    try:
        pace = WORDS_PER_MINUTE * request["pace"]
        rate, sound = speak(request["text"], request["voice"], pace, file)
    except (
        OSError,
        RuntimeError,
        ValueError,
        EOFError,
        wave.Error,
        subprocess.SubprocessError,
    ) as error:
        _answer(answers, {"id": request["id"], "error": type(error).__name__})
    else:
        _answer(answers, {"id": request["id"], "rate": rate, "bytes": len(sound)}, sound)
    finally:
        file.unlink(missing_ok=True)


def _read(file: Path) -> tuple[int, bytes]:
    with wave.open(str(file), "rb") as sound:
        if sound.getsampwidth() != 2 or sound.getnchannels() != 1:
            raise ValueError("16-bit mono is expected")
        return sound.getframerate(), sound.readframes(sound.getnframes())


def _answer(answers: BinaryIO, header: dict[str, Any], sound: bytes = b"") -> None:
    answers.write(json.dumps(header).encode() + b"\n" + sound)
    answers.flush()


def _open_voice() -> tuple[list[dict[str, str]], Speak]:
    return _open_say() if sys.platform == "darwin" else _open_pyttsx3()


def _open_pyttsx3() -> tuple[list[dict[str, str]], Speak]:
    if sys.platform.startswith("linux"):
        return _open_espeak()
    engine = importlib.import_module("pyttsx3").init()

    def speak(text: str, voice: str, rate: float, file: Path) -> tuple[int, bytes]:
        if voice:
            engine.setProperty("voice", voice)
        engine.setProperty("rate", round(rate))
        engine.save_to_file(text, str(file))
        engine.runAndWait()
        return _read(file)

    return _voices(engine), speak


def _open_espeak() -> tuple[list[dict[str, str]], Speak]:
    """Use pyttsx3's driver without its loop.

    The loop runs beside espeak's own thread: it may end before the sound is there, and pace and
    voice take effect whenever that thread comes to them. With espeak in its synchronous mode each
    sentence has its own pace and no file is needed.
    """
    espeak: Any = importlib.import_module("pyttsx3.drivers._espeak")
    espeak.AUDIO_OUTPUT_RETRIEVAL = espeak.AUDIO_OUTPUT_SYNCHRONOUS
    engine = importlib.import_module("pyttsx3").init("espeak")

    def speak(text: str, voice: str, rate: float, _file: Path) -> tuple[int, bytes]:
        driver = engine.proxy._driver
        if voice:
            driver.setProperty("voice", voice)
        driver.setProperty("rate", round(rate))
        driver._start_synthesis(text)
        return (MBROLA_RATE if voice.startswith("mb/") else ESPEAK_RATE), driver._data_buffer

    return _voices(engine), speak


def _voices(engine: Any) -> list[dict[str, str]]:
    return [
        {
            "id": str(voice.id),
            "name": str(voice.name),
            "language": str(voice.languages[0]) if voice.languages else "",
        }
        for voice in engine.getProperty("voices")
    ]


def _open_say() -> tuple[list[dict[str, str]], Speak]:
    """Use the command of macOS: its driver in pyttsx3 needs the main loop of an application."""
    listing = subprocess.run(["/usr/bin/say", "-v", "?"], capture_output=True, check=True).stdout
    voices = []
    for line in listing.decode("utf-8", "replace").splitlines():
        left, _, _ = line.partition("#")
        name, _, language = left.rstrip().rpartition(" ")
        voices.append({"id": name.strip(), "name": name.strip(), "language": language})

    def speak(text: str, voice: str, rate: float, file: Path) -> tuple[int, bytes]:
        form = ["--file-format=WAVE", "--data-format=LEI16@22050"]
        chosen = ["-v", voice] if voice else []
        subprocess.run(
            ["/usr/bin/say", *chosen, "-r", str(round(rate)), *form, "-o", str(file), "-f", "-"],
            input=text.encode(),
            check=True,
            capture_output=True,
        )
        return _read(file)

    return voices, speak


if __name__ == "__main__":
    os.umask(0o077)
    main()

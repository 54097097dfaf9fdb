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
import threading
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

WORDS_PER_MINUTE = 170
"""A walker's ears are busy: a little slower than pyttsx3's 200."""

_FINISH_SECONDS = 15.0

Speak = Callable[[str, str, float, Path], None]
"""Text, voice, words per minute, and the WAV file to write."""


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
        _serve(request, folder / f"{request['id']}.wav", speak, answers)


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
        speak(request["text"], request["voice"], WORDS_PER_MINUTE * request["pace"], file)
        rate, sound = _read(file)
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
    engine = importlib.import_module("pyttsx3").init()
    voices = [
        {
            "id": str(voice.id),
            "name": str(voice.name),
            "language": str(voice.languages[0]) if voice.languages else "",
        }
        for voice in engine.getProperty("voices")
    ]

    finished = threading.Event()
    engine.connect("finished-utterance", lambda **_: finished.set())

    def speak(text: str, voice: str, rate: float, file: Path) -> None:
        if not text.strip():
            raise ValueError("nothing to say")
        if voice:
            engine.setProperty("voice", voice)
        engine.setProperty("rate", round(rate))
        finished.clear()
        engine.save_to_file(text, str(file))
        engine.runAndWait()
        # espeak-ng's driver leaves its loop before espeak's own thread has written the file
        if sys.platform != "win32":
            finished.wait(_FINISH_SECONDS)

    return voices, speak


def _open_say() -> tuple[list[dict[str, str]], Speak]:
    """Use the command of macOS: its driver in pyttsx3 needs the main loop of an application."""
    listing = subprocess.run(["/usr/bin/say", "-v", "?"], capture_output=True, check=True).stdout
    voices = []
    for line in listing.decode("utf-8", "replace").splitlines():
        left, _, _ = line.partition("#")
        name, _, language = left.rstrip().rpartition(" ")
        voices.append({"id": name.strip(), "name": name.strip(), "language": language})

    def speak(text: str, voice: str, rate: float, file: Path) -> None:
        form = ["--file-format=WAVE", "--data-format=LEI16@22050"]
        chosen = ["-v", voice] if voice else []
        subprocess.run(
            ["/usr/bin/say", *chosen, "-r", str(round(rate)), *form, "-o", str(file), "-f", "-"],
            input=text.encode(),
            check=True,
            capture_output=True,
        )

    return voices, speak


if __name__ == "__main__":
    os.umask(0o077)
    main()

"""What the terminal application asks of devices, voices and servers, in a process of its own.

`python -m companion.cli.desk_devices WHAT` prints JSON. Sound libraries print what they like and
may break; here that reaches nobody's screen.
"""

from __future__ import annotations

import json
import sys
import tempfile
import wave
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from companion.audio.chatter import divert_native_chatter
from companion.interface import environment_language, set_language, tr
from companion.paths import find_places
from companion.settings import Settings, load_settings
from models.errors import PromenadeError
from models.language import Language

LISTEN_SECONDS = 60.0


@runtime_checkable
class HasVoices(Protocol):
    """A synthesiser that can list what it speaks with."""

    def names(self, language: Language) -> tuple[str, ...]: ...


def main(arguments: Sequence[str]) -> int:
    """Answer one question; the error's own exit code where it cannot be answered."""
    set_language(environment_language(arguments))
    divert_native_chatter()
    settings = load_settings(find_places().settings_file).values
    try:
        _QUESTIONS[arguments[0]](settings)
    except PromenadeError as error:
        sys.stderr.write(tr(error.message.en, error.message.fr) + "\n")
        return error.exit_code
    return 0


def _microphones(_: Settings) -> None:
    from companion.audio.portaudio import PortAudio

    _print(sorted({device.name for device in PortAudio().devices() if device.inputs}))


def _speakers(_: Settings) -> None:
    from companion.audio.portaudio import PortAudio

    _print(sorted({device.name for device in PortAudio().devices() if device.outputs}))


def _voices(language: Language) -> Callable[[Settings], None]:
    def answer(_: Settings) -> None:
        from models.load import load_synthesizer

        voice = load_synthesizer()
        try:
            listed = voice.names(language) if isinstance(voice, HasVoices) else ()
        finally:
            voice.close()
        _print(listed)

    return answer


def _chats(settings: Settings) -> None:
    from models.ollama_server import OllamaServer

    server = OllamaServer(settings.chat.address)
    _print([model.name for model in server.models()])


def _level(settings: Settings) -> None:
    from companion.audio.portaudio import PortAudio
    from companion.cli.device_checks import check_microphone

    found = check_microphone(
        PortAudio(), settings.microphone.device, _print_level, seconds=LISTEN_SECONDS
    )
    if found.state == "wanting":
        sys.stderr.write(f"{found.detail}\n{found.remedy}\n")
        raise SystemExit(1)


def _print_level(dbfs: float) -> None:
    sys.stdout.write(f"{dbfs:.1f}\n")
    sys.stdout.flush()


def _sample(language: Language) -> Callable[[Settings], None]:
    def answer(settings: Settings) -> None:
        from models.load import load_synthesizer

        wished = settings.voice
        voice = load_synthesizer(name_en=wished.name_en, name_fr=wished.name_fr)
        text = {
            "en": "Good morning. Where shall we begin?",
            "fr": "Bonjour. Par où commençons-nous ?",
        }[language]
        try:
            speech = voice.speak(text, language, pace=wished.pace)
        finally:
            voice.close()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "sample.wav"
            with wave.open(str(file), "wb") as sound:
                sound.setnchannels(1)
                sound.setsampwidth(2)
                sound.setframerate(speech.rate)
                sound.writeframes(speech.samples.astype("<i2").tobytes())
            _play(file, wished.device)

    return answer


def _play(file: Path, device: str) -> None:
    from companion.audio.player import open_player

    player = open_player(file, 0, 60_000, device=device)
    while not player.is_over:
        player.wait(1.0)
    player.stop()


def _print(names: Sequence[str]) -> None:
    print(json.dumps(list(names)))


_QUESTIONS: dict[str, Callable[[Settings], None]] = {
    "microphones": _microphones,
    "speakers": _speakers,
    "voices-en": _voices("en"),
    "voices-fr": _voices("fr"),
    "chats": _chats,
    "level": _level,
    "sample-en": _sample("en"),
    "sample-fr": _sample("fr"),
}

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""The voice's own process: what it needs, what it leaves behind, what it does when it is killed."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.engines.pyttsx3 import Pyttsx3Synthesizer
from models.errors import EngineFailed, EngineUnavailable

_FOLDERS = "promenade-voice-*"


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def voice() -> Iterator[Pyttsx3Synthesizer]:
    try:
        made = Pyttsx3Synthesizer()
    except EngineUnavailable as missing:
        pytest.skip(str(missing))
    yield made
    made.close()


def _children() -> list[int]:
    found = subprocess.run(
        ["pgrep", "-P", str(os.getpid()), "-f", "pyttsx3_worker"], capture_output=True, text=True
    )
    return [int(line) for line in found.stdout.split()]


def test_without_espeak_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux":
        pytest.skip("other platforms bring their own voices")
    # a process whose ctypes finds no library, as on a machine without libespeak-ng
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(
        "import ctypes\n"
        "def refuse(self, name):\n    raise OSError(name)\n"
        "type(ctypes.cdll).LoadLibrary = refuse\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    with pytest.raises(EngineUnavailable) as missing:
        Pyttsx3Synthesizer()
    assert "libespeak-ng1" in missing.value.remedy.en
    assert "libespeak-ng1" in missing.value.remedy.fr
    assert list(tmp_path.glob(_FOLDERS)) == []


def test_a_voice_that_was_killed_from_outside_is_back_for_the_next_sentence(
    voice: Pyttsx3Synthesizer,
) -> None:
    voice.speak("Hello.", "en")
    (process,) = _children()
    os.kill(process, signal.SIGKILL)
    for _ in range(2):
        try:
            said = voice.speak("Hello again.", "en")
        except EngineFailed:
            continue
    assert len(said.samples) > 1000


def test_closing_leaves_no_process_and_no_file(voice: Pyttsx3Synthesizer, tmp_path: Path) -> None:
    (folder,) = tmp_path.glob(_FOLDERS)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    voice.speak("Nothing of this stays.", "en")
    assert list(folder.iterdir()) == []
    voice.close()
    assert _children() == []
    assert list(tmp_path.glob(_FOLDERS)) == []
    with pytest.raises(EngineFailed):
        voice.speak("Too late.", "en")


def test_what_a_killed_program_left_is_swept_and_what_a_running_one_uses_is_not(
    tmp_path: Path,
) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / f"promenade-voice-{gone.pid}-abc").mkdir()
    (tmp_path / f"promenade-voice-{os.getppid()}-abc").mkdir()
    with contextlib.suppress(EngineUnavailable):
        Pyttsx3Synthesizer().close()
    left = [folder.name for folder in tmp_path.glob(_FOLDERS)]
    assert left == [f"promenade-voice-{os.getppid()}-abc"]


def test_a_voice_is_chosen_by_part_of_its_name() -> None:
    try:
        voice = Pyttsx3Synthesizer(name_en="scotland", name_fr="belgium")
    except EngineUnavailable as missing:
        pytest.skip(str(missing))
    with_names = voice.card.model
    voice.close()
    assert "scotland" in with_names
    assert "fr-be" in with_names


@pytest.mark.parametrize("text", ["", " \n", "…", "\x00\x1b[31m", "<speak>&lt;</speak>", "漢字 🙂"])
def test_odd_text_gives_sound_or_a_plain_failure_and_the_voice_lives_on(
    voice: Pyttsx3Synthesizer, text: str
) -> None:
    with contextlib.suppress(EngineFailed):
        voice.speak(text, "fr")
    assert len(voice.speak("Encore là.", "fr").samples) > 1000

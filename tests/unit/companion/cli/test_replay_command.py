"""`promenade replay` and `promenade walk`, as people call them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from companion.cli.keepsakes import choose_keepsakes
from companion.cli.main import main
from companion.errors import SessionNotFound
from companion.paths import find_places
from companion.session.folder import list_folders
from companion.session.opening import load_session
from companion.session.soundfile import sound_ms
from models.ideas import Idea
from models.transcript import Segment

REPOSITORY = Path(__file__).resolve().parents[4]


def noise(file: Path, seconds: float) -> Path:
    samples = np.random.default_rng(1).integers(-3, 4, round(16_000 * seconds), dtype=np.int16)
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, 16_000, 0, "NONE", ""))
        sound.writeframes(samples.tobytes())
    return file


def test_the_same_recording_gives_the_same_journal(tmp_path: Path) -> None:
    recording = noise(tmp_path / "memo.wav", 3)
    for name in ("a", "b"):
        assert main(["replay", str(recording), "--lang", "en", "--out", str(tmp_path / name)]) == 0
    journals = [file.read_bytes() for file in sorted(tmp_path.glob("*/sessions/*/journal.jsonl"))]
    assert len(journals) == 2
    assert journals[0] == journals[1]


def test_a_replayed_session_is_whole_and_has_its_sound(tmp_path: Path) -> None:
    assert main(["replay", str(noise(tmp_path / "memo.wav", 3)), "--lang", "fr"]) == 0
    [folder] = list_folders(find_places())
    state = load_session(folder)
    assert state.ended is not None
    assert state.transcript.language == "fr"
    assert state.transcript.duration_ms >= 3000
    assert folder.sound is not None


@pytest.mark.parametrize("name", ["missing.wav", "text.wav", "empty.wav", "script.toml"])
def test_what_is_no_recording_is_refused_and_leaves_no_session(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if name != "missing.wav":
        (tmp_path / name).write_text("" if name == "empty.wav" else "this is no sound")
    assert main(["replay", str(tmp_path / name)]) == (3 if name == "missing.wav" else 2)
    assert name in capsys.readouterr().err
    assert list_folders(find_places()) == []


def test_keepsakes_prefer_ideas_and_leave_out_what_was_taken_back() -> None:
    texts = (
        "the neighbours could bake their bread together on saturday mornings",
        "a machine with sensors should water everything without anybody",
        "well yes okay right so there we are",
        "the children would learn how dough rises and what patience means",
        "every family brings flour and takes home a loaf for the week",
    )
    segments = [
        Segment(f"s{n}", "walker", n * 1000, n * 1000 + 900, text) for n, text in enumerate(texts)
    ]
    ideas = [
        Idea(id="i1", text=texts[0], origin="walker", status="kept", evidence=("s0",)),
        Idea(id="i2", text=texts[1], origin="walker", status="withdrawn", evidence=("s1",)),
    ]
    assert [segment.id for segment in choose_keepsakes(segments, ideas)] == ["s0", "s3", "s4"]


def walk(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "companion", "walk", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=REPOSITORY,
        env=os.environ.copy(),
    )


def until_listening(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("listening"):
            break
    return lines


@pytest.mark.slow
def test_a_walk_ends_in_order_on_ctrl_c_and_says_what_is_kept(tmp_path: Path) -> None:
    with walk("--lang", "en", "--source", str(noise(tmp_path / "quiet.wav", 60))) as process:
        said = "".join(until_listening(process))
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Your first walk" in said
    assert "promenade report" in rest
    [folder] = list_folders(find_places())
    assert load_session(folder).ended is not None


@pytest.mark.slow
def test_a_walk_outlives_its_terminal_and_can_be_resumed_after_a_kill(tmp_path: Path) -> None:
    source = str(noise(tmp_path / "quiet.wav", 60))
    with walk("--lang", "en", "--detach", "--source", source) as process:
        said, _ = process.communicate(timeout=60)
    session = re.findall(r"\d{4}-\d\d-\d\d-\d{4}-[0-9a-f]{4}", said)[-1]
    [folder] = list_folders(find_places())
    assert folder.id == session
    assert folder.is_busy()
    until(lambda: sound_ms(folder.recording) >= 1500)
    [pid] = pids_of(folder.path / "lock")
    os.kill(pid, signal.SIGKILL)
    with walk("--resume", session, "--source", source) as process:
        until_listening(process)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    state = load_session(folder)
    assert state.ended is not None
    assert state.transcript.duration_ms > 1000


@pytest.mark.slow
def test_a_key_pressed_elsewhere_reaches_the_walk(tmp_path: Path) -> None:
    source = str(noise(tmp_path / "quiet.wav", 60))
    with walk("--lang", "en", "--source", source) as process:
        until_listening(process)
        assert pressed("let-me-think") == 0
        assert process.stdout is not None
        assert any(line.startswith("you are thinking") for line in process.stdout)
        assert pressed("end") == 0
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert pressed() == SessionNotFound.exit_code


def pressed(*command: str) -> int:
    """Press a key for the walk that goes on; return the exit code."""
    pressing = [sys.executable, "-m", "companion", "press", *command]
    return subprocess.run(pressing, cwd=REPOSITORY, capture_output=True).returncode


def until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for something another process does, however loaded the machine is."""
    for _ in range(round(seconds / 0.05)):
        if condition():
            return
        time.sleep(0.05)  # noqa: TID251 - a real walk in real time
    raise AssertionError("it never came about")


def pids_of(file: Path) -> list[int]:
    """Return the processes that have a file open."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if entry.readlink() == file:
                found.append(int(entry.parts[2]))
        except OSError:
            continue
    return found

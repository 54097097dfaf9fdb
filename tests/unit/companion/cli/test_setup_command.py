"""Setting up: nothing without a yes, everything with one, and what is left is said."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from companion.cli.install_hints import install_hint
from companion.cli.main import main
from companion.cli.memory import memory_bytes, suggested_chat_model
from companion.paths import find_places
from models.store import Store
from tests.support.file_server import FileServer, running_server
from tests.support.shelf import EAR, put_models

_TAGS = json.dumps({"models": [{"name": "gemma3:4b", "size": 3}]}).encode()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FileServer]:
    with running_server() as running:
        monkeypatch.setenv("PROMENADE_CATALOGUE", str(put_models(running, tmp_path / "own.toml")))
        monkeypatch.setenv("OLLAMA_HOST", running.address)
        yield running


def _outcomes(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return {row["finding"]["name"]: row for row in json.loads(capsys.readouterr().out)}


def test_with_a_yes_everything_that_can_be_fetched_is_here_afterwards(
    server: FileServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.put("/api/version", b'{"version": "0.99"}')
    server.put("/api/tags", b'{"models": []}')
    pulling = b'{"status":"x","digest":"a","total":10,"completed":5}\n{"status":"success"}\n'
    server.put("/api/pull", pulling, then=("/api/tags", _TAGS))
    server.put("/api/show", b'{"model_info": {"gemma3.context_length": 131072}}')
    code = main(["setup", "--lang", "en", "--yes", "--json"])
    did = _outcomes(capsys)
    for name in ("ear-en", "voice-activity", "end-of-turn", "speaker-encoder", "chat-model"):
        assert did[name]["did"] == "fetched", name
        assert did[name]["finding"]["state"] == "good", name
    assert "words stay here" in did["chat-model"]["finding"]["detail"]
    sound = did["portaudio"]["finding"]["state"]
    assert code == (0 if sound == "good" else 4)


def test_a_second_time_nothing_is_fetched(
    server: FileServer, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["setup", "--lang", "en", "--yes"])
    before = len(server.asked)
    main(["setup", "--lang", "en", "--yes", "--json"])
    capsys.readouterr()
    assert [path for path, _ in server.asked[before:] if path.endswith(".zip")] == []


def test_without_a_yes_nothing_is_fetched_and_sizes_are_said(
    server: FileServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        code = main(["setup", "--lang", "en"])
    told = capsys.readouterr().err
    assert code in (0, 4)
    assert "To fetch: about" in told
    assert "Add --yes" in told
    assert [path for path, _ in server.asked if path.endswith(".zip")] == []


def test_what_could_not_be_fetched_is_listed_with_two_remedies(
    server: FileServer, capsys: pytest.CaptureFixture[str]
) -> None:
    del server.files[f"/{EAR}.zip"]
    assert main(["setup", "--lang", "en", "--yes"]) == 4
    left = capsys.readouterr().err.partition("Left to do:")[2]
    assert "answers 404" in left
    assert "what has arrived is kept" in left
    assert "on another machine" in left
    assert f"{EAR}.zip" in left


def test_a_wrong_archive_is_said_and_the_other_steps_go_on(
    server: FileServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.files[f"/{EAR}.zip"].body = b"x" * len(server.files[f"/{EAR}.zip"].body)
    assert main(["setup", "--lang", "en", "--yes", "--json"]) == 4
    did = _outcomes(capsys)
    assert did["ear-en"]["did"] == "failed"
    assert "not the file" in did["ear-en"]["finding"]["detail"]
    assert did["end-of-turn"]["did"] == "fetched"


def test_ollama_away_leaves_the_built_in_companion_and_a_way_to_get_it(
    server: FileServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:9")
    main(["setup", "--lang", "en", "--yes", "--json"])
    did = _outcomes(capsys)
    assert did["ollama"]["finding"]["state"] == "limited"
    assert "built-in companion" in did["ollama"]["finding"]["detail"]
    assert did["ollama"]["finding"]["remedy"]
    assert not did["ollama"]["finding"]["is_essential"]


def test_an_ollama_elsewhere_is_not_asked_before_it_is_allowed(
    server: FileServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "10.0.0.7")
    main(["setup", "--lang", "en", "--yes", "--json"])
    finding = _outcomes(capsys)["ollama"]["finding"]
    assert "not this machine" in finding["detail"]
    assert 'allowed_addresses = ["http://10.0.0.7:11434"]' in finding["remedy"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def hears_ctrl_c() -> None:
    """Hear Ctrl-C also where the tests were started in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_in_the_middle_of_a_fetch_leaves_nothing_that_passes_for_a_model(
    server: FileServer,
) -> None:
    whole = server.files[f"/{EAR}.zip"]
    whole.pauses_after = 100_000
    running = subprocess.Popen(
        [sys.executable, "-m", "companion", "setup", "--lang", "en", "--yes"],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hears_ctrl_c,
    )
    assert running.stderr is not None
    store = Store(find_places().models)
    moment = threading.Event()
    while store.begun_bytes(EAR) < 50_000 and running.poll() is None:
        moment.wait(0.01)
    running.send_signal(signal.SIGINT)
    told = running.communicate(timeout=20)[1]
    assert running.returncode == 130
    assert "Stopped." in told
    assert "Traceback" not in told
    assert store.find(EAR) is None
    assert store.begun_bytes(EAR) >= 50_000
    whole.pauses_after = None
    assert main(["models", "fetch", EAR]) == 0
    assert server.asked[-1][1].startswith("bytes=")


def test_hints_name_the_packages_of_each_system() -> None:
    here = {"brew": "/opt/homebrew/bin/brew"}.get
    assert install_hint("ffmpeg", "darwin", here).startswith("Run: brew install ffmpeg")
    assert "not tried" in install_hint("ollama", "win32", lambda _: None)
    assert install_hint("espeak-ng", "linux", {"apt-get": "x"}.get) == (
        "Run: sudo apt install espeak-ng"
    )
    assert install_hint("portaudio", "linux", {"pacman": "x"}.get).startswith("Run: sudo pacman")
    assert "your system's packages" in install_hint("espeak-ng", "freebsd13", lambda _: None)


@pytest.mark.parametrize(
    ("gigabytes", "name"),
    [(2, "llama3.2:1b"), (6, "llama3.2:3b"), (7.7, "gemma3:4b"), (64, "gemma3:4b")],
)
def test_the_chat_model_suggested_fits_the_memory(gigabytes: float, name: str) -> None:
    assert suggested_chat_model(int(gigabytes * (1 << 30))).name == name
    assert memory_bytes() > 1 << 28

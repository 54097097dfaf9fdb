"""What every test may rely on, and what none may do: reach anything but this machine."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # a loaded machine is no fault of the code
settings.load_profile("unhurried")

REPOSITORY = Path(__file__).resolve().parent.parent


def shared_data() -> Path | None:
    """Return the folder of real material, where this machine has it."""
    named = os.environ.get("PROMENADE_TEST_DATA")
    folder = Path(named) if named else REPOSITORY.parent / "shared" / "data"
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real material; the test is skipped where it is absent."""
    folder = shared_data()
    if folder is None:
        pytest.skip("real material is absent: set PROMENADE_TEST_DATA")
    return folder


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMENADE_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("PROMENADE_UI_LANG", "en")
    monkeypatch.delenv("OLLAMA_HOST", raising=False)


@pytest.fixture(autouse=True)
def _this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0]) if isinstance(address, tuple) else ""
            if host not in ("127.0.0.1", "::1", "localhost"):
                raise AssertionError(f"a test reached for {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)

"""What an Ollama server has is asked plainly, and pulling one more can be watched."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from models.errors import EngineFailed, EngineUnavailable
from models.ollama_server import ModelDetails, OllamaServer, PulledModel
from tests.support.file_server import FileServer, running_server


@pytest.fixture
def served() -> Iterator[FileServer]:
    with running_server() as running:
        yield running


def test_version_models_and_details_are_read(served: FileServer) -> None:
    served.put("/api/version", b'{"version": "0.99.1", "more": 1}')
    served.put("/api/tags", b'{"models": [{"name": "gemma3:4b", "size": 3, "digest": "x"}]}')
    details = {"model_info": {"gemma3.context_length": 8192, "a": "b"}, "capabilities": ["vision"]}
    served.put("/api/show", json.dumps(details).encode())
    server = OllamaServer(served.address + "/")
    assert server.version() == "0.99.1"
    assert server.models() == (PulledModel("gemma3:4b", 3),)
    shown = server.details("gemma3:4b")
    assert shown.context_tokens == 8192
    assert not shown.can_chat
    assert json.loads(served.asked[-1][1]) == {"model": "gemma3:4b"}


def test_a_pull_is_watched_over_all_its_layers(served: FileServer) -> None:
    steps: list[dict[str, object]] = [
        {"status": "pulling manifest"},
        {"status": "pulling", "digest": "a", "total": 100, "completed": 40},
        {"status": "pulling", "digest": "b", "total": 10, "completed": 10},
        {"status": "pulling", "digest": "a", "total": 100, "completed": 100},
        {"status": "success"},
    ]
    served.put("/api/pull", b"\n".join(json.dumps(step).encode() for step in steps))
    seen: list[tuple[int, int]] = []
    OllamaServer(served.address).pull("gemma3:4b", lambda done, total: seen.append((done, total)))
    assert seen == [(40, 100), (50, 110), (110, 110)]


@pytest.mark.parametrize("body", [b'{"error": "no space left"}', b'{"status": "pulling"}'])
def test_a_pull_that_fails_or_stops_says_so(served: FileServer, body: bytes) -> None:
    served.put("/api/pull", body)
    with pytest.raises(EngineFailed, match="gemma3:4b"):
        OllamaServer(served.address).pull("gemma3:4b")


@pytest.mark.parametrize("body", [b"<html>a router's page</html>", b"[]", b"", b'{"models": 3}'])
def test_somebody_else_at_the_address_is_not_taken_for_ollama(
    served: FileServer, body: bytes
) -> None:
    served.put("/api/tags", body)
    with pytest.raises(EngineUnavailable, match="not Ollama's"):
        OllamaServer(served.address).models()


def test_nobody_there_is_said_with_the_way_to_start_it() -> None:
    with pytest.raises(EngineUnavailable) as raised:
        OllamaServer("http://127.0.0.1:9").version()
    assert "ollama serve" in raised.value.remedy.fr


def test_an_unknown_model_is_a_refusal_not_an_absence(served: FileServer) -> None:
    with pytest.raises(EngineFailed, match="404"):
        OllamaServer(served.address).details("nope")


def test_requests_to_this_machine_pass_no_proxy(
    served: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    served.put("/api/version", b'{"version": "1"}')
    assert OllamaServer(served.address).version() == "1"


@pytest.mark.parametrize(
    ("model", "is_remote"),
    [
        (PulledModel("gemma3:4b"), False),
        (PulledModel("gpt-oss:120b-cloud"), True),
        (PulledModel("big:cloud"), True),
        (PulledModel("mine", remote_host="https://ollama.com"), True),
        (PulledModel("cloud-atlas:1b"), False),
    ],
)
def test_a_model_that_runs_elsewhere_is_known_by_host_or_tag(
    model: PulledModel, is_remote: bool
) -> None:
    assert model.is_remote is is_remote


def test_a_model_that_tells_nothing_may_still_chat() -> None:
    assert ModelDetails().can_chat
    assert ModelDetails().context_tokens == 0


@pytest.mark.parametrize(
    ("address", "reached", "here"),
    [
        ("0.0.0.0", "http://127.0.0.1:11434", True),
        ("http://localhost:11434/", "http://localhost:11434", True),
        ("http://127.0.0.2:1", "http://127.0.0.2:1", True),
        ("http://[::1]:11434", "http://[::1]:11434", True),
        ("http://127.0.0.1.evil.example:80", "http://127.0.0.1.evil.example:80", False),
        ("studio.local", "http://studio.local:11434", False),
    ],
)
def test_this_machine_is_told_from_others_by_address(
    address: str, reached: str, here: bool
) -> None:
    server = OllamaServer(address)
    assert (server.address, server.is_here) == (reached, here)

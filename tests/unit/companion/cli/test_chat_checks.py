"""The doctor says which chat model would talk, and where its words would go."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.cli.chat_checks import check_chat_model, check_ollama
from companion.cli.checks import Surroundings
from companion.paths import find_places
from companion.settings import ChatSettings, LoadedSettings, Settings
from models.store import Store
from tests.support.file_server import FileServer, running_server


@pytest.fixture
def server() -> Iterator[FileServer]:
    with running_server() as running:
        running.put("/api/version", b'{"version": "0.99"}')
        running.put("/api/show", b'{"model_info": {"x.context_length": 4096}}')
        yield running


def _around(tmp_path: Path, chat: ChatSettings) -> Surroundings:
    settings = LoadedSettings(Settings(chat=chat), {})
    return Surroundings(find_places(), settings, Store(tmp_path), ("en",))


def _pulled(server: FileServer, *models: dict[str, str]) -> None:
    server.put("/api/tags", json.dumps({"models": models}).encode())


def test_the_one_model_there_is_talks_and_its_words_stay_here(
    server: FileServer, tmp_path: Path
) -> None:
    _pulled(server, {"name": "tiny:1b"})
    around = _around(tmp_path, ChatSettings(address=server.address))
    assert "0.99" in check_ollama(around).detail
    assert check_chat_model(around).detail == "tiny:1b, context 4096 tokens, words stay here"


def test_several_models_are_named_for_the_choice(server: FileServer, tmp_path: Path) -> None:
    _pulled(server, {"name": "tiny:1b"}, {"name": "other:3b"})
    finding = check_chat_model(_around(tmp_path, ChatSettings(address=server.address)))
    assert finding.state == "limited"
    assert "tiny:1b, other:3b" in finding.remedy


def test_a_model_that_was_named_but_not_pulled_is_said(server: FileServer, tmp_path: Path) -> None:
    _pulled(server, {"name": "tiny:1b"})
    chat = ChatSettings(address=server.address, model="gemma3:4b")
    finding = check_chat_model(_around(tmp_path, chat))
    assert finding.state == "limited"
    assert finding.remedy == "Run: ollama pull gemma3:4b"


def test_no_model_is_advised_where_none_is_wished_for(tmp_path: Path) -> None:
    finding = check_chat_model(_around(tmp_path, ChatSettings(model="none")))
    assert (finding.state, finding.remedy) == ("good", "")


def test_a_model_that_runs_elsewhere_is_refused_until_it_is_allowed_by_name(
    server: FileServer, tmp_path: Path
) -> None:
    _pulled(server, {"name": "big:cloud", "remote_host": "https://ollama.com"})
    refused = ChatSettings(address=server.address, model="big:cloud")
    finding = check_chat_model(_around(tmp_path, refused))
    assert finding.state == "limited"
    assert "https://ollama.com" in finding.detail
    assert 'allowed_models = ["big:cloud"]' in finding.remedy
    allowed = ChatSettings(address=server.address, model="big:cloud", allowed_models=("big:cloud",))
    assert "words go to https://ollama.com" in check_chat_model(_around(tmp_path, allowed)).detail


def test_a_server_elsewhere_is_not_even_asked(tmp_path: Path) -> None:
    around = _around(tmp_path, ChatSettings(address="http://10.0.0.7:11434"))
    assert "not this machine" in check_ollama(around).detail
    assert check_chat_model(around).state == "limited"

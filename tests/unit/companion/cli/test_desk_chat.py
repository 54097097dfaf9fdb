"""The settings list the chat models of Ollama and let it fetch one, with progress."""

from __future__ import annotations

import json

import pytest

from companion.cli.desk_chat import chat_models, is_chat_model, pull_chat_model
from companion.cli.memory import SUGGESTIONS
from companion.settings import ChatSettings
from models.errors import ModelError
from tests.support.file_server import running_server

WANTED = SUGGESTIONS[-1].name


def test_what_ollama_has_comes_before_what_it_could_fetch() -> None:
    with running_server() as server:
        tags = {"models": [{"name": "tiny:1b", "size": 7}, {"name": WANTED, "size": 9}]}
        server.put("/api/tags", json.dumps(tags).encode())
        listed = chat_models(ChatSettings(address=server.address))
    assert [(one.name, one.size) for one in listed if one.is_here] == [("tiny:1b", 7), (WANTED, 9)]
    assert [one.name for one in listed if not one.is_here] == [
        one.name for one in SUGGESTIONS if one.name != WANTED
    ]
    assert sum(one.is_suggested for one in listed) == 1


def test_nothing_is_listed_where_ollama_does_not_answer_or_is_elsewhere() -> None:
    assert not chat_models(ChatSettings(address="http://127.0.0.1:9"))
    assert not chat_models(ChatSettings(address="http://192.0.2.1:11434"))


def test_ollama_fetches_one_and_tells_how_far_it_is() -> None:
    steps = [
        {"status": "pulling", "digest": "a", "total": 100, "completed": 25},
        {"status": "pulling", "digest": "a", "total": 100, "completed": 100},
        {"status": "success"},
    ]
    told: list[tuple[str, float]] = []
    with running_server() as server:
        server.put("/api/pull", b"\n".join(json.dumps(step).encode() for step in steps))
        chat = ChatSettings(address=server.address)
        pull_chat_model(chat, WANTED, lambda doing, share: told.append((doing, share)))
    assert is_chat_model(WANTED)
    assert told == [(WANTED, 0.25), (WANTED, 1.0)]


def test_what_ollama_refuses_is_an_error_with_its_reason() -> None:
    with running_server() as server:
        server.put("/api/pull", b'{"error": "no space left"}')
        with pytest.raises(ModelError, match="no space left"):
            pull_chat_model(ChatSettings(address=server.address), WANTED, lambda *_: None)

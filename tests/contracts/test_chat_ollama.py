"""The chat contract, kept by the Ollama engine against a server that misbehaves in every known way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from typing import Any

import pytest

from models.chat import ChatModel, Message
from models.errors import (
    BadReply,
    EngineFailed,
    EngineUnavailable,
    ModelError,
    ModelMissing,
    NotAllowed,
    PromptTooLong,
)
from models.load import load_chat
from tests.support.misbehaving_ollama import Answer, OllamaScript, ollama_server

SCHEMA = {
    "type": "object",
    "properties": {"mood": {"type": "string", "enum": ["good", "bad"]}},
    "required": ["mood"],
    "additionalProperties": False,
}
HELLO = (Message("system", "Be brief."), Message("user", "A tool library for the street."))
QUICK = (1.0, 0.3, 0.2)
TWO_SENTENCES = ("Who has ", "the key? ", "And why?")


async def ask(chat: ChatModel, messages: Sequence[Message] = HELLO, **options: int) -> str:
    return "".join([piece async for piece in chat.reply(messages, **options)])


async def asked_of(script: OllamaScript, **settings: Any) -> str:
    async with ollama_server(script) as address:
        chat = load_chat(address, "tiny", seconds=QUICK, **settings)
        try:
            return await ask(chat)
        finally:
            await chat.close()


async def listen(chat: ChatModel, said: list[str]) -> None:
    async for piece in chat.reply(HELLO):
        said.append(piece)  # noqa: PERF401 - what came before a failure must stay


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not happened():  # noqa: ASYNC110 - the server tells by its counters
            await asyncio.sleep(0.01)


def chats(script: OllamaScript) -> list[dict[str, Any]]:
    return [r for r in script.requests if r["path"] == "/api/chat"]


async def test_the_answer_arrives_in_pieces_and_the_card_says_who_answered() -> None:
    script = OllamaScript([Answer(TWO_SENTENCES)])
    async with ollama_server(script) as address:
        chat = load_chat(address, seconds=QUICK)
        pieces = [piece async for piece in chat.reply(HELLO)]
        assert "".join(pieces) == "Who has the key? And why?"
        assert len(pieces) > 1
        assert (chat.card.engine, chat.card.model, chat.card.where) == (
            "ollama",
            "tiny:latest",
            "here",
        )
        await chat.close()


async def test_the_window_is_the_same_in_every_request_of_a_walk() -> None:
    script = OllamaScript([Answer(('{"mood": "good"}',))], context_length=3000)
    async with ollama_server(script) as address:
        chat = load_chat(address, "tiny", seconds=QUICK, max_context_tokens=8192)
        await chat.prepare()
        await ask(chat)
        await chat.structured(HELLO, SCHEMA)
        await chat.close()
    assert {r["options"]["num_ctx"] for r in chats(script)} == {3000}
    assert all(r["keep_alive"] for r in chats(script))


async def test_leaving_the_iteration_closes_the_connection() -> None:
    script = OllamaScript([Answer(["word "] * 50, between_seconds=0.05)])
    async with ollama_server(script) as address:
        chat = load_chat(address, "tiny", seconds=QUICK)
        async with aclosing(chat.reply(HELLO)) as pieces:  # type: ignore[type-var]
            async for _ in pieces:
                break
        await until(lambda: script.hung_up == 1)
        await chat.close()


async def test_a_cancelled_walk_stops_the_server_too() -> None:
    script = OllamaScript([Answer(["word "] * 50, between_seconds=0.05)])
    async with ollama_server(script) as address:
        chat = load_chat(address, "tiny", seconds=QUICK)
        task = asyncio.create_task(ask(chat))
        await until(lambda: bool(chats(script)))
        task.cancel()
        await asyncio.wait({task})
        await until(lambda: script.hung_up == 1)
        await chat.close()


async def test_nobody_at_the_address_is_said_with_the_remedy() -> None:
    chat = load_chat("http://127.0.0.1:9", "tiny", seconds=QUICK)
    with pytest.raises(EngineUnavailable) as caught:
        await ask(chat)
    assert "ollama serve" in caught.value.remedy.en
    await chat.close()


async def test_a_model_that_is_not_pulled_is_said_with_the_remedy() -> None:
    async with ollama_server(OllamaScript()) as address:
        chat = load_chat(address, "other", seconds=QUICK)
        with pytest.raises(ModelMissing) as caught:
            await chat.prepare()
        assert "ollama pull other" in caught.value.remedy.fr
        await chat.close()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        pytest.param(Answer(TWO_SENTENCES, first_seconds=1.0), EngineFailed, id="slow to begin"),
        pytest.param(Answer(TWO_SENTENCES, between_seconds=0.6), EngineFailed, id="stalls"),
        pytest.param(Answer(TWO_SENTENCES, breaks_after=1), EngineFailed, id="dies mid-sentence"),
        pytest.param(Answer(TWO_SENTENCES, ends_without_done=True), EngineFailed, id="ends early"),
        pytest.param(Answer(TWO_SENTENCES, error="llama runner died"), EngineFailed, id="error line"),
        pytest.param(Answer(raw=b"<html>busy</html>\n"), EngineFailed, id="not json"),
        pytest.param(Answer(raw=b"[1, 2]\n"), EngineFailed, id="json of another shape"),
        pytest.param(Answer(raw=b'{"message": {"content": 3}}\n'), EngineFailed, id="wrong types"),
        pytest.param(Answer(raw=b"x" * 3_000_000), EngineFailed, id="huge line"),
        pytest.param(Answer(status=500), EngineFailed, id="500"),
        pytest.param(Answer(status=503, error="overloaded"), EngineFailed, id="503"),
        pytest.param(Answer(status=400, error="bad options"), EngineFailed, id="400"),
        pytest.param(Answer(status=400, error="prompt exceeds context length"), PromptTooLong, id="too long"),
        pytest.param(Answer(status=404, error="model not found"), ModelMissing, id="404"),
        pytest.param(Answer(()), BadReply, id="empty"),
        pytest.param(Answer((), thinking="Let me see."), BadReply, id="only thought"),
        pytest.param(Answer(("<think>Let me see.",)), BadReply, id="thought without an end"),
        pytest.param(Answer(["word " * 100] * 30), BadReply, id="flood"),
    ],
)  # fmt: skip
async def test_every_misbehaviour_is_a_model_error_in_time(
    answer: Answer, error: type[ModelError]
) -> None:
    async with asyncio.timeout(5):
        with pytest.raises(error) as caught:
            await asked_of(OllamaScript([answer]))
    assert caught.value.message.fr
    assert "tool library" not in str(caught.value)


async def test_what_was_said_before_it_broke_is_not_lost() -> None:
    script = OllamaScript([Answer(TWO_SENTENCES, breaks_after=2)])
    said: list[str] = []
    async with ollama_server(script) as address:
        chat = load_chat(address, "tiny", seconds=QUICK)
        with pytest.raises(EngineFailed):
            await listen(chat, said)
        await chat.close()
    assert "".join(said) == "Who has the key? "


async def test_a_server_that_accepts_and_never_answers_does_not_hold_us() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    chat = load_chat(
        f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", "tiny", seconds=QUICK
    )
    async with asyncio.timeout(4):
        with pytest.raises(EngineUnavailable):
            await ask(chat)
    await chat.close()
    server.close()


async def test_thinking_is_never_read_out() -> None:
    pieces = ("<thi", "nk>They want", " a shed.</th", "ink>Who has", " the key?")
    assert await asked_of(OllamaScript([Answer(pieces, thinking="Hmm.")])) == "Who has the key?"


async def test_think_is_sent_only_to_models_that_know_it() -> None:
    plain = OllamaScript([Answer(TWO_SENTENCES)])
    await asked_of(plain)
    assert "think" not in chats(plain)[-1]
    thinker = OllamaScript([Answer(TWO_SENTENCES)], capabilities=("completion", "thinking"))
    await asked_of(thinker)
    assert chats(thinker)[-1]["think"] is False


async def test_a_prompt_that_was_cut_by_the_server_is_noticed() -> None:
    long = (Message("system", "Be brief."), Message("user", "word " * 1000))
    script = OllamaScript([Answer(TWO_SENTENCES, prompt_tokens=200)], context_length=8192)
    async with ollama_server(script) as address:
        chat = load_chat(address, "tiny", seconds=QUICK)
        with pytest.raises(PromptTooLong):
            await ask(chat, long)
        await chat.close()


async def test_a_form_filled_from_a_cut_prompt_is_refused() -> None:
    """The client cannot send `truncate: false`: the count of what was read is the guard."""
    long = (Message("system", "Fill in."), Message("user", "word " * 1000))
    script = OllamaScript([Answer(('{"mood": "good"}',), prompt_tokens=300)], context_length=8192)
    async with ollama_server(script) as address:
        chat = load_chat(address, "tiny", seconds=QUICK)
        with pytest.raises(PromptTooLong):
            await chat.structured(long, SCHEMA)
        await chat.close()


async def test_a_low_count_from_the_cache_is_not_taken_for_a_cut() -> None:
    first = (Message("system", "Be brief."), Message("user", "word " * 1000))
    second = (*first, Message("assistant", "Which word?"), Message("user", "That one."))
    script = OllamaScript(
        [Answer(TWO_SENTENCES, prompt_tokens=1100), Answer(TWO_SENTENCES, prompt_tokens=12)],
        context_length=8192,
    )
    async with ollama_server(script) as address:
        chat = load_chat(address, "tiny", seconds=QUICK)
        await ask(chat, first)
        assert await ask(chat, second)
        await chat.close()


async def test_an_answer_stopped_by_the_window_is_a_cut_and_one_stopped_by_us_is_not() -> None:
    by_us = OllamaScript([Answer(TWO_SENTENCES, done_reason="length", answer_tokens=200)])
    assert await asked_of(by_us)
    by_window = OllamaScript([Answer(TWO_SENTENCES, done_reason="length", answer_tokens=20)])
    with pytest.raises(PromptTooLong):
        await asked_of(by_window)


async def test_what_cannot_fit_is_never_sent() -> None:
    script = OllamaScript([Answer(TWO_SENTENCES)], context_length=512)
    async with ollama_server(script) as address:
        chat = load_chat(address, "tiny", seconds=QUICK)
        with pytest.raises(PromptTooLong):
            await ask(chat, (Message("user", "word " * 1000),))
        await chat.close()
    assert not chats(script)


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param([Answer(('{"mood": "good"}',))], id="at once"),
        pytest.param([Answer(('```json\n{"mood": "good"}\n```',))], id="in a fence"),
        pytest.param([Answer((), thinking='{"mood": "good"}')], id="in the thinking field"),
        pytest.param([Answer(("<think>Hm</think>", '{"mood": "good"}'))], id="after thinking"),
        pytest.param([Answer(("I feel good.",)), Answer(('{"mood": "good"}',))], id="prose first"),
        pytest.param(
            [Answer(('{"mood": "great"}',)), Answer(('{"mood": "good"}',))], id="foreign value"
        ),
    ],
)
async def test_json_is_had_from_models_that_ignore_the_format(answers: list[Answer]) -> None:
    script = OllamaScript(answers)
    async with ollama_server(script) as address:
        chat = load_chat(address, "tiny", seconds=QUICK)
        assert await chat.structured(HELLO, SCHEMA) == {"mood": "good"}
        await chat.close()
    first = chats(script)[0]
    assert first["format"] == SCHEMA
    assert '"enum"' in first["messages"][-1]["content"]
    assert first["options"]["temperature"] == 0


async def test_json_that_never_conforms_is_a_bad_reply_after_simpler_ways() -> None:
    script = OllamaScript([Answer(('{"mood": 3}',))], capabilities=("completion", "thinking"))
    async with ollama_server(script) as address:
        chat = load_chat(address, "tiny", seconds=QUICK)
        with pytest.raises(BadReply):
            await chat.structured(HELLO, SCHEMA)
        await chat.close()
    asked = chats(script)
    assert [r.get("think") for r in asked] == [False, None, None]
    assert asked[-1]["format"] == "json"


async def test_words_do_not_leave_for_another_machine_unless_it_was_allowed_by_name() -> None:
    chat = load_chat("http://192.0.2.7:11434", "tiny", seconds=QUICK)
    with pytest.raises(NotAllowed) as caught:
        await ask(chat)
    assert "192.0.2.7" in caught.value.message.en
    await chat.close()


@pytest.mark.parametrize("name", ["big:cloud", "big:120b-cloud"])
async def test_a_cloud_model_is_refused_until_it_is_allowed_by_name(name: str) -> None:
    script = OllamaScript([Answer(TWO_SENTENCES)], models=({"name": name},))
    async with ollama_server(script) as address:
        chat = load_chat(address, name, seconds=QUICK)
        with pytest.raises(NotAllowed):
            await ask(chat)
        await chat.close()
        allowed = load_chat(address, name, seconds=QUICK, allowed_models=(name,))
        assert await ask(allowed)
        assert allowed.card.where != "here"
        await allowed.close()


@pytest.mark.parametrize(
    "remote", [{"remote_host": "https://far.example"}, {"remote_model": "big"}]
)
async def test_a_model_that_runs_elsewhere_under_a_harmless_name_is_refused(
    remote: dict[str, str],
) -> None:
    script = OllamaScript([Answer(TWO_SENTENCES)], remote=remote)
    async with ollama_server(script) as address:
        chat = load_chat(address, "tiny", seconds=QUICK)
        with pytest.raises(NotAllowed):
            await chat.prepare()
        await chat.close()
    assert not chats(script)


async def test_a_proxy_in_the_environment_is_not_used_for_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    assert await asked_of(OllamaScript([Answer(TWO_SENTENCES)]))


async def test_among_several_models_none_is_guessed() -> None:
    script = OllamaScript(models=({"name": "a:1"}, {"name": "b:1"}))
    async with ollama_server(script) as address:
        chat = load_chat(address, seconds=QUICK)
        with pytest.raises(ModelMissing) as caught:
            await chat.prepare()
        assert "a:1, b:1" in caught.value.remedy.en
        await chat.close()


async def test_nobody_waits_for_a_model_that_is_still_being_loaded() -> None:
    script = OllamaScript([Answer(TWO_SENTENCES)], load_seconds=1.0)
    async with ollama_server(script) as address:
        chat = load_chat(address, "tiny", seconds=QUICK)
        preparing = asyncio.create_task(chat.prepare())
        await until(lambda: bool(chats(script)))
        async with asyncio.timeout(0.5):
            with pytest.raises(BadReply):
                await ask(chat)
        await preparing
        assert await ask(chat)
        await chat.close()

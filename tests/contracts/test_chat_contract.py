"""What every chat model keeps, scripted or real."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest

from models.chat import ChatModel, Message
from models.errors import EngineFailed, ModelError, PromptTooLong
from models.language import Phrase
from models.load import load_chat
from models.testing_chat import ScriptedChat, ScriptedReply, ScriptExhausted
from tests.support.misbehaving_ollama import Answer, OllamaScript, ollama_server

PIECES = ("Who ", "has ", "the key?")
ASKED = (Message("system", "Be brief."), Message("user", "A shed."))
SCHEMA = {"type": "object", "properties": {"mood": {"type": "string"}}, "required": ["mood"]}


@asynccontextmanager
async def scripted(*, breaks: bool) -> AsyncIterator[ChatModel]:
    fails = EngineFailed(Phrase("It broke.", "Panne.")) if breaks else None
    yield ScriptedChat(
        [ScriptedReply(PIECES, fails)] * 2, structures=[{"mood": "good"}], context_tokens=4000
    )


@asynccontextmanager
async def ollama(*, breaks: bool) -> AsyncIterator[ChatModel]:
    talk = Answer(PIECES, error="runner died" if breaks else "")
    script = OllamaScript([talk, talk, Answer(('{"mood": "good"}',))], context_length=4000)
    async with ollama_server(script) as address:
        chat = load_chat(address, "tiny")
        yield chat
        await chat.close()


ENGINES = pytest.mark.parametrize("engine", [scripted, ollama])


async def listen(chat: ChatModel, said: list[str]) -> None:
    async for piece in chat.reply(ASKED):
        said.append(piece)  # noqa: PERF401 - what came before a failure must stay


@ENGINES
async def test_an_answer_is_streamed_whole_and_in_order(engine: object) -> None:
    async with engine(breaks=False) as chat:  # type: ignore[operator]
        await chat.prepare()
        assert "".join([piece async for piece in chat.reply(ASKED)]) == "".join(PIECES)


@ENGINES
async def test_a_break_comes_after_everything_that_was_said(engine: object) -> None:
    async with engine(breaks=True) as chat:  # type: ignore[operator]
        said: list[str] = []
        with pytest.raises(ModelError):
            await listen(chat, said)
        assert said == list(PIECES)


@ENGINES
async def test_an_iteration_can_be_left_and_another_begun(engine: object) -> None:
    async with engine(breaks=False) as chat:  # type: ignore[operator]
        async with aclosing(chat.reply(ASKED)) as pieces:
            assert await anext(pieces) == PIECES[0]
        assert "".join([piece async for piece in chat.reply(ASKED)]) == "".join(PIECES)


@ENGINES
async def test_more_than_the_window_is_refused_instead_of_cut(engine: object) -> None:
    async with engine(breaks=False) as chat:  # type: ignore[operator]
        await chat.prepare()
        with pytest.raises(PromptTooLong):
            async for _ in chat.reply((Message("user", "word " * 2000),)):
                pass


@ENGINES
async def test_json_comes_as_asked(engine: object) -> None:
    async with engine(breaks=False) as chat:  # type: ignore[operator]
        for _ in range(2):
            async for _piece in chat.reply(ASKED):
                pass
        assert await chat.structured(ASKED, SCHEMA) == {"mood": "good"}


async def test_a_scripted_chat_says_loudly_that_its_script_is_over_or_was_not_used() -> None:
    chat = ScriptedChat(["Once."])
    with pytest.raises(AssertionError):
        chat.assert_complete()
    assert [piece async for piece in chat.reply(ASKED)] == ["Once."]
    chat.assert_complete()
    with pytest.raises(ScriptExhausted):
        async for _ in chat.reply(ASKED):
            pass
    assert chat.asked == [ASKED, ASKED]

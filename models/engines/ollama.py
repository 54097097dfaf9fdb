"""A chat model through Ollama's own interface, on this machine unless the user named another.

The law of this module: no word leaves before the address and the model are known to run here, or
were allowed by name. Every wait has an end. The window has one size for the whole walk, since
another one would load the model anew. Leaving the iteration closes the connection, which stops the
server's work. `think` is sent only to models that say they know it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from models.chat import Message
from models.engines import ollama_trouble as trouble
from models.engines.ollama_gate import Gate
from models.json_schema import problems
from models.ollama_server import is_here, usable_address
from models.speech import EngineCard
from models.thinking import ThinkingFilter
from models.tokens import estimate_messages, fewest_tokens

KEEP_ALIVE = "60m"
"""How long the server keeps the model after each request: longer than any pause for thought."""

_LOAD_SECONDS = 300.0
_PREFILL_SECONDS = 900.0
"""First token of a long structured request on a processor without a graphics card."""
_CHARACTERS_PER_TOKEN = 12
"""More than any tokenizer writes: an answer beyond that is a flood, not an answer."""
_CACHED = 0.5
"""Share of a prompt that, sent before, may have been read from the cache."""


@dataclass(frozen=True, slots=True)
class OllamaSettings:
    """Where, which, and how long to wait."""

    address: str = "http://127.0.0.1:11434"
    model: str = ""
    """Empty: the one chat model that is pulled."""
    allowed_addresses: tuple[str, ...] = ()
    allowed_models: tuple[str, ...] = ()
    max_context_tokens: int = 8192
    connect_seconds: float = 2.0
    first_token_seconds: float = 8.0
    stall_seconds: float = 4.0


@dataclass(frozen=True, slots=True)
class _Request:
    """One request, as the package takes it."""

    messages: tuple[Message, ...]
    max_tokens: int
    first_seconds: float
    temperature: float
    think: bool | None = None
    format: Any = None
    stall_seconds: float = 4.0


@dataclass(slots=True)
class _Answer:
    """What is known of an answer once it has ended."""

    thinking: str = ""
    done_reason: str = ""
    prompt_tokens: int = 0
    answer_tokens: int = 0
    length: int = 0
    is_done: bool = False


class OllamaChat:
    """The `ChatModel` behind an Ollama server."""

    def __init__(self, settings: OllamaSettings) -> None:
        from httpx import Timeout
        from ollama import AsyncClient

        self._settings = settings
        self._address = usable_address(settings.address)
        self._gate = Gate(self._address, settings)
        self._context = settings.max_context_tokens
        self._before: tuple[Message, ...] = ()
        self._is_loading = False
        self._client = AsyncClient(
            host=self._address,
            follow_redirects=False,
            trust_env=not is_here(self._address),
            timeout=Timeout(_PREFILL_SECONDS, connect=settings.connect_seconds),
        )

    @property
    def card(self) -> EngineCard:
        """What it says of itself; `where` names the place that words go to."""
        return EngineCard("ollama", self._gate.model, where=self._gate.where)

    @property
    def context_tokens(self) -> int:
        """The window of every request of this engine."""
        return self._context

    async def prepare(self) -> None:
        """Load the model; raises NotAllowed, ModelMissing, EngineUnavailable or EngineFailed."""
        self._is_loading = True
        try:
            await self._open()
            with trouble.translated(self._address, self._gate.model):
                async with asyncio.timeout(_LOAD_SECONDS):
                    await self._client.chat(
                        model=self._gate.model,
                        messages=[],
                        keep_alive=KEEP_ALIVE,
                        options={"num_ctx": self._context},
                    )
        finally:
            self._is_loading = False

    async def reply(
        self, messages: Sequence[Message], *, max_tokens: int = 200
    ) -> AsyncGenerator[str]:
        """Stream the answer without its thinking. Raises ModelError, also half way.

        While `prepare` is under way nobody is made to wait: raises BadReply at once.
        """
        if self._is_loading:
            raise trouble.loading(self._gate.model)
        await self._open()
        self._require_room(messages, max_tokens)
        request = _Request(
            tuple(messages),
            max_tokens,
            self._settings.first_token_seconds,
            temperature=0.7,
            think=False if self._gate.can_think else None,
            stall_seconds=self._settings.stall_seconds,
        )
        answer = _Answer()
        async with aclosing(self._stream(request, answer)) as pieces:
            async for piece in pieces:
                yield piece
        self._require_whole(request, answer)
        self._before = request.messages

    async def structured(
        self, messages: Sequence[Message], schema: Mapping[str, Any], *, max_tokens: int = 2000
    ) -> Any:
        """Return JSON that satisfies `schema`, asking again in simpler ways; raises ModelError."""
        await self._open()
        asked = _with_schema(messages, schema)
        self._require_room(asked, max_tokens)
        wrong: tuple[str, ...] = ()
        for think, form in self._ways(schema):
            request = _Request(
                asked, max_tokens, _PREFILL_SECONDS, 0.0, think, form, _PREFILL_SECONDS
            )
            text = await self._whole(request)
            value, wrong = _read(text, schema)
            if not wrong:
                return value
        raise trouble.not_as_asked(self._gate.model, wrong)

    async def close(self) -> None:
        """Close all connections."""
        await self._client.close()  # type: ignore[no-untyped-call]

    # -- before anything is said ---------------------------------------------------------------

    async def _open(self) -> None:
        """Pass the gate once: where do words go, is the model there, how long is its window."""
        if not self._gate.is_open:
            length = await self._gate.open()
            self._context = min(self._settings.max_context_tokens, length or 1 << 30)

    def _require_room(self, messages: Sequence[Message], max_tokens: int) -> None:
        if estimate_messages(messages) + max_tokens > self._context:
            raise trouble.too_long()

    def _ways(self, schema: Mapping[str, Any]) -> Sequence[tuple[bool | None, Any]]:
        ways: list[tuple[bool | None, Any]] = [(None, schema), (None, "json")]
        return [(False, schema), *ways] if self._gate.can_think else ways

    # -- while it answers ----------------------------------------------------------------------

    async def _stream(self, request: _Request, answer: _Answer) -> AsyncGenerator[str]:
        unthought = ThinkingFilter()
        most = request.max_tokens * _CHARACTERS_PER_TOKEN
        async with aclosing(self._parts(request)) as parts:
            async for part in parts:
                _take(part, answer)
                piece = unthought.feed(part.message.content or "")
                answer.length += len(piece)
                if answer.length > most:
                    raise trouble.flooded(self._gate.model)
                if piece:
                    yield piece
        rest = unthought.finish()
        answer.length += len(rest)
        if rest:
            yield rest
        if not answer.is_done:
            raise trouble.broke_off(self._gate.model)

    async def _parts(self, request: _Request) -> AsyncGenerator[Any]:
        """Yield the server's parts, each within its time."""
        with trouble.translated(self._address, self._gate.model):
            stream = await self._client.chat(
                model=self._gate.model,
                messages=[{"role": m.role, "content": m.content} for m in request.messages],
                stream=True,
                think=request.think,
                format=request.format,
                keep_alive=KEEP_ALIVE,
                options={
                    "num_ctx": self._context,
                    "num_predict": request.max_tokens,
                    "temperature": request.temperature,
                    "seed": 7,
                },
            )
            seconds = request.first_seconds
            try:
                while True:
                    async with asyncio.timeout(seconds):
                        part = await anext(stream, None)
                    if part is None:
                        return
                    yield part
                    seconds = request.stall_seconds
            finally:
                await stream.aclose()  # type: ignore[attr-defined]

    async def _whole(self, request: _Request) -> str:
        answer = _Answer()
        text = ""
        async with aclosing(self._stream(request, answer)) as pieces:
            async for piece in pieces:
                text += piece
        if answer.done_reason == "length":
            raise trouble.cut_short(self._gate.model)
        self._require_read(request, answer)
        return text if text.strip() else answer.thinking

    # -- after it answered ---------------------------------------------------------------------

    def _require_whole(self, request: _Request, answer: _Answer) -> None:
        if not answer.length:
            raise trouble.empty(self._gate.model)
        if answer.done_reason == "length" and 0 < answer.answer_tokens < request.max_tokens:
            raise trouble.too_long()
        self._require_read(request, answer)

    def _require_read(self, request: _Request, answer: _Answer) -> None:
        """Raise where the server read far less than was sent and cannot have had it in its cache."""
        read, sent = answer.prompt_tokens, fewest_tokens(request.messages)
        if not read or read >= sent * _CACHED:
            return
        cached = fewest_tokens(_shared(self._before, request.messages))
        if read + cached < sent * _CACHED:
            raise trouble.too_long()


def _take(part: Any, answer: _Answer) -> None:
    answer.thinking += getattr(part.message, "thinking", None) or ""
    if part.done:
        answer.is_done = True
        answer.done_reason = part.done_reason or ""
        answer.prompt_tokens = part.prompt_eval_count or 0
        answer.answer_tokens = part.eval_count or 0


def _shared(before: Sequence[Message], after: Sequence[Message]) -> list[Message]:
    shared = []
    for old, new in zip(before, after, strict=False):
        if old != new:
            break
        shared.append(new)
    return shared


def _with_schema(messages: Sequence[Message], schema: Mapping[str, Any]) -> tuple[Message, ...]:
    rule = (
        f"Answer with JSON only, following this schema:\n{json.dumps(schema, ensure_ascii=False)}"
    )
    last = messages[-1]
    return (*messages[:-1], Message(last.role, f"{last.content}\n\n{rule}"))


def _read(text: str, schema: Mapping[str, Any]) -> tuple[Any, tuple[str, ...]]:
    """Return the value and what is wrong with it; a fence around the JSON is taken off."""
    start = min((p for p in (text.find("{"), text.find("[")) if p >= 0), default=-1)
    if start < 0:
        return None, ("no JSON",)
    try:
        value, _ = json.JSONDecoder().raw_decode(text[start:])
    except (ValueError, RecursionError):
        return None, ("not JSON",)
    return value, problems(value, schema)

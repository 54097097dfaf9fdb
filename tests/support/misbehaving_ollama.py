"""An Ollama on this machine that behaves, or misbehaves, as a test asks: real sockets, real HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class OllamaScript:
    """What the server answers. One entry of `answers` per chat request; the last one stays."""

    answers: Sequence[Answer] = ()
    models: Sequence[Mapping[str, Any]] = ({"name": "tiny:latest", "size": 1},)
    capabilities: Sequence[str] = ("completion",)
    context_length: int = 4096
    remote: Mapping[str, str] = field(default_factory=dict)
    requests: list[dict[str, Any]] = field(default_factory=list)
    open_connections: int = 0
    load_seconds: float = 0.0
    hung_up: int = 0
    """Connections that the client closed while an answer was under way."""


@dataclass(frozen=True)
class Answer:
    """One chat answer, and what goes wrong with it."""

    pieces: Sequence[str] = ()
    thinking: str = ""
    status: int = 200
    error: str = ""
    """In the body of a bad status, or as a line of the stream."""
    raw: bytes = b""
    """Sent as it is in place of the stream."""
    first_seconds: float = 0.0
    between_seconds: float = 0.0
    breaks_after: int | None = None
    """The connection dies after this many pieces."""
    ends_without_done: bool = False
    done_reason: str = "stop"
    prompt_tokens: int | None = None
    answer_tokens: int | None = None


@asynccontextmanager
async def ollama_server(script: OllamaScript) -> AsyncIterator[str]:
    """Serve `script` on a free port of this machine; yields the address."""
    tasks: set[asyncio.Task[Any]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        script.open_connections += 1
        try:
            await _requests(script, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            script.open_connections -= 1
            writer.close()
            tasks.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.close()
        for task in tuple(tasks):
            task.cancel()
        await asyncio.sleep(0)


async def _requests(
    script: OllamaScript, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    while True:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        path = head.split(" ", 2)[1]
        length = next(
            (
                int(line.split(":")[1])
                for line in head.split("\r\n")
                if line.lower().startswith("content-length")
            ),
            0,
        )
        body = json.loads(await reader.readexactly(length)) if length else {}
        await _respond(script, path, body, reader, writer)
        if "connection: close" in head.lower():
            return


async def _respond(
    script: OllamaScript,
    path: str,
    body: dict[str, Any],
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> None:
    script.requests.append({"path": path, **body})
    if path == "/api/tags":
        await _json(writer, {"models": list(script.models)})
    elif path == "/api/version":
        await _json(writer, {"version": "0.99"})
    elif path == "/api/show":
        await _show(script, body, writer)
    elif not body.get("messages"):
        await asyncio.sleep(script.load_seconds)
        await _json(
            writer,
            {
                "model": "tiny",
                "message": {"role": "assistant", "content": ""},
                "done": True,
                "done_reason": "load",
            },
        )
    else:
        asked = [r for r in script.requests if r["path"] == "/api/chat" and r.get("messages")]
        answer = script.answers[min(len(asked), len(script.answers)) - 1]
        await _chat(script, answer, reader, writer)


async def _show(script: OllamaScript, body: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    names = {model["name"] for model in script.models}
    if body["model"] not in names and f"{body['model']}:latest" not in names:
        await _json(writer, {"error": "model not found"}, 404)
        return
    await _json(
        writer,
        {
            "capabilities": list(script.capabilities),
            "model_info": {"tiny.context_length": script.context_length},
            **script.remote,
        },
    )


async def _chat(
    script: OllamaScript,
    answer: Answer,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> None:
    if answer.status != 200:
        await asyncio.sleep(answer.first_seconds)
        await _json(writer, {"error": answer.error or "trouble"}, answer.status)
        return
    writer.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    await writer.drain()
    gone = asyncio.create_task(reader.read(1))
    try:
        for chunk, seconds in _chunks(answer):
            done, _ = await asyncio.wait({gone}, timeout=seconds)
            if done or writer.is_closing():
                script.hung_up += 1
                raise ConnectionError
            if chunk is None:
                raise ConnectionError
            writer.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        await writer.drain()
    finally:
        gone.cancel()
        await asyncio.wait({gone})


def _chunks(answer: Answer) -> list[tuple[bytes | None, float]]:
    if answer.raw:
        return [(answer.raw, answer.first_seconds)]
    chunks: list[tuple[bytes | None, float]] = []
    if answer.thinking:
        chunks.append(
            (
                _line({"role": "assistant", "content": "", "thinking": answer.thinking}),
                answer.first_seconds,
            )
        )
    for place, piece in enumerate(answer.pieces):
        if place == answer.breaks_after:
            return [*chunks, (None, answer.between_seconds)]
        seconds = answer.between_seconds if chunks else answer.first_seconds
        chunks.append((_line({"role": "assistant", "content": piece}), seconds))
    if answer.breaks_after is not None:
        return [*chunks, (None, answer.between_seconds)]
    if answer.error:
        chunks.append((json.dumps({"error": answer.error}).encode() + b"\n", 0.0))
    elif not answer.ends_without_done:
        chunks.append((_last(answer), 0.0 if chunks else answer.first_seconds))
    return chunks


def _line(message: Mapping[str, Any]) -> bytes:
    return json.dumps({"model": "tiny", "message": message, "done": False}).encode() + b"\n"


def _last(answer: Answer) -> bytes:
    counts = {"prompt_eval_count": answer.prompt_tokens, "eval_count": answer.answer_tokens}
    last = {
        "model": "tiny",
        "message": {"role": "assistant", "content": ""},
        "done": True,
        "done_reason": answer.done_reason,
        **{name: count for name, count in counts.items() if count is not None},
    }
    return json.dumps(last).encode() + b"\n"


async def _json(writer: asyncio.StreamWriter, value: Any, status: int = 200) -> None:
    body = json.dumps(value).encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    await writer.drain()

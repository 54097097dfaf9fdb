"""A real chat model in a walk whose time is virtual: its answers are waited for outside that time.

The walk's loop stands still while the model answers, so the answer takes no time in the walk; what
the model says may still differ from one replay to the next.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from models.errors import ModelError

if TYPE_CHECKING:
    from models.chat import ChatModel, Message
    from models.speech import EngineCard

Result = TypeVar("Result")


class ChatOutsideTime:
    """Asks a chat model from a loop of its own, in real time, and waits."""

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="chat", daemon=True)
        self._thread.start()

    @property
    def card(self) -> EngineCard:
        """What the model says of itself."""
        return self._chat.card

    @property
    def context_tokens(self) -> int:
        """The window that requests are sized for."""
        return self._chat.context_tokens

    async def prepare(self) -> None:
        """Load the model."""
        self._wait(self._chat.prepare())

    async def reply(
        self, messages: Sequence[Message], *, max_tokens: int = 200
    ) -> AsyncIterator[str]:
        """Yield the pieces of a whole answer, or of as much as came before the model failed."""
        pieces: list[str] = []
        failure = self._wait(self._collect(messages, max_tokens, pieces))
        for piece in pieces:
            yield piece
        if failure is not None:
            raise failure

    async def structured(
        self, messages: Sequence[Message], schema: Mapping[str, Any], *, max_tokens: int = 2000
    ) -> Any:
        """Return JSON that satisfies `schema`."""
        return self._wait(self._chat.structured(messages, schema, max_tokens=max_tokens))

    async def close(self) -> None:
        """Close the model's connection and end the loop."""
        self._wait(self._chat.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _collect(
        self, messages: Sequence[Message], max_tokens: int, pieces: list[str]
    ) -> ModelError | None:
        try:
            async for piece in self._chat.reply(messages, max_tokens=max_tokens):
                pieces.append(piece)  # noqa: PERF401 - what came before a failure is kept
        except ModelError as failure:
            return failure
        return None

    def _wait(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

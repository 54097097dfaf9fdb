"""A scripted chat model: the reference implementation of the contract to think.

It answers what the script says, in order, after the delays that the script says, and fails where
the script says so. It records what it was asked. A request beyond the script is an error of the
test's, loudly; `assert_complete` makes an unfinished script one as well.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.chat import Message
from models.errors import ModelError, PromptTooLong
from models.language import Phrase
from models.speech import EngineCard
from models.tokens import estimate_messages


class ScriptExhausted(AssertionError):
    """The chat model was asked more often than the script says."""


@dataclass(frozen=True, slots=True)
class ScriptedReply:
    """One answer."""

    pieces: Sequence[str] = ()
    fails: ModelError | None = None
    """Raised after the pieces."""
    first_seconds: float = 0.0
    """Of the loop, to the first piece."""
    between_seconds: float = 0.0


class ScriptedChat:
    """Answers in the order of the script."""

    def __init__(
        self,
        replies: Sequence[ScriptedReply | str] = (),
        *,
        structures: Sequence[Any] = (),
        context_tokens: int = 8192,
        repeats: bool = False,
    ) -> None:
        """Take the script; with `repeats` it starts again at its end."""
        self._replies = [
            ScriptedReply((reply,)) if isinstance(reply, str) else reply for reply in replies
        ]
        self._structures = list(structures)
        self._context = context_tokens
        self._repeats = repeats
        self._next = 0
        self.asked: list[tuple[Message, ...]] = []
        self.is_closed = False

    @property
    def card(self) -> EngineCard:
        """What it says of itself."""
        return EngineCard("scripted", "chat")

    @property
    def context_tokens(self) -> int:
        """The window of the script."""
        return self._context

    async def prepare(self) -> None:
        """Nothing to load."""

    async def reply(
        self, messages: Sequence[Message], *, max_tokens: int = 200
    ) -> AsyncGenerator[str]:
        """Give the next answer of the script; raises PromptTooLong like a real window."""
        self.asked.append(tuple(messages))
        if estimate_messages(messages) + max_tokens > self._context:
            raise PromptTooLong(Phrase("The script's window is full.", "La fenêtre est pleine."))
        reply = self._take()
        seconds = reply.first_seconds
        for piece in reply.pieces:
            await asyncio.sleep(seconds)
            yield piece
            seconds = reply.between_seconds
        if reply.fails is not None:
            await asyncio.sleep(seconds)
            raise reply.fails

    async def structured(
        self, messages: Sequence[Message], schema: Mapping[str, Any], *, max_tokens: int = 2000
    ) -> Any:
        """Give the next structure of the script; a ModelError in it is raised."""
        self.asked.append(tuple(messages))
        if not self._structures:
            raise ScriptExhausted("no structure left")
        structure = self._structures.pop(0)
        if isinstance(structure, ModelError):
            raise structure
        return structure

    async def close(self) -> None:
        """Remember that it was closed."""
        self.is_closed = True

    def assert_complete(self) -> None:
        """Fail where the script was not used up."""
        left = len(self._replies) - self._next + len(self._structures)
        assert left <= 0 or self._repeats, f"{left} answers were never asked for"

    def _take(self) -> ScriptedReply:
        if self._next >= len(self._replies) and not (self._repeats and self._replies):
            raise ScriptExhausted(f"asked {len(self.asked)} times")
        reply = self._replies[self._next % len(self._replies)]
        self._next += 1
        return reply

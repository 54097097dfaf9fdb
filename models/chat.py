"""The contract to think: messages in, text out, as a stream or as checked JSON."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Literal, Protocol

import msgspec

from models.speech import EngineCard

Role = Literal["system", "user", "assistant"]


class Message(msgspec.Struct, frozen=True):
    """One message of a conversation."""

    role: Role
    content: str


class ChatModel(Protocol):
    """A chat model. Leaving the iteration early closes the connection."""

    @property
    def card(self) -> EngineCard: ...
    @property
    def context_tokens(self) -> int:
        """The window that requests are sized for."""

    async def prepare(self) -> None:
        """Load the model so that the first reply is not late. Raises ModelError."""

    def reply(self, messages: Sequence[Message], *, max_tokens: int = 200) -> AsyncIterator[str]:
        """Stream the answer in pieces. Raises ModelError, also half way."""

    async def structured(
        self, messages: Sequence[Message], schema: Mapping[str, Any], *, max_tokens: int = 2000
    ) -> Any:
        """Return JSON that satisfies `schema`. Raises BadReply or another ModelError."""

    async def close(self) -> None: ...

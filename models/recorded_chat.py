"""A chat model that says again what one said before: for replays that are the same every time.

A file of recorded replies has one JSON object a line, `{"text": "..."}`, in the order of the walk.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from models.chat import Message
from models.errors import EngineFailed, ModelDamaged
from models.language import Phrase
from models.speech import EngineCard


class _Line(msgspec.Struct, frozen=True):
    text: str


class RecordedChat:
    """Answers in the order of the file; past its end it fails, and the built-in companion goes on."""

    def __init__(self, file: Path) -> None:
        """Raise ModelDamaged where the file is no list of replies."""
        try:
            lines = msgspec.json.Decoder(_Line).decode_lines(file.read_bytes())
        except (OSError, msgspec.DecodeError) as error:
            raise ModelDamaged(
                Phrase(
                    "{file} holds no recorded replies.", "{file} ne contient pas de réponses."
                ).format(file=file),
                Phrase(
                    'Give one JSON object a line: {{"text": "…"}}.',
                    'Donnez un objet JSON par ligne : {{"text": "…"}}.',
                ).format(),
            ) from error
        self._replies = [line.text for line in lines]
        self._next = 0

    @property
    def card(self) -> EngineCard:
        """What it says of itself."""
        return EngineCard("recorded", "replies")

    @property
    def context_tokens(self) -> int:
        """As large as anybody could want."""
        return 1 << 20

    async def prepare(self) -> None:
        """Nothing to load."""

    async def reply(
        self, messages: Sequence[Message], *, max_tokens: int = 200
    ) -> AsyncGenerator[str]:
        """Yield the next reply in one piece."""
        if self._next >= len(self._replies):
            raise EngineFailed(
                Phrase("There are no more recorded replies.", "Il n'y a plus de réponses.")
            )
        self._next += 1
        yield self._replies[self._next - 1]

    async def structured(
        self, messages: Sequence[Message], schema: Mapping[str, Any], *, max_tokens: int = 2000
    ) -> Any:
        """Raise EngineFailed: only spoken replies are recorded."""
        raise EngineFailed(Phrase("Only replies are recorded.", "Seules les réponses le sont."))

    async def close(self) -> None:
        """Nothing is open."""

"""A chat model whose answers are kept, so that interrupted work goes on where it stopped.

An answer is found again by everything that was asked: model, prompts, words. Answers are for their
owner's eyes only, and those to another transcript are removed. A model that fails several times
running is not asked any more, and no question waits longer than it may.
"""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from models.chat import ChatModel, Message
from models.errors import BadReply, EngineFailed, ModelError
from models.json_schema import problems
from models.language import Phrase
from models.speech import EngineCard
from reporting.errors import OutputFailed
from reporting.output import write_all

FOLDER = ".answers"
_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, and how often to try."""

    call_seconds: float = 1200.0
    """For one answer, all of its retries included."""
    failures: int = 4
    """So many running, and the model is given up."""


class ResumableChat:
    """A `ChatModel` that answers from what it answered before, where it did."""

    def __init__(self, chat: ChatModel, folder: Path, patience: Patience | None = None) -> None:
        """Keep answers in `folder`, which belongs to one transcript."""
        self._chat = chat
        self._folder = folder
        self._patience = patience or Patience()
        self._failures = 0
        self.resumed = 0
        """Answers that were there already."""

    @property
    def card(self) -> EngineCard:
        """What the model says of itself."""
        return self._chat.card

    @property
    def context_tokens(self) -> int:
        """The model's window."""
        return self._chat.context_tokens

    async def prepare(self) -> None:
        """Load the model; raises ModelError."""
        await self._chat.prepare()

    def reply(self, messages: Sequence[Message], *, max_tokens: int = 200) -> AsyncIterator[str]:
        """Stream an answer; free text is not kept."""
        return self._chat.reply(messages, max_tokens=max_tokens)

    async def structured(
        self, messages: Sequence[Message], schema: Mapping[str, Any], *, max_tokens: int = 2000
    ) -> Any:
        """Return the answer kept from before, or the model's, kept from here on; raises ModelError."""
        file = self._folder / f"{self._key(messages, schema)}.json"
        known = _kept(file)
        if known is not None and not problems(known, schema):
            self.resumed += 1
            return known
        if self._failures >= self._patience.failures:
            raise _given_up()
        answer = await self._asked(messages, schema, max_tokens)
        if not problems(answer, schema):
            _keep(file, answer)
        return answer

    async def _asked(
        self, messages: Sequence[Message], schema: Mapping[str, Any], max_tokens: int
    ) -> Any:
        """Ask the model, counting how often running it was away or too late."""
        self._failures += 1
        try:
            async with asyncio.timeout(self._patience.call_seconds):
                answer = await self._chat.structured(messages, schema, max_tokens=max_tokens)
        except TimeoutError as error:
            raise _given_up() from error
        except BadReply:
            self._failures = 0
            raise
        self._failures = 0
        return answer

    async def close(self) -> None:
        """Close the model."""
        await self._chat.close()

    def _key(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        card = self._chat.card
        asked = [card.engine, card.model, self.context_tokens, messages, dict(schema)]
        return hashlib.sha256(msgspec.json.encode(asked, order="sorted")).hexdigest()[:32]


def answers_folder(beside: Path, transcript_digest: str, *, alone: bool) -> Path:
    """Return where the answers to a transcript are kept.

    With `alone` nothing but this transcript is reported on there, and answers to another state of it
    are removed.
    """
    folder = beside / FOLDER / transcript_digest[:16]
    if alone:
        with suppress(OSError):
            for other in folder.parent.iterdir():
                if other != folder:
                    shutil.rmtree(other)
    return folder


def forget_answers(folder: Path) -> None:
    """Remove the answers to one transcript, and the folder of answers where it is left empty."""
    with suppress(OSError):
        shutil.rmtree(folder)
        folder.parent.rmdir()


def _kept(file: Path) -> Any:
    try:
        if file.stat().st_size > _MOST_BYTES:
            return None
        return msgspec.json.decode(file.read_bytes())
    except (OSError, msgspec.DecodeError, RecursionError):
        return None


def _keep(file: Path, answer: Any) -> None:
    """Keep an answer; a full disk is no reason to lose it."""
    with suppress(OutputFailed):
        write_all({file: msgspec.json.encode(answer)})


def _given_up() -> ModelError:
    return EngineFailed(
        Phrase(
            "The chat model does not answer in time.",
            "Le modèle de dialogue ne répond pas à temps.",
        ),
        Phrase(
            "Run the same command again: what was answered is kept.",
            "Relancez la même commande : ce qui a été répondu est gardé.",
        ),
    )

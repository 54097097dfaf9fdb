"""How many tokens a conversation takes, estimated without the model's own tokenizer.

French takes a token for every 2 to 2.5 characters, English fewer tokens. The estimate errs on the
high side, because a window that overflows loses the oldest words without saying so.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.chat import Message

_CHARACTERS_PER_TOKEN = 2.3
_FEWEST = 6.0
"""Characters in a token at the very least that any tokenizer makes of prose."""
_PER_MESSAGE = 8
"""Tokens of the chat template around each message."""


def estimate_tokens(text: str) -> int:
    """Return a number of tokens that `text` will hardly exceed."""
    return int(len(text) / _CHARACTERS_PER_TOKEN) + 1


def estimate_messages(messages: Sequence[Message]) -> int:
    """Return a number of tokens that `messages` will hardly exceed, template included."""
    return sum(estimate_tokens(message.content) + _PER_MESSAGE for message in messages)


def fewest_tokens(messages: Sequence[Message]) -> int:
    """Return a number of tokens that `messages` hardly falls below: fewer read means truncated."""
    return int(sum(len(message.content) for message in messages) / _FEWEST)

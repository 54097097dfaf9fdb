"""Prompts for chat models: read from their files, and the talk put in as data.

What people said, and what the user wishes, cannot close the tags it stands between.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from models.chat import ChatModel, Message
from models.language import Language
from models.tokens import estimate_messages

SCHEMA_TOKENS = 500
"""What the engine adds to a request: the schema in words."""
_CONTROL = {code: " " for code in (*range(32), 127, *range(128, 160)) if code != 10}


@lru_cache(maxsize=16)
def prompt(name: str, language: Language) -> tuple[str, str]:
    """Return the instructions before and after the material."""
    path = files("reporting.chat") / "prompts" / f"{name}.{language}.md"
    text = path.read_text(encoding="utf-8")
    if text.startswith("<!--"):
        text = text.partition("-->\n")[2]
    before, _, after = text.partition("\n---\n")
    return before.strip(), after.strip()


def data(text: str) -> str:
    """Return `text` so that it cannot end or begin a tag of ours."""
    return text.translate(_CONTROL).replace("<", "‹").replace(">", "›")


def fits(messages: Sequence[Message], answer_tokens: int, chat: ChatModel) -> bool:
    """Return whether a request and its answer fit the model's window."""
    return estimate_messages(messages) + answer_tokens + SCHEMA_TOKENS <= chat.context_tokens

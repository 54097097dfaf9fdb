"""How much memory this machine has, and which chat model suits it."""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass

_GB = 1 << 30
_USUAL = 8 * _GB


@dataclass(frozen=True, slots=True)
class ChatSuggestion:
    """A chat model that Ollama can pull."""

    name: str
    bytes: int
    """About what is pulled."""
    needs: int
    """Bytes of memory that the machine should have in all."""


SUGGESTIONS = (
    ChatSuggestion("gemma3:4b", 3_300_000_000, 8 * _GB),
    ChatSuggestion("llama3.2:3b", 2_000_000_000, 6 * _GB),
    ChatSuggestion("llama3.2:1b", 1_300_000_000, 0),
)
"""Biggest first. Between 1 and 4 billion parameters: quick enough to talk with, in both languages."""


def suggested_chat_model(memory: int) -> ChatSuggestion:
    """Return the model for a machine with `memory` bytes."""
    # A machine sold with 8 GB reports a little less.
    return next(one for one in SUGGESTIONS if memory >= one.needs * 9 // 10)


def memory_bytes() -> int:
    """Return the memory of this machine, 8 GB where it cannot be told."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return _USUAL


def _windows_memory() -> int:
    kilobytes = ctypes.c_ulonglong()
    library = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    if not library.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes)):
        return _USUAL
    return kilobytes.value << 10

"""Words from elsewhere on a terminal: they are shown, and can do nothing else."""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|[\x00-\x08\x0b-\x1f\x7f-\x9f]|"
    r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def safe(text: str) -> str:
    """Return `text` without control and escape sequences, nor marks that turn its direction."""
    return _UNSAFE.sub("", text)

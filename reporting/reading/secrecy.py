"""Whether a sentence asks that something be kept off the record. Pure."""

from __future__ import annotations

import re

from reporting.cues.secrecy import Secrecy

_NEAR = 5
"""Words between a denial and the writing it denies."""
_FAR = 10
"""Words within which the rest of a request stands."""


def is_request(text: str, cues: Secrecy) -> bool:
    """Return whether the folded sentence `text` asks that it, or what is around it, be left out."""
    if cues.idioms.search(text):
        return True
    if cues.contrary.search(text) or not cues.asks.search(text):
        return False
    deictic = _places(cues.deictic, text)
    written = _places(cues.writes, text)
    return any(
        _is_by(one, written, _NEAR) and _is_by(one, deictic, _FAR)
        for one in _places(cues.denies, text)
    ) or any(
        _is_by(one, written, _FAR) and _is_by(one, deictic, _FAR)
        for one in _places(cues.removes, text)
    )


def _places(pattern: re.Pattern[str], text: str) -> list[int]:
    """Return at which word each match begins."""
    return [text.count(" ", 0, found.start()) for found in pattern.finditer(text)]


def _is_by(place: int, others: list[int], most: int) -> bool:
    return any(abs(place - other) <= most for other in others)

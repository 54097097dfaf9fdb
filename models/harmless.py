"""Words from anywhere made harmless: nothing in them moves a cursor, colours or turns what is around.

Two ways, for two needs: `in_columns` gives a space for each hidden character, so that places in a
line stay what they were; `folded` makes one tidy line. Both leave every word. Pure.
"""

from __future__ import annotations

import re
from typing import Final

_SEQUENCES: Final = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x1b[\]PX^_][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\)"  # OSC and other strings: titles, links
    r"|\x1b[ -/]*[0-~]?"
)
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""Controls, spaces of no width, and changes of writing direction."""


def in_columns(text: str) -> str:
    """Return one line of `text`, without escape sequences, a space for each hidden character."""
    if text.isprintable():
        return text
    return _HIDDEN.sub(" ", _spaced(text))


def folded(text: str) -> str:
    """Return one line of `text`, without escape sequences, hidden characters and doubled spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(part for part in _HIDDEN.sub("", _spaced(text)).split(" ") if part)


def _spaced(text: str) -> str:
    return _SEQUENCES.sub("", text).replace("\t", " ").replace("\n", " ")

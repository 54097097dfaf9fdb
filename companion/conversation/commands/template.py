"""A short notation for ways of saying one thing, compiled to regular expressions over words.

`keep OBJ [in] (now|please)`: words stand for themselves, `[…]` may be absent, `(a|b)` are alternatives,
a name in capitals is a class of phrases, `<noter>` is any form of a verb. The compiled pattern matches
words that each have one space before them, so no piece needs to know its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_PIECE = re.compile(r"[()\[\]|]|<[^>]+>|[^\s()\[\]|<>]+")
_CLASS = re.compile(r"[A-Z]{2,}|X")
_MARKS = {"(": "(?:", "[": "(?:", ")": ")", "]": ")?", "|": "|"}

OBJECT = r"(?P<about>(?: \S+){1,9}?)"
"""What `X` stands for: the object of a command, named."""


def regex(
    template: str,
    classes: Mapping[str, str],
    forms: Callable[[str], str],
    spelled: Callable[[str], str],
) -> str:
    """Return `template` as the source of a regular expression."""
    return "".join(
        _compiled(piece.group(), classes, forms, spelled) for piece in _PIECE.finditer(template)
    )


def _compiled(
    piece: str,
    classes: Mapping[str, str],
    forms: Callable[[str], str],
    spelled: Callable[[str], str],
) -> str:
    if piece in _MARKS:
        return _MARKS[piece]
    if piece.startswith("<"):
        return forms(piece[1:-1])
    if _CLASS.fullmatch(piece):
        return classes[piece]
    return "".join(f" {re.escape(part)}" for part in spelled(piece).split())


def resolve(
    definitions: Mapping[str, str],
    forms: Callable[[str], str],
    spelled: Callable[[str], str],
) -> dict[str, str]:
    """Return classes of phrases compiled in order; a later one may use an earlier one."""
    classes = {"X": OBJECT}
    for name, template in definitions.items():
        classes[name] = f"(?:{regex(template, classes, forms, spelled)})"
    return classes

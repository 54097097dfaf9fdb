"""A report written anew that keeps what a person changed in its Markdown.

Three texts are held against each other block by block: as generated then, as it stands, as generated
now. Blocks are known by their ids, headings and front matter by their names. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ID = re.compile(r"\s\^([A-Za-z0-9-]+)\s*$")
_ITEM = re.compile(r"^(?:[-*+]|\d+\.) ")
_FRONT_KEY = re.compile(r"^([A-Za-z_][\w-]*):")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a top-level item with all below it, or a key of the front matter."""

    key: str
    text: str
    gap: bool
    """True where a blank line goes before it."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The merged text, and what a person should look at."""

    text: str
    kept: int = 0
    """Changes made by hand that were kept."""
    stale: tuple[str, ...] = ()
    """Beginnings of hand-made blocks whose source has changed or gone since."""


def refresh(base: str, mine: str, fresh: str) -> Refreshed:
    """Return `fresh` with the changes that lead from `base` to `mine`."""
    before, present, after = blocks(base), blocks(mine), blocks(fresh)
    was = {block.key: block for block in before}
    now = {block.key: block for block in after}
    held = {block.key: block for block in present}
    stale: list[str] = []
    kept = 0
    result: list[Block] = []
    for block in after:
        old, own = was.get(block.key), held.get(block.key)
        if own is None and old is not None:
            kept += 1
            continue
        if own is not None and (old is None or own.text != old.text) and own.text != block.text:
            kept += 1
            result.append(own)
            if old is not None and block.text != old.text:
                stale.append(_beginning(own.text))
        else:
            result.append(block)
    for place, block in enumerate(present):
        if block.key in now:
            continue
        old = was.get(block.key)
        if old is not None and old.text == block.text:
            continue
        kept += 1
        if old is not None:
            stale.append(_beginning(block.text))
        result.insert(_after(present[:place], result), block)
    return Refreshed(_joined(result), kept, tuple(stale))


def _after(above: Sequence[Block], result: Sequence[Block]) -> int:
    """Return where a block of the person's goes: below the nearest one that stood above it."""
    places = {block.key: place for place, block in enumerate(result)}
    for block in reversed(above):
        if block.key in places:
            return places[block.key] + 1
    return 0


def blocks(text: str) -> list[Block]:
    """Return the blocks of Markdown in order; their texts, put together again, are the whole."""
    lines = text.rstrip("\n").split("\n")
    found: list[list[str]] = []
    gaps: list[bool] = []
    is_front = bool(lines) and lines[0] == "---"
    is_blank = False
    is_fence = False
    for number, line in enumerate(lines):
        if not line.strip() and not is_fence and not is_front:
            is_blank = True
            continue
        begins = is_blank or not found or (not is_fence and _begins(line, is_front, number))
        is_fence ^= line.startswith("```")
        if begins:
            found.append([line])
            gaps.append(is_blank)
        else:
            found[-1].append(line)
        is_front = is_front and not (number and line == "---")
        is_blank = False
    return _keyed(["\n".join(block) for block in found], gaps)


def _begins(line: str, is_front: bool, number: int) -> bool:
    if is_front:
        return number > 0 and (bool(_FRONT_KEY.match(line)) or line == "---")
    return bool(_ITEM.match(line)) or line.startswith("#")


def _keyed(texts: Sequence[str], gaps: Sequence[bool]) -> list[Block]:
    seen: dict[str, int] = {}
    found = []
    heading = ""
    for text, gap in zip(texts, gaps, strict=True):
        heading = text if text.startswith("#") else heading
        key = _key(text, heading)
        seen[key] = seen.get(key, 0) + 1
        found.append(Block(key if seen[key] == 1 else f"{key} {seen[key]}", text, gap))
    return found


def _key(text: str, heading: str) -> str:
    named = [match[1] for line in text.split("\n") if (match := _ID.search(line))]
    if named:
        return f"^{named[0]}"
    front = _FRONT_KEY.match(text)
    if front and not heading:
        return f"front {front[1]}"
    first = text.split("\n", 1)[0]
    label = re.match(r"^(- [^:]{1,60}:|\*\*[^*]+\*\*$|```\w*|\|)", first)
    return f"{heading} / {label[1] if label else first}"


def _joined(result: Sequence[Block]) -> str:
    rows: list[str] = []
    for number, block in enumerate(result):
        rows += ["", block.text] if block.gap and number else [block.text]
    return "\n".join(rows) + "\n"


def _beginning(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= 80 else line[:79] + "…"

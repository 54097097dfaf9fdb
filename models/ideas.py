"""Ideas as kept during a walk: whose they are, what became of them, where they were said."""

from __future__ import annotations

from typing import Literal

import msgspec

Origin = Literal["walker", "companion", "both"]
Status = Literal["open", "kept", "uncertain", "parked", "withdrawn"]
LinkKind = Literal["builds-on", "contradicts", "echoes", "same"]


class Link(msgspec.Struct, frozen=True, omit_defaults=True):
    """A tie from one idea to another, in this session or an earlier one."""

    to: str
    """Id of the other idea."""
    kind: LinkKind = "echoes"
    session: str = ""
    """Id of the other idea's session; empty for the same session."""


class Idea(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One idea; it rests on what was really said and heard."""

    id: str
    text: str
    """In the words of whoever said it, cut only by deletion, or reworded by hand."""
    origin: Origin
    status: Status = "open"
    evidence: tuple[str, ...] = ()
    """Ids of the segments where it was said, grew or was taken back, in time order."""
    start_ms: int = 0
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    is_question: bool = False
    """True where the walker put it as a question."""

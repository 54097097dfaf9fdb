"""What a conversation needs from elsewhere: earlier walks, searched by what was said in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from models.ideas import Idea


class PastLine(msgspec.Struct, frozen=True, kw_only=True):
    """Something said in an earlier session, off-record passages apart."""

    session: str
    started_at: str
    """ISO 8601 with offset."""
    text: str
    """Verbatim."""
    segment: str = ""
    at_ms: int = 0
    walks_ago: int = 1
    """1 is the last walk before this one."""
    is_walker: bool = True
    idea: str = ""
    """Id of the idea that rests on this line, where there is one."""


class LastWalk(msgspec.Struct, frozen=True, kw_only=True):
    """How the walk before this one ended."""

    session: str
    started_at: str
    title: str = ""
    ideas: tuple[Idea, ...] = ()
    """All of them, in the order in which they were noted."""
    last_words: str = ""
    """The walker's last utterance that was not a command."""


class Past(Protocol):
    """Earlier sessions of this user in the same language, never the present one."""

    def find(self, query: str, *, limit: int = 3) -> Sequence[PastLine]:
        """Return the lines that say most about `query`, best first; empty where there are none."""

    def last_walk(self) -> LastWalk | None:
        """Return the walk before this one, or None on the first."""


class NoPast:
    """For a first walk, for tests, and where nothing may be remembered."""

    def find(self, query: str, *, limit: int = 3) -> Sequence[PastLine]:
        """Find nothing."""
        return ()

    def last_walk(self) -> LastWalk | None:
        """There is none."""
        return None

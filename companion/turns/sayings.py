"""What the companion has to say that answers no turn, until the floor is free for it.

The law of this module: of each topic only the latest is said, and an all-clear only to somebody who
was told of the trouble.
"""

from __future__ import annotations

from companion.turns.events import SayWanted


class Sayings:
    """Those that wait, in order."""

    def __init__(self) -> None:
        self._waiting: list[SayWanted] = []
        self._troubles: set[str] = set()
        """Topics of which a trouble was said last."""

    def __bool__(self) -> bool:
        """Whether something waits to be said."""
        return bool(self._waiting)

    def add(self, wanted: SayWanted) -> None:
        """Let something wait, in place of what waits of the same topic."""
        topic = wanted.topic
        self._waiting = [one for one in self._waiting if not topic or one.topic != topic]
        if not wanted.is_all_clear or topic in self._troubles:
            self._waiting.append(wanted)

    def are_due(self, now_ms: int) -> bool:
        """Tell whether there is something to say now."""
        return any(_is_due(one, now_ms) for one in self._waiting)

    def take(self, now_ms: int) -> list[str]:
        """Return what is to be said now, in order; it counts as said."""
        due = [one for one in self._waiting if _is_due(one, now_ms)]
        self._waiting = [one for one in self._waiting if not _is_due(one, now_ms)]
        for one in due:
            (self._troubles.discard if one.is_all_clear else self._troubles.add)(one.topic)
        return [one.text for one in due]


def _is_due(wanted: SayWanted, now_ms: int) -> bool:
    return now_ms - wanted.at_ms >= wanted.wait_ms

"""Which events still count, and what can be undone or done again. Pure.

Undoing is an event that names another; undoing it is doing again. What was heard, and that a copy
left the folder, is never undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from companion.session.events import (
    Corrected,
    Entry,
    HeardAgain,
    IdeaChanged,
    IdeaNoted,
    IdeasMerged,
    LetBackIn,
    Marked,
    Redacted,
    Reviewed,
    SegmentsMerged,
    SegmentSplit,
    SessionDescribed,
    SessionEnded,
    SpeakerAssigned,
    SpeakerDescribed,
    TakenOffRecord,
    Undone,
)

_ACTIONS: Final = (
    Corrected,
    IdeaChanged,
    IdeaNoted,
    IdeasMerged,
    LetBackIn,
    Marked,
    Redacted,
    Reviewed,
    SegmentSplit,
    SegmentsMerged,
    SessionDescribed,
    SpeakerAssigned,
    SpeakerDescribed,
    TakenOffRecord,
)
_UNDOABLE: Final = (*_ACTIONS, HeardAgain, Undone)


@dataclass(frozen=True, slots=True)
class Undoing:
    """What counts, and what the next undo and redo name."""

    cancelled: frozenset[int]
    """Sequence numbers that no longer count."""
    can_undo: tuple[int, ...] = ()
    """What `Undone` events must name to take back the last action; empty where there is none."""
    can_redo: tuple[int, ...] = ()


def trace_undoing(entries: Sequence[Entry]) -> Undoing:
    """Return which of `entries` no longer count, and what can be undone and redone.

    What can be undone begins after the walk: its own notes are not taken back by a later reader.
    """
    has_undone = any(isinstance(entry.event, Undone) for entry in entries)
    cancelled = _cancelled(entries) if has_undone else frozenset[int]()
    done: list[tuple[int, ...]] = []
    undone: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for action in _actions(entries):
        targets = _targets(action)
        if targets is None:
            done.append(tuple(entry.seq for entry in action))
            undone.clear()
        elif targets in done:
            done.remove(targets)
            undone.append((targets, tuple(entry.seq for entry in action)))
        else:
            again = next((pair for pair in undone if pair[1] == targets), None)
            if again is not None:
                undone.remove(again)
                done.append(again[0])
    return Undoing(cancelled, done[-1] if done else (), undone[-1][1] if undone else ())


def _cancelled(entries: Sequence[Entry]) -> frozenset[int]:
    can_be = {entry.seq for entry in entries if isinstance(entry.event, _UNDOABLE)}
    cancelled: set[int] = set()
    for entry in reversed(entries):
        event = entry.event
        if isinstance(event, Undone) and entry.seq not in cancelled and event.seq < entry.seq:
            cancelled |= {event.seq} & can_be
    return frozenset(cancelled)


def _actions(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Return the actions of a person since the session last ended, each with its events."""
    actions: list[list[Entry]] = []
    for entry in entries:
        event = entry.event
        if isinstance(event, SessionEnded):
            actions.clear()
        elif isinstance(event, (*_ACTIONS, Undone)) and not _is_automatic(event):
            if event.action and actions and actions[-1][0].event.action == event.action:
                actions[-1].append(entry)
            else:
                actions.append([entry])
    return actions


def _is_automatic(event: object) -> bool:
    return isinstance(event, Corrected) and event.by == "vocabulary"


def _targets(action: Sequence[Entry]) -> tuple[int, ...] | None:
    targets = tuple(entry.event.seq for entry in action if isinstance(entry.event, Undone))
    return targets or None

"""What the turn machine tells of the floor, as events of the journal (pure)."""

from __future__ import annotations

from companion.session import events as journal
from companion.turns import actions as do


def as_event(
    action: do.CloseTurn | do.NoteCutIn | do.NoteInterrupted, at_ms: int
) -> journal.SessionEvent:
    """Return the event for an action, at a time of the session in milliseconds."""
    match action:
        case do.CloseTurn():
            return journal.TurnClosed(
                at_ms=at_ms,
                turn=action.turn,
                speech_end_ms=action.speech_end_ms,
                asked_ms=action.asked_ms,
                decided_ms=action.decided_ms,
                final_ms=action.final_ms,
                first_token_ms=action.first_sentence_ms,
                first_sound_ms=action.first_sound_ms,
                outcome=action.outcome,
            )
        case do.NoteCutIn():
            return journal.CutIn(at_ms=at_ms, pause_ms=action.pause_ms)
        case do.NoteInterrupted():
            return journal.Interrupted(at_ms=at_ms, was_false=action.was_false)

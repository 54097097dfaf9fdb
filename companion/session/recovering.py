"""Taking up a session that was cut off: by a crash, a power cut, a kill.

Every final utterance is in the journal already. What was being said at that moment is only sound:
`unheard_stretch` tells where, and the caller, who has a recogniser, hears it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from companion.paths import Places
from companion.session.events import SegmentHeard, SessionEnded
from companion.session.folder import SessionFolder, held, list_folders
from companion.session.journal import read_journal
from companion.session.opening import as_it_stands
from companion.session.soundfile import is_ours, mend_header, read_walker, sound_ms
from companion.session.state import SessionState
from companion.session.writing import Journal
from models.language import Language
from models.transcript import COMPANION, Segment, Span

if TYPE_CHECKING:
    from models.audio import Samples

SHORTEST_MS: Final = 300
"""Less sound than this after the last words holds no word."""


class Rehearing(Protocol):
    """Hears a stretch of saved sound: the caller's recogniser."""

    def __call__(self, samples: Samples, start_ms: int, language: Language) -> Sequence[Segment]:
        """Return what was said in `samples` (16 kHz mono) that began at `start_ms`."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What taking up a session brought back."""

    state: SessionState
    sound_ms: int
    stretch: Span | None
    """Sound whose words were not final when it was cut off; None where there is none."""
    segments: tuple[Segment, ...] = ()
    """What was heard in it."""


def interrupted_sessions(places: Places) -> list[SessionFolder]:
    """Return the sessions that neither ended nor go on, oldest first. Reads every journal's end."""
    return [folder for folder in list_folders(places) if is_interrupted(folder)]


def is_interrupted(folder: SessionFolder) -> bool:
    """Return whether a session was cut off: no process holds it, and its end was never written."""
    try:
        tail = _tail(folder)
    except OSError:
        return False
    if tail.rfind(b'"type":"session_ended"') > tail.rfind(b'"type":"segment_heard"'):
        return False
    if folder.is_busy():
        return False
    read = read_journal(folder.journal, salvage=True)
    return as_it_stands(folder, read).ended is None


def unheard_stretch(state: SessionState, recorded_ms: int) -> Span | None:
    """Return what was recorded after the walker's last final words of a session that never ended."""
    if state.ended is not None:
        return None
    heard = (s.end_ms for s in state.heard.values() if s.speaker != COMPANION)
    start_ms = max(heard, default=0)
    return Span(start_ms, recorded_ms) if recorded_ms - start_ms >= SHORTEST_MS else None


def recover(
    folder: SessionFolder, hear: Rehearing | None = None, *, is_over: bool = True
) -> Recovered:
    """Mend what a crash left behind and write down what the saved sound still holds.

    `is_over` False leaves the session open, for a walk that goes on with it; the caller then holds
    the folder from here on. Raises SessionBusy while another process is at it, StorageTrouble.
    """
    with held(folder):
        if is_ours(folder.recording):
            mend_header(folder.recording)
        state = as_it_stands(folder, read_journal(folder.journal, salvage=True))
        recorded_ms = sound_ms(folder.recording)
        stretch = unheard_stretch(state, recorded_ms)
        segments = _hear(folder, hear, stretch, state.transcript.language)
        with Journal(folder.journal) as journal:
            journal.append_all(
                [SegmentHeard(segment=s, at_ms=s.end_ms, is_recovered=True) for s in segments]
            )
            end_ms = max(state.transcript.duration_ms, recorded_ms)
            if is_over and state.ended is None:
                journal.append(SessionEnded(at_ms=end_ms, why="recovered", duration_ms=end_ms))
    state = as_it_stands(folder, read_journal(folder.journal, salvage=True))
    return Recovered(state, recorded_ms, stretch, segments)


def _hear(
    folder: SessionFolder, hear: Rehearing | None, stretch: Span | None, language: Language
) -> tuple[Segment, ...]:
    if hear is None or stretch is None:
        return ()
    samples = read_walker(folder.recording, stretch.start_ms, stretch.end_ms)
    return tuple(hear(samples, stretch.start_ms, language))


def _tail(folder: SessionFolder) -> bytes:
    with folder.journal.open("rb") as journal:
        size = folder.journal.stat().st_size
        journal.seek(max(0, size - 4096))
        return journal.read()

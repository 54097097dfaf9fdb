"""Sessions for tests: said, journalled and on disk, in one line each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from companion.paths import Places
from companion.session.events import (
    CompanionSpoke,
    Entry,
    SegmentHeard,
    SessionEnded,
    SessionEvent,
    SessionStarted,
)
from companion.session.folder import SessionFolder
from companion.session.opening import begin_walk
from models.audio import EAR_RATE, FRAME_SAMPLES, Frame, Samples
from models.language import Language
from models.transcript import COMPANION, WALKER, Provenance, Segment, Speaker, Word

WORD_MS = 300
STARTED_AT = "2026-11-22T09:30:00+01:00"


def timed(text: str, start_ms: int = 0) -> tuple[Word, ...]:
    """Return the words of `text`, one every 300 ms."""
    return tuple(
        Word(word, start_ms + n * WORD_MS, start_ms + (n + 1) * WORD_MS - 20, 0.9)
        for n, word in enumerate(text.split())
    )


def segment(id: str, text: str, start_ms: int = 0, speaker: str = WALKER) -> Segment:
    """Return a line with its words' times."""
    words = timed(text, start_ms)
    end_ms = words[-1].end_ms if words else start_ms
    return Segment(id, speaker, start_ms, end_ms, text, words)


def heard(id: str, text: str, start_ms: int = 0, speaker: str = WALKER) -> SegmentHeard:
    """Return the event of a line being heard."""
    line = segment(id, text, start_ms, speaker)
    return SegmentHeard(segment=line, at_ms=line.end_ms)


def spoke(id: str, text: str, start_ms: int = 0, intended: str = "") -> CompanionSpoke:
    """Return the event of the companion being heard."""
    line = segment(id, text, start_ms, COMPANION)
    return CompanionSpoke(segment=line, at_ms=line.end_ms, intended=intended)


def began(id: str = "walk", language: Language = "en", title: str = "") -> SessionStarted:
    """Return the first event of a walk."""
    return SessionStarted(
        id=id,
        kind="walk",
        language=language,
        started_at=STARTED_AT,
        title=title,
        speakers=(Speaker(WALKER, kind="walker"), Speaker(COMPANION, kind="companion")),
        provenance=Provenance(source="walk"),
        is_punctuated=False,
    )


def entries(*events: SessionEvent, start: SessionStarted | None = None) -> list[Entry]:
    """Return a journal that begins a walk and goes on with `events`."""
    return [Entry(n, event) for n, event in enumerate([start or began(), *events], start=1)]


def make_walk(
    places: Places,
    *events: SessionEvent,
    started_at: str = STARTED_AT,
    language: Language = "en",
    topic: str = "",
    is_ended: bool = True,
) -> SessionFolder:
    """Put a walk on disk."""
    folder, journal = begin_walk(places, started_at=started_at, language=language, topic=topic)
    with journal:
        journal.append_all(events)
        if is_ended:
            journal.append(SessionEnded(duration_ms=60_000, at_ms=60_000))
    return folder


def make_talk(places: Places, texts: Sequence[str], started_at: str = STARTED_AT) -> SessionFolder:
    """Put a walk on disk in which the walker says `texts`, five seconds apart."""
    said = [heard(f"s{n}", text, n * 5000) for n, text in enumerate(texts)]
    return make_walk(places, *said, started_at=started_at)


def tone(start_ms: int, duration_ms: int, value: int = 1000) -> list[Frame]:
    """Return frames for the ear whose samples all have one value."""
    count = duration_ms * EAR_RATE // 1000
    samples: Samples = np.full(count, value, np.int16)
    first = start_ms * EAR_RATE // 1000
    return [
        Frame((first + n) * 1000 // EAR_RATE, samples[n : n + FRAME_SAMPLES])
        for n in range(0, count, FRAME_SAMPLES)
    ]

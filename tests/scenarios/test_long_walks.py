"""A walk of two hours in virtual time: nothing is lost and nothing piles up."""

from __future__ import annotations

import statistics
import tracemalloc

import pytest

from companion.session.events import CompanionSpoke, SegmentHeard
from companion.walk.ear import FRAMES_TO_BEGIN
from models.audio import FRAME_MS
from tests.support.walks import Outcome, Rehearsal, monologue, rehearse

MINUTES = 120


@pytest.fixture(scope="module")
def soak() -> Outcome:
    lines, replies = monologue(MINUTES)
    return rehearse(Rehearsal(lines, replies, cycles=True))


@pytest.mark.slow
def test_after_two_hours_every_word_of_the_walker_was_heard(soak: Outcome) -> None:
    lines, _ = monologue(MINUTES)
    said = [line.says for line in lines if line.says]
    assert " ".join(soak.walker).split() == " ".join(said).split()
    assert soak.events[-1].at_ms >= MINUTES * 60_000


@pytest.mark.slow
def test_after_two_hours_what_was_heard_is_still_a_beginning_of_what_was_meant(
    soak: Outcome,
) -> None:
    spoken = [event for event in soak.events if isinstance(event, CompanionSpoke)]
    assert spoken[-1].at_ms >= (MINUTES - 2) * 60_000
    for event in spoken:
        assert not event.intended or event.intended.startswith(event.segment.text)


@pytest.mark.slow
def test_in_two_hours_the_companion_is_never_heard_over_the_walker_for_long(soak: Outcome) -> None:
    """It falls silent as soon as a voice is known to be one."""
    walker = [event.segment for event in soak.events if isinstance(event, SegmentHeard)]
    overlaps = [
        min(event.segment.end_ms, said.end_ms) - max(event.segment.start_ms, said.start_ms)
        for event in soak.events
        if isinstance(event, CompanionSpoke)
        for said in walker
    ]
    assert max(overlaps) <= FRAMES_TO_BEGIN * FRAME_MS


@pytest.mark.slow
def test_after_two_hours_the_same_pause_is_waited_for_as_long_as_at_the_beginning(
    soak: Outcome,
) -> None:
    waits = [
        (turn.speech_end_ms, turn.decided_ms - turn.speech_end_ms)
        for turn in soak.turns
        if turn.decided_ms
    ]
    quarter = MINUTES * 15_000
    first = [wait for at, wait in waits if at < quarter]
    last = [wait for at, wait in waits if at >= 3 * quarter]
    assert statistics.mean(last) <= 1.15 * statistics.mean(first)
    assert statistics.median(last) <= 1.15 * statistics.median(first)


@pytest.mark.slow
def test_a_longer_walk_keeps_no_more_in_memory_than_its_words() -> None:
    peaks = []
    for minutes in (10, 40):
        lines, replies = monologue(minutes)
        tracemalloc.start()
        rehearse(Rehearsal(lines, replies, cycles=True))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 15_000_000

"""A walk of two hours in virtual time: nothing is lost and nothing piles up."""

from __future__ import annotations

import tracemalloc

import pytest

from companion.session.events import CompanionSpoke
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
def test_a_longer_walk_keeps_no_more_in_memory_than_its_words() -> None:
    peaks = []
    for minutes in (10, 40):
        lines, replies = monologue(minutes)
        tracemalloc.start()
        rehearse(Rehearsal(lines, replies, cycles=True))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 15_000_000

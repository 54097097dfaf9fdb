"""The session's clock: samples count, the wall corrects, lateness alone changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.audio.wallclock import GAP_SECONDS, SampleClock

_RATE = 48_000
_BLOCK = 960


def _run(clock: SampleClock, blocks: int, at: float, step: float = 0.02) -> tuple[float, float]:
    lost = 0.0
    for _ in range(blocks):
        lost += max(0.0, clock.arrived(_BLOCK, at))
        at += step
    return at, lost


@given(st.lists(st.floats(0, 0.4), min_size=40, max_size=200))
def test_blocks_that_come_late_now_and_then_are_not_lost(delays: list[float]) -> None:
    clock = SampleClock(_RATE, 5.0)
    for number, delay in enumerate(delays):
        late = delay if number % 3 else 0.0
        assert clock.arrived(_BLOCK, 100 + number * 0.02 + late) == 0
    assert clock.now == pytest.approx(5 + len(delays) * 0.02)


@given(st.floats(0.3, 30.0))
def test_a_gap_is_found_and_the_clock_moves_on_by_it(gap: float) -> None:
    clock = SampleClock(_RATE, 0.0)
    at, lost = _run(clock, 100, 10.0)
    assert lost == 0
    at, lost = _run(clock, 100, at + gap)
    assert lost == pytest.approx(gap, abs=0.001)
    assert clock.now == pytest.approx(at - 10.0, abs=0.03)


@pytest.mark.parametrize("error", [-0.01, -0.0005, 0.0005, 0.01])
def test_a_device_that_counts_wrong_never_takes_the_session_off_by_a_thousandth(
    error: float,
) -> None:
    clock = SampleClock(_RATE, 0.0)
    at = 10.0
    for _ in range(30 * 60 * 50):
        clock.arrived(_BLOCK, at)
        at += 0.02 / (1 + error)
    elapsed = at - 10.0
    assert abs(clock.now - elapsed) <= max(0.001 * elapsed, 2 * GAP_SECONDS)


@given(st.integers(1, 400), st.integers(0, 3))
def test_a_program_that_stood_still_and_gets_everything_at_once_has_lost_nothing(
    waiting: int, again: int
) -> None:
    clock = SampleClock(_RATE, 0.0)
    at, lost = _run(clock, 100, 10.0)
    for _ in range(again + 1):
        at += waiting * 0.02
        _, burst = _run(clock, waiting, at, step=0.0001)
        at, after = _run(clock, 40, at)
        lost += burst + after
    assert lost == 0
    assert clock.now == pytest.approx(at - 10.0, abs=0.05)

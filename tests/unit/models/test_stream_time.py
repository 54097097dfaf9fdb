"""A recogniser's clock counts samples; the session's goes on where sound was lost."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.audio import EAR_RATE, Frame
from models.engines.stream_time import StreamTime

_GAPS = st.lists(st.tuples(st.integers(0, 60_000), st.integers(1, 40)), min_size=1, max_size=8)


@given(_GAPS, st.data())
def test_every_sample_lies_where_its_frame_was(
    stretches: list[tuple[int, int]], data: st.DataObject
) -> None:
    """A gap, then some frames of 32 ms, again and again."""
    time = StreamTime()
    places: list[int] = []
    now_ms = 0
    for gap_ms, count in stretches:
        now_ms += gap_ms
        for _ in range(count):
            time.note(Frame(now_ms, np.zeros(512, dtype=np.int16)))
            places.append(now_ms)
            now_ms += 32
    which = data.draw(st.integers(0, len(places) - 1))
    start, end = time.span((which * 512 + 100) / EAR_RATE, (which * 512 + 400) / EAR_RATE)
    assert abs(start - (places[which] + 6)) <= 1 + 1
    assert abs(end - (places[which] + 25)) <= 1 + 1
    assert start <= end


def test_a_word_never_stretches_across_a_gap() -> None:
    time = StreamTime()
    time.note(Frame(0, np.zeros(16_000, dtype=np.int16)))
    time.note(Frame(61_000, np.zeros(16_000, dtype=np.int16)))
    assert time.span(0.95, 1.2) == (61_000, 61_200)
    assert time.span(0.5, 1.1) == (500, 1_000)


def test_a_long_walk_needs_no_more_memory_than_its_last_words() -> None:
    time = StreamTime()
    for second in range(1_000):
        time.note(Frame(second * 2_000, np.zeros(16_000, dtype=np.int16)))
        time.forget_before_now()
    assert time.span(999.2, 999.4) == (1_998_200, 1_998_400)
    assert time.anchors <= 3

"""What was played lies beside what was heard, whatever the two threads do."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from companion.audio.far_end import FarEnd

_BLOCK = 4


@given(st.lists(st.sampled_from(["put", "take"]), max_size=80), st.integers(1, 4))
def test_blocks_come_out_in_order_once_and_never_later_than_they_sound(
    steps: list[str], most: int
) -> None:
    far, put, taken = FarEnd(most), 0, list[int]()
    for step in steps:
        if step == "put":
            put += 1
            far.put(np.full(_BLOCK, put, dtype=np.int16))
            continue
        samples, is_torn = far.take(_BLOCK)
        assert len(samples) == _BLOCK
        if number := int(samples[0]):
            assert put - number < most, "its sound would be over"
            assert number == (taken[-1] if taken else 0) + 1 or is_torn
            taken.append(number)
    assert taken == sorted(set(taken))


def test_silence_that_goes_missing_tears_nothing_and_sound_does() -> None:
    far = FarEnd(2)
    far.put(np.zeros(_BLOCK, dtype=np.int16))
    assert [far.take(_BLOCK)[1] for _ in range(3)] == [False, False, False]
    far.put(np.ones(_BLOCK, dtype=np.int16))
    assert [far.take(_BLOCK)[1] for _ in range(3)] == [False, True, False]


def test_a_loudspeaker_that_ran_dry_is_told_with_the_next_block() -> None:
    far = FarEnd(2)
    far.put(np.ones(_BLOCK, dtype=np.int16), is_torn=True)
    assert far.take(_BLOCK)[1]

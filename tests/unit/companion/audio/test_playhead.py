"""The place of playback: whatever happens, no sample is played twice, skipped or played too late."""

from __future__ import annotations

from typing import Literal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from companion.audio.playhead import Playhead
from models.audio import EAR_RATE

Steps = list[tuple[Literal["take", "pause", "resume"], int]]
_steps = st.lists(
    st.tuples(st.sampled_from(["take", "pause", "resume"]), st.integers(1, 700)), max_size=60
)


@given(_steps, st.integers(1, 4000))
def test_what_was_heard_is_the_beginning_of_the_piece(steps: Steps, length: int) -> None:
    samples = np.arange(1, length + 1, dtype=np.int16)
    head = Playhead(EAR_RATE)
    piece = head.start(samples)
    heard: list[int] = []
    for step, count in steps:
        if step == "take":
            out = head.take(count)
            if not piece.is_paused:
                heard += [int(value) for value in out if value]
        elif step == "pause":
            head.pause()
        else:
            head.resume()
    assert heard == list(range(1, len(heard) + 1))
    assert piece.heard.played_ms == min(piece.position, length) * 1000 // EAR_RATE
    assert piece.position == len(heard)


def test_a_stopped_piece_never_sounds_again_and_ends_softly() -> None:
    head = Playhead(EAR_RATE)
    old = head.start(np.full(1000, 1000, dtype=np.int16))
    head.take(100)
    head.stop()
    fade = head.take(200)
    assert fade[0] > 800
    assert np.all(np.diff(fade.astype(int)) <= 0)
    assert fade[EAR_RATE * 5 // 1000 :].max() == 0
    assert old.heard.played_ms == 100 * 1000 // EAR_RATE
    head.start(np.full(50, 7, dtype=np.int16))
    head.resume()
    assert list(np.unique(head.take(100))) == [0, 7]
    assert old.position == 100


def test_a_pause_is_silent_and_the_place_is_kept() -> None:
    head = Playhead(EAR_RATE)
    piece = head.start(np.arange(1, 2001, dtype=np.int16))
    head.take(500)
    head.pause()
    head.take(500)
    assert head.take(500).max() == 0
    head.resume()
    assert head.take(10)[0] == 501
    assert piece.position == 510

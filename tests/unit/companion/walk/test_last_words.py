"""What is being said when a walk ends from outside."""

from __future__ import annotations

from tests.support.walks import Line, Rehearsal, rehearse


def test_words_that_were_under_way_when_the_sound_ended_are_kept() -> None:
    lines = [Line(says="the bakery could keep the key", at_ms=1000)]
    assert rehearse(Rehearsal(lines, tail_ms=0)).walker == ["the bakery could keep the key"]

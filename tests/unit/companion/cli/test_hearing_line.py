"""The line of a long import says how fast this run is, not how much an earlier one had done."""

from __future__ import annotations

from io import StringIO

from companion.cli.hearing import HearingLine

HALF, WHOLE = 1_800_000, 3_600_000


def test_what_was_kept_counts_as_done_but_not_as_speed() -> None:
    stream = StringIO()
    with HearingLine("talk.wav", stream) as line:
        line.show(HALF, WHOLE, HALF)
    assert "30:00" in stream.getvalue()
    assert "×" not in stream.getvalue()


def test_speed_and_time_left_are_told_once_there_is_some() -> None:
    stream = StringIO()
    with HearingLine("talk.wav", stream) as line:
        line.show(HALF, WHOLE, HALF)
        line.show(WHOLE - 1000, WHOLE, HALF)
    assert "× real time" in stream.getvalue()
    assert "left" in stream.getvalue()

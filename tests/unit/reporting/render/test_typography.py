"""Times, shares, dates, lists and quotation marks as each language writes them."""

from __future__ import annotations

import pytest

from reporting.render.typography import clock, date, duration, listed, marked, percent, spoken_time


@pytest.mark.parametrize(
    ("ms", "shown"), [(0, "00:00"), (754_999, "12:34"), (3_723_000, "1:02:03")]
)
def test_a_time_is_a_clock(ms: int, shown: str) -> None:
    assert clock(ms) == shown


def test_a_time_can_be_read_aloud() -> None:
    assert spoken_time(3_754_000) == "1\u00a0h 2\u00a0min 34\u00a0s"


def test_a_length_is_in_whole_minutes() -> None:
    assert [duration(ms) for ms in (29_600, 1_380_000, 5_400_000)] == [
        "29\u00a0s",
        "23\u00a0min",
        "1\u00a0h\u00a030",
    ]


def test_marks_inside_a_quotation_become_the_inner_kind() -> None:
    assert marked("il dit « non » et part", "fr") == "«\u00a0il dit “non” et part\u00a0»"
    assert marked("she said “no” and left", "en") == "“she said ‘no’ and left”"


def test_shares_dates_and_lists_follow_the_language() -> None:
    assert (percent(0.347, "fr"), percent(0.347, "en")) == ("35\u202f%", "35%")
    assert (date("2026-03-01", "fr"), date("2026-03-01", "en")) == (
        "1er\u00a0mars 2026",
        "1\u00a0March 2026",
    )
    assert date("last spring", "en") == "last spring"
    assert listed(["Ada", "Léo", "Eva"], "fr") == "Ada, Léo et Eva"

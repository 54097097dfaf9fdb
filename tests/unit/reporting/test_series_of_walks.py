"""A series of walks on one subject: now against then, dated, in the walker's own words."""

from __future__ import annotations

import pytest

from models.language import Language
from reporting.pipeline import ReportRequest, Source, write_report
from reporting.records import Report
from reporting.render.layout import lay_out
from reporting.render.markdown import as_markdown
from tests.support.talks import talk

WALKS: list[tuple[Language, str, str, str, str]] = [
    (
        "fr",
        "Une autre idée, ce serait de faire payer cinq euros. Ce qui m'inquiète, c'est l'assurance.",
        "Finalement je ne veux plus faire payer cinq euros.",
        "faire payer cinq euros",
        "ne veux plus",
    ),
    (
        "en",
        "I want to charge five pounds for a repair. What worries me is the insurance.",
        "I no longer want to charge five pounds for a repair.",
        "charge five pounds",
        "no longer",
    ),
]


def _series(language: Language, then: str, now: str, days: tuple[str, str]) -> Report:
    walks = [
        talk(f"Claire: {said}", language, session=name, date=day)
        for name, said, day in zip(("one", "two"), (then, now), days, strict=True)
    ]
    return write_report(ReportRequest(), [Source(transcript=walk) for walk in walks])


@pytest.mark.parametrize(("language", "then", "now", "before", "after"), WALKS)
def test_what_a_later_walk_takes_back_stands_beside_what_was_said_then(
    language: Language, then: str, now: str, before: str, after: str
) -> None:
    report = _series(language, then, now, ("2026-09-06", "2026-10-04"))
    (change,) = report.changes
    assert before in report.evidence[change.then].quote
    assert after in report.evidence[change.now].quote
    assert (change.then_date, change.now_date) == ("2026-09-06", "2026-10-04")


@pytest.mark.parametrize(
    "days", [("", ""), ("2026-09-06", "2026-09-06"), ("2026-10-04", "2026-09-06")]
)
def test_without_an_earlier_day_nothing_is_said_to_have_changed(days: tuple[str, str]) -> None:
    assert _series("fr", WALKS[0][1], WALKS[0][2], days).changes == ()


def test_what_another_person_said_is_no_change_of_mind() -> None:
    then = talk("Ada: Je veux faire payer cinq euros.", "fr", session="one", date="2026-09-06")
    now = talk("Léo: Je ne veux plus payer cinq euros.", "fr", session="two", date="2026-10-04")
    report = write_report(ReportRequest(), [Source(transcript=then), Source(transcript=now)])
    assert report.changes == ()


def test_places_days_and_people_of_a_series_can_be_told_apart() -> None:
    report = _series("fr", WALKS[0][1], WALKS[0][2], ("2026-09-06", "2026-10-04"))
    written = as_markdown(lay_out(report))
    assert "[2 · 00:" in written
    assert "6\u00a0septembre 2026 – 4\u00a0octobre 2026" in written
    assert "Claire et Claire" not in written

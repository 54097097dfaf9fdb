"""When an action is to be done: as stated, whole, and nothing where nothing is stated."""

from __future__ import annotations

import pytest

from models.language import Language
from reporting.pipeline import ReportRequest, Source, write_report
from tests.support.talks import talk


@pytest.mark.parametrize(
    ("language", "line", "due"),
    [
        (
            "en",
            "I will send every member the contract by the third of December.",
            "by the third of December",
        ),
        ("en", "I will write to the council this week, by Sunday.", "this week, by Sunday"),
        ("en", "I will draft the rules before the spring meeting.", "before the spring meeting"),
        ("fr", "Je m'engage à écrire une charte avant le quinze mars.", "avant le quinze mars"),
        (
            "fr",
            "Je m'engage à écrire la charte cette semaine, avant vendredi.",
            "cette semaine, avant vendredi",
        ),
        (
            "fr",
            "Je m'engage à écrire la charte avant l'assemblée générale.",
            "avant l'assemblée générale",
        ),
    ],
)
def test_the_date_of_an_action_is_the_whole_of_what_was_said(
    language: Language, line: str, due: str
) -> None:
    script = f"Ann: {'We talked for an hour.' if language == 'en' else 'On a parlé une heure.'}\nBob: {line}"
    request = ReportRequest(kinds=("minutes",))
    minutes = write_report(request, [Source(transcript=talk(script, language))]).minutes
    assert minutes is not None
    assert [action.due for action in minutes.actions] == [due]

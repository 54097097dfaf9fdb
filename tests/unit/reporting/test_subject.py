"""What a talk says it is about, in its own words."""

import pytest

from models.language import Language
from reporting.reading.preparation import prepare
from reporting.reading.subject import stated_title, subject
from tests.support.talks import talk


def test_the_title_read_out_and_what_it_stands_for() -> None:
    found = prepare(
        talk(
            "Bo: Bonjour, le titre est, je lis, « Semer et attendre », les semences libres et "
            "l'agriculture de demain.\nLi: Merci, je commence.",
            "fr",
        )
    )
    assert stated_title(found) == "Semer et attendre"
    assert subject(found) == "Les semences libres et l'agriculture de demain"


@pytest.mark.parametrize(
    ("said", "language", "expected"),
    [
        ("I want to think about the school garden, in april.", "en", "The school garden"),
        (
            "Je voudrais réfléchir à la vieille gare, il n'y a plus de train.",
            "fr",
            "La vieille gare",
        ),
        ("On va parler du marché.", "fr", "Le marché"),
        ("I was late again this morning.", "en", ""),
    ],
)
def test_the_subject_is_cut_from_the_words_that_name_it(
    said: str, language: Language, expected: str
) -> None:
    assert subject(prepare(talk(f"Ann: {said}", language))) == expected

"""Where a quotation was said."""

from hypothesis import given
from hypothesis import strategies as st

from reporting.reading.units import cut
from reporting.verifying.ground import Index, find
from tests.support.talks import talk

TALK = talk(
    """
    Nadia: Le temps gagné, euh, il est pas tout à fait gagné. Il a déménagé.
    Odile: On n'en sait rien, on n'en sait rien du tout. C'est 6,8 % sur l'année.
    Nadia: La salle est pleine.
    """
)


def test_case_and_punctuation_do_not_matter() -> None:
    place = find("IL A DÉMÉNAGÉ", TALK)
    assert place is not None
    assert (place.state, place.speaker) == ("verbatim", "v1")


def test_leaving_out_a_filler_is_cleaning() -> None:
    place = find("Le temps gagné, il est pas tout à fait gagné", TALK)
    assert place is not None
    assert place.state == "cleaned"
    assert "euh" in place.said


def test_leaving_out_a_repetition_is_cleaning() -> None:
    place = find("On n'en sait rien du tout", TALK)
    assert place is not None
    assert place.state in ("verbatim", "cleaned")


def test_a_dropped_negation_is_not_a_quotation() -> None:
    place = find("Le temps gagné, il est tout à fait gagné", TALK)
    assert place is not None
    assert place.state == "paraphrase"
    assert not place.same_negations


def test_another_figure_is_noticed() -> None:
    place = find("C'est 8,6 % sur l'année", TALK)
    assert place is None or not place.same_numbers


def test_words_stitched_from_two_turns_are_not_found() -> None:
    place = find("Il a déménagé. On n'en sait rien", TALK)
    assert place is None or place.state == "paraphrase"


def test_an_elision_keeps_its_parts_in_order_in_one_turn() -> None:
    assert find("Il a déménagé […] Le temps gagné", TALK) is None or (
        find("Il a déménagé […] Le temps gagné", TALK).state != "verbatim"  # type: ignore[union-attr]
    )


def test_invented_words_are_not_found() -> None:
    assert find("Les spectateurs adorent les nouvelles applications mobiles", TALK) is None


@given(st.integers(0, 4), st.integers(0, 30), st.integers(3, 12))
def test_any_run_of_spoken_words_is_verbatim(number: int, start: int, length: int) -> None:
    units = cut(TALK)
    words = units[number % len(units)].text.split()
    run = " ".join(words[start % max(1, len(words) - 2) :][:length])
    place = Index([TALK]).find(run)
    assert place is not None
    assert place.state == "verbatim"

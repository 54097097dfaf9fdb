"""How long a silence may last, from the words and the sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.turns.backchannel import is_backchannel, is_hum
from companion.turns.half_duplex import cuts_through
from companion.turns.patience import Bounds, Patience, Signs
from companion.turns.phrases import asks_openly, begins_as_continuation, ending
from models.language import LANGUAGES, Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("and then we could", "en"),
        ("i want to talk about the", "en"),
        ("it is too expensive because", "en"),
        ("um", "en"),
        ("je pense que", "fr"),
        ("et donc", "fr"),
        ("on irait chez les", "fr"),
        ("c'est parce que euh", "fr"),
        ("il faudrait un", "fr"),
    ],
)
def test_an_ending_that_wants_more_is_open(text: str, language: Language) -> None:
    assert ending(text, language) == "open"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("so that's my idea what do you think", "en"),
        ("that's it", "en"),
        ("your turn", "en"),
        ("why would anybody come", "en"),
        ("how do we pay for the oven", "en"),
        ("qu'en penses-tu", "fr"),
        ("c'est mon idée quand pense tu", "fr"),
        ("le jardin tu en pense quoi", "fr"),
        ("voilà", "fr"),
        ("c'est tout", "fr"),
        ("à toi", "fr"),
        ("est-ce que les voisins viendraient", "fr"),
        ("comment on paie le four", "fr"),
    ],
)
def test_a_question_or_a_closing_phrase_is_closed(text: str, language: Language) -> None:
    assert ending(text, language) == "closed"


@pytest.mark.parametrize(
    ("text", "language"),
    [("we bake bread for the street", "en"), ("on cuit le pain pour la rue", "fr")],
)
def test_a_statement_is_plain(text: str, language: Language) -> None:
    assert ending(text, language) == "plain"


words = st.lists(
    st.sampled_from("the oven and bread euh donc le four parce que what why voilà".split()),
    max_size=60,
).map(" ".join)
chances = st.one_of(st.none(), st.floats(0, 1))
bounds = st.builds(Bounds, st.integers(200, 900), st.integers(1000, 9000), st.floats(1.0, 2.5))


@given(text=words, complete=chances, bounds=bounds, language=st.sampled_from(LANGUAGES),
       pauses=st.lists(st.integers(0, 20_000), max_size=20), cuts=st.integers(0, 9),
       asked=st.booleans(), thoughtful=st.booleans())  # fmt: skip
def test_the_wait_stays_between_floor_and_ceiling(
    text: str, complete: float | None, bounds: Bounds, language: Language,
    pauses: list[int], cuts: int, asked: bool, thoughtful: bool,
) -> None:  # fmt: skip
    patience = Patience(language, bounds)
    for pause in pauses:
        patience = patience.after_pause(pause)
    for _ in range(cuts):
        patience = patience.after_cut_in(500)
    wait = patience.wait_ms(Signs(text, complete, asked, thoughtful))
    assert bounds.floor_ms <= wait <= bounds.ceiling_ms


@given(text=words, language=st.sampled_from(LANGUAGES), low=st.floats(0, 1), high=st.floats(0, 1))
def test_what_sounds_more_complete_never_waits_longer(
    text: str, language: Language, low: float, high: float
) -> None:
    low, high = sorted((low, high))
    patience = Patience(language)
    assert patience.wait_ms(Signs(text, high)) <= patience.wait_ms(Signs(text, low))


@pytest.mark.parametrize(
    ("text", "language"),
    [("we bake bread what do you think", "en"), ("on cuit le pain qu'en penses-tu", "fr"),
     ("bonjour est ce que tu vas bien", "fr")],
)  # fmt: skip
def test_what_plainly_ends_hardly_waits_for_a_doubtful_judge(text: str, language: Language) -> None:
    assert Patience(language).wait_ms(Signs(text, 0.0)) <= 750


def test_a_judge_whose_doubts_were_idle_delays_less_and_less() -> None:
    signs = Signs("we bake bread for the street", 0.1)
    learned = patience = Patience("en")
    for _ in range(4):
        learned = learned.after_answer(0.1)
    assert learned.wait_ms(signs) <= patience.wait_ms(signs) - 500
    assert learned.after_cut_in(900).trust == 1.0
    assert patience.after_answer(0.9) == patience


def test_an_open_question_gives_more_time_to_answer() -> None:
    patience = Patience("en")
    signs = Signs("we bake bread for the street", 0.9)
    asked = Signs("we bake bread for the street", 0.9, after_open_question=True)
    assert patience.wait_ms(asked) > patience.wait_ms(signs)


@pytest.mark.parametrize(
    ("said", "language", "is_open"),
    [
        ("Good. What would they bake?", "en", True),
        ("Is it for the street?", "en", False),
        ("That could work.", "en", False),
        ("D'accord. Qu'est-ce qui manque ?", "fr", True),
        ("C'est pour la rue ?", "fr", False),
    ],
)
def test_open_questions_are_told_from_closed_ones(
    said: str, language: Language, is_open: bool
) -> None:
    assert asks_openly(said, language) is is_open


@pytest.mark.parametrize(
    ("text", "language"),
    [("mm-hm", "en"), ("yeah", "en"), ("ok yeah right", "en"), ("oui", "fr"), ("d'accord", "fr"),
     ("ah oui tout à fait", "fr"), ("hum", "fr"), ("i see", "en")],
)  # fmt: skip
def test_a_nod_leaves_the_floor_where_it_is(text: str, language: Language) -> None:
    assert is_backchannel(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [("no", "en"), ("yeah but the oven", "en"), ("stop", "en"), ("wait", "en"), ("non", "fr"),
     ("oui mais", "fr"), ("attends", "fr"), ("je vois le four", "fr")],
)  # fmt: skip
def test_words_that_object_or_add_take_the_floor(text: str, language: Language) -> None:
    assert not is_backchannel(text, language)


def test_hums_are_no_words() -> None:
    assert is_hum("euh mm")
    assert not is_hum("euh oui")


def test_on_a_loudspeaker_stop_cuts_through_unless_the_companion_says_it() -> None:
    assert cuts_through("one way is stop", "One way is to begin", "en")
    assert not cuts_through("when would you stop", "When would you stop?", "en")
    assert cuts_through("attends", "On commence par le four", "fr")


def test_a_continuation_is_known_by_its_first_word() -> None:
    assert begins_as_continuation("and another one", "en")
    assert begins_as_continuation("mais pas ici", "fr")
    assert not begins_as_continuation("another one", "en")

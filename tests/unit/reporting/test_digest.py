"""A digest stands for the talk and silences nobody."""

from hypothesis import given
from hypothesis import strategies as st

from reporting.choosing.digest import digest
from reporting.reading.units import cut
from tests.support.talks import talk

LINES = st.lists(
    st.tuples(
        st.sampled_from(["Ann", "Bob", "Eve"]),
        st.lists(
            st.sampled_from(
                "le guichet public salle billet ferme ouvre coûte voisin réseau".split()
            ),
            min_size=4,
            max_size=12,
        ),
    ),
    min_size=3,
    max_size=25,
)


@given(LINES)
def test_every_main_speaker_is_heard_where_there_is_room(
    lines: list[tuple[str, list[str]]],
) -> None:
    units = cut(talk("\n".join(f"{who}: {' '.join(words)}." for who, words in lines)))
    total = sum(len(unit.tokens) for unit in units)
    main = {
        unit.speaker
        for unit in units
        if sum(len(o.tokens) for o in units if o.speaker == unit.speaker) >= 0.1 * total
    }
    picked = digest(units, max(60, total // 2))
    assert {units[number].speaker for number in picked} >= main


@given(LINES, st.integers(10, 200))
def test_the_budget_holds_and_nothing_comes_twice(
    lines: list[tuple[str, list[str]]], budget: int
) -> None:
    units = cut(talk("\n".join(f"{who}: {' '.join(words)}." for who, words in lines)))
    picked = digest(units, budget)
    assert sum(len(units[number].tokens) for number in picked) <= budget
    assert picked == sorted(set(picked))


def test_a_weight_of_nothing_keeps_a_unit_out() -> None:
    units = cut(talk("Ann: Le guichet ferme à six heures.\nBob: La salle ouvre demain matin."))
    assert digest(units, 100, weights=[0.0, 1.0]) == [1]


def test_the_same_talk_gives_the_same_digest() -> None:
    units = cut(
        talk("\n".join(f"Ann: Le guichet numéro {n} ferme tôt le soir." for n in range(30)))
    )
    assert digest(units, 60) == digest(units, 60)

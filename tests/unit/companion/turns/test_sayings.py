"""What waits to be said: the latest of each topic, all-clears only to those who know of a trouble."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from companion.turns.events import SayWanted
from companion.turns.sayings import Sayings

LOST = SayWanted(1000, "I lost the microphone.", "microphone", wait_ms=1500)


def back(at_ms: int) -> SayWanted:
    return SayWanted(at_ms, "I can hear you again.", "microphone", is_all_clear=True)


def test_a_microphone_that_is_soon_back_is_not_worth_a_word() -> None:
    sayings = Sayings()
    sayings.add(LOST)
    assert not sayings.are_due(2000)
    sayings.add(back(2400))
    assert not sayings
    assert sayings.take(9000) == []


def test_who_was_told_of_a_loss_is_told_of_its_end_once() -> None:
    sayings = Sayings()
    sayings.add(LOST)
    assert sayings.take(2500) == [LOST.text]
    sayings.add(back(4000))
    assert sayings.take(4000) == ["I can hear you again."]
    sayings.add(back(9000))
    assert not sayings


def test_a_loss_that_nobody_could_be_told_of_before_it_was_over_stays_unsaid() -> None:
    sayings = Sayings()
    sayings.add(LOST)
    assert sayings.are_due(60_000), "the floor was not free until now"
    sayings.add(back(60_000))
    assert sayings.take(60_000) == []


@given(st.lists(st.tuples(st.sampled_from("ab "), st.integers(0, 900)), max_size=20))
def test_everything_without_a_topic_is_said_in_order_and_of_a_topic_the_latest(
    given: list[tuple[str, int]],
) -> None:
    sayings = Sayings()
    for number, (topic, wait_ms) in enumerate(given):
        sayings.add(SayWanted(number, str(number), topic.strip(), wait_ms))
    said = [int(text) for text in sayings.take(10_000)]
    assert said == sorted(said)
    for topic in "ab":
        of_topic = [number for number, (one, _) in enumerate(given) if one == topic]
        assert [number for number in said if number in of_topic] == of_topic[-1:]
    assert [n for n in said if given[n][0] == " "] == [
        n for n, g in enumerate(given) if g[0] == " "
    ]

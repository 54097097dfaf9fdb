"""Whose turn it is, rule by rule."""

from __future__ import annotations

from companion.turns import actions as do
from companion.turns import events as on
from companion.turns.machine import (
    HEAD_START_MS,
    SILENCE_CUE_MS,
    THINKING_CUE_MS,
    TurnTaker,
)
from companion.turns.patience import Bounds, Signs


class Floor:
    """A machine, and a walker who speaks and pauses."""

    def __init__(self) -> None:
        self.turns = TurnTaker("en", Bounds())
        self.now = 0
        self.done: list[do.Action] = []
        self.partial = ""
        self.hears = True

    def give(self, event: on.Event) -> list[do.Action]:
        self.now = max(self.now, event.at_ms)
        done = self.turns.receive(event)
        self.done += done
        if self.hears and any(isinstance(action, do.FinishHearing) for action in done):
            text, self.partial = self.partial, ""
            self.give(on.Heard(self.now, text))
        return done

    def says(self, text: str, *, completeness: float = 0.95) -> None:
        self.give(on.Voiced(self.now + 160, self.now))
        self.partial = text
        self.give(on.Partial(self.now + 500, text))
        self.give(on.Paused(self.now + 1000, self.now + 800))
        self.give(on.Verdict(self.now + 100, completeness))

    def waits(self, milliseconds: int) -> None:
        until = self.now + milliseconds
        while self.now < until:
            self.give(on.Tick(self.now + 32))

    def replies(self, *sentences: str) -> int:
        reply = next(a.reply for a in reversed(self.done) if isinstance(a, do.Think))
        for sentence in sentences:
            self.give(on.SentenceReady(self.now, reply, sentence))
        self.give(on.ReplyComplete(self.now, reply))
        self.give(on.PlaybackBegan(self.now + 50, reply))
        return reply

    def has(self, *kinds: type) -> bool:
        return any(isinstance(action, kinds) for action in self.done)


def test_a_plain_question_is_answered_within_half_a_second_of_silence() -> None:
    floor = Floor()
    floor.says("what do you think")
    floor.waits(150)  # the voice ended 0.3 s ago
    assert floor.has(do.Think)


def test_an_answer_is_thought_before_it_may_sound() -> None:
    floor = Floor()
    floor.says("the oven could be outside", completeness=0.8)
    while not floor.has(do.Think):
        floor.waits(32)
    reply = next(a.reply for a in floor.done if isinstance(a, do.Think))
    floor.give(on.SentenceReady(floor.now, reply, "Who would light it?"))
    assert not floor.has(do.Speak)
    assert do.FloorIs("thinking") not in floor.done, "the walker still has the floor"
    floor.waits(HEAD_START_MS)
    assert do.Speak(reply, "Who would light it?") in floor.done


def test_an_answer_thought_too_early_is_dropped_when_the_walker_goes_on() -> None:
    floor = Floor()
    floor.says("the oven could be outside", completeness=0.8)
    while not floor.has(do.Think):
        floor.waits(32)
    floor.says("if we find a roof for it that's it")
    floor.waits(600)
    outcomes = [a.outcome for a in floor.done if isinstance(a, do.CloseTurn)]
    assert outcomes == ["merged"]
    assert sum(isinstance(action, do.Think) for action in floor.done) == 2
    assert not floor.has(do.NoteInterrupted, do.NoteCutIn)


def test_a_cough_while_an_answer_is_thought_delays_it_and_no_more() -> None:
    floor = Floor()
    floor.says("the oven could be outside", completeness=0.8)
    while not floor.has(do.Think):
        floor.waits(32)
    reply = next(a.reply for a in floor.done if isinstance(a, do.Think))
    floor.says("", completeness=0.8)
    floor.give(on.SentenceReady(floor.now, reply, "Who would light it?"))
    assert not floor.has(do.Speak)
    floor.waits(3000)
    assert do.Speak(reply, "Who would light it?") in floor.done


def test_the_key_lets_an_answer_sound_that_was_thought_early() -> None:
    floor = Floor()
    floor.says("the oven could be outside", completeness=0.8)
    while not floor.has(do.Think):
        floor.waits(32)
    reply = next(a.reply for a in floor.done if isinstance(a, do.Think))
    floor.give(on.Pressed(floor.now))
    floor.give(on.SentenceReady(floor.now, reply, "Who would light it?"))
    assert do.Speak(reply, "Who would light it?") in floor.done


def test_words_that_come_late_are_answered_too() -> None:
    floor = Floor()
    floor.hears = False
    floor.says("what do you think")
    floor.waits(3500)
    assert floor.has(do.Think)
    floor.give(on.Heard(floor.now, "about the oven what do you think"))
    floor.waits(600)
    assert sum(isinstance(action, do.Think) for action in floor.done) == 2


def test_a_question_of_the_companions_does_not_delay_the_answer_to_a_question() -> None:
    signs = Signs("we bake bread what do you think", 0.9)
    asked = Signs("we bake bread what do you think", 0.9, after_open_question=True)
    patience = TurnTaker("en", Bounds()).patience.after_cut_in(900)
    assert patience.wait_ms(asked) == patience.wait_ms(signs) <= 500


def test_who_speaks_over_the_answer_they_asked_for_was_not_cut_off() -> None:
    floor = Floor()
    floor.says("we bake bread what do you think", completeness=0.4)
    floor.waits(800)
    floor.replies("That is one way to begin.")
    floor.give(on.Voiced(floor.now + 400, floor.now + 240))
    floor.give(on.Partial(floor.now + 200, "no wait"))
    assert floor.has(do.NoteInterrupted)
    assert not floor.has(do.NoteCutIn)


def test_a_trailing_connective_is_given_seconds() -> None:
    floor = Floor()
    floor.says("we could share the oven because", completeness=0.97)
    floor.waits(4000)
    assert not floor.has(do.Think)
    floor.waits(4500)
    assert floor.has(do.Think)


def test_the_thinking_earcon_sounds_once_and_only_when_it_takes_long() -> None:
    floor = Floor()
    floor.says("what do you think")
    floor.waits(500 + THINKING_CUE_MS)
    floor.waits(5000)
    assert floor.done.count(do.PlayCue("thinking")) == 1


def test_a_quick_answer_has_no_thinking_earcon() -> None:
    floor = Floor()
    floor.says("what do you think")
    floor.waits(500)
    floor.replies("Well.")
    floor.waits(5000)
    assert not floor.has(do.PlayCue)


def test_a_long_silence_brings_one_earcon() -> None:
    floor = Floor()
    floor.waits(3 * SILENCE_CUE_MS)
    assert floor.done.count(do.PlayCue("listening")) == 1


def test_a_reply_for_an_older_turn_is_never_spoken() -> None:
    floor = Floor()
    floor.says("the oven could be outside")
    floor.waits(2000)
    stale = next(a.reply for a in floor.done if isinstance(a, do.Think))
    floor.says("or in the garage that's it")
    floor.waits(600)
    floor.done.clear()
    floor.give(on.SentenceReady(floor.now, stale, "Outside, then."))
    assert not floor.has(do.Speak)


def test_a_hum_alone_wants_no_answer() -> None:
    floor = Floor()
    floor.says("mm-hm")
    floor.waits(9000)
    assert not floor.has(do.Think)


def test_a_yes_is_an_answer_when_nobody_else_is_speaking() -> None:
    floor = Floor()
    floor.says("yes")
    floor.waits(3000)
    assert floor.has(do.Think)


def test_a_noise_without_words_wants_no_answer() -> None:
    floor = Floor()
    floor.says("")
    floor.waits(9000)
    assert not floor.has(do.Think)


def test_an_empty_reply_gives_the_floor_back() -> None:
    floor = Floor()
    floor.says("what do you think")
    floor.waits(500)
    reply = next(a.reply for a in floor.done if isinstance(a, do.Think))
    floor.give(on.ReplyComplete(floor.now, reply))
    assert do.FloorIs("listening") in floor.done
    assert any(isinstance(a, do.CloseTurn) and a.outcome == "silent" for a in floor.done)


def test_a_failed_reply_is_closed_as_failed() -> None:
    floor = Floor()
    floor.says("what do you think")
    floor.waits(500)
    reply = next(a.reply for a in floor.done if isinstance(a, do.Think))
    floor.give(on.ChatFailed(floor.now, reply))
    assert any(isinstance(a, do.CloseTurn) and a.outcome == "failed" for a in floor.done)


def test_a_reply_that_fails_half_way_keeps_what_was_said() -> None:
    floor = Floor()
    floor.says("what do you think")
    floor.waits(500)
    reply = next(a.reply for a in floor.done if isinstance(a, do.Think))
    floor.give(on.SentenceReady(floor.now, reply, "One thing."))
    floor.give(on.ChatFailed(floor.now, reply))
    assert do.LastSaid(reply) in floor.done
    assert not any(isinstance(a, do.CloseTurn) for a in floor.done)


def test_only_listening_means_no_answer_until_asked() -> None:
    floor = Floor()
    floor.give(on.ModeSet(0, "quiet"))
    floor.says("the oven is expensive what do you think")
    floor.waits(9000)
    assert not floor.has(do.Think)
    floor.give(on.AnswerWanted(floor.now))
    floor.waits(200)
    assert floor.has(do.Think)


def test_a_sentence_about_the_walk_waits_for_the_walker_to_pause() -> None:
    floor = Floor()
    floor.give(on.Voiced(160, 0))
    floor.give(on.SayWanted(300, "The battery is low."))
    assert not floor.has(do.Speak)
    floor.give(on.Paused(1200, 1000))
    assert floor.has(do.Speak)


def test_the_recognisers_last_word_may_fail_to_come() -> None:
    floor = Floor()
    floor.hears = False
    floor.says("what do you think")
    floor.waits(6000)
    assert floor.has(do.Think)


def test_walkers_own_pauses_make_the_wait_longer() -> None:
    patient = TurnTaker("en", Bounds()).patience
    learned = patient
    for _ in range(10):
        learned = learned.after_pause(2500)
    signs = Signs("the oven could stand in the old school", 0.9)
    assert learned.wait_ms(signs) > patient.wait_ms(signs) + 500


def test_cutting_in_makes_the_wait_longer() -> None:
    patience = TurnTaker("en", Bounds()).patience
    signs = Signs("the oven could stand in the old school", 0.9)
    assert patience.after_cut_in(900).wait_ms(signs) > patience.wait_ms(signs)


def test_words_that_go_on_in_the_wind_put_the_answer_off_though_no_voice_is_noticed() -> None:
    floor = Floor()
    floor.says("the oven could be outside")
    for text in ("if we", "if we find", "if we find a", "if we find a roof"):
        floor.partial = text
        floor.give(on.Partial(floor.now + 350, text))
        floor.give(on.SentenceReady(floor.now, 1, "This is never heard."))
    assert not floor.has(do.Speak)
    floor.waits(6000)
    assert sum(isinstance(action, do.Think) for action in floor.done) >= 1


def test_the_last_word_of_a_turn_shown_late_delays_nothing() -> None:
    floor = Floor()
    floor.says("what do you")
    floor.partial = "what do you think"
    floor.give(on.Partial(floor.now + 50, "what do you think"))
    floor.waits(150)
    assert floor.has(do.Think)


def test_words_after_a_long_noise_still_take_the_floor() -> None:
    floor = Floor()
    floor.says("what do you think")
    floor.waits(500)
    floor.replies("What would the neighbours bring to it?")
    floor.give(on.Voiced(floor.now + 160, floor.now))
    floor.waits(4000)
    assert floor.has(do.Release)
    done = floor.give(on.Partial(floor.now, "no wait the oven"))
    assert any(isinstance(action, do.Hush) for action in done)

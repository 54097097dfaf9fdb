"""The laws of the floor, held against walkers, engines and keys that do as they please."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from companion.turns import actions as do
from companion.turns import events as on
from companion.turns.backchannel import is_backchannel
from companion.turns.machine import TurnTaker
from companion.turns.patience import Bounds
from models.language import LANGUAGES

TEXTS = (
    "",
    "mm-hm",
    "euh",
    "oui",
    "i think we should share the oven and",
    "what do you think",
    "no wait",
    "c'est tout",
    "the neighbours could bake",
)

steps = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "wait", "wait", "long wait", "voice", "pause", "partial", "heard", "verdict",
                "sentence", "complete", "fail", "began", "ended", "say", "answer", "press", "mode",
            ]
        ),
        st.integers(0, 8),
    ),
    max_size=120,
)  # fmt: skip
MODES: tuple[on.Mode, ...] = ("normal", "held", "quiet", "paused")


@dataclass(slots=True)
class World:
    """Everything around the machine: it may do anything that could happen, in any order."""

    turns: TurnTaker
    now: int = 0
    has_voice: bool = False
    voice_since: int = 0
    has_words: bool = False
    pause_since: int | None = None
    is_asked: bool = False
    """The floor was given, and no thought has taken it yet."""
    asked_for: set[int] = field(default_factory=set)
    """Answers that somebody wanted at once: nobody need wait."""
    forgiven_ms: int = -1
    """When a voice was last forgiven, having said nothing: it began no new pause."""
    thinking: set[int] = field(default_factory=set)
    latest: int = 1
    sounding: int | None = None
    is_held: bool = False
    finish_asked: int = 0
    closed: int = 0
    thought: int = 0
    must_stay_silent: bool = False
    log: list[do.Action] = field(default_factory=list)

    def give(self, event: on.Event) -> None:
        self.now = max(self.now, event.at_ms)
        for action in self.turns.receive(event):
            self.log.append(action)
            self.carry_out(action)
        self.check()

    def carry_out(self, action: do.Action) -> None:
        match action:
            case do.Think():
                assert not self.has_voice, "nobody answers somebody who is speaking"
                assert not self.must_stay_silent
                self.thinking.add(action.reply)
                self.latest = action.reply
                self.thought += 1
                if self.is_asked:
                    self.asked_for.add(action.reply)
                    self.is_asked = False
            case do.Speak() | do.Release():
                assert not self.walker_holds_the_floor, "spoke while the walker held the floor"
                assert not self.must_stay_silent, "spoke while the walker was thinking"
                self.sounding, self.is_held = action.reply, False
                if isinstance(action, do.Release):
                    self.forgiven_ms = self.now
                self.check_pause(action.reply)
            case do.Hold():
                self.is_held = True
            case do.Hush():
                self.thinking.discard(action.reply)
                self.sounding, self.is_held = None, False
            case do.FinishHearing():
                self.finish_asked += 1
            case do.CloseTurn():
                self.closed += 1
                self.thinking.clear()
                self.sounding, self.is_held = None, False
            case _:
                pass

    def check_pause(self, reply: int) -> None:
        """An answer that nobody asked for sounds only after a pause as long as the floor."""
        is_answer = reply in self.thinking and reply not in self.asked_for
        if is_answer and self.pause_since is not None and self.forgiven_ms != self.now:
            assert self.now - self.pause_since >= Bounds().floor_ms, "answered before the pause"

    @property
    def walker_holds_the_floor(self) -> bool:
        """A voice that has lasted for long without a word is noise."""
        return self.has_voice and (self.has_words or self.now - self.voice_since < 3000)

    def check(self) -> None:
        if self.sounding is not None and self.walker_holds_the_floor:
            assert self.is_held, "a reply sounds on while the walker speaks"

    def step(self, what: str, number: int) -> None:
        self.now += 40
        match what:
            case "wait":
                self.give(on.Tick(self.now + 100 * number))
            case "long wait":
                for _ in range(60):
                    self.give(on.Tick(self.now + 100))
            case "voice" if not self.has_voice:
                self.has_voice, self.has_words, self.voice_since = True, False, self.now - 160
                self.pause_since = None
                self.give(on.Voiced(self.now, self.voice_since))
            case "pause" if self.has_voice:
                self.has_voice, self.pause_since = False, self.now - 190
                self.give(on.Paused(self.now, self.now - 190))
            case "partial":
                self.words_came(TEXTS[number])
                self.give(on.Partial(self.now, TEXTS[number]))
            case "heard":
                self.words_came(TEXTS[number])
                self.give(on.Heard(self.now, TEXTS[number], is_command=number == 6))
            case "verdict":
                self.give(on.Verdict(self.now, number / 8))
            case _:
                self.other_step(what, number)

    def words_came(self, text: str) -> None:
        if text and text not in ("mm-hm", "euh"):
            self.must_stay_silent = False
            self.has_words |= not is_backchannel(text, self.turns.language)

    def other_step(self, what: str, number: int) -> None:
        reply = max(self.thinking, default=None) or self.sounding or self.latest
        match what:
            case "sentence":
                self.give(on.SentenceReady(self.now, reply, "What would they bring?"))
            case "complete":
                self.give(on.ReplyComplete(self.now, reply))
            case "fail":
                self.give(on.ChatFailed(self.now, reply))
            case "began" if self.sounding is not None and not self.is_held:
                self.give(on.PlaybackBegan(self.now, self.sounding))
            case "ended" if self.sounding is not None:
                ended, self.sounding = self.sounding, None
                self.thinking.discard(ended)
                self.give(on.PlaybackEnded(self.now, ended, "What would they bring?"))
            case "say":
                self.give(on.SayWanted(self.now, "I lost the microphone."))
            case "answer" if not self.must_stay_silent:
                self.is_asked = True
                self.give(on.AnswerWanted(self.now))
            case "press" if not self.must_stay_silent:
                self.asked_for |= self.thinking
                self.is_asked |= not self.thinking and self.sounding is None
                self.give(on.Pressed(self.now))
            case "mode":
                self.must_stay_silent = MODES[number % 4] == "held"
                self.is_asked = False
                self.give(on.ModeSet(self.now, MODES[number % 4]))
            case _:
                pass


@settings(max_examples=400, deadline=None)
@given(steps=steps, language=st.sampled_from(LANGUAGES))
def test_the_companion_never_speaks_while_the_walker_holds_the_floor(
    steps: list[tuple[str, int]], language: str
) -> None:
    world = World(TurnTaker(language, Bounds()))  # type: ignore[arg-type]
    for what, number in steps:
        world.step(what, number)


@settings(max_examples=200, deadline=None)
@given(steps=steps)
def test_every_thought_ends_in_a_closed_turn(steps: list[tuple[str, int]]) -> None:
    world = World(TurnTaker("en", Bounds()))
    for what, number in steps:
        world.step(what, number)
    if world.has_voice:
        world.step("pause", 0)
    world.give(on.Heard(world.now, ""))
    world.must_stay_silent = False
    world.give(on.ModeSet(world.now, "quiet"))
    while world.sounding is not None:
        world.step("complete", 0)
        world.step("ended", 0)
    assert world.closed == world.thought


@settings(max_examples=200, deadline=None)
@given(steps=steps)
def test_time_given_in_finer_steps_changes_nothing_but_when_it_is_noticed(
    steps: list[tuple[str, int]],
) -> None:
    """A tick alone never takes the floor away from somebody who is speaking."""
    world = World(TurnTaker("en", Bounds()))
    for what, number in steps:
        world.step(what, number)
    if not world.walker_holds_the_floor or not world.has_words:
        return
    before = len(world.log)
    for _ in range(50):
        world.give(on.Tick(world.now + 32))
    assert not any(isinstance(a, do.Speak | do.Think | do.Release) for a in world.log[before:])

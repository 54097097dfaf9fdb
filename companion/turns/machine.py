"""Whose turn it is: events in, actions out.

Every rule about the floor lives here and nowhere else; nothing here reads a clock, waits or plays.
The laws, each held by a property test: the companion never speaks while the walker holds the floor,
nor before a pause is long enough; every `Think` ends in `CloseTurn`, spoken, hushed, merged, silent
or failed; while the walker thinks by their own wish nothing is spoken until they have spoken again;
after the walker's words nothing older than them is spoken.
"""

from __future__ import annotations

from typing import assert_never

from companion.turns import actions as do
from companion.turns import events as on
from companion.turns.backchannel import is_backchannel, is_hum
from companion.turns.patience import Bounds, Patience
from companion.turns.reply import Reply
from companion.turns.sayings import Sayings
from companion.turns.waiting import Waiting
from companion.turns.walker import Turn, Walker
from models.language import Language

UTTERANCE_PAUSE_MS = 700
"""A pause after which the recogniser starts a new utterance, whoever has the floor."""
HEAD_START_MS = 500
"""So long before it may sound an answer is thought: what a chat model needs is not waited for twice."""
THINKING_CUE_MS = 1200
SILENCE_CUE_MS = 45_000


class TurnTaker:
    """The floor of one walk. Give it every event; carry out what it returns, in order."""

    def __init__(self, language: Language, bounds: Bounds) -> None:
        self.language = language
        self.turn = 1
        self._waiting = Waiting(language, bounds)
        self._now_ms = 0
        self._mode: on.Mode = "normal"
        self._floor: do.Floor = "listening"
        self._walker = Walker()
        self._reply: Reply | None = None
        self._replies = 0
        self._answer_wanted = False
        self._to_say = Sayings()
        self._actions: list[do.Action] = []

    def receive(self, event: on.Event) -> list[do.Action]:
        """Take one event; return what is to be done, in order."""
        self._now_ms = max(self._now_ms, event.at_ms)
        self._take(event)
        self._move_on()
        self._show_floor()
        done, self._actions = self._actions, []
        return done

    @property
    def is_busy(self) -> bool:
        """Whether something is being said, or waits to be."""
        return self._reply is not None or bool(self._to_say)

    @property
    def patience(self) -> Patience:
        """What was learned about this walker."""
        return self._waiting.patience

    def switch_language(self, language: Language) -> None:
        """Go on in another language; what was learned about the walker stays."""
        self.language = language
        self._waiting.patience = self.patience.in_language(language)

    def _take(self, event: on.Event) -> None:
        match event:
            case on.Tick():
                pass
            case on.Voiced() | on.Paused() | on.Partial() | on.Heard() | on.Verdict():
                self._take_sound(event)
            case on.SentenceReady() | on.ReplyComplete() | on.ChatFailed():
                self._take_reply(event)
            case on.PlaybackBegan() | on.PlaybackEnded():
                self._take_playback(event)
            case on.SayWanted():
                self._to_say.add(event)
            case on.AnswerWanted():
                self._take_answer_wanted()
            case on.Pressed():
                self._take_key()
            case on.ModeSet():
                self._take_mode(event.mode)
            case _:
                assert_never(event)

    # The walker's side

    def _take_sound(
        self, event: on.Voiced | on.Paused | on.Partial | on.Heard | on.Verdict
    ) -> None:
        walker = self._walker
        match event:
            case on.Voiced():
                walker.speaks(event)
                if self._reply is not None:
                    self._do(*self._reply.hold())
            case on.Paused():
                walker.pauses(event)
                if self._is_held_back():
                    self._finish_hearing()
            case on.Partial():
                goes_on = walker.shows_words(event) and self._is_unheard()
                if walker.has_voice or self._is_held_back() or goes_on:
                    self._take_words(event.text, may_yield=self._is_talked_over() or goes_on)
            case on.Heard():
                self._take_heard(event)
            case on.Verdict():
                if not walker.has_voice:
                    walker.turn.completeness = event.completeness

    def _take_heard(self, event: on.Heard) -> None:
        was_nod = self._is_held_back() and is_backchannel(event.text, self.language)
        self._take_words(
            event.text,
            is_command=event.is_command,
            may_yield=self._is_talked_over() or (self._is_unheard() and not event.is_command),
        )
        counts = not (event.is_command or was_nod or self._mode == "paused")
        self._walker.was_heard(event, counts=bool(event.text) and counts)
        if self._is_held_back() and not self._walker.has_voice:
            self._go_on()

    def _take_words(self, text: str, *, may_yield: bool, is_command: bool = False) -> None:
        if not text or (is_hum(text) and not is_command):
            return
        self._learn_pause()
        if self._mode == "held" and not is_command:
            self._mode, self._waiting.is_thoughtful = "normal", True
        if may_yield and (is_command or not is_backchannel(text, self.language)):
            self._yield_floor(text)

    def _learn_pause(self) -> None:
        pause = self._walker.ended_pause_ms()
        if (
            pause is not None
            and self._walker.turn.final
            and (not self._reply or self._is_unheard())
        ):
            self._waiting.went_on_after(pause)

    # The companion's side

    def _take_reply(self, event: on.SentenceReady | on.ReplyComplete | on.ChatFailed) -> None:
        reply = self._reply
        if reply is None or reply.number != event.reply or reply.is_complete:
            return
        if isinstance(event, on.SentenceReady):
            self._do(*reply.add(event.text, event.at_ms))
            return
        self._do(*reply.complete())
        if not reply.first_sentence_ms:
            self._close("silent" if isinstance(event, on.ReplyComplete) else "failed")

    def _take_playback(self, event: on.PlaybackBegan | on.PlaybackEnded) -> None:
        reply = self._reply
        if reply is None or reply.number != event.reply:
            return
        match event:
            case on.PlaybackBegan():
                reply.first_sound_ms = reply.first_sound_ms or event.at_ms
                if reply.is_answer and not reply.is_held:
                    self._walker.turn = Turn()
            case on.PlaybackEnded():
                self._waiting.was_asked(event.heard)
                self._walker.quiet_since_ms = event.at_ms
                self._close("spoken")

    def _take_answer_wanted(self) -> None:
        if self._reply is not None:
            self._hush("hushed")
        self._mode = "normal"
        self._answer_wanted = True

    def _take_key(self) -> None:
        reply = self._reply
        if reply is not None and reply.is_early and not reply.is_held:
            self._do(*reply.decide(self._now_ms))
        elif reply is not None:
            self._hush("hushed")
        else:
            self._take_answer_wanted()

    def _take_mode(self, mode: on.Mode) -> None:
        self._mode = mode
        self._answer_wanted = False
        if mode != "normal" and self._reply is not None:
            self._hush("hushed")
        if mode == "paused":
            self._walker.turn = Turn()
        elif mode == "normal":  # what was said in silence was not said to be answered
            self._walker.turn.wants_answer = False

    # What follows from where things stand

    def _move_on(self) -> None:
        if self._reply is not None:
            self._watch_reply(self._reply)
        elif not self._walker.has_voice:
            self._watch_pause()
        if self._reply is None and self._to_say.are_due(self._now_ms) and self._may_speak():
            self._start_saying()

    def _watch_reply(self, reply: Reply) -> None:
        if reply.is_held:
            self._watch_interruption()
        elif reply.decided_ms is None:
            self._watch_early(reply)
        elif (
            reply.is_answer
            and not reply.has_sounded
            and not reply.is_cued
            and self._now_ms - reply.decided_ms >= THINKING_CUE_MS
        ):
            reply.is_cued = True
            self._do(do.PlayCue("thinking"))

    def _watch_early(self, reply: Reply) -> None:
        pause = self._walker.turn.pause_ms
        if pause is None or self._now_ms - pause >= self._wait_ms():
            self._do(*reply.decide(self._now_ms))

    def _watch_interruption(self) -> None:
        walker = self._walker
        if walker.has_voice:
            if walker.is_only_noise(self._now_ms):
                walker.is_noise = True
                self._go_on()
        elif walker.turn.is_final_late(self._now_ms):
            walker.turn.finish_asked_ms = None
            self._go_on()

    def _watch_pause(self) -> None:
        turn = self._walker.turn
        if turn.pause_ms is None:
            self._watch_silence()
            return
        waited = self._now_ms - turn.pause_ms
        is_near = waited >= self._wait_ms() - HEAD_START_MS
        if turn.partial and (is_near or self._ends_utterance(waited)):
            self._finish_hearing()
        may_answer = self._mode == "normal" and is_near
        has_words = self._answer_wanted or turn.has_words
        if may_answer and has_words and turn.has_last_words(self._now_ms):
            self._think()
        else:
            self._watch_silence()

    def _watch_silence(self) -> None:
        since = self._walker.quiet_since_ms
        if since is None or self._mode in ("quiet", "paused") or self._reply is not None:
            return
        if self._now_ms - since >= SILENCE_CUE_MS:
            self._walker.quiet_since_ms = None
            self._do(do.PlayCue("listening"))

    def _ends_utterance(self, waited_ms: int) -> bool:
        return self._waiting.sounds_complete(self._walker.turn) or waited_ms >= UTTERANCE_PAUSE_MS

    def _wait_ms(self) -> int:
        if self._answer_wanted:
            return 0
        return self._waiting.needed_ms(self._walker.turn, self._now_ms)

    def _finish_hearing(self) -> None:
        if self._walker.turn.finish_asked_ms is None:
            self._walker.turn.finish_asked_ms = self._now_ms
            self._do(do.FinishHearing())

    # Taking and giving the floor

    def _think(self) -> None:
        turn = self._walker.turn
        self._replies += 1
        self._reply = Reply(
            self._replies,
            is_answer=True,
            asked_ms=self._now_ms,
            speech_end_ms=turn.pause_ms or 0,
            final_ms=turn.final_ms,
            completeness=self._waiting.completeness(turn),
        )
        self._do(do.Think(self._replies))
        self._watch_early(self._reply)
        self._answer_wanted = False

    def _start_saying(self) -> None:
        self._replies += 1
        reply = Reply(self._replies, is_answer=False, asked_ms=self._now_ms)
        self._reply = reply
        for text in self._to_say.take(self._now_ms):
            self._do(*reply.add(text, self._now_ms))
        reply.is_complete = True
        self._do(*reply.decide(self._now_ms))

    def _may_speak(self) -> bool:
        return not self._walker.has_voice and self._mode != "held"

    def _is_held_back(self) -> bool:
        return self._reply is not None and self._reply.is_held

    def _is_talked_over(self) -> bool:
        """Whether words of the walker meet a reply, held or going on through what seemed noise."""
        return self._is_held_back() or (self._reply is not None and self._walker.has_voice)

    def _is_unheard(self) -> bool:
        """Whether an answer is under way of which nothing has sounded."""
        reply = self._reply
        return reply is not None and reply.is_answer and not reply.has_sounded

    def _go_on(self) -> None:
        reply = self._reply
        if reply is None or not self._may_go_on():
            return
        self._do(*reply.release())
        if reply.is_answer and reply.has_sounded:
            self._walker.turn = Turn()

    def _may_go_on(self) -> bool:
        return self._mode != "held" and (not self._walker.has_voice or self._walker.is_noise)

    def _yield_floor(self, text: str) -> None:
        reply = self._reply
        assert reply is not None
        if reply.has_sounded:
            self._do(do.NoteInterrupted(was_false=False))
            spoke_ms = self._walker.voice_since_ms or self._now_ms
            pause = self._waiting.cut_in_ms(reply, text, spoke_ms)
            if pause is not None:
                self._do(do.NoteCutIn(pause))
            self._hush("hushed")
        else:
            self._hush("merged")

    def _hush(self, outcome: do.Outcome) -> None:
        assert self._reply is not None
        self._do(do.Hush(self._reply.number))
        self._close(outcome)

    def _close(self, outcome: do.Outcome) -> None:
        reply = self._reply
        assert reply is not None
        self._reply = None
        if not reply.is_answer:
            return
        self._do(reply.closing(self.turn, outcome))
        if outcome == "spoken":
            self._waiting.was_heard_out(reply)
        if outcome != "merged":
            self.turn += 1
            self._waiting.is_thoughtful = False
            self._walker.turn.wants_answer = False

    def _show_floor(self) -> None:
        floor = self._present_floor()
        if floor != self._floor:
            self._floor = floor
            self._do(do.FloorIs(floor))

    def _present_floor(self) -> do.Floor:
        reply = self._reply
        if reply is not None and not reply.is_held and not reply.is_early:
            return "speaking" if reply.has_sounded else "thinking"
        return "listening" if self._mode == "normal" else self._mode

    def _do(self, *actions: do.Action) -> None:
        self._actions += actions

"""Whose turn it is: events in, actions out.

Every rule about the floor lives here and nowhere else; nothing here reads a clock, waits or plays.
The laws, each held by a property test: the companion never speaks while the walker holds the floor;
every `Think` ends in `CloseTurn`, spoken, hushed, merged, silent or failed; while the walker thinks
by their own wish nothing is spoken until they have spoken again; after the walker's words nothing
older than them is spoken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

from companion.turns import actions as do
from companion.turns import events as on
from companion.turns.backchannel import is_backchannel, is_hum
from companion.turns.patience import Bounds, Patience, Signs
from companion.turns.phrases import asks_openly, begins_as_continuation
from models.language import Language

VERDICT_WAIT_MS = 500
"""After this much pause the words decide without the sound."""
UTTERANCE_PAUSE_MS = 700
"""A pause after which the recogniser starts a new utterance, whoever has the floor."""
FINAL_WAIT_MS = 2500
"""The recogniser's last word may take this long before the turn goes on without it."""
NOISE_MS = 3000
"""A voice without words for this long is no voice."""
THINKING_CUE_MS = 1200
SILENCE_CUE_MS = 45_000
CUT_IN_MS = 1500
"""Speech this soon after the reply began was already on its way."""
COMPLETE = 0.75


@dataclass(slots=True)
class _Reply:
    number: int
    is_answer: bool
    speech_end_ms: int = 0
    decided_ms: int = 0
    final_ms: int = 0
    first_sentence_ms: int = 0
    first_sound_ms: int = 0
    completeness: float = 1.0
    is_held: bool = False
    is_complete: bool = False
    is_cued: bool = False
    waiting: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Turn:
    """What the walker has said and nobody has answered."""

    final: str = ""
    partial: str = ""
    pause_ms: int | None = None
    """When the present pause began; None while there is a voice, or before any."""
    completeness: float | None = None
    paused_at_ms: int = 0
    final_ms: int = 0
    finish_asked_ms: int | None = None
    wants_answer: bool = False

    @property
    def text(self) -> str:
        return f"{self.final} {self.partial}".strip()


class TurnTaker:
    """The floor of one walk. Give it every event; carry out what it returns, in order."""

    def __init__(self, language: Language, bounds: Bounds) -> None:
        self.language = language
        self.patience = Patience(language, bounds)
        self.turn = 1
        self._now_ms = 0
        self._mode: on.Mode = "normal"
        self._floor: do.Floor = "listening"
        self._voice_since_ms: int | None = None
        self._is_noise = False
        self._last_pause_ms: int | None = None
        self._quiet_since_ms: int | None = 0
        self._turn = _Turn()
        self._reply: _Reply | None = None
        self._replies = 0
        self._asked_openly = False
        self._is_thoughtful = False
        self._answer_wanted = False
        self._weighed: tuple[Patience, Signs, int] | None = None
        self._to_say: list[str] = []
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

    def switch_language(self, language: Language) -> None:
        """Go on in another language; what was learned about the walker stays."""
        self.language = language
        self.patience = self.patience.in_language(language)

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
                self._to_say.append(event.text)
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
        match event:
            case on.Voiced():
                self._take_voice(event)
            case on.Paused():
                self._take_pause(event)
            case on.Partial():
                self._turn.partial = event.text
                if self._voice_since_ms is not None or self._is_held_back():
                    self._take_words(event.text)
            case on.Heard():
                self._take_heard(event)
            case on.Verdict():
                if self._voice_since_ms is None:
                    self._turn.completeness = event.completeness

    def _take_voice(self, event: on.Voiced) -> None:
        self._voice_since_ms = event.since_ms
        self._is_noise = False
        self._quiet_since_ms = None
        self._last_pause_ms = self._turn.pause_ms
        self._turn.pause_ms = None
        self._turn.completeness = None
        if self._reply is not None and not self._reply.is_held:
            self._reply.is_held = True
            self._do(do.Hold(self._reply.number))

    def _take_pause(self, event: on.Paused) -> None:
        self._voice_since_ms = None
        self._is_noise = False
        self._quiet_since_ms = event.since_ms
        self._turn.pause_ms = event.since_ms
        self._turn.paused_at_ms = event.at_ms
        if self._is_held_back():
            self._finish_hearing()

    def _take_words(self, text: str, *, is_command: bool = False) -> None:
        if not text or (is_hum(text) and not is_command):
            return
        self._learn_pause()
        if self._mode == "held" and not is_command:
            self._mode, self._is_thoughtful = "normal", True
        if self._is_held_back() and (is_command or not is_backchannel(text, self.language)):
            self._yield_floor(text)

    def _take_heard(self, event: on.Heard) -> None:
        turn = self._turn
        turn.partial, turn.finish_asked_ms = "", None
        was_nod = self._is_held_back() and is_backchannel(event.text, self.language)
        self._take_words(event.text, is_command=event.is_command)
        if event.text and self._voice_since_ms is None and turn.pause_ms is None:
            turn.pause_ms = turn.paused_at_ms = event.at_ms  # too soft for a voice, yet words
        if event.text and not event.is_command and not was_nod and self._mode != "paused":
            turn.final = f"{turn.final} {event.text}".strip()
            turn.final_ms = event.at_ms
            turn.wants_answer = turn.wants_answer or not is_hum(event.text)
        if self._is_held_back() and self._voice_since_ms is None:
            self._go_on()

    def _learn_pause(self) -> None:
        if self._last_pause_ms is None or self._voice_since_ms is None:
            return
        if self._turn.final and self._reply is None:
            self.patience = self.patience.after_pause(self._voice_since_ms - self._last_pause_ms)
        self._last_pause_ms = None

    # The companion's side

    def _take_reply(self, event: on.SentenceReady | on.ReplyComplete | on.ChatFailed) -> None:
        reply = self._reply
        if reply is None or reply.number != event.reply or reply.is_complete:
            return
        match event:
            case on.SentenceReady():
                reply.first_sentence_ms = reply.first_sentence_ms or event.at_ms
                self._speak(reply, event.text)
            case on.ReplyComplete():
                reply.is_complete = True
                if not reply.first_sentence_ms:
                    self._close("silent")
                elif not reply.is_held:
                    self._do(do.LastSaid(reply.number))
            case on.ChatFailed():
                reply.is_complete = True
                if not reply.first_sentence_ms:
                    self._close("failed")
                elif not reply.is_held:
                    self._do(do.LastSaid(reply.number))

    def _speak(self, reply: _Reply, text: str) -> None:
        if reply.is_held:
            reply.waiting.append(text)
        else:
            self._do(do.Speak(reply.number, text))

    def _take_playback(self, event: on.PlaybackBegan | on.PlaybackEnded) -> None:
        reply = self._reply
        if reply is None or reply.number != event.reply:
            return
        match event:
            case on.PlaybackBegan():
                reply.first_sound_ms = reply.first_sound_ms or event.at_ms
                if reply.is_answer and not reply.is_held:
                    self._turn = _Turn(pause_ms=None)
            case on.PlaybackEnded():
                self._asked_openly = asks_openly(event.heard, self.language)
                self._quiet_since_ms = event.at_ms
                self._close("spoken")

    def _take_answer_wanted(self) -> None:
        if self._reply is not None:
            self._hush("hushed")
        self._mode = "normal"
        self._answer_wanted = True

    def _take_key(self) -> None:
        if self._reply is not None:
            self._hush("hushed")
        else:
            self._take_answer_wanted()

    def _take_mode(self, mode: on.Mode) -> None:
        self._mode = mode
        self._answer_wanted = False
        if mode != "normal" and self._reply is not None:
            self._hush("hushed")
        if mode == "paused":
            self._turn = _Turn()
        elif mode == "normal":
            self._turn.wants_answer = False  # what was said in silence was not said to be answered

    # What follows from where things stand

    def _move_on(self) -> None:
        if self._reply is not None:
            self._watch_reply(self._reply)
        elif self._voice_since_ms is None:
            self._watch_pause()
        if self._reply is None and self._to_say and self._may_speak():
            self._start_saying()

    def _watch_reply(self, reply: _Reply) -> None:
        if reply.is_held:
            self._watch_interruption()
        elif (
            reply.is_answer
            and not reply.first_sound_ms
            and not reply.is_cued
            and self._now_ms - reply.decided_ms >= THINKING_CUE_MS
        ):
            reply.is_cued = True
            self._do(do.PlayCue("thinking"))

    def _watch_interruption(self) -> None:
        if self._voice_since_ms is not None:
            if self._now_ms - self._voice_since_ms >= NOISE_MS and not self._turn.partial:
                self._is_noise = True
                self._go_on()
        elif self._is_final_late():
            self._turn.finish_asked_ms = None
            self._go_on()

    def _watch_pause(self) -> None:
        turn = self._turn
        if turn.pause_ms is None:
            self._watch_silence()
            return
        waited = self._now_ms - turn.pause_ms
        may_answer = self._mode == "normal" and waited >= self._wait_ms()
        if turn.partial and turn.finish_asked_ms is None and self._ends_utterance(waited):
            self._finish_hearing()
        wants_answer = self._answer_wanted or turn.wants_answer or not is_hum(turn.partial)
        if may_answer and wants_answer and self._is_final_here():
            self._think()
        else:
            self._watch_silence()

    def _watch_silence(self) -> None:
        since = self._quiet_since_ms
        if since is None or self._mode in ("quiet", "paused") or self._reply is not None:
            return
        if self._now_ms - since >= SILENCE_CUE_MS:
            self._quiet_since_ms = None
            self._do(do.PlayCue("listening"))

    def _ends_utterance(self, waited_ms: int) -> bool:
        if waited_ms >= UTTERANCE_PAUSE_MS or self._answer_wanted:
            return True
        return self._is_judged() and self._wait_ms() < UTTERANCE_PAUSE_MS

    def _is_judged(self) -> bool:
        return (
            self._turn.completeness is not None
            or self._now_ms - self._turn.paused_at_ms >= VERDICT_WAIT_MS
        )

    def _wait_ms(self) -> int:
        if self._answer_wanted:
            return 0
        if not self._is_judged():
            return self.patience.bounds.ceiling_ms
        signs = Signs(
            text=self._turn.text,
            completeness=self._turn.completeness,
            after_open_question=self._asked_openly,
            is_thoughtful=self._is_thoughtful,
        )
        if self._weighed is None or self._weighed[:2] != (self.patience, signs):
            self._weighed = self.patience, signs, self.patience.wait_ms(signs)
        return self._weighed[2]

    def _is_final_here(self) -> bool:
        if self._turn.finish_asked_ms is None:
            return not self._turn.partial
        return self._is_final_late()

    def _is_final_late(self) -> bool:
        asked = self._turn.finish_asked_ms
        return asked is not None and self._now_ms - asked >= FINAL_WAIT_MS

    def _finish_hearing(self) -> None:
        if self._turn.finish_asked_ms is None:
            self._turn.finish_asked_ms = self._now_ms
            self._do(do.FinishHearing())

    # Taking and giving the floor

    def _think(self) -> None:
        turn = self._turn
        self._replies += 1
        self._reply = _Reply(
            number=self._replies,
            is_answer=True,
            speech_end_ms=turn.pause_ms or 0,
            decided_ms=self._now_ms,
            final_ms=turn.final_ms,
            completeness=1.0 if turn.completeness is None else turn.completeness,
        )
        self._answer_wanted = False
        self._do(do.Think(self._replies))

    def _start_saying(self) -> None:
        self._replies += 1
        self._reply = _Reply(number=self._replies, is_answer=False, decided_ms=self._now_ms)
        self._reply.first_sentence_ms = self._now_ms
        for text in self._to_say:
            self._speak(self._reply, text)
        self._to_say = []
        self._reply.is_complete = True
        self._do(do.LastSaid(self._replies))

    def _may_speak(self) -> bool:
        return self._voice_since_ms is None and self._mode != "held"

    def _is_held_back(self) -> bool:
        return self._reply is not None and self._reply.is_held

    def _go_on(self) -> None:
        reply = self._reply
        if reply is None or not self._may_go_on():
            return
        reply.is_held = False
        if reply.first_sound_ms:
            self._do(do.NoteInterrupted(was_false=True))
        self._do(do.Release(reply.number))
        for text in reply.waiting:
            self._do(do.Speak(reply.number, text))
        reply.waiting = []
        if reply.is_complete:
            self._do(do.LastSaid(reply.number))
        if reply.is_answer and reply.first_sound_ms:
            self._turn = _Turn()

    def _may_go_on(self) -> bool:
        return self._mode != "held" and (self._voice_since_ms is None or self._is_noise)

    def _yield_floor(self, text: str) -> None:
        reply = self._reply
        assert reply is not None
        if reply.first_sound_ms:
            self._do(do.NoteInterrupted(was_false=False))
            self._own_up_to_cut_in(reply, text)
            self._hush("hushed")
        else:
            self._hush("merged")

    def _own_up_to_cut_in(self, reply: _Reply, text: str) -> None:
        spoke = self._voice_since_ms or self._now_ms
        was_unfinished = reply.completeness < COMPLETE or begins_as_continuation(
            text, self.language
        )
        if reply.is_answer and was_unfinished and spoke - reply.first_sound_ms <= CUT_IN_MS:
            pause = max(0, spoke - reply.speech_end_ms)
            self.patience = self.patience.after_cut_in(pause)
            self._do(do.NoteCutIn(pause))

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
        self._do(
            do.CloseTurn(
                self.turn,
                outcome,
                reply.speech_end_ms,
                reply.decided_ms,
                reply.final_ms,
                reply.first_sentence_ms,
                reply.first_sound_ms,
            )
        )
        if outcome == "spoken":
            self.patience = self.patience.after_answer(reply.completeness)
        if outcome != "merged":
            self.turn += 1
            self._is_thoughtful = False
            self._turn.wants_answer = False

    def _show_floor(self) -> None:
        floor = self._present_floor()
        if floor != self._floor:
            self._floor = floor
            self._do(do.FloorIs(floor))

    def _present_floor(self) -> do.Floor:
        reply = self._reply
        if reply is not None and not reply.is_held:
            return "speaking" if reply.first_sound_ms else "thinking"
        return "listening" if self._mode == "normal" else self._mode

    def _do(self, action: do.Action) -> None:
        self._actions.append(action)

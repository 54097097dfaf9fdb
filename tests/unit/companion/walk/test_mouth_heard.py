"""What the walker really heard of what the companion meant to say."""

from __future__ import annotations

import asyncio

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.audio.ports import Heard
from companion.audio.replay import ReplaySink
from companion.walk.mouth import (
    UNSURE_MS,
    Began,
    Ended,
    Mouth,
    MouthNews,
    VoiceBack,
    VoiceFailed,
    heard_words,
)
from companion.walk.virtual_time import run_in_virtual_time
from models.audio import EAR_RATE, FRAME_SAMPLES
from models.language import Language
from models.speech import Speech
from models.testing import ScriptedSynthesizer

sentences = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=80
)
# the table of characters is built with the first sentence, which takes long on a loaded machine
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@unhurried
@given(text=sentences, played=st.integers(0, 5000), total=st.integers(1, 5000))
def test_heard_words_are_a_beginning_of_what_was_said(text: str, played: int, total: int) -> None:
    heard = heard_words(text, Heard(min(played, total), total))
    assert text.startswith(heard)
    assert not text[len(heard) :][:1].isalnum() or not heard[-1:].isalnum() or not heard


@unhurried
@given(text=sentences)
def test_a_sentence_played_to_its_end_was_heard_whole(text: str) -> None:
    assert heard_words(text, Heard(700, 700)) == text


def test_a_sentence_that_was_stopped_at_once_was_not_heard() -> None:
    assert heard_words("One way is to begin.", Heard(0, 1200)) == ""


class Rig:
    """A mouth whose loudspeaker is clocked by the test."""

    def __init__(self, synthesizer: ScriptedSynthesizer | None) -> None:
        self.sink = ReplaySink()
        self.news: list[MouthNews] = []
        self.now = 0
        self.mouth = Mouth(self.sink, "en", post=self.news.append, now_ms=lambda: self.now)
        self.mouth.synthesizer = synthesizer
        self.mouth.voice_is_known.set()

    async def plays(self, milliseconds: int) -> None:
        for _ in range(milliseconds // 32):
            await asyncio.sleep(0.032)
            self.sink.advance(self.now, FRAME_SAMPLES)
            self.now += 32
        await asyncio.sleep(0.001)

    def ended(self) -> Ended:
        return next(news for news in self.news if isinstance(news, Ended))


def test_whole_sentences_and_the_words_of_the_last_are_heard() -> None:
    async def hold() -> Ended:
        rig = Rig(ScriptedSynthesizer())
        rig.mouth.speak(1, "First the bread.")
        rig.mouth.speak(1, "Then the people of the street.")
        rig.mouth.last_said(1)
        await rig.plays(16 * 60 + 800)
        rig.mouth.hush()
        await rig.mouth.idle()
        return rig.ended()

    ended = run_in_virtual_time(hold())
    assert ended.heard == "First the bread. Then the"
    assert ended.intended == "First the bread. Then the people of the street."


def test_a_held_reply_is_silent_and_goes_on_where_it_stopped() -> None:
    async def hold() -> tuple[int, int, Ended]:
        rig = Rig(ScriptedSynthesizer())
        rig.mouth.speak(1, "First the bread.")
        rig.mouth.last_said(1)
        await rig.plays(320)
        rig.mouth.hold()
        before = rig.sink.played.played_ms
        await rig.plays(3200)
        after = rig.sink.played.played_ms
        rig.mouth.release()
        await rig.plays(2000)
        return before, after, rig.ended()

    before, after, ended = run_in_virtual_time(hold())
    assert before == after
    assert ended.heard == "First the bread."


def test_a_reply_that_is_hushed_while_held_leaves_the_mouth_free() -> None:
    async def hold() -> list[MouthNews]:
        rig = Rig(ScriptedSynthesizer())
        rig.mouth.speak(1, "First the bread.")
        await rig.plays(320)
        rig.mouth.hold()
        rig.mouth.hush()
        await rig.mouth.idle()
        rig.mouth.speak(2, "Then.")
        rig.mouth.last_said(2)
        await rig.plays(2000)
        return rig.news

    news = run_in_virtual_time(hold())
    assert [one.heard for one in news if isinstance(one, Ended)][1] == "Then."


def test_a_reply_that_ends_while_held_leaves_the_mouth_free() -> None:
    async def hold() -> list[MouthNews]:
        rig = Rig(ScriptedSynthesizer())
        rig.mouth.speak(1, "First the bread.")
        rig.mouth.last_said(1)
        await rig.plays(320)
        rig.sink.advance(rig.now, 5 * EAR_RATE)
        rig.mouth.hold()
        await rig.plays(320)
        rig.mouth.speak(2, "Then.")
        rig.mouth.last_said(2)
        await rig.plays(2000)
        return rig.news

    news = run_in_virtual_time(hold())
    assert [one.heard for one in news if isinstance(one, Ended)] == ["First the bread.", "Then."]


def test_a_voice_that_fails_is_told_and_nothing_counts_as_heard() -> None:
    async def hold() -> list[MouthNews]:
        rig = Rig(ScriptedSynthesizer(fails_on={0}))
        rig.mouth.speak(1, "First the bread.")
        rig.mouth.last_said(1)
        await rig.plays(2000)
        return rig.news

    news = run_in_virtual_time(hold())
    assert any(isinstance(one, VoiceFailed) for one in news)
    assert [one.heard for one in news if isinstance(one, Ended)] == [""]


def test_a_voice_that_comes_back_is_told_once() -> None:
    async def hold() -> list[MouthNews]:
        rig = Rig(ScriptedSynthesizer(fails_on={0}))
        for text in ("One.", "Two.", "Three."):
            rig.mouth.speak(1, text)
        rig.mouth.last_said(1)
        await rig.plays(4000)
        return rig.news

    told = [one for one in run_in_virtual_time(hold()) if isinstance(one, VoiceFailed | VoiceBack)]
    assert [type(one) for one in told] == [VoiceFailed, VoiceBack]


def test_a_reply_begins_once() -> None:
    async def hold() -> list[MouthNews]:
        rig = Rig(ScriptedSynthesizer())
        for text in ("One.", "Two.", "Three."):
            rig.mouth.speak(1, text)
        rig.mouth.last_said(1)
        await rig.plays(4000)
        return rig.news

    assert sum(isinstance(one, Began) for one in run_in_virtual_time(hold())) == 1


LETTER_MS = 60
SAID = ("First the bread.", "Then the people of the street, who get up early.", "Who else?")
steps = st.lists(
    st.sampled_from(["say", "wait", "wait", "wait", "long wait", "hold", "release", "hush", "cue"]),
    max_size=25,
)


class Humming(ScriptedSynthesizer):
    """Every letter lasts as long as every other and can be told from silence."""

    def speak(self, text: str, language: Language, *, pace: float = 1.0) -> Speech:
        super().speak(text, language, pace=pace)
        samples = np.full(len(text) * LETTER_MS * EAR_RATE // 1000, 500, dtype=np.int16)
        return Speech(samples, EAR_RATE, text)


EARCON = Speech(np.full(EAR_RATE // 5, 7, dtype=np.int16), EAR_RATE, "")


@unhurried
@given(steps=steps)
def test_what_counts_as_heard_is_a_beginning_of_what_was_said_and_left_the_loudspeaker(
    steps: list[str],
) -> None:
    async def hold() -> None:
        rig = Rig(Humming())
        left = reply = 0
        is_held = False
        for step in steps:
            match step:
                case "say":
                    reply += not rig.mouth.is_busy
                    rig.mouth.speak(reply, SAID[len(rig.news) % 3])
                case "hold" if rig.mouth.is_busy:
                    rig.mouth.hold()
                    is_held = True
                case "release":
                    rig.mouth.release()
                    is_held = False
                case "hush":
                    rig.mouth.hush()
                    is_held = False
                case "cue":
                    rig.mouth.cue(EARCON)
                case _:
                    rig.sink.take_played()
                    await rig.plays(1600 if "long" in step else 224)
                    sounded = [f.samples for f in rig.sink.take_played()]
                    letters = sum(int(np.count_nonzero(one == 500)) for one in sounded)
                    assert not (is_held and letters), "it spoke while it was held"
                    left += letters
        rig.mouth.hush()
        await rig.plays(640)
        await rig.mouth.idle()
        left_ms = left * 1000 // EAR_RATE
        for ended in (one for one in rig.news if isinstance(one, Ended)):
            assert ended.intended.startswith(ended.heard)
            assert len(ended.heard) * LETTER_MS <= left_ms + LETTER_MS
            left_ms -= len(ended.heard) * LETTER_MS

    run_in_virtual_time(hold())


@unhurried
@given(text=sentences, played=st.integers(0, 5000))
def test_a_word_that_may_still_have_been_sounding_does_not_count(text: str, played: int) -> None:
    total = len(text) * LETTER_MS
    heard = heard_words(text, Heard(min(played, total), total))
    assert heard == text or not heard or len(heard) * LETTER_MS + UNSURE_MS <= played

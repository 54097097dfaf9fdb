"""From frames to voice, pauses and words."""

from __future__ import annotations

import numpy as np
import pytest

from companion.turns.events import Partial, Paused, Voiced
from companion.walk.ear import Broken, Ear, EarEngines, EarNews, Words
from companion.walk.loudness import LoudnessVoiceActivity
from models.audio import FRAME_MS, FRAME_SAMPLES, Frame
from models.errors import EngineFailed
from models.language import Phrase
from models.testing import (
    ScriptedJudge,
    ScriptedRecognizer,
    ScriptedVoiceActivity,
    Stage,
    Utterance,
)

SILENCE = np.zeros(FRAME_SAMPLES, dtype=np.int16)


def hear(ear: Ear, until_ms: int, from_ms: int = 0) -> list[EarNews]:
    news: list[EarNews] = []
    for start in range(from_ms, until_ms, FRAME_MS):
        news += ear.accept(Frame(start, SILENCE))
    return news


def scripted(*utterances: Utterance, fails_at_ms: int | None = None) -> Ear:
    stage = Stage(utterances)
    voice = ScriptedVoiceActivity(stage)
    recognizer = ScriptedRecognizer(stage, fails_at_ms=fails_at_ms)
    return Ear(EarEngines(voice, recognizer, ScriptedJudge(stage, voice)))


def test_a_voice_is_known_within_a_fifth_of_a_second_and_placed_where_it_began() -> None:
    news = hear(scripted(Utterance(1000, "hello there everybody")), 4000)
    voiced = next(one for one in news if isinstance(one, Voiced))
    assert abs(voiced.since_ms - 1000) <= FRAME_MS
    assert voiced.at_ms - voiced.since_ms <= 200


def test_a_pause_is_known_a_fifth_of_a_second_after_the_last_sound() -> None:
    said = Utterance(1000, "hello there everybody")
    paused = next(one for one in hear(scripted(said), 4000) if isinstance(one, Paused))
    assert abs(paused.since_ms - said.end_ms) <= FRAME_MS
    assert paused.at_ms - paused.since_ms <= 224


def test_a_click_is_no_voice() -> None:
    news = hear(scripted(Utterance(1000, "", lasts_ms=90)), 3000)
    assert not any(isinstance(one, Voiced) for one in news)


def test_the_first_word_is_heard_though_the_ear_was_at_rest() -> None:
    news = hear(scripted(Utterance(30_000, "bread for the street")), 33_000)
    partials = [one.text for one in news if isinstance(one, Partial)]
    assert partials[0] == "bread"
    assert partials[-1] == "bread for the street"


def test_words_that_nobody_asked_for_are_told_when_the_ear_goes_to_rest() -> None:
    news = hear(scripted(Utterance(1000, "bread")), 6000)
    assert [one.text for one in news if isinstance(one, Words)] == ["bread"]


def test_finishing_gives_each_word_once() -> None:
    ear = scripted(Utterance(1000, "bread"), Utterance(2000, "and salt"))
    hear(ear, 1800)
    first, _ = ear.finish()
    hear(ear, 3000, 1792)
    second, words = ear.finish()
    assert (first, second) == ("bread", "and salt")
    assert [word.text for word in words] == ["and", "salt"]


def test_a_recogniser_that_breaks_is_named_and_the_voice_is_still_known() -> None:
    ear = scripted(Utterance(1000, "bread for the street"), fails_at_ms=1500)
    news = hear(ear, 4000)
    assert [one.part for one in news if isinstance(one, Broken)] == ["ear"]
    assert any(isinstance(one, Paused) for one in news)
    assert not ear.has_recognizer


class BreakingJudge:
    def completeness(self, samples: object) -> float:
        raise EngineFailed(Phrase("It broke.", "En panne."))


def test_a_judge_that_breaks_is_named_and_asked_no_more() -> None:
    ear = Ear(EarEngines(ScriptedVoiceActivity(Stage()), None, BreakingJudge()))
    hear(ear, 1000)
    assert isinstance(ear.completeness(), Broken)
    assert not ear.can_judge


@pytest.mark.parametrize("quiet", [5, 200])
def test_without_a_model_what_stands_out_of_the_quiet_is_a_voice(quiet: int) -> None:
    chance = np.random.default_rng(1)
    voice = LoudnessVoiceActivity()

    def frame(at_ms: int, loud: int) -> Frame:
        return Frame(at_ms, chance.integers(-loud, loud, FRAME_SAMPLES, dtype=np.int16))

    for number in range(200):
        before = voice.probability(frame(number * FRAME_MS, quiet))
    assert before < 0.5
    assert voice.probability(frame(6400, 6000)) > 0.5

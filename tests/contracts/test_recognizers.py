"""Every recogniser keeps the same contract: scripted, vosk with its real library, pocketsphinx."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from models.audio import Frame, Samples
from models.load import EarChoice, load_ear
from models.speech import Final, Recognizer
from models.store import Store
from models.testing import ScriptedRecognizer, Stage, Utterance
from tests.support.recorded import clips, frames, listen, quiet, tiny_model

_TEXT, _SOUND = clips("en")[1]
_LENGTH_MS = len(_SOUND) // 16


@dataclass(frozen=True)
class Engine:
    """A recogniser, and what it should make of the sound."""

    make: Callable[[int], Recognizer]
    """Given the millisecond at which the clip begins."""
    is_exact: bool = True


def _scripted(start_ms: int) -> Recognizer:
    return ScriptedRecognizer(Stage([Utterance(start_ms + 1, _TEXT, _LENGTH_MS - 200)]))


def _vosk(_: int) -> Recognizer:
    choice = EarChoice("vosk", "vosk-tiny-en", tiny_model("en"))
    return load_ear(choice, Store(tiny_model("en"))).recognizer()


def _pocketsphinx(_: int) -> Recognizer:
    return load_ear(EarChoice("pocketsphinx", "en-us"), Store(tiny_model("en"))).recognizer()


_needs_pocketsphinx = pytest.mark.skipif(
    importlib.util.find_spec("pocketsphinx") is None, reason="the extra is not installed"
)


@pytest.fixture(
    params=[
        pytest.param(Engine(_scripted), id="scripted"),
        pytest.param(Engine(_vosk), id="vosk"),
        pytest.param(
            Engine(_pocketsphinx, is_exact=False), id="pocketsphinx", marks=_needs_pocketsphinx
        ),
    ]
)
def engine(request: pytest.FixtureRequest) -> Engine:
    chosen: Engine = request.param
    return chosen


def _sound(*parts: Samples) -> Samples:
    return np.concatenate(parts)


def _all_words(finals: list[Final]) -> str:
    return " ".join(final.text for final in finals)


def test_a_sentence_is_heard_while_it_is_spoken_and_closed_after_it(engine: Engine) -> None:
    partials, finals = listen(engine.make(0), frames(_sound(_SOUND, quiet())))
    assert len(partials) > 5
    assert len(partials[0].text.split()) < 5
    if engine.is_exact:
        assert _all_words(finals) == _TEXT
    else:
        assert len(set(_all_words(finals).split()) & set(_TEXT.split())) >= 3


def test_words_have_ordered_times_inside_the_sound_and_confidences(engine: Engine) -> None:
    _, finals = listen(engine.make(10_000), frames(_sound(_SOUND, quiet()), 10_000))
    words = [word for final in finals for word in final.words]
    assert [word.text for word in words] == _all_words(finals).split()
    assert all(0.0 <= word.confidence <= 1.0 for word in words)
    assert all(10_000 <= w.start_ms <= w.end_ms <= 10_400 + _LENGTH_MS for w in words)
    starts = [word.start_ms for word in words]
    assert starts == sorted(starts)


def test_finish_closes_at_will_and_the_next_words_are_new(engine: Engine) -> None:
    recognizer = engine.make(0)
    half = frames(_SOUND[: len(_SOUND) // 2])
    _, first = listen(recognizer, half)
    assert first
    assert recognizer.finish() is None
    assert all(word.end_ms <= half[-1].end_ms + 100 for final in first for word in final.words)


def test_silence_gives_nothing_at_all(engine: Engine) -> None:
    recognizer = engine.make(60_000)
    partials, finals = listen(recognizer, frames(quiet(12)))
    assert finals == []
    assert [partial for partial in partials if partial.text] == []


def test_reset_forgets_what_was_said_and_hears_what_follows(engine: Engine) -> None:
    recognizer = engine.make(0)
    spoken = frames(_SOUND)
    for frame in spoken[: len(spoken) // 2]:
        recognizer.accept(frame)
    recognizer.reset()
    assert recognizer.finish() is None
    _, finals = listen(recognizer, frames(quiet(4), spoken[-1].end_ms))
    assert finals == []


def test_it_says_what_it_is(engine: Engine) -> None:
    card = engine.make(0).card
    assert card.engine
    assert card.model
    assert card.where == "here"


def test_frames_may_jump_ahead_and_times_follow_them(engine: Engine) -> None:
    recognizer = engine.make(0)
    before = frames(quiet(1))
    after = frames(_sound(_SOUND, quiet()), 50_000)
    if recognizer.card.engine == "scripted":
        recognizer = engine.make(50_000)
    _, finals = listen(recognizer, [*before, *after])
    words = [word for final in finals for word in final.words]
    assert words
    assert all(50_000 <= w.start_ms <= w.end_ms <= 50_400 + _LENGTH_MS for w in words)


def test_another_rate_than_the_ears_is_refused_not_misheard() -> None:
    with pytest.raises(ValueError, match="16000 Hz"):
        _vosk(0).accept(Frame(0, quiet(0.1), rate=48_000))

"""Every source, sink, voice detector, judge and voice keeps its contract: scripted, files, real."""

from __future__ import annotations

import asyncio
import itertools
import math
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest

from companion.audio.clips import Clip, ClipSource, Script
from companion.audio.ports import AudioSink, AudioSource, DeviceNews
from companion.audio.replay import ReplaySink
from companion.audio.wavefile import WavSink, WavSource, read_sound
from models.audio import EAR_RATE, FRAME_SAMPLES, Frame, Samples
from models.errors import EngineFailed, EngineUnavailable, ModelError
from models.load import load_synthesizer, load_turn_judge, load_voice_activity
from models.speech import Speech, Synthesizer, TurnJudge, VoiceActivity
from models.store import Store
from models.testing import (
    ScriptedJudge,
    ScriptedSynthesizer,
    ScriptedVoiceActivity,
    Stage,
    Utterance,
)
from tests.conftest import shared_data
from tests.support.sound import as_samples, tone, write_wav

_CLIP_MS = 600
Engine = TypeVar("Engine")


def _store() -> Store:
    """Return the models of this user, not of the test's empty home."""
    import platformdirs

    named = os.environ.get("PROMENADE_TEST_MODELS")
    cache = platformdirs.user_cache_path("promenade", appauthor=False)
    return Store(Path(named) if named else cache / "models")


def _or_skip(load: Callable[[Store], Engine]) -> Engine:
    try:
        return load(_store())
    except ModelError as missing:
        pytest.skip(f"{missing}: `promenade setup`, or set PROMENADE_TEST_MODELS")


def _jfk() -> Samples:
    data = shared_data()
    if data is None:
        pytest.skip("real material is absent: set PROMENADE_TEST_DATA")
    return read_sound(data / "speech" / "en" / "jfk.wav")


# sources


def _wav_source(folder: Path) -> AudioSource:
    return WavSource(folder / "a.wav", ReplaySink(), speed=math.inf, start_ms=640)


def _clip_source(folder: Path) -> AudioSource:
    script = Script(clip=(Clip(wav="a.wav", at_ms=1000),), tail_ms=500)
    return ClipSource(script, folder, ReplaySink(), speed=math.inf, start_ms=640)


@pytest.mark.parametrize("make", [_wav_source, _clip_source], ids=["wav", "clips"])
async def test_a_source_yields_whole_frames_whose_times_never_go_back_and_then_ends(
    tmp_path: Path, make: Callable[[Path], AudioSource]
) -> None:
    write_wav(tmp_path / "a.wav", [tone(300, _CLIP_MS / 1000, 22_050)], 22_050)
    source = make(tmp_path)
    items = [item async for item in source.frames()]
    await source.close()
    frames = [item for item in items if isinstance(item, Frame)]
    assert frames[0].start_ms == 640
    assert all(f.rate == EAR_RATE and len(f.samples) == FRAME_SAMPLES for f in frames)
    assert all(f.samples.dtype == np.int16 for f in frames)
    assert all(b.start_ms == a.end_ms for a, b in itertools.pairwise(frames))
    assert isinstance(items[-1], DeviceNews)
    assert items[-1].kind == "ended"
    assert items[-1].at_ms == frames[-1].end_ms


# sinks


class _Played:
    """A sink with something that moves it."""

    def __init__(self, sink: AudioSink, clock: ReplaySink) -> None:
        self.sink = sink
        self._clock = clock
        self._now_ms = 0

    async def pass_ms(self, lasts_ms: int) -> None:
        for _ in range(lasts_ms // 32):
            self._clock.advance(self._now_ms, FRAME_SAMPLES)
            self._now_ms += 32
            await asyncio.sleep(0)


@pytest.fixture(params=["replay", "wav"])
async def played(request: pytest.FixtureRequest, tmp_path: Path) -> _Played:
    if request.param == "replay":
        sink = ReplaySink()
        return _Played(sink, sink)
    file = WavSink(tmp_path / "out.wav")
    return _Played(file, file.clock)


def _second(text: str = "one second") -> Speech:
    return Speech(as_samples(tone(500, 1.0, 24_000)), 24_000, text)


async def test_a_sink_plays_to_the_end_and_returns_then(played: _Played) -> None:
    playing = asyncio.create_task(played.sink.play(_second()))
    await asyncio.sleep(0)
    await played.pass_ms(960)
    assert not playing.done()
    await played.pass_ms(64)
    heard = await playing
    assert heard.played_ms == heard.total_ms == 1000
    frames = played.sink.take_played()
    assert sum(len(f.samples) for f in frames) == pytest.approx(EAR_RATE, abs=FRAME_SAMPLES)
    assert played.sink.take_played() == []
    await played.sink.close()


async def test_a_sink_pauses_at_its_place_and_stops_with_what_was_heard(played: _Played) -> None:
    playing = asyncio.create_task(played.sink.play(_second()))
    await asyncio.sleep(0)
    await played.pass_ms(320)
    played.sink.pause()
    await played.pass_ms(320)
    assert played.sink.played.played_ms == 320
    played.sink.resume()
    await played.pass_ms(320)
    played.sink.stop()
    heard = await playing
    assert (heard.played_ms, heard.total_ms) == (640, 1000)
    again = asyncio.create_task(played.sink.play(_second("again")))
    await asyncio.sleep(0)
    await played.pass_ms(1024)
    assert (await again).played_ms == 1000, "a sink that was stopped speaks again"
    await played.sink.close()


async def test_a_sink_that_is_cancelled_falls_silent(played: _Played) -> None:
    playing = asyncio.create_task(played.sink.play(_second()))
    await asyncio.sleep(0)
    await played.pass_ms(320)
    playing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await playing
    played.sink.take_played()
    await played.pass_ms(320)
    assert played.sink.take_played() == []
    await played.sink.close()


# voice activity and judge


def _frames(samples: Samples, start_ms: int = 0) -> Iterator[Frame]:
    for first in range(0, len(samples) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        yield Frame(start_ms + first // 16, samples[first : first + FRAME_SAMPLES])


def _scripted_voice() -> VoiceActivity:
    return ScriptedVoiceActivity(Stage([Utterance(3000, "ask not", 10_500)]))


@pytest.fixture(params=["scripted", "silero"])
def voice(request: pytest.FixtureRequest) -> VoiceActivity:
    return _scripted_voice() if request.param == "scripted" else _or_skip(load_voice_activity)


def test_a_voice_is_told_from_silence_and_nothing_is_left_after_reset(voice: VoiceActivity) -> None:
    sound = np.concatenate((np.zeros(3 * EAR_RATE, dtype=np.int16), _jfk()))
    chances = [voice.probability(frame) for frame in _frames(sound)]
    assert all(0 <= chance <= 1 for chance in chances)
    silent, spoken = chances[: 3000 // 32], chances[3000 // 32 :]
    assert max(silent) < 0.3
    assert np.mean([chance > 0.5 for chance in spoken]) > 0.5
    voice.reset()
    assert [voice.probability(frame) for frame in _frames(sound)] == chances


def test_silero_is_not_taken_in_by_hiss_or_hum_however_long() -> None:
    voice = _or_skip(load_voice_activity)
    hiss = np.random.default_rng(0).normal(0, 300, 20 * EAR_RATE).astype(np.int16)
    hum = as_samples(tone(50, 20.0, peak=0.1))
    chances = [voice.probability(f) for sound in (hiss, hum) for f in _frames(sound)]
    assert np.mean([chance > 0.5 for chance in chances]) < 0.01
    spoken = [voice.probability(frame) for frame in _frames(_jfk())]
    assert np.mean([chance > 0.5 for chance in spoken]) > 0.5


def test_silero_refuses_what_is_not_its_window() -> None:
    voice = _or_skip(load_voice_activity)
    with pytest.raises(ValueError, match="512"):
        voice.probability(Frame(0, np.zeros(160, dtype=np.int16)))


def _scripted_judge() -> TurnJudge:
    stage = Stage([Utterance(0, "done", 500, completeness=0.9)])
    voice = ScriptedVoiceActivity(stage)
    voice.probability(Frame(400, np.zeros(FRAME_SAMPLES, dtype=np.int16)))
    return ScriptedJudge(stage, voice)


@pytest.fixture(params=["scripted", "smart-turn"])
def judge(request: pytest.FixtureRequest) -> TurnJudge:
    return _scripted_judge() if request.param == "scripted" else _or_skip(load_turn_judge)


@pytest.mark.parametrize("seconds", [0.0, 0.5, 8.0, 11.0])
def test_a_judge_gives_a_probability_for_any_length_and_the_same_each_time(
    judge: TurnJudge, seconds: float
) -> None:
    heard = _jfk()[: round(seconds * EAR_RATE)]
    assert 0 <= judge.completeness(heard) <= 1
    assert judge.completeness(heard) == judge.completeness(heard)


def test_smart_turn_hears_what_its_makers_package_hears() -> None:
    """Probabilities of `pipecat-ai` 1.14.0 for the same samples."""
    judge = _or_skip(load_turn_judge)
    sound = _jfk()
    for share, expected in _PIPECAT.items():
        assert judge.completeness(sound[: int(len(sound) * share)]) == pytest.approx(
            expected, abs=0.01
        )


_PIPECAT = {
    0.2: 0.8171,
    0.3: 0.9446,
    0.4: 0.0107,
    0.55: 0.2642,
    0.7: 0.0157,
    0.85: 0.0069,
    1.0: 0.8341,
}


# voices


@pytest.fixture(params=["scripted", "pyttsx3"])
def speaker(request: pytest.FixtureRequest) -> Iterator[Synthesizer]:
    if request.param == "scripted":
        yield ScriptedSynthesizer()
        return
    try:
        voice = load_synthesizer()
    except EngineUnavailable as missing:
        pytest.skip(str(missing))
    yield voice
    voice.close()


def test_a_sentence_becomes_sound_and_slower_is_longer(speaker: Synthesizer) -> None:
    normal = speaker.speak("What would the neighbours say?", "en")
    slow = speaker.speak("What would the neighbours say?", "en", pace=0.6)
    assert normal.samples.dtype == np.int16
    assert normal.text == "What would the neighbours say?"
    length = len(normal.samples) / normal.rate
    assert 0.8 < length < 4
    assert len(slow.samples) / slow.rate > 1.3 * length
    assert speaker.card.engine


def test_the_same_sentence_is_the_same_sound_whatever_was_said_before(speaker: Synthesizer) -> None:
    first = speaker.speak("Et pourquoi cela compte-t-il ?", "fr")
    speaker.speak("Something else entirely.", "en", pace=1.4)
    again = speaker.speak("Et pourquoi cela compte-t-il ?", "fr")
    assert np.array_equal(first.samples, again.samples)


def test_a_cancelled_sentence_ends_at_once_and_the_next_one_speaks(speaker: Synthesizer) -> None:
    if isinstance(speaker, ScriptedSynthesizer):
        pytest.skip("speaking takes no time: there is nothing to cancel")
    threading.Timer(0.05, speaker.cancel).start()
    with pytest.raises(EngineFailed):
        speaker.speak("a very long story. " * 5000, "en")
    assert len(speaker.speak("Still here.", "en").samples)
    speaker.cancel()
    assert len(speaker.speak("And here.", "en").samples), "nothing was under way: nothing is killed"


def test_nothing_of_the_voice_reaches_the_programs_streams(
    speaker: Synthesizer, capfd: pytest.CaptureFixture[str]
) -> None:
    speaker.speak("Quiet please.", "en")
    printed = capfd.readouterr()
    assert (printed.out, printed.err) == ("", "")

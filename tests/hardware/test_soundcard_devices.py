"""Microphone and loudspeaker as real device streams: a private PulseAudio server, sinks that go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from companion.audio.level import dbfs
from companion.audio.player import open_player
from companion.audio.portaudio import PortAudio
from companion.audio.ports import DeviceNews
from companion.audio.soundcard import Soundcard, SoundcardSettings
from models.audio import EAR_RATE, Frame, Samples
from models.speech import Speech
from tests.support.pulse import EARS, MOUTH, PulseRig, is_installed, pulse_rig
from tests.support.sound import as_samples, loudest_hertz, tone, write_wav

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.skipif(not is_installed(), reason="PulseAudio is not installed"),
]


@pytest.fixture(scope="module")
def library() -> Iterator[tuple[PulseRig, PortAudio]]:
    """One server for the whole module: PortAudio looks for devices once."""
    with pulse_rig() as rig:
        sound = PortAudio()
        sound.refresh()
        yield rig, sound


class _Walk:
    """A soundcard that is listened to beside the test."""

    def __init__(self, card: Soundcard) -> None:
        self.card = card
        self.items: list[Frame | DeviceNews] = []
        self._task = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        async for item in self.card.frames():
            self.items.append(item)

    @property
    def frames(self) -> list[Frame]:
        return [item for item in self.items if isinstance(item, Frame)]

    @property
    def news(self) -> list[DeviceNews]:
        return [item for item in self.items if isinstance(item, DeviceNews)]

    def samples(self, from_ms: int = 0) -> Samples:
        return np.concatenate([f.samples for f in self.frames if f.start_ms >= from_ms])

    async def until(self, condition: Callable[[], bool], seconds: float = 8.0) -> None:
        for _ in range(round(seconds / 0.02)):
            if condition():
                return
            await asyncio.sleep(0.02)
        raise TimeoutError

    async def close(self) -> None:
        await self.card.close()
        self._task.cancel()


@pytest.fixture
async def walk(library: tuple[PulseRig, PortAudio]) -> AsyncIterator[_Walk]:
    card = Soundcard(library[1], SoundcardSettings(echo="off", listening="headset"))
    await card.open()
    walk = _Walk(card)
    await walk.until(lambda: bool(walk.frames))
    yield walk
    await walk.close()


async def test_what_is_spoken_is_heard_and_what_is_played_leaves(
    library: tuple[PulseRig, PortAudio], walk: _Walk, tmp_path: Path
) -> None:
    rig, _ = library
    recording = rig.listen(tmp_path / "left.raw")
    speaking = rig.speak(write_wav(tmp_path / "voice.wav", [tone(440, 2.0, 44_100)], 44_100))
    await asyncio.sleep(0.3)
    heard = await walk.card.sink.play(Speech(as_samples(tone(800, 1.0)), EAR_RATE, "hello"))
    await asyncio.sleep(0.3)
    speaking.wait()
    recording.terminate()
    recording.wait()
    assert heard.played_ms == heard.total_ms == 1000
    loud = [frame.samples for frame in walk.frames if dbfs(frame.samples) > -20]
    assert loudest_hertz(np.concatenate(loud)) == pytest.approx(440, abs=5)
    left = np.fromfile(tmp_path / "left.raw", np.int16)
    sounding = left[np.abs(left) > 1000]
    assert len(sounding) > EAR_RATE // 2
    assert loudest_hertz(left) == pytest.approx(800, abs=5)
    played = walk.card.sink.take_played()
    assert sum(len(f.samples) for f in played) == pytest.approx(EAR_RATE, rel=0.05)


async def test_a_stopped_sentence_is_silent_within_a_quarter_of_a_second(
    library: tuple[PulseRig, PortAudio], walk: _Walk, tmp_path: Path
) -> None:
    rig, _ = library
    playing = asyncio.create_task(
        walk.card.sink.play(Speech(as_samples(tone(800, 5.0)), EAR_RATE, "a long story"))
    )
    await asyncio.sleep(0.8)
    recording = rig.listen(tmp_path / "left.raw")
    await asyncio.sleep(0.5)
    before = (tmp_path / "left.raw").stat().st_size // 2
    walk.card.sink.stop()
    heard = await playing
    await asyncio.sleep(0.8)
    recording.terminate()
    recording.wait()
    left = np.fromfile(tmp_path / "left.raw", np.int16)
    last = int(np.flatnonzero(np.abs(left) > 500)[-1])
    assert (last - before) / EAR_RATE < 0.25
    assert 900 < heard.played_ms < 1800


async def test_when_every_device_goes_it_comes_back_with_the_first_that_appears(
    library: tuple[PulseRig, PortAudio], walk: _Walk
) -> None:
    rig, _ = library
    loop = asyncio.get_running_loop()
    began, first = loop.time(), walk.frames[-1].end_ms
    for sink in (EARS, MOUTH):
        await asyncio.to_thread(rig.remove_sink, sink)
    await walk.until(lambda: any(news.kind == "lost" for news in walk.news))
    frames = len(walk.frames)
    for sink in (EARS, MOUTH):
        await asyncio.to_thread(rig.add_sink, sink)
    back = loop.time()
    rig.control("set-default-source", f"{EARS}.monitor")
    rig.control("set-default-sink", MOUTH)
    await walk.until(lambda: len(walk.frames) > frames)
    assert loop.time() - back < 3.0
    await asyncio.sleep(1.0)
    reopened = next(news for news in walk.news if news.kind == "reopened")
    assert reopened.lost_ms > 0
    passed = (loop.time() - began) * 1000
    assert walk.frames[-1].end_ms - first == pytest.approx(passed, abs=200)
    starts = [frame.start_ms for frame in walk.frames]
    assert starts == sorted(starts)


async def test_another_microphone_of_the_server_is_heard_without_a_gap(
    library: tuple[PulseRig, PortAudio], walk: _Walk, tmp_path: Path
) -> None:
    rig, _ = library
    rig.add_sink("lapel")
    await asyncio.sleep(2.2)
    outputs = rig.control("list", "short", "source-outputs").splitlines()
    speaking = rig.speak(write_wav(tmp_path / "v.wav", [tone(600, 6.0, 48_000)], 48_000), "lapel")
    for line in outputs:
        rig.control("move-source-output", line.split()[0], "lapel.monitor")
    await walk.until(lambda: dbfs(walk.frames[-1].samples) > -30)
    speaking.kill()
    assert [news for news in walk.news if news.kind == "lost"] == []
    rig.remove_sink("lapel")


def test_a_stretch_of_a_recording_is_played_on_the_loudspeaker(
    library: tuple[PulseRig, PortAudio], tmp_path: Path
) -> None:
    rig, _ = library
    file = write_wav(tmp_path / "sound.wav", [tone(700, 3.0)] * 2, EAR_RATE)
    recording = rig.listen(tmp_path / "left.raw")
    player = open_player(file, 500, 2500, speed=2.0)
    player.wait(5.0)
    assert player.is_over
    player.wait(0.5)
    recording.terminate()
    recording.wait()
    left = np.fromfile(tmp_path / "left.raw", np.int16)
    assert loudest_hertz(left) == pytest.approx(700, abs=5)
    assert np.count_nonzero(np.abs(left) > 1000) > EAR_RATE // 2

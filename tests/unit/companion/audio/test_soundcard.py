"""A walk's microphone survives what happens to devices, and its clock stays true."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import numpy as np
import pytest

from companion.audio.ports import DeviceNews
from companion.audio.soundcard import Soundcard, SoundcardSettings
from companion.errors import DeviceTrouble
from models.audio import EAR_RATE, FRAME_MS, Frame
from models.speech import Speech
from tests.support.scripted_devices import ScriptedLibrary, ScriptedStreams, device

_PLAIN = SoundcardSettings(echo="off", listening="headset")
_INSIDE = device("built-in", 0, is_default_input=True, is_default_output=True)
_HEADSET = device("USB headset", 1)
Items = list[Frame | DeviceNews]


async def _until(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise TimeoutError


class _Listener:
    """Collects what a soundcard yields, beside the test."""

    def __init__(self, card: Soundcard) -> None:
        self.items: Items = []
        self._task = asyncio.create_task(self._listen(card.frames()))

    async def _listen(self, frames: AsyncIterator[Frame | DeviceNews]) -> None:
        async for item in frames:
            self.items.append(item)

    @property
    def frames(self) -> list[Frame]:
        return [item for item in self.items if isinstance(item, Frame)]

    @property
    def news(self) -> list[DeviceNews]:
        return [item for item in self.items if isinstance(item, DeviceNews)]

    async def until(self, kind: str) -> DeviceNews:
        await _until(lambda: any(one.kind == kind for one in self.news))
        return next(one for one in self.news if one.kind == kind)

    async def quiet(self) -> None:
        """Return when nothing more comes."""
        seen = -1
        while seen != len(self.items):
            seen = len(self.items)
            await asyncio.sleep(0.02)

    def close(self) -> None:
        self._task.cancel()


async def _until_opened(library: ScriptedLibrary, count: int) -> ScriptedStreams:
    await _until(lambda: len(library.opened) >= count)
    await asyncio.sleep(0.05)
    return library.opened[-1]


async def _open(
    library: ScriptedLibrary, settings: SoundcardSettings = _PLAIN
) -> tuple[Soundcard, _Listener, ScriptedStreams]:
    card = Soundcard(library, settings)
    await card.open()
    return card, _Listener(card), library.opened[-1]


async def test_frames_follow_each_other_from_where_the_session_stands() -> None:
    settings = SoundcardSettings(echo="off", listening="headset", start_ms=61_000)
    card, listener, streams = await _open(ScriptedLibrary([_INSIDE]), settings)
    streams.bring(100.0, 10.0)
    await listener.quiet()
    starts = [frame.start_ms for frame in listener.frames]
    assert starts[0] == 61_000
    assert starts == [61_000 + FRAME_MS * k for k in range(len(starts))]
    assert len(starts) * FRAME_MS == pytest.approx(10_000, abs=2 * FRAME_MS)
    assert listener.news == []
    await card.close()
    listener.close()
    assert streams.is_closed


async def test_a_headset_that_goes_is_replaced_and_the_gap_is_marked() -> None:
    library = ScriptedLibrary([_INSIDE, _HEADSET])
    settings = SoundcardSettings(microphone="usb", echo="off", listening="headset")
    card, listener, streams = await _open(library, settings)
    assert card.microphone == _HEADSET
    at = streams.bring(50.0, 2.0)
    await listener.quiet()
    library.found.remove(_HEADSET)
    streams.is_over = True
    streams.wake()
    await listener.until("lost")
    replaced = await _until_opened(library, 2)
    replaced.bring(at + 1.5, 2.0)
    await listener.until("replaced")
    news = await listener.until("reopened")
    await listener.quiet()
    assert library.refreshes == 1
    assert card.microphone == _INSIDE
    assert news.device == "built-in"
    assert news.lost_ms == pytest.approx(1500, abs=FRAME_MS)
    assert listener.frames[-1].end_ms == pytest.approx(5_500, abs=2 * FRAME_MS)
    await card.close()
    listener.close()


async def test_a_device_that_falls_silent_for_a_second_counts_as_gone() -> None:
    library = ScriptedLibrary([_INSIDE])
    card, listener, streams = await _open(library)
    streams.bring(10.0, 0.5)
    lost = await listener.until("lost")
    assert lost.at_ms == pytest.approx(500, abs=FRAME_MS)
    await _until_opened(library, 2)
    assert streams.is_closed
    await card.close()
    listener.close()


async def test_nothing_but_zeros_makes_it_try_the_next_microphone_and_no_more() -> None:
    library = ScriptedLibrary([_INSIDE, _HEADSET])
    card, listener, streams = await _open(library)
    at = streams.bring(10.0, 2.5, loudness=0)
    await listener.until("silent")
    other = await _until_opened(library, 2)
    assert other.microphone == _HEADSET
    other.bring(at, 5.0, loudness=0)
    await listener.quiet()
    assert len(library.opened) == 2, "with nothing better to try it stays where it is"
    await card.close()
    listener.close()


async def test_a_headset_that_sends_zeros_while_nobody_speaks_is_left_in_peace() -> None:
    library = ScriptedLibrary([_INSIDE, _HEADSET])
    card, listener, streams = await _open(library)
    at = 10.0
    for _ in range(4):
        at = streams.bring(streams.bring(at, 2.0), 1.0, loudness=0)
    at = streams.bring(at, 14.0, loudness=0)
    await listener.quiet()
    assert listener.news == []
    streams.bring(at, 2.0, loudness=0)
    again = await _until_opened(library, 2)
    again.bring(at + 2.2, 60.0, loudness=0)
    await listener.until("reopened")
    await listener.quiet()
    assert again.microphone == _INSIDE
    assert [one.kind for one in listener.news] == ["asleep", "reopened"]
    await card.close()
    listener.close()


async def test_a_microphone_that_always_hissed_is_dead_after_two_seconds_of_zeros() -> None:
    library = ScriptedLibrary([_INSIDE, _HEADSET])
    card, listener, streams = await _open(library)
    at = streams.bring(streams.bring(10.0, 25.0), 2.5, loudness=0)
    await listener.until("silent")
    other = await _until_opened(library, 2)
    assert other.microphone == _HEADSET
    at = other.bring(at, 1.0, loudness=0)
    await listener.quiet()
    assert [one.kind for one in listener.news] == ["silent", "reopened"]
    other.bring(at, 0.5)
    await listener.until("replaced")
    await card.close()
    listener.close()


async def test_a_library_that_works_for_nothing_is_opened_again_without_a_word() -> None:
    library = ScriptedLibrary([_INSIDE])
    card, listener, streams = await _open(library)
    at = streams.bring(10.0, 4.0)
    await listener.quiet()
    assert listener.news == []
    streams.load = 0.6
    at = streams.bring(at, 4.0)
    again = await _until_opened(library, 2)
    again.bring(at + 0.1, 5.0)
    await listener.until("reopened")
    await listener.quiet()
    assert [one.kind for one in listener.news] == ["asleep", "reopened"]
    assert library.refreshes == 0
    assert listener.frames[-1].end_ms == pytest.approx(13_100, abs=2 * FRAME_MS)
    await card.close()
    listener.close()


async def test_a_busy_microphone_is_passed_over_and_none_at_all_is_said() -> None:
    library = ScriptedLibrary([_INSIDE, _HEADSET], busy={"built-in"})
    card, listener, _ = await _open(library)
    assert card.microphone == _HEADSET
    await card.close()
    listener.close()
    with pytest.raises(DeviceTrouble, match="no microphone"):
        await Soundcard(ScriptedLibrary([]), _PLAIN).open()
    with pytest.raises(DeviceTrouble, match="no microphone"):
        await Soundcard(ScriptedLibrary([_INSIDE], busy={"built-in"}), _PLAIN).open()


async def test_sound_that_a_device_lost_is_a_gap_and_the_clock_goes_with_the_wall() -> None:
    card, listener, streams = await _open(ScriptedLibrary([_INSIDE]))
    at = streams.bring(10.0, 5.0)
    streams.bring(at + 0.8, 5.0)
    await listener.quiet()
    dropped = [one for one in listener.news if one.kind == "dropped"]
    assert [one.lost_ms for one in dropped] == [pytest.approx(800, abs=5)]
    assert listener.frames[-1].end_ms == pytest.approx(10_800, abs=2 * FRAME_MS)
    await card.close()
    listener.close()


async def test_what_was_being_said_goes_on_at_its_place_on_the_next_device() -> None:
    library = ScriptedLibrary([_INSIDE, _HEADSET])
    card, listener, streams = await _open(library)
    samples = np.arange(1, 3 * EAR_RATE + 1) % 30_000 + 1
    playing = asyncio.create_task(
        card.sink.play(Speech(samples.astype(np.int16), EAR_RATE, "a long sentence"))
    )
    await asyncio.sleep(0.01)
    at = streams.bring(10.0, 1.0)
    await listener.quiet()
    assert card.sink.played.played_ms == pytest.approx(1000, abs=21)
    streams.is_over = True
    streams.wake()
    other = await _until_opened(library, 2)
    other.bring(at + 1.0, 2.5)
    await listener.quiet()
    async with asyncio.timeout(5):
        heard = await playing
    assert heard.played_ms == heard.total_ms == 3000
    played = card.sink.take_played()
    assert sum(len(frame.samples) for frame in played) == pytest.approx(3 * EAR_RATE, abs=1500)
    await card.close()
    listener.close()


async def test_what_a_device_took_with_it_unplayed_is_said_on_the_next() -> None:
    library = ScriptedLibrary([_INSIDE, _HEADSET], output_latency=0.5)
    card, listener, streams = await _open(library)
    speech = Speech(np.full(2 * EAR_RATE, 900, dtype=np.int16), EAR_RATE, "two seconds")
    playing = asyncio.create_task(card.sink.play(speech))
    await asyncio.sleep(0.01)
    at = streams.bring(10.0, 2.2)
    await listener.quiet()
    streams.is_over = True
    streams.wake()
    other = await _until_opened(library, 2)
    assert card.sink.played.played_ms == pytest.approx(1500, abs=30)
    assert not playing.done()
    other.bring(at + 1.0, 1.0)
    await listener.quiet()
    async with asyncio.timeout(5):
        heard = await playing
    assert heard.played_ms == heard.total_ms
    await card.close()
    listener.close()


async def test_a_stopped_sentence_tells_how_much_of_it_was_heard() -> None:
    card, listener, streams = await _open(ScriptedLibrary([_INSIDE]))
    speech = Speech(np.full(EAR_RATE, 900, dtype=np.int16), EAR_RATE, "one second")
    playing = asyncio.create_task(card.sink.play(speech))
    await asyncio.sleep(0.01)
    streams.bring(10.0, 0.4)
    card.sink.pause()
    streams.bring(10.4, 0.4)
    card.sink.resume()
    streams.bring(10.8, 0.2)
    card.sink.stop()
    heard = await playing
    assert heard.played_ms == pytest.approx(600, abs=21)
    assert heard.total_ms == 1000
    await card.close()
    listener.close()


async def test_without_a_loudspeaker_it_still_listens_and_says_that_nothing_was_heard() -> None:
    deaf = device("lapel", 3, outputs=0)
    card, listener, streams = await _open(ScriptedLibrary([deaf]))
    streams.bring(10.0, 1.0)
    await listener.quiet()
    assert listener.frames
    playing = asyncio.create_task(
        card.sink.play(Speech(np.ones(100, dtype=np.int16), EAR_RATE, "hm"))
    )
    await asyncio.sleep(0.05)
    card.sink.stop()
    assert (await playing).played_ms == 0
    await card.close()
    listener.close()

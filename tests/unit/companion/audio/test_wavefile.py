"""WAV files of every kind as the walker's side, and the companion's side as a WAV file."""

from __future__ import annotations

import asyncio
import math
import wave
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.audio.ports import DeviceNews
from companion.audio.resample import EarFrames, Resampler
from companion.audio.wavefile import WavSink, WavSource, read_sound
from companion.errors import BadUsage, FileMissing
from models.audio import EAR_RATE, FRAME_SAMPLES, Frame
from models.speech import Speech
from tests.support.sound import as_samples, loudest_hertz, tone, write_wav


async def _all(frames: AsyncIterator[Frame | DeviceNews]) -> tuple[list[Frame], list[DeviceNews]]:
    items = [item async for item in frames]
    return [i for i in items if isinstance(i, Frame)], [
        i for i in items if isinstance(i, DeviceNews)
    ]


@pytest.mark.parametrize(
    ("rate", "channels", "bits", "is_float", "is_extensible"),
    [
        (16_000, 1, 16, False, False),
        (8_000, 2, 16, False, False),
        (96_000, 2, 24, False, True),
        (44_100, 1, 8, False, False),
        (48_000, 6, 32, False, True),
        (22_050, 1, 32, True, False),
        (11_025, 2, 64, True, False),
    ],
)
async def test_a_tone_is_heard_as_itself_from_a_file_of_any_shape(
    tmp_path: Path, rate: int, channels: int, bits: int, is_float: bool, is_extensible: bool
) -> None:
    sound = [tone(700, 1.0, rate)] * channels
    file = write_wav(
        tmp_path / "a.wav", sound, rate, bits=bits, is_float=is_float, is_extensible=is_extensible
    )
    frames, news = await _all(WavSource(file, speed=math.inf).frames())
    heard = np.concatenate([frame.samples for frame in frames])
    assert loudest_hertz(heard[:EAR_RATE]) == pytest.approx(700, abs=2)
    level = np.sqrt(np.mean((heard[2000:14000] / 32_768) ** 2))
    assert level == pytest.approx(0.5 / math.sqrt(2), rel=0.02)
    assert [frame.start_ms for frame in frames] == [32 * k for k in range(len(frames))]
    assert {len(frame.samples) for frame in frames} == {FRAME_SAMPLES}
    assert len(heard) == math.ceil(EAR_RATE / FRAME_SAMPLES) * FRAME_SAMPLES
    assert [one.kind for one in news] == ["ended"]


@pytest.mark.parametrize("said", [0, 0xFFFFFFFF, 10**9])
def test_a_recording_that_was_cut_off_is_read_to_its_end(tmp_path: Path, said: int) -> None:
    file = write_wav(tmp_path / "cut.wav", [tone(500, 1.0)], EAR_RATE, data_bytes=said)
    assert len(read_sound(file)) == EAR_RATE


@pytest.mark.parametrize(
    "content",
    [b"", b"just a letter to a friend, named .wav\n" * 9, b"RIFF\0\0\0\0WAVE", b"RIFF1234AVI fmt "],
)
def test_what_is_no_sound_is_refused_with_the_file_and_the_remedy(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "letter.wav"
    file.write_bytes(content)
    with pytest.raises(BadUsage) as refused:
        WavSource(file)
    assert "letter.wav" in refused.value.message.en
    assert "letter.wav" in refused.value.message.fr
    assert "ffmpeg" in refused.value.remedy.en


def test_a_file_without_samples_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="no sound"):
        WavSource(write_wav(tmp_path / "none.wav", [np.zeros(0)], EAR_RATE))
    with pytest.raises(FileMissing, match=r"gone\.wav"):
        WavSource(tmp_path / "gone.wav")
    with pytest.raises(BadUsage, match="cannot be read"):
        WavSource(tmp_path)


@given(
    st.lists(st.integers(0, 3000), min_size=1, max_size=20), st.sampled_from([8000, 16000, 44100])
)
def test_no_sample_depends_on_how_a_stream_was_cut(sizes: list[int], rate: int) -> None:
    sound = np.asarray(tone(300, sum(sizes) / rate, rate), dtype=np.float32)

    def cut_at(parts: list[int]) -> bytes:
        ear, cut, place, out = Resampler(rate), EarFrames(), 0, b""
        for size in parts:
            for frame in cut.push(ear.push(sound[place : place + size])):
                out += frame.tobytes()
            place += size
        rest = ear.push(np.zeros(0, dtype=np.float32), last=True)
        return out + b"".join(frame.tobytes() for frame in cut.push(rest, last=True))

    whole = np.frombuffer(cut_at([len(sound)]), np.int16).astype(int)
    parts = np.frombuffer(cut_at(sizes), np.int16).astype(int)
    assert len(whole) == len(parts)
    assert np.abs(whole - parts).max(initial=0) <= 1


async def test_the_sink_file_holds_what_was_heard_at_its_place(tmp_path: Path) -> None:
    silence = write_wav(tmp_path / "in.wav", [np.zeros(2 * EAR_RATE)], EAR_RATE)
    sink = WavSink(tmp_path / "out.wav")
    speech = Speech(as_samples(tone(600, 0.5)), EAR_RATE, "hello")
    playing: asyncio.Task[object] | None = None
    async for item in WavSource(silence, sink.clock, speed=math.inf).frames():
        if isinstance(item, Frame) and item.end_ms == 320:
            playing = asyncio.create_task(sink.play(speech))
            await asyncio.sleep(0)
    assert playing is not None
    await playing
    await sink.close()
    with wave.open(str(tmp_path / "out.wav")) as written:
        heard = np.frombuffer(written.readframes(written.getnframes()), np.int16)
    first, last = np.flatnonzero(heard)[[0, -1]] * 1000 / EAR_RATE
    assert first == pytest.approx(320, abs=1)
    assert last == pytest.approx(820, abs=1)
    assert (tmp_path / "out.wav").stat().st_mode & 0o777 == 0o600

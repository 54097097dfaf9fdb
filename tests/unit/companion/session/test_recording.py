from __future__ import annotations

import resource
import struct
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from companion.session.recording import Recording, RecordingNews
from companion.session.soundfile import (
    HEADER_BYTES,
    SoundFile,
    header,
    is_ours,
    mend_header,
    read_tracks,
    read_walker,
    sound_ms,
)
from models.audio import EAR_RATE, Frame, Samples
from models.transcript import Span
from tests.support.builders import tone


def plenty(_: Path) -> int:
    return 10**12


def recording(file: Path, news: RecordingNews | None = None, **more: object) -> Recording:
    return Recording(file, news or RecordingNews(), free=plenty, in_thread=False, **more)  # type: ignore[arg-type]


async def test_both_voices_lie_where_they_were_heard_and_gaps_are_silence(tmp_path: Path) -> None:
    sound = recording(tmp_path / "sound.wav")
    for frame in tone(0, 2048, 100):
        sound.walker(frame)
    for frame in tone(512, 512, 70):  # told late: it is on disk already
        sound.companion(frame)
    for frame in tone(4096, 1024, 200):
        sound.walker(frame)
    await sound.close()
    tracks = read_tracks(tmp_path / "sound.wav")
    walker, companion = tracks[:, 0], tracks[:, 1]
    at = EAR_RATE // 1000
    assert len(tracks) == 5120 * at
    assert (walker[: 2048 * at] == 100).all()
    assert not walker[2048 * at : 4096 * at].any()
    assert (walker[4096 * at :] == 200).all()
    assert (companion[512 * at : 1024 * at] == 70).all()
    assert not companion[: 512 * at].any()
    assert not companion[1024 * at :].any()


async def test_any_program_can_play_it(tmp_path: Path) -> None:
    sound = recording(tmp_path / "sound.wav")
    for frame in tone(0, 3200, 5):
        sound.walker(frame)
    await sound.close()
    with wave.open(str(tmp_path / "sound.wav")) as played:
        assert (played.getnchannels(), played.getframerate(), played.getsampwidth()) == (
            2,
            16000,
            2,
        )
        assert played.getnframes() == 3200 * 16
    assert (tmp_path / "sound.wav").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("spoken_ms", [700, 1500, 5000])
def test_what_was_given_is_on_disk_within_half_a_second_of_sound(
    tmp_path: Path, spoken_ms: int
) -> None:
    file = tmp_path / "sound.wav"
    sound = recording(file)
    for frame in tone(0, spoken_ms, 9):
        sound.walker(frame)
    # nobody closed it: this is what a kill leaves
    assert spoken_ms - sound_ms(file) <= 532
    with wave.open(str(file)) as played:
        assert played.getnframes() * 1000 // EAR_RATE == sound_ms(file)
    assert (read_walker(file) == 9).all()


def test_rounded_times_make_no_holes(tmp_path: Path) -> None:
    sound = recording(tmp_path / "sound.wav")
    samples: Samples = np.full(441, 3, np.int16)  # 27.56 ms, as a device may give them
    for n in range(100):
        sound.walker(Frame(n * 441 * 1000 // EAR_RATE, samples))
    assert (read_walker(tmp_path / "sound.wav") == 3).all()


async def test_other_rates_are_resampled_in_place(tmp_path: Path) -> None:
    sound = recording(tmp_path / "sound.wav")
    sound.companion(Frame(1000, np.full(24_000, 500, np.int16), 24_000))
    await sound.close()
    companion = read_tracks(tmp_path / "sound.wav")[:, 1]
    assert len(companion) == 2 * EAR_RATE
    assert not companion[:EAR_RATE].any()
    assert abs(int(np.median(companion[EAR_RATE:])) - 500) < 5


async def test_a_walk_taken_up_again_goes_on_in_the_same_file(tmp_path: Path) -> None:
    file = tmp_path / "sound.wav"
    for start, value in ((0, 1), (2000, 2)):
        sound = recording(file)
        for frame in tone(start, 1000, value):
            sound.walker(frame)
        await sound.close()
    walker = read_walker(file)
    assert sound_ms(file) == 3000
    assert (walker[:EAR_RATE] == 1).all()
    assert not walker[EAR_RATE : 2 * EAR_RATE].any()
    assert (walker[2 * EAR_RATE :] == 2).all()


def test_a_header_left_behind_by_a_crash_is_mended(tmp_path: Path) -> None:
    file = tmp_path / "sound.wav"
    file.write_bytes(header(0) + struct.pack("<h", 7) * 32_001)
    assert is_ours(file)
    assert mend_header(file)
    assert not mend_header(file), "once is enough"
    with wave.open(str(file)) as played:
        assert played.getnframes() == 16_000
    assert not is_ours(tmp_path / "nothing.wav")


def test_beyond_four_gigabytes_the_header_holds_64_bit_sizes() -> None:
    small, big = header(2**32 - 100), header(2**32 + 4000)
    assert len(small) == len(big) == HEADER_BYTES
    assert small[:4] == b"RIFF"
    assert big[:4] == b"RF64"
    assert big[12:16] == b"ds64"
    riff, data, frames, _ = struct.unpack("<QQQI", big[20:48])
    assert (riff, data, frames) == (2**32 + 4000 + 72, 2**32 + 4000, (2**32 + 4000) // 4)


def test_a_gap_of_hours_costs_no_memory_and_no_disk(tmp_path: Path) -> None:
    file = tmp_path / "sound.wav"
    sound = SoundFile(file)
    four_hours = 4 * 3600 * EAR_RATE
    sound.put(0, 0, np.full(16_000, 1, np.int16))
    sound.put(0, four_hours, np.full(16_000, 2, np.int16))
    sound.close()
    assert sound_ms(file) == 4 * 3600 * 1000 + 1000
    assert file.stat().st_blocks * 512 < 1_000_000
    assert (read_walker(file, 4 * 3600 * 1000) == 2).all()


@contextmanager
def no_file_longer_than(limit: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_full_disk_stops_the_sound_and_says_what_was_lost_once_it_is_over(
    tmp_path: Path,
) -> None:
    file = tmp_path / "sound.wav"
    stopped: list[int] = []
    lost: list[Span] = []
    sound = recording(file, RecordingNews(lambda: stopped.append(1), lost.append))
    for frame in tone(0, 1024, 1):
        sound.walker(frame)
    with no_file_longer_than(file.stat().st_size + 1000):
        for frame in tone(1024, 4096, 2):
            sound.walker(frame)
    assert stopped == [1]
    assert lost == []
    for frame in tone(5120, 2048, 3):
        sound.walker(frame)
    await sound.close()
    (span,) = lost
    assert 900 <= span.start_ms <= 1100
    assert 5000 <= span.end_ms <= 5200
    walker = read_walker(file)
    assert (walker[span.end_ms * 16 :] == 3).all(), "after the gap every sample is in its place"
    assert sound_ms(file) == 7168


async def test_sound_leaves_the_last_of_the_disk_to_words(tmp_path: Path) -> None:
    free = [10**12]
    news: list[str] = []
    sound = Recording(
        tmp_path / "sound.wav",
        RecordingNews(lambda: news.append("stopped"), lambda span: news.append(repr(span))),
        free=lambda _: free[0],
        in_thread=False,
    )
    for frame in tone(0, 2048, 1):
        sound.walker(frame)
    free[0] = 1_000_000
    for frame in tone(2048, 4096, 2):
        sound.walker(frame)
    assert news == ["stopped"]
    await sound.close()
    assert len(news) == 2
    assert sound_ms(tmp_path / "sound.wav") < 3200


async def test_in_a_thread_of_its_own_nothing_is_lost_or_out_of_place(tmp_path: Path) -> None:
    sound = Recording(tmp_path / "sound.wav", RecordingNews(), free=plenty)
    for frame in tone(0, 30_000, 4):
        sound.walker(frame)
    await sound.close()
    assert sound_ms(tmp_path / "sound.wav") == 30_000
    assert (read_walker(tmp_path / "sound.wav") == 4).all()

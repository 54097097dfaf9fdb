"""Reviewing: speech faster or slower at its pitch, from one place to another, paused and skipped."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.audio.player import Player, Taker
from companion.audio.stretch import Stretcher, stretch
from companion.errors import BadUsage
from models.audio import EAR_RATE
from tests.support.sound import loudest_hertz, tone, write_wav


def _voice(hertz: float, seconds: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Return something with pitch and syllables."""
    time_s = np.arange(round(seconds * EAR_RATE)) / EAR_RATE
    harmonics = sum(np.sin(2 * np.pi * hertz * k * time_s) / k for k in range(1, 8))
    return np.asarray(0.2 * harmonics * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * time_s)), np.float32)


@pytest.mark.parametrize("speed", [0.75, 1.0, 1.25, 1.5, 2.0])
def test_speed_changes_the_length_and_leaves_the_pitch(speed: float) -> None:
    sound = _voice(140, 4.0)
    changed = stretch(sound, EAR_RATE, speed)
    assert len(changed) == pytest.approx(len(sound) / speed, rel=0.01)
    assert loudest_hertz(changed) == pytest.approx(140, abs=3)
    assert np.sqrt(np.mean(changed**2)) == pytest.approx(np.sqrt(np.mean(sound**2)), rel=0.1)
    assert np.abs(np.diff(changed)).max() < 1.3 * np.abs(np.diff(sound)).max(), "no click"


@settings(max_examples=25)
@given(st.lists(st.integers(1, 5000), min_size=1, max_size=12), st.sampled_from([0.75, 1.3, 2.0]))
def test_blocks_of_any_size_give_the_same_sound(sizes: list[int], speed: float) -> None:
    sound = _voice(200, sum(sizes) / EAR_RATE)[: sum(sizes)]
    whole = Stretcher(EAR_RATE, speed).push(sound, last=True)
    stretcher, place, parts = Stretcher(EAR_RATE, speed), 0, []
    for size in sizes:
        parts.append(stretcher.push(sound[place : place + size]))
        place += size
    parts.append(stretcher.push(np.zeros(0, dtype=np.float32), last=True))
    assert np.allclose(np.concatenate(parts), whole, atol=1e-4)


def test_a_speed_beyond_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="speed"):
        Stretcher(EAR_RATE, 5.0)


class _Device:
    """A loudspeaker that takes when it is told to."""

    def __init__(self, rate: int = 24_000) -> None:
        self.rate = rate
        self.take: Taker | None = None
        self.is_closed = False

    def start(self, take: Taker) -> None:
        self.take = take

    def close(self) -> None:
        self.is_closed = True

    def hear(self, player: Player, seconds: float) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
        """Take so much sound, waiting for the reader where it has none yet."""
        assert self.take is not None
        wanted, parts = round(seconds * self.rate), []
        until = time.monotonic() + 5
        while wanted > 0 and not player.is_over and time.monotonic() < until:
            before = player.position_ms
            part = self.take(min(wanted, self.rate // 50))
            if player.position_ms == before and not player.is_paused:
                player.wait(0.002)
                continue
            parts.append(part)
            wanted -= len(part)
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int16)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Ten seconds: the walker at 400 Hz for five, then the companion at 900 Hz."""
    silence = np.zeros(5 * EAR_RATE)
    left = np.concatenate((tone(400, 5.0, peak=0.3), silence))
    right = np.concatenate((silence, tone(900, 5.0, peak=0.3)))
    return write_wav(tmp_path / "sound.wav", [left, right], EAR_RATE)


def test_a_stretch_is_played_from_its_first_to_its_last_millisecond(recording: Path) -> None:
    device = _Device()
    player = Player(recording, device, 4_000, 6_000)
    heard = device.hear(player, 3.0)
    assert len(heard) / device.rate == pytest.approx(2.0, abs=0.06)
    assert loudest_hertz(heard[: device.rate // 2], device.rate) == pytest.approx(400, abs=3)
    assert loudest_hertz(heard[-device.rate // 2 :], device.rate) == pytest.approx(900, abs=3)
    assert np.abs(heard[:1000]).max() == pytest.approx(0.3 * 32_768, rel=0.05), "both tracks, full"
    assert player.is_over
    assert player.position_ms == 6_000
    player.wait(1.0)
    assert device.is_closed


def test_twice_as_fast_takes_half_the_time_and_tells_the_place(recording: Path) -> None:
    device = _Device()
    player = Player(recording, device, 1_000, 9_000, speed=2.0)
    heard = device.hear(player, 1.0)
    assert player.position_ms == pytest.approx(3_000, abs=50)
    assert loudest_hertz(heard, device.rate) == pytest.approx(400, abs=4)
    player.stop()
    assert player.is_over
    assert device.is_closed


def test_pause_keeps_the_place_and_skip_goes_there(recording: Path) -> None:
    device = _Device()
    player = Player(recording, device, 0, 10_000)
    device.hear(player, 0.5)
    player.pause()
    place = player.position_ms
    assert device.hear(player, 0.2).max() == 0
    assert player.position_ms == place
    player.resume()
    player.skip(6_000)
    heard = device.hear(player, 0.5)
    assert loudest_hertz(heard[1000:], device.rate) == pytest.approx(900, abs=4)
    assert player.position_ms == pytest.approx(place + 6_500, abs=60)
    player.skip(-60_000)
    assert player.position_ms == 0
    player.stop()


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sound.wav"
    file.write_text("no sound")
    with pytest.raises(BadUsage):
        Player(file, _Device(), 0, 1000)

"""The level meter tells loud from quiet, cut from clean, and dead from silent."""

from __future__ import annotations

import numpy as np
import pytest

from companion.audio.level import LevelMeter, LevelReading, dbfs
from models.audio import EAR_RATE, FRAME_MS, FRAME_SAMPLES, Frame, Samples
from tests.support.sound import as_samples, tone


def _readings(samples: Samples) -> list[LevelReading]:
    meter = LevelMeter()
    frames = [
        Frame(i // FRAME_SAMPLES * FRAME_MS, samples[i : i + FRAME_SAMPLES])
        for i in range(0, len(samples) - FRAME_SAMPLES + 1, FRAME_SAMPLES)
    ]
    return [reading for frame in frames if (reading := meter.read(frame)) is not None]


def test_a_full_tone_is_three_decibels_below_full_scale() -> None:
    assert dbfs(as_samples(tone(1000, 1.0, peak=1.0))) == pytest.approx(-3.01, abs=0.02)
    assert dbfs(as_samples(tone(1000, 1.0, peak=0.01))) == pytest.approx(-43.01, abs=0.1)
    assert dbfs(np.zeros(100, dtype=np.int16)) == -120
    assert dbfs(np.zeros(0, dtype=np.int16)) == -120


def test_there_are_about_ten_readings_a_second() -> None:
    readings = _readings(as_samples(tone(300, 10.0)))
    assert 75 <= len(readings) <= 100
    assert all(not reading.is_clipping and not reading.is_dead for reading in readings)


def test_a_cut_wave_is_clipping() -> None:
    cut = np.clip(tone(300, 1.0, peak=1.0) * 3, -1, 1)
    assert all(reading.is_clipping for reading in _readings(as_samples(cut)))


def test_zeros_are_dead_after_two_seconds_and_the_faintest_hiss_is_not() -> None:
    readings = _readings(np.zeros(3 * EAR_RATE, dtype=np.int16))
    dead = [reading.at_ms for reading in readings if reading.is_dead]
    assert dead[0] == pytest.approx(2000, abs=150)
    hiss = np.random.default_rng(1).integers(-1, 2, 3 * EAR_RATE, dtype=np.int16)
    assert not any(reading.is_dead for reading in _readings(hiss))

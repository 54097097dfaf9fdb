"""Cancelling echo: the companion's own voice goes, the walker's stays, and what hangs is left."""

from __future__ import annotations

import asyncio
import threading
import time

import numpy as np
import pytest

from companion.audio.background import Aside
from companion.audio.echo import EchoCanceller, has_canceller
from companion.audio.level import dbfs
from companion.audio.residual import ResidualGate
from models.audio import EAR_RATE, Samples
from tests.support.sound import as_samples, tone

_needs_canceller = pytest.mark.skipif(
    not has_canceller(), reason="the extra is not installed: pip install 'promenade[echo]'"
)


def _noise(seconds: float, seed: int, loudness: int = 3000) -> Samples:
    wide = np.random.default_rng(seed).normal(0, loudness, round(seconds * EAR_RATE))
    swell = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * np.arange(len(wide)) / EAR_RATE)
    return np.asarray(np.clip(wide * swell, -32_000, 32_000), dtype=np.int16)


def _process(canceller: EchoCanceller, heard: Samples, played: Samples) -> Samples:
    parts = [
        canceller.process(heard[i : i + 320], played[i : i + 320])
        for i in range(0, len(heard) - 320, 320)
    ]
    return np.concatenate(parts)


@_needs_canceller
def test_the_companions_voice_is_gone_after_three_seconds() -> None:
    own = _noise(8.0, 1)
    heard = np.concatenate((np.zeros(1600, dtype=np.int16), own))[: len(own)]
    cleaned = _process(EchoCanceller(), heard, own)
    assert dbfs(cleaned[3 * EAR_RATE :]) < dbfs(heard) - 30


@_needs_canceller
def test_a_walker_alone_is_left_as_loud_and_rumble_is_taken_down() -> None:
    silence = np.zeros(6 * EAR_RATE, dtype=np.int16)
    rumble = as_samples(tone(30, 6.0, peak=0.3))
    cleaned = _process(EchoCanceller(), rumble, silence)
    assert dbfs(cleaned[EAR_RATE:]) < dbfs(rumble) - 15
    canceller = EchoCanceller(cancels=False)
    steps = [canceller.process(rumble[i : i + 333]) for i in range(0, 33_300, 333)]
    assert len(np.concatenate(steps)) == 33_300 // 160 * 160


def test_the_gate_touches_nothing_while_the_companion_is_silent() -> None:
    gate, silence = ResidualGate(), np.zeros(160, dtype=np.int16)
    near, soft = np.full(160, 9000, dtype=np.int16), np.full(160, 20, dtype=np.int16)
    assert np.array_equal(gate.clean(near, silence, soft), soft)


def test_the_gate_takes_out_leftovers_and_lets_a_voice_through() -> None:
    gate = ResidualGate()
    near, leftover = np.full(160, 3000, dtype=np.int16), np.full(160, 100, dtype=np.int16)
    assert np.abs(gate.clean(near, near, leftover)).max() < 10
    walker = np.full(160, 1500, dtype=np.int16)
    assert np.array_equal(gate.clean(near, near, walker), walker)


async def test_a_call_that_never_comes_back_is_left_behind_and_its_result_cleaned_up() -> None:
    late: list[str] = []
    release = threading.Event()
    aside: Aside[str] = Aside(late.append)

    def stuck() -> str:
        release.wait(5)
        return "streams"

    began = time.monotonic()
    assert await aside.run(stuck, 0.1) is None
    assert aside.is_stuck
    assert await aside.run(lambda: "never tried", 0.05) is None
    assert time.monotonic() - began < 1
    release.set()
    for _ in range(100):
        if late:
            break
        await asyncio.sleep(0.01)
    assert late == ["streams"]
    assert await aside.run(lambda: "again", 1.0) == "again"

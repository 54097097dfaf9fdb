"""Earcons are short, quiet and told from each other by ear."""

from __future__ import annotations

import itertools
from typing import get_args

import numpy as np
import pytest

from companion.audio.earcons import NAMES, earcon
from companion.audio.level import dbfs
from companion.conversation.contract import Earcon
from tests.support.sound import Floats

_WINDOW_MS = 25


def _melody(name: str) -> Floats:
    """Return the strongest frequency of each 25 ms, in semitones above 100 Hz; 0 for silence."""
    speech = earcon(name)
    size = speech.rate * _WINDOW_MS // 1000
    notes = []
    for start in range(0, speech.rate // 4, size):
        window = speech.samples[start : start + size].astype(np.float64)
        if len(window) < size or np.abs(window).max() < 300:
            notes.append(0.0)
            continue
        power = np.abs(np.fft.rfft(window * np.hanning(size), 8 * size))
        hertz = np.argmax(power[8:]) + 8
        notes.append(12 * np.log2(hertz * speech.rate / (8 * size) / 100))
    return np.array(notes)


def test_every_state_has_a_sound() -> None:
    assert set(NAMES) == set(get_args(Earcon))


@pytest.mark.parametrize("name", NAMES)
def test_an_earcon_is_short_quiet_and_has_no_click(name: str) -> None:
    speech = earcon(name)
    assert 60 <= len(speech.samples) * 1000 / speech.rate < 250
    assert dbfs(speech.samples) < -18
    assert np.abs(speech.samples).max() < 0.15 * 32_768
    assert speech.text == "", "it is no word of the companion"
    edges = np.concatenate((speech.samples[:12], speech.samples[-12:]))
    assert np.abs(edges).max() < 400
    power = np.abs(np.fft.rfft(speech.samples.astype(np.float64))) ** 2
    hertz = np.fft.rfftfreq(len(speech.samples), 1 / speech.rate)
    heard = power[(hertz > 250) & (hertz < 3600)].sum() / power.sum()
    assert heard > 0.95, "small speakers and telephone links carry it"


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(NAMES, 2)))
def test_no_two_earcons_sound_alike(one: str, other: str) -> None:
    different = np.abs(_melody(one) - _melody(other)) > 1.5
    assert np.count_nonzero(different) * _WINDOW_MS >= 50


def test_an_unknown_earcon_is_an_error() -> None:
    with pytest.raises(KeyError):
        earcon("fanfare")

"""The doctor on real device streams: a private PulseAudio server with null sinks."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.pulse import PulseRig, is_installed, pulse_rig
from tests.support.recorded import RECORDED

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.skipif(not is_installed(), reason="PulseAudio is not installed"),
]


@pytest.fixture
def rig() -> Iterator[PulseRig]:
    with pulse_rig() as running:
        yield running


def _doctor(*more: str) -> tuple[dict[str, Any], str]:
    done = subprocess.run(
        [sys.executable, "-m", "companion", "doctor", "--json", *more],
        capture_output=True,
        text=True,
        timeout=60,
    )
    return {row["name"]: row for row in json.loads(done.stdout)["findings"]}, done.stderr


def test_a_silent_microphone_is_told_from_one_that_hears_a_voice(rig: PulseRig) -> None:
    findings, printed = _doctor()
    assert "every sample is zero" in findings["microphone"]["detail"]
    assert printed == "", "no sound library writes onto the terminal"
    speaking = rig.speak(RECORDED / "en" / "clips" / "01.wav")
    findings, _ = _doctor()
    speaking.kill()
    assert findings["microphone"]["state"] == "good"
    assert "Hz" in findings["microphone"]["detail"]


def test_the_tone_leaves_the_loudspeaker(rig: PulseRig) -> None:
    findings, _ = _doctor("--tone")
    assert "a tone was played" in findings["speaker"]["detail"]

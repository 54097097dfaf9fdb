"""Whole walks whose devices go and come: the shipped process on a private PulseAudio server.

What a walker would notice must be said or sound, what they say must be kept, and session, recording
and transcript must agree afterwards.
"""

from __future__ import annotations

import asyncio
import signal
import wave
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest

from companion.audio.wavefile import read_sound
from companion.session.events import CompanionSpoke, EngineChanged, SegmentHeard, SoundLost
from companion.settings import ChatSettings
from models.audio import EAR_RATE, Samples
from tests.support.misbehaving_ollama import Answer, OllamaScript, ollama_server
from tests.support.pulse import EARS, MOUTH, PulseRig, is_installed, pulse_rig
from tests.support.recorded import RECORDED
from tests.support.walk_process import WalkProcess, settle

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.slow,
    pytest.mark.skipif(not is_installed(), reason="PulseAudio is not installed"),
]

CLIPS = RECORDED / "en" / "clips"
ASKING, NOTING, ENDING = (CLIPS / f"{name}.wav" for name in ("14", "04", "16"))
LONG = "That is a good deal to carry on your own, so what would have to be true for it to hold up?"
LOUD = 300


@pytest.fixture
def rig() -> Iterator[PulseRig]:
    with pulse_rig() as running:
        running.hiss(120)
        yield running


@asynccontextmanager
async def walking(rig: PulseRig, home: Path, answer: Answer) -> AsyncIterator[WalkProcess]:
    """Hold a walk whose chat model answers like this."""
    async with ollama_server(OllamaScript(answers=(answer,))) as address:
        chat = ChatSettings(address=address, model="tiny")
        places = settle(home, chat)
        walk = await WalkProcess.start(places, "en", rig.environment, "--listening", "headset")
        try:
            await walk.until(lambda: walk.floor == "listening" and walk.clock_ms > 0, 20)
            yield walk
        finally:
            await walk.end()


def said(walk: WalkProcess) -> str:
    """What the walker has heard of the companion."""
    return " ".join(e.segment.text for e in walk.events if isinstance(e, CompanionSpoke))


def heard(walk: WalkProcess) -> str:
    """What the companion has heard of the walker."""
    return " ".join(e.segment.text for e in walk.events if isinstance(e, SegmentHeard))


def lost_microphones(walk: WalkProcess) -> int:
    return sum(
        isinstance(event, EngineChanged) and (event.part, event.state) == ("microphone", "away")
        for event in walk.events
    )


async def speaks(rig: PulseRig, clip: Path, sink: str = EARS) -> None:
    await asyncio.to_thread(rig.speak(clip, sink).wait)


def check_kept(walk: WalkProcess, began: tuple[float, int], ended: tuple[float, int]) -> None:
    """The clock went with the wall, and what was written down is in the recording at its time."""
    passed = (ended[0] - began[0]) * 1000
    assert ended[1] - began[1] == pytest.approx(passed, abs=max(150, passed / 1000))
    sound = read_sound(walk.folder.recording)
    events = walk.journal()
    duration = next(e["duration_ms"] for e in events if e["type"] == "session_ended")
    assert len(sound) * 1000 / EAR_RATE == pytest.approx(duration, abs=500)
    for event in events:
        if event["type"] == "segment_heard":
            segment = event["segment"]
            assert loudest(sound, segment["start_ms"], segment["end_ms"]) > LOUD
        elif event["type"] == "sound_lost":
            assert event["end_ms"] > event["start_ms"]


def loudest(sound: Samples, start_ms: int, end_ms: int) -> int:
    part = sound[start_ms * EAR_RATE // 1000 : end_ms * EAR_RATE // 1000]
    return int(np.abs(part.astype(np.int32)).max(initial=0))


def clock(walk: WalkProcess) -> tuple[float, int]:
    return walk.heard_at, walk.clock_ms


async def test_devices_that_go_while_listening_thinking_and_speaking(
    rig: PulseRig, tmp_path: Path
) -> None:
    loop = asyncio.get_running_loop()
    async with walking(rig, tmp_path, Answer((LONG,), first_seconds=2.5)) as walk:
        began = clock(walk)

        # the headset goes while the companion listens; there is nothing else
        for sink in (EARS, MOUTH):
            await asyncio.to_thread(rig.remove_sink, sink)
        await walk.until(lambda: lost_microphones(walk) == 1)
        for sink in (EARS, MOUTH):
            await asyncio.to_thread(rig.add_sink, sink)
        rig.control("set-default-source", f"{EARS}.monitor")
        rig.control("set-default-sink", MOUTH)
        back, before = loop.time(), walk.clock_ms
        rig.hiss(120)
        await walk.until(lambda: walk.clock_ms > before)
        assert loop.time() - back < 3.0
        await walk.until(lambda: "hear you again" in said(walk), 20)
        assert any(isinstance(event, SoundLost) for event in walk.events)
        assert "away" in walk.cues or "device" in walk.cues

        # the microphone goes while the companion thinks; the server has another
        await asyncio.to_thread(rig.add_sink, "spare")
        rig.hiss(120, "spare")
        await speaks(rig, ASKING)
        await walk.until(lambda: walk.floor == "thinking")
        rig.control("set-default-source", "spare.monitor")
        await asyncio.to_thread(rig.remove_sink, EARS)
        gone, before = loop.time(), walk.clock_ms
        await walk.until(lambda: walk.clock_ms > before + 500)
        assert loop.time() - gone < 4.0

        # the loudspeaker goes while it speaks: it is heard to the end on the next
        await walk.until(lambda: walk.floor == "speaking", 15)
        await asyncio.to_thread(rig.add_sink, "other")
        rig.control("set-default-sink", "other")
        await asyncio.to_thread(rig.remove_sink, MOUTH)
        await walk.until(lambda: LONG in said(walk), 25)
        await walk.until(lambda: walk.floor == "listening", 15)

        await asyncio.sleep(0.5)
        await speaks(rig, NOTING, "spare")
        await walk.until(lambda: "takes care of" in heard(walk), 15)
        ended = clock(walk)
        await walk.end()
        check_kept(walk, began, ended)


async def test_a_microphone_that_gives_nothing_but_zeros_is_told_and_heard_when_it_sounds(
    rig: PulseRig, tmp_path: Path
) -> None:
    rig.control("set-source-mute", f"{EARS}.monitor", "1")
    async with walking(rig, tmp_path, Answer(("What then?",))) as walk:
        await walk.until(lambda: "gives no sound" in said(walk), 20)
        rig.control("set-source-mute", f"{EARS}.monitor", "0")
        await walk.until(lambda: "hear you again" in said(walk), 20)
        await speaks(rig, NOTING)
        await walk.until(lambda: "takes care of" in heard(walk), 15)


async def test_a_program_that_stood_still_hears_what_was_said_meanwhile(
    rig: PulseRig, tmp_path: Path
) -> None:
    async with walking(rig, tmp_path, Answer(("What then?",))) as walk:
        began = clock(walk)
        walk.signal(signal.SIGSTOP)
        await speaks(rig, NOTING)
        walk.signal(signal.SIGCONT)
        await walk.until(lambda: "takes care of" in heard(walk), 15)
        await walk.until(lambda: walk.clock_ms > began[1] + 4500, 15)
        ended = clock(walk)
        assert not any(isinstance(event, SoundLost) for event in walk.events)
        await walk.end()
        check_kept(walk, began, ended)
        with wave.open(str(walk.folder.recording)) as sound:
            assert sound.getnchannels() == 2

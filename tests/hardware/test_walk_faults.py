"""Whole walks whose parts fail and come back: the shipped process, real faults, nothing replaced.

Chat server, voice, disk, battery and the lock against sleep are taken away from outside. Disk and
battery need the right to mount; without it those tests are skipped.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from companion.session.events import (
    CompanionSpoke,
    EngineChanged,
    SegmentHeard,
    SoundLost,
    TurnClosed,
)
from companion.settings import ChatSettings
from tests.support.misbehaving_ollama import Answer, OllamaScript, ollama_server
from tests.support.pulse import EARS, MOUTH, PulseRig, is_installed, pulse_rig
from tests.support.recorded import RECORDED
from tests.support.walk_process import NO_CHAT, WalkProcess, settle

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.slow,
    pytest.mark.skipif(not is_installed(), reason="PulseAudio is not installed"),
]

CLIPS = RECORDED / "en" / "clips"
ASKING, NOTING, STATING = (CLIPS / f"{name}.wav" for name in ("14", "04", "02"))
PRIVATE = ("unshare", "-m")
"""A view of the file system of its own."""
MEGABYTE = 1 << 20


def may_mount() -> bool:
    """Tell whether this user may lay one folder over another, unseen by everybody else."""
    return shutil.which("unshare") is not None and os.geteuid() == 0 and _is_done(*PRIVATE, "true")


def _is_done(*command: str) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


needs_mounts = pytest.mark.skipif(not may_mount(), reason="this user may not mount anything")


@pytest.fixture
def rig() -> Iterator[PulseRig]:
    with pulse_rig() as running:
        running.hiss(120)
        yield running


@asynccontextmanager
async def walking(
    rig: PulseRig, home: Path, chat: ChatSettings = NO_CHAT, within: Sequence[str] = ()
) -> AsyncIterator[WalkProcess]:
    places = settle(home, chat)
    options = ("--listening", "headset")
    walk = await WalkProcess.start(places, "en", rig.environment, *options, within=within)
    try:
        await walk.until(lambda: walk.floor == "listening" and walk.clock_ms > 0, 20)
        yield walk
    finally:
        await walk.end()


def chat_at(address: str) -> ChatSettings:
    return ChatSettings(address=address, model="tiny")


def engines(walk: WalkProcess) -> list[str]:
    """Who thought what was answered, in order."""
    return [e.engine for e in walk.events if isinstance(e, CompanionSpoke) and e.engine]


def said(walk: WalkProcess) -> str:
    return " ".join(e.segment.text for e in walk.events if isinstance(e, CompanionSpoke))


def heard(walk: WalkProcess) -> str:
    return " ".join(e.segment.text for e in walk.events if isinstance(e, SegmentHeard))


def outcomes(walk: WalkProcess) -> list[str]:
    return [e.outcome for e in walk.events if isinstance(e, TurnClosed)]


def states(walk: WalkProcess, part: str) -> list[str]:
    """What became of a part, after the first time that it was told."""
    return [e.state for e in walk.events if isinstance(e, EngineChanged) and e.part == part]


async def says(rig: PulseRig, clip: Path) -> None:
    await asyncio.to_thread(rig.speak(clip, EARS).wait)


async def test_a_chat_model_that_dies_is_stood_in_for_within_the_turn_and_answers_again(
    rig: PulseRig, tmp_path: Path
) -> None:
    first, last = Answer(("Who would ", "hold the key?")), Answer(("And who ", "sweeps it?"))
    script = OllamaScript(answers=(first, Answer(breaks_after=0), last))
    async with ollama_server(script) as address, walking(rig, tmp_path, chat_at(address)) as walk:
        for count, clip in enumerate((ASKING, STATING, ASKING, STATING), start=1):
            await says(rig, clip)
            await walk.until(lambda n=count: len(engines(walk)) >= n, 20)  # type: ignore[misc]
            await walk.until(lambda: walk.floor == "listening")
        assert engines(walk) == ["ollama", "built-in", "built-in", "ollama"]
        await says(rig, NOTING)
        await walk.until(lambda: states(walk, "chat") == ["ready", "away", "ready"])
        assert walk.cues.count("away") == 1


async def test_without_a_wish_for_a_chat_model_none_is_missed(
    rig: PulseRig, tmp_path: Path
) -> None:
    async with walking(rig, tmp_path) as walk:
        await says(rig, ASKING)
        await walk.until(lambda: "built-in" in engines(walk), 20)
        assert states(walk, "chat") == []
        assert "away" not in walk.cues


async def test_a_voice_that_is_killed_leaves_an_earcon_and_speaks_the_next_time(
    rig: PulseRig, tmp_path: Path
) -> None:
    async with walking(rig, tmp_path) as walk:
        await walk.until(lambda: "voice" in walk.health)
        await walk.until(lambda: bool(children(walk.pid, "pyttsx3_worker")))
        voice = children(walk.pid, "pyttsx3_worker.py")[0]
        os.kill(voice, signal.SIGSTOP)
        await says(rig, STATING)
        await walk.until(lambda: walk.floor == "thinking", 15)
        await asyncio.sleep(0.5)
        os.kill(voice, signal.SIGKILL)
        await walk.until(lambda: states(walk, "voice") == ["ready", "away"])
        await walk.until(lambda: outcomes(walk) == ["spoken"])  # by an earcon
        assert engines(walk) == []
        await walk.until(lambda: walk.floor == "listening")
        await says(rig, ASKING)
        await walk.until(lambda: engines(walk) == ["built-in"], 20)
        assert states(walk, "voice") == ["ready", "away", "ready"]


@needs_mounts
async def test_a_disk_that_fills_up_is_told_and_keeps_the_words(
    rig: PulseRig, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert _is_done("mount", "-t", "tmpfs", "-o", f"size={90 * MEGABYTE}", "tmpfs", str(home))
    try:
        async with walking(rig, home) as walk:
            await walk.until(lambda: "more minutes of sound" in said(walk), 20)
            (home / "other").write_bytes(bytes(40 * MEGABYTE))
            await walk.until(lambda: "not the sound" in said(walk), 20)
            await walk.until(lambda: walk.floor == "listening")
            await says(rig, NOTING)
            await walk.until(lambda: "takes care of" in heard(walk), 15)
            assert "disk" in walk.cues
            (home / "other").unlink()
            await walk.until(lambda: any(isinstance(e, SoundLost) for e in walk.events))
            await walk.end()
            assert any(event["type"] == "segment_heard" for event in walk.journal())
    finally:
        assert _is_done("umount", "-l", str(home))


@needs_mounts
async def test_a_low_battery_and_a_machine_that_may_fall_asleep_are_spoken_of(
    rig: PulseRig, tmp_path: Path
) -> None:
    battery = tmp_path / "supplies" / "BAT0"
    battery.mkdir(parents=True)
    for name, value in (("type", "Battery"), ("capacity", "12"), ("status", "Discharging")):
        (battery / name).write_text(value)
    lay = f"mount --bind {battery.parent} /sys/class/power_supply"
    if tool := shutil.which("systemd-inhibit"):
        lay += f" && mount --bind /bin/false {tool}"
    within = (*PRIVATE, "sh", "-c", f'{lay} && exec "$@"', "walk")
    async with walking(rig, tmp_path / "home", within=within) as walk:
        await walk.until(lambda: "12 percent" in said(walk), 20)
        await walk.until(lambda: "leave its lid open" in said(walk), 20)


async def test_another_default_microphone_is_heard_though_nothing_was_unplugged(
    rig: PulseRig, tmp_path: Path
) -> None:
    await asyncio.to_thread(rig.add_sink, "lapel")
    rig.hiss(120, "lapel")
    async with walking(rig, tmp_path) as walk:
        rig.control("set-default-source", "lapel.monitor")
        await asyncio.sleep(1.0)
        await asyncio.to_thread(rig.speak(NOTING, "lapel").wait)
        await walk.until(lambda: "takes care of" in heard(walk), 15)
        assert not any(isinstance(event, SoundLost) for event in walk.events)
        rig.control("set-default-sink", MOUTH)


def children(pid: int, named: str) -> list[int]:
    """Return the processes that a process started whose command holds a name."""
    listed = subprocess.run(
        ["ps", "-ww", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True
    )
    rows = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    return [int(row[0]) for row in rows if row[1] == str(pid) and named in row[2]]

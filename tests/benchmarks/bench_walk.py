"""A walk of an hour in virtual time, what it costs to hear, and how soon a walk listens.

The hour is held three times by scripted engines: how long it took, whether the journals are the same
to the byte, and how much memory grew from the second to the third. The ear is the real one (voice
activity, recogniser, end of turn) on the recorded walk. The start is `promenade walk` as a person
types it, with a small vosk model on disk: from the command to the first sound that is kept, and to
the ear hearing words.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import hashlib
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from companion.audio.wavefile import read_sound
from companion.paths import Places, find_places
from companion.walk.client import WalkClient
from companion.walk.ear import Ear, EarEngines
from companion.walk.meeting import meeting_places
from companion.walk.messages import Health, HealthChanged, Level, News, Snapshot, Stop
from models.audio import FRAME_SAMPLES, Frame
from models.errors import ModelError
from models.load import EarChoice, load_ear, load_turn_judge, load_voice_activity
from models.store import Store
from tests.support.walks import Rehearsal, monologue, rehearse

REPOSITORY = Path(__file__).resolve().parents[2]
RECORDED = REPOSITORY / "scripts" / "recorded"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this measurement."""
    parser.add_argument("--minutes", type=int, default=60, help="length of the scripted walk")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Measure; returns the figures."""
    return {
        "load": os.getloadavg()[0],
        "cores": os.cpu_count(),
        "hour": _hour(args.minutes),
        "ear": _ear(),
        "start": _starts(),
    }


def table(result: dict[str, Any]) -> str:
    """Return the figures as text."""
    hour, ear, start = result["hour"], result["ear"], result["start"]
    lines = [
        f"machine: {result['cores']} cores, load {result['load']:.1f}",
        f"scripted walk of {hour['minutes']} min: {max(hour['seconds']):.1f} s "
        f"({hour['minutes'] * 60 / max(hour['seconds']):.0f} times real time), "
        f"{hour['events']} events, journal identical over 3 runs: {hour['identical']}, "
        f"memory growth {hour['growth_mb']:.1f} MB",
    ]
    lines += [
        f"ear, {name}: {figures['real_time_factor']:.3f} of real time "
        f"(judge {figures['judge_ms']:.0f} ms a pause, finish {figures['finish_ms']:.0f} ms)"
        for name, figures in ear.items()
    ]
    lines += [
        f"from `promenade walk` to {name}: median {statistics.median(seconds):.2f} s ("
        + ", ".join(f"{one:.2f}" for one in seconds)
        + ")"
        for name, seconds in start.items()
    ]
    return "\n".join(lines)


def _hour(minutes: int) -> dict[str, Any]:
    lines, replies = monologue(minutes)
    digests, seconds, memory, events = [], [], [], 0
    for _ in range(3):
        began = time.perf_counter()
        outcome = rehearse(Rehearsal(lines, replies, cycles=True))
        seconds.append(time.perf_counter() - began)
        digests.append(hashlib.sha256(outcome.journal).hexdigest())
        events = len(outcome.events)
        del outcome
        gc.collect()
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return {
        "minutes": minutes,
        "seconds": seconds,
        "events": events,
        "identical": len(set(digests)) == 1,
        "growth_mb": memory[-1] - memory[0],
        "journal_sha256": digests[0],
    }


def _ear() -> dict[str, Any]:
    store = Store(find_places().models)
    figures = {}
    for language in ("en", "fr"):
        folder = RECORDED / "models" / f"vosk-tiny-{language}"
        try:
            ear = load_ear(EarChoice("vosk", folder.name, folder), store)
            engines = EarEngines(
                load_voice_activity(store), ear.recognizer(), load_turn_judge(store)
            )
        except ModelError:
            continue
        figures[f"vosk-tiny-{language}"] = _hear(Ear(engines), RECORDED / language / "clips")
    return figures


def _hear(ear: Ear, clips: Path) -> dict[str, float]:
    spent = judged = finished = 0.0
    pauses, at_ms = 0, 0
    for file in sorted(clips.glob("*.wav")):
        samples = read_sound(file)
        for start in range(0, len(samples) - FRAME_SAMPLES, FRAME_SAMPLES):
            frame = Frame(at_ms, samples[start : start + FRAME_SAMPLES])
            at_ms = frame.end_ms
            began = time.perf_counter()
            told = ear.accept(frame)
            spent += time.perf_counter() - began
            if any(type(news).__name__ == "Paused" for news in told):
                judged -= time.perf_counter()
                ear.completeness()
                judged += time.perf_counter()
                pauses += 1
        finished -= time.perf_counter()
        ear.finish()
        finished += time.perf_counter()
    return {
        "real_time_factor": (spent + judged + finished) * 1000 / at_ms,
        "judge_ms": judged * 1000 / max(1, pauses),
        "finish_ms": finished * 1000 / len(list(clips.glob("*.wav"))),
    }


def _starts(times: int = 5) -> dict[str, list[float]]:
    with tempfile.TemporaryDirectory() as home:
        places = find_places()
        mine = find_places(home)
        mine.cache.mkdir()
        if places.models.is_dir():
            mine.models.symlink_to(places.models)
        model = RECORDED / "models" / "vosk-tiny-en"
        mine.settings_file.write_text(
            f'[ear]\nmodel_en = "{model}"\n[chat]\nmodel = "none"\n', encoding="utf-8"
        )
        quiet = Path(home) / "quiet.wav"
        with wave.open(str(quiet), "wb") as sound:
            sound.setparams((1, 2, 16_000, 0, "NONE", ""))
            sound.writeframes(bytes(2 * 16_000 * 4))
        starts = [asyncio.run(_start(mine, home, quiet)) for _ in range(times)]
    return {
        "recording": [recording for recording, _ in starts],
        "listening": [listening for _, listening in starts],
    }


async def _start(places: Places, home: str, quiet: Path) -> tuple[float, float]:
    """Return the seconds from the command to the first sound kept, and to the ear being ready."""
    command = [sys.executable, "-m", "companion", "walk", "--lang", "en", "--source", str(quiet)]
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PROMENADE_HOME": home, "PROMENADE_UI_LANG": "en"},
        cwd=REPOSITORY,
    )
    async with asyncio.timeout(60):
        while not (met := meeting_places(places)):  # noqa: ASYNC110 - another process makes it
            await asyncio.sleep(0.01)
    client = await WalkClient.connect(met[0])
    recording: float | None = None
    listening: float | None = None
    async for news in client.news():
        since = time.perf_counter() - began
        if isinstance(news, Level):
            recording = recording or since - news.at_ms / 1000
        if _has_ear(news):
            listening = listening or since
        if recording and listening:
            break
    await client.send(Stop())
    await client.close()
    await process.wait()
    return recording or float("nan"), listening or float("nan")


def _has_ear(news: News) -> bool:
    match news:
        case Snapshot():
            told: Sequence[Health] = news.health
        case HealthChanged():
            told = (news.health,)
        case _:
            return False
    return any(health.part == "ear" and health.state == "ready" for health in told)

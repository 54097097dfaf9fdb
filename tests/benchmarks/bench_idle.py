"""What listening costs while nobody speaks: CPU and context switches per second, part by part.

Through PulseAudio null sinks with a faint hiss in the microphone, each part added to the one
before. Beside it the figures of a throw-away prototype on the same kind of machine: a framework's
pipeline, and a bare front end with larger blocks. Models that are not here are left out.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

from companion.audio.echo import has_canceller
from companion.audio.level import LevelMeter
from companion.audio.portaudio import PortAudio
from companion.audio.soundcard import Soundcard, SoundcardSettings
from companion.paths import find_places
from companion.walk.ear import Ear, EarEngines
from models.audio import Frame
from models.errors import ModelMissing
from models.load import load_voice_activity
from models.store import Store
from tests.support.pulse import is_installed, pulse_rig

_PROTOTYPE = [
    {"part": "prototype: framework, 20 ms blocks, voice activity", "cpu": 12.8, "switches": 978},
    {"part": "prototype: front end, 32 ms blocks, voice activity", "cpu": 4.8, "switches": 640},
    {"part": "prototype: front end, 32 ms blocks, nothing else", "cpu": 2.7, "switches": 484},
]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this measurement may be told."""
    parser.add_argument("--store", type=Path, help="where the models are (default: the user's)")
    parser.add_argument("--seconds", type=float, default=20.0, help="listening per row")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return one row per set of parts, with the machine's load."""
    if not is_installed():
        return {"rows": [], "load": list(os.getloadavg()), "missing": "PulseAudio"}
    ear = _ear(args.store)
    rows = []
    with pulse_rig() as rig:
        rig.hiss(args.seconds * 5 + 20)
        library = PortAudio()
        library.refresh()
        for part, echo, listener in _parts(ear):
            settings = SoundcardSettings(echo=echo, listening="speaker")
            figures = asyncio.run(_listen(Soundcard(library, settings), listener, args.seconds))
            rows.append({"part": part, **figures})
    return {"rows": rows + _PROTOTYPE, "load": [round(load, 2) for load in os.getloadavg()]}


def table(result: dict[str, Any]) -> str:
    """Return the figures for reading."""
    lines = [f"{'listening':<54}{'CPU % of a core':>16}{'switches/s':>12}{'MB':>7}"]
    lines += [
        f"{row['part']:<54}{row['cpu']:>16}{row['switches']:>12}{row.get('megabytes', ''):>7}"
        for row in result["rows"]
    ]
    lines.append(f"load {result['load']} {result.get('missing', '')}")
    return "\n".join(lines)


def _ear(store: Path | None) -> Ear | None:
    try:
        return Ear(EarEngines(load_voice_activity(Store(store or find_places().models))))
    except ModelMissing:
        return None


def _parts(ear: Ear | None) -> list[tuple[str, Any, Callable[[Frame], object]]]:
    meter = LevelMeter()
    parts: list[tuple[str, Any, Callable[[Frame], object]]] = [
        ("devices, 20 ms blocks, one duplex stream", "off", lambda _: None),
        ("+ level meter", "off", meter.read),
    ]
    if ear is not None:
        parts.append(("+ voice activity", "off", ear.accept))
        if has_canceller():
            parts.append(("+ echo cancellation and noise suppression", "on", ear.accept))
    return parts


async def _listen(
    card: Soundcard, listener: Callable[[Frame], object], seconds: float
) -> dict[str, Any]:
    await card.open()
    began = before = None
    async for item in card.frames():
        if not isinstance(item, Frame):
            continue
        listener(item)
        if began is None and item.start_ms > 2000:
            began, before = time.monotonic(), _spent()
        if began is not None and time.monotonic() - began >= seconds:
            break
    assert began is not None
    assert before is not None
    passed, after = time.monotonic() - began, _spent()
    await card.close()
    return {
        "cpu": round(100 * (after[0] - before[0]) / passed, 1),
        "switches": round((after[1] - before[1]) / passed),
        "megabytes": round(psutil.Process().memory_info().rss / 2**20),
    }


def _spent() -> tuple[float, int]:
    """Return seconds of processor time and context switches of all threads."""
    times = psutil.Process().cpu_times()
    switches = 0
    for status in Path("/proc/self/task").glob("*/status"):
        for line in status.read_text().splitlines():
            if "ctxt_switches" in line:
                switches += int(line.split()[1])
    return times.user + times.system, switches

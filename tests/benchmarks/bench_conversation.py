"""Ten minutes of talk with the shipped walk through sound devices: is it company?

A PulseAudio server of its own with two null sinks stands for microphone and loudspeaker. The walker
is a synthetic voice that says a written conversation (`tests/data/conversations`) and waits for
replies as a person does; the walk is `promenade walk`, with the small recogniser that understands
that voice and the built-in companion. Times are those of a recording made beside the walk. The
recording (walker left, companion right), the session and the conversation in writing are kept in
`--out` to be listened to and read.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.audio import EAR_RATE
from models.language import Language
from tests.support.company import account, written
from tests.support.conversations import CONVERSATIONS, load_conversation, speak
from tests.support.conversing import Held, hold
from tests.support.pulse import PulseRig, is_installed, pulse_rig
from tests.support.sound import write_wav
from tests.support.walk_process import WalkProcess, settle

OUT = Path(__file__).resolve().parents[2] / "try-out" / "conversation"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this measurement."""
    parser.add_argument("--lang", choices=["en", "fr"], help="one language only")
    parser.add_argument("--minutes", type=float, default=15, help="then the walker ends the walk")
    parser.add_argument("--out", type=Path, default=OUT, help="what is kept of it")
    parser.add_argument("--script", type=Path, help="a conversation of your own")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Hold the conversations; returns the figures of each."""
    if not is_installed():
        return {"load": os.getloadavg()[0], "skipped": "pulseaudio is not installed"}
    files = [args.script] if args.script else sorted(CONVERSATIONS.glob("*.toml"))
    figures = {}
    for file in files:
        conversation = load_conversation(file)
        if args.lang in (None, conversation.language):
            figures[conversation.language] = _hold(file, args)
    return {"cores": os.cpu_count(), "languages": figures}


def table(result: dict[str, Any]) -> str:
    """Return the figures as text."""
    if "skipped" in result:
        return f"skipped: {result['skipped']}"
    lines = [f"machine: {result['cores']} cores"]
    for language, figures in result["languages"].items():
        for name, value in figures.items():
            lines.append(f"{language}  {name:52} {_shown(value)}")
    return "\n".join(lines)


def _shown(value: object) -> str:
    if not isinstance(value, list):
        return str(value)
    if not value or not all(isinstance(one, int) for one in value):
        return " | ".join(map(str, value)) or "none"
    return (
        f"n {len(value):3}  p50 {_share(value, 0.5):6.0f} ms  p95 {_share(value, 0.95):6.0f} ms  "
        f"most {max(value)} ms"
    )


def _share(values: Sequence[int], share: float) -> float:
    if len(values) < 2:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]


def _hold(file: Path, args: argparse.Namespace) -> dict[str, Any]:
    conversation = load_conversation(file)
    loads = [os.getloadavg()[0]]
    with pulse_rig() as rig, tempfile.TemporaryDirectory(prefix="promenade-talk-") as name:
        folder = Path(name)
        spoken = speak(conversation, folder / "clips")
        rig.hiss(30 * 60)
        held, walk = asyncio.run(_walk(rig, folder, conversation.language, spoken, args.minutes))
        loads.append(os.getloadavg()[0])
        out = args.out / conversation.language
        _keep(held, walk, out)
        events = walk.journal()
        (out / "conversation.txt").write_text(written(events), encoding="utf-8")
        return {"load": loads, **account(held, events, walk.cues), "kept in": str(out)}


async def _walk(
    rig: PulseRig, folder: Path, language: Language, spoken: Sequence[Any], minutes: float
) -> tuple[Held, WalkProcess]:
    places = settle(folder / "home")
    walk = await WalkProcess.start(places, language, rig.environment, "--listening", "headset")
    try:
        held = await hold(rig, walk, spoken, folder / "clips", minutes)
        await walk.wait()
    except BaseException:
        await walk.end()
        raise
    return held, walk


def _keep(held: Held, walk: WalkProcess, out: Path) -> None:
    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True, mode=0o700)
    both = [held.walker / 32_768, held.companion / 32_768]
    write_wav(out / "heard.wav", [side.astype(np.float64) for side in both], EAR_RATE)
    shutil.copytree(walk.folder.path, out / "session")

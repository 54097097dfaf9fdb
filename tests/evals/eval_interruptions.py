"""Imports stopped or killed at random moments: each must end with the very same transcript."""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec

from companion.paths import find_places
from companion.session.folder import list_folders
from companion.session.opening import load_session
from tests.support.recorded import tiny_model
from tests.support.recordings import write_talk

ROOT = Path(__file__).resolve().parents[2]
_LONGEST_SECONDS = 120


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)


def run(args: argparse.Namespace) -> dict[str, Any]:
    chance = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        talk = folder / "talk.wav"
        write_talk(talk)
        began = time.monotonic()
        whole = _to_the_end(talk, folder / "whole", args.jobs)
        took = time.monotonic() - began
        rows = [
            _interrupted(talk, folder / f"home{number}", args.jobs, took, chance)
            for number in range(args.runs)
        ]
    return {
        "runs": args.runs,
        "seconds_whole": took,
        "same": sum(words == whole for words, _, _ in rows),
        "stops": sum(stops for _, stops, _ in rows),
        "one_session": sum(sessions == 1 for _, _, sessions in rows),
    }


def table(result: dict[str, Any]) -> str:
    return (
        f"{result['runs']} imports, stopped (Ctrl-C, SIGTERM) or killed {result['stops']} times at random "
        f"moments:\n  same transcript to the letter   {result['same']}\n"
        f"  exactly one session             {result['one_session']}"
    )


def _interrupted(
    talk: Path, home: Path, jobs: int, took: float, chance: random.Random
) -> tuple[bytes, int, int]:
    """Interrupt an import once or twice, then let it end; return its words, stops and sessions."""
    stops = 0
    for _ in range(chance.randint(1, 2)):
        process = _begin(talk, home, jobs)
        time.sleep(chance.uniform(0.1, took))  # noqa: TID251 - another process is waited for
        if process.poll() is None:
            stops += 1
            how = chance.choice([signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
            os.killpg(process.pid, how) if how == signal.SIGINT else process.send_signal(how)
        process.wait(_LONGEST_SECONDS)
    words = _to_the_end(talk, home, jobs)
    return words, stops, len(list_folders(find_places(str(home))))


def _to_the_end(talk: Path, home: Path, jobs: int) -> bytes:
    _begin(talk, home, jobs).wait(_LONGEST_SECONDS)
    folders = list_folders(find_places(str(home)))
    if not folders:
        return b""
    transcript = load_session(folders[-1]).transcript
    return msgspec.json.encode((transcript.speakers, transcript.segments, transcript.duration_ms))


def _begin(talk: Path, home: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "companion", "import", str(talk), "--lang", "en"]
    command += ["--model", str(tiny_model("en")), "--jobs", str(jobs)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PROMENADE_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

"""Killed walks: the real walk process, `kill -9` at random, and what is there when it is reopened.

Each run starts `promenade walk --hold --source WAV` at the pace of real time, with the small genuine
recogniser, and looks on through its control socket, as the terminal does. At a random moment the
process is killed. Then the session is opened as a person would: every utterance that was told must
be in the journal, the recording must end where the walk's clock stood (beyond it, sound was lost),
and what was being said at that moment is heard again from the saved sound.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
import wave
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from companion.paths import Places, find_places
from companion.session.events import Entry
from companion.session.folder import SessionFolder
from companion.session.journal import read_journal
from companion.session.recovering import interrupted_sessions, recover
from companion.session.soundfile import sound_ms
from companion.settings import EarSettings, Settings, save_settings
from companion.walk.client import WalkClient
from companion.walk.meeting import open_meeting_place
from companion.walk.messages import Journalled, Level
from companion.walk.process import Ready
from models.audio import EAR_RATE, Samples
from models.language import Language
from models.load import choose_ear, load_ear
from models.speech import Final
from models.store import Store
from models.transcript import WALKER, Segment
from tests.support.recorded import clips, frames, listen, quiet, tiny_model

LONGEST_SOUND_LOST_MS = 1000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this measurement may be told."""
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--at-once", type=int, default=2, help="walks that go on at the same time")
    parser.add_argument(
        "--longest", type=float, default=9.0, help="seconds before the kill at most"
    )
    parser.add_argument("--seed", type=int, default=1)


@dataclass(slots=True)
class _Killed:
    """One run, up to the kill."""

    session: str
    told: list[Entry] = field(default_factory=list)
    clock_ms: int = 0
    """Where the walk's clock stood when it was killed."""


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return the counts over all runs."""
    with tempfile.TemporaryDirectory(prefix="promenade-crash-") as folder:
        places = find_places(folder)
        save_settings(
            places.settings_file, Settings(ear=EarSettings(model_en=str(tiny_model("en"))))
        )
        walker = Path(folder) / "walker.wav"
        _write_walker(walker)
        rows = asyncio.run(_runs(args, places, walker))
    return {
        "runs": len(rows),
        "reopened": sum(row["is_reopened"] for row in rows),
        "utterances_told": sum(row["told"] for row in rows),
        "utterances_lost": sum(row["lost"] for row in rows),
        "sound_lost_ms_worst": max(row["sound_lost_ms"] for row in rows),
        "sound_lost_ms_median": sorted(row["sound_lost_ms"] for row in rows)[len(rows) // 2],
        "sound_lost_over_1s": sum(row["sound_lost_ms"] > LONGEST_SOUND_LOST_MS for row in rows),
        "runs_with_words_recovered": sum(row["recovered"] > 0 for row in rows),
        "words_recovered": sum(row["recovered"] for row in rows),
        "torn_lines": sum(row["is_torn"] for row in rows),
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
    }


def table(result: dict[str, Any]) -> str:
    """Return the figures for reading."""
    names = {
        "runs": "walks killed",
        "reopened": "sessions reopened",
        "utterances_told": "utterances told as final",
        "utterances_lost": "of those, lost",
        "sound_lost_ms_median": "sound lost, median (ms)",
        "sound_lost_ms_worst": "sound lost, worst (ms)",
        "sound_lost_over_1s": "walks that lost over a second",
        "runs_with_words_recovered": "walks with words heard again",
        "words_recovered": "words heard again in all",
        "torn_lines": "journals with a torn last line",
    }
    lines = [f"{names[key]:<34}{result[key]:>8}" for key in names]
    return "\n".join([*lines, f"{result['cores']} cores, load {result['load']}"])


def _write_walker(file: Path) -> None:
    """Write a walker who speaks almost without a pause, so that most kills fall into speech."""
    parts = [part for _, sound in clips("en") for part in (sound, quiet(0.7))]
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(EAR_RATE)
        out.writeframes(np.concatenate(parts).tobytes())


async def _runs(args: argparse.Namespace, places: Places, walker: Path) -> list[dict[str, Any]]:
    store = Store(places.models)
    ear = load_ear(choose_ear(store, "en", str(tiny_model("en"))), store)
    chance = random.Random(args.seed)
    delays = [chance.uniform(0.3, args.longest) for _ in range(args.runs)]
    gate = asyncio.Semaphore(args.at_once)
    rows: list[dict[str, Any]] = []

    def hear(samples: Samples, start_ms: int, language: Language) -> list[Segment]:
        _, finals = listen(ear.recognizer(), frames(samples, start_ms))
        return [_segment(f"again-{n}", final, start_ms) for n, final in enumerate(finals)]

    async def one(delay: float) -> None:
        async with gate:
            killed = await _walk_and_kill(places, walker, delay)
            rows.append(await asyncio.to_thread(_examine, places, killed, hear))
            sys.stderr.write(f"\r{len(rows)}/{args.runs}")

    await asyncio.gather(*(one(delay) for delay in delays))
    sys.stderr.write("\n")
    return rows


async def _walk_and_kill(places: Places, walker: Path, delay: float) -> _Killed:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "companion", "walk", "--hold", "--lang", "en"),
        *("--source", str(walker)),
        env={**os.environ, "PROMENADE_HOME": str(places.data), "PROMENADE_UI_LANG": "en"},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    killed = _Killed(msgspec.json.decode(await process.stdout.readline(), type=Ready).session)
    client = await WalkClient.connect(open_meeting_place(places, killed.session))
    last = [0, time.monotonic()]
    looking = asyncio.create_task(_look_on(client, killed, last))
    await asyncio.sleep(delay)
    process.kill()
    killed.clock_ms = int(last[0] + (time.monotonic() - last[1]) * 1000) if last[0] else 0
    await process.wait()
    await looking
    await client.close()
    return killed


async def _look_on(client: WalkClient, killed: _Killed, last: list[float]) -> None:
    """Note all that is told until the line breaks."""
    async for news in client.news():
        if isinstance(news, Journalled):
            killed.told.append(news.entry)
        elif isinstance(news, Level):
            last[:] = [news.at_ms, time.monotonic()]


def _examine(places: Places, killed: _Killed, hear: Any) -> dict[str, Any]:
    folder = SessionFolder(places.sessions / killed.session)
    is_torn = not folder.journal.read_bytes().endswith(b"\n")
    is_offered = folder in interrupted_sessions(places)
    found = recover(folder, hear)
    kept = {entry.seq: entry for entry in read_journal(folder.journal).entries}
    with wave.open(str(folder.recording)) as played:
        is_playable = played.getnframes() * 1000 // EAR_RATE == sound_ms(folder.recording)
    return {
        "is_reopened": is_offered and is_playable and found.state.ended is not None,
        "told": len(killed.told),
        "lost": sum(kept.get(entry.seq) != entry for entry in killed.told),
        "sound_lost_ms": max(0, killed.clock_ms - found.sound_ms),
        "recovered": sum(len(segment.text.split()) for segment in found.segments),
        "is_torn": is_torn,
    }


def _segment(id: str, final: Final, start_ms: int) -> Segment:
    first = final.words[0].start_ms if final.words else start_ms
    last = final.words[-1].end_ms if final.words else start_ms
    return Segment(id, WALKER, first, last, final.text, final.words)

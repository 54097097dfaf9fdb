"""A real walk, in a process of its own, that hears one question again and again, alone and watched.

It is heard from a WAV at its own pace, so no sound card is needed; what is measured is the journal's:
from the end of the question to the first sound of the answer. Stretches alone and watched take turns,
so that both meet the same load.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import numpy as np

from companion.audio.resample import resample
from companion.paths import Places, find_places
from companion.session.events import TurnClosed
from companion.session.journal import read_journal
from companion.walk.client import WalkClient
from companion.walk.meeting import MeetingPlace, meeting_places
from companion.walk.messages import Level
from models.audio import EAR_RATE
from models.load import load_synthesizer

MODEL = Path(__file__).resolve().parents[2] / "scripts" / "recorded" / "models" / "vosk-tiny-en"
QUESTION = "what do you think"
LEAD_SECONDS = 4.0
REST_SECONDS = 7.0
"""For the answer, and for the silence after it."""


class Watcher(Protocol):
    """An interface that is open."""

    def watch(self, seconds: float) -> None:
        """Draw for this long."""


def answer_times(
    home: str, watching: Callable[[], AbstractContextManager[Watcher]], questions: int
) -> tuple[list[float], list[float]]:
    """Return the milliseconds to the first sound of each answer: alone, and watched.

    `questions`: in each of four stretches, two alone and two watched.
    """
    places = find_places(home)
    _prepare(places)
    source = Path(home) / "questions.wav"
    slot = _write(source, 4 * questions)
    command = [sys.executable, "-m", "companion", "walk", "--lang", "en", "--source", str(source)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PROMENADE_HOME": home, "PROMENADE_UI_LANG": "en"},
    )
    try:
        met, began = asyncio.run(_meet(places))
        watched: list[tuple[float, float]] = []
        for stretch in range(1, 5):
            until = began + LEAD_SECONDS + stretch * questions * slot
            if stretch % 2:
                asyncio.run(asyncio.sleep(max(until - time.monotonic(), 0)))
                continue
            with watching() as watcher:
                since = time.monotonic()
                watcher.watch(until - since)
            watched.append(((since - began) * 1000, (until - began) * 1000))
        process.wait(60)
    finally:
        process.kill()
        process.wait()
    return _split(places.sessions / met.session / "journal.jsonl", watched)


def _prepare(places: Places) -> None:
    models = find_places().models
    places.cache.mkdir(parents=True, exist_ok=True)
    if models.is_dir() and not places.models.exists():
        places.models.symlink_to(models)
    places.settings_file.parent.mkdir(parents=True, exist_ok=True)
    places.settings_file.write_text(
        f'[ear]\nmodel_en = "{MODEL}"\n[chat]\nmodel = "none"\n', encoding="utf-8"
    )


def _write(file: Path, questions: int) -> float:
    """Write the questions; return the seconds from one to the next."""
    voice = load_synthesizer()
    spoken = voice.speak(QUESTION, "en")
    voice.close()
    clip = resample(spoken.samples, spoken.rate, EAR_RATE)
    slot = np.concatenate([clip, np.zeros(round(REST_SECONDS * EAR_RATE), np.int16)])
    lead = np.zeros(round(LEAD_SECONDS * EAR_RATE), np.int16)
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, EAR_RATE, 0, "NONE", ""))
        sound.writeframes(np.concatenate([lead, *[slot] * questions]).astype(np.int16).tobytes())
    return len(slot) / EAR_RATE


async def _meet(places: Places) -> tuple[MeetingPlace, float]:
    """Return the walk, and when on the monotonic clock its own time began."""
    async with asyncio.timeout(60):
        while not (met := meeting_places(places)):  # noqa: ASYNC110 - another process makes it
            await asyncio.sleep(0.02)
        client = await WalkClient.connect(met[0])
        async for news in client.news():
            if isinstance(news, Level):
                await client.close()
                return met[0], time.monotonic() - news.at_ms / 1000
    raise TimeoutError("the walk tells no level")


def _split(journal: Path, watched: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    alone: list[float] = []
    seen: list[float] = []
    for entry in read_journal(journal).entries:
        turn = entry.event
        if isinstance(turn, TurnClosed) and turn.first_sound_ms:
            is_seen = any(start <= turn.speech_end_ms <= end for start, end in watched)
            (seen if is_seen else alone).append(turn.first_sound_ms - turn.speech_end_ms)
    return alone, seen

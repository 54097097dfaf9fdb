"""The companion's own voice in the microphone: does it interrupt itself, and can it be interrupted?

Its voice is looped back at 0 and -10 dB, straight and through measured rooms, in sample time, with
and without the canceller; the shipped ear says what it takes for the walker. Real interruptions are
human clips laid over it at equal loudness, while it speaks on. A simulation: one clock, no
loudspeaker's distortion, no real room. Models that are not here: `promenade setup`, or `--store`.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from companion.audio.echo import EchoCanceller
from companion.audio.resample import EarFrames, resample
from companion.audio.wavefile import read_sound
from companion.paths import find_places
from companion.turns.events import Voiced
from companion.walk.ear import Ear, EarEngines
from models.audio import EAR_RATE, FRAME_MS, FRAME_SAMPLES, Frame, Samples
from models.language import Language
from models.load import load_synthesizer, load_voice_activity
from models.speech import VoiceActivity
from models.store import Store

LOUDNESS_DBFS = -20.0
DELAY_MS = 90
"""From a sample handed to the device to its return, as measured on sound servers."""
EVERY_SECONDS = 9.0
CLIP_SECONDS = 2.5
PATIENCE_MS = 3000
_BLOCK = EAR_RATE // 50

_SENTENCES: list[tuple[Language, str]] = [
    ("en", "So the families who water the garden in July are the ones who keep the vegetables."),
    ("en", "What would have to be true for the bakery to hold the key?"),
    ("en", "Stop there for a moment: which of those two worries weighs more?"),
    ("fr", "Et si les voisins arrosaient le matin, qu'est-ce que cela changerait pour l'école ?"),
    ("fr", "Vous disiez que les capteurs coûtent trop cher. Qu'est-ce qui resterait sans eux ?"),
    ("fr", "Attendez : à qui faudrait-il poser cette question d'abord ?"),
]


@dataclass(frozen=True)
class _Condition:
    path: str
    echo_db: int
    response: np.ndarray[Any, np.dtype[np.float64]]
    is_cancelled: bool


NEEDS = ("speech/manifest.tsv",)
"""Any of these below the data folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this measurement may be told."""
    parser.add_argument("--store", type=Path, help="where the models are (default: the user's)")
    parser.add_argument("--minutes", type=float, default=5.0, help="own voice per condition")
    parser.add_argument("--rooms", type=int, default=4, help="how many room responses")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return one row per condition, with the machine's load."""
    voice = load_voice_activity(Store(args.store or find_places().models))
    own = _own_voice(args.minutes * 60)
    clips = list(_walkers(Path(args.data) / "speech", voice))
    rows = [
        _measure(condition, own, clips, voice)
        for condition in _conditions(Path(args.data) / "noise" / "rirs", args.rooms)
    ]
    return {
        "minutes": args.minutes,
        "clips": len(clips),
        "rows": rows,
        "load": [round(load, 2) for load in os.getloadavg()],
    }


def table(result: dict[str, Any]) -> str:
    """Return the figures for reading."""
    lines = [
        f"{result['minutes']} minutes of its own voice per row, {result['clips']} human clips",
        f"{'path':<28}{'echo':>7}{'canceller':>11}{'voiced %':>10}{'self-int.':>10}"
        f"{'real int.':>10}{'missed':>8}{'p50 ms':>8}{'p95 ms':>8}",
    ]
    lines += [
        f"{row['path']:<28}{row['echo_db']:>4} dB{row['canceller']:>11}"
        f"{row['voiced_percent']:>10}{row['self_interruptions']:>10}{row['interruptions']:>10}"
        f"{row['missed']:>8}{row['p50_ms']!s:>8}{row['p95_ms']!s:>8}"
        for row in result["rows"]
    ]
    lines.append("Simulated paths on one clock; no real room was tested.")
    lines.append(f"load {result['load']}")
    return "\n".join(lines)


def _conditions(rooms: Path, count: int) -> Iterator[_Condition]:
    straight = np.ones(1)
    for echo_db in (0, -10):
        yield _Condition("straight", echo_db, straight, is_cancelled=False)
        yield _Condition("straight", echo_db, straight, is_cancelled=True)
    files = sorted(rooms.rglob("*.wav"))
    for file in files[:: max(1, len(files) // max(1, count))][:count]:
        response = read_sound(file).astype(np.float64)
        response /= np.sqrt(np.sum(np.square(response)))
        name = str(file.relative_to(rooms).with_suffix(""))
        for echo_db in (0, -10):
            yield _Condition(name, echo_db, response, is_cancelled=True)


def _measure(
    condition: _Condition, own: Samples, clips: list[Samples], voice: VoiceActivity
) -> dict[str, Any]:
    echo = _echo(own, condition)
    alone = list(_heard(own, echo, condition))
    voice.reset()
    voiced = np.mean([voice.probability(frame) > 0.5 for frame in alone])
    own_voiced = _onsets(alone, voice)
    at, laid = _lay(echo, clips)
    begun = _onsets(list(_heard(own, laid, condition)), voice)
    delays, missed = [], 0
    for start_ms in at:
        later = [one - start_ms for one in begun if 0 < one - start_ms <= PATIENCE_MS]
        if later:
            delays.append(later[0])
        else:
            missed += 1
    return {
        "path": condition.path,
        "echo_db": condition.echo_db,
        "canceller": "on" if condition.is_cancelled else "off",
        "voiced_percent": round(100 * float(voiced), 2),
        "self_interruptions": len(own_voiced),
        "interruptions": len(at),
        "missed": missed,
        "p50_ms": round(float(np.percentile(delays, 50))) if delays else None,
        "p95_ms": round(float(np.percentile(delays, 95))) if delays else None,
    }


def _heard(own: Samples, microphone: Samples, condition: _Condition) -> Iterator[Frame]:
    """Yield what the ear gets, block by block as from a duplex device."""
    canceller = EchoCanceller(cancels=condition.is_cancelled)
    cut, number = EarFrames(), 0
    for first in range(0, len(own) - _BLOCK, _BLOCK):
        block = slice(first, first + _BLOCK)
        cleaned = canceller.process(microphone[block], own[block])
        for samples in cut.push(cleaned):
            yield Frame(number * FRAME_MS, samples)
            number += 1


def _onsets(frames: list[Frame], voice: VoiceActivity) -> list[int]:
    """Return when the shipped ear would have fallen silent for a voice."""
    voice.reset()
    ear = Ear(EarEngines(voice))
    return [
        event.at_ms for frame in frames for event in ear.accept(frame) if isinstance(event, Voiced)
    ]


def _echo(own: Samples, condition: _Condition) -> Samples:
    delay = DELAY_MS * EAR_RATE // 1000
    size = len(own) + len(condition.response) + delay
    spectrum = np.fft.rfft(own, size) * np.fft.rfft(condition.response, size)
    wet = np.fft.irfft(spectrum, size) * 10 ** (condition.echo_db / 20)
    hiss = np.random.default_rng(0).normal(0, 3, len(own))
    delayed = np.concatenate((np.zeros(delay), wet))[: len(own)]
    return np.clip(delayed + hiss, -32_768, 32_767).astype(np.int16)


def _lay(echo: Samples, clips: list[Samples]) -> tuple[list[int], Samples]:
    """Lay clips over the echo, one after the other; return when each begins, in milliseconds."""
    laid, at = echo.astype(np.int32), []
    step = round(EVERY_SECONDS * EAR_RATE)
    for number, start in enumerate(range(2 * step, len(echo) - step, step)):
        clip = clips[number % len(clips)]
        laid[start : start + len(clip)] += clip
        at.append(start * 1000 // EAR_RATE)
    return at, np.clip(laid, -32_768, 32_767).astype(np.int16)


def _own_voice(seconds: float) -> Samples:
    """Return the companion speaking without end, a third of a second between sentences."""
    voice = load_synthesizer()
    try:
        spoken = [voice.speak(text, language) for language, text in _SENTENCES]
    finally:
        voice.close()
    pause = np.zeros(EAR_RATE // 3, dtype=np.int16)
    parts = [p for s in spoken for p in (_level(resample(s.samples, s.rate, EAR_RATE)), pause)]
    once = np.concatenate(parts)
    wanted = round(seconds * EAR_RATE)
    return np.tile(once, wanted // len(once) + 1)[:wanted]


def _walkers(folder: Path, voice: VoiceActivity) -> Iterator[Samples]:
    """Yield human clips from their first voiced frame on, at the loudness of the companion."""
    with (folder / "manifest.tsv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        sound = read_sound(folder / row["wav"])
        voice.reset()
        for first in range(0, min(len(sound), 5 * EAR_RATE) - FRAME_SAMPLES, FRAME_SAMPLES):
            if voice.probability(Frame(0, sound[first : first + FRAME_SAMPLES])) > 0.5:
                yield _level(sound[first : first + round(CLIP_SECONDS * EAR_RATE)])
                break


def _level(samples: Samples) -> Samples:
    power = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
    gain = 10 ** (LOUDNESS_DBFS / 20) * 32_768 / max(power, 1.0)
    return np.asarray(np.clip(samples * gain, -32_768, 32_767), dtype=np.int16)

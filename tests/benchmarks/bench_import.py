"""Imports: speed and word errors beside `vosk-transcriber`, memory of a long file, 100 subtitle files."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import psutil  # type: ignore[import-untyped]

from companion.paths import find_places
from companion.session.importing import create_session
from models.audio import EAR_RATE
from models.load import EarChoice
from models.transcript import Transcript
from reporting.ingest.engines import EngineWishes
from reporting.ingest.intake import RecordingWishes, hire, taking_in
from reporting.sources.reading import read
from tests.support.word_errors import word_errors

SUBTITLE_FILES = 100
SUBTITLE_MINUTES = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", type=Path, help="vosk folder (default: vosk-tiny-en of DIR)")
    parser.add_argument(
        "--file", type=Path, help="recording (default: made of the model's samples)"
    )
    parser.add_argument("--text", type=Path, help="what is said in it")
    parser.add_argument("--models", type=Path, help="root of a model store, to tell voices too")
    parser.add_argument("--minutes", type=float, default=10, help="length of what is made")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--hours", type=float, default=0, help="also a file this long, for memory")


def run(args: argparse.Namespace) -> dict[str, Any]:
    model = args.model or Path(args.data) / "models" / "vosk-tiny-en"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        sound, text = args.file, args.text.read_text(encoding="utf-8") if args.text else ""
        if sound is None:
            sound, text = _made(model, args.minutes, folder / "talk.wav")
        result = _side_by_side(sound, text, model, args, folder)
        result["subtitles"] = _subtitles(folder)
        if args.hours:
            long, _ = _made(model, 60 * args.hours, folder / "long.wav")
            result["long"] = _memory(long, model, args, folder)
    return result


def table(result: dict[str, Any]) -> str:
    theirs, ours, voices = (result[name] for name in ("vosk-transcriber", "ours", "ours, voices"))
    lines = [f"{'':<34}{'seconds':>9}{'cpu':>9}{'x real time':>12}{'word errors':>13}"]
    for name in ("vosk-transcriber", "ours", "ours, voices"):
        row = result[name]
        lines.append(
            f"{name:<34}{row['seconds']:>9.1f}{row['cpu_seconds']:>9.1f}{row['speed']:>12.1f}{row['word_errors']:>13.2%}"
        )
    lines.append(
        f"times faster: {theirs['seconds'] / ours['seconds']:.2f} (voices told apart as well: "
        f"{theirs['seconds'] / voices['seconds']:.2f}), medians of {result['runs']} runs on "
        f"{result['cores']} cores, load {result['load']:.1f}"
    )
    lines.append(
        f"processor seconds for each of theirs: {ours['cpu_seconds'] / theirs['cpu_seconds']:.2f}, "
        f"so at most {result['jobs'] * theirs['cpu_seconds'] / ours['cpu_seconds']:.2f} times faster "
        f"with {result['jobs']} at once on idle cores"
    )
    if "long" in result:
        long = result["long"]
        lines.append(
            f"{long['minutes']:.0f} minutes: at most {long['megabytes']:.0f} MB in all processes, "
            f"{long['above_model']:.0f} MB above the model"
        )
    files = result["subtitles"]
    lines.append(
        f"{files['files']} subtitle files, {files['hours']:.0f} h: {files['seconds']:.2f} s"
    )
    return "\n".join(lines)


def _side_by_side(
    sound: Path, text: str, model: Path, args: argparse.Namespace, folder: Path
) -> dict[str, Any]:
    seconds = _seconds(sound)
    kinds: dict[str, Callable[[], tuple[str, float]]] = {
        "vosk-transcriber": lambda: _theirs(sound, model, folder),
        "ours": lambda: _ours(sound, model, args, folder, tells_voices=False),
        "ours, voices": lambda: _ours(sound, model, args, folder, tells_voices=True),
    }
    took: dict[str, list[float]] = {name: [] for name in kinds}
    cpu = dict.fromkeys(kinds, 0.0)
    heard: dict[str, str] = {}
    for _ in range(args.runs):  # one after the other, so that a busy machine slows all alike
        for name, hear in kinds.items():
            began = time.monotonic()
            heard[name], busy = hear()
            took[name].append(time.monotonic() - began)
            cpu[name] += busy
    result: dict[str, Any] = {
        "minutes": seconds / 60,
        "runs": args.runs,
        "jobs": args.jobs,
        "cores": len(os.sched_getaffinity(0)),
        "load": os.getloadavg()[0],
    }
    for name in kinds:
        middle = sorted(took[name])[len(took[name]) // 2]
        result[name] = {
            "seconds": middle,
            "speed": seconds / middle,
            "cpu_seconds": cpu[name] / args.runs,
            "word_errors": _error_rate(text, heard[name]),
        }
    return result


def _error_rate(said: str, heard: str) -> float:
    errors = word_errors(said, heard)
    return errors.wrong / max(1, errors.words)


def _cpu() -> float:
    """Return the processor seconds of this process, its ended children and all below it that live."""
    seconds = sum(os.times()[:4])
    for process in psutil.Process().children(recursive=True):
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue
        seconds += times.user + times.system
    return seconds


def _theirs(sound: Path, model: Path, folder: Path) -> tuple[str, float]:
    before, out = _cpu(), folder / "theirs.txt"
    command = [str(Path(sys.executable).parent / "vosk-transcriber"), "-m", str(model)]
    subprocess.run(
        [*command, "-i", str(sound), "-o", str(out), "--log-level", "WARNING"],
        check=True,
        capture_output=True,
    )
    return out.read_text(encoding="utf-8"), _cpu() - before


def _ours(
    sound: Path, model: Path, args: argparse.Namespace, folder: Path, *, tells_voices: bool
) -> tuple[str, float]:
    transcript, busy = _taken(sound, model, args, folder, tells_voices=tells_voices)
    said = " ".join(word.text for segment in transcript.segments for word in segment.words)
    return said, busy


def _taken(
    sound: Path, model: Path, args: argparse.Namespace, folder: Path, *, tells_voices: bool
) -> tuple[Transcript, float]:
    """Return the transcript and the processor seconds it took, those of the processes as well."""
    before = _cpu()
    store = args.models or find_places().models
    engines = EngineWishes(
        EarChoice("vosk", model.name, model), "en", store, tells_voices=tells_voices
    )
    crew = hire(engines, args.jobs)
    try:
        with taking_in(sound, RecordingWishes(engines, folder / "work"), crew) as taken:
            taken.workshop.clear()
            return taken.transcript, _cpu() - before
    finally:
        crew.close()


def _made(model: Path, minutes: float, out: Path) -> tuple[Path, str]:
    """Write a recording of the model's own samples with pauses between; return it and its text."""
    samples = sorted((model / "samples").glob("sample*.wav"))
    if not samples:
        raise SystemExit(f"there are no samples of the voice in {model}: give --file or --data")
    chosen = np.random.default_rng(7)
    wanted, done, texts = int(minutes * 60 * EAR_RATE), 0, []
    with wave.open(str(out), "wb") as file:
        file.setparams((1, 2, EAR_RATE, 0, "NONE", ""))
        while done < wanted:
            sample = samples[int(chosen.integers(len(samples)))]
            with wave.open(str(sample)) as source:
                sound = source.readframes(source.getnframes())
            silence = bytes(2 * int(chosen.uniform(0.25, 1.2) * EAR_RATE))
            file.writeframes(sound + silence)
            done += (len(sound) + len(silence)) // 2
            texts.append(sample.with_suffix(".txt").read_text(encoding="utf-8").strip())
    return out, " ".join(texts)


def _seconds(sound: Path) -> float:
    from reporting.ingest.sound import open_sound

    return open_sound(sound).duration_ms / 1000


def _memory(sound: Path, model: Path, args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    model_bytes = sum(file.stat().st_size for file in model.rglob("*") if file.is_file())
    before = psutil.Process().memory_full_info().pss
    with _watched() as peak:
        _taken(sound, model, args, folder, tells_voices=True)
    used = (peak[0] - before) / 1e6
    return {
        "minutes": _seconds(sound) / 60,
        "megabytes": peak[0] / 1e6,
        "above_model": used - model_bytes / 1e6,
    }


@contextmanager
def _watched() -> Iterator[list[int]]:
    """Note the most memory that this process and its children share out among them."""
    peak, over = [0], threading.Event()

    def watch() -> None:
        own = psutil.Process()
        while not over.wait(0.25):
            total = 0
            for process in [own, *own.children(recursive=True)]:
                try:
                    total += process.memory_full_info().pss
                except psutil.Error:
                    continue
            peak[0] = max(peak[0], total)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def _subtitles(folder: Path) -> dict[str, Any]:
    files = [
        _subtitle_file(folder / f"talk{number}.srt", number) for number in range(SUBTITLE_FILES)
    ]
    home = folder / "home"
    places = find_places(str(home))
    began = time.monotonic()
    for file in files:
        create_session(places, read(file), started_at="2026-01-01T10:00:00+00:00")
    took = time.monotonic() - began
    shutil.rmtree(home)
    return {
        "files": SUBTITLE_FILES,
        "hours": SUBTITLE_FILES * SUBTITLE_MINUTES / 60,
        "seconds": took,
    }


def _subtitle_file(path: Path, number: int) -> Path:
    cues = []
    for cue in range(SUBTITLE_MINUTES * 20):
        start = cue * 3
        stamps = " --> ".join(
            f"00:{at // 60:02d}:{at % 60:02d},{part}"
            for at, part in ((start, "000"), (start + 2, "900"))
        )
        cues.append(f"{cue + 1}\n{stamps}\nThis is what was said in line {cue} of file {number}.\n")
    path.write_text("\n".join(cues), encoding="utf-8")
    return path

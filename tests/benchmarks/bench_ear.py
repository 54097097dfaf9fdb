"""Real-time factor of the ear, part by part: voice activity, recogniser, end of turn; and in silence.

A factor of 0.05 means that a second of sound costs 50 ms of one core. The recogniser is measured as
a walk uses it, frame by frame with partials, and as an import does. `--model DIR --lang fr` names
another vosk folder, heard on the human clips of `speech/`. Models that are not on this machine are
left out: `promenade setup` fetches them; `--store DIR` names another store.
"""

from __future__ import annotations

import argparse
import csv
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from companion.paths import find_places
from models.audio import EAR_RATE, Samples
from models.errors import ModelMissing
from models.language import LANGUAGES, Language
from models.load import EarChoice, choose_ear, load_ear, load_turn_judge, load_voice_activity
from models.speech import Ear
from models.store import Store
from tests.support.recorded import clips, frames, quiet, read_wav, tiny_model

_JUDGED = 12
_JUDGED_SAMPLES = 8 * EAR_RATE
_SILENCE_SECONDS = 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this measurement may be told."""
    parser.add_argument("--model", default="", help="folder of a vosk model, or `pocketsphinx`")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="what that model hears")
    parser.add_argument("--store", type=Path, help="where the models are (default: the user's)")
    parser.add_argument("--seconds", type=float, default=90.0, help="sound to hear per model")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return one row per part, with the machine's load."""
    store = Store(args.store or find_places().models)
    rows: list[dict[str, Any]] = []
    spoken = quiet()
    for language, choice in _choices(args, store):
        spoken = _sound(args, language)
        rows += _ear_rows(choice, store, language, spoken)
    rows += _voice_rows(store, spoken)
    rows += _turn_rows(store, spoken)
    rows += _whole_rows(rows)
    return {
        "rows": rows,
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
    }


def table(result: dict[str, Any]) -> str:
    """Return the figures for reading."""
    lines = [f"{'part':<44}{'model':<30}{'sound s':>9}{'factor':>9}{'ms each':>9}"]
    lines += [
        f"{row['part']:<44}{row['model']:<30}{row['seconds']:>9}{row['factor']:>9}"
        f"{row.get('each_ms', ''):>9}"
        for row in result["rows"]
    ]
    lines.append(f"{result['cores']} cores, load {result['load']}")
    return "\n".join(lines)


def _choices(args: argparse.Namespace, store: Store) -> Iterable[tuple[Language, EarChoice]]:
    if args.model:
        yield args.lang, choose_ear(store, args.lang, args.model)
        return
    for language in LANGUAGES:
        yield language, EarChoice("vosk", f"vosk-tiny-{language}", tiny_model(language))


def _sound(args: argparse.Namespace, language: Language) -> Samples:
    parts = _human(Path(args.data) / "speech", language) if args.model else clips(language)
    joined = np.concatenate([part for _, samples in parts for part in (samples, quiet(1.0))])
    return joined[: round(args.seconds * EAR_RATE)]


def _human(folder: Path, language: Language) -> list[tuple[str, Samples]]:
    with (folder / "manifest.tsv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(r["id"], read_wav(folder / r["wav"])) for r in rows if r["lang"] == language]


def _ear_rows(
    choice: EarChoice, store: Store, language: Language, spoken: Samples
) -> list[dict[str, Any]]:
    load_ear(choice, store)  # a folder of one's own is tried out first, which is not loading
    started = time.perf_counter()
    ear = load_ear(choice, store)
    loading = time.perf_counter() - started
    silence = quiet(_SILENCE_SECONDS)
    return [
        {"part": f"{language}: loading", "model": ear.card.model, "seconds": "", "factor": "",
         "each_ms": round(loading * 1000)},
        _row(f"{language}: recogniser, live", ear, spoken, lambda: _live(ear, spoken)),
        _row(f"{language}: recogniser, finished sound", ear, spoken, lambda: _whole(ear, spoken)),
        _row(f"{language}: recogniser, live, in silence", ear, silence, lambda: _live(ear, silence)),
    ]  # fmt: skip


def _row(part: str, ear: Ear, sound: Samples, work: Callable[[], None]) -> dict[str, Any]:
    return _timed(part, ear.card.model, sound, work)


def _timed(part: str, model: str, sound: Samples, work: Callable[[], None]) -> dict[str, Any]:
    # Time of this process's own cores: others on the machine do not count.
    started = time.process_time()
    work()
    spent = time.process_time() - started
    seconds = len(sound) / EAR_RATE
    return {
        "part": part,
        "model": model,
        "seconds": round(seconds, 1),
        "factor": round(spent / seconds, 4),
    }


def _live(ear: Ear, sound: Samples) -> None:
    recognizer = ear.recognizer()
    for frame in frames(sound):
        recognizer.accept(frame)
    recognizer.finish()


def _whole(ear: Ear, sound: Samples) -> None:
    for _ in ear.hear(sound):
        pass


def _voice_rows(store: Store, sound: Samples) -> list[dict[str, Any]]:
    try:
        activity = load_voice_activity(store)
    except ModelMissing:
        return []
    given = frames(sound)

    def listen() -> None:
        for frame in given:
            activity.probability(frame)

    row = _timed("voice activity", "silero-vad", sound, listen)
    return [{**row, "each_ms": round(row["factor"] * 32, 2)}]


def _turn_rows(store: Store, sound: Samples) -> list[dict[str, Any]]:
    try:
        judge = load_turn_judge(store)
    except ModelMissing:
        return []
    steps = np.linspace(_JUDGED_SAMPLES, len(sound), _JUDGED, dtype=int)

    def decide() -> None:
        for end in steps:
            judge.completeness(sound[end - _JUDGED_SAMPLES : end])

    row = _timed("end of turn, a verdict on each pause", "smart-turn-v3.2", sound, decide)
    seconds = len(sound) / EAR_RATE
    return [{**row, "each_ms": round(row["factor"] * seconds * 1000 / _JUDGED)}]


def _whole_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what a walk spends on listening: recogniser, voice activity and verdicts together."""
    shared = [row for row in rows if row["model"] in ("silero-vad", "smart-turn-v3.2")]
    live = [row for row in rows if row["part"].endswith("recogniser, live")]
    if len(shared) < 2:
        return []
    return [
        {
            **row,
            "part": row["part"].replace("recogniser, live", "the whole ear, live"),
            "model": "all three",
            "factor": round(sum(part["factor"] for part in (row, *shared)), 4),
        }
        for row in live
    ]

"""How often would the companion cut in while somebody thinks, and how long do they wait for it?

Silence only, the end-of-turn model alone and the shipped rules hear the same clips in one run. With
sound: `speech/` of the data folder, clean and with wind, steps and traffic at 15 and 5 dB, words laid
on the clean voice regions, 0.3 s late, right and with one word in ten wrong. Without sound (words
with times alone): debate speeches and brainstorms, ours without the model against silence only. The
wait counts only where the reference is complete. The two others are set to the same median wait.
"""

from __future__ import annotations

import argparse
import csv
import re
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from companion.audio.wavefile import read_sound
from companion.cli.walking import bounds
from companion.paths import find_places
from companion.settings import PatienceSettings
from companion.turns import events as on
from models.audio import EAR_RATE, Samples
from models.language import LANGUAGES, Language
from models.load import load_turn_judge, load_voice_activity
from models.store import Store
from tests.support.pauses import (
    TAIL_MS,
    Clip,
    Listened,
    Region,
    Rule,
    Score,
    Spoken,
    lay,
    listen,
    model_alone,
    ours,
    reference_words,
    regions_of,
    score,
    silence_only,
    with_errors,
)

NOISES = {"wind": "nature/wind", "steps": "nature/walk-on-gravel", "traffic": "urban/traffic"}
LEVELS_DB = (15, 5)
WORD_ERRORS = 0.1
TIMEOUTS_MS = (2000, 3000, 4000, 6000)
THRESHOLDS = (0.5, 0.7, 0.9, 0.95)
_READ = ("read", "LJSpeech", "acted")

NEEDS = (
    "speech/manifest.tsv",
    "asr/en-debate-speeches/asr/*.asr",
    "brainstorms/utterances.csv",
)
"""Any of these below the data folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this measurement."""
    parser.add_argument("--clean", action="store_true", help="clean sound only, a minute's work")
    parser.add_argument("--without-sound", action="store_true", help="words with times alone")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Measure; returns one row for each condition, language and rule."""
    rows: list[dict[str, Any]] = []
    if not args.without_sound:
        store = Store(find_places().models)
        voice, judge = load_voice_activity(store), load_turn_judge(store)
        for condition, mix in _conditions(args.data, clean_only=args.clean):
            clips = _clips(args.data, mix, lambda sound: listen(sound, voice, judge))
            rows += _rows(condition, clips)
            vocabulary = [word.text for clip in clips for word in clip.words]
            wrong = [with_errors(clip, WORD_ERRORS, vocabulary) for clip in clips]
            rows += _rows(f"{condition}, 10 % word errors", wrong)
    rows += _rows("debates, no sound", _debates(args.data), has_sound=False)
    rows += _rows("brainstorms, no sound", _brainstorms(args.data), has_sound=False)
    return {"rows": rows}


def on_clean_sound(data: Path, languages: Sequence[Language]) -> list[dict[str, Any]]:
    """Return the rows of clean sound; none where there is no such data."""
    if not (data / "speech" / "manifest.tsv").is_file():
        return []
    store = Store(find_places().models)
    voice, judge = load_voice_activity(store), load_turn_judge(store)
    clips = _clips(data, lambda sound: sound, lambda sound: listen(sound, voice, judge))
    return [row for row in _rows("clean", clips) if row["language"] in languages]


def table(result: dict[str, Any]) -> str:
    """Return the rows as text."""
    lines = [
        f"{'condition':38}{'lang':5}{'rule':22}{'pauses':>7}{'cut-ins':>8}{'share':>8}"
        f"{'95 %':>16}{'median wait':>12}{'p90':>8}{'ends':>6}{'vs ours':>9}"
    ]
    for row in result["rows"]:
        low, high = row["interval"]
        lines.append(
            f"{row['condition']:38}{row['language']:5}{row['rule']:22}{row['pauses']:>7}"
            f"{row['cut_ins']:>8}{row['share']:>8.3f}{f'{low:.3f}-{high:.3f}':>16}"
            f"{row['median_ms']:>12.0f}{row['p90_ms']:>8.0f}{row['ends']:>6}"
            f"{row['times_ours']:>9.2f}"
        )
    return "\n".join(lines)


def _rows(condition: str, clips: Sequence[Clip], *, has_sound: bool = True) -> list[dict[str, Any]]:
    rows = []
    for language in LANGUAGES:
        chosen = [clip for clip in clips if clip.language == language]
        if not chosen:
            continue
        mine = score(ours(bounds(PatienceSettings()), has_judge=has_sound), chosen)
        scores = {"ours" if has_sound else "ours without model": mine}
        wait = mine.median_ms
        scores["silence only"] = _at_median(wait, chosen, silence_only)
        if has_sound:
            scores["model alone (0.5, 3 s)"] = _at_median(
                wait, chosen, lambda ms: model_alone(0.5, ms, max(3000, ms))
            )
            scores["model alone, best set"] = _best_model(wait, chosen)
        rows += [_row(condition, language, rule, one, mine) for rule, one in scores.items()]
    return rows


def _row(condition: str, language: Language, rule: str, one: Score, mine: Score) -> dict[str, Any]:
    ordered = sorted(one.delays)
    return {
        "condition": condition,
        "language": language,
        "rule": rule,
        "pauses": one.pauses,
        "cut_ins": one.cut_ins,
        "share": one.share,
        "interval": one.interval(),
        "median_ms": one.median_ms,
        "p90_ms": ordered[int(0.9 * (len(ordered) - 1))] if ordered else float("nan"),
        "ends": len(ordered),
        "times_ours": one.cut_ins / mine.cut_ins if mine.cut_ins else float("inf"),
    }


def _at_median(wait_ms: float, clips: Sequence[Clip], make: Callable[[int], Rule]) -> Score:
    """Return the score of the longest wait whose median is not above `wait_ms`."""
    best = score(make(200), clips)
    for candidate in range(250, 6001, 50):
        one = score(make(candidate), clips)
        if one.median_ms > wait_ms + 25:
            break
        best = one
    return best


def _model_rule(threshold: float, timeout_ms: int) -> Callable[[int], Rule]:
    return lambda ms: model_alone(threshold, ms, max(timeout_ms, ms))


def _best_model(wait_ms: float, clips: Sequence[Clip]) -> Score:
    """Return the fewest cut-ins that any setting of the model reaches at the same median wait."""
    scores = [
        _at_median(wait_ms, clips, _model_rule(threshold, timeout))
        for threshold in THRESHOLDS
        for timeout in TIMEOUTS_MS
    ]
    fair = [one for one in scores if one.median_ms <= wait_ms + 25]
    return min(fair, key=lambda one: (one.cut_ins, -one.median_ms)) if fair else scores[0]


Mix = Callable[[Samples], Samples]


def _conditions(data: Path, *, clean_only: bool) -> Iterable[tuple[str, Mix]]:
    yield "clean", lambda sound: sound
    if clean_only:
        return
    for name, path in NOISES.items():
        file = data / "noise" / "moodist" / f"{path}.mp3"
        if not file.is_file():
            continue
        noise = _decode(file)
        for level in LEVELS_DB:
            yield f"{name} at {level} dB", lambda sound, n=noise, db=level: _mixed(sound, n, db)  # type: ignore[misc]


def _decode(file: Path) -> Samples:
    command = ["ffmpeg", "-v", "error", "-i", str(file), "-ac", "1", "-ar", str(EAR_RATE)]
    pcm = subprocess.run([*command, "-f", "s16le", "-"], capture_output=True, check=True).stdout
    return np.frombuffer(pcm, dtype="<i2")


def _mixed(sound: Samples, noise: Samples, level_db: float) -> Samples:
    """Lay noise under a clip, so far below the loudness of its voiced part."""
    wide = sound.astype(np.float64)
    voiced = wide[np.abs(wide) > 0.1 * np.abs(wide).max()]
    laid = np.resize(noise, len(sound)).astype(np.float64)
    gain = np.sqrt(np.mean(voiced**2) / np.mean(laid**2)) * 10 ** (-level_db / 20)
    mixed: Samples = np.clip(wide + gain * laid, -32_768, 32_767).astype(np.int16)
    return mixed


_clean: dict[tuple[Path, str], tuple[Samples, Listened]] = {}


def _clips(data: Path, mix: Mix, hear: Callable[[Samples], Listened]) -> list[Clip]:
    clips: list[Clip] = []
    if not (data / "speech" / "manifest.tsv").is_file():
        return clips
    with (data / "speech" / "manifest.tsv").open(encoding="utf-8", newline="") as manifest:
        rows = list(csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        language = row["lang"]
        words = reference_words(row["reference"] or "")
        if language not in LANGUAGES or not words:
            continue
        key = (data, row["id"])
        if key not in _clean:
            sound = read_sound(data / "speech" / row["wav"])
            padded = np.concatenate((sound, np.zeros(TAIL_MS * 16, dtype=np.int16)))
            _clean[key] = padded, hear(padded)
        padded, clean = _clean[key]
        if not (regions := regions_of(clean)):
            continue
        mixed = mix(padded)
        listened = clean if mixed is padded else hear(mixed)
        laid = lay(words, regions)
        clips.append(Clip(row["id"], language, regions, laid, listened, _is_complete(row)))
    return clips


def _is_complete(row: dict[str, str]) -> bool:
    """Tell whether a clip ends where its speaker does: a final mark, or a sentence read out."""
    text = row["reference"].strip()
    if re.search(r"[.!?…]$", text):
        return True
    is_marked = re.search(r"[,;:.!?]", text) is not None
    return not is_marked and any(word in row["style"] for word in _READ)


_WORD = re.compile(r"(\S+)\[(\d+\.\d+),(\d+\.\d+)\]")


def _debates(data: Path) -> list[Clip]:
    clips = []
    for file in sorted((data / "asr" / "en-debate-speeches" / "asr").glob("*.asr")):
        words = [
            (text, round(float(start) * 1000), round(float(end) * 1000))
            for text, start, end in _WORD.findall(file.read_text(encoding="utf-8"))
            if not text.startswith("~")
        ]
        if words:
            clips.append(_timed(file.stem, words, ends_complete=True))
    return clips


def _brainstorms(data: Path) -> list[Clip]:
    """One clip for each stretch in which one person holds the floor, pauses included."""
    stretches: list[list[dict[str, str]]] = []
    if not (data / "brainstorms" / "utterances.csv").is_file():
        return []
    with (data / "brainstorms" / "utterances.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["text"].strip()]
    talks: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        talks[row["group_id"], row["task"]].append(row)
    for talk in talks.values():
        talk.sort(key=lambda row: float(row["start_time"]))
        for row in talk:
            before = stretches[-1][-1] if stretches else None
            same = (
                before is not None
                and all(before[key] == row[key] for key in ("group_id", "task", "speaker_id"))
                and float(row["start_time"]) >= float(before["end_time"])
            )
            if same:
                stretches[-1].append(row)
            else:
                stretches.append([row])
    return [_stretch(number, rows) for number, rows in enumerate(stretches)]


def _stretch(number: int, rows: Sequence[dict[str, str]]) -> Clip:
    origin = float(rows[0]["start_time"]) - 1.0
    words = []
    for row in rows:
        region = Region(
            round((float(row["start_time"]) - origin) * 1000),
            max(
                round((float(row["end_time"]) - origin) * 1000),
                round((float(row["start_time"]) - origin) * 1000) + 100,
            ),
        )
        start = region.start_ms
        for spoken in lay(reference_words(row["text"]) or ["mm"], [region]):
            words.append((spoken.text, start, spoken.end_ms))
            start = spoken.end_ms
    return _timed(f"stretch {number}", words, ends_complete=rows[-1]["text"].strip()[-1] in ".?!")


def _timed(name: str, words: Sequence[tuple[str, int, int]], *, ends_complete: bool) -> Clip:
    """Return a clip from words with times: a gap of 0.2 s and more is a pause."""
    regions: list[Region] = []
    for _, start, end in words:
        if regions and start - regions[-1].end_ms < 200:
            regions[-1] = Region(regions[-1].start_ms, max(end, regions[-1].end_ms))
        else:
            regions.append(Region(start, end))
    events: list[on.Voiced | on.Paused] = []
    for region in regions:
        events.append(on.Voiced(region.start_ms + 160, region.start_ms))
        events.append(on.Paused(max(region.end_ms + 192, region.start_ms + 161), region.end_ms))
    listened = Listened(tuple(events), (None,) * len(regions), regions[-1].end_ms + TAIL_MS)
    laid = tuple(Spoken(text.lower(), end) for text, _, end in words)
    return Clip(name, "en", tuple(regions), laid, listened, ends_complete)

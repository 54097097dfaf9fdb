"""Word errors per language and style: the small models on their own samples, any model on human speech.

Without options the recognisers of the recorded walk hear the samples beside their originals. With
`--model DIR --lang fr` a vosk or Whisper folder hears the human clips of `speech/`; `--model
pocketsphinx` needs no folder. A reference that a machine wrote is marked: its own errors count.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.language import LANGUAGES, Language
from models.load import EarChoice, choose_ear, load_offline
from models.store import Store
from tests.support.recorded import RECORDED, read_wav, tiny_model
from tests.support.word_errors import Errors, word_errors


@dataclass(frozen=True)
class Clip:
    """A sound and what is said in it."""

    name: str
    language: Language
    style: str
    wav: Path
    said: str


NEEDS = (
    "models/*/samples",
    "speech/manifest.tsv",
)
"""Any of these below the data folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this measurement may be told."""
    parser.add_argument("--model", default="", help="a model's folder, or `pocketsphinx`")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="what the model hears")
    parser.add_argument(
        "--seconds", type=float, default=60.0, help="leave longer human clips out (default 60)"
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return one row per language and style, and one over all."""
    data = Path(args.data)
    if args.model:
        store = Store(RECORDED)
        choice = choose_ear(store, args.lang, args.model)
        return _measured(choice, store, _human_clips(data / "speech", args.lang, args.seconds))
    rows: list[dict[str, Any]] = []
    for language in LANGUAGES:
        name = f"vosk-tiny-{language}"
        choice = EarChoice("vosk", name, tiny_model(language))
        samples = _samples(data / "models" / name / "samples", language)
        rows += _measured(choice, Store(RECORDED), samples)["rows"]
    return {"rows": rows}


def table(result: dict[str, Any]) -> str:
    """Return the figures for reading."""
    lines = [f"{'model':<28}{'lang':<6}{'style':<48}{'clips':>6}{'words':>7}{'WER %':>8}"]
    lines += [
        f"{row['model']:<28}{row['lang']:<6}{row['style'][:46]:<48}{row['clips']:>6}"
        f"{row['words']:>7}{row['wer']:>8}"
        for row in result["rows"]
    ]
    return "\n".join(lines)


def _measured(choice: EarChoice, store: Store, clips: Iterable[Clip]) -> dict[str, Any]:
    styles: dict[tuple[Language, str], list[Errors]] = defaultdict(list)
    ear = None
    for clip in clips:
        ear = ear or load_offline(choice, clip.language, store)
        heard = " ".join(final.text for final in ear.hear(read_wav(clip.wav)))
        errors = word_errors(clip.said, heard)
        styles[clip.language, clip.style].append(errors)
        styles[clip.language, "all"].append(errors)
    return {
        "rows": [
            _row(choice.model, language, style, errors)
            for (language, style), errors in sorted(styles.items(), key=lambda item: item[0])
        ]
    }


def _row(model: str, language: Language, style: str, clips: list[Errors]) -> dict[str, Any]:
    pooled = sum(clips, Errors())
    return {
        "model": model,
        "lang": language,
        "style": style,
        "clips": len(clips),
        "words": pooled.words,
        "wer": pooled.rate,
    }


def _samples(folder: Path, language: Language) -> Iterable[Clip]:
    for row in _rows(folder / "reference.tsv"):
        wav = folder / row["file"]
        yield Clip(wav.stem, language, f"espeak-ng {row['voice']}", wav, row["reference"])


def _human_clips(folder: Path, language: Language, seconds: float) -> Iterable[Clip]:
    for row in _rows(folder / "manifest.tsv"):
        if row["lang"] == language and float(row["seconds"]) <= seconds and row["reference"]:
            mark = "" if row["ref_kind"] == "human" else f" ({row['ref_kind']} reference)"
            yield Clip(
                row["id"], language, row["style"] + mark, folder / row["wav"], row["reference"]
            )


def _rows(file: Path) -> Iterable[dict[str, str]]:
    if not file.is_file():
        return
    with file.open(encoding="utf-8", newline="") as opened:
        yield from csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)

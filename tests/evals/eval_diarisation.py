"""Diarisation error rate: who spoke when, against RTTM, with our own speech regions.

Beside each figure the floor: what a perfect answer that gives every moment to one voice would get.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from companion.paths import find_places
from models.audio import EAR_RATE
from models.errors import ModelMissing
from models.language import Phrase
from reporting.ingest.diarisation import tell_apart
from reporting.ingest.engines import EngineWishes, loader
from reporting.ingest.hearing import Engines, Heard, hear_piece
from reporting.ingest.sound import read_whole
from reporting.ingest.splitting import Piece, Splitter
from tests.support.diarisation_error import Errors, Turn, diarisation_errors

SETTINGS = ("own number", "number given")

NEEDS = ("speakers/**/*.rttm",)
"""Any of these below the data folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--models", type=Path, help="root of a model store (default: the user's)")
    parser.add_argument("--by-loudness", action="store_true", help="do without the voice model")


def run(args: argparse.Namespace) -> dict[str, Any]:
    engines = _engines(args.models or find_places().models, by_loudness=args.by_loudness)
    files = [
        _file(sound, turns, engines)
        for sound, turns in sorted(_recordings(Path(args.data) / "speakers").items())
    ]
    return {"files": files, "pooled": _pooled(files), "load": os.getloadavg()[0]}


def table(result: dict[str, Any]) -> str:
    lines = [
        f"{'file':<10}{'voices':>7} | {'own number: found':>18} {'no ovl':>7} {'ovl':>7}"
        f" | {'given: no ovl':>14} {'ovl':>7} | {'floor':>6}"
    ]
    for row in [*result["files"], result["pooled"]]:
        own, given = row["own number"], row["number given"]
        lines.append(
            f"{row['file']:<10}{row['voices']:>7} | {own['found']:>18} {own['plain']:>7.1%}"
            f" {own['overlap']:>7.1%} | {given['plain']:>14.1%} {given['overlap']:>7.1%}"
            f" | {row['floor']:>6.1%}"
        )
    right = sum(row["own number"]["found"] == row["voices"] for row in result["files"])
    lines.append(f"number of voices right: {right} of {len(result['files'])}")
    lines.append("collar 0.25 s; ovl: with overlapped speech; floor: perfect single labels, ovl")
    return "\n".join(lines)


def _engines(models: Path, *, by_loudness: bool) -> Engines:
    engines = loader(EngineWishes(None, "en", models))()
    if engines.encoder is None:
        raise ModelMissing(
            Phrase("The speaker encoder is not here.", "L'encodeur de voix est absent."),
            Phrase("Run: promenade models fetch ge2e-voice-encoder", "promenade models fetch"),
        )
    return Engines(None, None if by_loudness else engines.activity, engines.encoder)


def _recordings(folder: Path) -> dict[Path, list[Turn]]:
    """Return the turns of every recording that an RTTM speaks of and that is here."""
    sounds = {path.stem: path for path in folder.rglob("*.wav")}
    found: dict[Path, list[Turn]] = {}
    for rttm in sorted(folder.rglob("*.rttm")):
        for line in rttm.read_text(encoding="utf-8").splitlines():
            parts = line.split()
            if len(parts) < 8 or parts[0] != "SPEAKER" or parts[1] not in sounds:
                continue
            start = round(float(parts[3]) * 1000)
            turn = (start, start + round(float(parts[4]) * 1000), parts[7])
            found.setdefault(sounds[parts[1]], []).append(turn)
    return found


def _file(sound: Path, truth: list[Turn], engines: Engines) -> dict[str, Any]:
    samples = read_whole(sound)
    heard = _heard(samples, engines)
    end_ms = len(samples) * 1000 // EAR_RATE
    voices = len({who for _, _, who in truth})
    row: dict[str, Any] = {"file": sound.stem, "voices": voices}
    for name, number in zip(SETTINGS, (0, voices), strict=True):
        row[name] = _scored(truth, heard, number, end_ms)
    floor = diarisation_errors(truth, _single(truth), end_ms)
    row["floor"], row["floor errors"] = floor.rate, floor
    return row


def _heard(samples: Any, engines: Engines) -> list[Heard]:
    splitter = Splitter()
    pieces: list[Piece] = [*splitter.take(samples), *splitter.finish()]
    return [
        hear_piece(samples[piece.heard_from : piece.heard_to], piece, engines) for piece in pieces
    ]


def _scored(truth: list[Turn], heard: Sequence[Heard], number: int, end_ms: int) -> dict[str, Any]:
    import numpy as np

    matrices = [part.matrix() for part in heard if part.windows]
    voices = tell_apart(
        [span for part in heard for span in part.voiced],
        [window for part in heard for window in part.windows],
        np.concatenate(matrices) if matrices else np.zeros((0, 0), np.float32),
        number,
    )
    found = [(t.span.start_ms, t.span.end_ms, str(t.voice)) for t in voices.turns]
    plain = diarisation_errors(truth, found, end_ms, with_overlap=False)
    overlap = diarisation_errors(truth, found, end_ms)
    return {
        "found": voices.count,
        "plain": plain.rate,
        "overlap": overlap.rate,
        "plain errors": plain,
        "overlap errors": overlap,
    }


def _single(truth: Sequence[Turn]) -> list[Turn]:
    """Return the truth where it is one voice, and the first of them where it is several."""
    edges = sorted({edge for start, end, _ in truth for edge in (start, end)})
    turns: list[Turn] = []
    for start, end in pairwise(edges):
        speaking = [who for begins, ends, who in truth if begins < end and ends > start]
        if speaking:
            turns.append((start, end, speaking[0]))
    return turns


def _pooled(files: list[dict[str, Any]]) -> dict[str, Any]:
    pooled: dict[str, Any] = {"file": "all", "voices": sum(row["voices"] for row in files)}
    for name in SETTINGS:
        sums = {
            kind: _sum(row[name].pop(f"{kind} errors") for row in files)
            for kind in ("plain", "overlap")
        }
        pooled[name] = {
            "found": sum(row[name]["found"] for row in files),
            **{kind: errors.rate for kind, errors in sums.items()},
            **{
                f"{kind} {part}": getattr(errors, part) / max(1, errors.speech)
                for kind, errors in sums.items()
                for part in ("missed", "false", "confused")
            },
        }
    pooled["floor"] = _sum(row.pop("floor errors") for row in files).rate
    return pooled


def _sum(errors: Any) -> Errors:
    total = Errors()
    for part in errors:
        total = total.plus(part)
    return total

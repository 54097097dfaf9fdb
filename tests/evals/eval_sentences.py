"""Sentence boundaries: bare recognised words against a human transcript, beside fixed pauses.

English: debate speeches as a recogniser heard them, each word with its time. French and English: the
round tables, their marks taken off; there a word's time is its share of its cue, so pauses are poor.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from models.language import Language
from models.transcript import Word
from reporting.sources.reading import read
from reporting.words.readable import boundaries

PAUSES_MS = (300, 500, 700)
_ENDS = re.compile(r"[.!?…]+[\"'»”)]*$")


@dataclass(frozen=True)
class Case:
    """Words, and the places of those that end a sentence for a human."""

    words: list[Word]
    ends: frozenset[int]
    language: Language


NEEDS = (
    "asr/en-debate-speeches/asr/*.asr",
    "roundtables/*/*/transcript.vtt",
)
"""Any of these below the data folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--half", choices=["all", "first", "second"], default="all")


def run(args: argparse.Namespace) -> dict[str, Any]:
    data = Path(args.data)
    sets = {
        "en debate speeches": _speeches(data / "asr" / "en-debate-speeches", args.half),
        **{
            f"{folder.name} (simulated times)": _round_table(folder)
            for folder in sorted((data / "roundtables").glob("*/*"))
            if (folder / "transcript.vtt").is_file()
        },
    }
    return {name: _scores(cases) for name, cases in sets.items() if cases}


def table(result: dict[str, Any]) -> str:
    lines = [f"{'':<36}{'method':<18}{'precision':>10}{'recall':>8}{'F1':>8}"]
    for name, methods in result.items():
        for method, score in methods.items():
            lines.append(
                f"{name:<36}{method:<18}{score['precision']:>10.3f}{score['recall']:>8.3f}"
                f"{score['f1']:>8.3f}"
            )
    return "\n".join(lines)


def _scores(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    methods: dict[str, Callable[[Case], set[int]]] = {
        f"pause {pause} ms": lambda case, pause=pause: _paused(case.words, pause)  # type: ignore[misc]
        for pause in PAUSES_MS
    }
    methods["pauses and words"] = lambda case: set(boundaries(case.words, case.language))
    return {name: _score(cases, method) for name, method in methods.items()}


def _score(cases: Sequence[Case], method: Callable[[Case], set[int]]) -> dict[str, float]:
    right = found = wanted = 0
    for case in cases:
        ends = method(case)
        right += len(ends & case.ends)
        found += len(ends)
        wanted += len(case.ends)
    precision, recall = right / max(1, found), right / max(1, wanted)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
    }


def _paused(words: Sequence[Word], pause: int) -> set[int]:
    return {n for n, (one, two) in enumerate(pairwise(words)) if two.start_ms - one.end_ms >= pause}


def _speeches(folder: Path, half: str) -> list[Case]:
    files = sorted((folder / "asr").glob("*.asr"))
    middle = len(files) // 2
    chosen = {"all": files, "first": files[:middle], "second": files[middle:]}[half]
    cases = []
    for file in chosen:
        human = folder / "trs.txt" / f"{file.stem}.trs.txt"
        if human.is_file():
            words = [word for segment in read(file).segments for word in segment.words]
            cases.append(Case(words, _aligned(words, human.read_text(encoding="utf-8")), "en"))
    return cases


def _aligned(words: Sequence[Word], human: str) -> frozenset[int]:
    """Carry the ends of a human's sentences over to the recogniser's words."""
    said: list[str] = []
    ends: set[int] = set()
    for token in human.split():
        said.append(re.sub(r"[^\w']", "", token.lower()))
        if _ENDS.search(token):
            ends.add(len(said) - 1)
    heard = [word.text.lower() for word in words]
    place: dict[int, int] = {}
    for step in Levenshtein.opcodes(said, heard):
        if step.tag in ("equal", "replace"):
            place |= {
                step.src_start + n: step.dest_start + n
                for n in range(step.src_end - step.src_start)
            }
    return frozenset(place[end] for end in ends if end in place and place[end] < len(words) - 1)


def _round_table(folder: Path) -> list[Case]:
    transcript = read(folder / "transcript.vtt")
    cases = []
    for speaker in transcript.speakers:
        words: list[Word] = []
        ends: set[int] = set()
        for segment in transcript.segments:
            if segment.speaker != speaker.id:
                continue
            tokens = segment.text.split()
            length = (segment.end_ms - segment.start_ms) / max(1, len(tokens))
            for n, token in enumerate(tokens):
                bare = re.sub(r"[^\w'’-]", "", token).lower()
                if bare:
                    at = segment.start_ms + int(n * length)
                    words.append(Word(bare, at, at + int(length)))
                if words and _ENDS.search(token):
                    ends.add(len(words) - 1)
        cases.append(
            Case(words, frozenset(end for end in ends if end < len(words) - 1), transcript.language)
        )
    return cases

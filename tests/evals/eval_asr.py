"""Sentence units and a digest from a recogniser's bare words, against the human transcript of the same speech.

Borders count as right within one word of a human sentence's end; beside ours, a cut every n words (as
many units) and pauses alone. The digest's figure is the share of its words that a digest of the human
transcript, as long, has too; beside it, sentences by lot.
"""

from __future__ import annotations

import argparse
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import msgspec

from models.transcript import Transcript
from reporting.choosing.digest import digest
from reporting.reading.units import Unit, cut
from reporting.sources.reading import read
from reporting.words.bare import PAUSE_MS
from reporting.words.wording import forms
from tests.support import rouge

_DIGEST = 0.25
"""Share of the talk that the digest keeps."""

NEEDS = ("asr/en-debate-speeches/asr/*.asr",)
"""Any of these below the data folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this measurement may be told."""
    parser.add_argument("--limit", type=int, default=0, help="only the first N speeches")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return the means over all speeches."""
    folder = Path(args.data) / "asr" / "en-debate-speeches"
    rows = []
    for path in sorted((folder / "asr").glob("*.asr"))[: args.limit or None]:
        human = folder / "trs.txt" / f"{path.stem}.trs.txt"
        if human.is_file():
            heard = msgspec.structs.replace(read(path, language="en"), is_punctuated=False)
            rows.append(_measure(heard, human.read_text(encoding="utf-8")))
    return {
        "speeches": len(rows),
        **{key: round(statistics.mean(row[key] for row in rows), 3) for key in rows[0]},
    }


def _measure(heard: Transcript, human: str) -> dict[str, float]:
    units = cut(heard)
    words = [word for unit in units for word in unit.words]
    ends = _human_ends(words, human)
    ours = _ends([len(unit.tokens) for unit in units])
    step = max(1, round(len(words) / len(units)))
    pauses = _pauses(heard)
    written = msgspec.structs.replace(heard, is_punctuated=True, segments=_as_written(heard, human))
    truth = cut(written)
    budget = round(_DIGEST * len(words))
    kept = digest(units, budget)
    wanted = _words(truth, digest(truth, budget))
    drawn = [
        _shared(_words(units, rouge.at_random(units, budget, seed)), wanted) for seed in range(5)
    ]
    return {
        "words per unit": len(words) / len(units),
        "border F1": _f1(ours, ends),
        "border F1 every n": _f1(set(range(step, len(words), step)), ends),
        "border F1 pauses": _f1(pauses, ends),
        "digest shared": _shared(_words(units, kept), wanted),
        "digest shared by lot": statistics.mean(drawn),
    }


def _human_ends(words: Sequence[str], human: str) -> set[int]:
    """Return after how many heard words each human sentence ends."""
    sentences = [forms(text) for text in re.split(r"(?<=[.?!])\s+|\n+", human)]
    spoken = [word for sentence in sentences for word in sentence]
    blocks = SequenceMatcher(None, spoken, words, autojunk=False).get_matching_blocks()
    place = {block.a + offset: block.b + offset for block in blocks for offset in range(block.size)}
    ends, total = set(), 0
    for sentence in sentences:
        total += len(sentence)
        if sentence and (total - 1) in place:
            ends.add(place[total - 1] + 1)
    return ends


def _ends(lengths: Sequence[int]) -> set[int]:
    ends, total = set(), 0
    for length in lengths:
        total += length
        ends.add(total)
    return ends


def _pauses(heard: Transcript) -> set[int]:
    ends, total = set(), 0
    before = None
    for segment in heard.segments:
        for word in segment.words:
            if before is not None and word.start_ms - before >= PAUSE_MS:
                ends.add(total)
            total += len(forms(word.text))
            before = word.end_ms
    return ends | {total}


def _f1(ours: set[int], truth: set[int]) -> float:
    right = sum(bool({end - 1, end, end + 1} & truth) for end in ours)
    found = sum(bool({end - 1, end, end + 1} & ours) for end in truth)
    precision, recall = right / max(1, len(ours)), found / max(1, len(truth))
    return 2 * precision * recall / max(1e-9, precision + recall)


def _as_written(heard: Transcript, human: str) -> tuple[Any, ...]:
    first = heard.segments[0]
    return (msgspec.structs.replace(first, text=" ".join(human.split()), words=()),)


def _words(units: Sequence[Unit], picked: Sequence[int]) -> Counter[str]:
    return Counter(word for number in picked for word in units[number].words)


def _shared(ours: Counter[str], theirs: Counter[str]) -> float:
    return (ours & theirs).total() / max(1, ours.total())


def table(result: dict[str, Any]) -> str:
    """Return the figures as lines."""
    return "\n".join(f"{name:<24}{value}" for name, value in result.items())

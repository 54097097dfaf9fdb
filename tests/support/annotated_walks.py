"""Reads written walks with their ideas marked (`tests/data/annotated_walks`), at a speaking pace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.language import Language
from models.transcript import COMPANION, WALKER, Segment

HERE = Path(__file__).resolve().parent.parent / "data" / "annotated_walks"

_MS_PER_WORD = 400
_PAUSE_MS = 750
"""Of thought, after every third sentence: a recogniser cuts there."""
_BREATH_MS = 900
_SENTENCE = re.compile(r'[^.!?]+[.!?]+["»]? ?')


@dataclass(frozen=True, slots=True)
class AnnotatedWalk:
    """What was said, and the ideas that it holds."""

    name: str
    language: Language
    segments: tuple[Segment, ...]
    items: tuple[dict[str, Any], ...]
    """As in the `gold.json` of an annotated talk."""


def annotated_walks(folder: Path = HERE) -> Iterator[AnnotatedWalk]:
    """Read every annotated walk."""
    for file in sorted(folder.glob("*.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()
        language: Language = "fr" if file.stem.startswith("fr") else "en"
        turns = [line for line in lines if not line.startswith("#")]
        items = [_item(line) for line in lines if line.startswith("#")]
        yield AnnotatedWalk(file.stem, language, tuple(_segments(turns)), tuple(items))


def _item(line: str) -> dict[str, Any]:
    name, origin, status, words = (part.strip() for part in line.lstrip("# ").split("|"))
    evidence, *others = (part.strip() for part in words.split(" ; "))
    return {
        "id": name,
        "kind": "idea",
        "origin": "co-built" if origin == "both" else origin,
        "status": status,
        "evidence": [evidence],
        "also": [{"evidence": other} for other in others],
    }


def _segments(turns: list[str]) -> Iterator[Segment]:
    now, count = 2_000, 0
    for turn in turns:
        voice, said = turn.split(": ", 1)
        speaker = WALKER if voice == "W" else COMPANION
        sentences = _SENTENCE.findall(said) or [said]
        for first in range(0, len(sentences), 3):
            text = "".join(sentences[first : first + 3]).strip()
            count += 1
            end = now + len(text.split()) * _MS_PER_WORD
            yield Segment(f"s{count}", speaker, now, end, text)
            now = end + _PAUSE_MS
        now += _BREATH_MS

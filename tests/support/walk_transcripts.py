"""Reads annotated walks and recorded brainstorms as utterances, the way a recogniser would cut them."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from models.transcript import COMPANION, WALKER, Segment

SILENCE_MS = 620
"""A recogniser ends an utterance at a silence this long."""

_CUE = re.compile(
    r"(\d+):(\d+):(\d+)\.(\d+) --> (\d+):(\d+):(\d+)\.(\d+)\n<v ([^>]+)>(.*(?:\n(?!\n).*)*)"
)


@dataclass(frozen=True, slots=True)
class Discussion:
    """One team's talk, and the idea it ended with."""

    name: str
    segments: tuple[Segment, ...]
    final_idea: str


def walk_segments(file: Path) -> list[Segment]:
    """Read a VTT of a walk: cues of one voice without a silence between are one utterance."""
    segments: list[Segment] = []
    for match in _CUE.finditer(file.read_text(encoding="utf-8")):
        start, end = _ms(match.groups()[:4]), _ms(match.groups()[4:8])
        speaker = COMPANION if match[9].upper().startswith("COMP") else WALKER
        text = match[10].strip()
        last = segments[-1] if segments else None
        if last and last.speaker == speaker and start - last.end_ms < SILENCE_MS:
            segments[-1] = Segment(last.id, speaker, last.start_ms, end, f"{last.text} {text}")
        else:
            segments.append(Segment(f"s{len(segments) + 1}", speaker, start, end, text))
    return segments


def bare_segments(segments: Iterable[Segment]) -> list[Segment]:
    """Return a walk with the walker's words as a recogniser writes them: no marks, no capitals."""
    return [
        Segment(s.id, s.speaker, s.start_ms, s.end_ms, _bare(s.text)) if s.speaker == WALKER else s
        for s in segments
    ]


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower()))


def discussions(data: Path) -> Iterator[Discussion]:
    """Read the recorded brainstorms, all of a team's voices as one walker's."""
    folder = data / "brainstorms"
    with (folder / "discussions.csv").open(encoding="utf-8") as file:
        final = {(row["group_id"], row["task"]): row["final_idea"] for row in csv.DictReader(file)}
    with (folder / "utterances.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for key, group in itertools.groupby(rows, key=lambda row: (row["group_id"], row["task"])):
        if key in final:
            segments = tuple(
                Segment(
                    f"s{place}",
                    WALKER,
                    int(float(row["start_time"]) * 1000),
                    int(float(row["end_time"]) * 1000),
                    row["text"],
                )
                for place, row in enumerate(group, 1)
            )
            yield Discussion("-".join(key), segments, final[key])


def _ms(parts: tuple[str, ...]) -> int:
    hours, minutes, seconds, thousandths = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths

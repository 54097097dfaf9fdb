"""Choice of sentences in English meetings against human answers to "summarise the whole meeting" (QMSum).

The same systems, budget and figures as `fredsum`.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from models.transcript import Segment, Speaker, Transcript
from tests.evals.eval_fredsum import debate, summary, table

__all__ = ["add_arguments", "run", "table"]
_WORD_MS = 400
_NOISE = re.compile(r"\{[a-z]+\}|<[a-z]+>")

NEEDS = ("meetings/en/QMSum/*/*",)
"""Any of these below the data folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this measurement may be told."""
    parser.add_argument("--limit", type=int, default=0, help="only the first N meetings")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return the means over all meetings."""
    folder = Path(args.data) / "meetings" / "en" / "QMSum"
    rows = []
    for path in sorted(folder.glob("*/*.json"))[: args.limit or None]:
        content = json.loads(path.read_text(encoding="utf-8"))
        if answers := content.get("general_query_list"):
            rows.append(debate(meeting(path.stem, content), answers[0]["answer"], "en"))
    return summary(rows)


def meeting(name: str, content: dict[str, Any]) -> Transcript:
    """Return a meeting as a transcript, without marks for noises."""
    segments: list[Segment] = []
    now = 0
    for number, turn in enumerate(content["meeting_transcripts"], 1):
        text = re.sub(r"\s+([.,?!;:'])", r"\1", _NOISE.sub("", turn["content"])).strip()
        if not text:
            continue
        end = now + _WORD_MS * len(text.split())
        segments.append(Segment(f"s{number:04d}", turn["speaker"], now, end, text))
        now = end
    speakers = dict.fromkeys(segment.speaker for segment in segments)
    return Transcript(
        id=name,
        kind="talk",
        language="en",
        speakers=tuple(Speaker(who, who, "speaker") for who in speakers),
        segments=tuple(segments),
        duration_ms=now,
        is_timed=False,
    )

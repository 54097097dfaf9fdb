"""Reads talk in which nobody commands anything: meetings, brainstorms, speeches, debates."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from models.language import Language

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")


def natural_utterances(data: Path) -> Iterator[tuple[Language, str]]:
    """Yield each sentence of the sets below `data` that are there, with its language."""
    for text in _english(data):
        yield from (("en", sentence) for sentence in _sentences(text))
    for file in sorted((data / "meetings" / "fr" / "FREDSum" / "transcript").glob("*")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield from (("fr", sentence) for sentence in _sentences(line.partition(":")[2]))


def _english(data: Path) -> Iterator[str]:
    for file in sorted((data / "meetings" / "en" / "QMSum").glob("*/*.json")):
        meeting = json.loads(file.read_text(encoding="utf-8"))
        yield from (turn["content"] for turn in meeting["meeting_transcripts"])
    for file in sorted((data / "asr" / "en-debate-speeches" / "trs.txt").glob("*")):
        yield file.read_text(encoding="utf-8")
    utterances = data / "brainstorms" / "utterances.csv"
    if utterances.is_file():
        with utterances.open(encoding="utf-8") as rows:
            yield from (row["text"] for row in csv.DictReader(rows))


def _sentences(text: str) -> Iterator[str]:
    return (part.strip() for part in _SENTENCE.findall(text) if part.strip(" .!?…"))

"""Annotated round tables and walks (`roundtables/` of the shared data): reading and matching."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import msgspec

from models.language import Language
from models.transcript import Speaker, SpeakerKind, Transcript
from reporting.records import Line, Report
from reporting.sources.reading import read
from reporting.words.wording import forms

HALF = 0.5
"""Share of a span's words that a quotation must cover for its item to count as found."""
_KINDS: dict[str, SpeakerKind] = {
    "moderator": "moderator",
    "panellist": "speaker",
    "speaker": "speaker",
    "audience": "audience",
    "walker": "walker",
    "companion": "companion",
}


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One annotated talk."""

    folder: Path
    gold: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.gold.get("id") or self.folder.name)

    @property
    def language(self) -> Language:
        return "fr" if self.gold["language"] == "fr" else "en"

    def transcript(self, variant: str) -> Transcript:
        """Return `transcript.vtt`, `transcript.txt` or `asr.txt` as a person would import it."""
        is_walk = any(speaker["kind"] == "walker" for speaker in self.gold["speakers"])
        found = read(
            self.folder / variant,
            session=self.folder.name,
            language=self.language,
            title=self.gold["title"],
            kind="walk" if is_walk else "talk",
        )
        known = {speaker["name"]: speaker for speaker in self.gold["speakers"]}
        return msgspec.structs.replace(
            found, speakers=tuple(_described(one, known) for one in found.speakers)
        )


def _described(speaker: Speaker, known: dict[str, dict[str, Any]]) -> Speaker:
    """Return a speaker with the kind and role that the programme of the event gives."""
    told = known.get(speaker.name)
    if told is None:
        return speaker
    return msgspec.structs.replace(speaker, kind=_KINDS[told["kind"]], role=told["role"])


def gold_sets(data: Path) -> list[GoldSet]:
    """Return every annotated set below `data`/roundtables, by name."""
    return [
        GoldSet(path.parent, json.loads(path.read_text(encoding="utf-8")))
        for path in sorted((data / "roundtables").rglob("gold.json"))
    ]


def covered(span: str, quote: str) -> float:
    """Return the share of the words of `span` found in `quote` in order and close together."""
    wanted, said = forms(span), forms(quote)
    if not wanted or not said:
        return 0.0
    matcher = SequenceMatcher(None, said, wanted, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0
    main = max(blocks, key=lambda block: block.size)
    near = [block for block in blocks if abs(block.a - main.a) <= 2 * len(wanted)]
    enough = [block for block in near if block.size > 1 or len(wanted) <= 3 or block is main]
    return sum(block.size for block in enough) / len(wanted)


def spans_of(item: dict[str, Any]) -> list[str]:
    """Return the places of an item, those of other voices included."""
    return [*item["evidence"], *(also["evidence"] for also in item.get("also") or [])]


def is_found(item: dict[str, Any], quotes: Iterable[str]) -> bool:
    """Return whether one quotation covers half of one span of the item."""
    said = list(quotes)
    return any(covered(span, quote) >= HALF for span in spans_of(item) for quote in said)


def quotes_of(report: Report) -> list[str]:
    """Return all that the report quotes, each once."""
    return [evidence.quote for evidence in report.evidence.values()]


def line_quotes(report: Report, lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """Return lines with their leading quotation."""
    return [(line, report.evidence[line.evidence[0]].quote) for line in lines if line.evidence]

"""Ideas of annotated walks: found, whose, taken back or not; and of recorded brainstorms.

The walk's own voices are played to the conversation as a recogniser would cut them, commands obeyed.
A gold idea is found where an idea's utterances hold at least half the words of one of its spans.
Brainstorms have no annotated ideas, only the one they ended with: the share of its words that the
kept ideas hold, beside as many random utterances and the longest ones.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from companion.conversation.ideas import IdeaKeeper
from companion.conversation.talk import Talk, TalkSettings
from companion.conversation.words import content_stems, fold, tokens
from models.ideas import Idea
from models.language import Language
from models.transcript import WALKER, Segment
from tests.support.annotated_walks import annotated_walks
from tests.support.walk_transcripts import bare_segments, discussions, walk_segments

_ORIGINS = {"walker": "walker", "companion": "companion", "co-built": "both"}

NEEDS = (
    "roundtables/**/gold.json",
    "brainstorms/utterances.csv",
)
"""Any of these below the data folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add how many brainstorms are read."""
    parser.add_argument("--discussions", type=int, default=60)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Measure all walks and brainstorms below the data folder."""
    data = Path(args.data)
    walks = [
        _walk(file.parent, name)
        for file in sorted(data.glob("roundtables/**/gold.json"))
        if (file.parent / "transcript.vtt").exists() and "walk" in file.parent.name
        for name in ("punctuated", "bare")
    ]
    written = [
        _judged(walk.name, name, _as(name, walk.segments), walk.language, walk.items)
        for walk in annotated_walks()
        for name in ("punctuated", "bare")
    ]
    return {"walks": [*walks, *written], "brainstorms": _brainstorms(data, args.discussions)}


def _walk(folder: Path, name: str) -> dict[str, Any]:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    segments = _as(name, walk_segments(folder / "transcript.vtt"))
    items = [item for item in gold["items"] if item["kind"] == "idea"]
    return _judged(folder.name, name, segments, gold["language"], items)


def _as(name: str, segments: Sequence[Segment]) -> list[Segment]:
    return bare_segments(segments) if name == "bare" else list(segments)


def _judged(
    walk: str,
    name: str,
    segments: Sequence[Segment],
    language: Language,
    items: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    ideas = _held(segments, language)
    texts = {segment.id: segment.text for segment in segments}
    rows = [_judge(item, ideas, texts) for item in items]
    found = [row for row in rows if row["found"]]
    withdrawn = [row for row in rows if row["gold_status"] == "withdrawn"]
    return {
        "walk": walk,
        "read": name,
        "ideas": len(ideas),
        "gold": len(rows),
        "found": len(found),
        "origin_right": sum(row["origin"] == row["gold_origin"] for row in found),
        "withdrawn_right": sum(row["status"] == "withdrawn" for row in withdrawn),
        "withdrawn": len(withdrawn),
        "wrongly_withdrawn": sum(
            row["status"] == "withdrawn" for row in rows if row["gold_status"] != "withdrawn"
        ),
        "rows": rows,
    }


def _held(segments: Sequence[Segment], language: Language) -> tuple[Idea, ...]:
    talk = Talk(TalkSettings(language))
    for segment in segments:
        if segment.speaker != WALKER:
            talk.spoke(segment, intended=segment.text)
            continue
        command = talk.command_in(segment, is_over=True)
        if command is None:
            talk.heard(segment)
        else:
            talk.obey(command, segment, segment.end_ms)
    return talk.ideas


def _judge(
    item: Mapping[str, Any], ideas: Sequence[Idea], texts: Mapping[str, str]
) -> dict[str, Any]:
    spans = [*item["evidence"], *(also["evidence"] for also in item.get("also", ()))]
    wanted = _ORIGINS[item["origin"]]
    scored = [
        (max(_covered(span, _said(idea, texts)) for span in spans), n, idea)
        for n, idea in enumerate(ideas)
    ]
    best = max(
        scored,
        default=None,
        key=lambda entry: (round(entry[0], 1), _own(entry[2], spans), entry[1]),
    )
    found = best is not None and best[0] >= 0.5
    idea = best[2] if best is not None and found else None
    return {
        "id": item["id"],
        "found": found,
        "gold_origin": wanted,
        "origin": idea.origin if idea else "",
        "gold_status": item["status"],
        "status": idea.status if idea else "",
        "text": idea.text if idea else "",
    }


def _own(idea: Idea, spans: Sequence[str]) -> float:
    """How much of the spans the idea's own text says."""
    return max(_covered(span, idea.text) for span in spans)


def _said(idea: Idea, texts: Mapping[str, str]) -> str:
    return " ".join(texts[name] for name in idea.evidence)


def _covered(span: str, text: str) -> float:
    words = [token.folded for token in tokens(fold(span))]
    there = {token.folded for token in tokens(fold(text))}
    return sum(word in there for word in words) / len(words) if words else 0.0


def _brainstorms(data: Path, most: int) -> dict[str, float]:
    if not (data / "brainstorms").is_dir():
        return {}
    ours, chance, longest, kept = [], [], [], []
    for discussion, _ in zip(discussions(data), range(most), strict=False):
        keeper = IdeaKeeper("en")
        for segment in discussion.segments:
            keeper.walker_spoke(segment)
        texts = [kept.idea.text for kept in keeper.ideas]
        said = [segment.text for segment in discussion.segments]
        goal = set(content_stems(discussion.final_idea, "en"))
        if not goal or not said:
            continue
        budget = sum(len(text.split()) for text in texts)
        shuffled = random.Random(discussion.name).sample(said, len(said))
        ours.append(_share(goal, texts))
        chance.append(_share(goal, _fill(shuffled, budget)))
        longest.append(_share(goal, _fill(sorted(said, key=len, reverse=True), budget)))
        kept.append(budget / max(1, sum(len(text.split()) for text in said)))
    return {
        "discussions": len(ours),
        "words_kept": statistics.mean(kept),
        "final_idea_words_ours": statistics.mean(ours),
        "final_idea_words_random": statistics.mean(chance),
        "final_idea_words_longest": statistics.mean(longest),
    }


def _fill(texts: Sequence[str], words: int) -> list[str]:
    chosen: list[str] = []
    for text in texts:
        if sum(len(one.split()) for one in chosen) >= words:
            break
        chosen.append(text)
    return chosen


def _share(goal: set[str], texts: Sequence[str]) -> float:
    return len(goal & set(content_stems(" ".join(texts), "en"))) / len(goal)


def table(result: Mapping[str, Any]) -> str:
    """Return the figures for people."""
    lines = []
    for walk in result["walks"]:
        lines.append(
            f"{walk['walk']} ({walk['read']}): {walk['found']}/{walk['gold']} gold ideas found among "
            f"{walk['ideas']}, origin right {walk['origin_right']}/{walk['found']}, withdrawn "
            f"{walk['withdrawn_right']}/{walk['withdrawn']}, wrongly withdrawn {walk['wrongly_withdrawn']}"
        )
        lines += [
            f"  {row['id']:<4} {row['gold_origin']:<9} {row['gold_status']:<9} -> "
            f"{row['origin'] or 'not found':<9} {row['status']:<9} {row['text'][:60]}"
            for row in walk["rows"]
        ]
    if storms := result["brainstorms"]:
        lines.append("brainstorms: " + ", ".join(f"{k} {v:.3g}" for k, v in storms.items()))
    return "\n".join(lines)

"""Reports of annotated round tables and walks written with scripted chat models, good and bad.

For each model: how many of its inventions reached the document (its marks in every format, and words of
its sentences that their evidence does not hold), the share of critics beside that without a model and
that of the annotations, sentences kept and refused, passages read.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from models.language import Language
from reporting.pipeline import ReportRequest, Source, write_report, write_report_with
from reporting.records import Report, Sentence
from reporting.render.formats import render
from reporting.render.layout import lay_out
from reporting.render.sound import Sound
from reporting.words.wording import forms
from tests.support.chat_models import (
    LABEL,
    MARKS,
    ActingChat,
    Answer,
    dying,
    flattering,
    helpful,
    hostile,
)
from tests.support.gold import GoldSet, gold_sets, is_found, quotes_of
from tests.support.wordings import wordings

_FRAMES = (
    "selon pour d'après dit explique que qu' il elle ils elles se s' lui a est son sa ses leur leurs "
    "according to says explains that he she they has is his her their"
)
_MODELS: dict[str, Callable[[], Answer]] = {
    "flattering": lambda: flattering,
    "hostile": lambda: hostile,
    "dying": lambda: dying(6, flattering),
    "dying helpful": lambda: dying(6, helpful),
    "helpful": lambda: helpful,
}

NEEDS = ("roundtables/**/gold.json",)
"""Any of these below the data folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this measurement may be told."""
    parser.add_argument("--set", default="", help="only sets whose folder holds this text")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return one row per set and model."""
    rows = [
        row
        for one in gold_sets(Path(args.data))
        if args.set in str(one.folder)
        for row in measure(one)
    ]
    languages: tuple[Language, ...] = ("fr", "en")
    return {"rows": rows, "wordings": [_judged(language) for language in languages]}


def _judged(language: Language) -> dict[str, Any]:
    """Return how many honest sentences written for one talk are kept, and how many false ones."""
    found = list(wordings(language))
    honest = [one for one in found if one.is_honest]
    false = [one for one in found if not one.is_honest]
    return {
        "language": language,
        "honest": len(honest),
        "honest_kept": sum(one.is_kept for one in honest),
        "false": len(false),
        "false_kept": [one.text for one in false if one.is_kept],
    }


def measure(one: GoldSet) -> list[dict[str, Any]]:
    """Return the figures of one set, without a model first."""
    source = Source(transcript=one.transcript("transcript.vtt"))
    request = ReportRequest(about=one.gold["object"])
    rows = [_row(one, "none", write_report(request, [source]), 0)]
    for name, character in _MODELS.items():
        chat = ActingChat(character())
        report = asyncio.run(write_report_with(chat, request, [source]))
        rows.append(_row(one, name, report, len(chat.asked)))
    return rows


def _row(one: GoldSet, model: str, report: Report, asked: int) -> dict[str, Any]:
    audit = report.audit
    critical = [
        i for i in one.gold["items"] if i["stance"] == "critical" and i["status"] != "withdrawn"
    ]
    quotes = quotes_of(report)
    sentences = [s for section in report.sections for s in section.sentences]
    return {
        "set": one.folder.name,
        "model": model,
        "inventions": len(inventions(report)),
        "verbatim": f"{audit.quotations_verified}/{audit.quotations}",
        "critical_share": round(_critical_share(report), 3),
        "critical_recall": round(
            sum(is_found(item, quotes) for item in critical) / max(1, len(critical)), 3
        ),
        "by_model": sum(s.by_model for s in sentences),
        "sentences": len(sentences),
        "kept": audit.sentences_by_model,
        "refused": audit.sentences_cut,
        "claims_dropped": audit.dropped_ungrounded,
        "read": f"{audit.segments_read}/{audit.segments_total}",
        "answered": f"{audit.segments_asked}/{audit.segments_total}",
        "requests": asked,
        "warnings": len(audit.warnings),
    }


def inventions(report: Report) -> list[str]:
    """Return what a scripted model made up and a reader can see."""
    found = []
    for form in ("md", "html", "json"):
        text = render(form, report, lay_out(report), Sound(), None).decode().lower()
        found += [
            mark for mark in (*MARKS, LABEL.lower(), "<script>alert", "begeistert") if mark in text
        ]
    for one in _worded(report):
        said = [report.evidence[name] for name in one.evidence]
        known = set(forms(" ".join(e.quote for e in said)))
        known |= set(forms(" ".join([_FRAMES, *(e.speaker for e in said)])))
        if not one.evidence or not set(forms(one.text)) <= known:
            found.append(one.text)
        if len({evidence.speaker for evidence in said}) != 1:
            found.append(one.text)
    return found


def _worded(report: Report) -> Sequence[Sentence]:
    everything = [
        *report.standfirst,
        *(s for section in report.sections for s in section.sentences),
    ]
    return [one for one in everything if one.by_model]


def _critical_share(report: Report) -> float:
    assert report.swot is not None
    box = report.swot
    lines = [*box.strengths, *box.weaknesses, *box.opportunities, *box.threats]
    return sum(line.stance == "critical" for line in lines) / max(1, len(lines))


def table(result: dict[str, Any]) -> str:
    """Return the figures as lines."""
    lines: list[str] = []
    last = ""
    for row in result["rows"]:
        if row["set"] != last:
            last = row["set"]
            lines.append(f"{last}")
            lines.append(
                f"  {'model':<14}{'invented':>9}{'verbatim':>10}{'critical':>9}{'recall':>8}"
                f"{'by model':>10}{'kept':>6}{'refused':>8}{'dropped':>8}{'read':>9}{'answered':>10}"
                f"{'asked':>6}"
            )
        lines.append(
            f"  {row['model']:<14}{row['inventions']:>9}{row['verbatim']:>10}"
            f"{row['critical_share']:>9.0%}{row['critical_recall']:>8.0%}"
            f"{row['by_model']:>5}/{row['sentences']:<4}{row['kept']:>6}{row['refused']:>8}"
            f"{row['claims_dropped']:>8}{row['read']:>9}{row['answered']:>10}{row['requests']:>6}"
        )
    lines += [
        f"written sentences, {one['language']}: honest kept {one['honest_kept']}/{one['honest']}, "
        f"false kept {len(one['false_kept'])}/{one['false']}"
        for one in result["wordings"]
    ]
    total = sum(row["inventions"] for row in result["rows"])
    lines.append(f"Inventions that reached a document: {total}")
    return "\n".join(lines)

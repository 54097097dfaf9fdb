"""Reports of annotated round tables and walks, made without a chat model, against their annotations.

An item counts as found when a quotation of the report covers at least half the words of one of its
spans. Random sentences and TextRank+MMR get as many words; the majority class gets the same lines.
On `transcript.vtt`, `transcript.txt` and on recogniser-like `asr.txt`.
"""

from __future__ import annotations

import argparse
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from models.transcript import Transcript
from reporting.pipeline import ReportRequest, Source, write_report
from reporting.reading.units import cut
from reporting.records import Line, Report
from reporting.words.wording import forms
from tests.support import rouge
from tests.support.gold import GoldSet, covered, gold_sets, is_found, line_quotes, quotes_of

VARIANTS = ("transcript.vtt", "transcript.txt", "asr.txt")
QUADRANTS = {
    "strength": "strengths",
    "weakness": "weaknesses",
    "opportunity": "opportunities",
    "threat": "threats",
}

NEEDS = ("roundtables/**/gold.json",)
"""Any of these below the data folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this measurement may be told."""
    parser.add_argument("--set", default="", help="only sets whose folder holds this text")
    parser.add_argument("--length", default="normal", help="short, normal, long or a word count")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return one row per set and variant."""
    rows = [
        measure(one, variant, args.length)
        for one in gold_sets(Path(args.data))
        if args.set in str(one.folder)
        for variant in VARIANTS
        if (one.folder / variant).is_file()
    ]
    return {"rows": rows, "quadrants": _summed(rows)}


def measure(one: GoldSet, variant: str, length: str) -> dict[str, Any]:
    """Return the figures of one report."""
    transcript = one.transcript(variant)
    request = ReportRequest(about=one.gold["object"], length=length)
    report = write_report(request, [Source(transcript=transcript)])
    items = one.gold["items"]
    quotes = quotes_of(report)
    budget = sum(len(forms(quote)) for quote in quotes)
    units = cut(transcript)
    rivals = {
        "TextRank+MMR": [[units[n].text for n in rouge.textrank_mmr(units, budget)]],
        "random": [
            [units[n].text for n in rouge.at_random(units, budget, seed)] for seed in range(10)
        ],
    }
    return {
        "set": one.folder.name,
        "variant": variant,
        "words": budget,
        "share_of_talk": round(budget / max(1, sum(len(unit.tokens) for unit in units)), 3),
        "ours": recall(items, quotes),
        **{name: _mean([recall(items, said) for said in draws]) for name, draws in rivals.items()},
        "critical_share": critical_shares(items, report),
        "quadrants": quadrants(items, report),
        "faithful": faithful(transcript, report),
        "actions": actions(items, report),
        "traps": traps(one, report),
        "warnings": list(report.audit.warnings),
    }


def recall(items: Sequence[dict[str, Any]], quotes: Sequence[str]) -> dict[str, float]:
    """Return the share of items found: all, critical, hedged critical, favourable."""
    kept = [item for item in items if item["status"] != "withdrawn"]
    found = {item["id"]: is_found(item, quotes) for item in kept}
    groups = {
        "all": kept,
        "critical": [item for item in kept if item["stance"] == "critical"],
        "hedged critical": [i for i in kept if i["stance"] == "critical" and i["hedged"]],
        "favourable": [item for item in kept if item["stance"] == "favourable"],
    }
    return {
        name: round(sum(found[item["id"]] for item in group) / max(1, len(group)), 3)
        for name, group in groups.items()
    }


def _mean(rows: Sequence[dict[str, float]]) -> dict[str, float]:
    return {key: round(statistics.mean(row[key] for row in rows), 3) for key in rows[0]}


def _swot(report: Report) -> list[tuple[str, Line]]:
    assert report.swot is not None
    return [(name, line) for name in QUADRANTS.values() for line in getattr(report.swot, name)]


def critical_shares(items: Sequence[dict[str, Any]], report: Report) -> dict[str, float]:
    """Return the share of critical among SWOT items of the gold and SWOT lines of the report."""
    gold = [i for i in items if i["kind"] in QUADRANTS and i["status"] != "withdrawn"]
    lines = _swot(report)
    return {
        "gold": round(sum(i["stance"] == "critical" for i in gold) / max(1, len(gold)), 3),
        "report": round(
            sum(line.stance == "critical" for _, line in lines) / max(1, len(lines)), 3
        ),
    }


def quadrants(items: Sequence[dict[str, Any]], report: Report) -> dict[str, Any]:
    """Return gold quadrant against ours for the items that a SWOT line stands for."""
    lines = _swot(report)
    pairs: Counter[str] = Counter()
    stances: Counter[bool] = Counter()
    for item in items:
        if item["kind"] not in QUADRANTS or item["status"] == "withdrawn":
            continue
        fits = [
            (
                max(
                    covered(span, report.evidence[line.evidence[0]].quote)
                    for span in item["evidence"]
                ),
                name,
                line,
            )
            for name, line in lines
        ]
        best = max(fits, key=lambda fit: fit[0], default=None)
        if best is not None and best[0] >= 0.5:
            pairs[f"{QUADRANTS[item['kind']]}>{best[1]}"] += 1
            if item["stance"] in ("critical", "favourable"):
                stances[item["stance"] == best[2].stance] += 1
    return {"pairs": dict(pairs), "stance_right": stances[True], "stance_wrong": stances[False]}


def _summed(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the quadrant table over all rows, beside always naming the commonest quadrant."""
    pairs: Counter[str] = Counter()
    for row in rows:
        pairs.update(row["quadrants"]["pairs"])
    gold: Counter[str] = Counter()
    right = 0
    for pair, count in pairs.items():
        stated, given = pair.split(">")
        gold[stated] += count
        right += count if stated == given else 0
    total = max(1, gold.total())
    right_stance = sum(row["quadrants"]["stance_right"] for row in rows)
    wrong_stance = sum(row["quadrants"]["stance_wrong"] for row in rows)
    return {
        "pairs": dict(pairs),
        "ours": round(right / total, 3),
        "majority": round(max(gold.values(), default=0) / total, 3),
        "stance": round(right_stance / max(1, right_stance + wrong_stance), 3),
    }


def faithful(transcript: Transcript, report: Report) -> dict[str, str]:
    """Return how many quotations stand word for word in a turn of the person they are given to."""
    turns: list[tuple[str, str]] = []
    for segment in transcript.segments:
        if turns and turns[-1][0] == segment.speaker:
            turns[-1] = (segment.speaker, f"{turns[-1][1]} {segment.text}")
        else:
            turns.append((segment.speaker, segment.text))
    said = [(who, f" {' '.join(forms(text))} ") for who, text in turns]
    verbatim = attributed = 0
    for evidence in report.evidence.values():
        words = f" {' '.join(forms(evidence.quote))} "
        verbatim += any(words in text for _, text in said)
        attributed += any(words in text and who == evidence.speaker_id for who, text in said)
    total = len(report.evidence)
    return {"verbatim": f"{verbatim}/{total}", "attributed": f"{attributed}/{total}"}


def actions(items: Sequence[dict[str, Any]], report: Report) -> dict[str, Any]:
    """Return actions and decisions found, and owners and dates right, null kept null."""
    assert report.minutes is not None
    wanted = [i for i in items if i["kind"] == "action" and i["status"] != "withdrawn"]
    found = owners = dates = 0
    for item in wanted:
        for action in report.minutes.actions:
            quote = report.evidence[action.line.evidence[0]].quote
            if any(covered(span, quote) >= 0.5 for span in item["evidence"]):
                found += 1
                owners += _same_owner(item["assignee"], action.owner)
                dates += bool(item["due"]) == bool(action.due)
                break
    decided = [i for i in items if i["kind"] == "decision" and i["status"] != "withdrawn"]
    lines = line_quotes(report, report.minutes.decisions)
    return {
        "actions": f"{found}/{len(wanted)}",
        "owner right": f"{owners}/{found}",
        "date right": f"{dates}/{found}",
        "decisions": f"{sum(is_found(i, [q for _, q in lines]) for i in decided)}/{len(decided)}",
        "lines": len(report.minutes.actions) + len(report.minutes.decisions),
    }


def _same_owner(stated: str | None, given: str) -> bool:
    if not stated:
        return not given
    return bool(given) and (
        given.lower() in stated.lower()
        or stated.lower() in given.lower()
        or (stated == "WALKER" and given in ("Walker", "Promeneur"))
    )


def traps(one: GoldSet, report: Report) -> dict[str, str]:
    """Return for each trap that code can judge whether it was avoided; `read` where a reader must."""
    return {
        f"{trap['id']} {trap['type']}": _judged(trap, one, report) for trap in one.gold["traps"]
    } | ({"off-record": _verdict(not _leaks(one, report))} if one.gold["off_record"] else {})


def _verdict(is_avoided: bool) -> str:
    return "avoided" if is_avoided else "FAILED"


def _leaks(one: GoldSet, report: Report) -> list[str]:
    everything = " ".join(forms(msgspec.json.encode(report).decode()))
    leaked = []
    for passage in one.gold["off_record"]:
        text = passage["text"] if isinstance(passage, dict) else passage
        for sentence in re.split(r"[.!?…]\s", text):
            words = forms(sentence)
            if len(words) >= 4 and " ".join(words) in everything:
                leaked.append(sentence)
    return leaked


def _judged(trap: dict[str, Any], one: GoldSet, report: Report) -> str:
    texts = [evidence["text"] for evidence in trap["evidence"]]
    lines = [line for _, line in _swot(report)]
    assert report.minutes is not None
    match trap["type"]:
        case "rumour-corrected" | "number-corrected" | "misheard-number" | "withdrawn-idea":
            return _verdict(not _is_current(texts[0], report, lines))
        case "unassigned-action":
            owned = [
                action
                for action in report.minutes.actions
                if action.owner
                and _about(trap, one, report.evidence[action.line.evidence[0]].quote)
            ]
            return _verdict(not owned)
        case "irony":
            assert report.swot is not None
            praised = [*report.swot.strengths, *report.swot.opportunities]
            return _verdict(
                not any(_leads(text, line, report) for text in texts for line in praised)
            )
        case "negation":
            words = " ".join(forms(texts[0])[-6:])
            labels = [line.text for line in lines] + [theme.text for theme in report.themes]
            bad = [text for text in labels if words in " ".join(forms(text))]
            return _verdict(not [text for text in bad if not _denies(text, one)])
        case "third-party-quote":
            labels = [" ".join(forms(line.text)) for line in lines]
            return _verdict(not any(" ".join(forms(text)) in labels for text in texts))
        case "prompt-injection" | "flattening-summary":
            return _verdict(
                not any(_leads(texts[0], line, report) for line in lines) and bool(lines)
            )
        case _:
            return "read"


def _is_current(text: str, report: Report, lines: Sequence[Line]) -> bool:
    """Return whether the outdated statement stands as what is so: in the SWOT, minutes or ideas."""
    assert report.minutes is not None
    stated = [*lines, *report.minutes.decisions, *(a.line for a in report.minutes.actions)]
    return any(_leads(text, line, report) for line in stated)


def _leads(text: str, line: Line, report: Report) -> bool:
    return covered(text, report.evidence[line.evidence[0]].quote) >= 0.8


def _about(trap: dict[str, Any], one: GoldSet, quote: str) -> bool:
    items = [item for item in one.gold["items"] if item["id"] in trap["items"]]
    return any(is_found(item, [quote]) for item in items if not item.get("assignee"))


def _denies(text: str, one: GoldSet) -> bool:
    denied = {"fr": {"pas", "jamais", "rien"}, "en": {"not", "never", "t"}}[one.language]
    return bool(denied & set(forms(text)))


def table(result: dict[str, Any]) -> str:
    """Return the figures as lines."""
    lines: list[str] = []
    for row in result["rows"]:
        lines += _row(row)
    box = result["quadrants"]
    lines.append("Quadrants (gold > ours), all sets:")
    for stated in QUADRANTS.values():
        cells = [f"{box['pairs'].get(f'{stated}>{given}', 0):>4}" for given in QUADRANTS.values()]
        lines.append(f"  {stated:<14}" + " ".join(cells))
    lines.append(
        f"  right {box['ours']:.0%} (commonest quadrant {box['majority']:.0%}); stance right {box['stance']:.0%}"
    )
    return "\n".join(lines)


def _row(row: dict[str, Any]) -> list[str]:
    lines = [
        f"{row['set']} · {row['variant']}: {row['words']} words quoted ({row['share_of_talk']:.0%})"
    ]
    for system in ("ours", "TextRank+MMR", "random"):
        figures = "  ".join(f"{name} {value:.0%}" for name, value in row[system].items())
        lines.append(f"  {system:<14}{figures}")
    shares = row["critical_share"]
    lines.append(f"  critical share: gold {shares['gold']:.0%}, report {shares['report']:.0%}")
    lines.append("  " + ", ".join(f"{key} {value}" for key, value in row["faithful"].items()))
    lines.append("  " + ", ".join(f"{key} {value}" for key, value in row["actions"].items()))
    lines.append("  traps: " + ", ".join(f"{key}: {value}" for key, value in row["traps"].items()))
    return [*lines, ""]

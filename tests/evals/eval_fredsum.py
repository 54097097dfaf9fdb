"""Choice of sentences on French debates against human summaries of the same length (FREDSum).

ROUGE F1 on French stems, and on telling words alone (R-1t); how often a main speaker (10 % of the talk) gets no sentence; distance
between shares of talk and of summary. All systems get the same budget of words, in one run.
"""

from __future__ import annotations

import argparse
import statistics
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.language import Language
from models.transcript import Transcript
from reporting.choosing.digest import digest
from reporting.reading.units import Unit, cut
from reporting.sources.reading import read
from reporting.words.wording import SMALL_WORDS, stem
from tests.support import rouge

SYSTEMS = ("random", "lead-N", "TextRank", "TextRank+MMR", "ours", "greedy oracle")

NEEDS = ("meetings/fr/FREDSum/transcript/*",)
"""Any of these below the data folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this measurement may be told."""
    parser.add_argument("--limit", type=int, default=0, help="only the first N debates")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return the means over all debates."""
    folder = Path(args.data) / "meetings" / "fr" / "FREDSum"
    rows: list[dict[str, dict[str, float]]] = []
    for path in sorted((folder / "transcript").glob("*.txt"))[: args.limit or None]:
        reference = folder / "summary_abstractive" / "3" / path.name
        if not reference.is_file():
            continue
        transcript = read(path, language="fr", kind="talk")
        text = reference.read_text(encoding="utf-8")
        rows.append(debate(transcript, text, "fr"))
    return summary(rows)


def debate(transcript: Transcript, text: str, language: Language) -> dict[str, dict[str, float]]:
    """Return each system's figures on one text."""
    units = cut(transcript)
    wanted = rouge.stemmed(text, language)
    budget = len(wanted)
    picks = {
        "lead-N": rouge.lead(units, budget),
        "TextRank": rouge.textrank(units, budget),
        "TextRank+MMR": rouge.textrank_mmr(units, budget),
        "ours": digest(units, budget),
        "greedy oracle": rouge.oracle(units, budget, wanted, language),
    }
    figures = {name: _figures(units, picked, wanted, language) for name, picked in picks.items()}
    drawn = [
        _figures(units, rouge.at_random(units, budget, seed), wanted, language) for seed in range(5)
    ]
    figures["random"] = {key: statistics.mean(one[key] for one in drawn) for key in drawn[0]}
    return figures


def _figures(
    units: Sequence[Unit], picked: Sequence[int], wanted: Sequence[str], language: Language
) -> dict[str, float]:
    said = [word for n in picked for word in rouge.stemmed(units[n].text, language)]
    talk, kept = _shares(units, range(len(units))), _shares(units, picked)
    silenced = any(share >= 0.1 and not kept.get(who) for who, share in talk.items())
    distance = sum(abs(share - kept.get(who, 0.0)) for who, share in talk.items()) / 2
    return {
        "rouge1": 100 * rouge.rouge(said, wanted, 1),
        "telling1": 100 * rouge.rouge(_telling(said, language), _telling(wanted, language), 1),
        "rouge2": 100 * rouge.rouge(said, wanted, 2),
        "silenced": float(silenced),
        "distance": distance,
        "words": len(said) / max(1, len(wanted)),
    }


def _telling(stems: Sequence[str], language: Language) -> list[str]:
    small = {stem(word, language) for word in SMALL_WORDS[language]}
    return [one for one in stems if one not in small]


def _shares(units: Sequence[Unit], picked: Sequence[int] | range) -> dict[str, float]:
    words: Counter[str] = Counter()
    for number in picked:
        words[units[number].speaker] += len(units[number].tokens)
    return {who: count / max(1, words.total()) for who, count in words.items()}


def summary(rows: Sequence[dict[str, dict[str, float]]]) -> dict[str, Any]:
    """Return means by system, and which part of the way from random to the oracle ours goes."""
    means = {
        system: {
            key: round(statistics.mean(row[system][key] for row in rows), 3)
            for key in rows[0][system]
        }
        for system in SYSTEMS
    }
    low, high = means["random"]["rouge1"], means["greedy oracle"]["rouge1"]
    closed = {
        system: round((means[system]["rouge1"] - low) / (high - low), 3) for system in SYSTEMS
    }
    return {"texts": len(rows), "systems": means, "gap_closed": closed}


def table(result: dict[str, Any]) -> str:
    """Return the figures as lines."""
    lines = [
        f"{result['texts']} texts, same length as the human summary",
        f"{'':<16}{'R-1':>7}{'R-2':>7}{'R-1t':>7}{'gap closed':>12}{'silenced':>10}{'distance':>10}{'length':>8}",
    ]
    for system in SYSTEMS:
        one = result["systems"][system]
        lines.append(
            f"{system:<16}{one['rouge1']:>7.1f}{one['rouge2']:>7.1f}{one['telling1']:>7.1f}"
            f"{result['gap_closed'][system]:>12.0%}{one['silenced']:>10.1%}{one['distance']:>10.3f}"
            f"{one['words']:>8.2f}"
        )
    return "\n".join(lines)

"""Spoken commands: how often one fires that was none, how often one is missed, and what was misheard.

Sets are the files of `tests/data/commands` (or of `--data DIR`/commands): the command expected, its
object, the words. A command of another name than expected counts against both figures. Below the
data folder, talk of meetings and debates in which nobody commands: whatever fires there is false,
but for what people there really ask of each other ("go ahead", "what did you say").
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from companion.conversation.commands.parser import parse
from companion.conversation.words import fold, tokens
from models.language import Language
from tests.support.natural_speech import natural_utterances

HERE = Path(__file__).resolve().parent.parent / "data" / "commands"


@dataclass(frozen=True, slots=True)
class Case:
    """One written utterance."""

    expected: str
    """Name of the command, empty for none."""
    about: str
    text: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add how much talk without commands is read, and how many that fired are printed."""
    parser.add_argument("--every", type=int, default=1, help="read one in so many utterances")
    parser.add_argument("--show", type=int, default=0, help="utterances that fired to print")


def cases(file: Path) -> Iterator[Case]:
    """Read one set."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            expected, about, text = line.split("\t")
            yield Case(expected.replace("-", "") if expected == "-" else expected, about, text)


def measure(file: Path) -> dict[str, Any]:
    """Return the figures of one set, and the utterances that went wrong."""
    language: Language = "fr" if file.stem.startswith("fr") else "en"
    right = fired = wanted = objects = objects_right = 0
    wrong: list[str] = []
    for case in cases(file):
        found = parse(case.text, language)
        name = found.name if found else ""
        wanted += bool(case.expected)
        fired += bool(name)
        right += bool(name) and name == case.expected
        if name != case.expected:
            wrong.append(f"{case.expected or 'none'} -> {name or 'none'}: {case.text}")
        elif case.about:
            objects += 1
            objects_right += found is not None and fold(found.about) == fold(case.about)
    return {
        "set": file.stem,
        "utterances": sum(1 for _ in cases(file)),
        "commands": wanted,
        "precision": round(right / fired, 4) if fired else 1.0,
        "recall": round(right / wanted, 4) if wanted else 1.0,
        "objects_right": f"{objects_right}/{objects}",
        "wrong": wrong,
    }


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Measure every set."""
    given = Path(args.data) / "commands" if getattr(args, "data", None) else HERE
    folder = given if given.is_dir() else HERE
    return {
        "sets": [measure(file) for file in sorted(folder.glob("*.tsv"))],
        "natural": natural(Path(args.data), args.every, args.show)
        if getattr(args, "data", None)
        else [],
    }


def natural(data: Path, every: int, show: int) -> list[dict[str, Any]]:
    """Count the commands that fire in talk without any, as spoken and as a recogniser writes it."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for language, sentence in islice(natural_utterances(data), 0, None, every):
        for read, text in (("punctuated", sentence), ("bare", _bare(sentence))):
            start = {"utterances": 0, "fired": 0, "names": Counter[str](), "examples": []}
            row = rows.setdefault((language, read), start)
            row["utterances"] += 1
            found = parse(text, language)
            if found is not None:
                row["fired"] += 1
                row["names"][found.name] += 1
                row["examples"] += [f"{found.name}: {text}"] if len(row["examples"]) < show else []
    return [
        {
            "language": language,
            "read": read,
            **row,
            "names": dict(row["names"].most_common()),
            "per_thousand": round(1000 * row["fired"] / row["utterances"], 2),
        }
        for (language, read), row in rows.items()
    ]


def _bare(text: str) -> str:
    return " ".join(text[token.start : token.end].lower() for token in tokens(text))


def table(result: Mapping[str, Any]) -> str:
    """Return the figures for people, and each utterance that went wrong."""
    lines = [f"{'set':<10} {'n':>4} {'commands':>9} {'precision':>10} {'recall':>8} {'objects':>9}"]
    lines += [
        f"{row['set']:<10} {row['utterances']:>4} {row['commands']:>9} "
        f"{row['precision']:>10.3f} {row['recall']:>8.3f} {row['objects_right']:>9}"
        for row in result["sets"]
    ]
    lines += [f"  {row['set']}: {text}" for row in result["sets"] for text in row["wrong"]]
    for row in result["natural"]:
        most = ", ".join(f"{name} {count}" for name, count in list(row["names"].items())[:8])
        lines.append(
            f"talk without commands ({row['language']}, {row['read']}): {row['fired']} fired of "
            f"{row['utterances']}, {row['per_thousand']} in a thousand ({most})"
        )
        lines += [f"  {text}" for text in row["examples"]]
    return "\n".join(lines)

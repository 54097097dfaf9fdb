"""What is asked to stay off the record: requests heard, and what only sounds like one, by language.

Sets are the files of `tests/data/off_record` (or of `--data DIR`/off_record): `out` or `in`, the words.
Each is measured as written and as a recogniser gives it. Sets named `*_later` were written after the
rule, `*_reader` by somebody who had not seen it; no rule was ever brought to the `*_unseen` ones. Where `--data` holds real meetings, requests found in them, where nobody asked, are counted.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from models.language import Language
from models.transcript import Transcript
from reporting.reading.confidence import off_record
from reporting.reading.units import cut
from reporting.sources.reading import read
from reporting.words.wording import forms
from tests.evals.eval_qmsum import meeting
from tests.support.talks import talk

HERE = Path(__file__).resolve().parent.parent / "data" / "off_record"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing but what every evaluation has."""


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return the figures of every set and of real talk."""
    given = Path(args.data) / "off_record"
    files = sorted((given if given.is_dir() else HERE).glob("*.tsv"))
    rows = [measure(file, is_written) for file in files for is_written in (True, False)]
    return {"sets": rows, "real": _real(Path(args.data) / "meetings")}


def measure(file: Path, is_written: bool) -> dict[str, Any]:
    """Return the figures of one set, and the sentences that went wrong."""
    language: Language = "fr" if file.stem.startswith("fr") else "en"
    asked = heard = others = alarms = 0
    wrong: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        expected, text = line.split("\t")
        is_out = bool(_passages(text, language, is_written))
        asked += expected == "out"
        heard += expected == "out" and is_out
        others += expected == "in"
        alarms += expected == "in" and is_out
        if is_out != (expected == "out"):
            wrong.append(f"{expected}: {text}")
    return {
        "set": file.stem,
        "as": "written" if is_written else "recognised",
        "asked": asked,
        "heard": heard,
        "others": others,
        "alarms": alarms,
        "wrong": wrong,
    }


def _passages(text: str, language: Language, is_written: bool) -> list[frozenset[int]]:
    said = text if is_written else " ".join(forms(text)).replace("' ", "'")
    return off_record(cut(talk(f"Ann: {said}", language, is_punctuated=is_written)))


def _real(folder: Path) -> dict[str, int]:
    units = passages = 0
    for transcript in _meetings(folder):
        said = cut(transcript)
        units += len(said)
        passages += len(off_record(said))
    return {"sentences": units, "passages": passages}


def _meetings(folder: Path) -> Iterable[Transcript]:
    for file in sorted((folder / "fr" / "FREDSum" / "transcript").glob("*.txt")):
        yield read(file, language="fr", kind="talk")
    for file in sorted((folder / "en" / "QMSum").glob("*/*.json")):
        yield meeting(file.stem, json.loads(file.read_text(encoding="utf-8")))


def table(result: dict[str, Any]) -> str:
    """Return the figures for reading."""
    rows = [f"{'set':<12}{'as':<12}{'requests heard':>16}{'false alarms':>14}"]
    for one in result["sets"]:
        heard, alarms = f"{one['heard']}/{one['asked']}", f"{one['alarms']}/{one['others']}"
        rows.append(f"{one['set']:<12}{one['as']:<12}{heard:>16}{alarms:>14}")
        rows += [f"    {wrong}" for wrong in one["wrong"]]
    real = result["real"]
    if real["sentences"]:
        rows.append(
            f"real talk, where nobody asked: {real['passages']} passages in {real['sentences']} sentences"
        )
    return "\n".join(rows)

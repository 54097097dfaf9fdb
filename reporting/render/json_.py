"""The records of a report as JSON, and back: what scripts read, and what a review goes through."""

from __future__ import annotations

from pathlib import Path

import msgspec

from models.language import Phrase
from reporting.errors import SourceUnreadable
from reporting.records import SCHEMA, Report


def as_json(report: Report) -> bytes:
    """Return the records, indented, in a fixed order."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


def read_report(path: Path) -> Report:
    """Return the report of a JSON file written by `as_json`."""
    try:
        report = msgspec.json.decode(path.read_bytes(), type=Report)
    except (OSError, msgspec.DecodeError) as error:
        raise SourceUnreadable(
            Phrase(f"{path.name} is no report.", f"{path.name} n’est pas un rapport."),
            Phrase(
                "Give the .json file that `promenade report --format json` writes.",
                "Donnez le fichier .json qu’écrit `promenade report --format json`.",
            ),
        ) from error
    if report.schema != SCHEMA:
        raise SourceUnreadable(
            Phrase(
                f"{path.name} is of another version ({report.schema}).",
                f"{path.name} est d’une autre version ({report.schema}).",
            ),
            Phrase("Write the report again.", "Refaites le rapport."),
        )
    return report

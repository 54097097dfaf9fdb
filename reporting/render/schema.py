"""The published format of the JSON: a JSON Schema made from the records themselves.

`python -m reporting.render.schema` prints the schema; `docs/report-format.md` carries it and a test
holds the two together.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import msgspec

from reporting.records import SCHEMA, Report


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a report."""
    schema = msgspec.json.schema(Report)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **schema,
    }


def printed() -> str:
    """Return the schema as it stands in the document."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False)


if __name__ == "__main__":
    sys.stdout.write(printed() + "\n")

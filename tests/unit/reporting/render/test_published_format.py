"""The published schema is the records' own, and what is written can be read back."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from reporting.errors import SourceUnreadable
from reporting.records import Report
from reporting.render.json_ import as_json, read_report
from reporting.render.schema import json_schema, printed
from tests.support.reports import round_table, walk

_DOCUMENT = Path(__file__).parents[4] / "docs" / "report-format.md"


def test_the_document_carries_the_schema_of_the_records() -> None:
    assert f"```json\n{printed()}\n```" in _DOCUMENT.read_text(encoding="utf-8"), (
        "print it anew: python -m reporting.render.schema"
    )


def test_the_promised_fields_are_in_the_schema() -> None:
    records = json_schema()["$defs"]
    assert {"language", "title", "themes", "sections", "swot", "evidence", "audit"} <= set(
        records["Report"]["properties"]
    )
    assert {"text", "evidence", "supports", "contradicts"} <= set(records["Line"]["properties"])
    assert {"quote", "state", "speaker", "start_ms", "end_ms", "segments"} <= set(
        records["Evidence"]["properties"]
    )


@pytest.mark.parametrize("report", [round_table(), walk()], ids=["round table", "walk"])
def test_what_is_written_satisfies_the_published_schema(report: Report) -> None:
    """By another's validator; the schema is the one printed in the document."""
    jsonschema = pytest.importorskip("jsonschema")
    text = _DOCUMENT.read_text(encoding="utf-8")
    published = json.loads(text.split("```json\n", 1)[1].split("\n```", 1)[0])
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(json.loads(as_json(report)), published)


@pytest.mark.parametrize("report", [round_table(), walk()], ids=["round table", "walk"])
def test_a_report_is_read_back_as_it_was(report: Report, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_bytes(as_json(report))
    assert read_report(tmp_path / "r.json") == report


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"language": "fr"'])
def test_anything_else_is_refused_with_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_bytes(content)
    with pytest.raises(SourceUnreadable):
        read_report(tmp_path / "r.json")


def test_another_version_is_refused(tmp_path: Path) -> None:
    later = msgspec.structs.replace(round_table(), schema="promenade-report/9")
    (tmp_path / "r.json").write_bytes(as_json(later))
    with pytest.raises(SourceUnreadable, match="another version"):
        read_report(tmp_path / "r.json")

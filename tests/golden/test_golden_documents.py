"""The bytes of every document a report can become: they change only when somebody means it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from models.language import Phrase
from reporting.records import Report
from reporting.render.formats import Format, render
from reporting.render.layout import lay_out
from reporting.render.sound import Clip, Sound
from tests.support.reports import round_table, walk

Golden = Callable[[str, bytes], None]
_CLIPS = Sound(
    {"e1": Clip(b"Ogg", "audio/ogg", 6000)}, notes=(Phrase("1 passage.", "1 passage s’écoute dans cette page."),)
)
_LINK = Sound(
    links={"2026-09-01-shelf": "../sound.wav"}, notes=(Phrase("The times lead to the recording.", "Les temps."),)
)


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_a_round_table_is_written_as_it_always_was(form: Format, golden: Golden) -> None:
    around = {"e1": ("Bastien Lorcy\u00a0: Donc un vrai gain.", "")}
    report = round_table()
    golden(f"round-table.{form}", _bytes(form, report, _CLIPS, around))


def test_the_open_document_holds_what_it_always_held(golden: Golden) -> None:
    file = _bytes("odt", round_table(), _CLIPS, {})
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert archive.namelist()[0] == "mimetype"
        golden("round-table.odt.xml", archive.read("content.xml"))


@pytest.mark.parametrize("form", ["md", "html", "mmd", "opml", "svg"])
def test_a_walk_is_written_as_it_always_was(form: Format, golden: Golden) -> None:
    golden(f"walk.{form}", _bytes(form, walk(), _LINK, {}))


def _bytes(form: Format, report: Report, sound: Sound, around: dict[str, tuple[str, str]]) -> bytes:
    return render(form, report, lay_out(report, sound, around), sound)

"""DOCX, ODT and PDF: real styles and headings, what was said as plain text, properties filled."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
import zipfile
from xml.etree import ElementTree

import docx
import docx.text.paragraph
import msgspec
import pytest

from reporting.errors import RenderUnavailable
from reporting.records import Report
from reporting.render.docx import as_docx
from reporting.render.layout import lay_out
from reporting.render.odt import as_odt
from reporting.render.pdf import as_pdf
from tests.support.reports import round_table, walk

_EVIL = "</w:t></text:p><x>&amp;\x00\x0b\ud800 «quoted»"


def _style(paragraph: docx.text.paragraph.Paragraph) -> str:
    return str(paragraph.style.name) if paragraph.style else ""


def _saying(words: str) -> Report:
    report = round_table()
    said = msgspec.structs.replace(report.evidence["e5"], quote=words)
    return msgspec.structs.replace(report, title=words, evidence={**report.evidence, "e5": said})


def test_a_word_document_has_real_headings_quotes_and_lists() -> None:
    document = docx.Document(io.BytesIO(as_docx(lay_out(round_table()))))
    styles = {_style(paragraph) for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Quote", "List Bullet", "Said by"} <= styles
    headings = [p.text for p in document.paragraphs if _style(p) == "Heading 1"]
    assert "Synthèse SWOT" in headings


def test_a_word_document_tells_its_title_language_and_maker() -> None:
    core = docx.Document(io.BytesIO(as_docx(lay_out(round_table())))).core_properties
    assert core.title == "« Les deux » : les petits lieux face aux plateformes"
    assert core.language == "fr-FR"
    assert core.author == "promenade 0.1.0"
    assert "Transparence" in core.comments


def test_the_swot_is_a_table_of_four_named_cells() -> None:
    document = docx.Document(io.BytesIO(as_docx(lay_out(round_table()))))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    for cell, name in zip(cells, ("Forces", "Faiblesses", "Opportunités", "Menaces"), strict=True):
        assert cell.startswith(name)
    assert "Rien d’explicite dans l’enregistrement." in cells[2]


def test_every_time_in_a_word_document_leads_to_its_quotation() -> None:
    body = docx.Document(io.BytesIO(as_docx(lay_out(round_table())))).element.body.xml
    led = set(re.findall(r'w:anchor="([^"]+)"', body))
    assert led
    assert led <= set(re.findall(r'w:bookmarkStart[^>]*w:name="([^"]+)"', body))


def test_every_time_in_an_open_document_leads_to_its_quotation() -> None:
    with zipfile.ZipFile(io.BytesIO(as_odt(lay_out(round_table())))) as archive:
        body = archive.read("content.xml").decode()
    led = set(re.findall(r'xlink:href="#([^"]+)"', body))
    assert led
    assert led <= set(re.findall(r'text:bookmark text:name="([^"]+)"', body))


def test_each_quadrant_is_told_at_a_glance_and_again_with_what_it_rests_on() -> None:
    document = docx.Document(io.BytesIO(as_docx(lay_out(round_table()))))
    glance = document.tables[0].cell(0, 0).text
    assert "«" not in glance
    headings = [p.text for p in document.paragraphs if _style(p) == "Heading 2"]
    assert headings[:4] == ["Forces", "Faiblesses", "Opportunités", "Menaces"]


@pytest.mark.parametrize("report", [round_table(), walk(), _saying(_EVIL)])
def test_whatever_was_said_the_files_stay_whole(report: Report) -> None:
    docx.Document(io.BytesIO(as_docx(lay_out(report))))
    with zipfile.ZipFile(io.BytesIO(as_odt(lay_out(report)))) as archive:
        assert archive.testzip() is None
        for name in ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"):
            ElementTree.fromstring(archive.read(name))


def test_an_open_document_is_read_by_another_program() -> None:
    opendocument = pytest.importorskip("odf.opendocument")
    text = pytest.importorskip("odf.text")
    document = opendocument.load(io.BytesIO(as_odt(lay_out(round_table()))))
    headings = [str(heading) for heading in document.getElementsByType(text.H)]
    assert "Synthèse SWOT" in headings
    assert len(document.getElementsByType(text.ListItem)) > 5


@pytest.mark.slow
def test_a_pdf_is_made_or_its_remedy_is_told() -> None:
    page = lay_out(walk())
    if importlib.util.find_spec("weasyprint") is None:
        with pytest.raises(RenderUnavailable, match="WeasyPrint"):
            as_pdf(page)
        return
    with contextlib.suppress(RenderUnavailable):  # the package is here and its library is not
        assert as_pdf(page).startswith(b"%PDF")


def test_the_map_of_the_ideas_is_drawn_in_both_and_told_in_words() -> None:
    page = lay_out(walk())
    with zipfile.ZipFile(io.BytesIO(as_docx(page))) as word:
        body = word.read("word/document.xml").decode()
    ideation = walk().ideation
    assert ideation is not None
    assert body.count("<v:roundrect") == len(ideation.ideas)
    assert re.search(r'<v:group alt="[^"]{10,}"', body)
    with zipfile.ZipFile(io.BytesIO(as_odt(page))) as open_document:
        (drawn,) = [name for name in open_document.namelist() if name.endswith(".svg")]
        svg = open_document.read(drawn).decode()
        assert drawn in open_document.read("content.xml").decode()
        assert drawn in open_document.read("META-INF/manifest.xml").decode()
    assert "currentColor" not in svg

"""The document as OpenDocument Text, written by hand: named styles, headings, tables, links, metadata.

Nobody's words are markup: every text is escaped on its way into the XML.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import assert_never
from xml.sax.saxutils import escape, quoteattr

from reporting.render.drawing import as_file, size
from reporting.render.flow import Drawing, Heading, Piece, Sheet, Span, Text, flow
from reporting.render.page import Page
from reporting.render.sound import Sound
from reporting.render.templating import OWN

_KIND = "application/vnd.oasis.opendocument.text"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
}
_NAMES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _SPACES.items())
_COUNTRIES = {"fr": "FR", "en": "GB"}
_STYLES = {
    "Body": "Standard",
    "Bullet": "Line",
    "Number": "Line",
    "Quote": "Quotations",
    "Small": "Transparency",
}
_LOOKS = {"strong": "Strong Emphasis", "soft": "Emphasis", "time": "Time"}


def as_odt(page: Page, sound: Sound | None = None) -> bytes:
    """Return the document as ODT; the same page gives the same bytes."""
    memory = io.BytesIO()
    pieces = tuple(flow(page, sound or Sound()))
    drawings = {_drawn(one): as_file(one.svg) for one in pieces if isinstance(one, Drawing)}
    with zipfile.ZipFile(memory, "w") as file:
        kept = zipfile.ZipInfo("mimetype")
        file.writestr(kept, _KIND)  # first and uncompressed, so that a file's kind can be seen
        for name, content in (
            ("META-INF/manifest.xml", _manifest(drawings)),
            ("meta.xml", _meta(page)),
            ("styles.xml", _styles(page)),
            ("content.xml", _content(pieces)),
        ):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, '<?xml version="1.0" encoding="UTF-8"?>\n' + content)
        for name, drawn in drawings.items():
            file.writestr(zipfile.ZipInfo(name), drawn)
    return memory.getvalue()


def _drawn(drawing: Drawing) -> str:
    """Return the name of a drawing's file: the same drawing has the same."""
    return f"Pictures/{hashlib.sha256(drawing.svg.encode(errors='replace')).hexdigest()[:12]}.svg"


def _manifest(drawings: Iterable[str]) -> str:
    files = [
        ("/", _KIND),
        *((name, "text/xml") for name in ("content.xml", "styles.xml", "meta.xml")),
        *((name, "image/svg+xml") for name in drawings),
    ]
    rows = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in files
    )
    return f'<manifest:manifest {_NAMES} manifest:version="1.3">{rows}</manifest:manifest>'


def _meta(page: Page) -> str:
    made_by = _text(str(page.front.get("tool_version") or "promenade"))
    return (
        f'<office:document-meta {_NAMES} office:version="1.3"><office:meta>'
        f"<dc:title>{_text(page.title)}</dc:title><dc:subject>{_text(page.kind)}</dc:subject>"
        f"<dc:description>{_text(page.transparency)}</dc:description>"
        f"<dc:language>{page.language}-{_COUNTRIES[page.language]}</dc:language>"
        f"<meta:generator>{made_by}</meta:generator></office:meta></office:document-meta>"
    )


def _styles(page: Page) -> str:
    styles = (OWN / "odt-styles.xml").read_text(encoding="utf-8")
    return (
        styles.replace("<styles>", f'<office:document-styles {_NAMES} office:version="1.3">')
        .replace("</styles>", "</office:document-styles>")
        .replace("LANGUAGE", page.language)
        .replace("COUNTRY", _COUNTRIES[page.language])
        .replace("TITLE", _text(page.title))
    )


def _content(pieces: Iterable[Piece]) -> str:
    rows = "".join(map(_piece, pieces))
    return (
        f'<office:document-content {_NAMES} office:version="1.3">{_automatic_styles()}'
        f"<office:body><office:text>{rows}</office:text></office:body></office:document-content>"
    )


def _automatic_styles() -> str:
    rows = "".join(
        f'<style:style style:name="in-{name}" style:family="text"><style:text-properties '
        f'fo:language="{name}" fo:country="{country}"/></style:style>'
        for name, country in _COUNTRIES.items()
    )
    columns = "".join(
        f'<style:style style:name="column-{part}" style:family="table-column">'
        f'<style:table-column-properties style:rel-column-width="{part}*"/></style:style>'
        for part in range(1, 101)
    )
    return f"<office:automatic-styles>{rows}{columns}{_TABLES}</office:automatic-styles>"


def _piece(piece: Piece) -> str:
    match piece:
        case Text():
            return _listed(piece) if piece.style in ("Bullet", "Number") else _paragraph(piece)
        case Heading():
            level = min(piece.level, 4)
            return (
                f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">'
                f"{_text(piece.text)}</text:h>"
            )
        case Sheet():
            return _sheet(piece)
        case Drawing():
            return _drawing(piece)
        case _:
            assert_never(piece)


def _drawing(drawing: Drawing) -> str:
    width, height = size(drawing.svg)
    return (
        f'<text:p text:style-name="Standard"><draw:frame draw:name="{_drawn(drawing)[9:-4]}" '
        f'text:anchor-type="as-char" svg:width="{width}cm" svg:height="{height}cm"><draw:image '
        f'xlink:href="{_drawn(drawing)}" xlink:type="simple" xlink:show="embed" '
        f'xlink:actuate="onLoad"/><svg:desc>{_text(drawing.alt)}</svg:desc></draw:frame></text:p>'
    )


def _listed(text: Text) -> str:
    style = "Numbering" if text.number else "Bullets"
    start = f' text:start-value="{text.number}"' if text.number else ""
    return (
        f'<text:list text:style-name="{style}"><text:list-item{start}>{_paragraph(text)}'
        "</text:list-item></text:list>"
    )


def _paragraph(text: Text, style: str = "") -> str:
    name = _styled(style or _STYLES.get(text.style, text.style))
    mark = f"<text:bookmark text:name={quoteattr(text.name)}/>" if text.name else ""
    return f'<text:p text:style-name="{name}">{mark}{"".join(map(_span, text.spans))}</text:p>'


def _span(span: Span) -> str:
    style = f"in-{span.language}" if span.language else _LOOKS.get(span.look, "")
    inner = _text(span.text)
    if style:
        inner = f'<text:span text:style-name="{_styled(style)}">{inner}</text:span>'
    if not span.target:
        return inner
    target = quoteattr(_FORBIDDEN.sub("", span.target))
    look = 'text:style-name="Time" text:visited-style-name="Time"'
    return f'<text:a xlink:type="simple" {look} xlink:href={target}>{inner}</text:a>'


def _sheet(sheet: Sheet) -> str:
    caption = Text((Span(sheet.caption),), "Caption")
    rows = "".join(_row([_texts(cell) for cell in row]) for row in sheet.rows)
    if sheet.head:
        cells = [_paragraph(Text((Span(name, "strong"),)), "Cell text") for name in sheet.head]
        rows = f"<table:table-header-rows>{_row(cells, 'Head')}</table:table-header-rows>{rows}"
    columns = "".join(
        f'<table:table-column table:style-name="column-{round(width * 100)}"/>'
        for width in sheet.widths
    )
    name = quoteattr(_FORBIDDEN.sub("", sheet.caption))
    table = f'<table:table table:name={name} table:style-name="Sheet">{columns}{rows}</table:table>'
    return (_paragraph(caption) if sheet.caption and sheet.head else "") + table + _AFTER


def _texts(cell: tuple[Text, ...]) -> str:
    return "".join(
        _listed(text) if text.style == "Bullet" else _paragraph(text, "Cell text") for text in cell
    )


def _row(cells: Sequence[str], style: str = "Cell") -> str:
    inner = "".join(
        f'<table:table-cell table:style-name="{style}">{cell}</table:table-cell>' for cell in cells
    )
    return f'<table:table-row table:style-name="Row">{inner}</table:table-row>'


def _styled(name: str) -> str:
    return name.replace(" ", "_20_")


def _text(text: str) -> str:
    """Escape, and keep runs of spaces, which XML of this kind would fold into one."""
    return escape(_FORBIDDEN.sub("", text)).replace("  ", ' <text:s text:c="1"/>')


_AFTER = '<text:p text:style-name="After"/>'
_BORDERS = 'fo:padding="0.15cm" fo:border="0.5pt solid #c9c9c2"'
_TABLES = (
    '<style:style style:name="Sheet" style:family="table"><style:table-properties '
    'table:align="margins" style:rel-width="100%"/></style:style>'
    '<style:style style:name="Row" style:family="table-row"><style:table-row-properties '
    'fo:keep-together="always"/></style:style>'
    '<style:style style:name="Head" style:family="table-cell"><style:table-cell-properties '
    f'{_BORDERS} fo:background-color="#f4f1ea"/></style:style>'
    '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties '
    f"{_BORDERS}/></style:style>"
)
"""Styles of tables; readers know them only beside the text."""

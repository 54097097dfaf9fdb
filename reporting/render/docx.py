"""The document for word processors: real styles, headings, tables, links and core properties.

Nobody's words are formatting: python-docx writes them as text. What a file of this kind cannot
carry (sound) is left to the page.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any, assert_never

from reporting.render.flow import Drawing, Heading, Piece, Sheet, Span, Style, Text, flow
from reporting.render.page import Page
from reporting.render.sound import Sound
from reporting.render.vml import as_vml

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PROPERTY = 255
"""Letters that a core property may hold; the document itself carries the whole note."""
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_LOCALES = {"fr": "fr-FR", "en": "en-GB"}
_INK, _SOFT, _LINK, _RULE, _SHADE = "1D2523", "56625E", "0D5C4F", "C9C9C2", "F4F1EA"
_FONT = "Georgia"
_WIDTH_CM = 16.4
"""Of a line on A4 between the margins."""
_STYLES: dict[Style, str] = {
    "Body": "Normal",
    "Bullet": "List Bullet",
    "Number": "List Number",
    "Small": "Transparency",
}
_LOOKS: dict[str, tuple[float, str, float, float]] = {
    # size, colour, space before, space after, in points
    "Normal": (11, _INK, 0, 6),
    "Title": (24, _INK, 0, 6),
    "Subtitle": (13, _SOFT, 0, 12),
    "Heading 1": (16, _INK, 20, 6),
    "Heading 2": (13, _INK, 14, 4),
    "Heading 3": (11, _INK, 10, 3),
    "Heading 4": (11, _SOFT, 8, 3),
    "List Bullet": (11, _INK, 3, 3),
    "List Number": (11, _INK, 0, 3),
    "Quote": (11, _INK, 0, 1),
    "Caption": (11, _INK, 10, 4),
    "Said by": (9, _SOFT, 0, 6),
    "Place": (10, _INK, 0, 5),
    "Transparency": (9, _SOFT, 0, 6),
    "Warning": (11, "8A3B12", 0, 6),
}


def as_docx(page: Page, sound: Sound | None = None) -> bytes:
    """Return the document as DOCX."""
    from docx import Document

    document = Document()
    _properties(document, page)
    _sheet_of_paper(document, page)
    _styles(document, page)
    writer = _Writer(document)
    for piece in flow(page, sound or Sound()):
        writer.piece(piece)
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def _properties(document: Any, page: Page) -> None:
    """Set what file managers show, and that a program made it."""
    core = document.core_properties
    core.title = _clean(page.title)
    core.author = _clean(str(page.front.get("tool_version") or "promenade"))
    core.subject = _clean(page.kind)
    core.comments = _clean(page.transparency)[:_PROPERTY]
    core.language = _LOCALES[page.language]
    core.created = core.modified = _day(page)


def _day(page: Page) -> datetime:
    try:
        return datetime.fromisoformat(str(page.front.get("date", ""))).replace(tzinfo=None)
    except ValueError:
        return _EPOCH


def _sheet_of_paper(document: Any, page: Page) -> None:
    """Set A4 with a foot that names the document and counts its pages."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - _WIDTH_CM) / 2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{_clean(page.title)} · ")
    number = _element("w:fldSimple", {"w:instr": "PAGE"})
    number.append(_element("w:r"))
    foot._p.append(number)


def _styles(document: Any, page: Page) -> None:
    """Give every style its look, and add the few that Word does not bring along."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm

    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    defaults.find(qn("w:lang")).set(qn("w:val"), _LOCALES[page.language])
    for name, look in _LOOKS.items():
        if name not in [style.name for style in styles]:
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        _dress(styles[name], *look)
    for name in ("Quote", "Said by"):
        styles[name].paragraph_format.left_indent = Cm(1)
    for name in ("Quote", "Caption"):
        styles[name].paragraph_format.keep_with_next = True
    styles["Subtitle"].font.italic = False
    styles["Footer"].font.size = styles["Transparency"].font.size
    styles["Footer"].font.color.rgb = styles["Transparency"].font.color.rgb


def _dress(style: Any, size: float, colour: str, before: float, after: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.15
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)
    for unwanted in ("w:pBdr", "w:spacing"):
        where = style.element.pPr if unwanted == "w:pBdr" else style.element.rPr
        for found in where.findall(qn(unwanted)) if where is not None else ():
            where.remove(found)


class _Writer:
    """Puts the pieces of a document into one file."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._named = 0

    def piece(self, piece: Piece) -> None:
        match piece:
            case Text():
                self._text(self._document.add_paragraph(style=_style(piece)), piece)
            case Heading():
                self._document.add_heading(_clean(piece.text), min(piece.level, 4))
            case Sheet():
                self._sheet(piece)
            case Drawing():
                self._drawing(piece)
            case _:
                assert_never(piece)

    def _drawing(self, drawing: Drawing) -> None:
        from docx.oxml import parse_xml

        run = self._document.add_paragraph().add_run()
        run._element.append(parse_xml(as_vml(drawing.svg, drawing.alt)))

    def _text(self, paragraph: Any, text: Text) -> None:
        if text.name:
            self._named += 1
            mark = {"w:id": str(self._named)}
            paragraph._p.append(_element("w:bookmarkStart", {**mark, "w:name": _name(text.name)}))
            paragraph._p.append(_element("w:bookmarkEnd", mark))
        for span in text.spans:
            self._span(paragraph, span)

    def _span(self, paragraph: Any, span: Span) -> None:
        from docx.shared import Pt, RGBColor

        run = paragraph.add_run(_clean(span.text))
        run.bold = span.look == "strong" or None
        run.italic = span.look == "soft" or None
        if span.language is not None:
            properties = run._element.get_or_add_rPr()
            properties.append(_element("w:lang", {"w:val": _LOCALES[span.language]}))
        if span.look == "time":
            run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(_LINK)
        if span.target:
            link = self._link(paragraph, span.target)
            link.append(run._element)
            paragraph._p.append(link)

    def _link(self, paragraph: Any, target: str) -> Any:
        if target.startswith("#"):
            return _element("w:hyperlink", {"w:anchor": _name(target[1:])})
        from docx.opc.constants import RELATIONSHIP_TYPE

        kind = RELATIONSHIP_TYPE.HYPERLINK
        known = paragraph.part.relate_to(_clean(target), kind, is_external=True)
        return _element("w:hyperlink", {"r:id": known})

    def _sheet(self, sheet: Sheet) -> None:
        if sheet.caption and sheet.head:
            self._text(self._document.add_paragraph(style="Caption"), Text((Span(sheet.caption),)))
        table = self._document.add_table(rows=0, cols=len(sheet.widths), style="Table Grid")
        table.autofit = False
        _rule(table)
        if sheet.head:
            row = table.add_row()
            self._row(row, sheet.widths, [(Text((Span(one, "strong"),)),) for one in sheet.head])
            row._tr.get_or_add_trPr().append(_element("w:tblHeader"))
            for cell in row.cells:
                cell._tc.get_or_add_tcPr().append(
                    _element("w:shd", {"w:val": "clear", "w:fill": _SHADE})
                )
        for cells in sheet.rows:
            self._row(table.add_row(), sheet.widths, cells)
        self._document.add_paragraph()

    def _row(self, row: Any, widths: tuple[float, ...], cells: Any) -> None:
        from docx.shared import Cm

        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        for cell, width, texts in zip(row.cells, widths, cells, strict=True):
            cell.width = Cm(width * _WIDTH_CM)
            for number, text in enumerate(texts):
                paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
                paragraph.style = self._document.styles[_style(text)]
                self._text(paragraph, text)


def _style(text: Text) -> str:
    return _STYLES.get(text.style, text.style)


def _rule(table: Any) -> None:
    """Draw a table with thin grey lines."""
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:color": _RULE}))
    table._tbl.tblPr.append(borders)


def _element(name: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(key), value)
    return made


def _name(anchor: str) -> str:
    """Return an anchor as Word names bookmarks: letters, digits and low lines."""
    return re.sub(r"\W", "_", anchor)[:40]


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)

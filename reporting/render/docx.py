"""The document for word processors: real styles, headings, tables and core properties.

Nobody's words are formatting: python-docx writes them as text. What a file of this kind cannot
carry (sound) is left to the page.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any, assert_never

from reporting.render.page import (
    Block,
    Facts,
    Grid,
    Item,
    Listing,
    Mark,
    Page,
    Paragraph,
    Part,
    Picture,
    Quote,
    QuoteList,
    Run,
    Table,
)
from reporting.render.sound import Sound
from reporting.render.typography import colon, marked
from reporting.render.words import words

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PROPERTY = 255
"""Letters that a core property may hold; the document itself carries the whole note."""
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_LOCALES = {"fr": "fr-FR", "en": "en-GB"}


def as_docx(page: Page, sound: Sound | None = None) -> bytes:
    """Return the document as DOCX."""
    from docx import Document

    document = Document()
    writer = _Writer(document, page)
    writer.properties()
    writer.styles()
    writer.head()
    for part in page.parts:
        writer.part(part, 1)
    for note in (sound or Sound()).notes:
        writer.paragraph((Run(note),), "Transparency")
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


class _Writer:
    """Puts blocks into one document."""

    def __init__(self, document: Any, page: Page) -> None:
        self._document = document
        self._page = page
        self._words = words(page.language)

    def properties(self) -> None:
        """Set what file managers show, and that a program made it."""
        core = self._document.core_properties
        core.title = _clean(self._page.title)
        core.author = _clean(str(self._page.front.get("tool_version") or "promenade"))
        core.subject = _clean(self._page.kind)
        core.comments = _clean(self._page.transparency)[:_PROPERTY]
        core.language = _LOCALES[self._page.language]
        core.created = core.modified = self._day()

    def _day(self) -> datetime:
        try:
            day = datetime.fromisoformat(str(self._page.front.get("date", "")))
        except ValueError:
            return _EPOCH
        return day.replace(tzinfo=None)

    def styles(self) -> None:
        """Name the few styles that Word does not bring along."""
        from docx.enum.style import WD_STYLE_TYPE
        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt, RGBColor

        styles = self._document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Georgia", Pt(11)
        normal.paragraph_format.space_after = Pt(7)
        properties = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
        language = properties.find(qn("w:rPr")).find(qn("w:lang"))
        language.set(qn("w:val"), _LOCALES[self._page.language])
        for name, size, colour in (
            ("Transparency", 9, 0x56625E),
            ("Said by", 9, 0x56625E),
            ("Place", 10, 0x1D2523),
        ):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = normal
            style.font.size = Pt(size)
            style.font.color.rgb = RGBColor.from_string(f"{colour:06X}")
        styles["Said by"].paragraph_format.left_indent = Cm(1)
        styles["Quote"].paragraph_format.left_indent = Cm(1)
        styles["Quote"].paragraph_format.space_after = Pt(2)
        for level in range(4):
            heading = styles[f"Heading {level}" if level else "Title"]
            heading.font.name, heading.font.color.rgb = "Georgia", RGBColor(0x1D, 0x25, 0x23)
            heading.element.rPr.rFonts.attrib.clear()
            heading.element.rPr.rFonts.set(qn("w:ascii"), "Georgia")
            heading.element.rPr.rFonts.set(qn("w:hAnsi"), "Georgia")

    def head(self) -> None:
        """Write title, standfirst, facts and the note on how it was made."""
        self.paragraph((Run(self._page.title),), "Title")
        if self._page.standfirst is not None:
            self.paragraph(self._page.standfirst.runs, "Subtitle", self._page.standfirst.marks)
        self.block(self._page.facts)
        self.paragraph((Run(self._page.counter, "strong"),), "Normal")
        self.paragraph((Run(self._page.transparency),), "Transparency")

    def part(self, part: Part, level: int) -> None:
        """Write a heading and all that stands under it."""
        self._document.add_heading(_clean(part.heading), level)
        for block in part.blocks:
            self.block(block)
        for inner in part.parts:
            self.part(inner, level + 1)

    def block(self, block: Block) -> None:
        """Write one block."""
        match block:
            case Paragraph():
                style = "Transparency" if block.style == "note" else "Normal"
                self.paragraph(block.runs, style, block.marks)
            case Quote():
                self.quote(block)
            case Listing():
                self.listing(block)
            case Grid():
                self.grid(block)
            case Table():
                self.table(block)
            case Facts() | Picture() | QuoteList():
                self._plain(block)
            case _:
                assert_never(block)

    def _plain(self, block: Facts | Picture | QuoteList) -> None:
        match block:
            case Facts():
                for name, value in block.rows:
                    label = Run(f"{name}{colon(self._page.language)} ", "strong")
                    self.paragraph((label, *value.runs), "List Bullet", value.marks)
            case Picture():
                self.paragraph((Run(block.alt),), "Transparency")
            case QuoteList():
                for quote in block.quotes:
                    self.place(quote)
            case _:
                assert_never(block)

    def paragraph(self, runs: tuple[Run, ...], style: str, marks: tuple[Mark, ...] = ()) -> Any:
        """Write a paragraph in a style."""
        paragraph = self._document.add_paragraph(style=style)
        self._fill(paragraph, runs, marks)
        return paragraph

    def _fill(self, paragraph: Any, runs: tuple[Run, ...], marks: tuple[Mark, ...] = ()) -> None:
        for run in runs:
            if run.mark is not None:
                paragraph.add_run(f"[{run.mark.label}]").font.size = _points(8.5)
                continue
            text = marked(run.text, self._page.language) if run.kind == "quote" else run.text
            written = paragraph.add_run(_clean(text))
            written.bold = run.kind == "strong" or None
            written.italic = run.kind == "soft" or None
            _speak(written, run.language)
        for mark in marks:
            name = f"{mark.speaker} " if mark.speaker else ""
            paragraph.add_run(_clean(f" {name}[{mark.label}]")).font.size = _points(8.5)

    def quote(self, quote: Quote) -> None:
        """Write a quotation set apart and who said it."""
        text = marked(quote.text, self._page.language) if quote.is_quotation else quote.text
        style = "Quote" if quote.is_quotation else "Normal"
        self.paragraph((Run(text, "plain", quote.language),), style)
        remarks = [one for one in (quote.state, *quote.notes) if one]
        if quote.original:
            said = marked(quote.original, self._page.language)
            remarks.append(f"{self._words['original']}{colon(self._page.language)} {said}")
        end = f" — {'; '.join(remarks)}" if remarks else ""
        self.paragraph((Run(f"{quote.speaker}, {quote.mark.label}{end}"),), "Said by")

    def listing(self, listing: Listing) -> None:
        """Write lines with their quotations."""
        if not listing.items and listing.empty:
            self.paragraph((Run(listing.empty, "soft"),), "Normal")
        for item in listing.items:
            self.item(item, "List Number" if listing.is_numbered else "List Bullet")

    def item(self, item: Item, style: str) -> None:
        """Write one line and what it rests on."""
        notes = (Run(f" — {', '.join(item.notes)}", "soft"),) if item.notes else ()
        self.paragraph((*item.runs, *notes), style, item.marks)
        if item.original:
            text = f"{self._words['original_line']}{colon(self._page.language)} {item.original}"
            self.paragraph((Run(text),), "Said by")
        for quote in item.quotes:
            self.quote(quote)
        if item.against:
            label = Run(f"{self._words['against']}{colon(self._page.language)}")
            self.paragraph((label,), "Said by", item.against)

    def grid(self, grid: Grid) -> None:
        """Write the quadrants as a table of two by two, each cell headed in words."""
        table = self._document.add_table(rows=2, cols=2, style="Table Grid")
        body, document = self._document, self._document
        for number, cell in enumerate(grid.cells):
            target = table.cell(number // 2, number % 2)
            self._document = _Into(target, document)
            self.paragraph((Run(cell.heading, "strong"), Run(f" — {cell.axis}", "soft")), "Normal")
            self.listing(cell.listing)
            first = target.paragraphs[0]._element
            first.getparent().remove(first)
        self._document = body
        self._document.add_paragraph()

    def table(self, block: Table) -> None:
        """Write a table with its head repeated on every page."""
        if block.is_captioned:
            self.paragraph((Run(block.caption),), "Caption")
        table = self._document.add_table(rows=1, cols=len(block.head), style="Light Grid Accent 1")
        for cell, name in zip(table.rows[0].cells, block.head, strict=True):
            cell.text = _clean(name)
        _repeat(table.rows[0])
        for row in block.rows:
            for cell, content in zip(table.add_row().cells, row, strict=True):
                self._fill(cell.paragraphs[0], content.runs, content.marks)
        self._document.add_paragraph()

    def place(self, quote: Quote) -> None:
        """Write one quotation of the list."""
        text = marked(quote.text, self._page.language) if quote.is_quotation else quote.text
        head = Run(f"{quote.mark.label}  {quote.speaker}{colon(self._page.language)} ", "strong")
        remarks = [one for one in (quote.state, *quote.notes) if one]
        end = (Run(f" ({'; '.join(remarks)})", "soft"),) if remarks else ()
        self.paragraph((head, Run(text, "plain", quote.language), *end), "Place")


class _Into:
    """A table cell that takes paragraphs as a document does."""

    def __init__(self, cell: Any, document: Any) -> None:
        self._cell = cell
        self._document = document

    def add_paragraph(self, text: str = "", style: str | None = None) -> Any:
        """Add a paragraph to the cell, in a style of the document."""
        return self._cell.add_paragraph(text, self._document.styles[style] if style else None)


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _speak(run: Any, language: str | None) -> None:
    """Tell spelling checkers and screen readers that a run is in another language."""
    if language is None:
        return
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), _LOCALES[language])
    run._element.get_or_add_rPr().append(mark)


def _repeat(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)

"""The document as OpenDocument Text, written by hand: styles with names, headings, tables, metadata.

Nobody's words are markup: every text is escaped on its way into the XML.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import assert_never
from xml.sax.saxutils import escape, quoteattr

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
from reporting.render.templating import OWN
from reporting.render.typography import colon, marked
from reporting.render.words import words

_KIND = "application/vnd.oasis.opendocument.text"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
}
_NAMES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _SPACES.items())
_COUNTRIES = {"fr": "FR", "en": "GB"}


def as_odt(page: Page, sound: Sound | None = None) -> bytes:
    """Return the document as ODT; the same page gives the same bytes."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as file:
        kept = zipfile.ZipInfo("mimetype")
        file.writestr(kept, _KIND)  # first and uncompressed, so that a file's kind can be seen
        for name, content in (
            ("META-INF/manifest.xml", _manifest()),
            ("meta.xml", _meta(page)),
            ("styles.xml", _styles(page)),
            ("content.xml", _content(page, sound or Sound())),
        ):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, '<?xml version="1.0" encoding="UTF-8"?>\n' + content)
    return memory.getvalue()


def _manifest() -> str:
    files = [
        ("/", _KIND),
        *((name, "text/xml") for name in ("content.xml", "styles.xml", "meta.xml")),
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
    )


def _content(page: Page, sound: Sound) -> str:
    writer = _Writer(page)
    rows = [*writer.head(), *(row for part in page.parts for row in writer.part(part, 1))]
    rows += [writer.paragraph((Run(note),), "Transparency") for note in sound.notes]
    return (
        f'<office:document-content {_NAMES} office:version="1.3">{_foreign_styles()}'
        f"<office:body><office:text>{''.join(rows)}</office:text></office:body>"
        "</office:document-content>"
    )


def _foreign_styles() -> str:
    rows = "".join(
        f'<style:style style:name="in-{name}" style:family="text"><style:text-properties '
        f'fo:language="{name}" fo:country="{country}"/></style:style>'
        for name, country in _COUNTRIES.items()
    )
    return f"<office:automatic-styles>{rows}</office:automatic-styles>"


class _Writer:
    """Turns blocks into the XML of a text."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._words = words(page.language)
        self._colon = colon(page.language)

    def head(self) -> list[str]:
        page = self._page
        rows = [self.paragraph((Run(page.title),), "Title")]
        if page.standfirst is not None:
            rows.append(self.paragraph(page.standfirst.runs, "Subtitle", page.standfirst.marks))
        rows += self.block(page.facts)
        rows.append(self.paragraph((Run(page.counter, "strong"),), "Standard"))
        return [*rows, self.paragraph((Run(page.transparency),), "Transparency")]

    def part(self, part: Part, level: int) -> list[str]:
        heading = (
            f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">'
            f"{_text(part.heading)}</text:h>"
        )
        rows = [heading]
        for block in part.blocks:
            rows += self.block(block)
        for inner in part.parts:
            rows += self.part(inner, level + 1)
        return rows

    def block(self, block: Block) -> list[str]:
        match block:
            case Paragraph():
                style = "Transparency" if block.style == "note" else "Standard"
                return [self.paragraph(block.runs, style, block.marks)]
            case Quote():
                return self.quote(block)
            case Listing():
                return self.listing(block)
            case Grid():
                return [self.grid(block)]
            case Table():
                return self.table(block)
            case Facts() | Picture() | QuoteList():
                return self._plain(block)
            case _:
                assert_never(block)

    def _plain(self, block: Facts | Picture | QuoteList) -> list[str]:
        match block:
            case Facts():
                return [
                    self.paragraph(
                        (Run(f"{name}{self._colon} ", "strong"), *value.runs),
                        "Standard",
                        value.marks,
                    )
                    for name, value in block.rows
                ]
            case Picture():
                return [self.paragraph((Run(block.alt),), "Transparency")]
            case QuoteList():
                return [self.place(quote) for quote in block.quotes]
            case _:
                assert_never(block)

    def paragraph(self, runs: tuple[Run, ...], style: str, marks: tuple[Mark, ...] = ()) -> str:
        inner = "".join(self._run(run) for run in runs) + "".join(_mark(mark) for mark in marks)
        return f'<text:p text:style-name="{style.replace(" ", "_20_")}">{inner}</text:p>'

    def _run(self, run: Run) -> str:
        if run.mark is not None:
            return _span(f"[{run.mark.label}]", "Time")
        text = marked(run.text, self._page.language) if run.kind == "quote" else run.text
        if run.language is not None:
            return _span(text, f"in-{run.language}")
        names = {"strong": "Strong_20_Emphasis", "soft": "Emphasis"}
        return _span(text, names[run.kind]) if run.kind in names else _text(text)

    def quote(self, quote: Quote) -> list[str]:
        text = marked(quote.text, self._page.language) if quote.is_quotation else quote.text
        remarks = [one for one in (quote.state, *quote.notes) if one]
        if quote.original:
            said = marked(quote.original, self._page.language)
            remarks.append(f"{self._words['original']}{self._colon} {said}")
        end = f" — {'; '.join(remarks)}" if remarks else ""
        who = Run(f"{quote.speaker}, {quote.mark.label}{end}")
        words_said = Run(text, "plain", quote.language)
        style = "Quotations" if quote.is_quotation else "Standard"
        return [self.paragraph((words_said,), style), self.paragraph((who,), "Said by")]

    def listing(self, listing: Listing) -> list[str]:
        if not listing.items:
            empty = Run(listing.empty, "soft")
            return [self.paragraph((empty,), "Standard")] if listing.empty else []
        style = "Numbering" if listing.is_numbered else "Bullets"
        rows = [
            f"<text:list-item>{''.join(self.item(item))}</text:list-item>" for item in listing.items
        ]
        return [f'<text:list text:style-name="{style}">{"".join(rows)}</text:list>']

    def item(self, item: Item) -> list[str]:
        notes = (Run(f" — {', '.join(item.notes)}", "soft"),) if item.notes else ()
        rows = [self.paragraph((*item.runs, *notes), "Standard", item.marks)]
        if item.original:
            text = f"{self._words['original_line']}{self._colon} {item.original}"
            rows.append(self.paragraph((Run(text),), "Said by"))
        for quote in item.quotes:
            rows += self.quote(quote)
        if item.against:
            label = Run(f"{self._words['against']}{self._colon}")
            rows.append(self.paragraph((label,), "Said by", item.against))
        return rows

    def grid(self, grid: Grid) -> str:
        cells = []
        for cell in grid.cells:
            head = self.paragraph(
                (Run(cell.heading, "strong"), Run(f" — {cell.axis}", "soft")), "Standard"
            )
            cells.append(_cell(head + "".join(self.listing(cell.listing))))
        pairs = [cells[place : place + 2] for place in range(0, len(cells), 2)]
        return _table(grid.caption, 2, ["".join(pair) for pair in pairs], "")

    def table(self, block: Table) -> list[str]:
        rows = [
            "".join(_cell(self.paragraph(cell.runs, "Standard", cell.marks)) for cell in row)
            for row in block.rows
        ]
        head = "".join(
            _cell(self.paragraph((Run(name, "strong"),), "Standard")) for name in block.head
        )
        caption = [self.paragraph((Run(block.caption),), "Caption")] if block.is_captioned else []
        return [*caption, _table(block.caption, len(block.head), rows, head)]

    def place(self, quote: Quote) -> str:
        text = marked(quote.text, self._page.language) if quote.is_quotation else quote.text
        head = Run(f"{quote.mark.label}  {quote.speaker}{self._colon} ", "strong")
        remarks = [one for one in (quote.state, *quote.notes) if one]
        end = (Run(f" ({'; '.join(remarks)})", "soft"),) if remarks else ()
        return self.paragraph((head, Run(text, "plain", quote.language), *end), "Place")


def _mark(mark: Mark) -> str:
    name = f" {mark.speaker}" if mark.speaker else ""
    return _text(name) + " " + _span(f"[{mark.label}]", "Time")


def _span(text: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{_text(text)}</text:span>'


def _cell(inner: str) -> str:
    return f'<table:table-cell table:style-name="Cell">{inner}</table:table-cell>'


def _table(caption: str, columns: int, rows: list[str], head: str) -> str:
    top = f"<table:table-header-rows><table:table-row>{head}</table:table-row></table:table-header-rows>"
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    name = quoteattr(_FORBIDDEN.sub("", caption))
    columns_row = f'<table:table-column table:number-columns-repeated="{columns}"/>'
    return f"<table:table table:name={name}>{columns_row}{top if head else ''}{body}</table:table>"


def _text(text: str) -> str:
    """Escape, and keep runs of spaces, which XML of this kind would fold into one."""
    return escape(_FORBIDDEN.sub("", text)).replace("  ", ' <text:s text:c="1"/>')

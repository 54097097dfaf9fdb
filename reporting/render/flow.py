"""A document as a run of styled paragraphs and tables: what word processors are given, whatever the format.

Every choice of layout is made here once: which style a paragraph has, what follows a quotation, where a
time leads. A writer of a format only spells it. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from models.language import Language
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
from reporting.render.typography import NBSP, colon, marked
from reporting.render.words import words

Look = Literal["plain", "strong", "soft", "time"]
Style = Literal[
    "Title",
    "Subtitle",
    "Body",
    "Bullet",
    "Number",
    "Quote",
    "Said by",
    "Place",
    "Caption",
    "Small",
    "Warning",
]


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look; a time leads to `target`, "#name" in the document or a file beside it."""

    text: str
    look: Look = "plain"
    language: Language | None = None
    target: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    spans: tuple[Span, ...]
    style: Style = "Body"
    name: str = ""
    """What a time leads to."""
    number: int = 0
    """Of a numbered line, from 1."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: cells hold paragraphs; `head` may be empty."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Text, ...], ...], ...]
    widths: tuple[float, ...]
    """Parts of the line's width, one a column."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as SVG, and the same in words."""

    svg: str
    alt: str


Piece: TypeAlias = Text | Heading | Sheet | Drawing


def flow(page: Page, sound: Sound) -> Iterator[Piece]:
    """Yield the whole document in order."""
    writer = _Layout(page)
    yield from writer.head()
    for part in page.parts:
        yield from writer.part(part, 1)
    for note in sound.notes:
        yield Text((Span(note.to(page.language)),), "Small")


class _Layout:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._words = words(page.language)
        self._colon = colon(page.language)

    def head(self) -> Iterator[Piece]:
        page = self._page
        yield Text((Span(page.kind),), "Small")
        yield Text((Span(page.title),), "Title")
        if page.standfirst is not None:
            yield Text(self._spans(page.standfirst), "Subtitle")
        yield from self._facts(page.facts)
        yield Text((Span(page.counter, "strong"),))
        yield Text((Span(page.transparency),), "Small")

    def part(self, part: Part, level: int) -> Iterator[Piece]:
        yield Heading(part.heading, level)
        for block in part.blocks:
            yield from self._block(block, level)
        for inner in part.parts:
            yield from self.part(inner, level + 1)

    def _block(self, block: Block, level: int) -> Iterator[Piece]:
        match block:
            case Paragraph():
                yield self._paragraph(block)
            case Quote():
                yield from self._quote(block)
            case Listing():
                yield from self._listing(block)
            case Grid():
                yield from self._grid(block, level)
            case Table():
                yield self._table(block)
            case Facts() | Picture() | QuoteList():
                yield from self._plain(block)
            case _:
                assert_never(block)

    def _plain(self, block: Facts | Picture | QuoteList) -> Iterator[Piece]:
        match block:
            case Facts():
                yield from self._facts(block)
            case Picture():
                yield Drawing(block.svg, block.alt)
            case QuoteList():
                yield from map(self._place, block.quotes)
            case _:
                assert_never(block)

    def _facts(self, facts: Facts) -> Iterator[Piece]:
        for name, value in facts.rows:
            yield Text((Span(f"{name}{self._colon} ", "strong"), *self._spans(value)))

    def _paragraph(self, block: Paragraph) -> Text:
        spans = self._spans(block)
        if block.style == "editor":
            said = f"{self._words['editors_note']}{self._colon} "
            return Text((Span(said, "soft"), *spans))
        styles: dict[str, Style] = {"note": "Small", "warning": "Warning"}
        return Text(spans, styles.get(block.style, "Body"))

    def _spans(self, block: Paragraph) -> tuple[Span, ...]:
        return (*map(self._span, block.runs), *self._times(block.marks))

    def _span(self, run: Run) -> Span:
        if run.mark is not None:
            return _time(run.mark)
        text = marked(run.text, self._page.language) if run.kind == "quote" else run.text
        look: Look = run.kind if run.kind in ("strong", "soft") else "plain"
        return Span(text, look, run.language)

    def _times(self, marks: Iterable[Mark]) -> Iterator[Span]:
        for mark in marks:
            yield Span(f"{NBSP}{mark.speaker}{NBSP}" if mark.speaker else NBSP)
            yield _time(mark)

    def _quote(self, quote: Quote) -> Iterator[Piece]:
        yield Text((self._words_of(quote),), "Quote" if quote.is_quotation else "Body")
        remarks = [one for one in (quote.state, *quote.notes) if one]
        if quote.original:
            said = marked(quote.original, self._page.language)
            remarks.append(f"{self._words['original']}{self._colon} {said}")
        end = (Span(f" — {'; '.join(remarks)}"),) if remarks else ()
        yield Text((Span(f"{quote.speaker} "), _time(quote.mark), *end), "Said by")

    def _words_of(self, quote: Quote) -> Span:
        text = marked(quote.text, self._page.language) if quote.is_quotation else quote.text
        return Span(text, "plain", quote.language)

    def _listing(self, listing: Listing) -> Iterator[Piece]:
        if not listing.items and listing.empty:
            yield Text((Span(listing.empty, "soft"),))
        for number, item in enumerate(listing.items, 1):
            yield self._line(item, number if listing.is_numbered else 0, item.marks)
            yield from self._borne_out(item)

    def _line(self, item: Item, number: int, marks: Iterable[Mark]) -> Text:
        notes = (Span(f" — {', '.join(item.notes)}", "soft"),) if item.notes else ()
        spans = (*map(self._span, item.runs), *notes, *self._times(marks))
        return Text(spans, "Number" if number else "Bullet", number=number)

    def _borne_out(self, item: Item) -> Iterator[Piece]:
        """Yield what stands under a line: how it read first, its quotations, what speaks against it."""
        if item.original:
            text = f"{self._words['original_line']}{self._colon} {item.original}"
            yield Text((Span(text),), "Said by")
        for quote in item.quotes:
            yield from self._quote(quote)
        if item.against:
            label = Span(f"{self._words['against']}{self._colon}")
            yield Text((label, *self._times(item.against)), "Said by")

    def _grid(self, grid: Grid, level: int) -> Iterator[Piece]:
        """Yield the quadrants at a glance, then each with what it rests on."""
        cells = [tuple(self._cell(cell.heading, cell.axis, cell.listing)) for cell in grid.cells]
        yield Sheet(grid.caption, (), (tuple(cells[:2]), tuple(cells[2:])), (0.5, 0.5))
        for cell in grid.cells:
            yield Heading(cell.heading, level + 1)
            yield from self._listing(cell.listing)

    def _cell(self, heading: str, axis: str, listing: Listing) -> Iterator[Text]:
        yield Text((Span(heading, "strong"), Span(f" — {axis}", "soft")))
        if not listing.items:
            yield Text((Span(listing.empty, "soft"),))
        for item in listing.items:
            spans = (*map(self._span, item.runs), *self._times(q.mark for q in item.quotes[:1]))
            yield Text(
                tuple(
                    Span(s.text, "plain", s.language) if s.look == "strong" else s for s in spans
                ),
                "Bullet",
            )

    def _table(self, block: Table) -> Sheet:
        rows = tuple(tuple((Text(self._spans(cell)),) for cell in row) for row in block.rows)
        others = len(block.head) - 1
        first = max(1 / len(block.head), 0.3)
        widths = (first, *((1 - first) / others for _ in range(others)))
        return Sheet(block.caption if block.is_captioned else "", block.head, rows, widths)

    def _place(self, quote: Quote) -> Text:
        """Return one quotation of the list, that the times of the text lead to."""
        remarks = [one for one in (quote.state, *quote.notes) if one]
        end = (Span(f" ({'; '.join(remarks)})", "soft"),) if remarks else ()
        time = Span(quote.mark.label, "time", target=quote.mark.href)
        who = Span(f"{NBSP} {quote.speaker}{self._colon} ", "strong")
        return Text((time, who, self._words_of(quote), *end), "Place", name=quote.anchor)


def _time(mark: Mark) -> Span:
    return Span(f"[{mark.label}]", "time", target=f"#{mark.anchor}" if mark.anchor else mark.href)

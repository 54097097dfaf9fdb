"""A document as blocks, before any format: what Markdown, HTML, DOCX, ODT and templates all read.

The blocks are plain values. Text in them is never escaped and never carries marks of any format;
each renderer escapes for itself. A user's own template receives one `Page`, so these names are the
vocabulary of templates.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from models.language import Language

RunKind = Literal["plain", "quote", "strong", "soft", "mark"]
Style = Literal["prose", "standfirst", "note", "warning", "empty", "editor"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a recording that the reader can go to."""

    anchor: str
    """Of the quotation in the list of quotations."""
    label: str
    """ "12:34" """
    spoken: str
    """ "12 min 34 s" """
    speaker: str = ""
    href: str = ""
    """The recording at that second, where it lies beside the document."""
    has_clip: bool = False
    """True where these seconds are embedded."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind; a quote is printed between quotation marks, a mark as a link."""

    text: str
    kind: RunKind = "plain"
    language: Language | None = None
    """Set where it differs from the document's."""
    mark: Mark | None = None
    """The place, for a run that is one."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences and the places that bear them out."""

    runs: tuple[Run, ...]
    marks: tuple[Mark, ...] = ()
    style: Style = "prose"
    key: str = ""
    """Block id; stable from run to run."""
    share: float = -1.0
    """A part of the whole, 0 to 1, that may be drawn as a bar; negative: none."""

    @property
    def text(self) -> str:
        """The words without their kinds."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation set apart, with who said it and when."""

    anchor: str
    text: str
    language: Language | None
    speaker: str
    role: str
    mark: Mark
    is_quotation: bool = True
    """False for a paraphrase or a reworded quotation: printed without quotation marks."""
    state: str = ""
    """In words; empty for word for word."""
    original: str = ""
    """What was said, where `text` is something else."""
    notes: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    """What was said around it, where known."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line: a label, what it rests on, what speaks against it."""

    key: str
    runs: tuple[Run, ...]
    notes: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    against: tuple[Mark, ...] = ()
    marks: tuple[Mark, ...] = ()
    original: str = ""
    """The line as generated, where a reviewer reworded it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines under each other; `empty` is printed where there are none."""

    items: tuple[Item, ...]
    empty: str = ""
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One quadrant."""

    slug: str
    heading: str
    axis: str
    listing: Listing


@dataclass(frozen=True, slots=True)
class Grid:
    """The four quadrants of a SWOT."""

    caption: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; the first cell of a row names it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    is_captioned: bool = True
    """False where a heading says the same: the caption is then for screen readers alone."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms and what is to be said of them."""

    rows: tuple[tuple[str, Paragraph], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and the same in words."""

    svg: str
    mermaid: str
    alt: str


@dataclass(frozen=True, slots=True)
class QuoteList:
    """The list of all quotations, in the order they were said."""

    quotes: tuple[Quote, ...]


Block: TypeAlias = Paragraph | Quote | Listing | Grid | Table | Facts | Picture | QuoteList


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading."""

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    mark: Mark | None = None
    """Where in the recording it begins."""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole document."""

    language: Language
    title: str
    kind: str
    standfirst: Paragraph | None
    facts: Facts
    counter: str
    """ "18/18 quotations …" """
    transparency: str
    parts: tuple[Part, ...]
    front: dict[str, str | bool | list[str]] = field(default_factory=dict)
    """Front matter of the Markdown, flat."""

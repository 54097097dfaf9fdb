"""Any document as paragraphs: Markdown, HTML, DOCX, ODT or plain text, also written elsewhere.

Markup goes, words and quotation marks stay. A paragraph knows where it stands, for the reader.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

from models.language import Phrase
from reporting.errors import SourceUnreadable
from reporting.sources.decoding import decode, is_text, printable, read_bytes

_MOST_XML = 50_000_000
_SKIPPED = frozenset({"script", "style", "head", "template", "svg", "nav"})
_BLOCKS = frozenset(
    "p div li ul ol h1 h2 h3 h4 h5 h6 blockquote figcaption figure td th tr table caption section "
    "article header footer main dt dd dl details summary pre br hr".split()
)
_FRONT = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_BLOCK_ID = re.compile(r"\s\^[A-Za-z0-9-]+\s*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, cell or item of a list."""

    text: str
    line: int = 0
    """Of the file where it has lines, else its number in the document; from 1."""
    is_block_quote: bool = False
    breaks: tuple[int, ...] = ()
    """Where in `text` each further line of the file begins."""

    def line_at(self, offset: int) -> int:
        """Return the line of what stands at `offset`."""
        return self.line + sum(one <= offset for one in self.breaks)


def read_document(path: Path) -> tuple[Passage, ...]:
    """Return the paragraphs of a document; raises SourceUnreadable for what is none."""
    content = read_bytes(path)
    if content.startswith(b"PK\x03\x04"):
        return tuple(_read_archive(content, path))
    if not is_text(content[:4096]):
        raise _unreadable(path)
    text = decode(content)
    suffix = path.suffix.lower()
    start = text.lstrip()[:200].lower()
    if suffix in (".html", ".htm", ".xhtml") or start.startswith(("<!doctype html", "<html")):
        return read_html(text)
    return read_markdown(text)


def read_markdown(text: str) -> tuple[Passage, ...]:
    """Return the paragraphs of Markdown; plain text is Markdown without marks."""
    from markdown_it import MarkdownIt

    front = _FRONT.match(text)
    skipped = front.group().count("\n") if front else 0
    parser = MarkdownIt("commonmark").enable("table")
    found: list[Passage] = []
    depth = 0
    line = 0
    for token in parser.parse(text[front.end() :] if front else text):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        line = token.map[0] + 1 + skipped if token.map else line
        if token.type == "inline":
            parts: list[str] = []
            breaks: list[int] = []
            for child in token.children or []:
                is_break = child.type in ("softbreak", "hardbreak")
                parts.append(" " if is_break else child.content if _has_words(child.type) else "")
                breaks += [len(_spaced("".join(parts))) + 1] if is_break else []
            plain = _BLOCK_ID.sub("", "".join(parts))
            is_callout = plain.startswith("[!")
            found.append(Passage(_spaced(plain), line, depth > 0 and not is_callout, tuple(breaks)))
    return tuple(passage for passage in found if passage.text)


def _has_words(kind: str) -> bool:
    return kind in ("text", "code_inline", "text_special")


class _Page(HTMLParser):
    """Collects the words a reader sees, block by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Passage] = []
        self._parts: list[str] = []
        self._silent = 0
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._silent += 1
        if tag in _BLOCKS:
            self.flush()
        self._quoted += tag == "blockquote"
        if tag == "q" and not self._silent:
            self._parts.append("\ue000")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._silent = max(0, self._silent - 1)
        if tag in _BLOCKS:
            self.flush()
        self._quoted = max(0, self._quoted - (tag == "blockquote"))
        if tag == "q" and not self._silent:
            self._parts.append("\ue001")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(data)

    def flush(self) -> None:
        """Close the present block."""
        text = _marked_once(_spaced("".join(self._parts)))
        self._parts.clear()
        if text:
            self.found.append(Passage(text, len(self.found) + 1, self._quoted > 0))


def _marked_once(text: str) -> str:
    """Give `<q>` its quotation marks, unless the words inside bring their own."""
    text = re.sub(r"\ue000\s*(?=[«“\"])", "", text)
    text = re.sub(r"(?<=[»”\"])\s*\ue001", "", text)
    return text.replace("\ue000", "“").replace("\ue001", "”")


def read_html(text: str) -> tuple[Passage, ...]:
    """Return the blocks of a page that a reader sees."""
    page = _Page()
    page.feed(text)
    page.close()
    page.flush()
    return tuple(page.found)


def _read_archive(content: bytes, path: Path) -> Iterator[Passage]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            inner = "word/document.xml" if "word/document.xml" in names else "content.xml"
            if inner not in names or archive.getinfo(inner).file_size > _MOST_XML:
                raise _unreadable(path)
            xml = archive.read(inner)
        if b"<!DOCTYPE" in xml[:2000] or b"<!ENTITY" in xml:
            raise _unreadable(path)
        root = ElementTree.fromstring(xml)
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, OSError) as error:
        raise _unreadable(path) from error
    number = 0
    for element in root.iter():
        if element.tag.endswith(("}p", "}h")):
            number += 1
            text = _spaced("".join(_words(element)))
            if text:
                yield Passage(text, number, _is_quote_style(element))


def _words(element: ElementTree.Element) -> Iterator[str]:
    """Yield the words of a paragraph of a word processor."""
    for child in element.iter():
        name = child.tag.rpartition("}")[2]
        if name in ("tab", "br", "s", "line-break"):
            yield " "
        elif name in ("t", "p", "h", "span", "a") and child.text:
            yield child.text
        if child is not element and name in ("span", "a", "s", "line-break", "tab") and child.tail:
            yield child.tail


def _is_quote_style(element: ElementTree.Element) -> bool:
    styles = [
        value
        for child in element.iter()
        for key, value in child.attrib.items()
        if key.endswith(("}style-name", "}val")) and child.tag.endswith(("}pStyle", "}p"))
    ]
    return any(
        style.lower() in ("quote", "quotations", "intensequote", "citation") for style in styles
    )


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\n\r]+", " ", text).strip()


def _unreadable(path: Path) -> SourceUnreadable:
    return SourceUnreadable(
        Phrase(
            "{name} is no document that can be read.", "{name} n'est pas un document lisible."
        ).format(name=printable(path.name)),
        Phrase(
            "Give Markdown, HTML, DOCX, ODT or text.",
            "Donnez du Markdown, HTML, DOCX, ODT ou texte.",
        ),
    )

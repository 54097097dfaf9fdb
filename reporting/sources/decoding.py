"""Bytes of an unknown text file become harmless text.

Whatever wrote the file, what comes out holds no control character, no escape sequence and no
invisible change of writing direction; tags and scripts stay what they are here: words.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from models.harmless import folded
from models.language import Phrase
from reporting.errors import SourceUnreadable

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 64 * 1024 * 1024
"""A year of talk without a pause is smaller than this as text; anything larger is something else."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the content of `path`; raises SourceUnreadable where it is absent, empty or too big."""
    try:
        size = path.stat().st_size
        if size > most:
            raise SourceUnreadable(
                Phrase(
                    "{name} is {size} MB: too big to be a transcript.",
                    "{name} pèse {size} Mo : trop pour être une transcription.",
                ).format(name=printable(path.name), size=size // 1_000_000),
                Phrase(
                    "Cut it into parts below {most} MB.",
                    "Découpez-le en parties de moins de {most} Mo.",
                ).format(most=most // 1_000_000),
            )
        content = path.read_bytes()
    except OSError as error:
        raise SourceUnreadable(
            Phrase("{name} cannot be read: {why}.", "{name} est illisible : {why}.").format(
                name=printable(path.name), why=error.strerror or type(error).__name__
            ),
            Phrase("Check the path and its permissions.", "Vérifiez le chemin et les droits."),
        ) from error
    if not content.strip(b"\x00 \r\n\t"):
        raise SourceUnreadable(
            Phrase("{name} is empty.", "{name} est vide.").format(name=printable(path.name))
        )
    return content


def decode(content: bytes) -> str:
    """Return `content` as text: by its byte order mark, else UTF-16 or UTF-8, else Windows-1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _lines(content.decode(encoding, errors="replace"))
    if encoding := _unmarked_utf16(content):
        return _lines(content.decode(encoding, errors="replace"))
    try:
        return _lines(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _lines(content.decode("cp1252", errors="replace"))


def is_text(content: bytes) -> bool:
    """Return whether the beginning of a file looks like text in one of those encodings."""
    head = content[:4096]
    if any(head.startswith(mark) for mark, _ in _MARKS) or _unmarked_utf16(head):
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0c\x1b" for byte in head)
    return b"\x00" not in head and controls * 50 <= len(head)


def tidy(text: str) -> str:
    """Return one line of `text` without control characters, escape sequences and doubled spaces."""
    return folded(text)


def printable(name: str) -> str:
    """Return a file name that can stand in a message: no control characters, at most 120 long."""
    bare = tidy(name.encode("utf-8", "replace").decode("utf-8"))
    return bare if len(bare) <= 120 else f"{bare[:117]}..."


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _unmarked_utf16(content: bytes) -> str:
    head = content[:2048]
    if len(head) < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""

"""A drawing for word processors: the page's own SVG, with its size on paper and colours of its own.

Word and LibreOffice read SVG; what cannot shows the words that stand beside it. Pure.
"""

from __future__ import annotations

import re
import struct
import zlib

_INK = "#1d2523"
_BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DOTS_PER_CM = 96 / 2.54
MOST_CM = (16.4, 22.0)
"""Width and height of what fits on a page of A4."""


def as_file(svg: str) -> bytes:
    """Return the drawing as a file of its own: no colour is taken from a page around it."""
    drawn = _FORBIDDEN.sub("", svg).replace("currentColor", _INK)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + drawn.encode()


def size(svg: str) -> tuple[float, float]:
    """Return width and height in centimetres, made smaller together where the page is."""
    found = _BOX.search(svg)
    width, height = (int(found[1]), int(found[2])) if found else (1, 1)
    cm = width / _DOTS_PER_CM, height / _DOTS_PER_CM
    scale = min(1.0, MOST_CM[0] / cm[0], MOST_CM[1] / cm[1])
    return round(cm[0] * scale, 2), round(cm[1] * scale, 2)


def blank_png() -> bytes:
    """Return one white dot: what a reader that knows no SVG shows in its place."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(b"\x00\xff\xff\xff")
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")

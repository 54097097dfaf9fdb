"""A drawing for word processors: the page's own SVG with its size on paper and colours of its own. Pure."""

from __future__ import annotations

import re

INK = "#1d2523"
_BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DOTS_PER_CM = 96 / 2.54
_MOST_CM = (16.4, 22.0)
"""Width and height of what fits on a page of A4."""


def as_file(svg: str) -> bytes:
    """Return the drawing as a file of its own: no colour is taken from a page around it."""
    drawn = clean(svg).replace("currentColor", INK)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + drawn.encode()


def clean(text: str) -> str:
    """Return the text without what XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def extent(svg: str) -> tuple[int, int]:
    """Return width and height in the drawing's own dots."""
    found = _BOX.search(svg)
    return (int(found[1]), int(found[2])) if found else (1, 1)


def size(svg: str) -> tuple[float, float]:
    """Return width and height in centimetres, made smaller together where the page is."""
    width, height = (dots / _DOTS_PER_CM for dots in extent(svg))
    scale = min(1.0, _MOST_CM[0] / width, _MOST_CM[1] / height)
    return round(width * scale, 2), round(height * scale, 2)

"""A drawing of ours as the shapes of Word: boxes with words in them, and lines. Pure.

VML, which every Word and LibreOffice reads; nobody's words are markup, they are set as text.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from reporting.render.drawing import INK, clean, extent, size

_SVG = "{http://www.w3.org/2000/svg}"
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_FRAME = 1000
"""Width and height that a curve's points are given in: the group's own dots."""
_SMALL, _PLAIN = 13, 16
"""Half points of a label's last line and of the others, before a wide drawing is made smaller."""


def as_vml(svg: str, alt: str) -> str:
    """Return the drawing as one `w:pict` element."""
    root = ElementTree.fromstring(clean(svg))
    wide, high = extent(svg)
    width, height = size(svg)
    scale = width / (wide / 96 * 2.54)
    shapes = "".join(_shape(one, scale) for one in root)
    return (
        f'<w:pict {_NAMES}><v:group alt={quoteattr(clean(alt))} coordsize="{wide},{high}" '
        f'style="width:{width}cm;height:{height}cm">{shapes}</v:group></w:pict>'
    )


def _shape(element: Any, scale: float) -> str:
    match element.tag.removeprefix(_SVG):
        case "g":
            rect = element.find(f"{_SVG}rect")
            return _box(rect, [one for one in element if one is not rect], scale)
        case "path":
            return _line(element)
        case "text":
            return _label(element, scale)
        case _:
            return ""


def _box(rect: Any, texts: list[Any], scale: float) -> str:
    x, y, width, height = (rect.get(name) for name in ("x", "y", "width", "height"))
    style = f"position:absolute;left:{x};top:{y};width:{width};height:{height}"
    words = "".join(_paragraph(one, scale) for one in texts)
    return (
        f'<v:roundrect style="{style}" arcsize="0.1" filled="f" strokecolor="{INK}" '
        f'strokeweight="{float(rect.get("stroke-width", 1)) * 0.75:.2f}pt">{_stroke(rect)}'
        f'<v:textbox inset="2mm,1mm,1mm,0"><w:txbxContent>{words}</w:txbxContent></v:textbox>'
        "</v:roundrect>"
    )


def _line(path: Any) -> str:
    x1, y1, *others = (round(float(one)) for one in _NUMBER.findall(path.get("d", "")))
    curve = ",".join(map(str, others))
    return (
        f'<v:shape style="position:absolute;left:0;top:0;width:{_FRAME};height:{_FRAME}" '
        f'coordsize="{_FRAME},{_FRAME}" path="m{x1},{y1}c{curve}e" filled="f" '
        f'strokecolor="{INK}" strokeweight="0.9pt">{_stroke(path)}</v:shape>'
    )


def _label(text: Any, scale: float) -> str:
    x, y = int(text.get("x", 0)), int(text.get("y", 0))
    style = f"position:absolute;left:{x};top:{y - 14};width:110;height:26"
    return (
        f'<v:rect style="{style}" filled="f" stroked="f"><v:textbox inset="0,0,0,0">'
        f"<w:txbxContent>{_paragraph(text, scale)}</w:txbxContent></v:textbox></v:rect>"
    )


def _stroke(element: Any) -> str:
    return '<v:stroke dashstyle="dash"/>' if element.get("stroke-dasharray") else ""


def _paragraph(text: Any, scale: float) -> str:
    half_points = max(8, round((_SMALL if text.get("font-size") else _PLAIN) * scale))
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f'<w:r><w:rPr><w:sz w:val="{half_points}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text.text or "")}</w:t></w:r></w:p>'
    )

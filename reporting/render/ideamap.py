"""The ideas of a walk as a drawing: what builds on what, from left to right.

Only attributes and escaped text: the drawing can stand inside a page with a strict content policy,
takes the page's own text colour, and says status and origin in words, never by colour alone.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape

from models.language import Language
from reporting.records import IdeaLine, IdeaTie, Ideation
from reporting.render.words import words

_WIDTH, _GAP_X, _GAP_Y, _MARGIN = 208, 76, 22, 12
_BOW = 118
"""Room on the right for bows and their words."""
_LINE, _CHARS, _MOST_LINES = 17, 27, 5


@dataclass(frozen=True, slots=True)
class _Box:
    idea: IdeaLine
    lines: tuple[str, ...]
    x: int
    y: int

    @property
    def height(self) -> int:
        return _height(self.lines)

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


def children(ideation: Ideation) -> dict[str, tuple[str, ...]]:
    """Return what builds on each idea ("" for the roots): a tree, each idea once, no circles."""
    known = {one.id for one in ideation.ideas}
    parent: dict[str, str] = {}
    for tie in ideation.ties:
        is_inner = tie.source in known and tie.target in known and not tie.session
        is_free = tie.kind == "builds-on" and is_inner and tie.source not in parent
        if is_free and tie.source not in _line_up(tie.target, parent):
            parent[tie.source] = tie.target
    below: dict[str, tuple[str, ...]] = {}
    for one in ideation.ideas:
        above = parent.get(one.id, "")
        below[above] = (*below.get(above, ()), one.id)
    return below


def _line_up(idea: str, parent: dict[str, str]) -> set[str]:
    seen = {idea}
    while idea in parent:
        idea = parent[idea]
        seen.add(idea)
    return seen


def draw(ideation: Ideation, language: Language) -> str:
    """Return the map as one SVG element."""
    boxes = _place(ideation, language)
    is_bowed = any(_is_side(tie, boxes) for tie in ideation.ties)
    right = max(box.x for box in boxes.values()) + _WIDTH + (_BOW if is_bowed else _MARGIN)
    bottom = max(box.y + box.height for box in boxes.values()) + _MARGIN
    shapes = [_tie(tie, boxes, language) for tie in ideation.ties]
    shapes += [_box(box) for box in boxes.values()]
    title = escape(words(language)["idea_map"])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {right} {bottom}" '
        f'width="{right}" height="{bottom}" color="#5b6b66" font-family="sans-serif" '
        f'font-size="13"><title>{title}</title>{"".join(shapes)}</svg>'
    )


def _place(ideation: Ideation, language: Language) -> dict[str, _Box]:
    below = children(ideation)
    ideas = {one.id: one for one in ideation.ideas}
    boxes: dict[str, _Box] = {}

    def set_down(idea: str, depth: int, top: int) -> int:
        lines = _lines(ideas[idea], language)
        boxes[idea] = _Box(ideas[idea], lines, _MARGIN + depth * (_WIDTH + _GAP_X), top)
        cursor = top
        for child in below.get(idea, ()):
            cursor = set_down(child, depth + 1, cursor)
        return max(cursor, top + _height(lines) + _GAP_Y)

    top = _MARGIN
    for root in below.get("", ()):
        top = set_down(root, 0, top)
    return boxes


def _lines(idea: IdeaLine, language: Language) -> tuple[str, ...]:
    w = words(language)
    wrapped = textwrap.wrap(idea.text, _CHARS) or [""]
    if len(wrapped) > _MOST_LINES:
        wrapped = [*wrapped[: _MOST_LINES - 1], wrapped[_MOST_LINES - 1][: _CHARS - 1] + "…"]
    return (*wrapped, f"{w[f'origin_{idea.origin}']} · {w[f'status_{idea.status}']}")


def _height(lines: tuple[str, ...]) -> int:
    return len(lines) * _LINE + 18


def _box(box: _Box) -> str:
    dash = ' stroke-dasharray="5 4"' if box.idea.status in ("parked", "withdrawn") else ""
    weight = "2" if box.idea.status == "kept" else "1.2"
    rows = []
    for number, line in enumerate(box.lines):
        small = ' font-size="11" opacity="0.8"' if number == len(box.lines) - 1 else ""
        y = box.y + 22 + number * _LINE
        rows.append(
            f'<text x="{box.x + 12}" y="{y}" fill="currentColor"{small}>{escape(line)}</text>'
        )
    return (
        f'<g><rect x="{box.x}" y="{box.y}" width="{_WIDTH}" height="{box.height}" rx="10" '
        f'fill="none" stroke="currentColor" stroke-width="{weight}"{dash}/>{"".join(rows)}</g>'
    )


def _is_side(tie: IdeaTie, boxes: dict[str, _Box]) -> bool:
    """Return whether a link is drawn as a bow: all but those that the tree shows."""
    source, target = boxes.get(tie.source), boxes.get(tie.target)
    if source is None or target is None or tie.session:
        return False
    return tie.kind != "builds-on" or source.x <= target.x


def _tie(tie: IdeaTie, boxes: dict[str, _Box], language: Language) -> str:
    source, target = boxes.get(tie.source), boxes.get(tie.target)
    if source is None or target is None or tie.session:
        return ""
    if tie.kind == "builds-on" and source.x > target.x:
        start, end = (target.x + _WIDTH, target.middle), (source.x, source.middle)
        bend = _GAP_X // 2
        path = f"M{start[0]} {start[1]} C{start[0] + bend} {start[1]} {end[0] - bend} {end[1]} {end[0]} {end[1]}"
        return f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="1.2"/>'
    return _side_tie(tie, source, target, language)


def _side_tie(tie: IdeaTie, source: _Box, target: _Box, language: Language) -> str:
    """Draw any other link as a dashed bow on the right, its kind in words."""
    x1, x2 = source.x + _WIDTH, target.x + _WIDTH
    out = max(x1, x2) + 48
    path = (
        f"M{x1} {source.middle} C{out} {source.middle} {out} {target.middle} {x2} {target.middle}"
    )
    label = escape(words(language).get(f"tie_{tie.kind}", tie.kind))
    x, y = max(x1, x2) + 40, (source.middle + target.middle) // 2 + 4
    return (
        f'<path d="{path}" fill="none" stroke="currentColor" stroke-dasharray="2 4"/>'
        f'<text x="{x}" y="{y}" font-size="11" fill="currentColor">{label}</text>'
    )

"""The ideas of a walk as an OPML outline, for outliners and mind-map programs."""

from __future__ import annotations

from xml.etree import ElementTree

from reporting.records import Report
from reporting.render.ideamap import children
from reporting.render.words import words

_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


def as_opml(report: Report) -> bytes:
    """Return the outline: what builds on an idea stands below it."""
    w = words(report.language)
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = report.title.translate(_FORBIDDEN)
    body = ElementTree.SubElement(root, "body")
    if report.ideation is not None:
        below = children(report.ideation)
        ideas = {one.id: one for one in report.ideation.ideas}

        def add(above: ElementTree.Element, name: str) -> None:
            for child in below.get(name, ()):
                idea = ideas[child]
                note = f"{w[f'origin_{idea.origin}']} · {w[f'status_{idea.status}']}"
                text = idea.text.translate(_FORBIDDEN)
                add(ElementTree.SubElement(above, "outline", text=text, _note=note), child)

        add(body, "")
    ElementTree.indent(root)
    outline: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return outline + b"\n"

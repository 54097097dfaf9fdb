"""One report in any format, as bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, assert_never, get_args

from reporting.records import Report
from reporting.render.html import as_html
from reporting.render.ideamap import draw
from reporting.render.json_ import as_json
from reporting.render.markdown import as_markdown
from reporting.render.mermaid import as_mermaid
from reporting.render.opml import as_opml
from reporting.render.page import Page
from reporting.render.sound import Sound

Format = Literal["md", "html", "docx", "odt", "pdf", "json", "mmd", "opml", "svg"]
FORMATS: tuple[Format, ...] = get_args(Format)
IDEA_MAPS: tuple[Format, ...] = ("mmd", "opml", "svg")


def render(
    form: Format, report: Report, page: Page, sound: Sound, templates: Path | None = None
) -> bytes:
    """Return the document in one format; raises RenderUnavailable where an extra is missing.

    `page` is the report laid out; idea maps are empty where the report has no ideas.
    """
    match form:
        case "md":
            return as_markdown(page, sound, templates).encode()
        case "html":
            return as_html(page, sound, templates).encode()
        case "json":
            return as_json(report)
        case "docx":
            from reporting.render.docx import as_docx

            return as_docx(page, sound)
        case "odt":
            from reporting.render.odt import as_odt

            return as_odt(page, sound)
        case "pdf":
            from reporting.render.pdf import as_pdf

            return as_pdf(page, sound, templates)
        case "mmd" | "opml" | "svg":
            return _idea_map(form, report)
        case _:
            assert_never(form)


def _idea_map(form: Literal["mmd", "opml", "svg"], report: Report) -> bytes:
    if report.ideation is None or not report.ideation.ideas:
        return b""
    if form == "mmd":
        return as_mermaid(report.ideation, report.language).encode()
    if form == "svg":
        return (draw(report.ideation, report.language) + "\n").encode()
    return as_opml(report)

"""A list of reports that lie in one folder, as Markdown and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote as percent_encode

from models.language import Language
from reporting.records import Report
from reporting.render.html import policy
from reporting.render.layout import lay_out
from reporting.render.markdown import escape
from reporting.render.templating import environment, source
from reporting.render.typography import date
from reporting.render.words import words


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One report and its files, by name."""

    report: Report
    files: tuple[str, ...]


def as_index_markdown(rows: Sequence[IndexRow], language: Language) -> str:
    """Return the list as Markdown."""
    lines = [f"# {words(language)['index_title']}", ""]
    for row in rows:
        links = ", ".join(f"[{_form(name)}]({percent_encode(name)})" for name in row.files)
        day = date(row.report.date, language)
        about = " — ".join(part for part in (escape(row.report.title), day) if part)
        audit = row.report.audit
        checked = f"{audit.quotations_verified}/{audit.quotations}"
        verified = words(language)["verified"].lower()
        lines.append(f"- **{about}** ({links}); {verified} {checked}")
    return "\n".join(lines) + "\n"


def as_index_html(rows: Sequence[IndexRow], language: Language) -> str:
    """Return the list as a page of its own, with the same content policy as a report."""
    env = environment(None)
    style = source(env, "report.css")
    entries = [
        {
            "title": row.report.title,
            "day": date(row.report.date, language),
            "counter": lay_out(row.report).counter,
            "links": [(_form(name), percent_encode(name)) for name in row.files],
        }
        for row in rows
    ]
    return env.get_template("index.html.j2").render(
        w=words(language), language=language, entries=entries, style=style, policy=policy(style)
    )


def _form(name: str) -> str:
    return name.rpartition(".")[2].upper()

"""The page as PDF, by WeasyPrint (an extra): the same print style, tagged for screen readers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from models.language import Phrase
from reporting.errors import RenderUnavailable
from reporting.render.html import as_html
from reporting.render.page import Page
from reporting.render.sound import Sound

_REMEDY = Phrase(
    'Install it with `pip install "promenade[pdf]"` (and Pango: `apt install libpango-1.0-0 '
    "libpangoft2-1.0-0`), or print the HTML page from a browser.",
    'Installez-la avec `pip install "promenade[pdf]"` (et Pango : `apt install libpango-1.0-0 '
    "libpangoft2-1.0-0`), ou imprimez la page HTML depuis un navigateur.",
)


def as_pdf(page: Page, sound: Sound | None = None, templates: Path | None = None) -> bytes:
    """Return the document as PDF; raises RenderUnavailable where WeasyPrint is not here."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:  # OSError: the package is here and Pango is not
        raise RenderUnavailable(
            Phrase(
                "PDF needs WeasyPrint, which is not installed.",
                "Le PDF demande WeasyPrint, qui n’est pas installée.",
            ),
            _REMEDY,
        ) from error
    silent = replace(sound or Sound(), clips={})
    html = HTML(string=as_html(page, silent, templates), url_fetcher=_refuse)
    written: bytes = html.write_pdf(pdf_variant="pdf/ua-1")
    return written


def _refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    """Fetch nothing: all that the page needs is in it."""
    raise ValueError(f"not fetched: {url[:20]}")

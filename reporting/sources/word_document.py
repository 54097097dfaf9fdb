"""Word documents: their paragraphs and tables, in order.

Nothing outside the file is ever looked at, and a file that unpacks to more than a document can be is
refused before it is unpacked.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from models.language import Phrase
from reporting.errors import SourceUnreadable
from reporting.sources.decoding import printable, read_bytes
from reporting.sources.dialogue import read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from reporting.sources.turns import Found

_MOST_UNPACKED = 200_000_000
_MOST_XML = 40_000_000
_MOST_MEMBERS = 5_000


def read_docx(path: Path) -> Found:
    """Return the turns of a Word document; raises SourceUnreadable."""
    read_bytes(path, most=_MOST_UNPACKED)
    _check_archive(path)
    document = _open(path)
    title, paragraphs = _title_apart([line.strip() for line in _paragraphs(document)], document)
    return read_lines("docx", paragraphs, title)


def _title_apart(lines: list[str], document: Any) -> tuple[str, list[str]]:
    """Return the title of a document and its lines without it.

    The heading it begins with is nobody's words; it is the title where the file states no other.
    """
    stated = str(document.core_properties.title or "").strip()
    first = next(document.iter_inner_content(), None)
    heading = "" if first is None or not _is_heading(first) else first.text.strip()
    if heading and (not stated or stated == heading):
        return heading, lines[heading.count("\n") + 1 :]
    return stated, lines


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise _damaged(path) from error
    names = {member.filename for member in members}
    if "word/document.xml" not in names:
        raise _damaged(path)
    is_bomb = (
        len(members) > _MOST_MEMBERS
        or sum(member.file_size for member in members) > _MOST_UNPACKED
        or any(m.file_size > _MOST_XML for m in members if m.filename.endswith((".xml", ".rels")))
    )
    if is_bomb:
        raise SourceUnreadable(
            Phrase(
                "{name} unpacks to more than a document can hold: it was not opened.",
                "{name} se décompresse en plus qu'un document ne peut contenir : il n'a pas été ouvert.",
            ).format(name=printable(path.name)),
            Phrase(
                "If it is a real document, save its text as .txt and import that.",
                "Si c'est un vrai document, enregistrez son texte en .txt et importez celui-ci.",
            ),
        )


def _open(path: Path) -> Any:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return docx.Document(str(path))
    except (OpcError, LxmlError, KeyError, ValueError, zipfile.BadZipFile, OSError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> SourceUnreadable:
    return SourceUnreadable(
        Phrase(
            "{name} is damaged or is not a Word document (.docx).",
            "{name} est abîmé ou n'est pas un document Word (.docx).",
        ).format(name=printable(path.name)),
        Phrase(
            "Open it in a word processor and save it again.",
            "Ouvrez-le dans un traitement de texte et enregistrez-le de nouveau.",
        ),
    )


def _paragraphs(document: Any) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = list(
                    dict.fromkeys(cell.text.replace("\n", " ").strip() for cell in row.cells)
                )
                yield _row([cell for cell in cells if cell])
        else:
            yield from block.text.split("\n")
            if _is_heading(block):
                yield ""


def _row(cells: list[str]) -> str:
    """Return a row as a line: `Name: text` where a table puts the speaker in the first column."""
    return f"{cells[0]}: {' '.join(cells[1:])}" if len(cells) > 1 else " ".join(cells)


def _is_heading(block: Any) -> bool:
    style = getattr(getattr(block, "style", None), "name", "") or ""
    return style.startswith(("Heading", "Titre", "Title"))

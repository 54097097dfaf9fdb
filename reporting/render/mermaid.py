"""The ideas of a walk as a Mermaid graph, for Obsidian and the like."""

from __future__ import annotations

from models.language import Language
from reporting.records import Ideation
from reporting.render.words import words

_ARROWS = {"builds-on": "-->", "same": "==="}


def as_mermaid(ideation: Ideation, language: Language) -> str:
    """Return the graph's source; whatever was said is plain text in it."""
    names = {one.id: f"i{number}" for number, one in enumerate(ideation.ideas, 1)}
    rows = ["graph LR"]
    for one in ideation.ideas:
        rows.append(f'  {names[one.id]}["{_plain(one.text)}"]')
        if one.status in ("parked", "withdrawn"):
            rows.append(f"  style {names[one.id]} stroke-dasharray: 5 4")
    for tie in ideation.ties:
        if tie.source in names and tie.target in names and not tie.session:
            first, second = names[tie.target], names[tie.source]
            label = words(language).get(f"tie_{tie.kind}", "")
            rows.append(f"  {first} {_ARROWS.get(tie.kind, f'-. {label} .-')} {second}")
    return "\n".join(rows) + "\n"


def _plain(text: str) -> str:
    """Write everything that Mermaid or Markdown could take for syntax as an entity."""
    one_line = " ".join(text.split())
    return "".join(
        char if char.isalnum() or char in " ,.!?:'’-éèàç" else f"#{ord(char)};" for char in one_line
    )

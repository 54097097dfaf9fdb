"""Ideas as text: a board in columns or groups, and the map of their links. Pure.

A drawing knows on which row each idea stands, so that the cursor can be kept in sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import get_args

from rich.text import Text

from companion.interface import tr
from companion.tui.text import break_lines, plain, shorten, timecode
from models.ideas import Idea, LinkKind, Origin, Status

STATUSES: tuple[Status, ...] = get_args(Status)
LINK_KINDS: tuple[LinkKind, ...] = get_args(LinkKind)
ORIGIN_SIGNS: dict[Origin, str] = {"walker": "●", "companion": "○", "both": "◐"}
CURSOR, PLAIN_CURSOR = "▸", ">"
GAP = 2
"""Columns between two statuses."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Text, and the row of each idea by its place."""

    text: Text
    rows: dict[int, int] = field(default_factory=dict)


def status_word(status: Status) -> str:
    """Return the status as a heading."""
    return {
        "open": tr("Open", "Ouvertes"),
        "kept": tr("Kept", "Gardées"),
        "uncertain": tr("Uncertain", "Incertaines"),
        "parked": tr("Parked", "De côté"),
        "withdrawn": tr("Withdrawn", "Retirées"),
    }[status]


def origin_word(origin: Origin) -> str:
    """Return whose idea it is."""
    return {
        "walker": tr("yours", "de vous"),
        "companion": tr("the companion's", "du compagnon"),
        "both": tr("yours and the companion's", "de vous et du compagnon"),
    }[origin]


def link_word(kind: LinkKind) -> str:
    """Return how two ideas are tied."""
    return {
        "builds-on": tr("builds on", "prolonge"),
        "contradicts": tr("contradicts", "contredit"),
        "echoes": tr("echoes", "rappelle"),
        "same": tr("is the same as", "redit"),
    }[kind]


def legend() -> str:
    """Return what the signs say."""
    return tr(
        "● yours  ○ the companion's  ◐ both  ? question  ↔ links",
        "● de vous  ○ du compagnon  ◐ des deux  ? question  ↔ liens",
    )


def about(idea: Idea) -> str:
    """Return in words what the signs of an idea say, and when it was said."""
    parts = [
        origin_word(idea.origin),
        tr("a question", "une question") if idea.is_question else "",
        timecode(idea.start_ms) if idea.evidence else "",
        " ".join(f"#{plain(tag)}" for tag in idea.tags),
        tr(f"links: {len(idea.links)}", f"liens : {len(idea.links)}") if idea.links else "",
    ]
    return " · ".join(filter(None, parts))


def draw_groups(ideas: Sequence[Idea], cursor: int, width: int, *, in_words: bool) -> Drawing:
    """Return the ideas one below the other, under their statuses; `in_words` without signs."""
    text = Text()
    rows: dict[int, int] = {}
    row = 0
    before: Status | None = None
    for place, idea in enumerate(ideas):
        if idea.status != before:
            gap = "\n" if before else ""
            text.append(f"{gap}{status_word(idea.status)}\n", "bold")
            row += 1 + len(gap)
            before = idea.status
        rows[place] = row
        lines = (
            _in_words(idea, width, place == cursor)
            if in_words
            else _card(idea, width, place, cursor)
        )
        for line in lines:
            text.append(f"{line}\n", "reverse" if place == cursor else "")
        row += len(lines)
    return Drawing(text, rows)


def draw_columns(ideas: Sequence[Idea], cursor: int, width: int) -> Drawing:
    """Return the statuses side by side; those without an idea leave their room to the others."""
    taken = {idea.status for idea in ideas}
    bare = {status: len(status_word(status)) + GAP for status in STATUSES if status not in taken}
    shared = (width - sum(bare.values())) // max(len(taken), 1)
    rooms = {status: bare.get(status, shared) - GAP for status in STATUSES}
    rows: dict[int, int] = {}
    columns: list[list[tuple[str, str]]] = []
    for status in STATUSES:
        room = rooms[status]
        column = [(status_word(status), "bold"), ("─" * room, "dim")]
        for place, idea in enumerate(ideas):
            if idea.status == status:
                rows[place] = len(column)
                style = "reverse" if place == cursor else ""
                column += [(line, style) for line in _card(idea, room, place, cursor)]
                column.append(("", ""))
        columns.append(column)
    text = Text()
    for row in range(max(map(len, columns))):
        for status, column in zip(STATUSES, columns, strict=True):
            words, style = column[row] if row < len(column) else ("", "")
            text.append(words.ljust(rooms[status]), style)
            text.append(" " * GAP)
        text.append("\n")
    return Drawing(text, rows)


def draw_map(ideas: Sequence[Idea], cursor: int, width: int, *, in_words: bool) -> Drawing:
    """Return each idea with the ideas it is tied to, whichever of the two holds the link."""
    names = {idea.id: plain(idea.text) for idea in ideas}
    ties = _ties(ideas)
    heading = tr("How the ideas hang together", "Comment les idées se tiennent")
    text = Text(f"{heading}\n\n", "bold")
    if not any(ties.values()):
        text.append(
            tr("No idea is tied to another yet: l links.\n\n", "Aucun lien : l en fait.\n\n")
        )
    rows: dict[int, int] = {}
    row = text.plain.count("\n")
    for place, idea in enumerate(ideas):
        rows[place] = row
        here = PLAIN_CURSOR if in_words else CURSOR
        head = here if place == cursor else " "
        sign = f"{origin_word(idea.origin)}:" if in_words else ORIGIN_SIGNS[idea.origin]
        style = "reverse" if place == cursor else ""
        text.append(f"{head}{sign} {shorten(names[idea.id], width - 4)}\n", style)
        for number, (word, other) in enumerate(ties[idea.id], 1):
            branch = "└─" if number == len(ties[idea.id]) else "├─"
            name = names.get(other) or tr(
                "an idea of another walk", "une idée d'une autre promenade"
            )
            lead = f"    {word}: " if in_words else f"   {branch} {word} ─▶ "
            text.append(f"{lead}{shorten(name, width - len(lead))}\n", "dim")
        row += 1 + len(ties[idea.id])
    return Drawing(text, rows)


def _ties(ideas: Sequence[Idea]) -> dict[str, list[tuple[str, str]]]:
    ties: dict[str, list[tuple[str, str]]] = {idea.id: [] for idea in ideas}
    for idea in ideas:
        for link in idea.links:
            ties[idea.id].append((link_word(link.kind), link.to))
            if link.to in ties and not link.session:
                ties[link.to].append((_backwards(link.kind), idea.id))
    return ties


def _backwards(kind: LinkKind) -> str:
    return {
        "builds-on": tr("is built on by", "est prolongée par"),
        "contradicts": tr("is contradicted by", "est contredite par"),
        "echoes": tr("is echoed by", "est rappelée par"),
        "same": tr("is the same as", "redit"),
    }[kind]


def _card(idea: Idea, width: int, place: int, cursor: int) -> list[str]:
    sign = "?" if idea.is_question else ORIGIN_SIGNS[idea.origin]
    tags = "".join(f" #{plain(tag)}" for tag in idea.tags)
    ties = f" ↔{len(idea.links)}" if idea.links else ""
    text = plain(idea.text) + tags + ties
    lines = [text[start:end] for start, end in break_lines(text, max(width - 3, 6))]
    head = CURSOR if place == cursor else " "
    return [f"{head}{sign} {lines[0]}", *(f"   {line}" for line in lines[1:])]


def _in_words(idea: Idea, width: int, is_present: bool) -> list[str]:
    text = f"{plain(idea.text)} ({about(idea)})"
    lines = [text[start:end] for start, end in break_lines(text, max(width - 2, 6))]
    head = f"{PLAIN_CURSOR} " if is_present else "  "
    return [f"{head}{lines[0]}", *(f"  {line}" for line in lines[1:])]

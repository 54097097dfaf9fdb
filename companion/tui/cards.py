"""How a session, and a line that was found, look in a list: two lines each.

Runs of text with a style of their own; the list puts its colours below. Pure.
"""

from __future__ import annotations

import re

from rich.segment import Segment as Run
from rich.style import Style

from companion.archive.cards import SessionCard
from companion.archive.search import Hit
from companion.interface import tr
from companion.tui.text import count_of, plain, shorten, timecode
from companion.tui.widgets.rows import BOLD, DIM, Line

_UNNAMED = re.compile(r"v\d+")
"""Ids that hearing gives to voices."""

NARROW = 60
"""Columns below which the day is enough."""

_FOUND = Style(bold=True, underline=True)


def card_lines(card: SessionCard, width: int) -> tuple[Line, Line]:
    """Return a session as two lines: when and what; how long, who, what became of it."""
    title = title_of(card)
    state = {
        "going-on": tr("● going on: enter joins it", "● en cours : entrée la rejoint"),
        "interrupted": tr("⚠ interrupted: r recovers it", "⚠ interrompue : r la récupère"),
        "damaged": tr("✗ damaged: enter says what helps", "✗ abîmée : entrée dit quoi faire"),
    }.get(card.state, "")
    known = [
        kind_word(card.kind),
        timecode(card.duration_ms),
        {"fr": tr("French", "français"), "en": tr("English", "anglais")}[card.language],
        ""
        if not card.ideas
        else count_of(card.ideas, tr("1 idea", "1 idée"), tr("{} ideas", "{} idées")),
        _who(card) if card.kind != "walk" else "",
        _report_word(card),
        " ".join(f"#{plain(tag)}" for tag in card.tags),
    ]
    facts = [] if card.state == "damaged" else known
    day = card.started_at[: 16 if width >= NARROW else 10].replace("T", " ")
    head = f"  {state} · " if state and facts else f"  {state}"
    rest = shorten(" · ".join(filter(None, facts)), max(width - len(head), 1))
    first = [Run(f"{day}  ", DIM), Run(shorten(title, max(width - len(day) - 2, 8)), BOLD)]
    return first, [Run(head, BOLD if state else DIM), Run(rest, DIM)]


def hit_lines(hit: Hit, width: int) -> tuple[Line, Line]:
    """Return a line that was found, its words marked, and where it stands."""
    who = plain(hit.name) or _called(hit.speaker)
    head = f"  {hit.started_at[:10]} {timecode(hit.start_ms)} · {who} · {plain(hit.title)}"
    return _marked(hit, width), [Run(shorten(head.rstrip(" ·"), width), DIM)]


def title_of(card: SessionCard) -> str:
    """Return what a session is called: as its user named it, or by its first words."""
    return plain(card.title) or plain(card.opening) or kind_word(card.kind)


def kind_word(kind: str) -> str:
    """Return the kind of a session in words."""
    return {
        "walk": tr("walk", "promenade"),
        "talk": tr("talk", "entretien"),
        "notes": tr("notes", "notes"),
    }.get(kind, "")


def _called(speaker: str) -> str:
    """Return what a voice without a name is called."""
    if _UNNAMED.fullmatch(speaker):
        return f"{tr('Voice', 'Voix')} {speaker[1:]}"
    known = {"walker": tr("You", "Vous"), "companion": tr("Companion", "Compagnon")}
    return known.get(speaker) or plain(speaker)


def _marked(hit: Hit, width: int) -> Line:
    """Return what of the text fits, from before the first word that was looked for."""
    first = hit.highlights[0][0] if hit.highlights else 0
    at = hit.text.rfind(" ", 0, max(first - width // 2, 0)) + 1
    line = [Run("…")] if at else []
    last = at + width - 1 - len(line)
    for start, end in hit.highlights:
        if start >= last:
            break
        line += [
            Run(plain(hit.text[at:start])),
            Run(plain(hit.text[start : min(end, last)]), _FOUND),
        ]
        at = min(end, last)
    line.append(Run(plain(hit.text[at:last])))
    return [*line, Run("…")] if last < len(hit.text) else line


def _who(card: SessionCard) -> str:
    """Return who speaks; voices that nobody named are counted."""
    named = [plain(name) for name in card.speakers if not _UNNAMED.fullmatch(name)]
    unnamed = len(card.speakers) - len(named)
    if unnamed:
        named.append(count_of(unnamed, tr("1 voice", "1 voix"), tr("{} voices", "{} voix")))
    return ", ".join(named)


def _report_word(card: SessionCard) -> str:
    if not card.reports:
        return ""
    return (
        tr("report, out of date", "compte rendu à refaire")
        if card.has_stale_report
        else tr("report", "compte rendu")
    )

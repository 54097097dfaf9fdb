"""Text for the screen: what people said made harmless, times and sizes made readable."""

from __future__ import annotations

from companion.interface import tr
from models.harmless import in_columns
from models.transcript import Speaker


def plain(text: str) -> str:
    """Return one line of `text` that can neither move the cursor nor colour or turn the screen."""
    return in_columns(text)


def voice_name(speaker: Speaker, number: int) -> str:
    """Return a voice as it is shown: its name, what it is, or its number among the others.

    With a doubt where there is one.
    """
    known = {"walker": tr("You", "Vous"), "companion": tr("Companion", "Compagnon")}
    name = plain(speaker.name) or known.get(speaker.kind) or tr(f"Voice {number}", f"Voix {number}")
    return name if speaker.is_certain else f"{name} ?"


def timecode(milliseconds: int) -> str:
    """Return `12:34`, or `1:02:34` from an hour on."""
    seconds = max(milliseconds, 0) // 1000
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def shorten(text: str, width: int) -> str:
    """Return `text` cut to `width` characters, with an ellipsis where something was cut."""
    return text if len(text) <= width else text[: max(width - 1, 0)].rstrip() + "…"


def count_of(number: int, one: str, many: str) -> str:
    """Return `one`, or `many` with the number for its braces, in groups of three."""
    return one if number == 1 else many.format(f"{number:,}".replace(",", "\u202f"))


def break_lines(text: str, width: int) -> list[tuple[int, int]]:
    """Return the spans of `text` that fill lines of at most `width` characters, cut at spaces."""
    width = max(width, 1)
    spans: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        end, after = (cut, cut + 1) if cut > start else (start + width, start + width)
        spans.append((start, end))
        start = after
    spans.append((start, len(text)))
    return spans

"""What is typed into the search box: words, and filters such as `kind:walk` or `since:2026-03`.

Pure. French names stand beside English ones: genre, langue, depuis, avant, voix.
"""

from __future__ import annotations

from typing import Any

from companion.archive.cards import SessionCard
from companion.archive.search import Filters

_KINDS = {
    "walk": "walk",
    "promenade": "walk",
    "talk": "talk",
    "entretien": "talk",
    "notes": "notes",
}
_SPEAKERS = {"me": "walker", "moi": "walker"}
_LANGUAGES = {"fr": "fr", "en": "en"}
_NAMES = {
    "kind": "kind",
    "genre": "kind",
    "lang": "language",
    "langue": "language",
    "tag": "tag",
    "since": "since",
    "depuis": "since",
    "until": "until",
    "avant": "until",
    "by": "by",
    "voix": "by",
}


def parse(typed: str) -> tuple[str, Filters]:
    """Return the words looked for and the filters; what makes no filter is a word."""
    words: list[str] = []
    values: dict[str, Any] = {}
    for part in typed.split():
        name, colon, value = part.partition(":")
        field = _NAMES.get(name.casefold()) if colon and value else None
        read = _read(field, value) if field else None
        if field and read:
            values[field] = read
        else:
            words.append(part)
    return " ".join(words), Filters(**values)


def keeps(filters: Filters, card: SessionCard) -> bool:
    """Return whether a session stays in the list under these filters."""
    day = card.started_at[:10]
    return (
        filters.kind in (None, card.kind)
        and filters.language in (None, card.language)
        and (not filters.tag or filters.tag.casefold() in {tag.casefold() for tag in card.tags})
        and filters.since <= day
        and (not filters.until or day <= filters.until)
    )


def _read(field: str, value: str) -> str | None:
    if field == "tag":
        return value
    value = value.casefold()
    match field:
        case "kind":
            return _KINDS.get(value)
        case "language":
            return _LANGUAGES.get(value)
        case "by":
            return _SPEAKERS.get(value, value)
        case "since":
            return _day(value, "-01")
        case "until":
            return _day(value, "-31")
        case _:
            return value


def _day(value: str, filler: str) -> str | None:
    digits = value.replace("-", "")
    if not digits.isdigit() or len(value) not in (4, 7, 10):
        return None
    month = "-01" if filler == "-01" else "-12"
    return {4: value + month + filler, 7: value + filler, 10: value}[len(value)]

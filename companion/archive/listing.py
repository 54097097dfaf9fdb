"""All sessions at a glance, read from their folders."""

from __future__ import annotations

from companion.archive.cards import SessionCard, as_it_goes, card_of, damaged_card
from companion.errors import SessionDamaged
from companion.paths import Places
from companion.session.folder import SessionFolder, list_folders
from companion.session.opening import load_session


def scan_cards(places: Places) -> list[SessionCard]:
    """Return every session's card, latest first, opening every journal."""
    return [read_card(folder) for folder in reversed(list_folders(places))]


def read_card(folder: SessionFolder) -> SessionCard:
    """Return one session's card from its journal."""
    try:
        return as_it_goes(card_of(folder, load_session(folder)), folder)
    except SessionDamaged:
        return damaged_card(folder)

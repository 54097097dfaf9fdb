"""All sessions at a glance: from the index, or from their folders where there is no index."""

from __future__ import annotations

import sqlite3

from companion.archive.cards import SessionCard, as_it_goes, card_of, damaged_card
from companion.archive.index import bring_in_step, open_index
from companion.errors import SessionDamaged, StorageTrouble
from companion.paths import Places
from companion.session.folder import SessionFolder, list_folders
from companion.session.opening import load_session


def list_cards(places: Places, *, is_fresh: bool = True) -> list[SessionCard]:
    """Return every session's card, latest first.

    `is_fresh` False returns what the index last knew, at once: for a first picture, while another
    thread brings it in step.
    """
    try:
        if is_fresh:
            bring_in_step(places)
        with open_index(places) as index:
            cards = index.cards()
    except (StorageTrouble, sqlite3.Error):
        return scan_cards(places)
    return [as_it_goes(card, SessionFolder(places.sessions / card.id)) for card in cards]


def scan_cards(places: Places) -> list[SessionCard]:
    """Return every session's card, latest first, opening every journal."""
    return [read_card(folder) for folder in reversed(list_folders(places))]


def read_card(folder: SessionFolder) -> SessionCard:
    """Return one session's card from its journal."""
    try:
        return as_it_goes(card_of(folder, load_session(folder)), folder)
    except SessionDamaged:
        return damaged_card(folder)

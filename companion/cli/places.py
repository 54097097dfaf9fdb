"""What commands about sessions share: the places, and the session a person names."""

from __future__ import annotations

from companion.interface import tr
from companion.paths import Places, find_places
from companion.session.folder import SessionFolder, find_folder

SESSION_HELP = tr(
    "SESSION is the name of a session, its beginning or its last four characters, `last`, or the "
    "path of its folder.",
    "SÉANCE est le nom d'une séance, son début ou ses quatre derniers caractères, `last` pour la "
    "dernière, ou le chemin de son dossier.",
)
SESSION_METAVAR = tr("SESSION", "SÉANCE")


def places() -> Places:
    """Return the user's places."""
    return find_places()


def session_named(wish: str) -> SessionFolder:
    """Return the session a person means; raises SessionNotFound or BadUsage."""
    return find_folder(find_places(), wish)

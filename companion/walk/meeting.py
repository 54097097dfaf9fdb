"""Where running walks can be met: one socket each, in a folder that only this user can enter."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from companion.errors import CompanionError, StorageTrouble
from companion.paths import Places
from models.language import Phrase

_LONGEST_PATH = 100
"""Bytes of a socket's path; systems allow 103 to 107."""
SUFFIX = ".walk"


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """The socket of one walk."""

    path: Path

    @property
    def session(self) -> str:
        """Id of the session that is walked."""
        return self.path.name.removesuffix(SUFFIX)


def meeting_folder(places: Places) -> Path:
    """Return the folder of the sockets; a shorter one where the usual path is too long."""
    folder = places.runtime
    if len(os.fsencode(folder)) + 40 <= _LONGEST_PATH:
        return folder
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"promenade-{_user()}-{name}"


def open_meeting_place(places: Places, session: str) -> MeetingPlace:
    """Return where a walk will be met; raises StorageTrouble where others could come in."""
    folder = meeting_folder(places)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _require_private(folder)
    except OSError as error:
        raise _not_ours(folder) from error
    return MeetingPlace(folder / f"{session}{SUFFIX}")


def meeting_places(places: Places) -> list[MeetingPlace]:
    """Return the sockets that are there, of walks that go on or were cut off; oldest first."""
    folder = meeting_folder(places)
    try:
        _require_private(folder)
        return [MeetingPlace(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]
    except (OSError, StorageTrouble):
        return []


def require_sockets() -> None:
    """Raise CompanionError where a walk could not be met: Windows has no such sockets."""
    if not hasattr(socket, "AF_UNIX"):
        raise CompanionError(
            Phrase(
                "No walk can be held on this system: it has no local sockets.",
                "Aucune promenade n'est possible sur ce système : il n'a pas de sockets locales.",
            ),
            Phrase(
                "Walk under WSL, or record a memo and `promenade import` it; reports, reading and "
                "search work here.",
                "Marchez sous WSL, ou enregistrez un mémo et importez-le avec `promenade import` ; "
                "rapports, lecture et recherche fonctionnent ici.",
            ),
        )


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _require_private(folder: Path) -> None:
    status = folder.stat(follow_symlinks=False)
    is_folder = stat.S_ISDIR(status.st_mode)
    if not is_folder or status.st_uid != _user() or stat.S_IMODE(status.st_mode) & 0o077:
        raise _not_ours(folder)


def _not_ours(folder: Path) -> StorageTrouble:
    return StorageTrouble(
        Phrase(
            "{folder} is not a folder that only you can enter.",
            "{folder} n'est pas un dossier où vous seul pouvez entrer.",
        ).format(folder=folder),
        Phrase(
            "Remove it or make it yours: `chmod 700`; PROMENADE_HOME chooses another place.",
            "Retirez-le ou rendez-le vôtre : `chmod 700` ; PROMENADE_HOME choisit un autre endroit.",
        ),
    )

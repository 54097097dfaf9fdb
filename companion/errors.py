"""What can go wrong around a walk and its sessions.

    models.errors.PromenadeError
    └── CompanionError
        ├── BadUsage               the command line or a settings file asks for something impossible
        ├── FileMissing            no such file
        ├── SessionNotFound        no such session
        ├── SessionDamaged         the folder cannot be read as a session
        ├── SessionBusy            another process is walking or importing into it
        ├── StorageTrouble         read-only folder, full disk
        └── DeviceTrouble          no microphone, no speaker, no PortAudio

Exit codes: 0 done · 1 failed · 2 wrong usage · 3 not found · 4 an engine or model is missing ·
5 storage · 6 devices · 7 checked and found wanting (doctor, verify) · 130 stopped with Ctrl-C.
"""

from __future__ import annotations

from models.errors import PromenadeError
from models.language import Phrase


class CompanionError(PromenadeError):
    """Anything around a walk, its sessions or the settings."""


class BadUsage(CompanionError):
    """The command line or a settings file asks for something impossible."""

    exit_code = 2


class FileMissing(CompanionError):
    """No file is at that path."""

    exit_code = 3

    @classmethod
    def at(cls, path: str) -> FileMissing:
        """Return the error for a path, safe for a screen."""
        return cls(
            Phrase("There is no file {path}.", "Il n'y a pas de fichier {path}.").format(path=path),
            Phrase(
                "Check the path; `promenade sessions` lists what is kept.",
                "Vérifiez le chemin ; `promenade sessions` liste ce qui est gardé.",
            ),
        )


class SessionNotFound(CompanionError):
    """No session has that name."""

    exit_code = 3


class SessionDamaged(CompanionError):
    """The folder cannot be read as a session."""


class SessionBusy(CompanionError):
    """Another process is writing this session."""


class StorageTrouble(CompanionError):
    """The data folder cannot be written."""

    exit_code = 5


class DeviceTrouble(CompanionError):
    """No microphone, no speaker, or no library to reach them."""

    exit_code = 6

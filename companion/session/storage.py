"""Trouble with the disk, told apart: full, read-only, or something else.

Every part that writes a session turns an `OSError` into a `StorageTrouble` here, so that the walk,
the command line and the interface say the same sentence and the same remedy.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from companion.errors import StorageTrouble
from models.language import Phrase

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})

SOUND_FLOOR_BYTES = 64 * 1024 * 1024
"""Below this much free space no more sound is written: what is left is for words."""


def storage_trouble(error: OSError, place: Path) -> StorageTrouble:
    """Return the error to raise for `error`, met while writing at `place`."""
    if error.errno in FULL:
        return StorageTrouble(
            Phrase("The disk is full: {place}", "Le disque est plein : {place}").format(
                place=place
            ),
            Phrase(
                "Free some space; `promenade forget SESSION --audio-only` deletes sound and keeps "
                "the words.",
                "Libérez de la place ; `promenade forget SÉANCE --audio-only` efface le son et garde "
                "les mots.",
            ),
        )
    if error.errno in READ_ONLY:
        return StorageTrouble(
            Phrase(
                "This cannot be written to: {place}", "Impossible d'écrire ici : {place}"
            ).format(place=place),
            Phrase(
                "Make it yours and writable (`chmod u+rwX`), or choose another folder with "
                "PROMENADE_HOME.",
                "Rendez-le vôtre et inscriptible (`chmod u+rwX`), ou choisissez un autre dossier "
                "avec PROMENADE_HOME.",
            ),
        )
    reason = os.strerror(error.errno) if error.errno else type(error).__name__
    return StorageTrouble(
        Phrase(
            "Writing failed at {place}: {reason}", "Écriture impossible : {place} ({reason})"
        ).format(place=place, reason=reason),
        Phrase(
            "Check the disk, or choose another folder with PROMENADE_HOME.",
            "Vérifiez le disque, ou choisissez un autre dossier avec PROMENADE_HOME.",
        ),
    )


def free_bytes(place: Path) -> int:
    """Return the space left for this user on the disk of `place`."""
    return shutil.disk_usage(place).free

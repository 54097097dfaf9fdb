"""Where a session lies: one folder each, readable by its owner alone, named by date.

`YYYY-MM-DD-HHMM-xxxx`: never a word of what was said nor a person's name. Inside: `journal.jsonl`,
`sound.*` where sound is kept, `reports/` for what was written of it, and `lock`, held by the process
that walks or imports into it. The format is described in docs/session-format.md.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from companion.errors import BadUsage, SessionBusy, SessionNotFound
from companion.paths import Places
from companion.session import system
from companion.session.soundfile import SOUND_NAME
from companion.session.storage import storage_trouble
from models.language import Phrase

JOURNAL_NAME: Final = "journal.jsonl"
LOCK_NAME: Final = "lock"
LAST: Final = "last"
_SUFFIX: Final = re.compile("[0-9a-f]{4}")
_SUFFIXES: Final = 16**4
_STEP: Final = 256
_TRIES: Final = 4
_INSTANT_SECONDS: Final = 0.005


@dataclass(frozen=True, slots=True)
class SessionFolder:
    """One session on disk."""

    path: Path

    @property
    def id(self) -> str:
        """The session's id is the folder's name."""
        return self.path.name

    @property
    def journal(self) -> Path:
        """All that happened, one event a line."""
        return self.path / JOURNAL_NAME

    @property
    def recording(self) -> Path:
        """Where a walk's two-track recording goes, whether it is there or not."""
        return self.path / SOUND_NAME

    @property
    def sound(self) -> Path | None:
        """The sound of a walk or an import, None where none is kept."""
        if self.recording.is_file():
            return self.recording
        kept = sorted(file for file in self.path.glob("sound.*") if file.is_file())
        return kept[0] if kept else None

    @property
    def reports(self) -> Path:
        """Where reports are written unless the user names another place."""
        return self.path / "reports"

    def is_busy(self) -> bool:
        """Return whether a process is walking or importing into it."""
        try:
            descriptor = os.open(self.path / LOCK_NAME, os.O_RDONLY | system.OPEN_FLAGS)
        except OSError:
            return False
        try:
            system.ask_lock(descriptor)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False


def create_folder(places: Places, started_at: str, *, suffix: str = "") -> SessionFolder:
    """Make the folder of a session that begins at `started_at` (ISO 8601).

    Of several that begin in one minute, a later one has a later name. `suffix` replaces the four
    random characters, for rehearsals that must be the same every time.
    """
    stamp = started_at[:16].replace("T", "-").replace(":", "")
    try:
        for above in (places.data, places.sessions):  # `parents` would be open to others
            above.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise storage_trouble(error, places.sessions) from error
    for _ in range(64):
        path = places.sessions / f"{stamp}-{suffix or _later_suffix(places, stamp)}"
        try:
            path.mkdir(mode=0o700)
            system.names_to_disk(places.sessions)
        except FileExistsError:
            if suffix:
                break
            continue
        except OSError as error:
            raise storage_trouble(error, path) from error
        return SessionFolder(path)
    raise SessionBusy(
        Phrase("{place} exists already.", "{place} existe déjà.").format(place=path),
        Phrase("Try again.", "Recommencez."),
    )


def _later_suffix(places: Places, stamp: str) -> str:
    """Return four random characters that sort behind those of the same minute, while there is room."""
    taken = [entry.name[len(stamp) + 1 :] for entry in places.sessions.glob(f"{stamp}-*")]
    latest = max((int(name, 16) for name in taken if _SUFFIX.fullmatch(name)), default=-1)
    if latest < 0:
        return f"{secrets.randbelow(_SUFFIXES // 2):04x}"
    number = latest + 1 + secrets.randbelow(_STEP)
    return f"{number:04x}" if number < _SUFFIXES else secrets.token_hex(2)


def list_folders(places: Places) -> list[SessionFolder]:
    """Return all sessions, oldest first; what is not a session is passed over."""
    try:
        names = sorted(
            entry.name
            for entry in os.scandir(places.sessions)
            if entry.is_dir(follow_symlinks=False)
        )
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise storage_trouble(error, places.sessions) from error
    folders = [SessionFolder(places.sessions / name) for name in names]
    return [folder for folder in folders if folder.journal.is_file()]


def find_folder(places: Places, wish: str) -> SessionFolder:
    """Return the session a person means: an id, its beginning or its end, `last`, or a path.

    Raises SessionNotFound, or BadUsage where several could be meant.
    """
    if os.sep in wish:
        return _folder_at(Path(wish).expanduser())
    folders = list_folders(places)
    if wish == LAST and folders:
        return folders[-1]
    exact = [folder for folder in folders if folder.id == wish]
    meant = exact or [f for f in folders if f.id.startswith(wish) or f.id.endswith(f"-{wish}")]
    if len(meant) == 1:
        return meant[0]
    if not meant or not wish:
        raise _not_found(wish)
    raise BadUsage(
        Phrase(
            "{count} sessions begin with {wish}.", "{count} séances commencent par {wish}."
        ).format(count=len(meant), wish=wish),
        Phrase("Give more of the name: {names}", "Donnez-en davantage : {names}").format(
            names=", ".join(folder.id for folder in meant[:5])
        ),
    )


@contextmanager
def held(folder: SessionFolder) -> Iterator[None]:
    """Hold a session for walking, importing or deleting; raises SessionBusy if somebody does.

    The system lets go by itself when the process dies, however it dies.
    """
    try:
        descriptor = os.open(
            folder.path / LOCK_NAME, os.O_RDWR | os.O_CREAT | system.OPEN_FLAGS, 0o600
        )
    except OSError as error:
        raise storage_trouble(error, folder.path) from error
    try:
        _lock(descriptor)
    except BlockingIOError as error:
        os.close(descriptor)
        raise SessionBusy(
            Phrase(
                "{session} is being written by another process.",
                "{session} est en cours d'écriture par un autre processus.",
            ).format(session=folder.id),
            Phrase(
                "Wait until the walk or the import has ended, or end it.",
                "Attendez la fin de la promenade ou de l'import, ou terminez-les.",
            ),
        ) from error
    try:
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Take the lock; somebody who only asks whether it is held has it for an instant."""
    for _ in range(_TRIES - 1):
        try:
            system.try_lock(descriptor)
        except BlockingIOError:
            system.pause(_INSTANT_SECONDS)
        else:
            return
    system.try_lock(descriptor)


def _folder_at(path: Path) -> SessionFolder:
    folder = SessionFolder(path.parent if path.name == JOURNAL_NAME else path)
    if not folder.journal.is_file():
        raise _not_found(str(path))
    return folder


def _not_found(wish: str) -> SessionNotFound:
    if wish == LAST:
        return SessionNotFound(
            Phrase("Nothing is kept yet.", "Rien n'est encore gardé."),
            Phrase(
                "`promenade walk` begins a walk, `promenade import FILE` takes in a recording.",
                "`promenade walk` commence une promenade, `promenade import FICHIER` importe un "
                "enregistrement.",
            ),
        )
    return SessionNotFound(
        Phrase("No session is called {wish}.", "Aucune séance ne s'appelle {wish}.").format(
            wish=wish
        ),
        Phrase(
            "`promenade sessions` lists what is kept; `last` is the latest.",
            "`promenade sessions` liste ce qui est gardé ; `last` est la dernière.",
        ),
    )

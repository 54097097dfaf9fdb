"""The folder in which one recording is worked on: what was done once is never done again.

Pieces appear under their final name whole or not at all, so that a kill at any moment leaves nothing
half-written. One process at a time works in it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from models.language import Phrase
from reporting.errors import SourceBusy, WorkFailed
from reporting.ingest.hearing import Heard
from reporting.ingest.splitting import Piece
from reporting.sources.decoding import printable

_SOUND = "sound.wav"
_DECODED = "decoded"
_BLOCK = 1 << 20


class Workshop:
    """Work on one recording with one set of engines."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pieces = folder / "pieces"

    @property
    def sound(self) -> Path:
        """Where the decoded recording goes."""
        return self.folder / _SOUND

    @property
    def channels_decoded(self) -> int:
        """Channels of the decoded recording; 0 while it is not whole."""
        try:
            return int((self.folder / _DECODED).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0

    def mark_decoded(self, channels: int) -> None:
        """Note that the decoded recording is whole."""
        self._put(self.folder / _DECODED, str(channels).encode("ascii"))

    def find(self, piece: Piece) -> Heard | None:
        """Return what was heard in a piece before, if it was."""
        try:
            content = (self._pieces / f"{piece.name}.heard").read_bytes()
            return msgspec.msgpack.decode(content, type=Heard)
        except (OSError, msgspec.DecodeError):
            return None

    def keep(self, piece: Piece, heard: Heard) -> None:
        """Keep what was heard in a piece; raises WorkFailed."""
        self._put(self._pieces / f"{piece.name}.heard", msgspec.msgpack.encode(heard))

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Work here while nobody else does; raises SourceBusy. `name`: the recording's, to say so."""
        with writing(self.folder):
            for folder in (self.folder.parent, self.folder):  # `parents` would be open to others
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._pieces.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.folder.chmod(0o700)
        lock = FileLock(self.folder.with_suffix(".lock"), mode=0o600)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise SourceBusy(
                Phrase(
                    "{name} is being imported by another process.",
                    "{name} est en cours d'importation par un autre processus.",
                ).format(name=printable(name)),
                Phrase(
                    "Wait until it is done; the work is not done twice.",
                    "Attendez qu'il ait fini ; le travail n'est pas fait deux fois.",
                ),
            ) from error
        try:
            yield
        finally:
            lock.release()

    def clear(self) -> None:
        """Remove the folder and all in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.with_suffix(".lock").unlink(missing_ok=True)

    def _put(self, path: Path, content: bytes) -> None:
        fresh = path.with_suffix(".new")
        with writing(path):
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            fresh.replace(path)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn the trouble of writing below `path` into WorkFailed."""
    try:
        yield
    except OSError as error:
        raise WorkFailed(
            Phrase(
                "Nothing more can be written in {folder}: {why}.",
                "Plus rien ne peut être écrit dans {folder} : {why}.",
            ).format(folder=path.parent, why=error.strerror or type(error).__name__),
            Phrase(
                "Free some room and import the file again: it goes on where it stopped.",
                "Libérez de la place et importez de nouveau : l'import reprend où il s'est arrêté.",
            ),
        ) from error


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def workshop_for(root: Path, digest: str, engines: str) -> Workshop:
    """Return the workshop of a recording. `engines`: what its outcome depends on besides the sound."""
    key = hashlib.sha256(engines.encode()).hexdigest()[:12]
    return Workshop(root / f"{digest[:24]}-{key}")

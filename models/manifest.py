"""The list of a model's files, kept in its folder: what tells a whole model from a damaged one.

It is written last, so that its presence says that everything before it is there.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from models.download import digest_of

MANIFEST = ".promenade.json"


class KeptFile(msgspec.Struct, frozen=True):
    """One file of a model."""

    path: str
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a model's folder holds."""

    name: str
    files: tuple[KeptFile, ...]
    version: int = 1

    @property
    def bytes(self) -> int:
        """Of all files together."""
        return sum(file.bytes for file in self.files)

    def wrong_size(self, folder: Path) -> str:
        """Return the first file that is missing or of another size, empty where all is well."""
        return next((f.path for f in self.files if size_of(folder / f.path) != f.bytes), "")

    def wrong_content(self, folder: Path) -> str:
        """Return the first file that is not what was fetched, having read every byte."""
        wrong = (f.path for f in self.files if digest_of(folder / f.path) != f.sha256)
        return self.wrong_size(folder) or next(wrong, "")


def read_manifest(folder: Path) -> Manifest | None:
    """Return the list of a folder, None where there is none that can be read."""
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None


def write_manifest(folder: Path, name: str) -> None:
    """List every file of `folder`, and make sure that the list is on the disk."""
    files = tuple(
        KeptFile(path.relative_to(folder).as_posix(), path.stat().st_size, digest_of(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
    with (folder / MANIFEST).open("xb") as written:
        written.write(msgspec.json.encode(Manifest(name, files)))
        written.flush()
        os.fsync(written.fileno())


def size_of(path: Path) -> int:
    """Return the bytes of a file, -1 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return -1

"""Open a zip that came from elsewhere without letting it write anywhere else.

Every member is looked at before the first byte is written: paths stay inside, nothing but plain
files and folders, and no more bytes come out than were announced.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from models.errors import ModelDamaged
from models.language import Phrase

MOST_BYTES = 8 << 30
MOST_MEMBERS = 10_000
MOST_RATIO = 200
"""A model's text files shrink tenfold; a bomb shrinks a thousandfold."""
_BLOCK = 1 << 18
_AGAIN = Phrase("Fetch it again.", "Recommencez le téléchargement.")

_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError)
"""What the zip reader raises of an archive that is cut, encrypted or of an unknown method."""


def unpack(archive: Path, into: Path) -> None:
    """Write the members of `archive` below `into`, without their one common folder.

    `into` must not exist yet. Raises ModelDamaged; what was written is then left to the caller.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = _checked(opened.infolist())
            root = _common_folder(members)
            into.mkdir(parents=True)
            for member in members:
                path = into.joinpath(*PurePosixPath(member.filename).parts[len(root) :])
                _write(opened, member, path)
    except _BROKEN as error:
        raise _damaged(str(error)) from error


def copy_member(archive: Path, name: str, to: Path) -> None:
    """Write the one member `name` of `archive` to the file `to`; raises ModelDamaged."""
    try:
        with zipfile.ZipFile(archive) as opened:
            _write(opened, _checked([opened.getinfo(name)])[0], to)
    except KeyError as error:
        raise _damaged(f"{name} is not in it") from error
    except _BROKEN as error:
        raise _damaged(str(error)) from error


def _checked(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    if len(members) > MOST_MEMBERS:
        raise _damaged(f"{len(members)} members")
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if total > MOST_BYTES or total > (packed + 1024) * MOST_RATIO:
        raise _damaged(f"{total} bytes out of {packed}")
    for member in members:
        _check_path(member)
    return members


def _check_path(member: zipfile.ZipInfo) -> None:
    path = PurePosixPath(member.filename)
    kind = stat.S_IFMT(member.external_attr >> 16)
    is_plain = kind in (0, stat.S_IFREG, stat.S_IFDIR)
    is_inside = not path.is_absolute() and ".." not in path.parts and path.parts
    is_portable = not any(sign in member.filename for sign in ("\\", ":", "\0"))
    if not (is_plain and is_inside and is_portable):
        raise ModelDamaged(
            Phrase(
                "The archive holds something that would land outside its folder; nothing was "
                "unpacked.",
                "L'archive contient un élément qui sortirait de son dossier ; rien n'a été "
                "décompressé.",
            ),
            _AGAIN,
        )


def _common_folder(members: list[zipfile.ZipInfo]) -> tuple[str, ...]:
    files = [PurePosixPath(member.filename) for member in members if not member.is_dir()]
    if not files:
        raise _damaged("empty")
    first = files[0].parts[:1]
    shared = all(len(file.parts) > 1 and file.parts[:1] == first for file in files)
    return first if shared else ()


def _write(opened: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
    if member.is_dir():
        path.mkdir(parents=True, exist_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with opened.open(member) as packed, path.open("xb") as plain:
        _copy(packed, plain, member.file_size)


def _copy(packed: IO[bytes], plain: IO[bytes], announced: int) -> None:
    left = announced
    while block := packed.read(_BLOCK):
        left -= len(block)
        if left < 0:
            raise _damaged("more bytes than announced")
        plain.write(block)


def _damaged(why: str) -> ModelDamaged:
    return ModelDamaged(
        Phrase(
            "The archive cannot be opened: {why}.", "L'archive ne peut pas être ouverte : {why}."
        ).format(why=why),
        _AGAIN,
    )

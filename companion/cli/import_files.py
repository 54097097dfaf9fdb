"""Which files an import means: names, folders and patterns, never an address."""

from __future__ import annotations

import re
from pathlib import Path

from companion.errors import BadUsage, FileMissing
from companion.tui.text import plain
from models.language import Phrase
from reporting.errors import SourceUnreadable

SOUNDS = frozenset(
    ".wav .mp3 .m4a .aac .flac .ogg .oga .opus .wma .aiff .aif .amr .mp4 .m4v .mov .mkv .webm .avi "
    ".3gp .mpg .mpeg .ts .caf .w64 .mka .wmv .flv".split()
)
WRITINGS = frozenset(".srt .vtt .txt .md .markdown .docx .json .asr".split())

_NAMELESS = frozenset(
    "transcript transcription subtitles captions sous-titres audio video sound son recording "
    "enregistrement notes output untitled".split()
)
"""What programs call their files: the folder's name says more."""
MOST_LETTERS = 120

_ADDRESS = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]{1,20}://")
_PATTERN = re.compile(r"[*?\[]")


def find_files(wishes: tuple[str, ...]) -> list[Path]:
    """Return the files, each once, in order; raises BadUsage or SourceUnreadable."""
    found: dict[Path, None] = {}
    for wish in wishes:
        found.update(dict.fromkeys(_files(wish)))
    return list(found)


def title_of(path: Path) -> str:
    """Return what a file is called, for people: its folder's name where its own says nothing."""
    name = path.stem
    if name.casefold() in _NAMELESS:
        name = path.absolute().parent.name or name
    words = name.replace("_", " ").replace("--", " – ")
    return " ".join(words.split())[:MOST_LETTERS] or name[:MOST_LETTERS]


def _files(wish: str) -> list[Path]:
    refuse_address(wish)
    path = Path(wish).expanduser()
    if path.is_dir():
        return _in_folder(path)
    if path.exists():
        return [path]
    if _PATTERN.search(wish):
        matches = sorted(_matching(path))
        if matches:
            return matches
    raise FileMissing.at(plain(wish))


def _in_folder(folder: Path) -> list[Path]:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SOUNDS | WRITINGS
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )
    if not files:
        raise SourceUnreadable(
            Phrase(
                "{folder} holds no recording and no transcript.",
                "{folder} ne contient ni enregistrement ni transcription.",
            ).format(folder=plain(str(folder)))
        )
    return files


def _matching(pattern: Path) -> list[Path]:
    anchor = Path(pattern.anchor) if pattern.is_absolute() else Path()
    relative = pattern.relative_to(anchor) if pattern.is_absolute() else pattern
    return [path for path in anchor.glob(str(relative)) if path.is_file()]


def refuse_address(wish: str) -> None:
    """Raise BadUsage where an address stands in place of a file: nothing is fetched."""
    if not _ADDRESS.match(wish):
        return
    raise BadUsage(
        Phrase(
            "That is an address on the network; promenade reads files of this machine only.",
            "C'est une adresse du réseau ; promenade ne lit que des fichiers de cette machine.",
        ),
        Phrase(
            "Download the recording first, then name the file.",
            "Téléchargez d'abord l'enregistrement, puis nommez le fichier.",
        ),
    )

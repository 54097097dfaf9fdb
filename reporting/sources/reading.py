"""One door for every transcript that exists already: `read(path)` gives a `Transcript`.

The content decides what a file is; its extension is only believed where the content leaves a choice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from models.language import Language, Phrase
from models.transcript import SessionKind, Transcript
from reporting.errors import SourceUnreadable
from reporting.sources.decoding import decode, is_text, printable, read_bytes
from reporting.sources.dialogue import is_dialogue, read_markdown, read_plain
from reporting.sources.exchange import is_exchange, read_exchange
from reporting.sources.recogniser_json import is_timed_words, read_json, read_timed_words
from reporting.sources.subtitles import looks_timed, read_srt, read_vtt
from reporting.sources.turns import Found, assemble
from reporting.sources.word_document import read_docx

Format = Literal["vtt", "srt", "text", "markdown", "docx", "json", "words", "export"]

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown"})
_SOUND_SUFFIXES = frozenset(
    ".wav .mp3 .m4a .aac .flac .ogg .opus .wma .aiff .mp4 .mov .mkv .webm .avi".split()
)
_SUBTITLE_SUFFIXES = frozenset({".vtt", ".srt"})
_READERS: dict[Format, Callable[[str], Found]] = {
    "vtt": read_vtt,
    "srt": read_srt,
    "text": read_plain,
    "markdown": read_markdown,
    "json": read_json,
    "words": read_timed_words,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A transcript, and what the person should know of the file it came from."""

    transcript: Transcript
    remarks: tuple[Phrase, ...] = ()


def read(
    path: Path | str,
    *,
    session: str = "",
    language: Language | None = None,
    title: str = "",
    kind: SessionKind | None = None,
) -> Transcript:
    """Return the transcript in a file: VTT, SRT, `Name: text`, Markdown, DOCX, recognisers' JSON.

    Without `language` the text tells; without `title`, the file. Raises SourceUnreadable.
    """
    return examine(path, session=session, language=language, title=title, kind=kind).transcript


def examine(
    path: Path | str,
    *,
    session: str = "",
    language: Language | None = None,
    title: str = "",
    kind: SessionKind | None = None,
) -> Reading:
    """Do as `read` does, and return also what was repaired. Raises SourceUnreadable."""
    place = Path(path)
    form = find_format(place)
    if form == "docx":
        content, found = place.read_bytes(), read_docx(place)
    else:
        content = read_bytes(place)
        text = decode(content)
        if form == "export":
            return Reading(_relabelled(read_exchange(text), session, title, language, kind))
        found = _READERS[form](text)
    transcript = assemble(
        found,
        session=session,
        language=language,
        title=title,
        kind=kind,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    return Reading(transcript, found.remarks)


def is_transcript(path: Path) -> bool:
    """Return whether the file is text or a document, and not sound."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return False
    return head.startswith(b"PK\x03\x04") or (bool(head) and is_text(head))


def find_format(path: Path) -> Format:
    """Return what the content says the file is; raises SourceUnreadable for what cannot be read."""
    if path.is_dir():
        raise SourceUnreadable(
            Phrase("{name} is a folder.", "{name} est un dossier.").format(
                name=printable(path.name)
            )
        )
    content = _head(path)
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    if not is_text(content):
        raise SourceUnreadable(
            Phrase(
                "{name} is neither text nor a document that can be read.",
                "{name} n'est ni du texte ni un document lisible.",
            ).format(name=printable(path.name)),
            Phrase(
                "Save it as .docx, .txt, .srt or .vtt; sound goes through `promenade import`.",
                "Enregistrez-le en .docx, .txt, .srt ou .vtt ; le son passe par `promenade import`.",
            ),
        )
    text, suffix = decode(content), path.suffix.lower()
    found = _text_format(text, suffix)
    if found in ("text", "markdown") and not is_dialogue(text):
        if suffix in _SOUND_SUFFIXES:
            raise _no_sound(path)
        if suffix in _SUBTITLE_SUFFIXES:
            raise _no_subtitles(path)
    return found


def _no_sound(path: Path) -> SourceUnreadable:
    return SourceUnreadable(
        Phrase(
            "{name} is called a recording, but holds text.",
            "{name} porte un nom d'enregistrement, mais contient du texte.",
        ).format(name=printable(path.name)),
        Phrase(
            "If it is what somebody said, rename it to .txt; otherwise copy the recording again.",
            "Si c'est ce que quelqu'un a dit, renommez-le en .txt ; sinon copiez de nouveau "
            "l'enregistrement.",
        ),
    )


def _no_subtitles(path: Path) -> SourceUnreadable:
    return SourceUnreadable(
        Phrase(
            "{name} is called subtitles, but no line of it has a time.",
            "{name} porte un nom de sous-titres, mais aucune de ses lignes n'a de temps.",
        ).format(name=printable(path.name)),
        Phrase(
            "If it is what somebody said, rename it to .txt; otherwise export the subtitles again.",
            "Si c'est ce que quelqu'un a dit, renommez-le en .txt ; sinon exportez de nouveau les "
            "sous-titres.",
        ),
    )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(64 * 1024)
    except OSError:
        return read_bytes(path)[: 64 * 1024]  # says why
    return head if head.strip() else read_bytes(path)


def _text_format(head: str, suffix: str) -> Format:
    start = head.lstrip()
    if start.startswith("WEBVTT"):
        return "vtt"
    if start[:1] in ("{", "["):
        if is_exchange(start):
            return "export"
        if start[1:2] in ("{", '"', "\n", " ", "[", "]") and '"' in start[:4000]:
            return "json"
    if is_timed_words(start):
        return "words"
    if looks_timed(head):
        return "srt"
    is_marked = suffix in _MARKDOWN_SUFFIXES or start.startswith(("---\n", "# ", "## "))
    return "markdown" if is_marked or (_has_marks(start) and not is_dialogue(head)) else "text"


def _has_marks(text: str) -> bool:
    return "\n# " in text or "\n## " in text


def _relabelled(
    transcript: Transcript,
    session: str,
    title: str,
    language: Language | None,
    kind: SessionKind | None,
) -> Transcript:
    return msgspec.structs.replace(
        transcript,
        id=session or transcript.id,
        title=title or transcript.title,
        language=language or transcript.language,
        kind=kind or transcript.kind,
    )

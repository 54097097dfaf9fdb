"""The sound of a session as MP3, FLAC or Opus, with a chapter for each stretch of talk.

pydub converts what fits in memory with ease; a longer recording streams through ffmpeg directly.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import warnings
from pathlib import Path
from typing import Literal

from companion.errors import BadUsage
from models.errors import EngineUnavailable
from models.language import Phrase
from models.transcript import Transcript
from reporting.transcript_formats import speaker_names

SoundFormat = Literal["mp3", "flac", "opus"]

_CODECS: dict[SoundFormat, tuple[str, ...]] = {
    "mp3": ("-c:a", "libmp3lame", "-q:a", "4", "-id3v2_version", "3"),
    "flac": ("-c:a", "flac"),
    "opus": ("-c:a", "libopus", "-b:a", "32k"),
}
_WHOLE_BYTES = 150_000_000
"""Recordings up to this size, about forty minutes on two tracks, are converted in memory."""
_CHAPTER_MS = 120_000


def encode(sound: Path, transcript: Transcript, form: SoundFormat, out: Path) -> None:
    """Write the sound to `out`, whole or not at all; raises EngineUnavailable, BadUsage.

    ffmpeg is given our own recording by a `file:` path, as WAV and nothing else.
    """
    program = shutil.which("ffmpeg")
    if program is None:
        raise EngineUnavailable(
            Phrase(
                "ffmpeg is missing: sound can be exported as WAV only.",
                "ffmpeg manque : le son ne peut être exporté qu'en WAV.",
            ),
            Phrase("sudo apt install ffmpeg", "sudo apt install ffmpeg"),
        )
    with tempfile.TemporaryDirectory() as scratch:
        facts, fresh = Path(scratch) / "chapters", out.with_name(f".{out.name}.part")
        facts.write_text(chapters(transcript), encoding="utf-8")
        told = ["-f", "ffmetadata", "-i", f"file:{facts}", "-map", "0:a", "-map_metadata", "1"]
        told += _CODECS[form]
        try:
            if sound.stat().st_size <= _WHOLE_BYTES:
                is_written = _convert_whole(sound, told, form, fresh)
            else:
                is_written = _convert_stream(program, sound, [*told, "-f", form], fresh)
            if not is_written:
                raise _not_written(out)
            fresh.chmod(0o600)
            fresh.replace(out)
        finally:
            fresh.unlink(missing_ok=True)


def _convert_whole(sound: Path, told: list[str], form: SoundFormat, fresh: Path) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub's own, about the standard library it stands on
        from pydub import AudioSegment
        from pydub.exceptions import CouldntEncodeError
    try:
        AudioSegment.from_wav(sound).export(fresh, format=form, parameters=told).close()
    except (CouldntEncodeError, OSError):
        return False
    return True


def _convert_stream(program: str, sound: Path, told: list[str], fresh: Path) -> bool:
    command = [program, "-nostdin", "-loglevel", "error", "-y", "-protocol_whitelist", "file"]
    command += ["-f", "wav", "-i", f"file:{sound.resolve()}", *told, f"file:{fresh.absolute()}"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.returncode == 0


def chapters(transcript: Transcript) -> str:
    """Return ffmpeg's metadata: the title, and a chapter every two minutes at a change of speaker."""
    names = speaker_names(transcript)
    starts: list[tuple[int, str]] = []
    speaker = ""
    for segment in transcript.segments:
        is_due = not starts or segment.start_ms - starts[-1][0] >= _CHAPTER_MS
        if (is_due and segment.speaker != speaker) or not starts:
            starts.append((segment.start_ms, names[segment.speaker]))
        speaker = segment.speaker
    lines = [";FFMETADATA1", f"title={_plain(transcript.title or transcript.id)}"]
    ends = [start for start, _ in starts[1:]] + [transcript.duration_ms]
    for (start, name), end in zip(starts, ends, strict=True):
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={start}", f"END={max(end, start + 1)}"]
        lines.append(f"title={_plain(name)}")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    cleaned = "".join(letter for letter in text if letter.isprintable())
    for mark in "\\=;#":
        cleaned = cleaned.replace(mark, f"\\{mark}")
    return cleaned


def _not_written(out: Path) -> BadUsage:
    return BadUsage(
        Phrase("{out} could not be written.", "{out} n'a pas pu être écrit.").format(out=out.name),
        Phrase(
            "Check the folder, and that there is room.", "Vérifiez le dossier et la place restante."
        ),
    )

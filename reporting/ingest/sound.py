"""One door for recordings: whatever the file, 16 kHz blocks come out, one after the other.

Memory does not depend on the length. WAV needs nothing; the rest goes through ffmpeg.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from models.language import Phrase
from reporting.errors import SourceUnreadable
from reporting.ingest import ffmpeg
from reporting.ingest.wave_file import WaveFacts, is_wave, read_wave_blocks, read_wave_facts
from reporting.sources.decoding import is_text, printable

if TYPE_CHECKING:
    Block = npt.NDArray[np.int16]
    """Shape (n, channels), 16 kHz, one or two channels."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording that can be read."""

    path: Path
    channels: int
    """As they will be read: 1, or 2 for stereo."""
    duration_ms: int
    """As the file states it; 0 where it does not."""
    wave: WaveFacts | None = None

    def blocks(self) -> Iterator[Block]:
        """Yield the whole recording; raises SourceUnreadable where nothing can be decoded."""
        if self.wave is not None:
            return read_wave_blocks(self.path, self.wave)
        return ffmpeg.read_media_blocks(self.path, self.channels)


def open_sound(path: Path) -> Sound:
    """Return a recording; raises SourceUnreadable for what is none."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
        wave = read_wave_facts(path) if is_wave(head) else None
    except OSError as error:
        raise SourceUnreadable(
            Phrase("{name} cannot be read: {why}.", "{name} est illisible : {why}.").format(
                name=printable(path.name), why=error.strerror or type(error).__name__
            ),
            Phrase("Check the path and its permissions.", "Vérifiez le chemin et les droits."),
        ) from error
    if not head:
        raise SourceUnreadable(
            Phrase("{name} is empty.", "{name} est vide.").format(name=printable(path.name))
        )
    if wave is not None:
        return _checked(Sound(path, 2 if wave.channels == 2 else 1, wave.duration_ms, wave))
    if is_text(head):
        raise _is_text(path)
    media = ffmpeg.probe(path)
    return Sound(path, 2 if media.channels == 2 else 1, media.duration_ms)


def read_whole(path: Path) -> npt.NDArray[np.int16]:
    """Return a short recording as one mono array: for excerpts, tests and measurements."""
    blocks = [to_mono(block) for block in open_sound(path).blocks()]
    return np.concatenate(blocks) if blocks else np.zeros(0, np.int16)


def to_mono(block: Block) -> npt.NDArray[np.int16]:
    """Return the mean of the channels, shape (n,)."""
    if block.shape[1] == 1:
        return block[:, 0]
    return np.asarray(block.astype(np.int32).sum(axis=1) // block.shape[1], dtype=np.int16)


def _checked(sound: Sound) -> Sound:
    if sound.wave is not None and sound.wave.frames == 0:
        raise SourceUnreadable(
            Phrase("{name} holds no sound.", "{name} ne contient aucun son.").format(
                name=printable(sound.path.name)
            )
        )
    return sound


def _is_text(path: Path) -> SourceUnreadable:
    return SourceUnreadable(
        Phrase(
            "{name} is text, not a recording.", "{name} est du texte, pas un enregistrement."
        ).format(name=printable(path.name)),
        Phrase(
            "If it is a transcript, import it as it is; a playlist is not opened.",
            "Si c'est une transcription, importez-la telle quelle ; une liste de lecture n'est pas ouverte.",
        ),
    )

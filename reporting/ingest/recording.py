"""A recording becomes words and voices: decode, cut, hear, stitch.

Nothing here depends on how many hear at once, where, or how often the work was interrupted.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from models.audio import EAR_RATE
from models.language import Phrase
from models.transcript import Span, Word
from reporting.errors import WorkFailed
from reporting.ingest.channels import are_separate
from reporting.ingest.hearing import Heard
from reporting.ingest.pcm import Pcm, PcmWriter
from reporting.ingest.sound import Sound, to_mono
from reporting.ingest.splitting import Piece, Splitter
from reporting.ingest.stitching import stitch
from reporting.ingest.workshop import Workshop, writing

if TYPE_CHECKING:
    from reporting.ingest.crew import Crew

Progress = Callable[[int, int, int], None]
"""Called with milliseconds heard, milliseconds in all (0 while that is unknown), and how many of those
heard were so before this run."""

_BLOCK = 60 * EAR_RATE


@dataclass(frozen=True, slots=True)
class Channel:
    """What was heard on one channel, or on all of them together."""

    number: int
    """-1: all together."""
    utterances: list[tuple[Word, ...]]
    voiced: list[Span]
    windows: list[Span]
    vectors: npt.NDArray[np.float32]
    """Shape (windows, values)."""


@dataclass(frozen=True, slots=True)
class HeardRecording:
    """All that was heard in a recording."""

    pcm: Pcm
    channels: list[Channel]
    remarks: tuple[Phrase, ...] = ()

    @property
    def is_separate(self) -> bool:
        """Whether each channel is a speaker of its own."""
        return len(self.channels) > 1


def no_progress(_heard_ms: int, _total_ms: int, _kept_ms: int) -> None:
    """Tell nobody."""


def hear_recording(
    sound: Sound,
    crew: Crew,
    workshop: Workshop,
    progress: Progress = no_progress,
    channels: tuple[int, ...] = (),
) -> HeardRecording:
    """Return what is said in a recording, going on where an earlier run stopped.

    `channels`: those to hear, of a recording of two; told from the sound where none are named. The
    caller holds `workshop.alone`. Raises SourceUnreadable, WorkFailed or ModelError.
    """
    task = _Task(crew, workshop, progress, sound.duration_ms)
    is_new = workshop.channels_decoded == 0
    if sound.channels == 1 or workshop.channels_decoded == 1:
        cuts = _decoded(sound, workshop) if is_new else _blocks(Pcm(workshop.sound, 1))
        pieces = [task.begin(piece, Pcm(workshop.sound, 1)) for piece in _cut(cuts, -1)]
        pcm = Pcm(workshop.sound, 1)
        task.total_ms = pcm.duration_ms
    else:
        if is_new:
            for _ in _decoded(sound, workshop):
                pass
        pcm = Pcm(workshop.sound, 2)
        numbers = channels or ((0, 1) if are_separate(pcm) else (-1,))
        task.total_ms = pcm.duration_ms * len(numbers)
        pieces = [
            task.begin(piece, pcm)
            for number in numbers
            for piece in _cut(_blocks(pcm, number), number)
        ]
    heard = [(piece, task.outcome(future)) for piece, future in pieces]
    return HeardRecording(pcm, _channels(heard), _remarks(sound, pcm))


class _Task:
    """Hands pieces out and takes in what was heard, keeping it as it comes."""

    def __init__(self, crew: Crew, workshop: Workshop, progress: Progress, total_ms: int) -> None:
        self._crew = crew
        self._workshop = workshop
        self._progress = progress
        self.total_ms = total_ms
        self._heard_ms = self._kept_ms = 0
        self._turn = threading.Lock()

    def begin(self, piece: Piece, pcm: Pcm) -> tuple[Piece, Future[Heard]]:
        """Hand a piece out, unless it was heard before."""
        known = self._workshop.find(piece)
        kept: Future[Heard] = Future()
        if known is not None:
            self._kept_ms += self._note(piece)
            kept.set_result(known)
        else:
            future = self._crew.submit(pcm, piece)
            future.add_done_callback(lambda done: self._arrived(piece, done, kept))
        self._tell()
        return piece, kept

    def outcome(self, future: Future[Heard]) -> Heard:
        """Wait for a piece."""
        heard = future.result()
        self._tell()
        return heard

    def _tell(self) -> None:
        heard_ms = self._heard_ms
        if self.total_ms:
            self._progress(heard_ms, max(self.total_ms, heard_ms), self._kept_ms)

    def _note(self, piece: Piece) -> int:
        length_ms = (piece.end - piece.start) * 1000 // EAR_RATE
        with self._turn:  # pieces arrive in threads of the crew
            self._heard_ms += length_ms
        return length_ms

    def _arrived(self, piece: Piece, done: Future[Heard], kept: Future[Heard]) -> None:
        """Keep what was heard, and only then give it to whoever waits: the folder must be there."""
        if done.cancelled():
            kept.cancel()
            return
        error = done.exception()
        if error is None:
            try:
                self._workshop.keep(piece, done.result())
            except WorkFailed as trouble:
                error = trouble
        if error is None:
            self._note(piece)
            kept.set_result(done.result())
        else:
            kept.set_exception(error)


def _decoded(sound: Sound, workshop: Workshop) -> Iterator[npt.NDArray[np.int16]]:
    """Decode onto the disk, block by block, and yield each as mono."""
    with writing(workshop.sound):
        writer = PcmWriter(workshop.sound, sound.channels)
    with writer:
        for block in sound.blocks():
            with writing(workshop.sound):
                writer.write(block)
            yield to_mono(block)
        with writing(workshop.sound):
            writer.finish()
    workshop.mark_decoded(sound.channels)


def _blocks(pcm: Pcm, channel: int = -1) -> Iterator[npt.NDArray[np.int16]]:
    for at in range(0, pcm.frames, _BLOCK):
        yield pcm.read(at, at + _BLOCK, channel)


def _cut(blocks: Iterator[npt.NDArray[np.int16]], channel: int) -> Iterator[Piece]:
    splitter = Splitter(channel)
    for block in blocks:
        yield from splitter.take(block)
    yield from splitter.finish()


def _channels(heard: list[tuple[Piece, Heard]]) -> list[Channel]:
    numbers = sorted({piece.channel for piece, _ in heard})
    return [
        _channel(number, [pair for pair in heard if pair[0].channel == number])
        for number in numbers
    ]


def _channel(number: int, heard: list[tuple[Piece, Heard]]) -> Channel:
    matrices = [part.matrix() for _, part in heard if part.windows]
    return Channel(
        number=number,
        utterances=stitch([(piece, part.utterances) for piece, part in heard]),
        voiced=[span for _, part in heard for span in part.voiced],
        windows=[window for _, part in heard for window in part.windows],
        vectors=np.concatenate(matrices) if matrices else np.zeros((0, 0), np.float32),
    )


def _remarks(sound: Sound, pcm: Pcm) -> tuple[Phrase, ...]:
    missing = sound.duration_ms - pcm.duration_ms
    if missing <= max(2000, sound.duration_ms // 50):
        return ()
    return (
        Phrase(
            "The file ends {missing} s before its own table says: it is damaged, or still being "
            "copied. What could be read was taken.",
            "Le fichier s'arrête {missing} s avant la durée qu'il annonce : il est abîmé, ou la "
            "copie n'est pas finie. Ce qui se lisait a été pris.",
        ).format(missing=missing // 1000),
    )

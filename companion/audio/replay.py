"""A loudspeaker that plays in sample time: for walks held from recordings and scripts.

The walker's source is the clock. Each frame it yields moves playback by exactly as many samples,
so recogniser, verdicts and playback are ordered by samples alone and a replay gives the same
result every time, as fast as the machine can.
"""

from __future__ import annotations

import asyncio

from companion.audio.playhead import Piece, Playhead
from companion.audio.ports import Heard
from companion.audio.resample import resample
from models.audio import EAR_RATE, Frame
from models.speech import Speech

_NOTHING = Heard(0, 0)


class ReplaySink:
    """Plays while the source's frames pass; `advance` is called by the source only."""

    def __init__(self) -> None:
        self._head = Playhead(EAR_RATE)
        self._turned: asyncio.Future[None] | None = None
        self._frames: list[Frame] = []
        self._now_ms = 0
        self._text = ""
        self.replies = Replies()

    @property
    def played(self) -> Heard:
        """Of the present piece."""
        piece = self._head.piece
        return _NOTHING if piece is None else piece.heard

    async def play(self, speech: Speech) -> Heard:
        """Return when the source's frames have carried the sound away, or it was stopped."""
        self.stop()
        piece = self._head.start(resample(speech.samples, speech.rate, EAR_RATE))
        if speech.text:
            self.replies.began(self._now_ms)
        self._text = speech.text
        try:
            while not piece.is_over:
                self._turned = asyncio.get_running_loop().create_future()
                await self._turned
        finally:
            piece.is_stopped = True
        return piece.heard

    def pause(self) -> None:
        """Fall silent at once, keeping the place."""
        self._head.pause()

    def resume(self) -> None:
        """Go on where `pause` stopped."""
        self._head.resume()

    def stop(self) -> None:
        """Fall silent at once; `play` returns what was heard."""
        self._head.stop()
        self._wake()

    def take_played(self) -> list[Frame]:
        """Return what left since the last call, 16 kHz mono, with its times."""
        frames, self._frames = self._frames, []
        return frames

    async def close(self) -> None:
        """Stop what still sounds."""
        self.stop()

    def advance(self, start_ms: int, count: int) -> None:
        """Let `count` samples at 16 kHz pass, from `start_ms` on."""
        piece = self._head.piece
        sounded = _sounds(piece)
        samples = self._head.take(count)
        self._now_ms = start_ms + count * 1000 // EAR_RATE
        if sounded:
            self._frames.append(Frame(start_ms, samples))
            if self._text:
                self.replies.sounded(self._now_ms)
        if piece is not None and piece.is_over:
            self._wake()

    def _wake(self) -> None:
        if self._turned is not None and not self._turned.done():
            self._turned.set_result(None)


def _sounds(piece: Piece | None) -> bool:
    return piece is not None and not piece.is_over and not piece.is_paused


class Replies:
    """When the companion's replies began and ended, as the walker would hear it.

    Sentences with less than `settle_ms` between them are one reply. Sounds without text (earcons)
    are none.
    """

    def __init__(self, settle_ms: int = 400) -> None:
        self.settle_ms = settle_ms
        self._spans: list[tuple[int, int]] = []

    def began(self, at_ms: int) -> None:
        """A sentence starts to sound."""
        if not self._spans or at_ms - self._spans[-1][1] > self.settle_ms:
            self._spans.append((at_ms, at_ms))

    def sounded(self, until_ms: int) -> None:
        """The present sentence has sounded until then."""
        if self._spans:
            self._spans[-1] = (self._spans[-1][0], until_ms)

    def began_after(self, at_ms: int, count: int = 1) -> int | None:
        """Return when the `count`-th reply that began after `at_ms` did so."""
        later = [start for start, _ in self._spans if start >= at_ms]
        return later[count - 1] if len(later) >= count else None

    def ended_after(self, at_ms: int, now_ms: int, count: int = 1) -> int | None:
        """Return when the `count`-th reply that ended after `at_ms` did so, once that is settled."""
        later = [end for _, end in self._spans if end >= at_ms]
        if len(later) < count or now_ms - later[count - 1] < self.settle_ms:
            return None
        return later[count - 1]

    @property
    def last_ms(self) -> int:
        """Until when a reply has sounded; 0 before the first."""
        return self._spans[-1][1] if self._spans else 0

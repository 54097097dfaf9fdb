"""A walker as a script of clips, so that a recorded walk fits whatever the companion says.

A script is a TOML file beside its WAV files:

    version = 1
    language = "en"
    title = "Bread on the way home"
    tail_ms = 4000               # silence after the last clip or reply, before the source ends

    [[clip]]
    wav = "opening.wav"          # any WAV; relative to the script, inside its folder
    text = "i keep thinking about the bakery"    # what is said, for readers and checks
    at_ms = 1200                 # this long after the walk began

    [[clip]]
    wav = "more.wav"
    after_clip_ms = 2400         # a thinking pause: this long after the clip before has ended

    [[clip]]
    wav = "answer.wav"
    after_reply_ms = 900         # this long after the companion's next reply has ended ...
    replies = 2                  # ... or after the second one from here (default 1)

    [[clip]]
    wav = "wait.wav"
    during_reply_ms = 700        # this long after its next reply began to sound
    patience_ms = 15000          # no such reply by then: go on all the same (default)

    [[clip]]
    wav = "goodbye.wav"
    after_reply_ms = 1000

Every clip has exactly one of `at_ms`, `after_clip_ms`, `after_reply_ms` and `during_reply_ms`.
Replies are counted from the end of the clip before; sentences with less than 0.4 s between them
are one reply, so a pause after a reply is at least that long. Between clips there is the faint
hiss of a quiet microphone, the same every time. Places are rounded up to a frame of 32 ms.
"""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from companion.audio.ports import DeviceNews
from companion.audio.replay import ReplaySink, Replies
from companion.audio.wavefile import Pacing, read_sound
from companion.errors import BadUsage
from models.audio import FRAME_MS, FRAME_SAMPLES, Frame, Samples
from models.language import Language, Phrase

_PLACES = ("at_ms", "after_clip_ms", "after_reply_ms", "during_reply_ms")


class Clip(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something the walker says, and when."""

    wav: str
    text: str = ""
    at_ms: int | None = None
    after_clip_ms: int | None = None
    after_reply_ms: int | None = None
    during_reply_ms: int | None = None
    replies: int = 1
    patience_ms: int = 15_000

    def due_ms(self, before_ms: int, now_ms: int, replies: Replies) -> int | None:
        """Return when it is to start, or None as long as that is not known.

        `before_ms`: end of the clip before. All in milliseconds of the session.
        """
        if self.at_ms is not None:
            return max(self.at_ms, before_ms)
        if self.after_clip_ms is not None:
            return before_ms + self.after_clip_ms
        if self.during_reply_ms is not None:
            known = replies.began_after(before_ms, self.replies)
            pause = self.during_reply_ms
        else:
            known = replies.ended_after(before_ms, now_ms, self.replies)
            pause = self.after_reply_ms or 0
        if known is not None:
            return known + pause
        return now_ms if now_ms - before_ms >= self.patience_ms else None


class Script(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A walker's side of a walk."""

    version: int = 1
    language: Language = "en"
    title: str = ""
    topic: str = ""
    tail_ms: int = 4_000
    clip: tuple[Clip, ...] = ()


def load_script(file: Path) -> Script:
    """Read a script; raises BadUsage naming the file and what is wrong with it."""
    try:
        raw: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        script = msgspec.convert(raw, Script)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise _refusal(file, str(error)) from error
    if script.version != 1 or not script.clip:
        raise _refusal(file, "version = 1, [[clip]]")
    for number, clip in enumerate(script.clip, 1):
        if sum(getattr(clip, place) is not None for place in _PLACES) != 1:
            raise _refusal(file, f"clip {number}: {' | '.join(_PLACES)}")
        if not _inside(file.parent, clip.wav):
            raise _refusal(file, f"clip {number}: wav")
    return script


class ClipSource:
    """Holds a script against the companion that plays into the paired sink."""

    def __init__(
        self,
        script: Script,
        folder: Path,
        sink: ReplaySink,
        *,
        speed: float = 1.0,
        start_ms: int = 0,
    ) -> None:
        self._clips = [(clip, read_sound(folder / clip.wav)) for clip in script.clip]
        self._tail_ms = script.tail_ms
        self._sink = sink
        self._pacing = Pacing(speed)
        self._now_ms = start_ms
        self._before_ms = start_ms
        self._hiss = np.random.default_rng(0)
        self.spoken: list[tuple[Clip, int, int]] = []
        """Clips that were spoken, with the times of their first and last sound."""

    async def frames(self) -> AsyncIterator[Frame | DeviceNews]:
        """Yield hiss and clips in their places, then `ended`."""
        for clip, samples in self._clips:
            while (due := self._due(clip)) is None or due > self._now_ms:
                yield await self._frame(self._quiet())
            start = self._now_ms
            for first in range(0, len(samples), FRAME_SAMPLES):
                yield await self._frame(self._voiced(samples[first : first + FRAME_SAMPLES]))
            self._before_ms = self._now_ms
            self.spoken.append((clip, start, self._now_ms))
        while self._now_ms - max(self._before_ms, self._sink.replies.last_ms) < self._tail_ms:
            yield await self._frame(self._quiet())
        yield DeviceNews(self._now_ms, "ended")

    async def close(self) -> None:
        """Nothing is open."""

    def _due(self, clip: Clip) -> int | None:
        return clip.due_ms(self._before_ms, self._now_ms, self._sink.replies)

    async def _frame(self, samples: Samples) -> Frame:
        await self._pacing.frame()
        self._sink.advance(self._now_ms, FRAME_SAMPLES)
        frame = Frame(self._now_ms, samples)
        self._now_ms += FRAME_MS
        return frame

    def _quiet(self) -> Samples:
        return self._hiss.integers(-2, 3, FRAME_SAMPLES, dtype=np.int16)

    def _voiced(self, part: Samples) -> Samples:
        frame = self._quiet()
        frame[: len(part)] = part
        return frame


def _inside(folder: Path, name: str) -> bool:
    path = (folder / name).resolve()
    return path.is_relative_to(folder.resolve())


def _refusal(file: Path, why: str) -> BadUsage:
    return BadUsage(
        Phrase(
            "{file} is not a script of clips: {why}", "{file} n'est pas un script de clips : {why}"
        ).format(file=file, why=why),
        Phrase(
            "The format is described in companion/audio/clips.py and in the README.",
            "Le format est décrit dans companion/audio/clips.py et dans le README.",
        ),
    )

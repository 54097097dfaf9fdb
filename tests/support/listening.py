"""Somebody who hears both sides of a walk on a PulseAudio rig: recorded, and replies told as they sound."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import numpy as np

from companion.audio.replay import Replies
from models.audio import EAR_RATE, Samples
from tests.support.pulse import EARS, MOUTH

BLOCK_MS = 20
LOUD = 400
EARCON_MS = 350
"""What sounds for less is an earcon, not words."""
BRIDGED_MS = 300
"""A silence within a sentence."""
SETTLE_MS = 700
"""Sentences with less between them are one reply."""


class Listener:
    """Records what microphone and loudspeaker carry. Time begins with the loudspeaker's first block."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._recorders: list[asyncio.subprocess.Process] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._blocks: dict[str, list[bytes]] = {EARS: [], MOUTH: []}
        self._since_ms = 0
        self._until_ms = -BRIDGED_MS
        self._is_voice = False
        self.replies = Replies(SETTLE_MS)

    @property
    def now_ms(self) -> int:
        """How much was recorded."""
        return len(self._blocks[MOUTH]) * BLOCK_MS

    async def start(self) -> None:
        """Begin to record both."""
        for sink in (EARS, MOUTH):
            recorder = await asyncio.create_subprocess_exec(
                *("parec", "--raw", "--rate=16000", "--channels=1", "--format=s16le"),
                *("--latency-msec=20", f"--device={sink}.monitor"),
                env=dict(self._environment),
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
            self._recorders.append(recorder)
            self._tasks.append(asyncio.create_task(self._record(sink, recorder)))

    async def stop(self) -> tuple[Samples, Samples]:
        """Return what the microphone and the loudspeaker carried; both end at the same moment."""
        for recorder in self._recorders:
            recorder.terminate()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for recorder in self._recorders:
            await recorder.wait()
        heard, said = (
            np.frombuffer(b"".join(self._blocks[sink]), dtype="<i2") for sink in (EARS, MOUTH)
        )
        length = min(len(heard), len(said))
        return heard[len(heard) - length :], said[len(said) - length :]

    async def _record(self, sink: str, recorder: asyncio.subprocess.Process) -> None:
        assert recorder.stdout is not None
        while True:
            try:
                block = await recorder.stdout.readexactly(EAR_RATE * BLOCK_MS // 500)
            except asyncio.IncompleteReadError:
                return
            self._blocks[sink].append(block)
            if sink == MOUTH:
                self._hear(np.frombuffer(block, dtype="<i2"))

    def _hear(self, block: Samples) -> None:
        """Tell replies from earcons by how long they sound."""
        now = self.now_ms
        if np.abs(block.astype(np.int32)).max() <= LOUD:
            return
        if now - self._until_ms > BRIDGED_MS:
            self._since_ms, self._is_voice = now - BLOCK_MS, False
        self._until_ms = now
        if now - self._since_ms > EARCON_MS and not self._is_voice:
            self._is_voice = True
            self.replies.began(self._since_ms)
        if self._is_voice:
            self.replies.sounded(now)


def stretches(sound: Samples, bridged_ms: int = BRIDGED_MS) -> list[tuple[int, int]]:
    """Return where it is loud, in milliseconds; shorter silences are bridged."""
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > LOUD)
    if not len(loud):
        return []
    breaks = np.flatnonzero(np.diff(loud) > bridged_ms * EAR_RATE // 1000)
    starts = [int(loud[0]), *(int(loud[at + 1]) for at in breaks)]
    ends = [*(int(loud[at]) for at in breaks), int(loud[-1])]
    per_ms = EAR_RATE // 1000
    return [(start // per_ms, end // per_ms) for start, end in zip(starts, ends, strict=True)]

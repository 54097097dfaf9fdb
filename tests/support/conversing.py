"""A written conversation held with a walk through sound devices, line by line, as somebody would."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from models.audio import EAR_RATE, Samples
from tests.support.conversations import Spoken
from tests.support.listening import LOUD, Listener
from tests.support.pulse import EARS, PulseRig
from tests.support.walk_process import WalkProcess

_EARLY_MS = 60
"""How far two recordings of one moment may lie apart."""


@dataclass(frozen=True, slots=True)
class Said:
    """A line as it sounded, in milliseconds of the recording."""

    spoken: Spoken
    start_ms: int
    end_ms: int


@dataclass(slots=True)
class Held:
    """What two ears beside the walk heard."""

    walker: Samples
    companion: Samples
    said: list[Said] = field(default_factory=list)


async def hold(
    rig: PulseRig, walk: WalkProcess, spoken: Sequence[Spoken], clips: Path, minutes: float
) -> Held:
    """Say line after line until the walk ends; after so many minutes, go to the last line."""
    listener = Listener(rig.environment)
    await listener.start()
    await walk.until(lambda: walk.floor == "listening" and listener.now_ms > 0, 20)
    told: list[tuple[Spoken, int]] = []
    before_ms = listener.now_ms
    start_ms = before_ms
    for place, one in enumerate(spoken):
        is_last = place == len(spoken) - 1
        if listener.now_ms - start_ms > minutes * 60_000 and not is_last:
            continue
        await walk.until(partial(_is_due, one, before_ms, start_ms, listener), 120)
        told.append((one, listener.now_ms))
        player = rig.speak(clips / one.clip.wav, EARS)
        await asyncio.to_thread(player.wait)
        before_ms = listener.now_ms
    await walk.until(lambda: walk.has_ended, 90)
    await asyncio.sleep(0.3)
    walker, companion = await listener.stop()
    return Held(walker, companion, _placed(told, walker))


def _is_due(one: Spoken, before_ms: int, start_ms: int, listener: Listener) -> bool:
    if one.clip.at_ms is not None:
        return listener.now_ms >= start_ms + one.clip.at_ms
    due = one.clip.due_ms(before_ms, listener.now_ms, listener.replies)
    return due is not None and listener.now_ms >= due


def _placed(told: Sequence[tuple[Spoken, int]], walker: Samples) -> list[Said]:
    """Find each line in the recording: what sounds from where it was begun until the next was."""
    loud = np.flatnonzero(np.abs(walker.astype(np.int32)) > LOUD) // (EAR_RATE // 1000)
    placed = []
    for (one, begun_ms), following in zip(told, [*told[1:], None], strict=True):
        until_ms = following[1] - _EARLY_MS if following else 10**9
        sounding = loud[(loud >= begun_ms - _EARLY_MS) & (loud < until_ms)]
        if len(sounding):
            placed.append(Said(one, int(sounding[0]), int(sounding[-1])))
    return placed

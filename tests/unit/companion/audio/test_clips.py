"""Scripts of clips: the walker's words fall where the script puts them, whatever is answered."""

from __future__ import annotations

import asyncio
import itertools
import math
from pathlib import Path

import numpy as np
import pytest

from companion.audio.clips import ClipSource, Script, load_script
from companion.audio.replay import ReplaySink
from companion.errors import BadUsage
from models.audio import EAR_RATE, FRAME_MS, Frame
from models.speech import Speech
from tests.support.sound import tone, write_wav

_SCRIPT = """
version = 1
language = "en"
tail_ms = 1000
[[clip]]
wav = "one.wav"
at_ms = 500
[[clip]]
wav = "one.wav"
after_clip_ms = 2000
[[clip]]
wav = "one.wav"
after_reply_ms = 900
[[clip]]
wav = "one.wav"
during_reply_ms = 700
patience_ms = 3000
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    write_wav(tmp_path / "one.wav", [tone(400, 0.8)], EAR_RATE)
    file = tmp_path / "walk.toml"
    file.write_text(_SCRIPT)
    return file


def _reply(seconds: float, text: str = "yes") -> Speech:
    return Speech(np.full(round(seconds * EAR_RATE), 500, dtype=np.int16), EAR_RATE, text)


async def _hold(
    script: Script, folder: Path, plan: dict[int, Speech]
) -> tuple[ClipSource, list[Frame], ReplaySink]:
    """Hold a script; `plan` says what the companion speaks from which millisecond on."""
    sink = ReplaySink()
    source = ClipSource(script, folder, sink, speed=math.inf)
    frames: list[Frame] = []
    speaking: list[asyncio.Task[object]] = []
    async for item in source.frames():
        if isinstance(item, Frame):
            frames.append(item)
            for at_ms in [at for at in plan if at <= item.end_ms]:
                speaking.append(asyncio.create_task(sink.play(plan.pop(at_ms))))
                await asyncio.sleep(0)
    for task in speaking:
        task.cancel()
    return source, frames, sink


async def test_clips_fall_at_their_time_after_a_pause_after_and_during_replies(
    script: Path,
) -> None:
    plan = {4800: _reply(1.0), 5850: _reply(0.5), 9000: _reply(3.0)}
    source, _, _ = await _hold(load_script(script), script.parent, plan)
    starts = [start for _, start, _ in source.spoken]
    ends = [end for _, _, end in source.spoken]
    assert starts[0] == pytest.approx(500, abs=FRAME_MS)
    assert starts[1] == pytest.approx(ends[0] + 2000, abs=FRAME_MS)
    assert starts[2] == pytest.approx(5850 + 500 + 900, abs=2 * FRAME_MS), (
        "two sentences, one reply"
    )
    assert starts[3] == pytest.approx(9000 + 700, abs=2 * FRAME_MS)


async def test_an_earcon_is_not_a_reply_and_patience_ends(script: Path) -> None:
    plan = {4800: _reply(0.2, ""), 8000: _reply(0.3)}
    source, _, _ = await _hold(load_script(script), script.parent, plan)
    starts = [start for _, start, _ in source.spoken]
    ends = [end for _, _, end in source.spoken]
    assert starts[2] == pytest.approx(8300 + 900, abs=2 * FRAME_MS)
    assert starts[3] == pytest.approx(ends[2] + 3000, abs=FRAME_MS)


async def test_the_same_script_gives_the_same_samples(script: Path) -> None:
    loaded = load_script(script)
    held = [await _hold(loaded, script.parent, {5000: _reply(1.0)}) for _ in range(2)]
    first, second = (np.concatenate([f.samples for f in frames]) for _, frames, _ in held)
    assert np.array_equal(first, second)
    quiet = first[: EAR_RATE // 4]
    assert 0 < np.abs(quiet).max() <= 2, "a live microphone hisses"


async def test_playback_moves_by_exactly_the_samples_that_were_yielded(script: Path) -> None:
    _, _, sink = await _hold(load_script(script), script.parent, {5000: _reply(1.0)})
    played = sink.take_played()
    assert played[0].start_ms == pytest.approx(5000, abs=FRAME_MS)
    assert sum(np.count_nonzero(f.samples) for f in played) == EAR_RATE
    assert [b.start_ms - a.end_ms for a, b in itertools.pairwise(played)] == [0] * (len(played) - 1)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("this is no toml", "walk.toml"),
        ("version = 1", "[[clip]]"),
        ('[[clip]]\nwav = "one.wav"', "at_ms"),
        ('[[clip]]\nwav = "one.wav"\nat_ms = 1\nafter_reply_ms = 1', "clip 1"),
        ('[[clip]]\nwav = "../../etc/passwd"\nat_ms = 1', "clip 1: wav"),
        ('[[clip]]\nwav = "one.wav"\nat_ms = 1\nloud = true', "loud"),
    ],
)
def test_a_wrong_script_is_refused_by_name(tmp_path: Path, wrong: str, named: str) -> None:
    file = tmp_path / "walk.toml"
    file.write_text(wrong)
    with pytest.raises(BadUsage) as refused:
        load_script(file)
    assert named in refused.value.message.en

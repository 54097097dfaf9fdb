"""What surrounds a walk: virtual time, staying awake, the battery, its own voice, a chat outside time."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from companion.audio.echo import EchoGuard
from companion.turns.events import Event, Partial, Paused, Pressed, Tick, Voiced
from companion.walk.battery import Battery, levels_passed, read_battery
from companion.walk.inhibit import Wakefulness, inhibitor
from companion.walk.outside_time import ChatOutsideTime
from companion.walk.own_voice import OwnVoice
from companion.walk.virtual_time import Deadlock, run_in_virtual_time
from models.audio import Frame
from models.chat import Message
from models.errors import EngineFailed
from models.language import Phrase
from models.testing_chat import ScriptedChat, ScriptedReply


def test_an_hour_of_waiting_takes_no_time() -> None:
    async def wait() -> float:
        await asyncio.sleep(3600)
        return asyncio.get_running_loop().time()

    began = time.monotonic()
    assert run_in_virtual_time(wait()) >= 3600
    assert time.monotonic() - began < 5


def test_work_meant_for_a_thread_is_done_before_time_goes_on() -> None:
    async def work() -> list[str]:
        done: list[str] = []

        async def later() -> None:
            await asyncio.sleep(0.001)
            done.append("timer")

        timer = asyncio.create_task(later())
        await asyncio.to_thread(done.append, "thread")
        await timer
        return done

    assert run_in_virtual_time(work()) == ["thread", "timer"]


def test_waiting_for_nothing_is_a_deadlock_and_is_said() -> None:
    async def wait() -> None:
        await asyncio.get_running_loop().create_future()

    with pytest.raises(Deadlock):
        run_in_virtual_time(wait())


def test_the_machine_may_sleep_again_when_the_walk_ends(tmp_path: Path) -> None:
    mark = tmp_path / "awake"
    script = f"touch {mark}; cat; rm {mark}"
    wakefulness = Wakefulness(["/bin/sh", "-c", script])
    assert wakefulness.begin()
    until = time.monotonic() + 10
    while not mark.exists() and time.monotonic() < until:
        threading.Event().wait(0.01)
    assert mark.exists()
    wakefulness.end()
    assert not mark.exists()


def test_a_tool_that_is_refused_is_told() -> None:
    assert not Wakefulness(["/bin/sh", "-c", "exit 1"]).begin()
    assert not Wakefulness(["/nowhere/tool"]).begin()
    assert not Wakefulness([]).begin()


def test_a_killed_walk_lets_the_machine_sleep(tmp_path: Path) -> None:
    mark = tmp_path / "awake"
    script = (
        "import sys, time; from companion.walk.inhibit import Wakefulness;"
        f"w = Wakefulness(['/bin/sh', '-c', 'touch {mark}; cat; rm {mark}']);"
        "print(w.begin(), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[4],
    ) as walk:
        assert walk.stdout is not None
        assert walk.stdout.readline().strip() == "True"
        os.kill(walk.pid, signal.SIGKILL)
    until = time.monotonic() + 5
    while mark.exists() and time.monotonic() < until:
        pass
    assert not mark.exists()


def test_unknown_systems_have_no_tool() -> None:
    assert inhibitor("plan9") == ()


def test_the_battery_is_read_from_the_systems_files(tmp_path: Path) -> None:
    for name, kind, charge in (("AC", "Mains", ""), ("BAT0", "Battery", "9")):
        supply = tmp_path / name
        supply.mkdir()
        (supply / "type").write_text(f"{kind}\n")
        (supply / "capacity").write_text(f"{charge}\n")
        (supply / "status").write_text("Discharging\n")
    assert read_battery(tmp_path) == Battery(9, True)
    assert read_battery(tmp_path / "nothing") is None


def test_a_low_battery_is_worth_a_word_only_when_it_is_in_use() -> None:
    assert levels_passed(Battery(50, True)) == frozenset()
    assert levels_passed(Battery(12, True)) == {15}
    assert levels_passed(Battery(5, True)) == {15, 7}
    assert levels_passed(Battery(5, False)) == frozenset()


PLAYED = np.zeros(1600, dtype=np.int16)


def filtered(events: list[Event], said_until_ms: int) -> list[Event]:
    forgotten: list[bool] = []
    own = OwnVoice(EchoGuard("guarded"), lambda: forgotten.append(True))
    own.sounded(Frame(said_until_ms - 100, PLAYED), "One way is to begin.")
    passed: list[Event] = []
    for event in events:
        assert not isinstance(event, Pressed)
        passed += own.pass_on(event, "One way is to begin.", "en")  # type: ignore[arg-type]
    return passed


def test_the_companions_own_voice_is_held_back() -> None:
    events: list[Event] = [Voiced(900, 700), Partial(950, "one way"), Paused(1300, 1100)]
    assert filtered([*events, Voiced(4000, 3900)], 1000) == [Voiced(4000, 3900)]


def test_a_walker_who_begins_in_the_tail_is_not_lost() -> None:
    events: list[Event] = [Voiced(1700, 1500), Partial(2000, "yes"), Tick(3000)]
    assert filtered(events, 1000) == events


def test_stop_is_heard_through_the_loudspeaker_as_the_key() -> None:
    assert filtered([Partial(900, "one way stop")], 1000) == [Pressed(900)]


def test_a_chat_model_answers_in_real_time_while_virtual_time_stands_still() -> None:
    failure = EngineFailed(Phrase("Gone.", "Parti."))
    chat = ScriptedChat(
        [ScriptedReply(("What ", "next?"), first_seconds=0.05), ScriptedReply(("Half",), failure)]
    )

    async def ask() -> tuple[list[str], list[str], float]:
        outside = ChatOutsideTime(chat)
        began = asyncio.get_running_loop().time()
        asked = [Message("user", "bread")]
        whole = [piece async for piece in outside.reply(asked)]
        half: list[str] = []
        failing = outside.reply(asked)
        half.append(await anext(failing))
        with pytest.raises(EngineFailed):
            await anext(failing)
        took = asyncio.get_running_loop().time() - began
        await outside.close()
        return whole, half, took

    assert run_in_virtual_time(ask()) == (["What ", "next?"], ["Half"], 0.0)

"""The terminal application: start, search as you type, a very long session, scrolling, a live walk.

The application runs as its user runs it, in a pseudo-terminal of 120x40: a time ends when the bytes
that draw the answer have left the program. The live walk is a scripted one that tells what a real one
tells (ten levels and five hypotheses a second, a line every two seconds), drawn without a terminal
in this process, so that the lag of its event loop can be read. The turn's own latency is a real
walk's, in a process of its own, alone and with the interface open. Limits hold on an idle two-core
machine: the load is printed.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from companion.archive.index import open_index
from companion.paths import Places, find_places
from companion.session.events import Entry
from companion.session.importing import create_session
from companion.tui.app import PromenadeApp
from companion.tui.screens.walk import WalkScreen
from companion.walk.messages import FloorChanged, Journalled, Level, LiveWords, Snapshot
from models.transcript import WALKER, Segment, Speaker, Transcript, Word
from tests.benchmarks.bench_archive import _fill, _words
from tests.support.builders import heard
from tests.support.scripted_desk import ScriptedDesk
from tests.support.watched_walks import answer_times

LIMITS = {
    "start to usable home, median": 800.0,
    "search as you type, p95": 50.0,
    "long session, first paint, median": 300.0,
    "key to paint, scrolling, p95": 50.0,
    "memory, highest": 250.0,
    "lag of the event loop, live walk, p99": 30.0,
    "key to paint, live walk, p95": 50.0,
}
PATIENCE_SECONDS = 30.0
UTTERANCES = 20_000
OPENING = "zugzwang"
WHOLE = "No sound is kept"
"""What the player says once the whole long session was read."""
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[ -~])")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this measurement may be told."""
    parser.add_argument("--sessions", type=int, default=2000)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5, help="starts of the application")
    parser.add_argument("--keys", type=int, default=120, help="keys while scrolling")
    parser.add_argument("--seconds", type=float, default=15.0, help="length of the live walk")
    parser.add_argument("--questions", type=int, default=3, help="in each of four stretches")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return one row per figure."""
    source, words = _words(Path(args.data))
    with tempfile.TemporaryDirectory(prefix="promenade-terminal-") as folder:
        places = find_places(folder)
        _fill(places, words, args.sessions, args.words)
        _make_long(places, words)
        with open_index(places) as index:
            index.refresh()
        rows = [*_in_a_terminal(folder, words, args), *_live(places, args.seconds)]
        if args.questions:
            rows += _turns(folder, args.questions)
    return {
        "source": source,
        "sessions": args.sessions + 1,
        "words": args.words,
        "utterances of the long session": UTTERANCES,
        "rows": rows,
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
    }


def table(result: dict[str, Any]) -> str:
    """Return the figures for reading."""
    lines = [
        f"{result['sessions']} sessions, {result['words']} words of {result['source']}",
        f"{'figure':<42}{'value':>9}  {'unit':<5}{'limit':>8}  {'ratio':>6}",
    ]
    for row in result["rows"]:
        limit = LIMITS.get(row["figure"])
        wanted = f"{limit:>8.0f}  {row['value'] / limit:>6.2f}" if limit else ""
        lines.append(f"{row['figure']:<42}{row['value']:>9,.1f}  {row['unit']:<5}{wanted}")
    lines.append(f"{result['cores']} cores, load {result['load']}")
    return "\n".join(lines)


def _row(figure: str, value: float, unit: str = "ms") -> dict[str, Any]:
    return {"figure": figure, "value": round(value, 1), "unit": unit}


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[int(share * (len(values) - 1))]


def _make_long(places: Places, words: list[str]) -> None:
    """Put a session of 20,000 utterances before all others; its first word is `OPENING`."""
    chance = random.Random(5)
    segments = []
    for number in range(UTTERANCES):
        place = chance.randrange(len(words) - 30)
        said = [OPENING] * (number == 0) + words[place : place + chance.randint(3, 24)]
        at_ms = number * 4000
        timed = tuple(Word(w, at_ms + n * 150, at_ms + n * 150 + 140) for n, w in enumerate(said))
        segments.append(Segment(f"s{number}", WALKER, at_ms, at_ms + 3900, " ".join(said), timed))
    transcript = Transcript(
        id="",
        kind="walk",
        language="en",
        title="The long one",
        speakers=(Speaker(WALKER, kind="walker"),),
        segments=tuple(segments),
        duration_ms=UTTERANCES * 4000,
    )
    create_session(places, transcript, started_at="2040-01-01T10:00:00+01:00")


class Terminal:
    """The application in a pseudo-terminal; used as a context."""

    def __init__(self, home: str) -> None:
        self._home = home
        self._seen = b""
        self._descriptor = -1
        self.last_paint = 0.0
        """When the program drew last."""
        self.process: subprocess.Popen[bytes]

    def __enter__(self) -> Terminal:
        self._descriptor, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        environment = {**os.environ, "PROMENADE_HOME": self._home, "TERM": "xterm-256color"}
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "companion", "--ui-lang", "en"],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env=environment,
            start_new_session=True,
        )
        os.close(inner)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
        os.close(self._descriptor)

    def wait_for(self, text: bytes, since: float) -> float:
        """Return the milliseconds from `since` until `text` was drawn."""
        while text not in _SEQUENCE.sub(b"", self._seen):
            self._read(PATIENCE_SECONDS - (time.monotonic() - since))
        return (time.monotonic() - since) * 1000

    def press(self, keys: str) -> float:
        """Send keys; return when."""
        self.settle()
        self._seen = b""
        now = time.monotonic()
        os.write(self._descriptor, keys.encode())
        return now

    def painted(self, since: float) -> float:
        """Return the milliseconds until the program drew anything."""
        self._read(PATIENCE_SECONDS)
        return (time.monotonic() - since) * 1000

    def settle(self, quiet_seconds: float = 0.03) -> None:
        """Wait until nothing is drawn any more."""
        while self._ready(quiet_seconds):
            self._take()

    def watch(self, seconds: float) -> None:
        """Go to the walk that goes on, and take what is drawn for so long."""
        until = time.monotonic() + seconds
        self.wait_for(b"sessions, ", self.began)
        self.press("w")
        while (left := until - time.monotonic()) > 0:
            if self._ready(left):
                self._take()

    def megabytes(self) -> float:
        """Return the most memory the program had."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) / 1000 if found else 0.0

    def _read(self, seconds: float) -> None:
        if not self._ready(seconds):
            raise TimeoutError("the application drew nothing")
        self._take()

    def _take(self) -> None:
        self._seen += os.read(self._descriptor, 1 << 16)
        self.last_paint = time.monotonic()

    def _ready(self, seconds: float) -> bool:
        return bool(select.select([self._descriptor], [], [], max(seconds, 0))[0])


def _in_a_terminal(home: str, words: list[str], args: argparse.Namespace) -> list[dict[str, Any]]:
    starts = [_start(home) for _ in range(args.runs)]
    with Terminal(home) as terminal:
        terminal.wait_for(b"sessions, ", terminal.began)
        scrolling_home = [_key(terminal, "j") for _ in range(args.keys)]
        searching = _search(terminal, words)
        terminal.press("\x1b")
        terminal.settle(0.5)
        terminal.press("g")
        opening, whole, paging = [], [], []
        for _ in range(args.runs):
            terminal.settle(0.3)
            since = terminal.press("\r")
            opening.append(terminal.wait_for(OPENING.encode(), since))
            whole.append(terminal.wait_for(WHOLE.encode(), since))
            terminal.settle(0.3)
            paging += [_key(terminal, key) for key in "jjjjj" + "\x04" * 5 + "kkkkk" + "Gg"]
            terminal.press("\x1b")
            terminal.wait_for(b"sessions, ", time.monotonic())
        memory = terminal.megabytes()
    return [
        _row("start to usable home, median", _quantile(starts, 0.5)),
        _row("start to usable home, slowest", max(starts)),
        _row("search as you type, p95", _quantile(searching, 0.95)),
        _row("search as you type, median", _quantile(searching, 0.5)),
        _row("long session, first paint, median", _quantile(opening, 0.5)),
        _row("long session, first paint, slowest", max(opening)),
        _row("long session, all of it, median", _quantile(whole, 0.5)),
        _row("key to paint, scrolling, p95", _quantile(scrolling_home + paging, 0.95)),
        _row("key to paint, scrolling, median", _quantile(scrolling_home + paging, 0.5)),
        _row("memory, highest", memory, "MB"),
    ]


def _start(home: str) -> float:
    with Terminal(home) as terminal:
        return terminal.wait_for(b"sessions, ", terminal.began)


def _key(terminal: Terminal, key: str) -> float:
    return terminal.painted(terminal.press(key))


def _search(terminal: Terminal, words: list[str]) -> list[float]:
    """Type phrases letter by letter; a time ends when the lines that were found are drawn."""
    chance = random.Random(3)
    times = []
    terminal.press("/")
    for _ in range(12):
        letters = re.sub(r"\W", "", words[chance.randrange(len(words))])[:6]
        for letter in letters:
            since = terminal.press(letter)
            terminal.painted(since)
            terminal.settle(0.08)
            times.append((terminal.last_paint - since) * 1000)
        terminal.press("\x7f" * len(letters))
        terminal.settle(0.3)
    return times


def _turns(home: str, questions: int) -> list[dict[str, Any]]:
    alone, watched = answer_times(home, lambda: Terminal(home), questions)
    return [
        _row("question to answer, walk alone, median", _quantile(alone, 0.5)),
        _row("question to answer, walk alone, slowest", max(alone)),
        _row("question to answer, watched, median", _quantile(watched, 0.5)),
        _row("question to answer, watched, slowest", max(watched)),
    ]


def _live(places: Places, seconds: float) -> list[dict[str, Any]]:
    lags, keys = asyncio.run(_walk_and_measure(places, seconds))
    return [
        _row("lag of the event loop, live walk, p99", _quantile(lags, 0.99)),
        _row("key to paint, live walk, p95", _quantile(keys, 0.95)),
    ]


async def _walk_and_measure(places: Places, seconds: float) -> tuple[list[float], list[float]]:
    desk = ScriptedDesk(places)
    app = PromenadeApp(desk)
    lags: list[float] = []
    keys: list[float] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await app.push_screen(WalkScreen(desk, desk.link))
        await pilot.pause(0.5)
        watching = asyncio.create_task(_watch(lags))
        walking = asyncio.create_task(_tell(desk, seconds))
        while not walking.done():
            began = time.monotonic()
            app.simulate_key("up" if len(keys) % 2 else "down")
            await pilot._wait_for_screen()
            keys.append((time.monotonic() - began) * 1000)
            await asyncio.sleep(0.1)
        watching.cancel()
    return lags, keys


async def _watch(lags: list[float]) -> None:
    step = 0.005
    while True:
        due = time.monotonic() + step
        await asyncio.sleep(step)
        lags.append(max(time.monotonic() - due, 0.0) * 1000)


async def _tell(desk: ScriptedDesk, seconds: float) -> None:
    tell: Callable[[Any], None] = desk.link.told.put_nowait
    tell(Snapshot(session="walk", language="en", floor="listening", elapsed_ms=0))
    for tenth in range(round(seconds * 10)):
        tell(Level(at_ms=tenth * 100, dbfs=-20.0 - tenth % 17))
        if tenth % 2 == 0:
            tell(LiveWords("what I mean is that the garden " * (tenth % 5)))
        if tenth % 20 == 10:
            said = heard(f"s{tenth}", "what I mean is that the garden is theirs " * 3, tenth * 100)
            tell(Journalled(Entry(tenth + 1, said)))
            tell(FloorChanged("thinking" if tenth % 40 == 10 else "listening", tenth * 100))
        await asyncio.sleep(0.1)

"""The application in a real terminal: what the screen shows, and that it is left clean."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.paths import Places, find_places
from companion.session.folder import SessionFolder
from companion.session.opening import load_session
from tests.support.builders import heard, make_walk, spoke
from tests.support.tmux import PATIENCE_SECONDS, Tmux

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return find_places(str(tmp_path / "home"))


@pytest.fixture
def walk(places: Places) -> SessionFolder:
    return make_walk(
        places,
        heard("s1", "my idea is that the families water the garden in summer", 1000),
        spoke("s2", "Who would begin?", 9000),
        heard("s3", "the bakery is too expensive but it could keep the key", 12_000),
    )


@pytest.fixture
def terminal(tmp_path: Path, places: Places, walk: SessionFolder) -> Iterator[Tmux]:
    with Tmux(tmp_path, places.data) as tmux:
        tmux.run(tmux.promenade)
        tmux.see("1 session")
        yield tmux


def test_a_walk_is_found_marked_and_reported(terminal: Tmux, walk: SessionFolder) -> None:
    terminal.type("/bakery")
    terminal.see("1 line found")
    terminal.keys("Enter")
    terminal.see("q Quit")  # the list has the keys now
    terminal.keys("Enter")
    terminal.see("1 Transcript")
    terminal.type("i")
    terminal.see("✦")
    terminal.type("w")
    terminal.see("quotations verified")
    terminal.keys("Escape")
    terminal.see("1 line found")
    terminal.keys("Escape")
    terminal.see("1 session")
    terminal.keys("q")
    terminal.see("ready>")
    assert terminal.is_clean()
    assert load_session(walk).marks["s3"] == frozenset({"idea"})
    assert list(walk.reports.glob("*.html"))


def test_what_was_said_neither_moves_the_cursor_nor_colours_the_screen(
    tmp_path: Path, places: Places
) -> None:
    evil = "\x1b[2J\x1b[31mred\x1b]0;owned\x07 \x1b[10;10Hmoved \u202eturned"
    make_walk(places, heard("s1", f"before {evil} after", 1000))
    with Tmux(tmp_path, places.data) as terminal:
        title = terminal.title()
        terminal.run(terminal.promenade)
        terminal.see("1 session")
        assert "before red moved" in terminal.screen().replace("  ", " ")
        terminal.keys("Enter")
        terminal.see("1 Transcript")
        terminal.see("before red")
        line = next(line for line in terminal.screen().splitlines() if line.startswith("0:01"))
        assert line.split()[1:] == ["before", "red", "moved", "turned", "after"]
        assert terminal.title() == title
        terminal.keys("Escape")
        terminal.see("1 session")
        terminal.keys("q")
        terminal.see("ready>")
        assert terminal.is_clean()


def test_plain_mode_is_words_without_boxes(tmp_path: Path, places: Places, walk: object) -> None:
    with Tmux(tmp_path, places.data) as terminal:
        terminal.run(f"{terminal.promenade} --plain")
        terminal.see("> 2026")
        assert not set("╭│─▌━▊") & set(terminal.screen())
        terminal.keys("Enter")
        terminal.see("1 Transcript (shown)")
        assert not set("╭│─▌━▊") & set(terminal.screen())
        terminal.keys("Escape")
        terminal.see("> 2026")
        terminal.keys("q")
        terminal.see("ready>")
        assert terminal.is_clean()


def test_a_window_that_is_closed_leaves_no_process_behind(terminal: Tmux) -> None:
    pid = terminal.pid_of("companion")
    terminal.close()
    terminal.until(lambda: not Path(f"/proc/{pid}").exists(), "the application still runs")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_clean(terminal: Tmux, number: signal.Signals) -> None:
    os.kill(terminal.pid_of("companion"), number)
    terminal.see("ready>")
    terminal.run("echo back $((20+1))")
    terminal.see("back 21")
    assert terminal.is_clean()


def test_a_terminal_that_is_gone_ends_the_application(places: Places, walk: object) -> None:
    outer, inner = pty.openpty()
    environment = {**os.environ, "PROMENADE_HOME": str(places.data), "TERM": "xterm-256color"}
    with subprocess.Popen(
        [sys.executable, "-m", "companion"],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        env=environment,
        start_new_session=True,
    ) as process:
        os.close(inner)
        seen = b""
        while b"1 s" not in seen:
            seen += os.read(outer, 1 << 16)
        os.close(outer)  # no signal comes: it is nobody's controlling terminal
        try:
            process.wait(PATIENCE_SECONDS)
        finally:
            process.kill()


@pytest.mark.parametrize("keys", ["", "s", "\r", "\r2", "\r3", "?", "/the"])
def test_killed_in_any_screen_the_archive_is_whole(
    terminal: Tmux, walk: SessionFolder, keys: str
) -> None:
    before = load_session(walk).transcript
    for key in keys:
        terminal.keys("Enter") if key == "\r" else terminal.type(key)
    os.kill(terminal.pid_of("companion"), signal.SIGKILL)
    assert load_session(walk).transcript == before
    terminal.mend()
    terminal.run(terminal.promenade)
    terminal.see("1 session")

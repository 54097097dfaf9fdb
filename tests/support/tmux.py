"""A real terminal for tests: tmux without anybody's configuration, on a socket of its own."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_SECONDS = 90.0
"""A wait ends as soon as it can; on a busy machine a process may need this long to start and write."""


class Tmux:
    """One window with a shell; used as a context."""

    def __init__(
        self,
        folder: Path,
        home: Path,
        size: tuple[int, int] = (100, 30),
    ) -> None:
        self._socket = folder / "tmux"
        self._size = size
        # The size of the window counts, not one that the tests' own runner may have named.
        inherited = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
        self._environment = {
            **inherited,
            "PROMENADE_HOME": str(home),
            "PS1": "$ ",
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
        }
        self.promenade = f"{shlex.quote(sys.executable)} -m companion --ui-lang en"

    def __enter__(self) -> Tmux:
        width, height = map(str, self._size)
        shell = "env -u ENV PS1='ready> ' sh"
        self._do("-f", "/dev/null", "new-session", "-d", "-x", width, "-y", height, shell)
        self.see("ready>")
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Take the window away, as somebody who closes it does."""
        self._do("kill-server")

    def keys(self, *keys: str) -> None:
        """Press keys, by tmux's names for them."""
        self._do("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type text as it is."""
        self._do("send-keys", "-l", text)

    def run(self, command: str) -> None:
        """Type a command and confirm."""
        self.type(command)
        self.keys("Enter")

    def mend(self) -> None:
        """Do what a user does after a program was killed and left the terminal as it was."""
        self.see("ready>")
        self.type("stty sane; reset; echo mended $((20+1))")
        self.keys("C-j")  # the line still comes in as it is typed
        self.see("mended 21")

    def screen(self) -> str:
        """Return what is on the screen."""
        return self._do("capture-pane", "-p")

    def see(self, text: str) -> str:
        """Return the screen as soon as `text` is on it; fails with the screen otherwise."""
        self.until(lambda: text in self.screen(), f"{text!r} is not on the screen")
        return self.screen()

    def until(self, condition: Callable[[], bool], what: str = "it never came to that") -> None:
        """Wait until something holds; fails with the screen otherwise."""
        deadline = time.monotonic() + PATIENCE_SECONDS  # a watchdog: the terminal has no event loop
        while not condition():
            assert time.monotonic() < deadline, f"{what}:\n{self.screen()}"
            threading.Event().wait(0.05)

    def sees(self, text: str) -> bool:
        """Whether `text` comes onto the screen in time."""
        try:
            return bool(self.see(text))
        except AssertionError:
            return False

    def is_clean(self) -> bool:
        """Whether the alternate screen, the mouse and hidden cursors are gone."""
        state = self._do(
            "display-message", "-p", "#{alternate_on}#{mouse_any_flag}#{cursor_flag}"
        ).strip()
        return state == "001"

    def title(self) -> str:
        """Return the window's title, which programs can set."""
        return self._do("display-message", "-p", "#{pane_title}")

    def pid_of(self, word: str) -> int:
        """Return the process of the window whose command line has this word."""
        shell = self._do("display-message", "-p", "#{pane_pid}").strip()
        children = Path(f"/proc/{shell}/task/{shell}/children").read_text(encoding="ascii").split()
        for child in children:
            if word in Path(f"/proc/{child}/cmdline").read_text(encoding="utf-8"):
                return int(child)
        raise AssertionError(f"nothing runs that is called {word}")

    def _do(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout

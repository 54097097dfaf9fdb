"""Keeps the machine awake during a walk, also with its lid closed, and lets it sleep afterwards.

The system's own tool holds the lock for as long as this process lives: it waits for the end of a
pipe that only we hold, so that even a kill releases it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence

WATCH_SECONDS = 0.3
"""A tool that is refused ends within this time."""
LETTING_GO_SECONDS = 3.0
"""A tool that was let go ends within this time, also on a busy machine."""


def inhibitor(platform: str = sys.platform) -> Sequence[str]:
    """Return the command that keeps this system awake while its input is open; empty where none."""
    if platform == "darwin":
        return _with_cat("caffeinate", "-i", "-s")
    if platform.startswith("linux"):
        return _with_cat(
            "systemd-inhibit",
            "--what=sleep:idle:handle-lid-switch",
            "--who=Promenade",
            "--why=A walk is being recorded",
            "--mode=block",
        )
    return ()


class Wakefulness:
    """Keeps the machine awake between `begin` and `end`, or the end of this process."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self) -> bool:
        """Tell whether the machine stays awake. Blocks for a third of a second."""
        self._process = _start(self._command)
        if self._process is None:
            return False
        try:
            self._process.wait(WATCH_SECONDS)
        except subprocess.TimeoutExpired:
            return True
        self.end()
        return False

    def end(self) -> None:
        """Let the machine sleep again. Safe to call again."""
        process, self._process = self._process, None
        if process is not None:
            _end(process)


def _with_cat(tool: str, *options: str) -> Sequence[str]:
    path = shutil.which(tool)
    return (path, *options, "cat") if path is not None else ()


def _start(command: Sequence[str]) -> subprocess.Popen[bytes] | None:
    if not command:
        return None
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return None


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(LETTING_GO_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

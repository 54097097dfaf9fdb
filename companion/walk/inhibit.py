"""Keeps the machine awake during a walk, also with its lid closed, and lets it sleep afterwards.

The system's own tool holds the lock for as long as this process lives: it waits for the end of a
pipe that only we hold, so that even a kill releases it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

WATCH_SECONDS = 0.3
"""A tool that is refused ends within this time."""


@dataclass(frozen=True, slots=True)
class Awake:
    """Whether the machine will stay awake."""

    is_held: bool
    tool: str = ""


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


@contextmanager
def staying_awake(command: Sequence[str]) -> Iterator[Awake]:
    """Keep the machine awake inside the block; tells whether that worked."""
    process = _start(command)
    if process is None:
        yield Awake(False)
        return
    try:
        process.wait(WATCH_SECONDS)
    except subprocess.TimeoutExpired:
        try:
            yield Awake(True, command[0])
        finally:
            _end(process)
    else:
        _end(process)
        yield Awake(False, command[0])


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
        process.wait(WATCH_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

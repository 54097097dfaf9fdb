"""A walk as a process of its own: it outlives the terminal that started it.

The starter passes the words of the command line on and waits for one line: the session that is
walked. What the process says before that, it says to the starter; afterwards to nobody.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec


class Ready(msgspec.Struct, frozen=True):
    """The line by which a walk says that it listens."""

    session: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A walk that did not begin."""

    exit_code: int
    said: str
    """What it said to the user: a sentence and the remedy."""


def start_walk(arguments: Sequence[str]) -> Ready | Refused:
    """Start a walk; return when it listens or has refused.

    `arguments`: of `promenade`, for a walk that is held in its own process.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "companion", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout, process.stderr:
        line = process.stdout.readline()
        if line:
            process.returncode = 0  # it lives on by itself: nobody here waits for its end
            return msgspec.json.decode(line, type=Ready)
        said = process.stderr.read()
    return Refused(process.wait() or 1, said.strip())


def say_ready(session: str, log: Path) -> None:
    """Tell the starter, and let go of what it reads: what is said from here on goes to `log`."""
    sys.stdout.write(msgspec.json.encode(Ready(session)).decode() + "\n")
    sys.stdout.flush()
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream in (1, 2):
        os.dup2(descriptor, stream)
    os.close(descriptor)

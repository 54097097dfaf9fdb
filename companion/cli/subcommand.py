"""A command of this program in a process of its own: its answer, its complaints, how far it is.

Nothing that it or a library prints reaches the screen; a crash there is a sentence here; whoever
stops waiting stops it, in the order that lets it remove what is half made.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from companion.errors import CompanionError
from companion.tui.desk import Progress
from models.language import Phrase

_PERCENT = re.compile(r"(\d{1,3}) %")
_PLACES = re.compile(r"([\d:]+) / ([\d:]+)")
_FILES = re.compile(r"^(.*)  (\d+) / (\d+)$")
LEAVE_SECONDS = 10.0
"""A command that is stopped has this long to tidy up."""
POLL_SECONDS = 0.2
MOST_COMPLAINTS = 12


class CommandFailed(CompanionError):
    """A command in its own process ended badly; it said why."""


class EnoughError(Exception):
    """The one who listens has heard enough."""


def call(
    arguments: Sequence[str],
    *,
    progress: Progress | None = None,
    may_fail: bool = False,
    each_line: Callable[[str], None] | None = None,
) -> str:
    """Run Python; return what it printed; raises CommandFailed with what it complained of."""
    pipe: Any = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=pipe,
        stderr=pipe,
        text=True,
        errors="replace",
    ) as process:
        complaints = _Complaints(process)
        try:
            said = _listen(process, complaints, progress, each_line)
        except BaseException:
            process.send_signal(signal.SIGINT)  # it removes what it has half made
            with suppress(subprocess.TimeoutExpired):
                process.wait(LEAVE_SECONDS)
            process.kill()
            raise
    complaints.join()
    if process.returncode and not (may_fail and said.strip()):
        said_so = complaints.text or f"{arguments[-1]}: {process.returncode}"
        raise CommandFailed(Phrase(said_so, said_so))
    return said


class _Complaints(threading.Thread):
    """Reads what a process says on stderr: sentences, and how far it is."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        super().__init__(daemon=True)
        self._stream = process.stderr
        self._lines: list[str] = []
        self.doing = ""
        self._of_file = 0.0
        self._file, self._files = 1, 1
        self.start()

    @property
    def share(self) -> float:
        """How far all of it is: the files that are done, and the present one's share."""
        return (self._file - 1 + self._of_file) / self._files

    @property
    def text(self) -> str:
        """The sentences, without the progress."""
        return "\n".join(self._lines[-MOST_COMPLAINTS:]).strip()

    def run(self) -> None:
        """Read until the process closes it."""
        assert self._stream is not None
        for line in self._stream:
            self._take(line.rstrip())

    def _take(self, line: str) -> None:
        if found := _FILES.match(line):
            self.doing, self._of_file = found[1], 0.0
            self._file, self._files = int(found[2]), max(int(found[3]), 1)
        elif (share := share_in(line)) is not None:
            self.doing, self._of_file = line.split("  ")[0], share
        else:
            self._lines.append(line)


def share_in(line: str) -> float | None:
    """Return how far a line of progress says the work is, None for any other line."""
    if found := _PERCENT.search(line):
        return min(int(found[1]) / 100, 1.0)
    if (found := _PLACES.search(line)) and (total := _seconds(found[2])):
        return min(_seconds(found[1]) / total, 1.0)
    return None


def _seconds(timecode: str) -> int:
    seconds = 0
    for part in timecode.split(":"):
        seconds = seconds * 60 + int(part or 0)
    return seconds


def _listen(
    process: subprocess.Popen[str],
    complaints: _Complaints,
    progress: Progress | None,
    each_line: Callable[[str], None] | None,
) -> str:
    assert process.stdout is not None
    if each_line is not None:
        for line in process.stdout:
            each_line(line)
        return ""
    said: list[str] = []
    reader = threading.Thread(target=lambda: said.extend(process.stdout or ()), daemon=True)
    reader.start()
    while reader.is_alive():
        reader.join(POLL_SECONDS if progress else None)
        if progress is not None:
            progress(complaints.doing, complaints.share)
    return "".join(said)

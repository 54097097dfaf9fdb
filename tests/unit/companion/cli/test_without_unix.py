"""The program where Unix's modules and calls are missing: on Windows no walk, but everything else.

No Windows is at hand; what a Python there lacks is taken away, and its locks are played.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[4]
TALK = """WEBVTT

00:01.000 --> 00:05.000
<v Ada>The garden is the best part of the school year.
"""
POOR = """
import os, platformdirs, socket, subprocess, sys, types
gone = ("fcntl", "termios", "tty", "pwd", "grp", "resource")
for name in gone:
    sys.modules[name] = None
for name in ("getuid", "fork", "killpg", "pread", "pwrite", "sched_getaffinity"):
    vars(os).pop(name, None)
del socket.AF_UNIX
locked = set()
def locking(descriptor, mode, count):
    key = os.fstat(descriptor).st_ino
    if mode and key in locked:
        raise PermissionError(13, "Permission denied")
    locked.add(key) if mode else locked.discard(key)
sys.modules["msvcrt"] = types.SimpleNamespace(LK_NBLCK=2, LK_UNLCK=0, locking=locking)
sys.platform = "win32"
import companion.session.system
sys.platform = "linux"
from companion.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def promenade(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", POOR, *arguments],
        env={**os.environ, "PROMENADE_HOME": str(home)},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_transcript_is_taken_in_read_changed_and_deleted(tmp_path: Path) -> None:
    talk = tmp_path / "talk.vtt"
    talk.write_text(TALK, encoding="utf-8")
    taken_in = promenade(tmp_path, "import", str(talk))
    assert taken_in.returncode == 0, taken_in.stderr
    assert promenade(tmp_path, "edit", "last", "--title", "The garden").returncode == 0
    shown = promenade(tmp_path, "show", "last")
    assert "The garden" in shown.stdout
    assert "the best part" in shown.stdout
    report = promenade(tmp_path, "report", "last", "--out", str(tmp_path))
    assert report.returncode == 0, report.stderr
    assert promenade(tmp_path, "forget", "last", "--yes").returncode == 0


def test_a_walk_is_refused_with_what_to_do_instead(tmp_path: Path) -> None:
    refused = promenade(tmp_path, "--ui-lang", "fr", "walk")
    assert refused.returncode == 1
    assert "WSL" in refused.stderr
    assert "Traceback" not in refused.stderr

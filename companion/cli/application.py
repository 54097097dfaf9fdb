"""`promenade` without a command: the terminal application over the real desk."""

from __future__ import annotations

import gc
import os
import sys
import time

from companion.audio.chatter import divert_native_chatter
from companion.cli.desk import RealDesk
from companion.interface import tr
from companion.paths import Places, find_places
from companion.tui.app import PromenadeApp
from companion.tui.terminal import has_terminal

CRASH_NAME = "interface-crash.txt"
MOST_CRASHES = 2
TERMINAL_GONE = 129
"""As a shell names the end by SIGHUP."""


def open_application(*, is_plain: bool = False) -> None:
    """Run the application until the user leaves it; a walk goes on without it.

    After a crash it opens again, saying so: twice at most. `is_plain`: for a screen reader, whatever
    the settings say.
    """
    places = find_places()
    desk = RealDesk(places)
    divert_native_chatter()
    gc.freeze()  # what was imported stays: the collector need not look at it at every turn
    had_terminal = has_terminal()
    words = ""
    for _ in range(MOST_CRASHES):
        app = PromenadeApp(desk, opening_words=words, is_plain=is_plain)
        try:
            app.run()
        finally:
            if had_terminal:
                _leave_with_the_terminal()
        if not app.broke:
            return
        words = _report(places, app.broke)
    sys.stderr.write(f"{words}\n")
    raise SystemExit(1)


def _leave_with_the_terminal() -> None:
    """End at once where the terminal was closed.

    Textual's input thread reads a closed terminal for ever, at full speed, and keeps the process; a
    walk is a process of its own and goes on.
    """
    if not has_terminal():
        os._exit(TERMINAL_GONE)


def _report(places: Places, broke: str) -> str:
    """Keep where it broke; return what the user is told."""
    file = places.data / CRASH_NAME
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        with file.open("a", encoding="utf-8") as stream:
            stream.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {broke}\n")
    except OSError:
        return tr(
            "A screen broke. A walk in progress goes on.",
            "Un écran a cessé de fonctionner. Une promenade en cours continue.",
        )
    return tr(
        f"A screen broke; where is written in {file}, without a word of what was said. "
        "A walk in progress goes on.",
        f"Un écran a cessé de fonctionner ; l'endroit est noté dans {file}, sans un mot de ce qui a "
        "été dit. Une promenade en cours continue.",
    )

"""`promenade` without a command: the terminal application over the real desk."""

from __future__ import annotations

from companion.audio.chatter import divert_native_chatter
from companion.cli.desk import RealDesk
from companion.paths import find_places
from companion.tui.app import PromenadeApp


def open_application() -> None:
    """Run the application until the user leaves it; a walk goes on without it."""
    desk = RealDesk(find_places())
    divert_native_chatter()
    PromenadeApp(desk).run()

"""Places on the disk, completed as they are typed."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.suggester import Suggester


class PathSuggester(Suggester):
    """Suggests the first file or folder that begins as what is typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return `value` completed, a slash after a folder; None where nothing begins so."""
        return await asyncio.to_thread(complete, value)


def place_of(typed: str) -> Path:
    """Return the place that is typed; `~` is home, and a `~name` of nobody's stays as it is."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)


def complete(typed: str) -> str | None:
    """Return a path completed by the first entry, by name, that begins as it does."""
    if not typed.strip():
        return None
    folder, _, beginning = typed.rpartition("/")
    place = place_of(f"{folder}/" if "/" in typed else ".")
    try:
        found = min(one for one in place.iterdir() if _begins(one, beginning))
    except (OSError, ValueError):
        return None
    completed = typed + found.name[len(beginning) :] + ("/" if found.is_dir() else "")
    return completed if completed != typed else None


def _begins(one: Path, beginning: str) -> bool:
    return one.name.startswith(beginning) and (bool(beginning) or not one.name.startswith("."))

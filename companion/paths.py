"""Where things live: one setting, `PROMENADE_HOME`, moves everything the program writes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one user. None of them need exist yet."""

    data: Path
    """Sessions, the index, reports: what must not be lost."""
    config: Path
    """`settings.toml`."""
    cache: Path
    """Model files: what can be fetched again."""
    runtime: Path
    """Control sockets and locks of running walks."""

    @property
    def sessions(self) -> Path:
        """One folder each."""
        return self.data / "sessions"

    @property
    def index(self) -> Path:
        """The SQLite file behind the search; can be rebuilt."""
        return self.data / "index.sqlite3"

    @property
    def models(self) -> Path:
        """Model files, as the store keeps them."""
        return self.cache / "models"

    @property
    def settings_file(self) -> Path:
        """The user's settings."""
        return self.config / "settings.toml"


def find_places(home: str | None = None) -> Places:
    """Return the folders below `home`, `PROMENADE_HOME`, or where the platform puts them."""
    root = home or os.environ.get("PROMENADE_HOME")
    if root:
        base = Path(root).expanduser().absolute()
        return Places(base, base, base / "cache", base / "run")
    name = "promenade"
    data = platformdirs.user_data_path(name, appauthor=False)
    run = os.environ.get("XDG_RUNTIME_DIR")
    return Places(
        data=data,
        config=platformdirs.user_config_path(name, appauthor=False),
        cache=platformdirs.user_cache_path(name, appauthor=False),
        runtime=Path(run) / name if run else data / "run",
    )

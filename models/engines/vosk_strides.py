"""A vosk model set for finished recordings: the same model, its network evaluated in longer strides.

Live, Kaldi evaluates a fifth of a second at a time, so that words come soon, and reads all weights anew
for each; where nobody waits, a second at a time gives the same words for a fifth less work or better.
That is a line of the model's own configuration, so the model is opened through a folder of links.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_OPTION = "--frames-per-chunk"
_FRAMES = 99
"""Steps of 10 ms. Longer ones save little more, and find the end of an utterance too late."""


@contextmanager
def in_long_strides(folder: Path) -> Iterator[Path]:
    """Give a folder to open the model in `folder` from; its own where links cannot be made."""
    with tempfile.TemporaryDirectory(prefix="promenade-vosk-") as scratch:
        opened = folder
        with suppress(OSError, UnicodeDecodeError):
            opened = _linked(folder, Path(scratch))
        yield opened


def _linked(folder: Path, scratch: Path) -> Path:
    settings = (folder / "conf" / "model.conf").read_text(encoding="utf-8")
    if _OPTION in settings:  # somebody has chosen
        return folder
    (scratch / "conf").mkdir()
    for inside in (Path(), Path("conf")):
        for entry in (folder / inside).iterdir():
            link = scratch / inside / entry.name
            if not link.exists() and entry.name != "model.conf":
                link.symlink_to(entry.absolute())
    own = f"{settings.rstrip()}\n{_OPTION}={_FRAMES}\n"
    (scratch / "conf" / "model.conf").write_text(own, encoding="utf-8")
    return scratch

"""What is kept of a crash of the interface: where it happened, never what was said.

Types, files and lines only: messages and values of exceptions may hold people's words.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path


def describe(error: BaseException) -> str:
    """Return the kinds of the error and of its causes, with the frames they passed through."""
    lines: list[str] = [f"python {sys.version.split()[0]} {sys.platform}"]
    present: BaseException | None = error
    while present is not None:
        lines.append(f"{type(present).__module__}.{type(present).__qualname__}")
        frames = traceback.extract_tb(present.__traceback__)
        lines += [f"  {_short(one.filename)}:{one.lineno} {one.name}" for one in frames]
        present = present.__cause__ or present.__context__
    return "\n".join(lines) + "\n"


def _short(file: str) -> str:
    return "/".join(Path(file).parts[-3:])

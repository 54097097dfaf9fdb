"""One line on stderr that says how far a long piece of work is.

On a terminal the line is rewritten; in a file or a pipe a few lines are enough.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self, TextIO

import click

from companion.interface import tr

_QUARTER = 25


class ProgressLine:
    """Use as a context; call `show` with what is done and what there is."""

    def __init__(self, what: str, stream: TextIO | None = None) -> None:
        """Name the work; `stream` is stderr unless given."""
        self._what = what
        self._stream = stream or sys.stderr
        self._is_terminal = self._stream.isatty()
        self._shown = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._is_terminal and self._shown >= 0:
            click.echo("", file=self._stream)

    def show(self, done: int, total: int) -> None:
        """Say how many bytes of how many are done."""
        percent = min(100, done * 100 // total) if total else 0
        if not self._is_terminal:
            percent -= percent % _QUARTER
        if percent == self._shown:
            return
        self._shown = percent
        line = f"{self._what}  {percent:3d} %  {megabytes(done)} / {megabytes(total)}"
        if self._is_terminal:
            click.echo(f"\r{line}\x1b[K", file=self._stream, nl=False)
        else:
            click.echo(line, file=self._stream)


def megabytes(count: int) -> str:
    """Return a number of bytes for reading, in the interface's language."""
    if count >= 1_000_000_000:
        figure = f"{count / 1e9:.1f}"
        return tr(f"{figure} GB", f"{figure.replace('.', ',')} Go")
    if count >= 10_000_000 or count == 0:
        return tr(f"{count / 1e6:.0f} MB", f"{count / 1e6:.0f} Mo")
    figure = f"{count / 1e6:.1f}"
    return tr(f"{figure} MB", f"{figure.replace('.', ',')} Mo")

"""Where a command's result goes: the screen, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import click
import msgspec

from companion.interface import tr
from companion.session.storage import storage_trouble

json_option = click.option(
    "--json", "as_json", is_flag=True, help=tr("JSON, for scripts.", "En JSON, pour les scripts.")
)
out_option = click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=tr("FILE", "FICHIER"),
    help=tr("Write to this file.", "Écrire dans ce fichier."),
)


def as_json_text(value: Any) -> str:
    """Return a result as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def give(text: str, out: Path | None = None) -> None:
    """Print a result, or write it to `out`, readable by this user only."""
    if out is None:
        click.echo(text)
        return
    write_whole(out, (text.rstrip("\n") + "\n").encode())


def write_whole(file: Path, content: bytes) -> None:
    """Write a file that others see whole or not at all; raises StorageTrouble."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, part = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:40]}.")
    except OSError as error:
        raise storage_trouble(error, file) from error
    try:
        with os.fdopen(descriptor, "wb") as fresh:
            fresh.write(content)
        Path(part).replace(file)
    except OSError as error:
        Path(part).unlink(missing_ok=True)
        raise storage_trouble(error, file) from error
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise

"""What the machine itself must give a walk: room, a folder to write in, optional parts."""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from pathlib import Path

from companion.cli.checks import Finding, Surroundings
from companion.cli.progress import megabytes
from companion.interface import tr

_HOUR_BYTES = 2 * 16_000 * 2 * 3600
"""Two tracks of 16-bit sound at 16 kHz for an hour."""
_EXTRAS = {
    "pocketsphinx": "pocketsphinx",
    "whisper": "faster_whisper",
    "echo": "livekit",
    "cluster": "distributed",
    "pdf": "weasyprint",
    "odt": "odf",
}


def check_disk(around: Surroundings) -> Finding:
    """Say how many hours of walks the disk has room for."""
    free = shutil.disk_usage(_existing(around.places.data)).free
    hours = free // _HOUR_BYTES
    remedy = tr(
        "Make room, or move everything with PROMENADE_HOME.",
        "Faites de la place, ou déplacez tout avec PROMENADE_HOME.",
    )
    return Finding(
        name="disk",
        title=tr("Disk", "Disque"),
        state="good" if hours >= 10 else "limited" if hours >= 1 else "wanting",
        detail=tr(
            f"{megabytes(free)} free, {hours} hours of walks",
            f"{megabytes(free)} libres, {hours} heures de promenade",
        ),
        remedy="" if hours >= 10 else remedy,
        is_essential=True,
    )


def check_data(around: Surroundings) -> Finding:
    """Write something where sessions are kept, and take it away again."""
    title = tr("Data folder", "Dossier des données")
    try:
        with tempfile.TemporaryFile(dir=_existing(around.places.data)) as tried:
            tried.write(b"x")
    except OSError as error:
        return Finding(
            name="data",
            title=title,
            state="wanting",
            detail=f"{around.places.data}: {error.strerror}",
            remedy=tr(
                "Give yourself the right to write there, or set PROMENADE_HOME to another folder.",
                "Donnez-vous le droit d'y écrire, ou réglez PROMENADE_HOME sur un autre dossier.",
            ),
            is_essential=True,
        )
    return Finding(
        name="data", title=title, state="good", detail=str(around.places.data), is_essential=True
    )


def check_extras(around: Surroundings) -> Finding:
    """Say which optional parts are installed."""
    present = [name for name, module in _EXTRAS.items() if importlib.util.find_spec(module)]
    absent = [name for name in _EXTRAS if name not in present]
    nothing = tr("none", "aucun")
    detail = tr(
        f"installed: {', '.join(present) or nothing}; to be had with pip install 'promenade[NAME]':"
        f" {', '.join(absent) or nothing}",
        f"installés : {', '.join(present) or nothing} ; à obtenir avec pip install "
        f"'promenade[NOM]' : {', '.join(absent) or nothing}",
    )
    return Finding(name="extras", title=tr("Extras", "Suppléments"), state="good", detail=detail)


def _existing(folder: Path) -> Path:
    return next(path for path in (folder, *folder.parents) if path.is_dir())

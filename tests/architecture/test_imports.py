"""The program starts fast because nothing heavy is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import packages_distributions

HEAVY = (
    "numpy",
    "textual",
    "vosk",
    "ollama",
    "onnxruntime",
    "sounddevice",
    "pyttsx3",
    "pydub",
    "httpx",
    "jinja2",
    "docx",
    "companion.walk",
    "companion.tui",
    "reporting",
)


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys; from companion.cli.main import main; main(['--help']); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == "[]"


def test_no_other_distribution_ships_our_package_names() -> None:
    owners = packages_distributions()
    for name in ("companion", "reporting", "models"):
        assert set(owners.get(name, ["promenade"])) == {"promenade"}

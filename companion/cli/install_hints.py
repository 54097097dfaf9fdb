"""How to install what does not come with the program, on the machine at hand."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable

from companion.interface import tr

_Commands = dict[str, str]

_OLLAMA = "curl -fsSL https://ollama.com/install.sh | sh"
_PACKAGES: dict[str, _Commands] = {
    "espeak-ng": {
        "apt-get": "sudo apt install espeak-ng",
        "dnf": "sudo dnf install espeak-ng",
        "pacman": "sudo pacman -S espeak-ng",
    },
    "portaudio": {
        "apt-get": "sudo apt install libportaudio2",
        "dnf": "sudo dnf install portaudio",
        "pacman": "sudo pacman -S portaudio",
        "brew": "brew install portaudio",
    },
    "ffmpeg": {
        "apt-get": "sudo apt install ffmpeg",
        "dnf": "sudo dnf install ffmpeg",
        "pacman": "sudo pacman -S ffmpeg",
        "brew": "brew install ffmpeg",
        "winget": "winget install Gyan.FFmpeg",
    },
    "ollama": {
        "apt-get": _OLLAMA,
        "dnf": _OLLAMA,
        "pacman": "sudo pacman -S ollama",
        "brew": "brew install ollama",
        "winget": "winget install Ollama.Ollama",
    },
}
_MANAGERS: dict[str, tuple[str, ...]] = {
    "linux": ("apt-get", "dnf", "pacman"),
    "darwin": ("brew",),
    "win32": ("winget",),
}


def install_hint(
    package: str,
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
) -> str:
    """Return the command that installs `package` here, or what to look for where none is known.

    Only Debian and Ubuntu were tried; commands for other systems say so.
    """
    commands = _PACKAGES[package]
    managers = [name for name in _MANAGERS.get(platform, ()) if name in commands]
    present = next((name for name in managers if which(name)), managers[0] if managers else "")
    if not present:
        return tr(
            f"Install {package} with your system's packages.",
            f"Installez {package} avec les paquets de votre système.",
        )
    note = "" if present == "apt-get" else tr(" (not tried by us)", " (non essayé par nous)")
    return tr(f"Run: {commands[present]}{note}", f"Lancez : {commands[present]}{note}")

"""A catalogue whose models all lie on this machine's loopback, for commands that fetch."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from tests.support.archives import zipped
from tests.support.file_server import FileServer
from tests.support.recorded import tiny_model

EAR = "vosk-model-small-en-us-0.15"
_ROLES = {
    EAR: ("recognizer", "vosk"),
    "silero-vad": ("voice-activity", "silero"),
    "smart-turn-v3.2": ("end-of-turn", "smart_turn"),
    "ge2e-voice-encoder": ("speaker-encoder", "ge2e"),
}


@cache
def ear_archive() -> bytes:
    """Return a real recogniser, small and of a synthetic voice, as a zip."""
    folder = tiny_model("en")
    files = {
        f"model/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return zipped(files)


def put_models(server: FileServer, file: Path) -> Path:
    """Serve a model for every role that setup fetches, and write the catalogue that names them."""
    entries = []
    for name, (role, engine) in _ROLES.items():
        body = ear_archive() if role == "recognizer" else zipped({f"m/{name}.bin": name.encode()})
        url = server.put(f"/{name}.zip", body)
        entries.append(
            f'[[model]]\nname = "{name}"\nrole = "{role}"\nengine = "{engine}"\n'
            f'languages = ["en"]\nbytes = {len(body)}\nis_live = {str(role == "recognizer").lower()}\n'
            f'sha256 = "{hashlib.sha256(body).hexdigest()}"\nlicence = "CC0"\n'
            f'source = {{ type = "archive", url = "{url}" }}\n'
        )
    file.write_text("\n".join(entries))
    return file

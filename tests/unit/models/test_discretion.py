"""A library that reports home by itself is told not to before it is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
OPEN = "import sys; from pathlib import Path; from models.engines.onnx import open_model; "


def _field(number: int, content: bytes | int) -> bytes:
    if isinstance(content, int):
        return bytes([number << 3, content])
    return bytes([number << 3 | 2, len(content)]) + content


def _tiny_model() -> bytes:
    """Return an ONNX model (protobuf) that gives back what it gets."""
    number = _field(2, _field(1, _field(1, 1)))
    node = _field(1, b"x") + _field(2, b"y") + _field(4, b"Identity")
    graph = _field(1, node) + _field(2, b"same")
    graph += _field(11, _field(1, b"x") + number) + _field(12, _field(1, b"y") + number)
    return _field(1, 8) + _field(7, graph) + _field(8, _field(2, 13))


def test_opening_a_model_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    file, home = tmp_path / "same.onnx", tmp_path / "home"
    file.write_bytes(_tiny_model())
    home.mkdir()
    # Not the caller's environment: a build server's variables would silence the library by themselves.
    environment = {"HOME": str(home), "PATH": os.defpath, "ORT_DISABLE_TELEMETRY": "0"}
    subprocess.run(
        [sys.executable, "-c", OPEN + "open_model(Path(sys.argv[1]))", str(file)],
        env=environment,
        cwd=REPOSITORY,
        check=True,
    )
    assert list(home.rglob("*")) == []

"""The speaker encoder's file is a pickle; reading it can run nothing."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from models.engines.ge2e import GE2EEncoder
from models.errors import ModelDamaged, ModelMissing

MAGIC = 0x1950A86A20F9469CFC6C


class Bomb:
    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self.trace}",)


def test_a_pickle_that_would_run_a_program_is_refused(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    for position in range(4):
        parts = [pickle.dumps(MAGIC), pickle.dumps(1001), pickle.dumps({}), pickle.dumps({})]
        parts[position] = pickle.dumps(Bomb(trace))
        file = tmp_path / "pretrained.pt"
        file.write_bytes(b"".join(parts))
        with pytest.raises(ModelDamaged):
            GE2EEncoder(file)
    assert not trace.exists()


@pytest.mark.parametrize("content", [b"", b"not a model", pickle.dumps(MAGIC)])
def test_a_damaged_file_says_so(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "pretrained.pt"
    file.write_bytes(content)
    with pytest.raises(ModelDamaged):
        GE2EEncoder(file)


def test_an_absent_file_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing) as missing:
        GE2EEncoder(tmp_path / "pretrained.pt")
    assert "promenade setup" in missing.value.remedy.en

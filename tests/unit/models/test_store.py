"""Model files arrive whole or not at all, whatever the source does."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.catalogue import Archive, Catalogue, ModelCard
from models.errors import ModelDamaged, ModelMissing, SourceUnreachable, StoreTrouble
from models.store import Store, open_store
from tests.support.archives import zipped
from tests.support.file_server import FileServer, running_server

FILES = {f"small-model/{name}": os.urandom(40_000) for name in ("am/final.mdl", "conf/mfcc.conf")}
ARCHIVE = zipped(FILES)


@pytest.fixture
def server() -> Iterator[FileServer]:
    with running_server() as running:
        yield running


def _card(url: str, archive: bytes = ARCHIVE, **changed: object) -> ModelCard:
    fields: dict[str, object] = {
        "name": "small-model",
        "role": "recognizer",
        "engine": "vosk",
        "languages": ("en",),
        "source": Archive(url),
        "bytes": len(archive),
        "sha256": hashlib.sha256(archive).hexdigest(),
        **changed,
    }
    return ModelCard(**fields)  # type: ignore[arg-type]


def _store(root: Path, card: ModelCard, **more: str) -> Store:
    return Store(root / "models", Catalogue((card,)), **more)


def _leftovers(store: Store) -> list[str]:
    return sorted(path.name for path in (store.root / ".partial").iterdir())


def test_a_fetched_model_is_found_verified_and_can_be_removed(
    server: FileServer, tmp_path: Path
) -> None:
    store = _store(tmp_path, _card(server.put("/small.zip", ARCHIVE)))
    seen: list[tuple[int, int]] = []
    folder = store.fetch("small-model", lambda done, total: seen.append((done, total)))
    assert (folder / "am" / "final.mdl").read_bytes() == FILES["small-model/am/final.mdl"]
    assert store.find("small-model") == folder
    assert seen[-1] == (len(ARCHIVE), len(ARCHIVE))
    assert _leftovers(store) == []
    store.verify("small-model")
    assert store.remove("small-model")
    assert store.find("small-model") is None
    assert not store.remove("small-model")


def test_a_model_that_is_here_is_not_fetched_again(server: FileServer, tmp_path: Path) -> None:
    store = _store(tmp_path, _card(server.put("/small.zip", ARCHIVE)))
    store.fetch("small-model")
    store.fetch("small-model")
    assert len(server.asked) == 1


def test_a_connection_cut_half_way_is_resumed_where_it_stopped(
    server: FileServer, tmp_path: Path
) -> None:
    url = server.put("/small.zip", ARCHIVE, cut_after=30_000)
    store = _store(tmp_path, _card(url))
    with pytest.raises(SourceUnreachable, match="stopped after 30000 of"):
        store.fetch("small-model")
    assert store.find("small-model") is None
    assert store.begun_bytes("small-model") == 30_000
    server.put("/small.zip", ARCHIVE)
    assert (store.fetch("small-model") / "conf" / "mfcc.conf").is_file()
    assert server.asked[-1] == ("/small.zip", "bytes=30000-")


def test_a_server_that_ignores_the_range_gives_the_whole_file_again(
    server: FileServer, tmp_path: Path
) -> None:
    store = _store(tmp_path, _card(server.put("/small.zip", ARCHIVE, cut_after=30_000)))
    with pytest.raises(SourceUnreachable):
        store.fetch("small-model")
    server.put("/small.zip", ARCHIVE, resumes=False)
    store.fetch("small-model")
    store.verify("small-model")


def test_a_server_that_announces_more_than_it_gives_is_a_cut(
    server: FileServer, tmp_path: Path
) -> None:
    url = server.put("/small.zip", ARCHIVE[:50_000], claims=len(ARCHIVE))
    store = _store(tmp_path, _card(url))
    with pytest.raises(SourceUnreachable):
        store.fetch("small-model")
    assert store.begun_bytes("small-model") == 50_000


def test_a_server_that_gives_more_than_the_catalogue_says_is_stopped(
    server: FileServer, tmp_path: Path
) -> None:
    store = _store(tmp_path, _card(server.put("/small.zip", ARCHIVE + b"x" * 5_000_000)))
    with pytest.raises(ModelDamaged):
        store.fetch("small-model")
    assert _leftovers(store) == []


@pytest.mark.parametrize("algorithm", ["sha256", "md5"])
def test_a_wrong_digest_is_refused_and_thrown_away(
    server: FileServer, tmp_path: Path, algorithm: str
) -> None:
    url = server.put("/small.zip", ARCHIVE)
    wrong = hashlib.new(algorithm, b"other").hexdigest()
    digests: dict[str, Any] = {"sha256": "", algorithm: wrong}
    store = _store(tmp_path, _card(url, **digests))
    with pytest.raises(ModelDamaged):
        store.fetch("small-model")
    assert store.find("small-model") is None
    assert _leftovers(store) == []


def test_a_missing_page_is_named(server: FileServer, tmp_path: Path) -> None:
    store = _store(tmp_path, _card(server.address + "/gone.zip"))
    with pytest.raises(SourceUnreachable, match="answers 404"):
        store.fetch("small-model")


def test_a_source_that_nobody_serves_is_said_at_once(tmp_path: Path) -> None:
    store = _store(tmp_path, _card("http://127.0.0.1:9/small.zip"))
    with pytest.raises(SourceUnreachable) as raised:
        store.fetch("small-model")
    assert "kept" in raised.value.remedy.en
    assert "gardé" in raised.value.remedy.fr


@pytest.mark.parametrize("url", ["http://models.example/small.zip", "file:///etc/passwd"])
def test_only_https_is_trusted_off_this_machine(tmp_path: Path, url: str) -> None:
    with pytest.raises(SourceUnreachable, match="https only"):
        _store(tmp_path, _card(url)).fetch("small-model")


def test_a_redirection_to_plain_http_elsewhere_is_refused(
    server: FileServer, tmp_path: Path
) -> None:
    url = server.put("/small.zip", b"", status=302, location="file:///etc/passwd")
    with pytest.raises(SourceUnreachable):
        _store(tmp_path, _card(url)).fetch("small-model")


def test_a_file_damaged_later_is_found(server: FileServer, tmp_path: Path) -> None:
    store = _store(tmp_path, _card(server.put("/small.zip", ARCHIVE)))
    file = store.fetch("small-model") / "conf" / "mfcc.conf"
    changed = bytearray(file.read_bytes())
    changed[7] ^= 1
    file.write_bytes(changed)
    assert store.find("small-model") is not None
    with pytest.raises(ModelDamaged, match=r"conf/mfcc\.conf"):
        store.verify("small-model")
    file.write_bytes(changed[:-1])
    assert store.find("small-model") is None, "a wrong size is seen without reading"
    store.fetch("small-model")
    store.verify("small-model")


def test_vosks_list_gives_size_and_digest_where_the_catalogue_has_none(
    server: FileServer, tmp_path: Path
) -> None:
    url = server.put("/small.zip", ARCHIVE)
    listed = [{"name": "small-model", "md5": "0" * 32, "size": len(ARCHIVE), "lang": "en-us"}]
    vosk_list = server.put("/list.json", json.dumps(listed).encode())
    card = _card(url, bytes=len(ARCHIVE) - 9, is_exact=False, sha256="")
    store = _store(tmp_path, card, vosk_list=vosk_list)
    with pytest.raises(ModelDamaged):
        store.fetch("small-model")
    listed[0]["md5"] = hashlib.md5(ARCHIVE).hexdigest()
    server.put("/list.json", json.dumps(listed).encode())
    store.fetch("small-model")


@pytest.mark.parametrize("body", [b"<html>", b"[{}]", b""])
def test_without_a_readable_list_the_shipped_figures_do(
    server: FileServer, tmp_path: Path, body: bytes
) -> None:
    card = _card(server.put("/small.zip", ARCHIVE), bytes=len(ARCHIVE) - 9, is_exact=False)
    store = _store(tmp_path, card, vosk_list=server.put("/list.json", body))
    store.fetch("small-model")
    store.verify("small-model")


def test_an_archive_that_leaves_its_folder_installs_nothing(
    server: FileServer, tmp_path: Path
) -> None:
    evil = zipped({"small-model/am/final.mdl": b"a", "small-model/../../../../evil": b"b"})
    store = _store(tmp_path, _card(server.put("/small.zip", evil), evil))
    with pytest.raises(ModelDamaged, match="outside its folder"):
        store.fetch("small-model")
    assert [path.name for path in tmp_path.iterdir()] == ["models"]
    assert _leftovers(store) == []


def test_too_little_room_is_said_before_anything_is_fetched(
    server: FileServer, tmp_path: Path
) -> None:
    card = _card(server.put("/small.zip", ARCHIVE), unpacked_bytes=1 << 60)
    with pytest.raises(StoreTrouble, match="MB are free") as raised:
        _store(tmp_path, card).fetch("small-model")
    assert raised.value.exit_code == 5
    assert server.asked == []


@pytest.mark.skipif(os.name == "nt", reason="POSIX paths")
def test_a_folder_that_cannot_be_written_is_a_storage_trouble(
    server: FileServer, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "models"
    in_the_way.write_text("a file where a folder should be")
    with pytest.raises(StoreTrouble, match="cannot be written"):
        _store(tmp_path, _card(server.put("/small.zip", ARCHIVE))).fetch("small-model")


def test_two_processes_at_once_fetch_it_once(server: FileServer, tmp_path: Path) -> None:
    url = server.put("/small.zip", ARCHIVE)
    catalogue = tmp_path / "own.toml"
    catalogue.write_text(own_catalogue(url, ARCHIVE))
    program = textwrap.dedent("""
        import sys
        from pathlib import Path
        from models.store import open_store
        print(open_store(Path(sys.argv[1])).fetch("small-model"))
    """)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path / "models")],
            env={**os.environ, "PROMENADE_CATALOGUE": str(catalogue)},
            stdout=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    printed = {process.communicate()[0] for process in running}
    assert [process.returncode for process in running] == [0, 0, 0]
    assert len(printed) == 1
    assert len(server.asked) == 1


def test_a_process_killed_while_it_fetches_leaves_only_what_can_be_resumed(
    server: FileServer, tmp_path: Path
) -> None:
    store = _store(tmp_path, _card(server.put("/small.zip", ARCHIVE)))

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.fetch("small-model", interrupt)
    assert store.find("small-model") is None
    assert _leftovers(store) == ["small-model.zip.part"]
    store.fetch("small-model")
    store.verify("small-model")


def test_what_an_interrupted_unpacking_left_is_swept(server: FileServer, tmp_path: Path) -> None:
    store = _store(tmp_path, _card(server.put("/small.zip", ARCHIVE)))
    half = store.root / ".partial" / "small-model.new" / "am"
    half.mkdir(parents=True)
    (half / "junk").write_bytes(b"x")
    folder = store.fetch("small-model")
    assert not (folder / "am" / "junk").exists()


def test_a_model_that_is_not_here_says_how_to_get_it(tmp_path: Path) -> None:
    store = _store(tmp_path, _card("https://models.example/small.zip"))
    with pytest.raises(ModelMissing) as raised:
        store.path("small-model")
    assert raised.value.remedy.en == "Run: promenade models fetch small-model"
    with pytest.raises(ModelMissing):
        store.verify("small-model")
    with pytest.raises(ModelMissing, match="No model is called"):
        store.find("../../etc")


def own_catalogue(url: str, archive: bytes) -> str:
    return textwrap.dedent(f"""
        [[model]]
        name = "small-model"
        role = "recognizer"
        engine = "vosk"
        languages = ["en"]
        bytes = {len(archive)}
        sha256 = "{hashlib.sha256(archive).hexdigest()}"
        is_live = true
        source = {{ type = "archive", url = "{url}" }}
    """)


def test_a_catalogue_of_ones_own_comes_before_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(own_catalogue("https://mirror.example/small.zip", ARCHIVE))
    store = open_store(tmp_path, {"PROMENADE_CATALOGUE": str(own)})
    assert store.catalogue.card("small-model").bytes == len(ARCHIVE)
    assert store.catalogue.card("silero-vad").role == "voice-activity"

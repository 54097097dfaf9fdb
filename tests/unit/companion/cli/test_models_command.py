"""`promenade models` says what is here, and its paths can be used by scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.cli.main import main
from companion.cli.progress import ProgressLine, megabytes
from tests.support.file_server import FileServer, running_server
from tests.support.shelf import EAR, put_models


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FileServer]:
    with running_server() as running:
        monkeypatch.setenv("PROMENADE_CATALOGUE", str(put_models(running, tmp_path / "own.toml")))
        yield running


def _states(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    capsys.readouterr()
    main(["models", "list", "--json"])
    return {row["name"]: row["state"] for row in json.loads(capsys.readouterr().out)}


def test_a_model_goes_from_absent_to_begun_to_here_and_back(
    server: FileServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _states(capsys)[EAR] == "absent"
    whole = server.files[f"/{EAR}.zip"]
    whole.cut_after = 90_000
    assert main(["models", "fetch", EAR]) == 4
    assert _states(capsys)[EAR] == "begun"
    whole.cut_after = None
    assert main(["models", "fetch", EAR]) == 0
    printed = capsys.readouterr()
    assert "going on after 0.1 MB of" in printed.err
    assert (Path(printed.out.strip()) / "am" / "final.mdl").is_file()
    assert _states(capsys)[EAR] == "here"
    assert main(["models", "verify"]) == 0
    assert main(["models", "path", EAR]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == printed.out.strip()
    assert main(["models", "remove", EAR]) == 0
    assert _states(capsys)[EAR] == "absent"


def test_several_models_are_fetched_in_one_go_and_a_wrong_name_fetches_none(
    server: FileServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "fetch", EAR, "nonesuch"]) != 0
    assert _states(capsys)[EAR] == "absent"
    assert main(["models", "fetch", EAR, EAR]) == 0
    assert _states(capsys)[EAR] == "here"


def test_a_damaged_model_fails_to_verify_with_the_way_to_mend_it(
    server: FileServer, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["models", "fetch", EAR])
    folder = Path(capsys.readouterr().out.strip())
    file = folder / "conf" / "mfcc.conf"
    file.write_bytes(file.read_bytes().replace(b"=", b"-", 1))
    assert main(["models", "verify", EAR]) == 4
    told = capsys.readouterr().err
    assert "conf/mfcc.conf" in told
    assert f"promenade models remove {EAR}" in told


def test_the_list_marks_what_setup_would_fetch(
    server: FileServer, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["models"])
    rows = capsys.readouterr().out.splitlines()
    assert any(row.startswith(f"* {EAR} ") and row.endswith("absent") for row in rows)
    assert any(row.startswith("  vosk-model-en-us-0.22 ") for row in rows)
    assert not any("tiny" in row for row in rows)


@pytest.mark.parametrize("verb", ["fetch", "remove", "path", "verify"])
def test_an_unknown_name_is_said(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", verb, "nope"]) == 4
    assert "promenade models list" in capsys.readouterr().err


def test_progress_in_a_file_is_a_few_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressLine("model") as line:
        for done in range(1001):
            line.show(done * 1_000_000, 1_000_000_000)
    rows = capsys.readouterr().err.splitlines()
    assert [row.split()[1] for row in rows] == ["0", "25", "50", "75", "100"]
    assert megabytes(41_205_931) == "41 MB"
    assert megabytes(1_900_000_000) == "1.9 GB"
    assert megabytes(2_327_524) == "2.3 MB"

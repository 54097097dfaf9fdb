"""A folder of talks reported on by a cluster: the documents of one machine, byte for byte."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from companion.cli.main import main
from models.transcript import Transcript
from reporting.choosing.request import ReportRequest, Source
from reporting.crew import (
    ClusterReportCrew,
    ProcessReportCrew,
    ReportCrew,
    SoloReportCrew,
)
from reporting.errors import NothingSaid
from reporting.ingest.cluster import connect
from reporting.records import Report
from tests.support.clusters import cluster
from tests.support.talks import talk

pytest.importorskip("distributed")

SUBJECTS = ("the school garden", "the night bus", "the town library", "the market hall")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PROMENADE_HOME", str(tmp_path / "home"))
    return tmp_path


def script(number: int) -> str:
    """Return what is said of a subject, a little different each time."""
    subject = SUBJECTS[number % len(SUBJECTS)]
    return f"""
        Ada: I think {subject} should stay open on Sundays because families come then.
        Grace: I do not agree, the cost of {subject} has doubled in {number + 2} years.
        Ada: We could ask the {number + 3} volunteers who keep the keys.
        Grace: My worry is that nobody will pay for the heating of {subject}.
        Ada: What we decide is to write to the mayor before {number + 10} June.
    """


def source(number: int) -> Source:
    return Source(transcript=talk(script(number), "en", session=f"talk{number}"))


def written(crew: ReportCrew, sources: list[Source]) -> list[Report]:
    futures = [crew.submit(ReportRequest(), (one,)) for one in sources]
    return [future.result(120) for future in futures]


@pytest.mark.slow
def test_a_worker_that_dies_half_way_changes_no_report() -> None:
    sources = [source(number) for number in range(40)]
    here = written(SoloReportCrew(), sources)
    with cluster(2) as (address, running):
        link = connect(address)
        link.client.wait_for_workers(2, timeout=60)
        crew = ClusterReportCrew(link)
        try:
            futures = [crew.submit(ReportRequest(), (one,)) for one in sources]
            first = futures[0].result(120)
            running[-1].kill()
            assert [first, *(future.result(120) for future in futures[1:])] == here
        finally:
            crew.close()


@pytest.mark.slow
def test_the_cluster_and_this_machine_write_the_same_documents(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = home / "talks"
    folder.mkdir()
    for number in range(4):
        (folder / f"talk{number}.txt").write_text(script(number), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    here, there = home / "here", home / "there"
    assert main(["report", str(folder), "--out", str(here)]) == 0
    with cluster(2) as (address, _):
        assert main(["report", str(folder), "--cluster", address, "--out", str(there)]) == 0
    assert contents(there) == contents(here)
    assert sum(name.endswith("-report.md") for name in contents(there)) == 4
    assert "empty.txt" in capsys.readouterr().err


def test_processes_of_this_machine_write_the_same_reports() -> None:
    sources = [source(number) for number in range(4)]
    crew = ProcessReportCrew(2)
    try:
        assert written(crew, sources) == written(SoloReportCrew(), sources)
    finally:
        crew.close()


def test_a_talk_without_words_is_told_by_whoever_was_to_write_it() -> None:
    silent = Source(transcript=msgspec.structs.replace(_silent()))
    crew = ProcessReportCrew(1)
    try:
        with pytest.raises(NothingSaid):
            crew.submit(ReportRequest(), (silent,)).result(120)
    finally:
        crew.close()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--cluster", "tcp://127.0.0.1:1", "--model", "tiny"], "from this machine"),
        (["--cluster", "tcp://10.1.2.3:8786"], "tls://"),
    ],
)
def test_what_a_cluster_cannot_or_must_not_do_is_said_before_anything_is_sent(
    home: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    folder = home / "talks"
    folder.mkdir()
    (folder / "talk.txt").write_text(script(1), encoding="utf-8")
    assert main(["report", str(folder), *options]) != 0
    assert said in capsys.readouterr().err
    assert [one.name for one in folder.iterdir()] == ["talk.txt"]


def test_one_talk_is_not_sent_to_a_cluster(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "talk.txt").write_text(script(1), encoding="utf-8")
    assert main(["report", str(home / "talk.txt"), "--cluster", "tcp://127.0.0.1:1"]) != 0
    assert "folder" in capsys.readouterr().err


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _silent() -> Transcript:
    return Transcript(id="silent", kind="talk", language="en", segments=(), speakers=())

"""A cluster hears the same words as this machine, even when one of its workers dies half way."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import EngineUnavailable, NotAllowed
from models.transcript import Transcript
from reporting.ingest.cluster import ClusterCrew, connect
from reporting.ingest.crew import Crew, SoloCrew
from reporting.ingest.engines import loader
from reporting.ingest.intake import RecordingWishes, taking_in
from reporting.ingest.recording import Progress, no_progress
from tests.support.clusters import cluster
from tests.support.recordings import tiny_engines, write_talk

pytest.importorskip("distributed")


def taken(path: Path, work: Path, crew: Crew, progress: Progress = no_progress) -> Transcript:
    engines = tiny_engines("en", work / "models")
    with taking_in(path, RecordingWishes(engines, work / "work"), crew, progress) as outcome:
        outcome.workshop.clear()
        return outcome.transcript


@pytest.mark.slow
def test_a_worker_that_dies_half_way_changes_nothing(tmp_path: Path) -> None:
    talk = tmp_path / "talk.wav"
    write_talk(talk, times=2)
    engines = tiny_engines("en", tmp_path / "models")
    here = taken(talk, tmp_path / "here", SoloCrew(loader(engines)))
    with cluster(2) as (address, running):
        link = connect(address)
        link.client.wait_for_workers(2, timeout=60)
        crew = ClusterCrew(link, engines)

        def kill_one(_heard_ms: int, _total_ms: int, _kept_ms: int) -> None:
            running[-1].kill()

        try:
            assert taken(talk, tmp_path / "there", crew, kill_one) == here
        finally:
            crew.close()


@pytest.mark.parametrize("address", ["tcp://10.1.2.3:8786", "tcp://example.org:8786"])
def test_the_clear_is_for_this_machine_only(address: str) -> None:
    with pytest.raises(NotAllowed):
        connect(address)


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "127.0.0.1:8786", "tcp://a b:1"])
def test_what_is_no_address_says_so(address: str) -> None:
    with pytest.raises(EngineUnavailable, match="not the address"):
        connect(address)

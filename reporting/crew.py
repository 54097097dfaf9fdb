"""Who writes the reports of an archive: this process, several of this machine, or a cluster.

The pipeline is pure, so all write the same report of the same talk. A talk travels as its transcript;
no sound and no document does.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Protocol

from models.errors import EngineFailed, PromenadeError
from models.language import Phrase
from reporting.choosing.request import ReportRequest, Source
from reporting.pipeline import write_report
from reporting.records import Report

if TYPE_CHECKING:
    from reporting.ingest.cluster import Link

_RETRIES = 3


class ReportCrew(Protocol):
    """Writes reports, some at the same time."""

    @property
    def width(self) -> int:
        """How many are written at once."""

    def submit(self, request: ReportRequest, sources: Sequence[Source]) -> Future[Report]:
        """Begin a report; the future may raise PromenadeError."""

    def close(self) -> None:
        """Let everybody go; reports not written yet are given up."""


class SoloReportCrew:
    """Writes in this process, one after the other."""

    width = 1

    def submit(self, request: ReportRequest, sources: Sequence[Source]) -> Future[Report]:
        """Write the report now."""
        return _settled(write_there(request, tuple(sources)), Future())

    def close(self) -> None:
        """Nobody is to go."""


class ProcessReportCrew:
    """Writes in several processes of this machine."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._pool = ProcessPoolExecutor(width, mp_context=get_context("spawn"))

    def submit(self, request: ReportRequest, sources: Sequence[Source]) -> Future[Report]:
        """Hand the talk to the next process that is free."""
        outcome: Future[Report] = Future()
        task = self._pool.submit(write_there, request, tuple(sources))
        task.add_done_callback(lambda done: _arrived(done, outcome))
        return outcome

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(wait=False, cancel_futures=True)


class ClusterReportCrew:
    """Writes on the workers of a cluster; what a lost worker had is written by another one."""

    def __init__(self, link: Link) -> None:
        self._link = link

    @property
    def width(self) -> int:
        """How many reports the workers write at once."""
        return self._link.width

    def submit(self, request: ReportRequest, sources: Sequence[Source]) -> Future[Report]:
        """Send the talk to whichever worker is free."""
        outcome: Future[Report] = Future()
        task = self._link.client.submit(
            write_there, request, tuple(sources), pure=False, retries=_RETRIES
        )
        task.add_done_callback(lambda done: _arrived(done, outcome))
        return outcome

    def close(self) -> None:
        """Leave the cluster."""
        self._link.client.close(timeout=5)


def write_there(request: ReportRequest, sources: tuple[Source, ...]) -> Report | PromenadeError:
    """Write a report wherever this runs; what a person is to be told comes back as a value."""
    try:
        return write_report(request, sources)
    except PromenadeError as error:
        return error


def _arrived(done: Any, outcome: Future[Report]) -> None:
    """Pass on what came of a task, of this machine or of a cluster."""
    if done.cancelled():
        outcome.cancel()
    elif done.exception() is not None:
        outcome.set_exception(_lost())
    else:
        _settled(done.result(), outcome)


def _settled(answer: Report | PromenadeError, outcome: Future[Report]) -> Future[Report]:
    if isinstance(answer, PromenadeError):
        outcome.set_exception(answer)
    else:
        outcome.set_result(answer)
    return outcome


def _lost() -> EngineFailed:
    return EngineFailed(
        Phrase(
            "Whoever was to write this report was lost again and again.",
            "Le processus qui devait écrire ce rapport a été perdu plusieurs fois.",
        ),
        Phrase(
            "The other reports are written; the same command writes this one, with or without `--cluster`.",
            "Les autres rapports sont écrits ; la même commande écrira celui-ci, avec ou sans `--cluster`.",
        ),
    )

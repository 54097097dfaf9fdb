"""Work given to a cluster: what leaves this machine is said first. See `reporting.ingest.cluster`."""

from __future__ import annotations

import click

from companion.interface import tr
from models.language import Phrase
from reporting.crew import ClusterReportCrew
from reporting.ingest.cluster import ClusterCrew, Link, connect
from reporting.ingest.engines import EngineWishes

_SOUND = Phrase(
    "The sound of these recordings goes to the cluster at {address}; the words come back.",
    "Le son de ces enregistrements part au cluster {address} ; les mots en reviennent.",
)
_TALKS = Phrase(
    "The words of these talks, and the sound of those not heard yet, go to the cluster at {address}; "
    "the reports come back.",
    "Les mots de ces échanges, et le son de ceux qui n'ont pas encore été entendus, partent au "
    "cluster {address} ; les rapports en reviennent.",
)


def cluster_crew(address: str, engines: EngineWishes, *, is_told: bool = False) -> ClusterCrew:
    """Return who hears recordings on a cluster; raises NotAllowed, EngineUnavailable.

    `is_told`: the user knows already what leaves this machine.
    """
    return ClusterCrew(_link(address, None if is_told else _SOUND), engines)


def cluster_report_crew(address: str) -> ClusterReportCrew:
    """Return who writes reports on a cluster; raises NotAllowed, EngineUnavailable."""
    return ClusterReportCrew(_link(address, _TALKS))


def _link(address: str, notice: Phrase | None) -> Link:
    link = connect(address)
    if notice and not link.is_loopback:
        said = notice.format(address=address)
        click.echo(tr(said.en, said.fr), err=True)
    return link

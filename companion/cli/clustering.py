"""Recordings heard by a cluster: what leaves this machine is said first. See `reporting.ingest.cluster`."""

from __future__ import annotations

import click

from companion.interface import tr
from reporting.ingest.cluster import ClusterCrew, connect
from reporting.ingest.engines import EngineWishes


def cluster_crew(address: str, engines: EngineWishes) -> ClusterCrew:
    """Return the crew of a cluster; raises NotAllowed, EngineUnavailable."""
    link = connect(address)
    if not link.is_loopback:
        click.echo(
            tr(
                f"The sound of these recordings goes to the cluster at {address}; the words come back.",
                f"Le son de ces enregistrements part au cluster {address} ; les mots en reviennent.",
            ),
            err=True,
        )
    return ClusterCrew(link, engines)

"""Measures of the network as properties of the nodes on a server: on request, and replaced as a whole."""

from __future__ import annotations

from typing import Any

from ...ontology.derived import Country
from ...ontology.model import Institution
from . import neo4j_statements as own
from .server import Server
from .writing import batches


def write_measures(server: Server, rows: list[list[Any]]) -> int:
    """Write [id, degree, betweenness, community, likely partners] in place of what stood there; the number of nodes that have them."""
    written = 0
    for label in (Institution.__name__, Country.__name__):
        server.run(own.forget_measures(label))
        written += sum(server.run(own.measure(label), {"rows": batch})[0][0] for batch in batches(rows))
    return written

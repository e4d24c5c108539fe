"""Queries on a Neo4j server: reading only, with a time limit and a bound on rows."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

import neo4j

from .cypher import check_reading
from .neo4j_schema import MARKER
from .server import Server
from .table import Table

TIMEOUT = 60.0
"""Seconds that a query may take."""
LIMIT = 10_000
"""Most rows of an answer."""
_PLAIN = frozenset({str, int, float, bool, bytes})


class Neo4jGraph:
    """Our graph on a server, for questions. Use as a context manager, or `close` it.

    `cypher` is what a question of the catalogue needs of a store, so this runs wherever the embedded graph does.
    """

    def __init__(self, server: Server, *, timeout: float = TIMEOUT, limit: int = LIMIT) -> None:
        self.server, self._timeout, self._limit = server, timeout, limit

    @classmethod
    def open(cls, uri: str, user: str | None = None, password: str | None = None, database: str | None = None, **bounds: Any) -> Neo4jGraph:
        """Connect. bounds: timeout in seconds, limit of rows. StoreError when the server does not answer or does not let us in."""
        return cls(Server.open(uri, user, password, database), **bounds)

    def __enter__(self) -> Neo4jGraph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self.server.close()

    def query(
        self, cypher: str, params: Mapping[str, Any] | None = None, *, limit: int | None = None, timeout: float | None = None
    ) -> Table:
        """Rows of a reading statement. limit: most rows; timeout: seconds. QueryError when it is wrong, would write or takes too long."""
        check_reading(cypher)
        most = self._limit if limit is None else limit
        return self.server.reading(lambda result: _table(result, most), cypher, dict(params or {}), timeout or self._timeout)

    def cypher(self, query: str, parameters: Mapping[str, Any] | None = None) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
        """(columns, rows), as `Store.cypher` gives them."""
        table = self.query(query, parameters)
        return table.columns, table.rows


class OnServer:
    """A store whose `cypher` is answered by a server; its names, its SPARQL and all the rest stay its own."""

    def __init__(self, store: Any, graph: Neo4jGraph) -> None:
        self._store, self.cypher = store, graph.cypher

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def _table(result: neo4j.Result, limit: int) -> Table:
    columns = tuple(result.keys())
    rows = tuple(tuple(map(_plain, record.values())) for record in islice(result, limit))
    return Table(columns, rows, result.peek() is None)


def _plain(value: Any) -> Any:
    """Values without the driver's classes, as `ladybug` gives them; a person's own dates, durations and points as text."""
    if value is None or type(value) in _PLAIN:
        return value
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, neo4j.graph.Node):
        label = next((label for label in sorted(value.labels) if label != MARKER), "")
        return {"_label": label, **{name: _plain(each) for name, each in value.items()}}
    if isinstance(value, neo4j.graph.Relationship):
        return {"_label": value.type, **{name: _plain(each) for name, each in value.items()}}
    if isinstance(value, neo4j.graph.Path):
        return {"nodes": [_plain(node) for node in value.nodes], "relationships": [_plain(one) for one in value.relationships]}
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return value.iso_format() if hasattr(value, "iso_format") else str(value)

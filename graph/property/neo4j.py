"""The property graph on a Neo4j server: pushed whole, then followed. Only nodes that carry our marker are ever touched."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable
from pyoxigraph import Store

from ...ontology.errors import QueryError, StoreError
from ..export.rows import Rows
from . import neo4j_statements as statements
from .cypher import check_reading
from .follow import Target, follow_subjects
from .ladybug import Table
from .schema import schema

BATCH = 10_000  # rows of one statement


class Neo4jGraph:
    """Our graph in one database of a server. Use as a context manager, or `close` it."""

    def __init__(self, driver: neo4j.Driver, database: str | None) -> None:
        self._driver, self._database = driver, database

    @classmethod
    def open(cls, uri: str, user: str | None = None, password: str | None = None, database: str | None = None) -> Neo4jGraph:
        """Connect. StoreError when the server does not answer or does not let us in."""
        driver = neo4j.GraphDatabase.driver(uri, auth=(user, password or "") if user else None)
        try:
            driver.verify_connectivity()
        except (DriverError, Neo4jError) as error:
            driver.close()
            raise _explained(error, uri) from error
        return cls(driver, database)

    def __enter__(self) -> Neo4jGraph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    @property
    def state(self) -> str | None:
        """Id of the dataset's state that the server shows; None when nothing was ever pushed wholly."""
        rows = self._run(statements.read_state(), {})
        return str(rows[0][0]) if rows and rows[0][0] else None

    def push(self, dataset: Store, state: str, progress: Callable[[int], None] | None = None) -> None:
        """Make the server's copy what the canonical view says, node by node; what it has beyond that goes. Repeating it does no harm."""
        for text in statements.constraints():
            self._run(text, {})
        self._run(statements.write_state(), {"state": ""})  # until it is whole again
        with tempfile.TemporaryDirectory() as scratch:
            rows = Rows(dataset, Path(scratch))
            kept = self._push_nodes(rows, progress)
            self._drop_others(kept)
            self._push_relationships(rows, progress)
        self._run(statements.write_state(), {"state": state})

    def _push_nodes(self, rows: Rows, progress: Callable[[int], None] | None) -> set[int]:
        kept: set[int] = set()  # hashes: a third of the memory
        for label, nodes in rows.nodes():
            names = [column.name for column in label.columns]
            for batch in _batches(nodes):
                self._run(statements.merge_label(label), {"rows": [dict(zip(names, row, strict=True)) for row in batch]})
                kept.update(hash(row[0]) for row in batch)
                _tell(progress, len(batch))
        return kept

    def _drop_others(self, kept: set[int]) -> None:
        """Delete the nodes of ours that are not kept."""
        with self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
            found = session.run(statements.ids())
            gone = [(label, iri) for label, iri in found if hash(iri) not in kept]
        for name in sorted({label for label, _ in gone} & {label.name for label in schema().labels}):
            for batch in _batches(iri for label, iri in gone if label == name):
                self._run(statements.delete_label(name), {"ids": batch})

    def _push_relationships(self, rows: Rows, progress: Callable[[int], None] | None) -> None:
        for one, edges in rows.relationships():
            while self._run(statements.delete_relationships(one), {"most": BATCH})[0][0]:
                pass
            names = ("first", "second", *one.properties)
            for batch in _batches(edges):
                self._run(statements.create_relationship(one), {"rows": [dict(zip(names, row, strict=True)) for row in batch]})
                _tell(progress, len(batch))

    def follow(self, dataset: Store, subjects: Iterable[str], state: str) -> None:
        """Bring the nodes and relationships of the subjects (IRIs) to what the canonical view says now, in one transaction."""
        every = list(subjects)

        def work(transaction: neo4j.ManagedTransaction) -> None:
            follow_subjects(Target(lambda text, values: _rows(transaction.run(text, values)), statements), dataset, every)
            transaction.run(statements.write_state(), {"state": state}).consume()

        with self._driver.session(database=self._database) as session:
            session.execute_write(work)

    def query(
        self, cypher: str, params: Mapping[str, Any] | None = None, *, limit: int | None = None, timeout: float | None = None
    ) -> Table:
        """Rows of a reading statement. limit: most rows; timeout: seconds. QueryError when it is wrong, would write or takes too long."""
        check_reading(cypher)
        statement = neo4j.Query(cypher, timeout=timeout)
        with self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
            try:
                result = session.run(statement, dict(params or {}))
                columns = tuple(result.keys())
                rows = tuple(tuple(map(_plain, record.values())) for record in islice(result, limit))
                return Table(columns, rows, result.peek() is None)
            except Neo4jError as error:
                raise QueryError(str(error.message), remedy="see `medcoop schema` for labels, relationships and properties") from error

    def _run(self, text: str, params: dict[str, Any]) -> list[list[Any]]:
        """One statement in a managed transaction, which the driver repeats when the server stumbles."""
        with self._driver.session(database=self._database) as session:
            if text.startswith("CREATE "):  # schema changes have no batches to repeat
                return _rows(session.run(text, params))
            return session.execute_write(lambda transaction: _rows(transaction.run(text, params)))


def _rows(result: neo4j.Result) -> list[list[Any]]:
    return result.values()


def _tell(progress: Callable[[int], None] | None, count: int) -> None:
    if progress:
        progress(count)


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch


def _plain(value: Any) -> Any:
    """Values without the driver's classes, as `ladybug` gives them."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, neo4j.graph.Node):
        label = next((label for label in sorted(value.labels) if label != statements.MARKER), "")
        return {"_label": label, **dict(value)}
    if isinstance(value, neo4j.graph.Relationship):
        return {"_label": value.type, **dict(value)}
    if isinstance(value, neo4j.graph.Path):
        return {"nodes": [_plain(node) for node in value.nodes], "relationships": [_plain(one) for one in value.relationships]}
    return {name: _plain(each) for name, each in value.items()} if isinstance(value, dict) else value


def _explained(error: Exception, uri: str) -> StoreError:
    if isinstance(error, AuthError):
        return StoreError(
            "the server does not accept the user name and password", where=uri, remedy="check NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if isinstance(error, ServiceUnavailable):
        return StoreError("no Neo4j server answers", where=uri, remedy="start it, or check the address")
    return StoreError(str(error), where=uri, remedy="check the address and the database")

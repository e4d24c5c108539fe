"""What the server is told: every look for a node by its id goes by an index, whatever the planner believes of the data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from medcoop.graph.property import neo4j_follow, neo4j_schema
from medcoop.graph.property import neo4j_statements as own
from medcoop.graph.property.per_label import owned
from medcoop.graph.property.server import Server
from medcoop.ontology.property_graph import schema


@pytest.fixture
def ready(neo4j_uri: str) -> Iterator[Server]:
    """A server with constraints and indexes, and nodes that no statistics know of yet."""
    with Server.open(neo4j_uri) as found:
        for text in [*neo4j_schema.constraint_statements(), *neo4j_schema.index_statements()]:
            found.declare(text)
        found.declare("CALL db.awaitIndexes(300)")
        found.run("UNWIND range(1, 3000) AS i CREATE (:Document:Medcoop {id: toString(i)}), (:Evidence:Medcoop {id: toString(i)})")
        found.declare("CALL db.clearQueryCaches()")
        yield found


def texts() -> Iterator[str]:
    """Statements that find nodes by their ids."""
    yield from (neo4j_follow.FIND, neo4j_follow.delete(), neo4j_follow.unlink(), neo4j_follow.merge())
    yield neo4j_follow.create()
    for label in schema().labels:
        yield from (own.STATEMENTS.merge_label(label), own.STATEMENTS.existing(label.name), own.withdraw(label))
        yield from (own.revive(label.name), own.measure(label.name))
        for types, backwards in owned(label.name):
            yield own.STATEMENTS.delete_owned(label.name, types, backwards=backwards)
    for one in {one.type: one for one in schema().relationships}.values():
        yield from (own.STATEMENTS.create_relationship(one), own.LOADING.create_relationship(one), own.delete_relationships(one))
        yield from (own.STATEMENTS.neighbours(one), own.STATEMENTS.sources(one))


def operators(plan: Any) -> Iterator[str]:
    """Of a plan, from the top."""
    yield str(plan["operatorType"])
    for child in plan.get("children", ()):
        yield from operators(child)


def test_nodes_are_found_by_an_index(ready: Server) -> None:
    params: dict[str, Any] = {"rows": [], "ids": [], "types": []}
    with ready.session() as session:
        for text in texts():
            known: Any = {} if "$known[" in text else []
            plan = session.run(f"EXPLAIN {text}", params | {"known": known}).consume().plan
            used = list(operators(plan))
            assert any("Seek" in one for one in used), text
            assert not [one for one in used if "Scan" in one], text

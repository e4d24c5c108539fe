"""The projection on a real Neo4j server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from medcoop.graph.property import neo4j_statements as statements
from medcoop.graph.property.neo4j import Neo4jGraph
from medcoop.graph.property.schema import schema
from medcoop.ontology.errors import QueryError, StoreError

from ... import neo4j_server
from .sample import DOC, inst, nodes, say, scattered, small, thing


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    neo4j_server.required()
    with neo4j_server.running(tmp_path_factory.mktemp("neo4j")) as uri:
        yield uri


@pytest.fixture
def graph(address: str) -> Iterator[Neo4jGraph]:
    with Neo4jGraph.open(address) as found:
        found._run("MATCH (n) DETACH DELETE n", {})
        yield found


def everything(graph: Neo4jGraph) -> tuple[list[object], Counter[object]]:
    found: list[object] = []
    edges: Counter[object] = Counter()
    for label in schema().labels:
        columns = ", ".join(f"n.`{column.name}`" for column in label.columns)
        found += [(label.name, row) for row in graph.query(f"MATCH (n:{label.name}) RETURN {columns}").rows]
    for one in schema().relationships:
        properties = "".join(f", r.{name}" for name in one.properties)
        rows = graph.query(f"MATCH (a:{one.start})-[r:`{one.type}`]->(b:{one.end}) RETURN a.id, b.id{properties}").rows
        edges.update((one.key, row) for row in rows)
    return sorted(found, key=str), edges


def projected(dataset: object) -> tuple[list[object], Counter[object]]:
    every = nodes(dataset)  # type: ignore[arg-type]
    return sorted(((node.label, node.row) for node in every), key=str), Counter(edge for node in every for edge in node.edges)


def test_a_server_that_is_down_is_named() -> None:
    with pytest.raises(StoreError, match=r"bolt://127\.0\.0\.1:1: no Neo4j server answers"):
        Neo4jGraph.open("bolt://127.0.0.1:1")


def test_no_statement_holds_data() -> None:
    """Labels and types come from the schema; everything else is a parameter."""
    for label in schema().labels:
        assert statements.merge_label(label).startswith("UNWIND $rows AS r")
    for one in schema().relationships:
        assert "r.first" in statements.create_relationship(one)


def test_push_and_push_again(graph: Neo4jGraph) -> None:
    graph.push(scattered(1), "1")
    assert (graph.state, everything(graph)) == ("1", projected(scattered(1)))
    graph.push(small(), "2")
    assert (graph.state, everything(graph)) == ("2", projected(small()))


def test_following_gives_what_pushing_gives(graph: Neo4jGraph) -> None:
    graph.push(scattered(1), "1")
    later = scattered(2, size=40)
    changed = {quad.subject.value for store in (scattered(1), later) for quad in store.quads_for_pattern(None, None, None, None)}
    for state in ("2", "3"):
        graph.follow(later, changed, state)
        assert (graph.state, everything(graph)) == (state, projected(later))


def test_strangers_survive(graph: Neo4jGraph) -> None:
    dataset = small()
    graph.push(dataset, "1")
    graph._run("CREATE (n:Institution {id: 'mine'})", {})
    graph._run("MATCH (a:Institution {id: $a}) SET a.note = 'mine' CREATE (a)<-[:ABOUT]-(:Note {text: 'x'})", {"a": inst("a")})
    graph.push(dataset, "2")
    assert graph.query("MATCH (n:Note)-[:ABOUT]->(a:Institution) RETURN n.text, a.note").rows == (("x", "mine"),)
    for quad in list(dataset.quads_for_pattern(None, None, None, None)):
        if quad.subject.value == inst("a"):
            dataset.remove(quad)
    graph.follow(dataset, [inst("a"), thing("cooperation", "1"), DOC], "3")
    assert graph.query("MATCH (n:Note)-[:ABOUT]->(a) RETURN 'MedcoopWithdrawn' IN labels(a), 'Medcoop' IN labels(a)").rows == (
        (True, False),
    )
    assert graph.query("MATCH (n:Institution {id: 'mine'}) RETURN count(n)").rows == ((1,),)


def test_reading_only(graph: Neo4jGraph) -> None:
    dataset = small()
    say(dataset, inst("h"), "mc:Institution", skos__prefLabel=("`) DETACH DELETE n //\x00", "en"))
    graph.push(dataset, "1")
    assert graph.query("MATCH (n:Institution {id: $id}) RETURN n.name", {"id": inst("h")}).rows == (("`) DETACH DELETE n //\x00",),)
    assert not graph.query("MATCH (n:Topic) RETURN n.code", limit=1).complete
    with pytest.raises(QueryError, match="only read"):
        graph.query("CREATE (n:Topic)")
    with pytest.raises(QueryError):
        graph.query("MATCH (n:Topic {id: $none}) RETURN n")

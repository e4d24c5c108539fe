"""The property graph pushed to a real Neo4j server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

from medcoop.graph import projections
from medcoop.graph.property import neo4j_schema, push
from medcoop.graph.property.ladybug import PropertyGraph
from medcoop.graph.property.neo4j import Neo4jGraph
from medcoop.graph.property.server import Server
from medcoop.graph.store import Store
from medcoop.ontology.errors import QueryError
from medcoop.ontology.property_graph import schema

from ..simple import SimpleResolver, document, evidence, pair
from .sample import inst, nodes, say, scattered, small

TEXT = "Центр хирургии обучает врачей больницы."
Everything = tuple[list[Any], Counter[Any]]


class Told:
    """A source of what the test says: no journal unless `subjects` are named."""

    def __init__(self, dataset: Any, name: str) -> None:
        self.dataset, self.snapshot_id = dataset, name

    def changes_since(self, seq: int) -> tuple[int, None]:
        return 0, None


@pytest.fixture
def server(neo4j_uri: str) -> Iterator[Server]:
    with Server.open(neo4j_uri) as found:
        yield found


@pytest.fixture
def send(server: Server, tmp_path: Path) -> Callable[..., push.Report]:
    """Push a dataset as the snapshot of a name."""

    def work(dataset: Any, name: str, **options: Any) -> push.Report:
        return push.push(server, Told(dataset, name), PropertyGraph.open(tmp_path / "graph.lbug"), **options)

    return work


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A store of two documents."""
    with Store.open(tmp_path / "store", write=True, create=True, resolver=SimpleResolver()) as store:
        store.replace(document("1", TEXT), facts("Центр хирургии", "Больница Оша"))
        store.replace(document("2", TEXT), facts("Институт", "Клиника", topics=("oncology",), status="planned"))
    return tmp_path / "store"


def facts(one: str, other: str, **more: object) -> Any:
    return pair(one, other, evidence=evidence(TEXT, "обучает врачей"), **more)


def writing(path: Path) -> Store:
    return Store.open(path, write=True, resolver=SimpleResolver())


def send_store(server: Server, path: Path, **options: Any) -> push.Report:
    with Store.open(path) as store, projections.property_graph(path) as graph:
        return push.push(server, store, graph, **options)


def everything(server: Server) -> Everything:
    """All our nodes and relationships. In two statements: the server plans each of a hundred anew, which takes longer than to run them."""
    graph, tables = Neo4jGraph(server, limit=10**9), {label.name: label for label in schema().labels}
    types = {(one.start, one.type, one.end): one for one in schema().relationships}
    found: list[Any] = []
    edges: Counter[Any] = Counter()
    for row in graph.query("MATCH (n:Medcoop) RETURN [l IN labels(n) WHERE l <> 'Medcoop'] AS l, properties(n) AS p").rows:
        (label,), values = row
        found.append((label, tuple(values.get(column.name) for column in tables[label].columns)))
    labels = "[l IN labels({0}) WHERE l <> 'Medcoop'][0]"
    ends = f"{labels.format('a')}, type(r), {labels.format('b')}, a.id, b.id, properties(r)"
    for start, type_, end, one, other, values in graph.query(f"MATCH (a:Medcoop)-[r]->(b:Medcoop) RETURN {ends}").rows:
        known = types[start, type_, end]
        edges[known.key, (one, other, *(values.get(name) for name in known.properties))] += 1
    return sorted(found, key=str), edges


def projected(dataset: Any) -> Everything:
    every = nodes(dataset)
    ids = {node.id for node in every}
    edges = Counter(edge for node in every for edge in node.edges if {edge[1][0], edge[1][1]} <= ids)
    return sorted(((node.label, node.row) for node in every), key=str), edges


def shown(server: Server, path: Path) -> bool:
    """Whether the server shows what the store says, no more and no less."""
    with Store.open(path) as store:
        return everything(server) == projected(store.dataset)


def test_a_first_push_and_another(server: Server, send: Callable[..., push.Report]) -> None:
    assert send(scattered(1), "one").done == "loaded"
    assert everything(server) == projected(scattered(1))
    report = send(small(), "two")
    assert (report.done, report.gone > 0) == ("compared", True)
    assert everything(server) == projected(small())
    assert send(small(), "two").done == "current"


def test_a_comparison_sends_what_differs_alone(server: Server, send: Callable[..., push.Report]) -> None:
    dataset = scattered(1)
    send(dataset, "one")
    say(dataset, inst("new"), "mc:Institution", skos__prefLabel=("New", "en"))
    report = send(dataset, "two")
    assert (report.done, report.put, report.gone) == ("compared", 1, 0)
    assert everything(server) == projected(dataset)


def test_constraints_and_indexes_are_there(server: Server, send: Callable[..., push.Report]) -> None:
    send(small(), "one")
    wanted = {*neo4j_schema.constraints(), *neo4j_schema.indexes()}
    assert wanted == {name for (name,) in server.read("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name", {})}
    found = server.read("CALL db.index.fulltext.queryNodes('medcoop_names', 'центр OR centre') YIELD node RETURN node.name", {})
    assert ["Centre A"] in found


def test_only_changes_are_pushed(server: Server, filled: Path) -> None:
    assert send_store(server, filled).done == "loaded"
    assert send_store(server, filled).done == "current"
    with writing(filled) as store:
        store.replace(document("1", TEXT + " Ещё."), facts("Центр", "Больница", kinds=("telemedicine",)))
        store.withdraw("file:///docs/2")
    report = send_store(server, filled)
    assert (report.done, report.why) == ("followed", "changes since the last push")
    assert shown(server, filled)
    assert not server.read("MATCH (n {name: 'Клиника'}) RETURN n", {})


def test_a_server_that_is_behind_catches_up(server: Server, filled: Path) -> None:
    send_store(server, filled)
    old = server.read("MATCH (s:MedcoopState) RETURN s.snapshot", {})[0][0]
    with writing(filled) as store:
        store.withdraw("file:///docs/2")
    before = dump(server)
    send_store(server, filled)
    restore(server, before)
    assert server.read("MATCH (s:MedcoopState) RETURN s.snapshot", {})[0][0] == old
    report = send_store(server, filled)
    assert (report.done, report.why) == ("followed", "it was behind the last push")
    assert shown(server, filled)


def dump(server: Server) -> tuple[list[Any], list[Any]]:
    found = server.read("MATCH (n) RETURN labels(n), properties(n), elementId(n)", {})
    return found, server.read("MATCH (a)-[r]->(b) RETURN elementId(a), type(r), properties(r), elementId(b)", {})


def restore(server: Server, dumped: tuple[list[Any], list[Any]]) -> None:
    """Put a backup back."""
    server.run("MATCH (n) DETACH DELETE n")
    server.run("UNWIND $rows AS r CREATE (n:$(r[0])) SET n = r[1], n.dumped = r[2]", {"rows": dumped[0]})
    text = "UNWIND $rows AS r MATCH (a {dumped: r[0]}) MATCH (b {dumped: r[3]}) CREATE (a)-[e:$(r[1])]->(b) SET e = r[2]"
    server.run(text, {"rows": dumped[1]})
    server.run("MATCH (n) REMOVE n.dumped")


def test_a_server_that_shows_another_store_is_put_right(server: Server, filled: Path, tmp_path: Path) -> None:
    send_store(server, filled)
    with Store.open(tmp_path / "other", write=True, create=True, resolver=SimpleResolver()) as store:
        store.replace(document("9", TEXT), facts("Академия", "Диспансер"))
    report = send_store(server, tmp_path / "other")
    assert report.done == "compared"
    assert "not pushed from this store" in report.why
    assert shown(server, tmp_path / "other")


EDITS = (
    "MATCH (n:Institution {name: 'Клиника'}) SET n.name = 'x'",
    "MATCH (n:Institution {name: 'Клиника'}) DETACH DELETE n",
    "MATCH (:Institution)-[r:PARTNER_IN]->() DELETE r",
    "MATCH (a:Institution)-[:PARTNER_IN]->(p) CREATE (a)-[:PARTNER_IN]->(p)",
    "MATCH (n:Institution {name: 'Клиника'}) REMOVE n.id",
    "MATCH (n:Institution {name: 'Клиника'}) REMOVE n:Institution",
    "MATCH (n:Cooperation) SET n.kinds = ['a']",
    "CREATE (:Institution:Medcoop {id: 'https://w3id.org/medcoop/id/institution/0', name: 'x'})",
    "MATCH (n:MedcoopState) DELETE n",
    "MATCH (n:MedcoopState) SET n.snapshot = '7-abc'",
)


def test_what_others_changed_is_repaired(server: Server, filled: Path) -> None:
    send_store(server, filled)
    for edit in EDITS:
        server.run(edit)
        assert send_store(server, filled).done == "compared", edit
        assert shown(server, filled), edit
    assert send_store(server, filled).done == "current"


def test_a_dry_run_changes_nothing(server: Server, filled: Path) -> None:
    report = send_store(server, filled, dry=True)
    assert (report.done, report.put > 50) == ("loaded", True)
    assert server.read("MATCH (n) RETURN count(n)", {}) == [[0]]
    send_store(server, filled)
    with writing(filled) as store:
        store.withdraw("file:///docs/2")
    before = everything(server)
    assert send_store(server, filled, dry=True).done == "followed"
    assert send_store(server, filled, dry=True, check=True).gone > 0
    assert everything(server) == before


def test_what_is_a_persons_own_survives(server: Server, filled: Path) -> None:
    send_store(server, filled)
    clinic = "MATCH (a:Institution {name: 'Клиника'})"
    server.run("CREATE (:Institution {id: 'mine', name: 'Mine'}), (:Institution {name: 'no id'})")
    server.run(f"{clinic} CREATE (:Note {{text: 'x', name: 'my note'}})-[:ABOUT {{since: 3}}]->(a)")
    server.run(f"{clinic}, (b:Institution {{name: 'Институт'}}) SET b.stars = 5, b:Favourite CREATE (a)-[:RIVAL_OF]->(b)")
    with writing(filled) as store:
        store.replace(document("2", TEXT + " Ещё."), facts("Институт", "Клиника", topics=("oncology",), status="active"))
    assert not send_store(server, filled).kept
    assert server.read("MATCH (:Note)-[r:ABOUT]->(a)-[:RIVAL_OF]->(b:Favourite) RETURN r.since, b.stars", {}) == [[3, 5]]
    with writing(filled) as store:
        store.withdraw("file:///docs/2")
    kept = {one.name: one for one in send_store(server, filled).kept}
    assert set(kept) == {"Клиника", "Институт"}
    assert (
        kept["Клиника"].ties == ("-[:RIVAL_OF]->(:Institution:Favourite:Medcoop Институт)", "<-[:ABOUT]-(:Note my note)")
        or kept["Клиника"].ties
    )
    assert (kept["Институт"].labels, kept["Институт"].properties) == (("Favourite",), ("stars",))
    assert server.read("MATCH (:Note)-[r:ABOUT]->(a:MedcoopWithdrawn) RETURN r.since, a.name, a.name_ru, a:Medcoop", {}) == [
        [3, "Клиника", None, False]
    ]
    assert server.read("MATCH (n:Institution) WHERE n.id = 'mine' OR n.name = 'no id' RETURN count(n)", {}) == [[2]]
    assert shown(server, filled)


def test_what_comes_back_is_tied_to_its_notes_again(server: Server, filled: Path) -> None:
    send_store(server, filled)
    server.run("MATCH (a:Institution {name: 'Клиника'}) CREATE (:Note)-[:ABOUT]->(a)")
    with writing(filled) as store:
        store.withdraw("file:///docs/2")
    send_store(server, filled)
    with writing(filled) as store:
        store.replace(document("3", TEXT), facts("Институт", "Клиника"))
    send_store(server, filled)
    assert server.read("MATCH (:Note)-[:ABOUT]->(a:Institution:Medcoop) RETURN a.name, a.was", {}) == [["Клиника", None]]
    assert shown(server, filled)


@pytest.mark.parametrize("prune", [False, True])
def test_drop_takes_ours_and_leaves_yours(server: Server, filled: Path, prune: bool) -> None:
    send_store(server, filled)
    server.run("MATCH (a:Institution {name: 'Клиника'}) CREATE (:Note {name: 'mine'})-[:ABOUT]->(a)")
    report = push.drop(server, prune=prune)
    assert report.kept[0].ties == ("<-[:ABOUT]-(:Note mine)",)
    assert server.read("MATCH (n) RETURN labels(n)[0] AS l ORDER BY l", {}) == ([["Note"]] if prune else [["MedcoopWithdrawn"], ["Note"]])
    assert not server.read("SHOW INDEXES YIELD name WHERE name STARTS WITH 'medcoop_' RETURN name", {})
    assert send_store(server, filled).done == "loaded"
    assert shown(server, filled)


def test_questions_only_read(server: Server, send: Callable[..., push.Report]) -> None:
    send(small(), "one")
    graph = Neo4jGraph(server)
    assert not graph.query("MATCH (n:Topic) RETURN n.code", limit=1).complete
    assert (
        graph.query("MATCH (n:Institution {id: $id})-[r:IN]->(c) RETURN n, r, c.code", {"id": inst("b")}).rows[0][0]["_label"]
        == "Institution"
    )
    for statement in ("CREATE (n:Topic)", "MATCH (n) SET n.x = 1", "CALL db.createLabel('x')", "MATCH (n) RETURN n; MATCH (n) DELETE n"):
        with pytest.raises(QueryError, match=r"only read|one statement"):
            graph.query(statement)
    with pytest.raises(QueryError, match="only read"):  # the server refuses by itself
        server.read("CREATE (n:Topic)", {})
    with pytest.raises(QueryError, match="longer than it may"):
        graph.query("UNWIND range(1, 100000000) AS a WITH a WHERE a % 2 = 0 RETURN sum(a), count(DISTINCT a)", timeout=0.2)
    with pytest.raises(QueryError, match="none"):
        graph.query("MATCH (n:Topic {id: $none}) RETURN n")


def test_a_persons_own_types_are_shown_as_text(server: Server) -> None:
    table = Neo4jGraph(server).query("RETURN date('2024-05-01') AS day, point({x: 1, y: 2}) AS place, [duration('P1D')] AS spans")
    assert table.records() == [{"day": "2024-05-01", "place": "CartesianPoint(1.0, 2.0)", "spans": ["P1D"]}]


def test_an_answer_becomes_a_frame(server: Server) -> None:
    pandas = pytest.importorskip("pandas")
    frame = Neo4jGraph(server).query("UNWIND [1, 2] AS n RETURN n, n * n AS square").to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert frame.square.tolist() == [1, 4]


def test_the_driver_is_not_needed_for_the_schema() -> None:
    assert neo4j.__version__
    assert len(neo4j_schema.version()) == 8

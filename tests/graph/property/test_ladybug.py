"""The embedded property graph says what the canonical RDF view says, whichever way it came about."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Store

from medcoop.graph.property import access, build
from medcoop.graph.property.ladybug import PropertyGraph
from medcoop.ontology.errors import QueryError, StoreBusyError, StoreError
from medcoop.ontology.iris import country
from medcoop.ontology.property_graph import schema

from .sample import DOC, HOSTILE, LIVER, TRANSPLANTATION, evidence, inst, nodes, say, scattered, small, thing

Row = tuple[object, ...]


@pytest.fixture
def graph(tmp_path: Path) -> PropertyGraph:
    return PropertyGraph.open(tmp_path / "graph.lbug", patience=0.05)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> PropertyGraph:
    """One graph for all tests that only read."""
    graph = PropertyGraph.open(tmp_path_factory.mktemp("built") / "graph.lbug", patience=0.05)
    graph.build(small(), "7-abc")
    return graph


def rows(graph: PropertyGraph, cypher: str, **params: object) -> list[Row]:
    return sorted(graph.query(cypher, params).rows, key=str)


def everything(graph: PropertyGraph) -> tuple[dict[str, list[Row]], Counter[Row]]:
    """All nodes by label and all relationships, with their properties."""
    found_nodes = {}
    for label in schema().labels:
        columns = ", ".join(f"n.`{column.name}`" for column in label.columns)
        found_nodes[label.name] = rows(graph, f"MATCH (n:{label.name}) RETURN {columns}")
    edges: Counter[Row] = Counter()
    for one in schema().relationships:
        properties = "".join(f", r.{name}" for name in one.properties)
        found = graph.query(f"MATCH (a:{one.start})-[r:{one.type}]->(b:{one.end}) RETURN a.id, b.id{properties}").rows
        edges.update((one.key, row) for row in found)
    return found_nodes, edges


def projected(dataset: Store) -> tuple[dict[str, list[Row]], Counter[Row]]:
    """The same, from the projection."""
    every = nodes(dataset)
    ids = {node.id for node in every}
    edges = Counter(edge for node in every for edge in node.edges if {edge[1][0], edge[1][1]} <= ids)
    return {label.name: sorted((node.row for node in every if node.label == label.name), key=str) for label in schema().labels}, edges


def test_a_small_graph_answers_questions(built: PropertyGraph) -> None:
    graph = built
    assert graph.state == "7-abc"
    assert rows(graph, "MATCH (i:Institution)-[:IN]->(c:Country) RETURN i.name, i.name_ru, c.code, i.also") == [
        ("Centre A", "Центр А", "RU", ["The A", "А"]),
        ("Centre B", None, "KG", []),
    ]
    who = "MATCH (t:Topic {id: $t})<-[:ON]-(s:Strand)-[:STRAND_OF]->(p:Partnership)<-[:PARTNER_IN]-(i) RETURN i.name, s.sources"
    assert rows(graph, who, t=TRANSPLANTATION) == [("Centre A", 3), ("Centre B", 3)]
    quoted = "MATCH (c:Cooperation)-[:EVIDENCED_BY]->(e)-[:QUOTED_FROM]->(d) RETURN e.quote, e.start, e.end, e.confidence, d.title"
    assert rows(graph, quoted) == [("обучает хирургов", 7, 23, 0.9, "Новость")]
    dated = "MATCH (c:Cooperation) RETURN c.kinds, c.date, c.date_earliest, c.date_latest"
    assert rows(graph, dated) == [(["joint_operations", "training"], "2018/..", "2018-01-01", None)]
    signed = "MATCH (s)-[r:SIGNED]->(a:Agreement) RETURN DISTINCT r.date, a.type, a.signed_latest"
    assert rows(graph, signed) == [("2023-07", "memorandum", "2023-07-31")]
    assert rows(graph, "MATCH (:Topic {id: $t})-[:BROADER]->(t) RETURN t.code", t=LIVER) == [("transplantation",)]


def test_a_party_with_a_role_is_there_once(built: PropertyGraph) -> None:
    found = rows(built, "MATCH (p)-[r:PARTICIPATES_IN]->(:Cooperation) RETURN p.id, r.role")
    assert found == sorted([(inst("a"), "provider"), (inst("a"), "host"), (inst("b"), "party"), (country("KG"), "party")], key=str)


def test_a_candidates_evidence_is_not_there(built: PropertyGraph) -> None:
    assert rows(built, "MATCH (e:Evidence) RETURN e.quote") == [("обучает хирургов",)]


@pytest.mark.parametrize("seed", range(3))
def test_every_row_arrives(graph: PropertyGraph, seed: int) -> None:
    dataset = scattered(seed)
    graph.build(dataset)
    assert everything(graph) == projected(dataset)


def test_sparql_and_cypher_count_the_same(graph: PropertyGraph) -> None:
    dataset = scattered(11)
    graph.build(dataset)
    sparql = """PREFIX mc: <https://w3id.org/medcoop/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?party (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c a mc:Cooperation ; mc:party ?party ; mc:topic ?t } GROUP BY ?party"""
    cypher = "MATCH (p)-[:PARTICIPATES_IN]->(c:Cooperation)-[:ON]->(:Topic) RETURN p.id, count(DISTINCT c)"
    expected = sorted(((row["party"].value, int(row["n"].value)) for row in dataset.query(sparql)), key=str)  # type: ignore[union-attr]
    assert rows(graph, cypher) == expected


def test_following_gives_what_building_gives(graph: PropertyGraph) -> None:
    graph.build(scattered(1))
    later = scattered(2, size=40)
    changed = {quad.subject.value for store in (scattered(1), later) for quad in store.quads_for_pattern(None, None, None, None)}
    graph.follow(later, changed, "2")
    assert graph.state == "2"
    assert everything(graph) == projected(later)
    graph.follow(later, changed, "3")
    assert everything(graph) == projected(later)


def test_a_changed_fact_takes_its_relationships_and_evidence_along(graph: PropertyGraph) -> None:
    dataset = small()
    graph.build(dataset)
    cooperation = thing("cooperation", "1")
    for quad in list(dataset.quads_for_pattern(None, None, None, None)):
        if cooperation in (quad.subject.value, quad.object.value):
            dataset.remove(quad)
    say(dataset, cooperation, "mc:Cooperation", mc__party=[inst("b"), inst("new")])
    say(dataset, inst("new"), "mc:Institution", skos__prefLabel=("New", "en"))
    evidence(dataset, cooperation, "new words", 30)
    graph.follow(dataset, [cooperation, thing("partnership", "1"), inst("new"), DOC])
    assert everything(graph) == projected(dataset)


def test_a_removed_subject_goes_and_a_new_one_gets_what_points_to_it(graph: PropertyGraph) -> None:
    dataset = small()
    whole = projected(dataset)
    graph.build(dataset)
    quads = list(dataset.quads_for_pattern(None, None, None, None))
    gone = [quad for quad in quads if quad.subject.value == inst("a")]
    for quad in gone:
        dataset.remove(quad)
    graph.follow(dataset, [inst("a")])
    assert everything(graph) == projected(dataset)
    dataset.extend(gone)
    graph.follow(dataset, [inst("a")])
    assert everything(graph) == whole


def test_a_failing_follow_changes_nothing(graph: PropertyGraph) -> None:
    dataset = small()
    graph.build(dataset, "1")
    before = everything(graph)
    say(dataset, inst("c"), "mc:Institution", skos__prefLabel=("C", "en"))
    with pytest.raises(ValueError, match="can't name a state"):
        graph.follow(dataset, [inst("c")], "' quoted")
    assert (graph.state, everything(graph)) == ("1", before)


def test_hostile_text_is_data(graph: PropertyGraph) -> None:
    dataset = small()
    graph.build(dataset)
    for number, text in enumerate(HOSTILE):
        say(dataset, inst(f"h{number}"), "mc:Institution", skos__prefLabel=(text, "en"), skos__altLabel=[(text, "ru"), ("z", "en")])
    for write in (lambda: graph.follow(dataset, [inst(f"h{number}") for number in range(len(HOSTILE))]), lambda: graph.build(dataset)):
        write()
        for number, text in enumerate(HOSTILE):
            found = rows(graph, "MATCH (n:Institution {name: $name}) RETURN n.id, n.also", name=text)
            assert found == [(inst(f"h{number}"), sorted([text, "z"]))]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Topic {id: 'x'})", "MATCH (n) DETACH DELETE n", "match (n:Topic) set n.name = 'x'", "MERGE (n:Topic {id: 'x'})",
        "COPY (MATCH (n:Topic) RETURN n.id) TO 'stolen.csv'", "LOAD FROM '/etc/passwd' RETURN *", "INSTALL httpfs", "LOAD EXTENSION json",
        "ATTACH 'other.lbug' AS o (dbtype lbug)", "EXPORT DATABASE 'out'", "CALL threads=1", "CALL clear_warnings()", "DROP TABLE Topic",
        "RETURN 1; MATCH (n) DELETE n", "/* MATCH */ CREATE (n:Topic)", "COMMENT ON TABLE Topic IS 'x'",
    ],
)  # fmt: skip
def test_only_reading_statements_are_run(built: PropertyGraph, statement: str) -> None:
    with pytest.raises(QueryError, match=r"only read|one statement"):
        built.query(statement)


def test_words_that_only_look_like_writing_are_read(built: PropertyGraph) -> None:
    assert rows(built, "MATCH (c:Country {code: 'KG'}) WHERE c.name <> 'CREATE; DELETE' RETURN c.code // SET") == [("KG",)]
    assert rows(built, "MATCH (c:Country {code: $set}) RETURN c.code AS `create`;", set="RU") == [("RU",)]
    assert rows(built, "CALL show_tables() WHERE name = 'Topic' RETURN name") == [("Topic",)]


def test_wrong_queries_are_explained(graph: PropertyGraph, built: PropertyGraph) -> None:
    with pytest.raises(StoreError, match="has not been built"):
        graph.query("RETURN 1")
    graph = built
    with pytest.raises(QueryError, match="Nope"):
        graph.query("MATCH (n:Nope) RETURN n")
    with pytest.raises(QueryError, match="Parser exception"):
        graph.query("MATCH n:(")
    with pytest.raises(QueryError, match="id"):
        graph.query("MATCH (n:Topic {id: $id}) RETURN n", {"other": 1})


def test_limit_and_timeout(built: PropertyGraph) -> None:
    cut = built.query("MATCH (n:Topic) RETURN n.code", limit=1)
    assert (len(cut.rows), cut.complete) == (1, False)
    assert built.query("MATCH (n:Topic) RETURN n.code", limit=2).complete
    with pytest.raises(QueryError, match=r"longer than 0\.2 s"):
        built.query("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)", timeout=0.2)
    assert built.query("RETURN 1").rows == ((1,),)


def test_nodes_and_paths_are_plain_values(built: PropertyGraph) -> None:
    ((node, relationship, path),) = built.query("MATCH p = (c:Country {code: 'KG'})<-[r:IN]-() RETURN c, r, p").rows
    assert node == {"_label": "Country", "id": country("KG"), "code": "KG", "name": "Kyrgyzstan", "name_en": "Kyrgyzstan", "also": []}
    assert relationship == {"_label": "IN"}
    assert [each["_label"] for each in path["nodes"]] == ["Country", "Institution"]


def test_readers_wait_for_a_writer_and_then_say_so(graph: PropertyGraph) -> None:
    graph.build(small(), "1")
    with access.changing(graph.path, 0), pytest.raises(StoreBusyError, match="being written"):
        graph.query("RETURN 1")
    with access.reading(graph.path, 0), pytest.raises(StoreBusyError, match="in use"):
        graph.build(small(), "2")
    with access.writer(graph.path), pytest.raises(StoreBusyError):
        graph.build(small(), "2")
    assert graph.state == "1"


def test_a_reader_sees_what_another_process_wrote(graph: PropertyGraph) -> None:
    dataset = small()
    graph.build(dataset, "1")
    assert rows(graph, "MATCH (c:Country) RETURN count(c)") == [(2,)]
    say(dataset, country("MN"), "schema:Country", skos__prefLabel=("Mongolia", "en"))
    PropertyGraph.open(graph.path).follow(dataset, [country("MN")], "2")
    assert rows(graph, "MATCH (c:Country) RETURN count(c)") == [(3,)]
    PropertyGraph.open(graph.path).build(Store(), "3")
    assert (graph.state, rows(graph, "MATCH (c:Country) RETURN count(c)")) == ("3", [(0,)])


def test_the_state_is_told_without_opening_the_file(graph: PropertyGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    graph.build(small(), "1")
    other = PropertyGraph.open(graph.path)
    with monkeypatch.context() as patched:
        patched.setattr(PropertyGraph, "_connection", lambda self: pytest.fail("opened"))
        assert other.state == "1"
        graph.follow(small(), [], "2")
        assert other.state == "2"
    os.utime(graph.path, ns=(1, 1))  # somebody else has written it
    graph.path.with_name("graph.lbug.state").write_text('[[[1, 1, 1]], "wrong"]')
    assert other.state == "2"


def test_small_changes_wait_in_the_log(graph: PropertyGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = small()
    graph.build(dataset, "1")
    log = graph.path.with_name("graph.lbug.wal")
    for code, state in (("MN", "2"), ("KE", "3")):
        say(dataset, country(code), "schema:Country", skos__prefLabel=(code, "en"))
        graph.follow(dataset, [country(code)], state)
    assert log.exists()
    log.write_bytes(log.read_bytes()[:-3])  # as when its writer is killed
    assert (graph.state, rows(graph, "MATCH (c:Country) RETURN count(c)")) == ("2", [(3,)])
    graph.follow(dataset, [country("KE")], "4")
    assert (graph.state, rows(graph, "MATCH (c:Country) RETURN count(c)")) == ("4", [(4,)])
    monkeypatch.setattr(build, "LOG", 0)
    graph.follow(dataset, [country("KE")], "5")
    assert (log.exists(), graph.state, rows(graph, "MATCH (c:Country) RETURN count(c)")) == (False, "5", [(4,)])


_KILLED = """
import os, signal, sys
from pathlib import Path
from medcoop.graph.property import build
from medcoop.graph.property.ladybug import PropertyGraph
sys.path.insert(0, str(Path(sys.argv[2]).parents[2]))
from tests.graph.property.sample import inst, scattered
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
graph = PropertyGraph.open(sys.argv[1])
if sys.argv[3] == "build":
    build.note_state = die
    graph.build(scattered(5), "2")
else:
    import medcoop.graph.property.ladybug as ladybug
    ladybug.note_state = die
    graph.follow(scattered(5), [inst(str(number)) for number in range(30)], "2")
"""


@pytest.mark.parametrize("work", ["build", "follow"])
def test_a_kill_leaves_the_old_graph(graph: PropertyGraph, work: str) -> None:
    graph.build(small(), "1")
    before = everything(graph)
    graph.close()
    here = Path(__file__)
    done = subprocess.run([sys.executable, "-c", _KILLED, str(graph.path), str(here), work], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (graph.state, everything(graph)) == ("1", before)
    graph.build(scattered(5), "3")
    assert graph.state == "3"
    assert sorted(path.name for path in graph.path.parent.iterdir()) == [
        "graph.lbug",
        "graph.lbug.lock",
        "graph.lbug.state",
        "graph.lbug.writer",
    ]


def test_a_relationship_has_one_owner() -> None:
    """Following replaces what a subject owns: two classes must not make the same relationships."""
    owners = Counter(ends for group in schema().links.values() for ends in {link.ends(target) for link in group for target in link.targets})
    assert set(owners.values()) == {1}

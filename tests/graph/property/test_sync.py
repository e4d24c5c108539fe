"""The property graph follows a real store, whatever happened in between."""

from __future__ import annotations

from pathlib import Path

from medcoop.graph.property.ladybug import PropertyGraph
from medcoop.graph.property.sync import keep_up
from medcoop.graph.store import Store
from medcoop.ontology.model import Facts

from ..simple import SimpleResolver, document, evidence, pair
from .test_ladybug import everything, projected

TEXT = "Центр хирургии обучает врачей больницы."


def facts(one: str, other: str, **more: object) -> Facts:
    return pair(one, other, evidence=evidence(TEXT, "обучает врачей"), **more)


def test_a_store_is_followed(tmp_path: Path) -> None:
    graph = PropertyGraph.open(tmp_path / "graph.lbug")
    with Store.open(tmp_path / "store", write=True, create=True, resolver=SimpleResolver()) as store:
        store.replace(document("1", TEXT), facts("Центр хирургии", "Больница Оша"))
        assert keep_up(graph, store) == "built"
        assert keep_up(graph, store) == "current"
        assert everything(graph) == projected(store.dataset)
        store.replace(document("2", TEXT), facts("Центр", "Клиника", topics=("oncology",), status="planned"))
        store.replace(document("1", TEXT + " Ещё."), facts("Центр", "Больница", kinds=("telemedicine",)))
        assert keep_up(graph, store) == "followed"
        assert everything(graph) == projected(store.dataset)
        store.withdraw("file:///docs/2")
        store.withdraw("file:///docs/1")
        assert keep_up(graph, store) == "followed"
        assert everything(graph) == projected(store.dataset)
        store.rebuild()
        assert keep_up(graph, store) == "built"
        graph.path.write_bytes(b"no graph")
        assert keep_up(graph, store) == "built"
        assert everything(graph) == projected(store.dataset)


def test_evidence_is_quoted_from_its_document(tmp_path: Path) -> None:
    graph = PropertyGraph.open(tmp_path / "graph.lbug")
    with Store.open(tmp_path / "store", write=True, create=True, resolver=SimpleResolver()) as store:
        store.replace(document("1", TEXT), facts("Центр хирургии", "Больница Оша"))
        keep_up(graph, store)
    cypher = "MATCH (c:Cooperation)-[:EVIDENCED_BY]->(e:Evidence)-[:QUOTED_FROM]->(d:Document) RETURN e.quote, e.start, e.end, d.source"
    assert graph.query(cypher).rows == (("обучает врачей", 15, 29, "file:///docs/1"),)

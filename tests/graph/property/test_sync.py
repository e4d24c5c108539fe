"""The property graph follows a real store, whatever happened in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from medcoop.graph.property import sync
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


@pytest.mark.parametrize(("few", "done"), [(10_000, "followed"), (0, "built")])
def test_many_changes_are_followed_or_built_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int, done: str
) -> None:
    monkeypatch.setattr(sync, "FEW", few)
    graph = PropertyGraph.open(tmp_path / "graph.lbug")
    with Store.open(tmp_path / "store", write=True, create=True, resolver=SimpleResolver()) as store:
        for number in range(6):
            store.replace(document(str(number), TEXT), facts("Центр", f"Клиника {number}"))
        keep_up(graph, store)
        for number in range(6):
            store.replace(document(str(number), f"{TEXT} {number}"), facts("Центр", f"Больница {number % 2}", topics=("oncology",)))
        assert keep_up(graph, store) == done
        assert everything(graph) == projected(store.dataset)


SHARES = [(26, 1_000_000, False), (200, 1, False), (2_600, 126_000, True), (2_400, 126_000, False)]


@pytest.mark.parametrize(("subjects", "nodes", "built"), SHARES)
def test_a_changed_share_decides(subjects: int, nodes: int, built: bool) -> None:
    assert sync.better_built(subjects, lambda: nodes) is built

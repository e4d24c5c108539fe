"""Rows made while the dataset is written give the very graph that is made from the dataset, and serve for that content alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from medcoop.graph import projections
from medcoop.graph.property.ladybug import PropertyGraph
from medcoop.graph.property.prepared import Prepared, folder_of, prepared
from medcoop.graph.store import Store

from ..simple import SimpleResolver, document, pair
from ..test_order import DOCUMENTS, QUICK, item


def everything(graph: PropertyGraph) -> tuple[list[str], list[str]]:
    """All nodes and relationships with all that they say."""
    nodes = graph.query("MATCH (n) RETURN n").rows
    links = graph.query("MATCH (a)-[r]->(b) RETURN a.id, r, b.id").rows
    return sorted(map(str, nodes)), sorted(map(str, links))


@settings(QUICK, max_examples=5)
@given(documents=DOCUMENTS)
def test_the_same_as_from_the_dataset(documents: Any) -> None:
    with (
        tempfile.TemporaryDirectory() as name,
        Store.open(Path(name) / "store", write=True, create=True, resolver=SimpleResolver()) as store,
    ):
        store.replace_many((item(key, *documents[key]) for key in sorted(documents)), batch=2)
        store.rebuild()
        assert (folder_of(Path(name) / "store" / "property" / projections.FILE)).is_dir()
        store.publish()
        with projections.property_graph(Path(name) / "store") as graph, PropertyGraph.open(Path(name) / "other.lbug") as other:
            assert not folder_of(graph.path).exists()
            other.build(store.dataset)
            assert everything(other) == everything(graph)


def test_rows_of_another_state_do_not_serve(tmp_path: Path) -> None:
    graph = tmp_path / "graph.lbug"
    rows = Prepared(graph, "tables")
    assert prepared(graph, "a-tables") is None
    rows.finish("a")
    assert prepared(graph, "a-tables") == (folder_of(graph), {})
    assert prepared(graph, "b-tables") is prepared(graph, "a-others") is None


def test_a_failed_rebuild_leaves_no_rows(opened: Callable[..., Store], monkeypatch: Any) -> None:
    store = opened(project=True)
    store.replace(document("d"), pair("Центр", "Больница"))
    monkeypatch.setattr("medcoop.graph.rebuild._switch", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store.rebuild()
    assert not folder_of(store.path / "property" / projections.FILE).exists()

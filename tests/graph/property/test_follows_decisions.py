"""The property graph follows each decision, and is then what it would be if it were built afresh."""

from __future__ import annotations

from collections.abc import Callable

from medcoop.graph.decisions import Row
from medcoop.graph.store import Store

from ..simple import document, pair
from ..test_decisions import iri, said

Open = Callable[..., Store]


def whole(store: Store) -> tuple[object, ...]:
    """All nodes by label with their names, and all relationships by type."""
    store.publish()
    _, nodes = store.cypher("MATCH (n) RETURN label(n), n.id, n.name")
    _, links = store.cypher("MATCH (a)-[r]->(b) RETURN a.id, label(r), b.id")
    return sorted(map(str, nodes)), sorted(map(str, links))


def test_every_decision_is_followed(opened: Open) -> None:
    store = opened(project=True)
    for n, (one, other) in enumerate((("Центр", "Больница"), ("Центр хирургии", "Госпиталь"), ("Больница №1", "Госпиталь"))):
        store.replace(document(f"d{n}"), pair(one, other))
    start = whole(store)
    steps = (
        lambda: store.decide(said("Центр", "Госпиталь", True)),
        lambda: store.decide(said("Больница", "Больница №1", False)),
        lambda: store.decide(Row("renamed", iri("Больница"), iri("Госпиталь"), author="anna", detail={"date": "2017"})),
        lambda: store.split(store.resolve(iri("Центр")), [iri("Центр")], "anna"),
    )
    for step in steps:
        step()
        followed = whole(store)
        store.rebuild()
        assert whole(store) == followed
    for _ in steps:
        store.undo("anna")
    assert whole(store) == start

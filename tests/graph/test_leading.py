"""Who leads on a topic is what a search among all its strands would find, whatever the way to it."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings

from medcoop.graph import leading
from medcoop.graph.store import Store

from .simple import SimpleResolver
from .test_order import CHANGES, DOCUMENTS, QUICK, everything, item

SEARCH = "SELECT ?topic ?s ?n ?until { ?s mc:onTopic ?topic ; mc:sources ?n OPTIONAL { ?s mc:until ?until } }"
FEW = 2


def searched(store: Store) -> set[tuple[str, str]]:
    """(topic, strand) of the first few strands of each topic, from all of them."""
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for row in store.query(SEARCH).values():
        found[str(row["topic"])].append((int(row["n"] or 0), row["until"] or "", str(row["s"])))
    first = set()
    for topic, rows in found.items():
        rows.sort(key=lambda row: row[2])
        rows.sort(key=lambda row: row[:2], reverse=True)
        first |= {(topic, strand) for _, _, strand in rows[:FEW]}
    return first


def marked(store: Store) -> set[tuple[str, str]]:
    """(topic, strand) as the canonical view has them."""
    return {(str(row["topic"]), str(row["s"])) for row in store.query("SELECT ?topic ?s { ?s mc:leadsOn ?topic }").values()}


@settings(QUICK, max_examples=15)
@given(documents=DOCUMENTS, changes=CHANGES)
def test_the_marks_are_what_a_search_finds(documents: Any, changes: Any) -> None:
    with (
        patch.object(leading, "LEADING", FEW),
        tempfile.TemporaryDirectory() as name,
        Store.open(Path(name) / "s", write=True, create=True, resolver=SimpleResolver(), project=False) as store,
    ):
        store.replace_many(item(key, *value) for key, value in documents.items())
        assert marked(store) == searched(store)
        for key, facts in changes:
            if facts is not None:
                store.replace(*item(key, facts, "потом"))
            elif (there := store.document(f"file:///docs/{key}")) and there.state == "current":
                store.withdraw(there.iri)
            assert marked(store) == searched(store)
        before = everything(store)
        store.rebuild()
        assert everything(store) == before

"""Rows of a graph that is larger than the memory it is read with."""

from __future__ import annotations

from pathlib import Path

import pytest

from medcoop.graph.property import rows
from medcoop.graph.property.build import build_file, opened
from medcoop.ontology.property_graph import schema

from .sample import scattered


def test_rows_read_in_parts_are_those_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.lbug"
    build_file(scattered(3), path, "one", None)
    monkeypatch.setattr(rows, "PART", 7)
    monkeypatch.setattr(rows, "FRESH", 50)
    read = rows.Rows(path, tmp_path)
    with opened(path, rows.MEMORY, read_only=True) as connection:
        for label in schema().labels:
            cells = ", ".join(f"n.`{column.name}`" for column in label.columns)
            whole = connection.execute(f"MATCH (n:`{label.name}`) RETURN {cells} ORDER BY n.id").get_all()
            assert list(read.nodes(label)) == [list(row) for row in whole]
        for one in schema().relationships:
            cells = "".join(f", r.`{name}`" for name in one.properties)
            text = f"MATCH (a:`{one.start}`)-[r:`{one.type}`]->(b:`{one.end}`) RETURN a.id, b.id{cells} ORDER BY a.id, b.id{cells}"
            assert sorted(read.relationships(one)) == [list(row) for row in connection.execute(text).get_all()]
    assert sum(1 for label in schema().labels for _ in read.nodes(label, ordered=False)) > rows.FRESH
    read.close()


def test_a_graph_larger_than_the_memory_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.lbug"
    build_file(scattered(1), path, "one", None)
    label = next(one for one in schema().labels if one.name == "Topic")
    with opened(path, 512 << 20) as connection:
        connection.execute("UNWIND range(1, 60000) AS i CREATE (:Topic {id: 'x' + CAST(i AS STRING) + repeat('-', 400)})")
    monkeypatch.setattr(rows, "MEMORY", 48 << 20)  # not enough for all 60,000 at once
    monkeypatch.setattr(rows, "PART", 5_000)
    read = rows.Rows(path, tmp_path)
    assert sum(row[0].startswith("x") for row in read.nodes(label, ordered=False)) == 60_000
    read.close()

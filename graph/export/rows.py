"""Nodes and relationships in the order of their ids, for the formats that show the property graph."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from ...ontology.property_graph import Label, Relationship, schema
from ..property.project import project
from ..sorting import sorted_lines

Row = list[Any]


class Rows:
    """All rows of the property graph, read once from the dataset into files under `scratch` and given back sorted."""

    def __init__(self, dataset: Store, scratch: Path) -> None:
        self._scratch = scratch
        self._ids: set[int] = set()  # hashes take a third of the memory
        with ExitStack() as stack:
            files = {name: stack.enter_context(self._path(name).open("wb")) for name in self._names()}
            for node in project(dataset, scratch):
                files[node.label].write(_line(node.row))
                for key, row in node.edges:
                    files["-".join(key)].write(_line(row))

    @staticmethod
    def _names() -> Iterator[str]:
        yield from (label.name for label in schema().labels)
        yield from ("-".join(one.key) for one in schema().relationships)

    def _path(self, name: str) -> Path:
        return self._scratch / f"{name}.jsonl"

    def _sorted(self, name: str) -> Iterator[Row]:
        with self._path(name).open("rb") as lines:
            for line in sorted_lines(lines, self._scratch):
                yield json.loads(line)

    def nodes(self, kept: Callable[[Label, Row], bool] = lambda label, row: True) -> Iterator[tuple[Label, Iterator[Row]]]:
        """Each label with its rows, columns in the schema's order. kept: which of them."""
        for label in schema().labels:
            yield label, self._remember(row for row in self._sorted(label.name) if kept(label, row))

    def linked(self, labels: Collection[str]) -> set[str]:
        """The ids under these labels that nodes of other labels have a relationship to or from."""
        found: set[str] = set()
        for one in schema().relationships:
            if (one.start in labels) != (one.end in labels):
                with self._path("-".join(one.key)).open("rb") as lines:
                    found.update(json.loads(line)[0 if one.start in labels else 1] for line in lines)
        return found

    def _remember(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            self._ids.add(hash(row[0]))
            yield row

    def relationships(self) -> Iterator[tuple[Relationship, Iterator[Row]]]:
        """Each relationship with its rows (first id, second id, properties), after all nodes. Both ends are among those that were kept."""
        for one in schema().relationships:
            rows = self._sorted("-".join(one.key))
            yield one, (row for row in rows if hash(row[0]) in self._ids and hash(row[1]) in self._ids)


def _line(row: tuple[object, ...]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"

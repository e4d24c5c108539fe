"""A graph brought up to date label by label: for Ladybug, which has a table for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ...ontology.property_graph import QUOTED_FROM, schema
from .follow import EVIDENCED_BY, Edges, Ids, batches, grouped
from .project import Node
from .statements import Statements


@dataclass(frozen=True, slots=True)
class PerLabel:
    """A target of `follow_subjects`. run: sends a statement and gives the rows; remove: takes away nodes by their ids."""

    run: Callable[[str, dict[str, Any]], Iterable[Any]]
    statements: Statements
    remove: Callable[[str, list[str]], object]

    def find(self, wanted: Ids) -> tuple[set[str], set[str]]:
        """See `Target`."""
        return {iri for label, ids in wanted.items() for iri in self._ids(self.statements.existing(label), ids)}, self._evidence(wanted)

    def _evidence(self, wanted: Ids) -> set[str]:
        found: set[str] = set()
        for one in schema().relationships:
            if one.type == EVIDENCED_BY and one.start in wanted:
                found |= self._ids(self.statements.neighbours(one), wanted[one.start])
            if one.type == QUOTED_FROM and one.end in wanted:
                found |= self._ids(self.statements.sources(one), wanted[one.end])
        return found

    def _ids(self, statement: str, ids: set[str]) -> set[str]:
        return {row[0] for batch in batches(sorted(ids)) for row in self.run(statement, {"ids": batch})}

    def delete(self, gone: Ids) -> None:
        """See `Target`."""
        for label, ids in gone.items():
            for batch in batches(sorted(ids)):
                self.remove(label, batch)

    def unlink(self, staying: Ids) -> None:
        """See `Target`."""
        for label, ids in staying.items():
            for types, backwards in owned(label):
                for batch in batches(sorted(ids)):
                    self.run(self.statements.delete_owned(label, types, backwards=backwards), {"ids": batch})

    def merge(self, nodes: Iterable[Node]) -> None:
        """See `Target`."""
        for label, group in grouped(nodes).items():
            for batch in batches(group):
                self.run(self.statements.merge_label(schema().label(label)), {"rows": [node.row for node in batch]})

    def create(self, edges: Edges) -> None:
        """See `Target`."""
        for one in schema().relationships:
            for batch in batches(sorted(edges.get(one.key, ()), key=str)):
                self.run(self.statements.create_relationship(one), {"rows": batch})


def owned(label: str) -> list[tuple[list[str], bool]]:
    """The types of the relationships that a label's triples make: those that run from it, those that run towards it (True)."""
    sides = ((sorted({link.type for link in schema().links[label] if link.backwards is side}), side) for side in (False, True))
    return [(types, side) for types, side in sides if types]

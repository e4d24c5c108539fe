"""A Neo4j server's copy brought up to date by few statements whatever the labels: soon planned, and seldom sent.

They find nodes by the index on the ids of all marked nodes. Their texts follow from the schema alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...ontology.model import Evidence
from ...ontology.property_graph import QUOTED_FROM, Relationship, schema
from . import neo4j_statements as own
from .follow import EVIDENCED_BY, Edges, Ids, batches
from .kept import Kept, kept_from, known
from .neo4j_schema import MARKER
from .project import Cell, Node

Run = Callable[[str, dict[str, Any]], list[list[Any]]]


@dataclass(frozen=True, slots=True)
class OnNeo4j:
    """A target of `follow_subjects`. run: sends a statement; kept: takes what is withdrawn but stays for a person's sake."""

    run: Run
    kept: list[Kept]

    def find(self, wanted: Ids) -> tuple[set[str], set[str]]:
        """See `Target`."""
        found = self._each(FIND, wanted)
        return {iri for row in found for iri in row[0]}, {iri for row in found for iri in row[1]}

    def delete(self, gone: Ids) -> None:
        """See `Target`."""
        stays = {row[0] for row in self._each(delete(), gone, {"known": {label: known(label)["known"] for label in gone}})}
        for label, ids in gone.items():
            if ids & stays:
                params = known(label) | {"ids": sorted(ids & stays)}
                self.kept.extend(kept_from(self.run(own.withdraw(schema().label(label)), params)))

    def unlink(self, staying: Ids) -> None:
        """See `Target`."""
        self._each(unlink(), staying)

    def merge(self, nodes: Iterable[Node]) -> None:
        """See `Target`."""
        for batch in batches([[node.label, _properties(node)] for node in nodes]):
            self.run(merge(), {"rows": batch})

    def create(self, edges: Edges) -> None:
        """See `Target`."""
        for batch in batches([[key[0], *row] for key in sorted(edges) for row in sorted(edges[key], key=str)]):
            self.run(create(), {"rows": batch})

    def _each(self, text: str, ids: Ids, params: dict[str, Any] | None = None) -> list[list[Any]]:
        every = sorted(iri for group in ids.values() for iri in group)
        return [row for batch in batches(every) for row in self.run(text, {"ids": batch, **(params or {})})]


def _found(name: str, key: str, rest: str = "") -> str:
    return f"MATCH ({name}:`{MARKER}` {{`id`: {key}}}){rest} USING INDEX SEEK {name}:`{MARKER}`(`id`)"


FIND = (
    f"UNWIND $ids AS i {_found('n', 'i')} OPTIONAL MATCH (n)-[:`{EVIDENCED_BY}`|`{QUOTED_FROM}`]-(e:`{Evidence.__name__}`:`{MARKER}`)"
    " RETURN collect(DISTINCT n.`id`), collect(DISTINCT e.`id`)"
)
"""Those of the ids that are there; ids of the quotes of a fact or an institution, and of those from a document. $ids."""


@cache
def delete() -> str:
    """Take nodes away. $ids, $known by label. Those that a person's own relationship, label or property stands on stay: their ids."""
    labels = [label.name for label in schema().labels]
    types = _any({one.type for one in schema().relationships})
    return (
        f"UNWIND $ids AS i {_found('n', 'i')} OPTIONAL MATCH (n)-[r:{types}]-(:`{MARKER}`) DELETE r WITH DISTINCT n"
        f" WITH n, n.`id` AS id, [one IN labels(n) WHERE one IN {labels}] AS mine,"
        f" [one IN labels(n) WHERE NOT one IN {[MARKER, *labels]}] AS others"
        " WITH n, id, size(mine) <> 1 OR size(others) > 0 OR EXISTS { (n)--() }"
        " OR any(one IN keys(n) WHERE NOT one IN coalesce($known[mine[0]], [])) AS stays"
        " FOREACH (_ IN CASE WHEN stays THEN [] ELSE [1] END | DELETE n) WITH id, stays WHERE stays RETURN id"
    )


@cache
def unlink() -> str:
    """Take away the relationships that the nodes' own triples make; their types alone tell which way those run. $ids."""
    links = [link for group in schema().links.values() for link in group]
    away, here = ({link.type for link in links if link.backwards is side} for side in (False, True))
    assert not away & here
    return (
        f"UNWIND $ids AS i {_found('n', 'i')} OPTIONAL MATCH (n)-[r:{_any(away)}]->(:`{MARKER}`) DELETE r"
        f" WITH DISTINCT n MATCH (n)<-[r:{_any(here)}]-(:`{MARKER}`) DELETE r"
    )


@cache
def merge() -> str:
    """Write nodes of any label. $rows: [label, properties]."""
    labels = " ".join(f"{_only(label.name)} SET n:`{label.name}`)" for label in schema().labels)
    return f"UNWIND $rows AS r MERGE (n:`{MARKER}` {{`id`: r[1].`id`}}) SET n += r[1] {labels}"


@cache
def create() -> str:
    """Write relationships of any type, none of which is there. $rows: [type, first id, second id, properties]."""
    types = {one.type: one for one in schema().relationships}
    parts = " ".join(f"{_only(name)} {_link(one)})" for name, one in types.items())
    return f"UNWIND $rows AS r {_found('a', 'r[1]')} {_found('b', 'r[2]')} {parts}"


@cache
def _columns(label: str) -> tuple[str, ...]:
    return tuple(column.name for column in schema().label(label).columns)


def _properties(node: Node) -> dict[str, Cell]:
    return dict(zip(_columns(node.label), node.row, strict=True))


def _any(types: set[str]) -> str:
    return "|".join(f"`{one}`" for one in sorted(types))


def _only(what: str) -> str:
    return f"FOREACH (_ IN CASE WHEN r[0] = '{what}' THEN [1] ELSE [] END |"


def _link(one: Relationship) -> str:
    cells = ", ".join(f"`{name}`: r[{at}]" for at, name in enumerate(one.properties, 3))
    return f"CREATE (a)-[:`{one.type}`{f' {{{cells}}}' if cells else ''}]->(b)"

"""A property graph brought up to date for a few subjects, inside one transaction of the caller's; the same for Ladybug and Neo4j."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pyoxigraph import Store

from ...ontology.model import Document, Evidence
from ...ontology.property_graph import QUOTED_FROM, schema
from .project import Key, Node, project_subject
from .source import evidence_of, referrers, slug_label
from .statements import Statements

EVIDENCE = Evidence.__name__
EVIDENCED_BY = "EVIDENCED_BY"
T = TypeVar("T")
BATCH = 5_000  # rows of one statement

Ids = dict[str, set[str]]  # by label
Edges = dict[Key, set[tuple[str | None, ...]]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where to write. run: sends a statement with its parameters and gives the rows; delete: takes away nodes of a label by their ids."""

    run: Callable[[str, dict[str, Any]], Iterable[Any]]
    statements: Statements
    delete: Callable[[str, list[str]], object]


def follow_subjects(target: Target, dataset: Store, subjects: Iterable[str]) -> None:
    """Replace the nodes of the subjects, and the relationships that their triples make, by what the canonical view says now.

    Evidence follows by itself: that of each subject, and that of each document whose graph has changed.
    """
    wanted = _by_label(subjects)
    nodes = _project(dataset, wanted)
    wanted[EVIDENCE] = wanted.get(EVIDENCE, set()) | _evidence(target, dataset, wanted, nodes)
    nodes |= _project(dataset, {EVIDENCE: wanted[EVIDENCE]})
    present = {label: _ids(target, target.statements.existing(label), ids) for label, ids in wanted.items()}
    _delete(target, present, nodes)
    for node_label, group in _grouped(nodes.values()).items():
        merge(target, node_label, group)
    edges = _edges(nodes.values())
    _add_incoming(dataset, nodes, {iri for ids in present.values() for iri in ids}, edges)
    create(target, edges)


def _by_label(subjects: Iterable[str]) -> Ids:
    found: Ids = {}
    for iri in subjects:
        if label := slug_label(iri):
            found.setdefault(label, set()).add(iri)
    return found


def _project(dataset: Store, wanted: Mapping[str, set[str]]) -> dict[str, Node]:
    every = sorted(iri for ids in wanted.values() for iri in ids)
    return {iri: node for iri in every if (node := project_subject(dataset, iri))}


def _grouped(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(node.label, []).append(node)
    return found


def _evidence(target: Target, dataset: Store, wanted: Ids, nodes: Mapping[str, Node]) -> set[str]:
    """Evidence that the subjects have or had, and that of changed documents."""
    found = {row[1] for node in nodes.values() for key, row in node.edges if key[0] == EVIDENCED_BY and row[1]}
    documents = wanted.get(Document.__name__, set())
    for document in documents:
        found |= evidence_of(dataset, document)
    for one in schema().relationships:
        if one.type == EVIDENCED_BY and one.start in wanted:
            found |= _ids(target, target.statements.neighbours(one), wanted[one.start])
        if one.type == QUOTED_FROM and documents:
            found |= _ids(target, target.statements.sources(one), documents)
    return found


def _ids(target: Target, statement: str, ids: set[str]) -> set[str]:
    found: set[str] = set()
    for batch in _batches(sorted(ids)):
        found.update(row[0] for row in target.run(statement, {"ids": batch}))
    return found


def _batches(rows: list[T]) -> list[list[T]]:
    return [rows[at : at + BATCH] for at in range(0, len(rows), BATCH)]


def _delete(target: Target, present: Ids, nodes: Mapping[str, Node]) -> None:
    """Nodes that are gone, and the relationships that the others own."""
    for label, ids in present.items():
        for batch in _batches(sorted(ids - nodes.keys())):
            target.delete(label, batch)
        for types, backwards in _owned(label):
            for batch in _batches(sorted(ids & nodes.keys())):
                target.run(target.statements.delete_owned(label, types, backwards=backwards), {"ids": batch})


def _owned(label: str) -> list[tuple[list[str], bool]]:
    """The types of the relationships that a label's triples make: those that run from it, those that run towards it."""
    sides = ((sorted({link.type for link in schema().links[label] if link.backwards is side}), side) for side in (False, True))
    return [(types, side) for types, side in sides if types]


def merge(target: Target, label: str, nodes: list[Node]) -> None:
    for batch in _batches(nodes):
        target.run(target.statements.merge_label(schema().label(label)), {"rows": [node.row for node in batch]})


def _edges(nodes: Iterable[Node]) -> Edges:
    found: Edges = defaultdict(set)
    for node in nodes:
        for key, row in node.edges:
            found[key].add(row)
    return found


def _add_incoming(dataset: Store, nodes: Mapping[str, Node], known: set[str], edges: Edges) -> None:
    """To nodes that are new, the relationships that other subjects' triples make with them."""
    for iri in nodes.keys() - known:
        for other in referrers(dataset, iri) - nodes.keys():
            node = project_subject(dataset, other)
            for key, row in node.edges if node else ():
                if iri in row[:2]:
                    edges[key].add(row)


def create(target: Target, edges: Edges) -> None:
    for one in schema().relationships:
        for batch in _batches(sorted(edges.get(one.key, ()), key=str)):
            target.run(target.statements.create_relationship(one), {"rows": batch})

"""A property graph brought up to date for a few subjects, inside one transaction of the caller's; the same for Ladybug and Neo4j."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from pyoxigraph import Store

from ...ontology.model import Document, Evidence
from .project import Key, Node, project_subject
from .source import evidence_of, referrers, slug_label

EVIDENCE = Evidence.__name__
EVIDENCED_BY = "EVIDENCED_BY"
T = TypeVar("T")
BATCH = 5_000  # rows of one statement

Ids = dict[str, set[str]]  # by label
Edges = dict[Key, set[tuple[str | None, ...]]]


class Target(Protocol):
    """Where to write, in one transaction."""

    def find(self, wanted: Ids) -> tuple[set[str], set[str]]:
        """(those of the ids that are there, ids of the evidence there that these nodes lead to, or that is quoted from them)."""

    def delete(self, gone: Ids) -> None:
        """Take nodes away."""

    def unlink(self, staying: Ids) -> None:
        """Take away the relationships that the nodes' own triples make."""

    def merge(self, nodes: Iterable[Node]) -> None:
        """Write nodes, whether they are there or not."""

    def create(self, edges: Edges) -> None:
        """Write relationships; those whose ends are not there are left out."""


def follow_subjects(target: Target, dataset: Store, subjects: Iterable[str]) -> None:
    """Replace the nodes of the subjects, and the relationships that their triples make, by what the canonical view says now.

    Evidence follows by itself: that of each subject, and that of each document whose graph has changed.
    """
    wanted = _by_label(subjects)
    nodes = _project(dataset, wanted)
    known = wanted.get(EVIDENCE, set())
    wanted[EVIDENCE] = known | _evidence(dataset, wanted, nodes)
    present, quoted = target.find(wanted)
    present |= quoted
    wanted[EVIDENCE] |= quoted
    nodes |= _project(dataset, {EVIDENCE: wanted[EVIDENCE] - known})
    target.delete({label: ids & present - nodes.keys() for label, ids in wanted.items()})
    target.unlink({label: ids & present & nodes.keys() for label, ids in wanted.items()})
    target.merge(nodes.values())
    edges = _edges(nodes.values())
    _add_incoming(dataset, nodes, present, edges)
    target.create(edges)


def _by_label(subjects: Iterable[str]) -> Ids:
    found: Ids = {}
    for iri in subjects:
        if label := slug_label(iri):
            found.setdefault(label, set()).add(iri)
    return found


def _project(dataset: Store, wanted: Mapping[str, set[str]]) -> dict[str, Node]:
    every = sorted(iri for ids in wanted.values() for iri in ids)
    return {iri: node for iri in every if (node := project_subject(dataset, iri))}


def grouped(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    """Nodes by their label."""
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(node.label, []).append(node)
    return found


def _evidence(dataset: Store, wanted: Ids, nodes: Mapping[str, Node]) -> set[str]:
    """Evidence that the subjects have, and that of changed documents."""
    found = {row[1] for node in nodes.values() for key, row in node.edges if key[0] == EVIDENCED_BY and row[1]}
    for document in wanted.get(Document.__name__, ()):
        found |= evidence_of(dataset, document)
    return found


def batches(rows: list[T]) -> list[list[T]]:
    """Rows by the statement."""
    return [rows[at : at + BATCH] for at in range(0, len(rows), BATCH)]


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

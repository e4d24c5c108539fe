"""The property graph kept up with its store: followed where the journal of changes reaches, built afresh where it does not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from itertools import groupby
from typing import Literal, Protocol

from pyoxigraph import Store as Dataset

from ...ontology.errors import StoreBusyError, StoreError
from ...ontology.property_graph import schema
from . import ladybug_statements as statements
from .ladybug import PropertyGraph
from .prepared import forget, prepared

FEW = 200
"""So many subjects are followed however small the graph is."""
COST = 50
"""Following a subject is taken to last as long as building so many nodes. Measured at 10,000 documents, in milliseconds of the processor:
11 for a subject, 0.4 for a node; a subject costs more in a larger graph, where partnerships rest on more facts."""

Done = Literal["current", "followed", "built"]


class Followed(Protocol):
    """A store or session that is open for writing, as a follower needs it."""

    @property
    def dataset(self) -> Dataset:
        """The live dataset."""

    @property
    def snapshot_id(self) -> str:
        """Stands for what the dataset says."""

    def changes_since(self, seq: int) -> tuple[int, frozenset[str] | None]:
        """(present number, subjects changed after `seq`); None: everything may have changed."""


def keep_up(graph: PropertyGraph, store: Followed, progress: Callable[[int], None] | None = None) -> Done:
    """Bring the graph to what the store says now. progress: called with the number of nodes since the last call."""
    known = _known(graph)
    now, subjects = store.changes_since(_number(known))
    shown = f"{store.snapshot_id}-{version()}"
    state = f"{now}-{shown}"
    if known == state:
        return "current"
    ready = prepared(graph.path, shown)
    if subjects is None or ready or not known.endswith(version()) or better_built(len(subjects), lambda: graph.nodes):
        graph.build(store.dataset, state, progress, ready)
        forget(graph.path)
        return "built"
    graph.follow(store.dataset, subjects, state)
    return "followed"


def better_built(subjects: int, nodes: Callable[[], int]) -> bool:
    """Whether to build a graph of some nodes rather than to follow that many subjects."""
    return subjects > FEW and subjects * COST > nodes()


def _known(graph: PropertyGraph) -> str:
    """The graph's state; empty when it must be built: there is none, or its file is damaged."""
    try:
        return graph.state or ""
    except StoreBusyError:
        raise
    except StoreError:
        return ""


def _number(state: str) -> int:
    head = state.partition("-")[0]
    return int(head) if head.isdecimal() else -1


@cache
def version() -> str:
    """Changes with the tables: a graph of other tables can't be followed."""
    made = [statements.create_label(label) for label in schema().labels]
    made += [statements.create_relationships(list(group)) for _, group in groupby(schema().relationships, key=lambda one: one.type)]
    return hashlib.sha256("\n".join(made).encode()).hexdigest()[:8]

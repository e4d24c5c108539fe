"""Checks of a whole store: the dataset against the record, every document's graph against the SHACL shapes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..ontology import iris
from . import base, later, record, terms
from .dataset import graph_lines, line_sum

if TYPE_CHECKING:
    import rdflib

_STEP = 100


def validate(
    con: sqlite3.Connection, dataset: ox.Store, snapshot: str, shapes: int | None, progress: Callable[[int], None] | None
) -> Iterator[str]:
    """Every complaint, in words."""
    recorded = f"{int(record.get(con, 'sum', '0'), 16):032x}"[:12]
    if record.get(con, "base") != base.version():
        yield "the vocabularies or rules have changed since the store was built; run `medcoop rebuild`"
    if recorded != snapshot or later.any_left(con):
        yield "the record has documents that are not published yet; run `medcoop ingest` again to finish what was begun"
    else:
        yield from _against_record(con, dataset, snapshot)
    yield from _against_shapes(dataset, shapes, progress)


def _against_record(con: sqlite3.Connection, dataset: ox.Store, snapshot: str) -> Iterator[str]:
    known = {iri for (iri,) in con.execute("SELECT iri FROM document WHERE state = 'current'")}
    held = {graph.value for graph in dataset.named_graphs() if isinstance(graph, ox.NamedNode)} - base.graphs().keys()
    for iri in sorted(known - held):
        yield f"{iri}: the record has it, the dataset has not; run `medcoop rebuild`"
    for iri in sorted(held - known):
        yield f"{iri}: the dataset has it, the record has not; run `medcoop rebuild`"
    total = sum(line_sum(graph_lines(dataset, graph or None), graph) for graph in ("", *base.graphs().keys() - {""}, *held))
    if f"{total % (1 << 128):032x}"[:12] != snapshot:
        yield "the dataset does not say what follows from the record; run `medcoop rebuild`"


def _against_shapes(dataset: ox.Store, limit: int | None, progress: Callable[[int], None] | None) -> Iterator[str]:
    documents = sorted(graph.value for graph in dataset.named_graphs() if isinstance(graph, ox.NamedNode))
    documents = [iri for iri in documents if iri.startswith(f"{iris.BASE}doc/")][:limit]
    for number, iri in enumerate(documents, 1):
        yield from (f"{iri}: {problem}" for problem in shape_problems(dataset, iri))
        if progress and number % _STEP == 0:
            progress(_STEP)


def shape_problems(dataset: ox.Store, document: str) -> list[str]:
    """What SHACL says against one document's graph."""
    import pyshacl  # noqa: PLC0415 - takes a second to load
    import rdflib  # noqa: PLC0415

    graph = rdflib.Graph().parse(data=terms.block(graph_lines(dataset, document)), format="nt")
    for triple in _types_of_targets(graph):
        graph.add(triple)
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=_shapes())
    if conforms:
        return []
    message, focus = (rdflib.URIRef(iris.expand(f"sh:{one}")) for one in ("resultMessage", "focusNode"))
    return sorted(f"{report.value(result, focus)}: {report.value(result, message)}" for result in report.subjects(message, None))


@cache
def _shapes() -> rdflib.Graph:
    import rdflib  # noqa: PLC0415

    text = (resources.files(iris.__package__ or "") / "generated" / "shapes.ttl").read_text(encoding="utf-8")
    return rdflib.Graph().parse(data=text, format="turtle")


def _types_of_targets(graph: rdflib.Graph) -> Iterator[tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]]:
    """The lines of the vocabularies and countries about what a document's graph points to."""
    import rdflib  # noqa: PLC0415

    known = _base()
    for target in set(graph.objects(None, None)):
        if isinstance(target, rdflib.URIRef):
            yield from known.triples((target, None, None))


@cache
def _base() -> rdflib.Graph:
    import rdflib  # noqa: PLC0415

    return rdflib.Graph().parse(data=terms.block(base.graphs()[""]), format="nt")

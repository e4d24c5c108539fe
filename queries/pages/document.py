"""The page of a document: its text with the quoted stretches marked, and what each is evidence of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from ...ontology import iris
from . import render
from .nodes import Node
from .texts import Span, segments

_NAMED = {name: ox.NamedNode(iris.expand(name)) for name in ("mc:evidence", "oa:hasTarget", "oa:hasSelector", "oa:start", "oa:end")}


def page(node: Node, asked: Mapping[str, Any]) -> str:
    """The document's page. at: the stretch ``start,end`` that the reader came for."""
    hash_ = node.one("content_hash")
    stored = node.view.store.document(node.iri, hash_.text if hash_ else None)
    spans = list(_spans(node))
    at = next((value for key, value in asked.get("params", ()) if key == "at"), "")
    text = stored.text if stored else ""
    return render.html(
        "document.html", asked, node=node, title=node.name, stored=stored, spans=spans,
        segments=list(segments(text, spans)), here=f"char={at}",
        facts={iri: _fact(node, iri) for span in spans for iri in span.facts},
    )  # fmt: skip


def _fact(node: Node, iri: str) -> Node:
    """What a stretch is evidence of: as the canonical view has it, or, where it is too unsure for that, as the document's graph has it."""
    known = node.view.node(iri)
    return known if known.slug else node.view.within(node.iri).node(iri)


def _spans(node: Node) -> Iterator[Span]:
    """The quoted stretches of the document in order, each with the facts that it is evidence of."""
    found: dict[tuple[int, int], set[str]] = {}
    dataset, graph = node.view.store.dataset, ox.NamedNode(node.iri)
    for quad in dataset.quads_for_pattern(None, _NAMED["mc:evidence"], None, graph):
        for start, end in _places(dataset, quad.object, graph):
            found.setdefault((start, end), set()).add(_present(node, quad.subject))
    for number, (start, end) in enumerate(sorted(found, key=lambda place: (place[0], -place[1])), 1):
        yield Span(start, end, number, tuple(sorted(found[start, end])))


def _present(node: Node, subject: Any) -> str:
    """The thing that stands for a stated one in the merged view."""
    thing = node.view.node(subject.value)
    return thing.replaced_by or thing.iri


def _places(dataset: ox.Store, evidence: Any, graph: ox.NamedNode) -> Iterator[tuple[int, int]]:
    for target in dataset.quads_for_pattern(evidence, _NAMED["oa:hasTarget"], None, graph):
        for selector in dataset.quads_for_pattern(_node(target.object), _NAMED["oa:hasSelector"], None, graph):
            numbers = [
                int(quad.object.value)
                for name in ("oa:start", "oa:end")
                for quad in dataset.quads_for_pattern(_node(selector.object), _NAMED[name], None, graph)
                if isinstance(quad.object, ox.Literal)
            ]
            if len(numbers) == 2:
                yield numbers[0], numbers[1]


def _node(term: Any) -> Any:
    """An object as the subject of further lines."""
    return term

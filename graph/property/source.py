"""What the RDF dataset says of its subjects, as the projection needs it: one subject, or all of them in a stream.

The default graph holds the canonical view; evidence stands in the graph of its document alone, and that graph's IRI is the document's.
Evidence that no canonical fact links to (of a candidate, or of a fact that was merged away) is not projected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, RdfFormat, Store

from ...ontology.iris import BASE, RDF_TYPE, expand
from ...ontology.model import Evidence
from ...ontology.property_graph import BY_CLASS, BY_SLUG
from ..sorting import graph_lines, named_graphs

Value = tuple[str, str]  # the text, and IRI, the language, or "" for any other literal
Values = dict[str, list[Value]]  # by the IRI of the property
Line = tuple[str, str, Value]  # subject, property, value
IRI = "<"
FROM_DOCUMENT = "document"  # the key under which evidence's values name its document: no IRI, hence no property

_TYPE = NamedNode(RDF_TYPE)
_EVIDENCE = NamedNode(expand("mc:evidence"))
_ANNOTATION = NamedNode(expand("oa:Annotation"))
_PARTS = frozenset((expand("oa:hasTarget"), expand("oa:hasSelector")))
_CANONICAL = DefaultGraph()
_OF_EVIDENCE = (f"<{BASE}id/{Evidence.declared.slug}/", f"<{BASE}doc/")  # annotations, and their parts, which stand on the document
_ESCAPE = re.compile(r'\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|(["\\nrtbf]))')
_PLAIN = {'"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def slug_label(iri: str) -> str | None:
    """The label of a thing by its IRI, which names its kind (see `ontology.iris`); None when it is none of ours."""
    return BY_SLUG.get(iri.removeprefix(BASE).removeprefix("id/").partition("/")[0])


def every(dataset: Store, scratch: Path) -> Iterator[tuple[str, str, Values]]:
    """(label, IRI, values) of every node, streamed: the canonical view by IRI, then the evidence, document by document.

    scratch: a folder for temporary files of the size of the canonical view.
    """
    linked: set[int] = set()  # hashes of evidence IRIs: a third of the memory
    lines = (parse_line(line.decode()) for line in graph_lines(dataset, _CANONICAL, scratch))
    for iri, group in groupby(lines, key=lambda line: line[0]):
        values = _collect((name, value) for _, name, value in group)
        linked.update(hash(value) for value, _ in values.get(_EVIDENCE.value, ()))
        if label := _label(values):
            yield label, iri, values
    for graph in named_graphs(dataset):
        for iri, values in _evidence_in(dataset, graph):
            if hash(iri) in linked:
                yield Evidence.__name__, iri, values


def of_lines(graph: str, lines: Iterable[str], linked: set[int]) -> Iterator[tuple[str | None, str, Values]]:
    """(label, IRI, values) of what some lines say: of whole subjects of the canonical view, or of the evidence of a document's graph.

    linked: hashes of the IRIs of the evidence that canonical facts link to; it grows.
    """
    inside: dict[str, Values] = {}
    for line in lines:
        if not graph or line.startswith(_OF_EVIDENCE):
            iri, name, value = parse_line(line)
            inside.setdefault(iri, {}).setdefault(name, []).append(value)
    if graph:
        yield from ((Evidence.__name__, iri, values) for iri, values in _annotations(inside, graph) if hash(iri) in linked)
        return
    for iri, values in inside.items():
        linked.update(hash(value) for value, _ in values.get(_EVIDENCE.value, ()))
        yield _label(values), iri, values


def find(dataset: Store, iri: str) -> tuple[str, Values] | None:
    """The label and values of one subject; None when the canonical view does not hold it."""
    node = NamedNode(iri)
    if slug_label(iri) != Evidence.__name__:
        values = _quads(dataset, node, _CANONICAL)
        return (label, values) if (label := _label(values)) else None
    for quad in dataset.quads_for_pattern(node, _TYPE, _ANNOTATION, None):
        linked = next(dataset.quads_for_pattern(None, _EVIDENCE, node, _CANONICAL), None)
        if linked and isinstance(quad.graph_name, NamedNode):
            return Evidence.__name__, _evidence(dataset, node, quad.graph_name)
    return None


def evidence_of(dataset: Store, document: str) -> set[str]:
    """IRIs of the evidence in a document's graph, candidates' too."""
    quads = dataset.quads_for_pattern(None, _TYPE, _ANNOTATION, NamedNode(document))
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def referrers(dataset: Store, iri: str) -> set[str]:
    """IRIs of the subjects of the canonical view that point to this one."""
    quads = dataset.quads_for_pattern(None, None, NamedNode(iri), _CANONICAL)
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def parse_line(line: str) -> Line:
    """A line of N-Triples as Oxigraph prints it. Blank nodes count as IRIs."""
    subject, name, value = line.split(" ", 2)
    return subject.strip("<>"), name[1:-1], _parse(value.rstrip(" .\n"))


def _parse(term: str) -> Value:
    if term[0] != '"':
        return term.strip("<>"), IRI
    end = term.rindex('"')
    text, tail = term[1:end], term[end + 1 :]
    if "\\" in text:
        text = _ESCAPE.sub(_unescape, text)
    return text, tail[1:] if tail.startswith("@") else ""


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _PLAIN[match[3]]


def _label(values: Values) -> str | None:
    return next((BY_CLASS[kind] for kind, _ in values.get(RDF_TYPE, ()) if kind in BY_CLASS), None)


def _collect(pairs: Iterable[tuple[str, Value]]) -> Values:
    values: Values = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return values


def _quads(dataset: Store, subject: NamedNode | BlankNode, graph: NamedNode | DefaultGraph) -> Values:
    return _collect((quad.predicate.value, _value(quad.object)) for quad in dataset.quads_for_pattern(subject, None, None, graph))


def _value(term: object) -> Value:
    if isinstance(term, Literal):
        return term.value, term.language or ""
    return (term.value if isinstance(term, NamedNode) else str(term)), IRI


def _evidence_in(dataset: Store, graph: NamedNode) -> Iterator[tuple[str, Values]]:
    """All evidence of one document."""
    inside: dict[str, Values] = {}
    text = dataset.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""  # text is twice as fast to read as objects
    for line in text.decode().split("\n"):
        if line.startswith(_OF_EVIDENCE):
            iri, name, value = parse_line(line)
            inside.setdefault(iri, {}).setdefault(name, []).append(value)
    yield from _annotations(inside, graph.value)


def _annotations(inside: dict[str, Values], document: str) -> Iterator[tuple[str, Values]]:
    for subject, values in inside.items():
        if (_ANNOTATION.value, IRI) in values.get(RDF_TYPE, ()):
            flat: Values = {FROM_DOCUMENT: [(document, IRI)]}
            _flatten(inside, subject, flat)
            yield subject, flat


def _flatten(inside: dict[str, Values], subject: str, into: Values) -> None:
    """Annotation, target and selectors as one."""
    for name, found in inside.get(subject, {}).items():
        into.setdefault(name, []).extend(found)
        for part, _ in found if name in _PARTS else ():
            _flatten(inside, part, into)


def _evidence(dataset: Store, subject: NamedNode, graph: NamedNode) -> Values:
    """The same for one piece, by lookups."""
    inside: dict[str, Values] = {}
    todo = [subject.value]
    while todo:
        node = todo.pop()
        inside[node] = _quads(dataset, NamedNode(node), graph)
        todo += [part for name in _PARTS for part, kind in inside[node].get(name, ()) if kind == IRI and part not in inside]
    flat: Values = {FROM_DOCUMENT: [(graph.value, IRI)]}
    _flatten(inside, subject.value, flat)
    return flat

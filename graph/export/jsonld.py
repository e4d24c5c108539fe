"""JSON-LD of the canonical view: one object a subject, a line each, in the order of IRIs; the context holds the prefixes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from ...ontology.iris import PREFIXES, RDF_TYPE
from ..sorting import graph_lines
from .target import Target, scratch, written

_STRING = PREFIXES["xsd"] + "string"


def write(dataset: ox.Store, target: Target) -> None:
    """Write the canonical view."""
    with scratch(target) as folder, written(target) as out:
        out.write(f'{{"@context": {json.dumps(PREFIXES, sort_keys=True)},\n"@graph": ['.encode())
        comma = b"\n"
        for node in _nodes(graph_lines(dataset, ox.DefaultGraph(), folder)):
            out.write(comma + json.dumps(node, ensure_ascii=False).encode())
            comma = b",\n"
        out.write(b"\n]}\n")


def _nodes(lines: Iterator[bytes]) -> Iterator[dict[str, Any]]:
    for _, group in groupby(lines, key=lambda line: line.partition(b" ")[0]):
        triples = [quad.triple for quad in ox.parse(b"".join(group), format=ox.RdfFormat.N_TRIPLES, rename_blank_nodes=False)]
        yield _node(triples)


def _node(triples: list[ox.Triple]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _name(triples[0].subject)}
    for triple in triples:
        if triple.predicate.value == RDF_TYPE and isinstance(triple.object, ox.NamedNode):
            node.setdefault("@type", []).append(_short(triple.object.value))
        else:
            node.setdefault(_short(triple.predicate.value), []).append(_value(triple.object))
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in node.items()}


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"@id": _name(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    kind = term.datatype.value
    return {"@value": term.value} if kind == _STRING else {"@value": term.value, "@type": _short(kind)}


def _name(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    if isinstance(term, ox.Triple):
        raise TypeError(f"JSON-LD can't say {term}")
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _short(iri: str) -> str:
    """``skos:prefLabel`` where that is unmistakable, or the IRI."""
    for prefix, start in PREFIXES.items():
        local = iri.removeprefix(start)
        if local != iri and local.isidentifier():
            return f"{prefix}:{local}"
    return iri

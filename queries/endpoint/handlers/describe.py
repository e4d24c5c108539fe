"""What the service says of itself (SPARQL 1.1 Service Description) and of its data (VoID)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox

from ....ontology import iris
from .. import formats
from ..reply import Reply

if TYPE_CHECKING:
    from ....graph.store import Store

SD, VOID, FORMATS = "http://www.w3.org/ns/sparql-service-description#", iris.PREFIXES["void"], "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples", "N-Quads",
            "TriG", "RDF_XML", "JSON-LD")  # fmt: skip
_PREFIXES = {**iris.PREFIXES, "sd": SD}
Triples = Iterator[tuple[Any, str, Any]]


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _number(value: int) -> ox.Literal:
    return ox.Literal(value)


def service(store: Store, asked: dict[str, Any]) -> Reply:
    """The service description."""
    return _reply(_service(store, asked["base"]), asked)


def void(store: Store, asked: dict[str, Any]) -> Reply:
    """The VoID description: counts by class, property, language and source."""
    return _reply(_void(store, asked["base"]), asked)


def _reply(triples: Triples, asked: dict[str, Any]) -> Reply:
    media = formats.choose(dict(formats.GRAPHS), asked)
    quads = [
        ox.Triple(subject, _node(iris.expand(name) if not name.startswith("http") else name), value) for subject, name, value in triples
    ]
    form = formats.GRAPHS[media]
    prefixes = _PREFIXES if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG) else None
    return Reply(formats.labelled(media), ox.serialize(quads, format=form, prefixes=prefixes) or b"")


def _service(store: Store, base: str) -> Triples:
    me, data, default = _node(f"{base}/sparql"), _node(f"{base}/.well-known/void#dataset"), _node(f"{base}/.well-known/void#view")
    yield me, "rdf:type", _node(SD + "Service")
    yield me, SD + "endpoint", me
    yield me, SD + "supportedLanguage", _node(SD + "SPARQL11Query")
    for name in _RESULTS:
        yield me, SD + "resultFormat", _node(FORMATS + name)
    yield me, SD + "feature", _node(SD + "EmptyGraphs")
    yield me, SD + "defaultDataset", data
    yield data, "rdf:type", _node(SD + "Dataset")
    yield data, SD + "defaultGraph", default
    yield default, "rdf:type", _node(SD + "Graph")
    yield default, "dct:title", ox.Literal("the canonical view", language="en")
    yield (
        data,
        "dct:title",
        ox.Literal("healthcare cooperation: one named graph for each source document, and the merged view", language="en"),
    )
    yield data, "dct:identifier", ox.Literal(store.snapshot_id)
    yield data, "rdfs:seeAlso", _node(f"{base}/.well-known/void")


def _void(store: Store, base: str) -> Triples:
    me = _node(f"{base}/.well-known/void#dataset")
    yield me, "rdf:type", _node(VOID + "Dataset")
    yield me, "dct:title", ox.Literal("medcoop", language="en")
    yield me, "dct:identifier", ox.Literal(store.snapshot_id)
    yield me, "void:sparqlEndpoint", _node(f"{base}/sparql")
    yield me, "void:uriSpace", ox.Literal(iris.BASE)
    for prefix in sorted(iris.PREFIXES):
        yield me, "void:vocabulary", _node(iris.PREFIXES[prefix])
    properties = _counts(store, "SELECT ?key (COUNT(*) AS ?n) { ?s ?key ?o } GROUP BY ?key")
    yield me, "void:triples", _number(sum(count for _, count in properties))
    yield me, "void:properties", _number(len(properties))
    for iri, count in properties:
        yield from _part(me, "property", iri, "triples", count)
    for iri, count in _counts(store, "SELECT ?key (COUNT(*) AS ?n) { ?s a ?key } GROUP BY ?key"):
        yield from _part(me, "class", iri, "entities", count)
    for code, count in _counts(store, "SELECT ?key (COUNT(*) AS ?n) { ?s a mc:Document ; dct:language ?key } GROUP BY ?key"):
        yield from _subset(me, f"{base}/.well-known/void#language-{quote(code)}", "dct:language", ox.Literal(code), count)
    for host, count in _counts(store, _HOSTS):
        yield from _subset(me, f"{base}/.well-known/void#source-{quote(host, safe='')}", "dct:source", ox.Literal(host), count)


_HOSTS = (
    'SELECT ?key (COUNT(*) AS ?n) { ?s a mc:Document ; dct:identifier ?id BIND(REPLACE(STR(?id), "^([a-z]+:/*[^/]*).*$", "$1") AS ?key) }'
    " GROUP BY ?key ORDER BY DESC(?n) ?key LIMIT 500"
)


def _counts(store: Store, query: str) -> list[tuple[str, int]]:
    return sorted((str(row["key"]), int(row["n"] or 0)) for row in store.query(query).values())


def _part(me: ox.NamedNode, by: str, iri: str, unit: str, count: int) -> Triples:
    part = _node(f"{me.value.rpartition('#')[0]}#{by}-{quote(iri, safe='')}")
    yield me, f"void:{by}Partition", part
    yield part, f"void:{by}", _node(iri)
    yield part, f"void:{unit}", _number(count)


def _subset(me: ox.NamedNode, name: str, by: str, value: ox.Literal, count: int) -> Triples:
    part = _node(name)
    yield me, "void:subset", part
    yield part, "rdf:type", _node(VOID + "Dataset")
    yield part, by, value
    yield part, "void:documents", _number(count)

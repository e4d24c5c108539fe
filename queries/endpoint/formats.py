"""The formats of answers: media types as clients name them, and what Oxigraph calls them."""

from __future__ import annotations

import pyoxigraph as ox

from . import accept
from .problems import Problem

HTML = "text/html"
ROWS: dict[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
GRAPHS: dict[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
    "text/xml": ox.RdfFormat.RDF_XML,
}
SHORT = {
    "json": "application/sparql-results+json", "srj": "application/sparql-results+json", "xml": "application/sparql-results+xml",
    "srx": "application/sparql-results+xml", "csv": "text/csv", "tsv": "text/tab-separated-values", "ttl": "text/turtle",
    "turtle": "text/turtle", "nt": "application/n-triples", "ntriples": "application/n-triples", "nq": "application/n-quads",
    "trig": "application/trig", "rdf": "application/rdf+xml", "jsonld": "application/ld+json", "json-ld": "application/ld+json",
    "html": HTML,
}  # fmt: skip
"""Names for a `format` parameter and for file endings."""
CHARSET = {"text/csv", "text/tab-separated-values", "text/turtle", "text/plain", "text/xml", "text/html"}


def choose(offered: dict[str, object], asked: dict[str, object], *, html: bool = False) -> str:
    """The media type for an answer: what `format` names, else what Accept wants. Problem 406 when there is no such format."""
    types = [*offered, *([HTML] if html else [])]
    named = str(asked.get("format") or "")
    if named in SHORT and SHORT[named] in types:
        return SHORT[named]
    if named == "json" and "application/ld+json" in types:
        return "application/ld+json"
    if named == "xml" and "application/rdf+xml" in types:
        return "application/rdf+xml"
    found = accept.best(str(asked.get("accept") or ""), types)
    if found is None:
        raise Problem(406, "none of the accepted media types is offered", offered=types)
    return found


def labelled(media: str) -> str:
    """A media type with its charset where it needs one."""
    return f"{media}; charset=utf-8" if media in CHARSET else media

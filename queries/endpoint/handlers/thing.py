"""Linked data: every IRI of ours answers with a page, Turtle, JSON-LD or another RDF format, by what the client accepts."""

from __future__ import annotations

from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from ....ontology import iris
from ...pages import cards
from ...pages.nodes import Node, View
from .. import formats
from ..problems import Problem
from ..reply import Reply, page, plain_json

if TYPE_CHECKING:
    from ....graph.store import Store

OFFERED: dict[str, object] = {
    "text/turtle": "ttl", formats.HTML: "html", "application/ld+json": "jsonld", "application/n-triples": "nt",
    "application/rdf+xml": "rdf", "application/n-quads": "nq", "application/trig": "trig", "application/json": "jsonld",
}  # fmt: skip
_FILES = {"ontology": "medcoop.ttl", "vocabularies": "vocabularies.ttl"}
_MOST, _POINTING = 20_000, 1_000
"""Statements of a document's own graph, and of what points to a thing, in one description: the rest is a query away."""
_DEFAULT = ox.DefaultGraph()


def answer(store: Store, asked: dict[str, Any]) -> Reply:
    """A thing, a document, a concept, a vocabulary or the ontology. Problem 404 when it was never here, 410 when it is gone."""
    iri = _iri(asked["path"])
    media = formats.choose(OFFERED, asked)
    headers = {"content-location": f"/{asked['path']}.{OFFERED[media]}", "link": f'<{iri}>; rel="cite-as"'}
    if asked["path"] in _FILES:
        return _file(asked, media, headers)
    node = View(store, asked["lang"]).node(iri)
    if node.replaced_by and not node.slug:
        place = _here(node.replaced_by, asked)
        return plain_json({"moved": node.replaced_by}, 307) if not place else Reply("text/plain", b"", 307, {"location": place})
    if not node.slug and not _is_named(store, iri):
        raise _absent(store, iri)
    if media == formats.HTML:
        return page(cards.card(node, asked), headers=headers)
    return Reply(formats.labelled(media), _writer(node, formats.GRAPHS[media]), headers=headers)


def _iri(path: str) -> str:
    """The IRI of a path. Problem 404 when it can't be one."""
    try:
        return ox.NamedNode(iris.BASE + path).value
    except ValueError:
        raise Problem(404, "nothing is known by this IRI") from None


def _here(iri: str, asked: dict[str, Any]) -> str:
    """The address here of the thing that stands in another's place."""
    from urllib.parse import urlencode  # noqa: PLC0415

    ending = f".{asked['format']}" if asked.get("format") else ""
    query = urlencode(asked.get("carry", {}))
    return f"{cards.path(iri)}{ending}{'?' + query if query else ''}"


def _is_named(store: Store, iri: str) -> bool:
    """Whether the canonical view says anything of it."""
    node = ox.NamedNode(iri)
    said = store.dataset.quads_for_pattern(node, None, None, _DEFAULT)
    return any(True for _ in said) or any(True for _ in store.dataset.quads_for_pattern(None, None, node, _DEFAULT))


def _absent(store: Store, iri: str) -> Problem:
    from . import gone  # noqa: PLC0415

    was = gone.what_was(store, iri)
    if was is None:
        return Problem(404, "nothing is known by this IRI", where=iri)
    return Problem(410, "this was withdrawn, with the documents that said it", where=iri, was=was)


def description(node: Node) -> list[ox.Quad]:
    """What is said of a thing and what points to it (as far as `_POINTING` reaches); of a document its own graph too."""
    dataset, subject = node.view.store.dataset, ox.NamedNode(node.iri)
    found = list(dataset.quads_for_pattern(subject, None, None, _DEFAULT))
    found += islice(dataset.quads_for_pattern(None, None, subject, _DEFAULT), _POINTING)
    found += list(dataset.quads_for_pattern(None, None, None, subject))[:_MOST]
    return found


def _writer(node: Node, form: ox.RdfFormat) -> Any:
    def write(out: BinaryIO) -> None:
        quads = description(node)
        named = form.supports_datasets
        ox.serialize(quads if named else sorted({quad.triple for quad in quads}, key=str), out, form, prefixes=_prefixes(form))

    return write


def _prefixes(form: ox.RdfFormat) -> dict[str, str] | None:
    return iris.PREFIXES if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.RDF_XML) else None


def _file(asked: dict[str, Any], media: str, headers: dict[str, str]) -> Reply:
    """The ontology, or all vocabularies."""
    if media == formats.HTML:
        return page(cards.ontology(asked) if asked["path"] == "ontology" else cards.vocabularies(asked), headers=headers)
    turtle = (files("medcoop.ontology") / "generated" / _FILES[asked["path"]]).read_bytes()
    if media == "text/turtle":
        return Reply(formats.labelled(media), turtle, headers=headers)
    triples = [quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]
    form = formats.GRAPHS[media]
    return Reply(formats.labelled(media), ox.serialize(triples, format=form, prefixes=_prefixes(form)) or b"", headers=headers)

"""vocabularies.ttl: the vocabularies and the countries in SKOS."""

from __future__ import annotations

from rdflib import RDF, RDFS, SKOS, Graph, Literal, URIRef

from . import iris
from .generate_rdf import new_graph, ref, turtle, words
from .generate_vocabularies import PLACES, SCHEMES, read_yaml
from .places import Country
from .places import from_plain as places_from_plain
from .vocabulary import Concept, Scheme
from .vocabulary import from_plain as vocabularies_from_plain


def skos_turtle() -> str:
    """vocabularies.ttl."""
    return turtle(skos_graph(), "The vocabularies of healthcare cooperation (SKOS)")


def skos_graph() -> Graph:
    """All schemes with their concepts, and the countries."""
    graph = new_graph()
    for scheme in vocabularies_from_plain({name: read_yaml(name) for name in SCHEMES}).schemes.values():
        _scheme(graph, scheme)
    for country in places_from_plain({name: read_yaml(name) for name in PLACES}).countries.values():
        _country(graph, country)
    return graph


def _scheme(graph: Graph, scheme: Scheme) -> None:
    node = URIRef(scheme.iri)
    graph.add((node, RDF.type, SKOS.ConceptScheme))
    words(graph, node, SKOS.prefLabel, scheme.label)
    words(graph, node, SKOS.definition, scheme.comment)
    for concept in scheme.concepts.values():
        _concept(graph, node, concept)


def _concept(graph: Graph, scheme: URIRef, concept: Concept) -> None:
    node = URIRef(concept.iri)
    graph.add((node, RDF.type, SKOS.Concept))
    if concept.scheme == "topic":
        graph.add((node, RDF.type, ref("mc:Topic")))
    graph.add((node, SKOS.inScheme, scheme))
    graph.add((node, SKOS.notation, Literal(concept.id)))
    words(graph, node, SKOS.prefLabel, concept.label)
    words(graph, node, SKOS.definition, concept.comment)
    _search(graph, node, concept)
    for match in concept.exact_match:
        graph.add((node, SKOS.exactMatch, URIRef(match)))
    if concept.class_name:
        graph.add((node, RDFS.seeAlso, ref(concept.class_name)))
    _hierarchy(graph, scheme, concept)


def _search(graph: Graph, node: URIRef, concept: Concept) -> None:
    for lang in ("en", "ru"):
        label = concept.label.of(lang)
        for form in concept.search.of(lang):
            if form != label:  # a label is either preferred or hidden (SKOS S13)
                graph.add((node, SKOS.hiddenLabel, Literal(form, lang=lang)))


def _hierarchy(graph: Graph, scheme: URIRef, concept: Concept) -> None:
    node = URIRef(concept.iri)
    for broader in concept.broader:
        graph.add((node, SKOS.broader, URIRef(iris.concept(concept.scheme, broader))))
    for narrower in concept.narrower:
        graph.add((node, SKOS.narrower, URIRef(iris.concept(concept.scheme, narrower))))
    if not concept.broader:
        graph.add((node, SKOS.topConceptOf, scheme))
        graph.add((scheme, SKOS.hasTopConcept, node))


def _country(graph: Graph, country: Country) -> None:
    node = URIRef(iris.country(country.code))
    graph.add((node, RDF.type, ref("schema:Country")))
    graph.add((node, SKOS.notation, Literal(country.code)))
    words(graph, node, SKOS.prefLabel, country.name)
    for lang in ("en", "ru"):
        for form in country.forms.of(lang):
            graph.add((node, SKOS.altLabel, Literal(form, lang=lang)))

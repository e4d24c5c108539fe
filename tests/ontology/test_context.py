"""The JSON-LD context: facts and things of the graph become the triples that they mean."""

import json

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from medcoop.ontology import iris
from medcoop.ontology.generate_context import context
from medcoop.ontology.iris import EDTF, expand

BASE = "https://example.org/doc#"
MC = Namespace(iris.MC)
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own parser


def triples(value: dict) -> Graph:
    """The triples as rdflib reads them; Oxigraph must read the same."""
    text = json.dumps({"@context": [context(), {"@base": BASE}], **value})
    graph = Graph().parse(data=text, format="json-ld")
    lines = ox.serialize(ox.parse(text.encode(), format=ox.RdfFormat.JSON_LD), format=ox.RdfFormat.N_TRIPLES)
    assert isomorphic(graph, Graph().parse(data=lines, format="nt"))
    return graph


def test_facts_of_a_document():
    graph = triples({
        "id": "d1", "lang": "en", "published": "2023-07",
        "institutions": [{"key": "i1", "name": "City hospital", "kind": "hospital", "country": "KG"}],
        "people": [{"name": "A. B."}],
        "agreements": [{"key": "a1", "parties": ["i1", "country:MN"], "status": "signed", "type": "memorandum"}],
        "cooperations": [{"key": "c1", "parties": ["i1", "country:MN"], "topics": ["oncology"], "kinds": ["training"],
                          "status": "active", "date": "2023"}],
    })  # fmt: skip
    hospital, cooperation, agreement = (URIRef(BASE.removesuffix("doc#") + key) for key in ("i1", "c1", "a1"))
    document = URIRef(BASE.removesuffix("doc#") + "d1")
    assert (hospital, MC.institutionKind, URIRef(iris.concept("institution-kind", "hospital"))) in graph
    assert (hospital, MC.country, URIRef(iris.country("KG"))) in graph
    assert (cooperation, URIRef(expand("prov:hadPrimarySource")), document) in graph
    assert set(graph.objects(cooperation, MC.party)) == {hospital, URIRef(iris.country("MN"))}
    assert (cooperation, MC.topic, URIRef(iris.concept("topic", "oncology"))) in graph
    assert (cooperation, MC.date, Literal("2023", datatype=URIRef(EDTF))) in graph
    assert (cooperation, MC.status, URIRef(iris.concept("status", "active"))) in graph
    assert (agreement, MC.agreementStatus, URIRef(iris.concept("agreement-status", "signed"))) in graph
    assert (None, URIRef(expand("foaf:name")), Literal("A. B.")) in graph
    assert (document, URIRef(expand("schema:datePublished")), Literal("2023-07", datatype=URIRef(EDTF))) in graph


def test_things_of_the_graph_by_their_class():
    graph = triples({
        "id": "https://w3id.org/medcoop/id/institution/1", "@type": "Institution", "name": {"en": "Hospital", "ru": "Больница"},
        "also": {"ru": ["ГБ", "Горбольница"]}, "kind": "https://w3id.org/medcoop/institution-kind/hospital", "owner": "https://example.org/o",
    })  # fmt: skip
    thing = URIRef("https://w3id.org/medcoop/id/institution/1")
    assert set(graph.objects(thing, URIRef(expand("skos:prefLabel")))) == {Literal("Hospital", lang="en"), Literal("Больница", lang="ru")}
    assert len(set(graph.objects(thing, URIRef(expand("skos:altLabel"))))) == 2
    assert (thing, MC.institutionKind, URIRef(iris.concept("institution-kind", "hospital"))) in graph
    assert (thing, MC.owner, URIRef("https://example.org/o")) in graph
    assert (thing, URIRef(iris.RDF_TYPE), MC.Institution) in graph

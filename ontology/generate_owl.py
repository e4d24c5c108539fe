"""medcoop.ttl: the ontology in OWL 2, made from the declarations. Terms of others are referred to, never redefined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from .classes import CLASSES, UNSTATED
from .declare import Class, Field, Model, Property, fields
from .generate_rdf import defined_by, describe, new_graph, one_of_classes, own, ref, turtle
from .iris import BASE, EDTF, MC, PREFIXES
from .text import Text

VERSION = "0.1.0"
LICENCE = "https://spdx.org/licenses/MIT"
DCT = Namespace(PREFIXES["dct"])
ONTOLOGY = URIRef(MC.rstrip("#"))
LABEL = Text("Ontology of cooperation in healthcare", "Онтология сотрудничества в здравоохранении")
COMMENT = Text(
    "Institutions, people, agreements, projects and who cooperates with whom on what, each with the quoted evidence.",
    "Организации, люди, соглашения, проекты и кто с кем и в чём сотрудничает, каждый факт с цитатой-свидетельством.",
)
CANDIDATE = Class(
    "mc:Candidate", "candidate", Text("candidate", "кандидат"),
    Text("A stated fact whose confidence is below the threshold: kept in its document's graph, not in the canonical view.",
         "Факт, уверенность в котором ниже порога: хранится в графе документа, но не входит в сводный граф."),
)  # fmt: skip
DATATYPES = {
    "text": RDF.langString, "string": XSD.string, "date": URIRef(EDTF), "integer": XSD.integer, "decimal": XSD.decimal,
    "boolean": XSD.boolean, "timestamp": XSD.dateTime,
}  # fmt: skip
BY_NAME: dict[str, type[Model]] = {model.__name__: model for model in CLASSES}


@cache
def uses() -> dict[Property, tuple[tuple[type[Model], Field], ...]]:
    """Every declared property with the classes and fields that have it, in order."""
    found: dict[Property, list[tuple[type[Model], Field]]] = {}
    for model in CLASSES:
        for field in fields(model):
            found.setdefault(field.property, []).append((model, field))
    return {prop: tuple(owners) for prop, owners in found.items()}


def value_classes(prop: Property) -> tuple[str, ...]:
    """Prefixed classes of the values of a link or concept property; none for literals."""
    if prop.kind == "link":
        return tuple(BY_NAME[name].declared.name for name in prop.to)
    if prop.kind == "concept":
        return ("mc:Topic",) if prop.to == ("topic",) else ("skos:Concept",)
    return ()


def general_properties() -> Iterator[tuple[Property, tuple[str, ...]]]:
    """Each property with the prefixed names of its domain: what has it, or has a property that is a kind of it."""
    for prop, owners in uses().items():
        special = [model for other, more in uses().items() if other.sub_of == prop.name for model, _ in more]
        unstated = [BY_NAME[label] for name, _, labels, _ in UNSTATED if name == prop.name for label in labels]
        yield prop, tuple(model.declared.name for model in [*(model for model, _ in owners), *special, *unstated])


def ontology_graph() -> Graph:
    """The whole ontology."""
    graph = new_graph()
    _header(graph)
    for declared in [*(model.declared for model in CLASSES), CANDIDATE]:
        _class(graph, declared)
    for prop, domain in general_properties():
        _property(graph, prop, domain)
    return graph


def ontology_turtle() -> str:
    """medcoop.ttl."""
    return turtle(ontology_graph(), "The ontology of healthcare cooperation (OWL 2)")


def _header(graph: Graph) -> None:
    graph.add((ONTOLOGY, RDF.type, OWL.Ontology))
    describe(graph, ONTOLOGY, LABEL, COMMENT)
    graph.add((ONTOLOGY, OWL.versionInfo, Literal(VERSION)))
    graph.add((ONTOLOGY, OWL.versionIRI, URIRef(f"{BASE}ontology/{VERSION}")))
    graph.add((ONTOLOGY, DCT.license, URIRef(LICENCE)))
    graph.add((URIRef(EDTF), RDF.type, RDFS.Datatype))


def _class(graph: Graph, declared: Class) -> None:
    term = ref(declared.name)
    graph.add((term, RDF.type, OWL.Class))
    defined_by(graph, declared.name)
    for general in declared.sub_of:
        graph.add((term, RDFS.subClassOf, ref(general)))
    if own(declared.name):
        describe(graph, term, declared.label, declared.comment)


def _property(graph: Graph, prop: Property, domain: Iterable[str]) -> None:
    defined_by(graph, prop.name)
    if not own(prop.name):
        return
    term = ref(prop.name)
    graph.add((term, RDF.type, OWL.ObjectProperty if _of_things(prop) else OWL.DatatypeProperty))
    describe(graph, term, prop.label, prop.comment)
    graph.add((term, RDFS.domain, one_of_classes(graph, domain)))
    graph.add((term, RDFS.range, _range(graph, prop)))
    if is_functional(prop):
        graph.add((term, RDF.type, OWL.FunctionalProperty))
    if prop.sub_of:
        graph.add((term, RDFS.subPropertyOf, ref(prop.sub_of)))
    if prop.inverse:
        _inverse(graph, prop, domain)


def _inverse(graph: Graph, prop: Property, domain: Iterable[str]) -> None:
    assert prop.inverse is not None
    name, label = prop.inverse
    term = ref(name)
    graph.add((term, RDF.type, OWL.ObjectProperty))
    defined_by(graph, name)
    describe(graph, term, label, Text(f"The inverse of “{prop.label.en}”.", f"Обратное к «{prop.label.ru}»."))
    graph.add((term, OWL.inverseOf, ref(prop.name)))
    graph.add((term, RDFS.domain, _range(graph, prop)))
    graph.add((term, RDFS.range, one_of_classes(graph, domain)))


def _of_things(prop: Property) -> bool:
    return prop.kind in ("link", "concept", "iri")


def _range(graph: Graph, prop: Property) -> Node:
    if prop.kind == "iri":
        return RDFS.Resource
    return one_of_classes(graph, value_classes(prop)) if _of_things(prop) else DATATYPES[prop.kind]


def is_functional(prop: Property) -> bool:
    """At most one value in every class that has it. Texts are not: they may have one value a language."""
    return prop.kind != "text" and not any(field.many for _, field in uses()[prop])

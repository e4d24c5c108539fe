"""shapes.ttl: what a well-formed graph looks like, in SHACL, made from the declarations.

The shapes hold for the graph of one document and for the canonical view alike; a text has at most one value a language, since things that
several documents name have a name in each. Countries and concepts are checked by their IRIs: their descriptions may lie elsewhere.
"""

from __future__ import annotations

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from . import iris
from .classes import CLASSES
from .dates import PATTERN
from .declare import Field, Model, Property, fields
from .generate_owl import BY_NAME, DATATYPES
from .generate_rdf import new_graph, rdf_list, ref, turtle, words
from .generate_vocabularies import read_yaml
from .text import Text

SH = Namespace(iris.PREFIXES["sh"])
PATHS = {name: ("oa:hasTarget", "oa:hasSelector", name) for name in ("oa:start", "oa:end", "oa:exact")}
"""Properties that a thing has at a distance: the offsets of evidence stand at the selector of its target."""
COUNTRY_IRI = f"^{iris.country('')}[A-Z]{{2}}$"
BOUNDS = {"Ge": ("ge", "minInclusive"), "Le": ("le", "maxInclusive")}
"""Bounds of numbers, as the model states them and as SHACL calls them."""


def shapes_turtle() -> str:
    """shapes.ttl."""
    return turtle(shapes_graph(), "The shapes of a well-formed graph of healthcare cooperation (SHACL)")


def shapes_graph() -> Graph:
    """A node shape for each class, with a property shape for each field."""
    graph = new_graph()
    for model in CLASSES:
        _node_shape(graph, model)
    return graph


def shape_iri(*segments: str) -> URIRef:
    """IRI of a shape: of a class, or of a class's field."""
    return URIRef(iris.BASE + "/".join(("shape", *segments)))


def _node_shape(graph: Graph, model: type[Model]) -> None:
    node, declared = shape_iri(model.__name__), model.declared
    graph.add((node, RDF.type, SH.NodeShape))
    graph.add((node, SH.targetClass, ref(declared.name)))
    graph.add((node, SH.nodeKind, SH.IRI))
    words(graph, node, SH.name, declared.label)
    for field in fields(model):
        shape = shape_iri(model.__name__, field.name)
        graph.add((node, SH.property, shape))
        _property_shape(graph, shape, model, field)


def _property_shape(graph: Graph, shape: URIRef, model: type[Model], field: Field) -> None:
    prop = field.property
    graph.add((shape, RDF.type, SH.PropertyShape))
    graph.add((shape, SH.path, _path(graph, prop.name)))
    words(graph, shape, SH.name, prop.label)
    words(graph, shape, SH.message, message(model, field))
    least, most = counts(model, field)
    if least:
        graph.add((shape, SH.minCount, Literal(least)))
    if most:
        graph.add((shape, SH.maxCount, Literal(most)))
    if prop.kind == "text" and not field.many:
        graph.add((shape, SH.uniqueLang, Literal(True)))
    _values(graph, shape, prop)
    _bounds(graph, shape, model, field)


def counts(model: type[Model], field: Field) -> tuple[int, int]:
    """How many values a field has at least and at most; 0: no bound."""
    if not field.many:
        return int(field.required), 0 if field.property.kind == "text" else 1
    bounds = {type(item).__name__: item for item in model.model_fields[field.name].metadata}
    least, most = bounds.get("MinLen"), bounds.get("MaxLen")
    return (least.min_length if least else 0), (most.max_length if most else 0)


def message(model: type[Model], field: Field) -> Text:
    """What to tell when the shape does not hold."""
    prop, about = field.property, model.declared
    least, most = counts(model, field)
    number = Text(_number(least, most, "at least", "at most"), _number(least, most, "не меньше", "не больше"))
    kind = _KINDS[prop.kind]
    en = f"{about.label.en}: “{prop.label.en}” must be {kind.en}{number.en}."
    return Text(en, f"{about.label.ru}: «{prop.label.ru}» должно быть: {kind.ru}{number.ru}.")


_KINDS = {
    "text": Text("text with a language tag, one a language where there is only one name", "текст с меткой языка, один на каждый язык"),
    "string": Text("a string", "строка"),
    "date": Text("a date in EDTF, such as 2023-07", "дата в EDTF, например 2023-07"),
    "integer": Text("a whole number", "целое число"),
    "decimal": Text("a decimal number", "число"),
    "boolean": Text("true or false", "истина или ложь"),
    "timestamp": Text("a date and time", "дата и время"),
    "iri": Text("an IRI", "IRI"),
    "concept": Text("a concept of the vocabulary", "понятие словаря"),
    "link": Text("a thing of the right class", "узел нужного класса"),
}  # fmt: skip


def _number(least: int, most: int, at_least: str, at_most: str) -> str:
    if least == most:
        return f" ({least})" if least else ""
    return "".join(f", {word} {bound}" for word, bound in ((at_least, least), (at_most, most)) if bound)


def _path(graph: Graph, name: str) -> Node:
    steps = PATHS.get(name)
    return rdf_list(graph, "path-" + name.replace(":", "-"), [ref(step) for step in steps]) if steps else ref(name)


def _values(graph: Graph, shape: URIRef, prop: Property) -> None:
    if prop.kind == "concept":
        graph.add((shape, SH["in"], _concepts(graph, prop.to[0])))
    elif prop.kind == "link":
        _link(graph, shape, prop)
    elif prop.kind == "iri":
        graph.add((shape, SH.nodeKind, SH.IRI))
    else:
        graph.add((shape, SH.datatype, DATATYPES[prop.kind]))
        if prop.kind == "date":
            graph.add((shape, SH.pattern, Literal(PATTERN)))


def _bounds(graph: Graph, shape: URIRef, model: type[Model], field: Field) -> None:
    for bound in model.model_fields[field.name].metadata:
        if type(bound).__name__ in BOUNDS:
            attribute, name = BOUNDS[type(bound).__name__]
            graph.add((shape, SH[name], Literal(getattr(bound, attribute))))


def _concepts(graph: Graph, scheme: str) -> Node:
    codes = read_yaml(scheme)["concepts"]
    return rdf_list(graph, f"in-{scheme}", [URIRef(iris.concept(scheme, code)) for code in codes])


def _link(graph: Graph, shape: URIRef, prop: Property) -> None:
    graph.add((shape, SH.nodeKind, SH.IRI))
    if prop.to == ("Country",):
        graph.add((shape, SH.pattern, Literal(COUNTRY_IRI)))
    elif len(prop.to) == 1:
        graph.add((shape, SH["class"], ref(BY_NAME[prop.to[0]].declared.name)))
    else:
        choices = [_choice(graph, name) for name in prop.to]
        graph.add((shape, SH["or"], rdf_list(graph, "or-" + "-".join(prop.to), choices)))


def _choice(graph: Graph, name: str) -> Node:
    choice = shape_iri("a", name)
    graph.add((choice, RDF.type, SH.NodeShape))
    if name == "Country":
        graph.add((choice, SH.pattern, Literal(COUNTRY_IRI)))
    else:
        graph.add((choice, SH["class"], ref(BY_NAME[name].declared.name)))
    return choice

"""context.jsonld: JSON-LD 1.1, for facts as they are and for things of the graph by their class.

A field name may mean different properties in different classes, so meanings are scoped: by `@type` for things of the graph, by the list
they stand in for facts. The document's lists run backwards (``prov:hadPrimarySource``), as in the graph. Of the evidence, the offsets
stand at the annotation itself here and not at its selector.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Iterable
from typing import Any

from . import iris
from .classes import CLASSES
from .declare import Field, Model, fields
from .generate_owl import DATATYPES
from .generate_rdf import own
from .generate_vocabularies import read_yaml
from .model import Document, Facts

Json = dict[str, Any]


def context_json() -> str:
    """context.jsonld."""
    return json.dumps({"@context": context()}, ensure_ascii=False, indent=2) + "\n"


def context() -> Json:
    """The context."""
    found: Json = {"@version": 1.1, **iris.PREFIXES, "country": {"@id": iris.country(""), "@prefix": True}, "key": "@id", "id": "@id"}
    for model in CLASSES:
        found[model.__name__] = {"@id": _id(model.declared.name), "@context": class_context(model)}
    return {**found, **_facts_context()}


def class_context(model: type[Model]) -> Json:
    """What the fields of one class mean."""
    return {field.name: term(field) for field in fields(model)}


def term(field: Field) -> Json:
    """What one field means: its property and how its values are read."""
    prop = field.property
    found: Json = {"@id": _id(prop.name)}
    if prop.kind == "concept":
        return {**found, **_codes(iris.scheme(prop.to[0]) + "/", read_yaml(prop.to[0])["concepts"])}
    if prop.kind == "link":
        return {**found, **(_codes(iris.country(""), ()) if prop.to == ("Country",) else {"@type": "@id"})}
    if prop.kind == "text":
        return {**found, "@container": "@language"}
    if prop.kind == "string":
        return found  # plain strings need no type, and rdflib tells "a"^^xsd:string from "a"
    return {**found, "@type": "@id" if prop.kind == "iri" else str(DATATYPES[prop.kind])}


def _codes(namespace: str, codes: Iterable[str]) -> Json:
    """Values are codes of a vocabulary, or full IRIs. A code that is spelt like a field (the status ``signed``) is told apart."""
    names = {field.name for model in CLASSES for field in fields(model)}
    return {"@type": "@vocab", "@context": {"@vocab": namespace, **{code: namespace + code for code in codes if code in names}}}


def _id(name: str) -> str:
    return name if own(name) else iris.expand(name)


def _facts_context() -> Json:
    stated = {name: typing.get_args(info.annotation)[0] for name, info in Facts.model_fields.items() if _is_list(info.annotation)}
    lists = {name: {"@reverse": iris.expand("prov:hadPrimarySource"), "@context": class_context(model)} for name, model in stated.items()}
    known = class_context(Document)
    return {**{name: known[name] for name in Facts.model_fields if name in known}, **lists}


def _is_list(annotation: Any) -> bool:
    return typing.get_origin(annotation) is tuple

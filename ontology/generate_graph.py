"""property-graph.json: labels, their properties and the relationships of the property graph, made from the declarations.

The projections (embedded, Neo4j, CSV, GraphML) follow the same declarations; a test holds this description against them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from .declare import Field, Model, fields
from .model import CLASSES, UNSTATED, Agreement, Country, Document, Evidence, Topic

Json = dict[str, Any]
LABELS = {model.__name__: model for model in CLASSES if model.declared.node}
BY_SLUG = {model.declared.slug: name for name, model in LABELS.items()}
TYPES = {"integer": "integer", "decimal": "decimal", "boolean": "boolean"}
NAMING = frozenset({"name", "title"})
CODED = (Country, Topic)
Edge = tuple[str, str, str]


def property_graph_json() -> str:
    """property-graph.json."""
    return json.dumps(property_graph(), ensure_ascii=False, indent=2) + "\n"


def property_graph() -> Json:
    """``{"nodes": [...], "relationships": [...]}``, each with its properties and their types."""
    nodes = [{"label": name, "class": model.declared.iri, "properties": dict(node_properties(model))} for name, model in LABELS.items()]
    return {"nodes": nodes, "relationships": list(relationships())}


def node_properties(model: type[Model]) -> Iterator[tuple[str, str]]:
    """(name, type) of the properties of a label's nodes."""
    yield "id", "string"
    if model in CODED:
        yield "code", "string"
    yield from _text("name")
    for field in fields(model):
        if field.name != "name" and not targets(field):
            yield from _field(field)


def _field(field: Field) -> Iterator[tuple[str, str]]:
    kind = field.property.kind
    if field.many:
        yield field.name, "strings"
    elif kind == "date":
        yield from ((field.name + ending, "string") for ending in ("", "_earliest", "_latest"))
    elif kind == "text":
        yield from _text(field.name)
    else:
        yield field.name, TYPES.get(kind, "string")


def _text(name: str) -> Iterator[tuple[str, str]]:
    return ((name + ending, "string") for ending in ("", "_ru", "_en"))


def targets(field: Field) -> tuple[str, ...]:
    """Labels that a field leads to; empty where its values stay properties of the node."""
    prop = field.property
    if prop.edge is None:
        return ()
    return prop.to if prop.kind == "link" else tuple(BY_SLUG[scheme] for scheme in prop.to if scheme in BY_SLUG)


def relationships() -> Iterator[Json]:
    """Every relationship type with its ends; `roles` are the values of its property `role`."""
    unstated = {((kind, start, end), "") for _, kind, starts, ends in UNSTATED for start in starts for end in ends}
    found = sorted({*_edges(), *unstated, (("QUOTED_FROM", Evidence.__name__, Document.__name__), "")})
    roles = {edge[0] for edge, role in found if role}
    dated = {"SIGNED"} if any(field.name == "signed" for field in fields(Agreement)) else set()
    for edge, group in groupby(found, key=lambda one: one[0]):
        yield _relationship(edge, [role for _, role in group if role], edge[0] in roles, edge[0] in dated)


def _relationship(edge: Edge, values: Iterable[str], has_role: bool, dated: bool) -> Json:
    properties = {name: "string" for name, used in (("role", has_role), ("date", dated)) if used}
    found: Json = {"type": edge[0], "source": edge[1], "target": edge[2], "properties": properties}
    return found | ({"roles": sorted(values)} if has_role else {})


def _edges() -> Iterator[tuple[Edge, str]]:
    for label, model in LABELS.items():
        linked = [field for field in fields(model) if targets(field)]
        with_roles = {field.property.edge for field in linked if field.property.role}
        for field in linked:
            prop = field.property
            local = prop.name.partition(":")[2] if prop.edge in with_roles else ""
            for target in targets(field):
                ends = (target, label) if prop.backwards else (label, target)
                yield (str(prop.edge), *ends), prop.role or local

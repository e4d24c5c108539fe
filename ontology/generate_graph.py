"""property-graph.json: what `property_graph` derives from the declarations, for those who read no Python."""

from __future__ import annotations

import json
from typing import Any

from .property_graph import Relationship, schema

Json = dict[str, Any]


def property_graph_json() -> str:
    """property-graph.json."""
    return json.dumps(described(), ensure_ascii=False, indent=2) + "\n"


def described() -> Json:
    """``{"nodes": [...], "relationships": [...]}``, each with its properties and their types."""
    nodes = [
        {"label": label.name, "class": label.iri, "properties": {column.name: column.type for column in label.columns}}
        for label in schema().labels
    ]
    return {"nodes": nodes, "relationships": [_relationship(one) for one in schema().relationships]}


def _relationship(one: Relationship) -> Json:
    found: Json = {"type": one.type, "source": one.start, "target": one.end, "properties": dict.fromkeys(one.properties, "string")}
    return found | ({"roles": _roles(one)} if "role" in one.properties else {})


def _roles(one: Relationship) -> list[str]:
    """The values of a relationship's `role`."""
    every = (link for links in schema().links.values() for link in links)
    return sorted({link.role for link in every for target in link.targets if link.role and link.ends(target) == one.key})

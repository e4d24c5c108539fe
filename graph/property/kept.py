"""What was withdrawn but stays on the server, because a person's own relationship, label or property stands on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ...ontology.property_graph import schema
from . import neo4j_schema
from . import neo4j_statements as own
from .server import Server


@dataclass(frozen=True, slots=True)
class Kept:
    """A node that is no longer ours. ties: a person's relationships with it, each in words; labels, properties: a person's own on it."""

    label: str
    id: str
    name: str | None
    ties: tuple[str, ...]
    labels: tuple[str, ...]
    properties: tuple[str, ...]

    def __str__(self) -> str:
        own_ones = [*self.ties, *(f"label {one}" for one in self.labels), *(f"property {one}" for one in self.properties)]
        return f"{self.label} {self.name or ''} <{self.id}>: {'; '.join(own_ones)}"


def kept_from(rows: Iterable[list[Any]]) -> list[Kept]:
    """From the rows that `neo4j_statements.withdraw` gives."""
    return [
        Kept(label, iri, name, tuple(sorted(map(_tie, ties))), tuple(labels), tuple(keys)) for label, iri, name, ties, labels, keys in rows
    ]


def _tie(tie: dict[str, Any]) -> str:
    labels = "".join(f":{label}" for label in tie["labels"])
    called = tie["name"] or tie["id"] or tie["node"]
    return f"-[:{tie['type']}]->({labels} {called})" if tie["out"] else f"<-[:{tie['type']}]-({labels} {called})"


def known(label: str) -> dict[str, Any]:
    """Parameters of `neo4j_statements.withdraw`: the types of relationships and the properties that are ours."""
    names = [column.name for column in schema().label(label).columns]
    return {"types": sorted({one.type for one in schema().relationships}), "known": [*names, *own.MEASURES, "was"]}


def clear(server: Server) -> list[Kept]:
    """Take away all nodes of ours, the note, constraints and indexes."""
    found: list[Kept] = []
    most = {"most": 5_000}
    server.run(own.SPOIL)
    for label in schema().labels:
        while server.read(own.any_left(label.name), {})[0][0]:
            found += kept_from(server.run(own.withdraw_some(label), known(label.name) | most))
    while server.run(own.odd(), most)[0][0]:
        pass
    server.run(own.FORGET)
    for text in neo4j_schema.drop_statements():
        server.declare(text)
    return found

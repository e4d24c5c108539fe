"""From canonical triples to rows of the property graph: pure, one subject at a time, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pyoxigraph import Store

from ...ontology import iris
from ...ontology.dates import PartialDate
from ...ontology.property_graph import Column, Link, Take, Type, schema
from .source import FROM_DOCUMENT, IRI, Value, Values, every, find, slug_label

Cell = str | int | float | bool | list[str] | None
Key = tuple[str, str, str]  # type, first label, second label of a relationship
Edge = tuple[Key, tuple[str | None, ...]]


@dataclass(frozen=True, slots=True)
class Node:
    """A node, and the relationships that its own triples make (some run towards it): rows of (first id, second id, properties...)."""

    label: str
    id: str
    row: tuple[Cell, ...]
    edges: tuple[Edge, ...]


def project(dataset: Store, scratch: Path) -> Iterator[Node]:
    """All nodes, streamed; no order of labels is promised. A relationship may point to a node that does not exist.

    scratch: a folder for temporary files of the size of the canonical view.
    """
    for label, iri, values in every(dataset, scratch):
        yield node_of(label, iri, values)


def project_subject(dataset: Store, iri: str) -> Node | None:
    """One node; None when the canonical view does not hold it."""
    found = find(dataset, iri)
    return node_of(found[0], iri, found[1]) if found else None


def node_of(label: str, iri: str, values: Values) -> Node:
    """The node of a subject."""
    row = tuple(_cell(column, iri, values) for column in _columns()[label])
    return Node(label, iri, row, tuple(edges_of(label, iri, values)))


def edges_of(label: str, iri: str, values: Values) -> Iterator[Edge]:
    """The relationships that a subject's own values make."""
    return _edges(schema().links[label], iri, values)


@cache
def _columns() -> dict[str, tuple[Column, ...]]:
    return {label.name: label.columns for label in schema().labels}


def _cell(column: Column, iri: str, values: Values) -> Cell:
    if not column.source:
        return iris.code(iri) if column.take == "code" else iri
    found = values.get(column.source)
    if not found:
        return [] if column.type == "strings" else None
    taken = _TAKE[column.take](found)
    return _NUMBER[column.type](taken) if column.type in _NUMBER else taken or None


def _edges(links: Iterable[Link], iri: str, values: Values) -> Iterator[Edge]:
    for link in links:
        found = values.get(link.source or FROM_DOCUMENT)
        if not found:
            continue
        given_way = _exact(link, links, values)
        properties = _properties(link, values)
        for other in sorted({value for value, kind in found if kind == IRI} - given_way):
            target = link.targets[0] if len(link.targets) == 1 else slug_label(other)
            if target in link.targets:
                ends = (other, iri) if link.backwards else (iri, other)
                yield link.ends(target), (*ends, *properties)


def _exact(link: Link, links: Iterable[Link], values: Values) -> set[str]:
    """IRIs that a more exact property than the link's names: a provider is not said to be a party once more."""
    return {value for other in links if link.source in other.general for value, _ in values.get(other.source, ())}


def _properties(link: Link, values: Values) -> tuple[str | None, ...]:
    role = (link.role,) if link.role else ()
    if link.type not in _dated_types():
        return role
    dates = values.get(link.dated or "")
    return (*role, _first(dates) if dates else None)


@cache
def _dated_types() -> frozenset[str]:
    return frozenset(relationship.type for relationship in schema().relationships if "date" in relationship.properties)


def _tagged(values: list[Value], language: str) -> str | None:
    """The text in this language; the alphabet decides among several."""
    return min((text for text, tag in values if tag == language), default=None)


def _display(values: list[Value]) -> str | None:
    """English before Russian before any other language."""
    return _tagged(values, "en") or _tagged(values, "ru") or _first(values)


def _first(values: list[Value]) -> str:
    return values[0][0] if len(values) == 1 else min(values)[0]


@lru_cache(maxsize=65536)
def _bounds(text: str) -> tuple[str | None, str | None]:
    date = PartialDate(text)
    return (date.earliest.isoformat() if date.earliest else None), (date.latest.isoformat() if date.latest else None)


_TAKE: dict[Take, Callable[[list[Value]], str | list[str] | None]] = {
    "text": _display,
    "text_ru": lambda values: _tagged(values, "ru"),
    "text_en": lambda values: _tagged(values, "en"),
    "first": _first,
    "all": lambda values: sorted({text for text, _ in values}),
    "code": lambda values: iris.code(_first(values)),
    "codes": lambda values: sorted({iris.code(text) for text, _ in values}),
    "date": _first,
    "earliest": lambda values: _bounds(_first(values))[0],
    "latest": lambda values: _bounds(_first(values))[1],
}
_NUMBER: dict[Type, Callable[..., Cell]] = {"integer": int, "decimal": float, "boolean": lambda text: text in ("true", "1")}

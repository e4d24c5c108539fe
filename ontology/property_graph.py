"""What the property graph looks like, derived from the classes of the ontology: labels, relationship types, their properties.

A field of a class becomes, by its kind: a property (text: `x`, `x_ru`, `x_en`; date: `x` as stated and `x_earliest`, `x_latest` as ISO
days; concept: its code), or relationships (a link, and a concept of a vocabulary that is itself a label, such as Topic). Every node has
`id` (its IRI), `name`, `name_ru` and `name_en`. The same names and types hold in Ladybug, in Neo4j, in CSV and in GraphML.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .classes import CLASSES, UNSTATED
from .declare import Field, Model, Property, fields
from .derived import Country, Topic
from .iris import expand
from .model import Agreement, Document, Evidence

Type = Literal["string", "strings", "integer", "decimal", "boolean"]
Take = Literal["id", "code", "text", "text_ru", "text_en", "first", "all", "codes", "date", "earliest", "latest"]

LABELS: dict[str, type[Model]] = {model.__name__: model for model in CLASSES if model.declared.node}
BY_SLUG = {model.declared.slug: label for label, model in LABELS.items()} | {"doc": Document.__name__}
BY_CLASS = {model.declared.iri: label for label, model in LABELS.items()}
CODED = (Country, Topic)  # their IRI ends in a code that people know
QUOTED_FROM = "QUOTED_FROM"  # evidence lies in the graph of its document: no triple says so, hence no property declares it
COPIED = {("SIGNED", Agreement): "signed"}  # a relationship's `date` is this date of its owner
NAMES = frozenset(expand(name) for name in ("skos:prefLabel", "foaf:name", "dct:title"))
_SCALARS: dict[str, Type] = {"integer": "integer", "decimal": "decimal", "boolean": "boolean"}


@dataclass(frozen=True, slots=True)
class Column:
    """A property of nodes: its name, its type, and how it is taken from the values of the RDF property `source` (see `project`)."""

    name: str
    type: Type
    take: Take
    source: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A node label: the class it stands for (IRI) and the columns of its nodes, `id` first."""

    name: str
    iri: str
    columns: tuple[Column, ...]

    def index(self, column: str) -> int:
        """Position of a column in the rows. StopIteration when there is none."""
        return next(at for at, each in enumerate(self.columns) if each.name == column)


@dataclass(frozen=True, slots=True)
class Link:
    """How one RDF property of an owner's class makes relationships.

    role: the value of their `role`; dated: the RDF property of the owner that their `date` is copied from
    general: IRIs of properties whose relationships of this type give way where this one says the same more exactly (a provider is a party)
    """

    source: str
    type: str
    owner: str
    targets: tuple[str, ...]
    backwards: bool
    role: str | None
    dated: str | None
    general: tuple[str, ...] = ()

    def ends(self, target: str) -> tuple[str, str, str]:
        """The relationship's type, first and second label, where the value has the label `target`."""
        return (self.type, target, self.owner) if self.backwards else (self.type, self.owner, target)


@dataclass(frozen=True, slots=True)
class Relationship:
    """Relationships of one type between two labels, and the names of their properties (strings all)."""

    type: str
    start: str
    end: str
    properties: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """(type, start, end)."""
        return self.type, self.start, self.end


@dataclass(frozen=True)
class Schema:
    """All labels and relationships; `links` says which RDF properties make the relationships, by the owner's label."""

    labels: tuple[Label, ...]
    relationships: tuple[Relationship, ...]
    links: dict[str, tuple[Link, ...]]

    def label(self, name: str) -> Label:
        """The label of this name. StopIteration when there is none."""
        return next(label for label in self.labels if label.name == name)


def _columns(model: type[Model]) -> Iterator[Column]:
    declared = {field.property.iri for field in fields(model)}
    naming = next(iter(sorted(NAMES & declared)), expand("skos:prefLabel"))
    yield Column("id", "string", "id")
    if model in CODED:
        yield Column("code", "string", "code")
    yield from _text("name", naming)
    links = _link_fields(model)
    for field in fields(model):
        if field not in links and field.name != "name":
            yield from _property(field)


def _property(field: Field) -> Iterator[Column]:
    name, prop = field.name, field.property
    if field.many:
        yield Column(name, "strings", "codes" if prop.kind == "concept" else "all", prop.iri)
    elif prop.kind == "date":
        yield Column(name, "string", "date", prop.iri)
        yield Column(f"{name}_earliest", "string", "earliest", prop.iri)
        yield Column(f"{name}_latest", "string", "latest", prop.iri)
    elif prop.kind == "text":
        yield from _text(name, prop.iri)
    else:
        yield Column(name, _SCALARS.get(prop.kind, "string"), "code" if prop.kind == "concept" else "first", prop.iri)


def _text(name: str, source: str) -> Iterator[Column]:
    yield Column(name, "string", "text", source)
    yield Column(f"{name}_ru", "string", "text_ru", source)
    yield Column(f"{name}_en", "string", "text_en", source)


def _targets(prop: Property) -> tuple[str, ...]:
    """Labels that a property points to; empty where its values stay properties."""
    if prop.edge is None:
        return ()
    return prop.to if prop.kind == "link" else tuple(BY_SLUG[scheme] for scheme in prop.to if scheme in BY_SLUG)


def _link_fields(model: type[Model]) -> tuple[Field, ...]:
    return tuple(field for field in fields(model) if _targets(field.property))


def _links(label: str, model: type[Model]) -> Iterator[Link]:
    found = _link_fields(model)
    roles = {field.property.edge for field in found if field.property.role}
    for field in found:
        prop = field.property
        assert prop.edge is not None
        role = prop.role or (field.property.name.partition(":")[2] if prop.edge in roles else None)
        general = tuple(f.property.iri for f in found if f.property.name == prop.sub_of and f.property.edge == prop.edge)
        yield Link(prop.iri, prop.edge, label, _targets(prop), prop.backwards, role, _dated(prop, model), general)
    for source, kind, owners, targets in UNSTATED:
        if label in owners:
            yield Link(expand(source), kind, label, targets, False, None, None)
    if model is Evidence:
        yield Link("", QUOTED_FROM, label, (Document.__name__,), False, None, None)


def _dated(prop: Property, model: type[Model]) -> str | None:
    name = next((name for (edge, owner), name in COPIED.items() if edge == prop.edge and owner is model), None)
    return next((field.property.iri for field in fields(model) if field.name == name), None)


def _relationships(links: dict[str, tuple[Link, ...]]) -> Iterator[Relationship]:
    every = [link for group in links.values() for link in group]
    for kind in sorted({link.type for link in every}):
        same = [link for link in every if link.type == kind]
        names = tuple(name for name, used in (("role", any(x.role for x in same)), ("date", any(x.dated for x in same))) if used)
        for _, start, end in sorted({link.ends(target) for link in same for target in link.targets}):
            yield Relationship(kind, start, end, names)


@cache
def schema() -> Schema:
    """The schema of the property graph."""
    labels = tuple(Label(name, model.declared.iri, tuple(_columns(model))) for name, model in LABELS.items())
    links = {name: tuple(_links(name, model)) for name, model in LABELS.items()}
    return Schema(labels, tuple(_relationships(links)), links)

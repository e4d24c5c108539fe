"""How a class of the ontology says what it is: once, beside its Python fields.

A model class carries a `Class` as `declared`; each field carries a `Property` in its annotation. Cardinality is read from the
field's type: ``X`` exactly one, ``X | None`` at most one, ``tuple[X, ...]`` any number. A field without a `Property` belongs to the
facts format alone. Everything else (OWL, SHACL, JSON-LD context, JSON Schema, quads, the property graph, docs) is made from these.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from .iris import expand
from .text import Text

__all__ = ["Class", "Field", "Kind", "Model", "Property", "Text", "fields"]

Kind = Literal["text", "string", "date", "integer", "decimal", "boolean", "timestamp", "iri", "concept", "link"]


@dataclass(frozen=True)
class Property:
    """What a field means.

    name: prefixed IRI, such as ``org:postIn``
    kind: text (language-tagged), string, date (EDTF), numbers, iri, concept (of the vocabulary `to`), link (to classes `to`)
    edge: relationship type in the property graph; `backwards`: it runs from the value to the owner; `role`: its constant property
    inverse: prefixed IRI and labels of the inverse property, where it is our own
    """

    name: str
    kind: Kind
    label: Text
    comment: Text
    to: tuple[str, ...] = ()
    edge: str | None = None
    backwards: bool = False
    role: str | None = None
    sub_of: str | None = None
    inverse: tuple[str, Text] | None = None

    @property
    def iri(self) -> str:
        """Full IRI."""
        return expand(self.name)


@dataclass(frozen=True)
class Class:
    """What a model class means. `slug`: the segment of its things' IRIs; `node`: it becomes a label of the property graph.

    internal: it only serves questions, which find their rows by it; a person who looks around in the graph can leave it out.
    """

    name: str
    slug: str
    label: Text
    comment: Text
    sub_of: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    node: bool = True
    internal: bool = False

    @property
    def iri(self) -> str:
        """Full IRI."""
        return expand(self.name)


@dataclass(frozen=True)
class Field:
    """A declared field of a class: its Python name, its property, how many values it has."""

    name: str
    property: Property
    many: bool
    required: bool


class Model(BaseModel):
    """Base of all models: frozen, nothing undeclared accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    declared: ClassVar[Class]


@cache
def fields(model: type[Model]) -> tuple[Field, ...]:
    """The declared fields of a model class, in order."""
    found = []
    for name, info in model.model_fields.items():
        prop = next((item for item in info.metadata if isinstance(item, Property)), None)
        if prop is None:
            continue
        many = typing.get_origin(info.annotation) is tuple
        optional = typing.get_origin(info.annotation) in (typing.Union, types.UnionType)
        found.append(Field(name, prop, many, not many and not optional))
    return tuple(found)

"""The vocabularies at run time: frozen values, read from ``generated/vocabularies.json``.

The source is ``vocab/*.yaml``; `medcoop.ontology.generate` compiles it, since a command has no time to parse YAML. A concept's
`search` forms are what texts and users say; vocab/topic.yaml explains their notation. This module imports neither pydantic nor rdflib.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from . import iris
from .compiled import forms, read, text
from .places import places
from .text import Forms, Text

__all__ = ["Concept", "Scheme", "Vocabularies", "from_plain", "load", "places"]


class Concept(NamedTuple):
    """A concept of a scheme. `narrower` mirrors `broader`; `class_name`: prefixed class of things of this kind, where there is one."""

    scheme: str
    id: str
    label: Text
    comment: Text
    search: Forms
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    exact_match: tuple[str, ...] = ()
    class_name: str | None = None

    @property
    def iri(self) -> str:
        """Full IRI."""
        return iris.concept(self.scheme, self.id)


class Scheme(NamedTuple):
    """A vocabulary. `concepts` keep the order of the source; `shared`: forms that unrelated concepts may share."""

    name: str
    label: Text
    comment: Text
    concepts: Mapping[str, Concept]
    shared: frozenset[str] = frozenset()

    @property
    def iri(self) -> str:
        """Full IRI."""
        return iris.scheme(self.name)


class Vocabularies(NamedTuple):
    """All schemes by name: topic, activity, institution-kind, agreement-type, agreement-status, status, ladder, counted."""

    schemes: Mapping[str, Scheme]

    def broader_closed(self, topic: str) -> tuple[str, ...]:
        """The topic and all that are broader, nearest first. KeyError when the topic is unknown."""
        return _closed(self.schemes["topic"].concepts, topic, up=True)

    def narrower_closed(self, topic: str) -> tuple[str, ...]:
        """The topic and all that are narrower, nearest first. KeyError when the topic is unknown."""
        return _closed(self.schemes["topic"].concepts, topic, up=False)


@cache
def load() -> Vocabularies:
    """The vocabularies of the package."""
    return from_plain(read("vocabularies.json"))


def from_plain(plain: Mapping[str, Any]) -> Vocabularies:
    """Vocabularies of plain values, shaped like the YAML files, by scheme name."""
    return Vocabularies(MappingProxyType({name: _scheme(name, value) for name, value in plain.items()}))


def _scheme(name: str, value: Mapping[str, Any]) -> Scheme:
    plain = value["concepts"]
    narrower: dict[str, list[str]] = {}
    for child, entry in plain.items():
        for parent in entry.get("broader", ()):
            narrower.setdefault(parent, []).append(child)
    concepts = {key: _concept(name, key, entry, narrower.get(key, [])) for key, entry in plain.items()}
    about = value["scheme"]
    return Scheme(name, text(about["label"]), text(about["comment"]), MappingProxyType(concepts), frozenset(value.get("shared", ())))


def _concept(scheme: str, key: str, entry: Mapping[str, Any], narrower: list[str]) -> Concept:
    return Concept(
        scheme, key, text(entry["label"]), text(entry["comment"]), forms(entry["search"]),
        tuple(entry.get("broader", ())), tuple(narrower), tuple(entry.get("exact_match", ())), entry.get("class"),
    )  # fmt: skip


def _closed(concepts: Mapping[str, Concept], start: str, *, up: bool) -> tuple[str, ...]:
    found = {start: None}
    waiting = [start]
    while waiting:
        concept = concepts[waiting.pop(0)]
        fresh = [key for key in (concept.broader if up else concept.narrower) if key not in found]
        found.update(dict.fromkeys(fresh))
        waiting.extend(fresh)
    return tuple(found)

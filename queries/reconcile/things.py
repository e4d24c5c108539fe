"""The things of a store as the reconciliation API sees them: candidates by name, and what is known of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Protocol

from ...ontology import iris
from ...ontology.model import Event, Institution, Person, Project

TYPES = {model.declared.slug: model.declared.label.en for model in (Institution, Person, Project, Event)}
"""Id of a type -> its name."""


class Store(Protocol):
    """What reconciliation needs of a store."""

    @property
    def names(self) -> Any:
        """The index of names."""

    def query(self, sparql: str, bound: Mapping[str, Any] | None = None) -> Any:
        """Rows of a SELECT."""

    def resolve(self, iri: str) -> str:
        """The present IRI of a thing by any IRI that it ever had."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with what is said of it: (property id, value, language) in the order of the query; values of links are IRIs."""

    iri: str
    type: str
    said: tuple[tuple[str, str, str], ...]

    def values(self, *properties: str) -> list[str]:
        """The values of some properties."""
        return [value for name, value, _ in self.said if name in properties]

    @property
    def name(self) -> str:
        """The English name, else the Russian one, else the IRI."""
        by_lang = {lang: value for name, value, lang in self.said if name == "name"}
        return by_lang.get("en") or by_lang.get("ru") or next(iter(by_lang.values()), self.iri)


def local(id_: str) -> str:
    """The id of a thing in the API: what follows the identifier space."""
    return id_.removeprefix(SPACE)


def full(id_: str) -> str:
    """The IRI of an id."""
    return id_ if "://" in id_ else SPACE + id_


SPACE = f"{iris.BASE}id/"


def known(store: Store, wanted: Iterable[str]) -> dict[str, Thing]:
    """What is known of things (IRIs), those that are here."""
    text = (files(__package__) / "thing.rq").read_text(encoding="utf-8")
    found = {}
    for iri in wanted:
        rows = [tuple(str(term.value) if term is not None else "" for term in row) for row in store.query(text, {"thing": _node(iri)})]
        if rows:
            found[iri] = Thing(iri, iri.rsplit("/", 2)[-2], tuple(sorted((name, value, lang) for name, value, lang, *_ in rows)))
    return found


def _node(iri: str) -> Any:
    import pyoxigraph as ox  # noqa: PLC0415

    return ox.NamedNode(iri)


def search(store: Store, text: str, types: Collection[str] | None, limit: int) -> list[tuple[str, float]]:
    """(IRI, likeness of a name from 0 to 1), best first."""
    return [(match.iri, float(match.score)) for match in store.names.search(text, types=types, limit=limit)]

"""Parameter and column types: what a person may type, and what each store takes and gives.

A parameter is read once, by `read`, into its plain value: a code ("transplantation", "KG"), an IRI or an integer. `bind` and `plain`
turn plain values into the terms of a store and back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import pyoxigraph as ox

from ..ontology import iris
from ..ontology.errors import UnknownNameError
from . import match

CONCEPTS = {"topic", "activity", "ladder", "status", "agreement-type", "agreement-status", "institution-kind", "counted"}
MAX_ROWS = 10_000


class Names(Protocol):
    """The name index of a store."""

    def search(self, text: str, types: Any = None, limit: int = 10) -> Any:
        """Matches with iri, type, name and score, best first."""


def _limit(text: Any, name: str) -> int:
    number = int(text) if str(text).isdigit() else 0
    if not 1 <= number <= MAX_ROWS:
        raise UnknownNameError(f"{text!r} is not a number of rows", where=name, remedy=f"give a whole number from 1 to {MAX_ROWS}")
    return number


def _thing(text: str, name: str, names: Names) -> str:
    if text.startswith(iris.BASE):
        return text
    found = list(names.search(text, limit=6))
    if not found:
        raise UnknownNameError(f"nothing is known by the name {text!r}", where=name, remedy="try another form, or see `medcoop status`")
    return str(found[0].iri)


def read(type_: str, text: Any, name: str, names: Names) -> Any:
    """The plain value of what was typed for parameter `name`. UnknownNameError names the nearest values."""
    if type_ == "limit":
        return _limit(text, name)
    if type_ == "thing":
        return _thing(str(text), name, names)
    if type_ == "country":
        return match.country(str(text), name)
    return match.concept(type_, str(text), name)


def for_sparql(type_: str, value: Any) -> ox.NamedNode | ox.Literal:
    """A plain value as an RDF term."""
    if type_ in CONCEPTS:
        return ox.NamedNode(iris.concept(type_, value))
    if type_ == "country":
        return ox.NamedNode(iris.country(value))
    return ox.NamedNode(value) if type_ == "thing" else ox.Literal(value)


def for_cypher(type_: str, value: Any) -> Any:
    """A plain value as the property graph has it: things that are nodes by their IRI, codes as they are."""
    if type_ == "topic":
        return iris.concept("topic", value)
    return iris.country(value) if type_ == "country" else value


def _code(value: str) -> str:
    return iris.code(value) if value.startswith(iris.BASE) else value


def _one(type_: str) -> Callable[[str], Any]:
    if type_ in CONCEPTS or type_ == "country":
        return _code
    return int if type_ == "integer" else str


def plain(type_: str, many: bool, term: Any) -> Any:
    """A term of either store as a plain value: None, str, int, or a sorted tuple for `many`."""
    value = term.value if isinstance(term, ox.NamedNode | ox.Literal) else term
    if many:
        parts = value.split() if isinstance(value, str) else value or ()
        return tuple(sorted({_one(type_)(str(part)) for part in parts}))
    return None if value is None or value == "" else _one(type_)(value) or None

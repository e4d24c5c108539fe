"""What one document states, item by item, each with its IRI: the common ground of the source graph and the canonical view.

Documents and facts are plain dictionaries here (JSON of the models, defaults left out), as the record keeps them. Things that many
documents name (institutions, people, projects, events) have the IRI of their *member*; everything else has an IRI made from the
document and the content, so what stays the same keeps its IRI when a document is read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..ontology import iris
from ..ontology.declare import Field, Model, fields
from ..ontology.model import Agreement, Cooperation, Event, Institution, Person, Post, Project, Quantity
from .terms import name

LISTS: dict[str, type[Model]] = {
    "institutions": Institution,
    "people": Person,
    "agreements": Agreement,
    "projects": Project,
    "events": Event,
    "cooperations": Cooperation,
    "quantities": Quantity,
}
SHARED = ("institutions", "people", "projects", "events")
"""Lists whose items are named by many documents and merged."""
COUNTRY = "country:"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stated:
    """An item of a document. `accepted`: sure enough, or needed by one that is, to stand in the canonical view."""

    iri: str
    model: type[Model]
    item: Json
    accepted: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """How a field of a class is read and written: made from its declaration. Properties are terms; `wider`: also said by this one."""

    name: str
    kind: str
    many: bool
    to: tuple[str, ...]
    predicate: str
    wider: str | None
    default: Any

    def values(self, item: Mapping[str, Any]) -> tuple[Any, ...]:
        """The field's values in a JSON item."""
        value = item.get(self.name, self.default)
        if value is None:
            return ()
        return tuple(value) if self.many else (value,)

    @property
    def names_country(self) -> bool:
        """Its value is a country's code, not a key."""
        return self.kind == "link" and self.to == ("Country",)


@cache
def rules(model: type[Model]) -> tuple[Rule, ...]:
    """The declared fields of a class but its evidence, with their defaults."""
    return tuple(_rule(model, field) for field in fields(model) if field.name != "evidence")


def _rule(model: type[Model], field: Field) -> Rule:
    prop, default = field.property, model.model_fields[field.name].get_default()
    return Rule(field.name, prop.kind, field.many, prop.to, name(prop.name), name(prop.sub_of) if prop.sub_of else None, default)


def confidence(item: Json) -> float:
    """That of the item's surest evidence; 1 without evidence."""
    return max((float(one["confidence"]) for one in item.get("evidence", ())), default=1.0)


def keyed(facts: Json) -> Iterator[tuple[str, str, Json]]:
    """(list, key, item) of all items; an item without a key is named by its list and position."""
    for list_ in LISTS:
        for position, item in enumerate(facts.get(list_, ())):
            yield list_, item.get("key") or f"{list_}/{position}", item


def _references(item: Json, model: type[Model]) -> Iterator[str]:
    for rule in rules(model):
        if rule.kind == "link" and not rule.names_country:
            yield from rule.values(item)
    if item.get("org"):
        yield str(item["org"])


def accepted_keys(facts: Json, threshold: float) -> frozenset[str]:
    """Keys of the items whose confidence reaches the threshold, and of what they refer to, however far."""
    items = {key: (item, LISTS[list_]) for list_, key, item in keyed(facts)}
    todo = [key for key, (item, _) in items.items() if confidence(item) >= threshold]
    found: set[str] = set()
    while todo:
        key = todo.pop()
        if key in items and key not in found:
            found.add(key)
            todo.extend(_references(*items[key]))
    return frozenset(found)


def _identity(item: Json, model: type[Model], iri_of: Mapping[str, str]) -> Iterator[str]:
    for rule in rules(model):
        values = rule.values(item)
        if rule.kind == "link":
            values = tuple(resolve(value, iri_of) or "" for value in values if value in iri_of or value.startswith(COUNTRY))
        yield ",".join(sorted(map(str, values)))
    evidence = item.get("evidence") or ({"quote": ""},)
    yield str(evidence[0]["quote"])


def resolve(key: str, iri_of: Mapping[str, str]) -> str | None:
    """IRI of what a key of the facts means: a country, or an item of the same document."""
    return iris.country(key.removeprefix(COUNTRY)) if key.startswith(COUNTRY) else iri_of.get(key)


def item_iris(document: str, facts: Json, members: Mapping[str, str]) -> dict[str, str]:
    """IRI of every item of a document by its key. Agreements come before the cooperations that refer to them."""
    found = dict(members)
    for list_, key, item in keyed(facts):
        if list_ not in SHARED:
            model = LISTS[list_]
            found[key] = iris.thing(model.declared.slug, document, *_identity(item, model, found))
    return found


def _post(document: Json, person: str, item: Json, iri_of: Mapping[str, str], accepted: bool) -> Stated:
    at = resolve(item["org"], iri_of) if item.get("org") else None
    post = {"name": item["position"], "holder": person, "at": at, "date": document.get("published"), "evidence": item.get("evidence", ())}
    return Stated(iris.thing("post", document["iri"], person, item["position"], at or ""), Post, post, accepted)


@dataclass(frozen=True, slots=True)
class Statement:
    """All that one document states. iri_of: IRI of each key; an IRI stands for itself (posts refer by IRI)."""

    document: Json
    items: tuple[Stated, ...]
    iri_of: Mapping[str, str]

    def resolve(self, key: str) -> str | None:
        """IRI of what a key of the facts means."""
        return resolve(key, self.iri_of)


def stated(document: Json, facts: Json, members: Mapping[str, str], threshold: float) -> Statement:
    """All items that a document states, posts included. members: member IRI of each shared item's key."""
    iri_of = item_iris(document["iri"], facts, members)
    accepted = accepted_keys(facts, threshold)
    found = []
    for list_, key, item in keyed(facts):
        found.append(Stated(iri_of[key], LISTS[list_], item, key in accepted))
        if list_ == "people" and item.get("position"):
            found.append(_post(document, iri_of[key], item, iri_of, key in accepted))
    return Statement(document, tuple(found), iri_of | {value: value for value in iri_of.values()})

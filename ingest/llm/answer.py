"""What a model is asked to answer: the JSON Schema, and the answer read leniently, item by item."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ...ontology.vocabulary import load


class Proposed(BaseModel):
    """Something proposed; unknown fields are left aside, a missing one is empty."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Institution(Proposed):
    """An institution; `mention`: a string by which the text names it, exactly as it stands there."""

    id: str
    name: str = Field(min_length=1)
    mention: str
    kind: str = "other"
    country: str | None = None


class Person(Proposed):
    """A person in a role; `org` is the id of an institution."""

    name: str = Field(min_length=1)
    position: str | None = None
    org: str | None = None
    quote: str


class Agreement(Proposed):
    """A paper; parties are ids or country:XX."""

    type: str = "agreement"
    parties: tuple[str, ...] = ()
    signed: str | None = None
    status: str = "unknown"
    quote: str


class Project(Proposed):
    """A named project; participants are ids or country:XX."""

    name: str = Field(min_length=1)
    participants: tuple[str, ...] = ()
    quote: str


class Cooperation(Proposed):
    """What parties (ids or country:XX) do together."""

    parties: tuple[str, ...]
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    date: str | None = None
    status: str = "active"
    quote: str


ITEMS: dict[str, type[Proposed]] = {
    "institutions": Institution,
    "people": Person,
    "agreements": Agreement,
    "projects": Project,
    "cooperations": Cooperation,
}
_CODES = {
    ("institutions", "kind"): "institution-kind",
    ("agreements", "type"): "agreement-type",
    ("agreements", "status"): "agreement-status",
    ("cooperations", "topics"): "topic",
    ("cooperations", "kinds"): "activity",
    ("cooperations", "status"): "status",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The proposals by list, and how many items were not readable, by reason."""

    items: dict[str, tuple[Any, ...]]
    dropped: Counter[str]


@cache
def schema() -> dict[str, Any]:
    """JSON Schema of the answer, with the vocabularies' codes as enumerations, every field required (as strict output wants it)."""
    lists = {name: {"type": "array", "items": _object(name, model)} for name, model in ITEMS.items()}
    return {"type": "object", "properties": lists, "required": list(lists), "additionalProperties": False}


def _object(name: str, model: type[Proposed]) -> dict[str, Any]:
    fields = {field: _field(name, field, info.annotation) for field, info in model.model_fields.items()}
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _field(name: str, field: str, annotation: Any) -> dict[str, Any]:
    scheme = _CODES.get((name, field))
    one: dict[str, Any] = {"type": "string", "enum": list(load().schemes[scheme].concepts)} if scheme else {"type": "string"}
    if annotation == tuple[str, ...]:
        return {"type": "array", "items": one}
    return {"type": ["string", "null"]} if annotation == str | None else one


_FENCE = re.compile(r"^\s*```(?:json)?\s*\n(.*?)\n?```\s*$", re.DOTALL)


def parse(text: str) -> Answer:
    """Read a model's answer. What is no JSON object at all counts as one dropped answer; a broken item stops no other."""
    fenced = _FENCE.match(text)
    try:
        said = json.loads(fenced[1] if fenced else text)
    except (ValueError, RecursionError):
        return Answer({}, Counter({"the answer is no JSON": 1}))
    if not isinstance(said, dict):
        return Answer({}, Counter({"the answer is no JSON object": 1}))
    dropped: Counter[str] = Counter()
    return Answer({name: tuple(_read(said.get(name), model, dropped)) for name, model in ITEMS.items()}, dropped)


def _read(items: Any, model: type[Proposed], dropped: Counter[str]) -> Iterator[Proposed]:
    for item in items if isinstance(items, list) else ():
        try:
            yield model.model_validate(item)
        except ValidationError:
            dropped[f"{model.__name__.lower()} does not have the asked shape"] += 1

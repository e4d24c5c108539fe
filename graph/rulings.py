"""What people said of single facts, put over what the extractor found: a pure function from facts to facts.

A ruling is bound to its document, to the quote and to the parties by name, so it holds when the document is read again, by whatever
extractor. An accepted or corrected fact that is no longer found is added; a refused one is left out; a ruling whose quote has gone from
the text rests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..ontology import iris
from .decisions import Row

Json = dict[str, Any]
REVIEWED = ("cooperations", "agreements", "projects", "quantities")
"""Lists whose items a person can rule on."""
PARTIES = {"cooperations": ("parties",), "agreements": ("parties",), "projects": ("participants",), "quantities": ("by", "of")}
"""The fields that say who takes part, by list."""
ROLES = ("parties", "providers", "recipients", "hosts", "guests", "funders", "participants", "by", "of")
RULE = "review"
_COUNTRY = "country:"
_LOCAL = ("under", "within", "event", "signers", "key")
"""Fields that refer to other items of the same reading: they mean nothing in another."""
_WORD = re.compile(r"\w+")


def fact_id(document: str, list_: str, item: Json, facts: Json) -> str:
    """What a ruling is bound to, as an id: document, list, quote and parties (for a quantity its value too)."""
    quote = next((one["quote"] for one in item.get("evidence", ())), "")
    parties = sorted(min(names) for names in _parties(list_, item, _named(facts)) if names)
    return iris.digest(document, list_, " ".join(quote.split()), *parties, *_measure(list_, item))


def _measure(list_: str, item: Json) -> tuple[str, ...]:
    return (str(item.get("what")), str(item.get("value"))) if list_ == "quantities" else ()


def _named(facts: Json) -> dict[str, frozenset[str]]:
    """The folded names of each institution, by key."""
    return {one["key"]: names_of(one) for one in facts.get("institutions", ())}


def names_of(institution: Json) -> frozenset[str]:
    """All its names, without case and signs."""
    return frozenset(_folded(name) for name in (institution["name"], *institution.get("also", ())))


def _folded(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold().replace("ё", "е")))


def _parties(list_: str, item: Json, named: Mapping[str, frozenset[str]]) -> list[frozenset[str]]:
    keys = dict.fromkeys(key for field in PARTIES[list_] for key in item.get(field, ()))
    return [frozenset({key}) if key.startswith(_COUNTRY) else named.get(key, frozenset()) for key in keys]


def fragment(list_: str, item: Json, facts: Json) -> Json:
    """An item with the institutions that it names: what a row of the log keeps, enough to add it to another reading."""
    keys = {key for role in ROLES for key in item.get(role, ()) if not key.startswith(_COUNTRY)}
    institutions = {one["key"]: {k: v for k, v in one.items() if k not in ("evidence", "owner", "part_of")}
                    for one in facts.get("institutions", ()) if one["key"] in keys}  # fmt: skip
    return {"list": list_, "item": item, "institutions": institutions}


def ruled(facts: Json, text: str, rows: Iterable[Row]) -> Json:
    """The facts as people left them. rows: the rulings on this document that hold, in their order."""
    found = {name: list(items) if isinstance(items, list | tuple) else items for name, items in facts.items()}
    for row in rows:
        place = whereabouts(text, row.detail["quote"], row.detail["start"])
        if place:
            _apply(found, row, place, text)
    return {name: items for name, items in found.items() if items != []}


def whereabouts(text: str, quote: str, start: int) -> tuple[int, int] | None:
    """Where the quote stands now: the place nearest to where it stood; None when the text has it no more."""
    places = [match.start() for match in re.finditer(re.escape(quote), text)]
    if not places:
        return None
    nearest = min(places, key=lambda at: (abs(at - start), at))
    return nearest, nearest + len(quote)


def _apply(facts: Json, row: Row, place: tuple[int, int], text: str) -> None:
    list_, detail = row.detail["list"], row.detail
    items = facts.setdefault(list_, [])
    mine = [at for at, item in enumerate(items) if _is_meant(list_, item, facts, detail, place)]
    proof = {"start": place[0], "end": place[1], "quote": text[place[0] : place[1]], "rule": RULE, "confidence": 1.0}
    if row.act == "accept" and mine:
        for at in mine:
            items[at] = items[at] | {"evidence": [*items[at].get("evidence", ()), proof]}
    elif row.act == "refuse":
        facts[list_] = [item for at, item in enumerate(items) if at not in mine]
    else:
        kept = {key: items[mine[0]][key] for key in _LOCAL if key in items[mine[0]]} if mine else {}
        facts[list_] = [item for at, item in enumerate(items) if at not in mine]
        facts[list_].append(
            _adopted(facts, detail.get("corrected") or detail["item"], detail["institutions"]) | kept | {"evidence": [proof]}
        )


def _is_meant(list_: str, item: Json, facts: Json, detail: Mapping[str, Any], place: tuple[int, int]) -> bool:
    if not any(one["start"] < place[1] and place[0] < one["end"] for one in item.get("evidence", ())):
        return False
    mine = _parties(list_, item, _named(facts))
    theirs = _parties(list_, detail["item"], {key: names_of(one) for key, one in detail["institutions"].items()})
    same = len(mine) == len(theirs) and all(any(one & other for other in theirs) for one in mine)
    return same and _measure(list_, item) == _measure(list_, detail["item"])


def _adopted(facts: Json, item: Json, institutions: Mapping[str, Json]) -> Json:
    """The item with keys of this reading; institutions that it does not have are added."""
    keys = dict(_keys(facts, institutions))
    plain = {name: value for name, value in item.items() if name not in (*_LOCAL, "evidence")}
    return plain | {role: [keys.get(key, key) for key in plain[role]] for role in ROLES if role in plain}


def _keys(facts: Json, institutions: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    held = facts.setdefault("institutions", [])
    for key, institution in sorted(institutions.items()):
        names = names_of(institution)
        there = next((one["key"] for one in held if names_of(one) & names), None)
        if there is None:
            used = {one.get("key") for items in facts.values() if isinstance(items, list) for one in items}
            there = next(name for number in range(1, len(used) + 2) if (name := f"reviewed{number}") not in used)
            held.append(dict(institution) | {"key": there})
        yield key, there

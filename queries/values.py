"""Parameter and column types: what a person may type, and what each store takes and gives.

A parameter is read once, by `read`, into its plain value: a code ("transplantation", "KG"), an IRI, a date or an integer. `bound` gives
the names and values by which queries know it, `plain` turns the terms of a store back into plain values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pyoxigraph as ox

from ..ontology import iris, vocabulary
from ..ontology.errors import UnknownNameError
from . import match, typed
from .steps import first_day, last_day
from .typed import Names

__all__ = ["CONCEPTS", "MAX_ROWS", "Names", "bound", "for_sparql", "read", "reader"]

CONCEPTS = {"topic", "activity", "ladder", "status", "agreement-type", "agreement-status", "institution-kind", "counted"}
MAX_ROWS = 10_000
LANGUAGES = ("en", "ru")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_MONTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def _limit(text: Any, name: str) -> int:
    number = int(text) if str(text).isdecimal() else 0
    if not 1 <= number <= MAX_ROWS:
        raise UnknownNameError(f"{text!r} is not a number of rows", where=name, remedy=f"give a whole number from 1 to {MAX_ROWS}")
    return number


def _date(text: str, name: str) -> str:
    """A year, month or day; 12.03.2021 and 03.2021 are understood too."""
    if local := _DAY_FIRST.fullmatch(text.strip()):
        day, month, year = local.groups()
        text = "-".join((year, f"{int(month):02}", *([f"{int(day):02}"] if day else [])))
    found = text.strip()
    parts = [int(part) for part in found.split("-")] if _DATE.fullmatch(found) else []
    if not parts or any(not 1 <= part <= most for part, most in zip(parts[1:], (12, _days(parts)), strict=False)) or not parts[0]:
        raise UnknownNameError(f"{text!r} is not a date", where=name, remedy="write 2019, 2019-03 or 2019-03-12")
    return found


def _days(parts: list[int]) -> int:
    year, month = parts[0], parts[1] if len(parts) > 1 else 1
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 if month == 2 and not leap else _MONTHS.get(month, 31)


def _language(text: str, name: str) -> str:
    said = {"english": "en", "английский": "en", "russian": "ru", "русский": "ru"}.get(text.casefold(), text.casefold())
    if said not in LANGUAGES:
        raise UnknownNameError(f"{text!r} is not a known language", where=name, remedy=f"give one of {', '.join(LANGUAGES)}")
    return said


_READ: dict[str, Callable[[str, str, Names], Any]] = {
    "thing": typed.thing,
    "person": lambda text, name, names: typed.thing(text, name, names, frozenset({"person"})),
    "party": typed.party,
    "country": lambda text, name, names: match.country(text, name),
    "since": lambda text, name, names: _date(text, name),
    "until": lambda text, name, names: _date(text, name),
    "date": lambda text, name, names: _date(text, name),
    "language": lambda text, name, names: _language(text, name),
    "office": lambda text, name, names: text.strip(),
    "text": lambda text, name, names: text.strip(),
}


def read(type_: str, text: Any, name: str, names: Names) -> Any:
    """The plain value of what was typed for parameter `name`. UnknownNameError names the nearest values."""
    if type_ == "limit":
        return _limit(text, name)
    if type_ in _READ:
        return _READ[type_](str(text), name, names)
    return match.concept(type_, str(text), name)


def bound(type_: str, name: str, value: Any, store: str) -> Mapping[str, Any]:
    """The names and values by which the queries of a store ("rq" or "cypher") know a parameter.

    A date is known by its first or last day (`since_day`, `until_day`); a party by `<name>_thing`, `<name>_country` or `<name>_place`
    (the spellings of a region or a city), so that guards can tell them apart.
    """
    if type_ == "party":
        return _party(name, value, store)
    if type_ == "since":
        return {f"{name}_day": _text(first_day(value), store)}
    if type_ == "until":
        return {f"{name}_day": _text(last_day(value), store)}
    if type_ == "agreement-status":
        return {f"{name}_asked": for_sparql(type_, value) if store == "rq" else value}
    if type_ in ("date", "office"):
        return {}  # held against the rows
    if store == "rq":
        return {name: for_sparql(type_, value)}
    return {name: iris.concept("topic", value) if type_ == "topic" else iris.country(value) if type_ == "country" else value}


def _text(value: str, store: str) -> Any:
    return ox.Literal(value) if store == "rq" else value


def _party(name: str, iri: str, store: str) -> Mapping[str, Any]:
    if iri.startswith((typed.REGION, typed.CITY)):
        forms = typed.spellings(iri)
        return {f"{name}_place": ox.Literal(f"|{'|'.join(forms)}|") if store == "rq" else list(forms)}
    kind = "country" if iri.startswith(typed.COUNTRY) else "thing"
    return {f"{name}_{kind}": ox.NamedNode(iri) if store == "rq" else iri}


def for_sparql(type_: str, value: Any) -> ox.NamedNode | ox.Literal:
    """A plain value as an RDF term."""
    if type_ in CONCEPTS:
        return ox.NamedNode(iris.concept(type_, value))
    if type_ == "country":
        return ox.NamedNode(iris.country(value))
    return ox.NamedNode(value) if type_ in ("thing", "person", "agreement", "iri") else ox.Literal(value)


def known(type_: str) -> tuple[str, ...]:
    """The values that a parameter of this type can have, where they are few enough to list."""
    return tuple(vocabulary.load().schemes[type_].concepts) if type_ in CONCEPTS else LANGUAGES if type_ == "language" else ()


def _code(value: str) -> str:
    return iris.code(value) if value.startswith(iris.BASE) else value


def _number(value: str) -> int | float:
    number = float(value)
    return int(number) if number.is_integer() else number


def _one(type_: str) -> Callable[[str], Any]:
    if type_ in CONCEPTS or type_ == "country":
        return _code
    return {"integer": lambda text: int(text) or None, "number": _number}.get(type_, str)


@cache
def reader(type_: str, many: bool) -> Callable[[Any], Any]:
    """How a term of either store is read as a plain value: None, str, int, float, or a sorted tuple for `many`."""
    one = _one(type_)

    def single(term: Any) -> Any:
        value = term.value if isinstance(term, ox.NamedNode | ox.Literal) else term
        return None if value is None or value == "" else one(value if isinstance(value, str) else str(value))

    def several(term: Any) -> Any:
        value = term.value if isinstance(term, ox.NamedNode | ox.Literal) else term
        parts = (value.split("\n") if type_ == "text" else value.split()) if isinstance(value, str) else value or ()
        return tuple(sorted({one(str(part)) for part in parts if part not in (None, "")}))

    return several if many else single

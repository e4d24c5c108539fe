"""Rows that are read shelf by shelf, the latest years first, until there are as many as are asked for.

A question that declares `walk` gives its rows in descending order of a date. What stands on a shelf has dates of the same years (see the
class of shelves in the ontology), so when the shelves of a year have given enough rows, those of earlier years can't come before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from ..ontology import iris
from . import steps
from .runner import Asked, Plain

UNDATED = "undated"
_NOT_ENDED = ("active", "signed", "planned", "discussed")


def rows(asked: Asked) -> list[Plain]:
    """The rows of the shelves, or those of the query where a parameter leads to them more directly."""
    walk = asked.question.walk or {}
    if any(name in asked.parameters for name in walk["without"]):
        return _one_each(asked, asked.rows())
    since, until = (asked.parameters.get(name) for name in ("since", "until"))
    before = "before" in (asked.question.period or {})
    shelves = [shelf for row in _named(asked, walk["row"]) for shelf in _shelves(asked, row)]
    kept = [shelf for shelf in shelves if _may(_years(shelf), *((None, since) if before else (since, until)))]
    found: list[Plain] = []
    for _, together in groupby(sorted(kept, key=_order, reverse=True), key=_order):
        for shelf in together:
            found += asked.rows(shelf=shelf)
        merged = _one_each(asked, found)
        if len(steps.within(asked.question, asked.parameters, merged)) >= asked.parameters["limit"]:
            return merged
    return _one_each(asked, found)


def _named(asked: Asked, row: Iterable[str]) -> Iterator[str]:
    """The rows of shelves: a part ``$name`` stands for a parameter, which may not be given, ``$silent`` for what is not ended."""
    given: Mapping[str, Any] = asked.parameters
    parts = [str(given.get(part[1:], "")) if part.startswith("$") and part != "$silent" else part for part in row]
    name = "/".join(part for part in parts if part)
    for status in (_NOT_ENDED if "since" in given else ("signed",)) if "$silent" in row else ("",):
        yield name.replace("$silent", status)


def _shelves(asked: Asked, row: str) -> list[str]:
    return sorted(found["shelf"] for found in asked.shared("shelves", row=row))


def _years(shelf: str) -> tuple[str, str]:
    """The first and the last year, "" where an end is open; of what is undated both are `UNDATED`."""
    name = iris.code(shelf)
    first, hyphen, last = name.partition("-")
    return first, last if hyphen else first


def _order(shelf: str) -> tuple[bool, str]:
    """In descending order the latest beginning comes first, then those whose beginning is open, then what has no date."""
    first, _ = _years(shelf)
    return first != UNDATED, "" if first == UNDATED else first


def _may(years: tuple[str, str], since: str | None, until: str | None) -> bool:
    """Whether what has such dates may lie in a period."""
    first, last = years
    if first == UNDATED:
        return not (since or until)
    return not ((since and last and last < steps.first_day(since)[:4]) or (until and first > steps.last_day(until)[:4]))


def _one_each(asked: Asked, found: list[Plain]) -> list[Plain]:
    columns = asked.question.columns
    return steps.one_each(columns, found) if any(column.take for column in columns) else found

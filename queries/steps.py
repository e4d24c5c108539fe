"""What the runner does with the rows of a query, whatever the store: rows that say the same become one, dates are held against a period.

A date as stated stands for every day that it may mean: `since` and `until` keep what *may* lie in the period and mark what need not.
Days are compared as ISO text; the bounds of a partial date are padded (31 for the last day of any month), which compares alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from .question import Column, Question

Row = dict[str, Any]
_LAST, _FIRST = "9999-99-99", "0000-00-00"


def first_day(date: str) -> str:
    """The earliest day that an EDTF date can mean."""
    begin = date.partition("/")[0]
    return _FIRST if begin == ".." else (begin + "-01-01"[len(begin) - 4 :])[:10]


def last_day(date: str) -> str:
    """The latest day that an EDTF date can mean."""
    end = date.rpartition("/")[2]
    return _LAST if end == ".." else (end + {4: "-12-31", 7: "-31"}.get(len(end), ""))[:10]


def one_each(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Rows that are equal in all columns but the taken ones become one. Sources are counted by their origin: reprints once."""
    kept = [column for column in columns if not column.take and not column.made]
    taken = [column for column in columns if column.take]
    groups: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row.get(column.name) for column in kept), []).append(row)
    return [
        dict(zip((column.name for column in kept), key, strict=True))
        | {column.name: _TAKE[str(column.take)]([row.get(column.source) for row in same]) for column in taken}
        for key, same in groups.items()
    ]


def _union(values: Iterable[Any]) -> tuple[Any, ...]:
    found: set[Any] = set()
    for value in values:
        found.update(value if isinstance(value, tuple) else () if value is None else (value,))
    return tuple(sorted(found))


_TAKE: dict[str, Callable[[list[Any]], Any]] = {
    "count": lambda values: len(_union(values)) or None,
    "union": _union,
    "earliest": lambda values: min(filter(None, values), key=lambda date: (first_day(date), date), default=None),
    "latest": lambda values: max(filter(None, values), key=lambda date: (last_day(date), date), default=None),
    "most": lambda values: max(filter(None, values), default=None),
}


def within(question: Question, given: Mapping[str, Any], rows: Iterable[Row]) -> list[Row]:
    """The rows whose run of dates may meet the period that is asked for; `maybe` marks those that need not.

    The run is from the first day of the column `from` to the last day of `to`; a row without dates is left out when a period is given.
    Where the question declares `before`, that column's date must lie before `since`.
    """
    columns, since, until = question.period or {}, given.get("since") or given.get("at"), given.get("until") or given.get("at")
    if not columns or not (since or until):
        return [row | {"maybe": None} if question.has("maybe") else row for row in rows]
    if "before" in columns:
        return [
            row | {"maybe": last_day(date) >= first_day(str(since)) or None}
            for row in rows
            if _before(date := row[columns["before"]], since)
        ]
    return [row | {"maybe": None if sure else True} for row in rows if (sure := _meets(row, columns, since, until)) is not None]


def _before(date: str | None, since: str | None) -> bool:
    return bool(date and since) and first_day(str(date)) < first_day(str(since))


def _meets(row: Mapping[str, Any], columns: Mapping[str, str], since: str | None, until: str | None) -> bool | None:
    """Whether the row surely meets the period; None when it can't. `at` is a period whose parts are both ends."""
    begin, end = row[columns["from"]] or row[columns["to"]], row[columns["to"]] or row[columns["from"]]
    if not begin:
        return None
    low, high = (first_day(since) if since else _FIRST), (last_day(until) if until else _LAST)
    if last_day(end) < low or first_day(begin) > high:
        return None
    return first_day(end) >= low and last_day(begin) <= high


def first(question: Question, rows: Sequence[Row], limit: int) -> list[Row]:
    """The first rows; where the question's limit is of something else (paths of several steps), all rows of the first of these."""
    return [row for row in rows if row[question.limited] <= limit] if question.limited else list(rows[:limit])


def fewer(question: Question, rows: Sequence[Row], limit: int) -> bool:
    """Whether there are fewer than the limit lets through."""
    return (max((row[question.limited] for row in rows), default=0) if question.limited else len(rows)) < limit


def in_order(rows: Iterable[Row], keys: Sequence[str]) -> list[Row]:
    """Rows in the same order whatever the store; in descending order what is unknown comes last."""
    found = list(rows)
    for key in reversed(keys):
        name = key.removeprefix("-")
        found.sort(key=lambda row, name=name: (row[name] is not None, "" if row[name] is None else row[name]), reverse=key.startswith("-"))  # type: ignore[misc]
    return found

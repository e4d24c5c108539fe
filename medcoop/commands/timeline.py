"""A picture in time for the terminal: a line for each kind of event, a mark or a span for each date as precise as it is stated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ..queries.steps import first_day, last_day
from .table import width_of

POINT, SPAN = "●", "━"
_LEAST = 24


def _day(text: str) -> int:
    year, month, day = (int(part) for part in text.split("-"))
    return dt.date(year, month, 1).toordinal() + min(day, 31) - 1


def picture(events: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Lines of at most `width` places for (label, EDTF date) pairs, an axis of years first; none without dates."""
    dated = [(label, first_day(date), last_day(date)) for label, date in events if date and ".." not in date]
    labels = list(dict.fromkeys(label for label, _, _ in dated))
    room = width - max(map(width_of, labels), default=0) - 2
    if not dated or room < _LEAST:
        return []
    first = int(min(begin for _, begin, _ in dated)[:4])
    last = int(max(end for _, _, end in dated)[:4])
    start, days = dt.date(first, 1, 1).toordinal(), max(1, dt.date(last, 12, 31).toordinal() - dt.date(first, 1, 1).toordinal())
    margin = width - room

    def place(day: str) -> int:
        return min(room - 1, max(0, round((_day(day) - start) * (room - 1) / days)))

    lines = [" " * margin + "".join(_axis(first, last, room))]
    for label in labels:
        spans = [(place(begin), place(end)) for one, begin, end in dated if one == label]
        lines.append(label + " " * (margin - width_of(label)) + _marks(spans, room).rstrip())
    return lines


def _axis(first: int, last: int, room: int) -> Iterator[str]:
    years = last - first + 1
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if room * step // years >= 6 or step >= years)
    line = [" "] * room
    for year in range(first, last + 1, step):
        at = (year - first) * room // years
        for offset, letter in enumerate(str(year)):
            if at + offset < room:
                line[at + offset] = letter
    yield "".join(line).rstrip()


def _marks(spans: Sequence[tuple[int, int]], room: int) -> str:
    line = ["·"] * room
    for begin, end in spans:
        for at in range(begin, end + 1):
            line[at] = SPAN if line[at] != POINT else POINT
    for begin, end in spans:
        if end - begin <= 2:
            line[begin : end + 1] = [POINT] + ["·"] * (end - begin)
    return "".join(line)

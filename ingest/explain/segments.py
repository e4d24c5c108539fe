"""Overlapping spans as a run of segments, each with all the marks that cover it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from .explanation import Mark


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same marks cover. opens, closes: those that begin at its start and end at its end."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]
    closes: tuple[Mark, ...]


def segments(start: int, end: int, marks: Iterable[Mark]) -> Iterator[Segment]:
    """Segments that together cover [start, end), in order. Marks that reach beyond are cut at its borders; empty ones are left out."""
    inside = sorted((m for m in marks if m.start < end and m.end > start and m.start < m.end), key=lambda m: (m.start, -m.end))
    bounds = sorted({start, end, *(max(m.start, start) for m in inside), *(min(m.end, end) for m in inside)})
    open_: list[Mark] = []
    waiting = iter(inside)
    coming = next(waiting, None)
    for left, right in pairwise(bounds):
        opens = []
        while coming is not None and max(coming.start, start) <= left:
            opens.append(coming)
            coming = next(waiting, None)
        open_ = [m for m in open_ if m.end > left] + opens
        closes = tuple(m for m in reversed(open_) if min(m.end, end) == right)
        yield Segment(left, right, tuple(open_), tuple(opens), closes)

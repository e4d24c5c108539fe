"""Time as a picture: the ladder of one partnership, and the partnerships of a party side by side. Drawn as SVG by the server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ...ontology import iris, vocabulary
from ...ontology.dates import PartialDate
from .links import Link
from .nodes import Node, path

WIDTH, LEFT, ROW, TOP = 900, 300, 24, 24
_LONGEST = 40
RUNGS = ("discussed", "planned", "signed", "active", "ended")


@dataclass(frozen=True, slots=True)
class Bar:
    """A span of days on a row."""

    row: int
    x: float
    width: float
    status: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A picture: labelled rows, bars, years at their places, stretches in which nothing was heard."""

    rows: Sequence[tuple[str, str | None]]
    bars: Sequence[Bar]
    years: Sequence[tuple[int, float]]
    silent: Sequence[tuple[float, float]]
    width: int = WIDTH
    left: int = LEFT
    row: int = ROW
    top: int = TOP

    @property
    def height(self) -> int:
        """In pixels."""
        return self.top + self.row * len(self.rows) + 8


@dataclass(frozen=True, slots=True)
class _Span:
    row: int
    first: dt.date
    last: dt.date
    status: str
    title: str
    href: str


def ladder(pair: Node) -> Timeline | None:
    """The steps of a partnership: a row for each rung, a bar for each dated fact. None when nothing is dated."""
    labels = vocabulary.load().schemes["ladder"].concepts
    rows = [(labels[rung].label.of(pair.view.lang) if rung in labels else rung, None) for rung in RUNGS]
    spans = []
    for step in pair.incoming("mc:stepOf"):
        status = step.one("status")
        rung = iris.code(status.iri) if status and status.iri else ""
        if rung in RUNGS:
            facts = [value.node for value in step.all("based_on")] or [step]
            spans += [span for fact in facts if (span := _span(RUNGS.index(rung), fact, rung, step))]
    return _drawn(rows, spans)


def _span(row: int, fact: Node, status: str, step: Node) -> _Span | None:
    date = fact.one("date") or fact.one("signed") or step.one("date")
    bounds = _bounds(date.text) if date else None
    return _Span(row, *bounds, status, f"{date}: {fact.name}", fact.href) if bounds else None


def _bounds(text: str) -> tuple[dt.date, dt.date] | None:
    try:
        date = PartialDate(text)
    except ValueError:
        return None
    first, last = date.earliest or date.latest, date.latest or date.earliest
    return (first, last) if first and last else None


def side_by_side(about: Node, links: Iterable[Link]) -> Timeline | None:
    """The partnerships of a party, a row each, from the first to the last that is known; the latest heard of first."""
    dated = [(link, bounds) for link in links if (bounds := _reach(link))]
    dated.sort(key=lambda one: (one[1][1], one[0].sources, one[0].fact), reverse=True)
    rows, spans = [], []
    for row, (link, (first, last)) in enumerate(dated[:_LONGEST]):
        name = " — ".join(about.view.node(party).name for party in (link.a, link.b) if party != about.iri)
        rows.append((name, path(link.fact)))
        spans.append(
            _Span(row, first, last, link.status, f"{name}: {link.since or ''} – {link.until or ''}, {link.status}", path(link.fact))
        )
    return _drawn(rows, spans)


def _reach(link: Link) -> tuple[dt.date, dt.date] | None:
    first = _bounds(link.since) if link.since else None
    last = _bounds(link.until) if link.until else first
    both = first or last
    return (min(both[0], last[0]), last[1]) if both and last else None


def _drawn(rows: Sequence[tuple[str, str | None]], spans: Sequence[_Span]) -> Timeline | None:
    """Places in pixels: the time axis reaches from January of the first year to December of the last."""
    if not spans:
        return None
    first, last = min(s.first.year for s in spans), max(s.last.year for s in spans)
    begin, end = dt.date(first, 1, 1).toordinal(), dt.date(last, 12, 31).toordinal()
    scale = (WIDTH - LEFT - 12) / max(end - begin, 1)

    def x(day: dt.date) -> float:
        return round(LEFT + (day.toordinal() - begin) * scale, 1)

    bars = [Bar(s.row, x(s.first), max(round((s.last - s.first).days * scale, 1), 5.0), s.status, s.title, s.href) for s in spans]
    step = max(1, (last - first + 1) // 10)
    years = [(year, x(dt.date(year, 1, 1))) for year in range(first, last + 1, step)]
    return Timeline(rows, sorted(bars, key=lambda b: (b.row, b.x)), years, _gaps(spans, x))


def _gaps(spans: Sequence[_Span], place: Callable[[dt.date], float]) -> list[tuple[float, float]]:
    """Stretches of two years and more between two things that are known."""
    found: list[tuple[float, float]] = []
    heard: dt.date | None = None
    for span in sorted(spans, key=lambda s: s.first):
        if heard and (span.first - heard).days > 730:
            found.append((place(heard), place(span.first)))
        heard = max(heard, span.last) if heard else span.last
    return found

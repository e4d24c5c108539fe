"""The map: countries by their institutions, lines by the partnerships between them. Shapes are Natural Earth's (public domain)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log1p
from typing import TYPE_CHECKING, Any

from ...ontology import iris, places
from .. import values
from ..question import select_lines
from ..runner import shared_text

if TYPE_CHECKING:
    from ...graph.store import Store


def query(name: str, given: Collection[str] = ()) -> str:
    """A query of ``queries/shared``, with the lines of the parameters given."""
    return select_lines(shared_text(name, "rq"), given)


def by_country(store: Store) -> dict[str, int]:
    """How many institutions there are, by the country's code."""
    return _held(store.query(query("map_institutions")).values())


def _held(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many stand on each shelf, by the last part of its name."""
    return {iris.code(str(row["shelf"])): int(row["n"] or 0) for row in rows}


@dataclass(frozen=True, slots=True)
class Land:
    """A country: outline as an SVG path (None for those too small to have one), shade 0..4 by its number of partnerships abroad."""

    code: str
    name: str
    outline: str | None
    x: float
    y: float
    institutions: int
    abroad: int
    shade: int


@dataclass(frozen=True, slots=True)
class Line:
    """Partnerships between two countries: a curve, its width in pixels."""

    a: str
    b: str
    curve: str
    width: float
    count: int


@dataclass(frozen=True, slots=True)
class Atlas:
    """The picture. box: the SVG's viewBox."""

    box: str
    lands: tuple[Land, ...]
    lines: tuple[Line, ...]


@cache
def world() -> Mapping[str, Any]:
    """{box, countries: {code: [x, y, outline]}}, made by the explorer's build from Natural Earth's 1:110m map."""
    text = (files(__package__) / "world.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


def atlas(store: Store, lang: str, topic: str | None = None) -> Atlas:
    """The map of a snapshot; of one topic, its subtopics included, when it is named (by its code)."""
    institutions = by_country(store)
    links = _held(store.query(query("map_lines"), {"row": values.for_sparql("text", f"link/{topic}" if topic else "link")}).values())
    pairs = {(name[:2], name[3:]): count for name, count in links.items()}
    abroad: Counter[str] = Counter()
    for (a, b), count in pairs.items():
        abroad[a] += count
        abroad[b] += count
    shapes, known = world()["countries"], places.places().countries
    most = max(abroad.values(), default=1)
    lands = tuple(
        Land(
            code,
            known[code].name.of(lang) if code in known else code,
            outline,
            x,
            y,
            institutions.get(code, 0),
            abroad[code],
            _shade(abroad[code], most),
        )
        for code, (x, y, outline) in sorted(shapes.items())
    )
    lines = tuple(
        _line(a, b, count, shapes) for (a, b), count in sorted(pairs.items(), key=lambda one: one[1])[-400:] if a in shapes and b in shapes
    )
    return Atlas(world()["box"], lands, lines)


def _shade(count: int, most: int) -> int:
    """0 for none, else 1 to 4 on a logarithmic scale."""
    return 0 if not count else 1 + round(3 * log1p(count) / log1p(most))


def _line(a: str, b: str, count: int, shapes: Mapping[str, Any]) -> Line:
    return Line(a, b, *curve(shapes[a], shapes[b], count), count)


def curve(a: Sequence[Any], b: Sequence[Any], count: int) -> tuple[str, float]:
    """(SVG path, width) of a line that bends north, so that lines to one place stay apart."""
    ax, ay, bx, by = *a[:2], *b[:2]
    lift = 0.18 * ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5
    path = f"M{ax:.1f} {ay:.1f}Q{(ax + bx) / 2:.1f} {(ay + by) / 2 - lift:.1f} {bx:.1f} {by:.1f}"
    return path, round(0.6 + log1p(count) * 0.7, 2)

"""The map of one country: its regions by their institutions, lines by the partnerships between them.

A region is what a document says of an institution's place. Outlines are Natural Earth's (public domain); a region stands at its main city.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import TYPE_CHECKING, Any

from ...ontology import places
from .. import values
from .atlas import Line, curve, query

if TYPE_CHECKING:
    from ...graph.store import Store

LABELLED = 24
"""So many regions, those with most institutions, have their name on the map."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A region: where it stands and how large it is drawn, in pixels; partnerships with other regions of the country (`across`)."""

    code: str
    name: str
    x: float
    y: float
    radius: float
    institutions: int
    across: int
    labelled: bool


@dataclass(frozen=True, slots=True)
class Regions:
    """The picture of a country. box: the SVG's viewBox; nowhere: institutions of which no document says where in the country they are."""

    country: str
    box: str
    outline: str
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    nowhere: int


@cache
def maps() -> Mapping[str, Any]:
    """{country: {box, outline, regions: {code: [x, y]}}}, made by the explorer's build from Natural Earth's 1:50m map."""
    return json.loads((files(__package__) / "regions.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def regions(store: Store, country: str, lang: str) -> Regions:
    """The map of a country of which `maps` has the regions. KeyError for another."""
    drawn, known = maps()[country], places.places().regions
    at: Mapping[str, list[float]] = drawn["regions"]
    bound = {"country": values.for_sparql("country", country)}
    institutions: Counter[str] = Counter()
    for row in store.query(query("map_regions", {"country"}), bound).values():
        institutions[region_of(country, row["region"]) or ""] += int(row["n"] or 0)
    pairs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in store.query(query("map_region_lines", {"country"}), bound).values():
        a, b = region_of(country, row["ra"]), region_of(country, row["rb"])
        if a and b and a != b:
            pairs[min(a, b), max(a, b)].add(str(row["pair"]))
    across: Counter[str] = Counter()
    for (a, b), among in pairs.items():
        across[a] += len(among)
        across[b] += len(among)
    nowhere = institutions.pop("", 0)
    found = sorted(institutions.items(), key=lambda one: (-one[1], one[0]))
    spots = tuple(
        Spot(code, known[code].name.of(lang), at[code][0], at[code][1], round(2.5 + 2 * sqrt(count), 1), count, across[code], n < LABELLED)
        for n, (code, count) in enumerate(found)
        if code in at
    )
    lines = tuple(
        Line(a, b, *curve(at[a], at[b], len(among)), len(among))
        for (a, b), among in sorted(pairs.items(), key=lambda one: len(one[1]))[-400:]
        if a in at and b in at
    )
    return Regions(country, drawn["box"], drawn["outline"], spots, lines, nowhere)


def region_of(country: str, said: object) -> str | None:
    """The code (ISO 3166-2) of the country's region with this code or name; None where none is known."""
    known = places.places()
    named = [one.code for one in known.named(str(said or "")) if isinstance(one, places.Region)]
    return next((code for code in (str(said), *named) if code in known.regions and code.startswith(f"{country}-")), None)

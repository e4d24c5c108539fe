"""Candidate pairs: every place where two parties may be said to cooperate.

mode: same (both in the unit), we (one in the unit, the page's speaker as "we"), near (the other in the two units before), lead (the
other in the line above a list or in the heading), hub (the other is the page's principal institution).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from .scene import Scene, Unit

Pair = tuple[str, str]
_MOST, _SPREAD = 3_000, 50  # candidates of any document, characters that a further one needs; pages have some hundreds
MODES = ("same", "we", "near", "lead", "hub")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place for one pair. `unit` names at least one of the two; `other` is where the second one stands, if elsewhere."""

    pair: Pair
    unit: Unit
    mode: str
    other: Unit | None = None


def pair_of(a: str, b: str) -> Pair:
    """The pair in its canonical order."""
    return (a, b) if a < b else (b, a)


def _before(scene: Scene, unit: Unit) -> Iterator[Unit]:
    """The two units before, within the section."""
    for back in (1, 2):
        if unit.index - back >= 0 and scene.units[unit.index - back].section == unit.section:
            yield scene.units[unit.index - back]


def _others(scene: Scene, unit: Unit, present: tuple[str, ...]) -> dict[str, tuple[str, Unit | None]]:
    """Parties that are not in the unit but may be meant: key -> (mode, where)."""
    found: dict[str, tuple[str, Unit | None]] = {}
    for before in _before(scene, unit):
        for key in before.entities():
            found.setdefault(key, ("near", before))
    for lead in scene.leads[unit.index]:
        for key in lead.entities():
            found[key] = ("lead", lead)
    for key in scene.hosts[:2]:
        found.setdefault(key, ("hub", None))
    if unit.we and scene.principal is not None:
        found[scene.principal] = ("we", None)
    return {key: value for key, value in found.items() if key not in present}


def _fits(scene: Scene, pair: Pair, mode: str) -> bool:
    """Countries count only where they are named, with another country or with an institution of another country."""
    abroad = [key for key in pair if key.startswith("country:")]
    if not abroad:
        return True
    return mode in (("same",) if len(abroad) == 2 else ("same", "we", "hub")) and not scene.same_country(*pair)


def candidates(scene: Scene) -> tuple[Candidate, ...]:
    """The candidate places of a document, in text order; as many as its length allows, so that lists of names cost no more than prose."""
    most = max(_MOST, len(scene.masked) // _SPREAD)
    return tuple(islice((c for c in _all(scene) if _fits(scene, c.pair, c.mode)), most))


def _all(scene: Scene) -> Iterator[Candidate]:
    for unit in scene.units:
        present = unit.entities()
        for i, a in enumerate(present):
            yield from (Candidate(pair_of(a, b), unit, "same") for b in present[i + 1 :])
        for other, (mode, where) in _others(scene, unit, present).items() if present else ():
            yield from (Candidate(pair_of(key, other), unit, mode, where) for key in present)

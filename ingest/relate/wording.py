"""The words with which a place may state a cooperation, as features: beginnings of lemmas in the clause, the sentence, the next one."""

from __future__ import annotations

from itertools import pairwise

from .candidates import Candidate
from .features import Features, clause
from .scene import Scene, Unit


def words(scene: Scene, unit: Unit, start: int, end: int) -> list[str]:
    """Beginnings of the words of a span of a unit, in order; names and numbers left out."""
    return [word for a, b, word in scene.words(unit) if start <= a and b <= end]


def wording(scene: Scene, candidate: Candidate) -> Features:
    """The words of a place. c: the clause, d: two neighbouring words of it, u: the whole unit, n: the next unit that names nobody."""
    unit = candidate.unit
    spots = [s for s in unit.slots if s.entity in candidate.pair]
    left, right = clause(scene, unit, min(s.start for s in spots), max(s.end for s in spots))
    near = words(scene, unit, left, right)
    features: Features = {f"c:{word}": 1.0 for word in near}
    features |= {f"d:{a}_{b}": 1.0 for a, b in pairwise(near)}
    features |= {f"u:{word}": 1.0 for word in words(scene, unit, unit.start, unit.end)}
    after = following(scene, unit)
    if after is not None:
        features |= {f"n:{word}": 1.0 for word in words(scene, after, after.start, after.end)}
    return features


def following(scene: Scene, unit: Unit) -> Unit | None:
    """The next unit of the block when it names no other party."""
    if unit.index + 1 >= len(scene.units):
        return None
    after = scene.units[unit.index + 1]
    return after if after.block == unit.block and not set(after.entities()) - set(unit.entities()) else None

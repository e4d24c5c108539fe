"""Pairs that are active on one topic and do not cooperate yet, on any topic: those with most partners in common first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from .brokers import countries, neighbours
from .runner import Asked, Plain, label

STRONGEST = 50
"""So many of the best attested institutions are paired where common partners do not suffice."""
_SHOWN = 5
Around = Mapping[str, Mapping[str, tuple[int, str]]]


def rows(asked: Asked) -> list[Plain]:
    """As many pairs as are asked for, each with those who know both."""
    pairs = asked.rows()
    around, home = neighbours(pairs), countries(pairs)
    wanted, found = asked.parameters.get("country"), []
    for one, other, common in _candidates(around):
        if wanted and wanted not in (home.get(one), home.get(other)):
            continue
        if not asked.shared("linked", one=one, other=other):
            found.append(_row(asked, around, one, other, common))
        if len(found) >= asked.parameters["limit"]:
            break
    return found


def _weight(around: Around, one: str) -> int:
    return sum(n for n, _ in around[one].values())


def _candidates(around: Around) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Pairs that do not cooperate on the topic with their common partners, best first."""
    common: dict[tuple[str, str], list[str]] = {}
    for middle in sorted(around):
        for one, other in combinations(sorted(around[middle]), 2):
            if other not in around[one]:
                common.setdefault((one, other), []).append(middle)
    weights = {one: _weight(around, one) for one in around}
    strongest = sorted(around, key=lambda one: (-weights[one], one))[:STRONGEST]
    for one, other in combinations(sorted(strongest), 2):
        if other not in around[one]:
            common.setdefault((one, other), [])
    for one, other in sorted(common, key=lambda pair: (-len(common[pair]), -weights[pair[0]] - weights[pair[1]], pair)):
        yield one, other, tuple(common[one, other])


def _row(asked: Asked, around: Around, one: str, other: str, common: tuple[str, ...]) -> Plain:
    best = sorted(common, key=lambda middle: (-around[one][middle][0] - around[other][middle][0], middle))[:_SHOWN]
    facts = {around[side][middle][1] for side in (one, other) for middle in best}
    facts |= {min(around[side].values(), key=lambda pair: (-pair[0], pair[1]))[1] for side in (one, other)}
    return {
        "a": one, "b": other, "a_name": label(asked.store, one, asked.lang), "b_name": label(asked.store, other, asked.lang),
        "common": len(common), "names": tuple(sorted({label(asked.store, middle, asked.lang) or middle for middle in best})),
        "sources": _weight(around, one) + _weight(around, other), "facts": tuple(sorted(facts)),
    }  # fmt: skip

"""Pairs that are active on one topic and do not cooperate yet, on any topic: those with most partners in common first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial
from itertools import combinations

from ..ontology import iris
from .brokers import country, neighbours
from .runner import Asked, Plain, label

STRONGEST = 50
"""So many of the best attested institutions are paired where common partners do not suffice."""
_SHOWN = 5
_FEW = 4
"""Who shares more partners than this is found by pairs, who shares fewer by who meets where."""
Around = Mapping[str, Mapping[str, tuple[int, str]]]
Common = Mapping[tuple[str, str], tuple[str, ...]]


def rows(asked: Asked) -> list[Plain]:
    """As many pairs as are asked for, each with those who know both."""
    around = neighbours(asked.rows())
    wanted, found, home = asked.parameters.get("country"), [], cache(partial(country, asked))
    for one, other, common in _candidates(around):
        if wanted and wanted not in (home(one), home(other)):
            continue
        if not asked.shared("linked", pair=iris.partnership(one, other)):
            found.append(_row(asked, around, one, other, common))
        if len(found) >= asked.parameters["limit"]:
            break
    return found


def _weight(around: Around, one: str) -> int:
    return sum(n for n, _ in around[one].values())


def _candidates(around: Around) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Pairs that do not cooperate on the topic with their common partners, best first.

    Two parties have no more partners in common than each has: those who share many are looked for among those who have many.
    """
    partners = {one: frozenset(near) for one, near in around.items()}
    weights = {one: _weight(around, one) for one in around}
    most = below = max(map(len, partners.values()), default=0) + 1
    while below > 1:
        least = max(1, below // 2 if below < most else below // 4)
        many = sorted(one for one in partners if len(partners[one]) >= least)
        pairs = _sharing(partners, many, least, below) if least > _FEW else _meeting(partners, below)
        yield from _in_order(pairs, weights)
        below = least if least > _FEW else 1
    strongest = sorted(around, key=lambda one: (-weights[one], one))[:STRONGEST]
    rest = ((one, other) for one, other in combinations(sorted(strongest), 2) if other not in around[one])
    yield from _in_order({pair: () for pair in rest if not partners[pair[0]] & partners[pair[1]]}, weights)


def _sharing(partners: Mapping[str, frozenset[str]], many: list[str], least: int, below: int) -> Common:
    """Pairs of these that share so many partners, by looking at each pair."""
    return {
        (one, other): tuple(sorted(common))
        for one, other in combinations(many, 2)
        if other not in partners[one] and least <= len(common := partners[one] & partners[other]) < below
    }


def _meeting(partners: Mapping[str, frozenset[str]], below: int) -> Common:
    """Pairs that share any, but fewer than `below`, by looking at who meets at each."""
    met: dict[tuple[str, str], list[str]] = {}
    for middle in sorted(partners):
        for one, other in combinations(sorted(partners[middle]), 2):
            if other not in partners[one]:
                met.setdefault((one, other), []).append(middle)
    return {pair: tuple(common) for pair, common in met.items() if len(common) < below}


def _in_order(pairs: Common, weights: Mapping[str, int]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for one, other in sorted(pairs, key=lambda pair: (-len(pairs[pair]), -weights[pair[0]] - weights[pair[1]], pair)):
        yield one, other, pairs[one, other]


def _row(asked: Asked, around: Around, one: str, other: str, common: tuple[str, ...]) -> Plain:
    best = sorted(common, key=lambda middle: (-around[one][middle][0] - around[other][middle][0], middle))[:_SHOWN]
    facts = {around[side][middle][1] for side in (one, other) for middle in best}
    facts |= {min(around[side].values(), key=lambda pair: (-pair[0], pair[1]))[1] for side in (one, other)}
    return {
        "a": one, "b": other, "a_name": label(asked.store, one, asked.lang), "b_name": label(asked.store, other, asked.lang),
        "common": len(common), "names": tuple(sorted({label(asked.store, middle, asked.lang) or middle for middle in best})),
        "sources": _weight(around, one) + _weight(around, other), "facts": tuple(sorted(facts)),
    }  # fmt: skip

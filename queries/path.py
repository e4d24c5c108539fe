"""Shortest paths between two parties over partnerships: a walk from both ends, one query for the partners of each party that it comes to.

Walking is done here and not in a query because SPARQL has no shortest path and the two dialects of Cypher say it differently. Countries as
parties are no stepping stones: they would link everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise

from ..ontology import iris
from . import values
from .question import select_lines
from .runner import Asked, Plain, shared_text

LONGEST = 8
"""Longest path that is looked for, in steps."""
LOOKED_AT = 200
"""So many of the shortest paths are compared."""
_COUNTRY = f"{iris.BASE}country/"
Parents = dict[str, set[str]]


class _Partners:
    """The partners of each party, asked for once. weights: sources by pair."""

    def __init__(self, asked: Asked, ends: frozenset[str]) -> None:
        self._asked, self._ends = asked, ends
        self._known: dict[str, tuple[str, ...]] = {}
        self.weights: dict[frozenset[str], int] = {}

    def of(self, party: str) -> tuple[str, ...]:
        """Sorted IRIs."""
        if party not in self._known:
            rows = self._asked.shared("neighbours", **{"from": party})
            found = {
                row["other"]: int(row["n"] or 0) for row in rows if row["other"] in self._ends or not row["other"].startswith(_COUNTRY)
            }
            self.weights.update({frozenset((party, other)): n for other, n in found.items()})
            self._known[party] = tuple(sorted(found))
        return self._known[party]


def rows(asked: Asked) -> list[Plain]:
    """Steps of the shortest paths, best attested first (the weakest step decides)."""
    starts, goals = (members(asked, asked.parameters[side]) for side in ("a", "b"))
    paths = _direct(asked, starts, goals) or _best(asked, starts, goals - starts)
    return [
        step | {"path": number, "step": at, "a": one, "b": other}
        for number, path in enumerate(paths[: asked.parameters["limit"]], 1)
        for at, (one, other) in enumerate(pairwise(path), 1)
        for step in asked.rows(fact=iris.partnership(one, other), a_thing=one, b_thing=other)
    ]


def _direct(asked: Asked, starts: frozenset[str], goals: frozenset[str]) -> list[tuple[str, ...]]:
    """The one path of one step, when two parties are partners: then nobody's partners, which may be thousands, need be read."""
    ends = (*starts, *goals)
    linked = len(starts) == len(goals) == 1 and starts != goals and asked.shared("linked", pair=iris.partnership(*ends))
    return [ends] if linked else []


def _best(asked: Asked, starts: frozenset[str], goals: frozenset[str]) -> list[tuple[str, ...]]:
    partners = _Partners(asked, starts | goals)
    paths = islice(shortest(starts, goals, partners), LOOKED_AT)
    return sorted(paths, key=lambda path: (-_weakest(path, partners.weights), -_sum(path, partners.weights), path))


def members(asked: Asked, party: str) -> frozenset[str]:
    """The parties that a parameter stands for: itself, or those of its country or place that have partners."""
    bound = values.bound("party", "who", party, asked.engine)
    if "who_thing" in bound:
        return frozenset({party})
    text = select_lines(shared_text("members", asked.engine), bound)
    return frozenset(row["own"] for row in asked.plain(asked.run(text, bound)))


def shortest(starts: Iterable[str], goals: Iterable[str], partners: _Partners) -> Iterator[tuple[str, ...]]:
    """All shortest paths from a start to a goal, in the order of their IRIs; none when there is none within `LONGEST` steps."""
    back: Parents = {one: set() for one in starts}
    forth: Parents = {one: set() for one in goals}
    edges = [set(back), set(forth)]
    for _ in range(LONGEST):
        side = 0 if edges[0] and (len(edges[0]) <= len(edges[1]) or not edges[1]) else 1
        edges[side] = _step(edges[side], (back, forth)[side], partners)
        if meeting := sorted(back.keys() & forth.keys()):
            yield from (path for one in meeting for path in _through(one, back, forth))
            return
        if not edges[0] and not edges[1]:
            return


def _step(edge: Iterable[str], seen: Parents, partners: _Partners) -> set[str]:
    """Go one step further on one side; the parties that are new."""
    fresh: Parents = {}
    for one in sorted(edge):
        for other in partners.of(one):
            if other not in seen:
                fresh.setdefault(other, set()).add(one)
    seen.update(fresh)
    return set(fresh)


def _through(meeting: str, back: Parents, forth: Parents) -> Iterator[tuple[str, ...]]:
    for head in _trails(meeting, back):
        for tail in _trails(meeting, forth):
            yield (*reversed(head), *tail[1:])


def _trails(start: str, parents: Parents) -> Iterator[tuple[str, ...]]:
    if not parents[start]:
        yield (start,)
    for one in sorted(parents[start]):
        yield from ((start, *rest) for rest in _trails(one, parents))


def _weakest(path: tuple[str, ...], weights: Mapping[frozenset[str], int]) -> int:
    return min((weights[frozenset(pair)] for pair in pairwise(path)), default=0)


def _sum(path: tuple[str, ...], weights: Mapping[frozenset[str], int]) -> int:
    return sum(weights[frozenset(pair)] for pair in pairwise(path))

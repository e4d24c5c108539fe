"""What speaks against: clauses that name two parties and do not say that they cooperate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..scene import Scene, Unit
from .items import Item
from .pattern import Match

_WEIGHTY = frozenset({"biography", "award", "accredit"})

_SPEAKS = frozenset({"agreement", "cooperate", "joint", "sign", "train", "tele", "supply", "operate", "fund", "build"})
_BELONGS = re.compile(r"\s*(?:(?:of|at)(?: the)?|при)\s*")
_NEAR = 4


def whole(found: Sequence[Item]) -> bool:
    """Whether a sentence as a whole states nothing: a question, what belongs to what, a life or an award without a word of cooperation."""
    said = {group for item in found for group in item.groups}
    if "belongs" in said or (found and found[-1].word == "?"):
        return True
    return bool(said & _WEIGHTY) and not said & _SPEAKS


def belonging(scene: Scene, unit: Unit) -> Iterator[tuple[str, str]]:
    """Pairs of which one only says where the other belongs: "the Research Center at | X University"."""
    slots = sorted((s for s in unit.slots if s.form in ("name", "abbreviation")), key=lambda s: (s.start, s.end))
    for first, second in pairwise(slots):
        gap = scene.masked[first.end : second.start] if first.end <= second.start else ""
        if first.entity != second.entity and not {first.entity[:8], second.entity[:8]} & {"country:"} and _BELONGS.fullmatch(gap):
            yield first.entity, second.entity


def between(found: Sequence[Item], match: Match, first: int, last: int) -> bool:
    """Whether the clause [first, last] of a match is denied: a negation in the match or near it."""
    span = found[max(match.first - _NEAR, first) : min(match.last + _NEAR, last) + 1]
    return any("negation" in item.groups and not _only(span, at) for at, item in enumerate(span))


def _only(span: Sequence[Item], at: int) -> bool:
    """ "не только", "not only" deny nothing."""
    return at + 1 < len(span) and span[at + 1].word in ("только", "only", "just", "менее")

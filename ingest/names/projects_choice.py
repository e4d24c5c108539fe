"""Which of the names that may be projects' are: a learned scorer judges each name once; of names that overlap the likeliest stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..reading import Reading
from ..relate import scorer
from ..relate.scorer import between
from .projects_measure import Names
from .projects_place import Place

FILE = "projects.json"
FLOOR = 0.25
"""Score from which on a name is a project's: chosen on training documents by cross-validation.

What a pattern proposes stays below it too, as a candidate with the confidence that such a score has.
"""

_DROPPED = re.compile(r"\W+|\b(?:project|programme|program|study|trial|initiative|the)\b")
_SHORT = re.compile(r"\s?\(\s?[«\"“]?([^\W\d_][\w-]{1,30})[»\"”]?\s?\)")


def key_of(name: str) -> str:
    """What places of one project's name have in common."""
    return _DROPPED.sub("", name.casefold())[:60] or name


def grouped(reading: Reading, places: Iterable[Place]) -> Names:
    """Places by name; a short name in brackets behind a long one is the same name."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    short: dict[str, str] = {}
    for place in places:
        key = key_of(place.name)
        found[key].append(place)
        told = _SHORT.match(reading.document.text, place.end, place.end + 40)
        if told and sum(map(str.isupper, told[1])) > 1 and (other := key_of(told[1])) != key:
            short.setdefault(other, key)
    for other, key in short.items():
        if other in found and key in found and key not in short:
            found[key] += found.pop(other)
    return Names(reading, {key: sorted(group, key=_order) for key, group in found.items()})


def _order(place: Place) -> tuple[float, int, int]:
    return -place.confidence, place.start, place.end


def forms_of(group: Sequence[Place]) -> tuple[str, ...]:
    """The names of a project, its main one first: what the surest pattern says, else the one that is said most, of these the longest."""
    said = Counter(p.name for p in group)
    best = max(group, key=lambda p: (p.confidence, said[p.name], len(p.name))).name
    return tuple(dict.fromkeys((best, *said, *(form for p in group for form in p.also))))


def scores_of(names: Names) -> dict[str, float]:
    """The score of each name, not calibrated."""
    linear, trees = scorer.linear(FILE, "linear"), scorer.trees(FILE, "trees")
    return dict(zip(names.groups, scorer.means(linear, trees, map(names.measure, names.groups)), strict=True))


def chosen(names: Names, scores: Mapping[str, float]) -> Iterator[tuple[Sequence[Place], float]]:
    """Names that stand, each with its score: the likeliest first, those left out that only stand where a likelier one does.

    Below the floor only those that a pattern proposes.
    """
    taken: set[int] = set()
    for key in sorted(scores, key=lambda key: (-scores[key], key)):
        free = [p for p in names.groups[key] if taken.isdisjoint(range(p.start, p.end))]
        if free and (scores[key] >= FLOOR or any(p.confidence for p in free)):
            taken.update(at for p in free for at in range(p.start, p.end))
            yield free, scores[key]


def chance(score: float) -> float:
    """How often a name with this score was a project's on documents that the scorer had not seen."""
    return between(scorer.curve(FILE, "calibration"), score)

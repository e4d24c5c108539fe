"""What forbids that two institutions are one thing, whatever else their names share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from . import lexicon
from .normal import Name
from .profile import STATE, Profile

LEARNING = frozenset({"university", "academy", "institute"})
_TEACHING = frozenset({"university", "academy"})


def veto(a: Profile, b: Profile) -> str | None:
    """Why the two are different things whatever else they share; None where nothing forbids it."""
    return next(_vetoes(a, b), None)


def place_veto(a: Profile, b: Profile) -> str | None:
    """The same, of places and numbers alone."""
    return next(_place_vetoes(a, b), None)


def kind_veto(a: Profile, b: Profile) -> str | None:
    """The same, of the kinds of thing alone."""
    return next(_kind_vetoes(a.names[0], b.names[0]), None)


def _vetoes(a: Profile, b: Profile) -> Iterator[str]:
    yield from _place_vetoes(a, b)
    yield from _kind_vetoes(a.names[0], b.names[0])


def _place_vetoes(a: Profile, b: Profile) -> Iterator[str]:
    if a.countries and b.countries and not a.countries & b.countries:
        yield "other country"
    if a.stated and b.stated and not (a.stated <= b.stated or b.stated <= a.stated):
        yield "other country in the name"
    if a.cities and b.cities and not a.cities & b.cities:
        yield "other city"
    if a.regions and b.regions and not a.regions & b.regions:
        yield "other region"
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        yield "other number"


def _kind_vetoes(a: Name, b: Name) -> Iterator[str]:
    if not (a.head and b.head):
        return
    groups = lexicon.groups()
    if a.head != b.head and not groups.get(a.head, frozenset()) & groups.get(b.head, frozenset()):
        yield f"other kind ({', '.join(sorted((a.head, b.head)))})"
    if _part_of(a, b) or _part_of(b, a):
        yield "a part and the whole"
    if a.head in STATE and b.head in STATE:
        yield from _state_vetoes(a, b)
    levels = _level_groups(a.levels), _level_groups(b.levels)
    if levels[0] and levels[1] and not levels[0] & levels[1]:
        yield "other level"


def _state_vetoes(a: Name, b: Name) -> Iterator[str]:
    if bool(a.regions | a.cities) != bool(b.regions | b.cities):
        yield "of a region, of a state"
    if matter(a) and matter(b) and not matter(a) & matter(b):
        yield "other matter"


def matter(name: Name) -> frozenset[str]:
    """What a body of the state deals with."""
    return name.strong | (name.weak & {"health", "educational", "research"})


def _part_of(part: Name, whole: Name) -> bool:
    """A clinic, centre or institute whose name has a university's in it, and that university."""
    other = part.head != whole.head and part.head not in whole.kinds
    return bool(whole.head in LEARNING and other and (part.kinds - {part.head}) & _TEACHING)


@lru_cache(maxsize=1000)
def _level_groups(levels: frozenset[str]) -> frozenset[str]:
    groups = lexicon.level_groups()
    return frozenset(groups[level] for level in levels if level in groups)

"""From decisions about pairs to things: constrained clustering that does not depend on any order.

First every person's decision, then the program's from the surest down. Two groups are never joined when a person said of one of each
that they differ, or when what is known of the groups conflicts (country, city, number, kind, registry entry, given name). A name that
fits two groups which conflict with each other, about equally well, joins neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ...ontology.identity import Decision
from . import people, vetoes
from .judge import AUTOMATIC, Known

_MARGIN = 0.08
_SURE = 0.955


@dataclass(slots=True)
class Group:
    """What is known of the members that were joined so far."""

    members: list[str]
    countries: set[str] = field(default_factory=set)
    cities: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)
    people: dict[str, people.PersonName] = field(default_factory=dict)
    kinds: dict[str, Known] = field(default_factory=dict)
    years: set[str] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)

    def take(self, other: Group) -> None:
        """Adds all of the other group."""
        self.members += other.members
        for name in ("countries", "cities", "regions", "numbers", "entries", "years", "apart"):
            getattr(self, name).update(getattr(other, name))
        self.people |= other.people
        self.kinds |= other.kinds


def _alone(known: Known) -> Group:
    group = Group([known.iri])
    if known.person:
        group.people[known.person.key] = known.person
    elif known.profile:
        p = known.profile
        group.countries |= p.countries
        group.cities |= p.cities
        group.regions |= p.regions
        group.numbers |= p.numbers
        group.kinds[f"{p.names[0].head}|{bool(p.names[0].regions or p.names[0].cities)}"] = known
        group.entries |= {known.link.entry} if known.link else set()
        group.years |= {known.year} if known.year else set()
    return group


def _conflict(a: Group, b: Group) -> bool:
    """Something that forbids that the two groups are one thing; what a person said is not looked at."""
    if a.entries and b.entries:
        return not a.entries & b.entries
    pairs = ((a.countries, b.countries), (a.cities, b.cities), (a.regions, b.regions), (a.numbers, b.numbers), (a.years, b.years))
    if any(x and y and not x & y for x, y in pairs):
        return True
    return any(_kinds_conflict(x, y) for x in a.kinds.values() for y in b.kinds.values()) or any(
        _people_conflict(x, y) for x in a.people.values() for y in b.people.values()
    )


def _kinds_conflict(a: Known, b: Known) -> bool:
    assert a.profile and b.profile
    return vetoes.kind_veto(a.profile, b.profile) is not None


def _people_conflict(a: people.PersonName, b: people.PersonName) -> bool:
    likeness = people.compare(a, b)
    return likeness is not None and likeness.veto is not None


class _Clustering:
    def __init__(self, known: Mapping[str, Known]) -> None:
        self.parent = {iri: iri for iri in known}
        self.groups = {iri: _alone(k) for iri, k in known.items()}

    def root(self, iri: str) -> str:
        while self.parent[iri] != iri:
            self.parent[iri] = self.parent[self.parent[iri]]
            iri = self.parent[iri]
        return iri

    def apart(self, a: str, b: str) -> bool:
        """A person said of one of each that they differ."""
        return any(self.root(x) == b for x in self.groups[a].apart) or any(self.root(x) == a for x in self.groups[b].apart)

    def join(self, a: str, b: str) -> None:
        first, second = sorted((a, b), key=lambda r: (-len(self.groups[r].members), r))
        self.groups[first].take(self.groups.pop(second))
        self.parent[second] = first

    def may_join(self, a: str, b: str) -> bool:
        return not self.apart(a, b) and not _conflict(self.groups[a], self.groups[b])


def cluster(known: Mapping[str, Known], decisions: Iterable[Decision]) -> dict[str, str]:
    """Thing IRI of each member IRI. The least IRI of a thing's members names it (they are hashes, so any order gives the same one)."""
    inside = [d for d in decisions if d.subject in known and d.object in known and d.subject != d.object]
    state = _Clustering(known)
    by_person = sorted((d for d in inside if d.by_person), key=_order)
    ruled = {frozenset((d.subject, d.object)) for d in by_person}
    _by_person(state, by_person)
    _by_program(state, sorted((d for d in inside if not d.by_person and frozenset((d.subject, d.object)) not in ruled), key=_order))
    names = {root: min(group.members) for root, group in state.groups.items()}
    return {iri: names[state.root(iri)] for iri in known}


def _order(d: Decision) -> tuple[float, str, str]:
    return (-d.confidence, min(d.subject, d.object), max(d.subject, d.object))


def _by_person(state: _Clustering, decisions: Sequence[Decision]) -> None:
    """Different first: what a person keeps apart, no chain of merges may join."""
    for d in decisions:
        if not d.same:
            state.groups[d.subject].apart.add(d.object)
            state.groups[d.object].apart.add(d.subject)
    for d in decisions:
        a, b = state.root(d.subject), state.root(d.object)
        if d.same and a != b and not state.apart(a, b):
            state.join(a, b)


def _by_program(state: _Clustering, decisions: Sequence[Decision]) -> None:
    same = [d for d in decisions if d.same and d.confidence >= AUTOMATIC]
    refused = {frozenset((d.subject, d.object)) for d in decisions if not d.same}
    near: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for d in same:
        near[d.subject].append((d.object, d.confidence))
        near[d.object].append((d.subject, d.confidence))
    for d in same:
        a, b = state.root(d.subject), state.root(d.object)
        if a == b or frozenset((d.subject, d.object)) in refused or not state.may_join(a, b):
            continue
        if d.confidence >= _SURE or not (
            _doubtful(state, d.subject, b, d.confidence, near) or _doubtful(state, d.object, a, d.confidence, near)
        ):
            state.join(a, b)


def _doubtful(state: _Clustering, member: str, goal: str, confidence: float, near: Mapping[str, list[tuple[str, float]]]) -> bool:
    """The member fits about as well another group, one that can't be the same as its goal."""
    home = state.root(member)
    for other, sure in near[member]:
        root = state.root(other)
        if sure >= confidence - _MARGIN and root not in (goal, home) and not state.may_join(goal, root):
            return True
    return False

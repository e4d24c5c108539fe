"""What people said of members that no document names any more still joins, and still keeps apart, those that it led to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from ..ontology.identity import Decision


def through_the_absent(decisions: Iterable[Decision], alive: Collection[str]) -> list[Decision]:
    """The same decisions between living members: for an absent one stands the least living member that a person joined to it."""
    decisions = list(decisions)
    if all(one.subject in alive and one.object in alive for one in decisions):
        return decisions
    stands, joined = _stand_ins(decisions, alive)
    moved = []
    for one in decisions:
        ends = stands.get(one.subject, one.subject), stands.get(one.object, one.object)
        if ends[0] != ends[1] and ends[0] in alive and ends[1] in alive:
            moved.append(replace(one, subject=min(ends), object=max(ends)))
    return sorted({*moved, *joined}, key=lambda one: (one.subject, one.object, one.author, not one.same))


def _stand_ins(decisions: list[Decision], alive: Collection[str]) -> tuple[dict[str, str], list[Decision]]:
    near: dict[str, list[tuple[str, Decision]]] = defaultdict(list)
    for one in decisions:
        if one.same and one.by_person:
            near[one.subject].append((one.object, one))
            near[one.object].append((one.subject, one))
    stands: dict[str, str] = {}
    joined: list[Decision] = []
    for start in sorted(near.keys() - set(alive)):
        if start not in stands:
            group, edges = _around(start, near, alive)
            living = sorted(group & set(alive))
            stands.update({iri: living[0] for iri in group - set(alive) if living})
            joined += [replace(edges[0], subject=living[0], object=other) for other in living[1:]]
    return stands, joined


def _around(start: str, near: dict[str, list[tuple[str, Decision]]], alive: Collection[str]) -> tuple[set[str], list[Decision]]:
    """Absent members that hang together with `start`, the living ones around them, and the decisions in between."""
    group, edges, todo = {start}, [], [start]
    while todo:
        here = todo.pop()
        for other, one in near[here]:
            edges.append(one)
            if other not in group:
                group.add(other)
                if other not in alive:
                    todo.append(other)
    return group, sorted(edges, key=lambda one: (one.subject, one.object, one.author))

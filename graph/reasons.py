"""Why two members are one thing, or are not: the chain of decisions that joins them, and what is thought of the two themselves."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..ontology.identity import Decision, Resolver
from . import decisions
from .known import Side, side
from .members import from_text
from .split import members_of


@dataclass(frozen=True, slots=True)
class Step:
    """One decision. a, b: names; reason: a person's words or the features that count; author: who decided."""

    a: str
    b: str
    same: bool
    confidence: float
    reason: str
    author: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """chain: what joins the two, from the first to the second; direct: what was decided of the two themselves."""

    a: Side
    b: Side
    one_thing: bool
    chain: tuple[Step, ...]
    direct: tuple[Step, ...]


def reasons(con: sqlite3.Connection, resolver: Resolver, one: str, other: str) -> Reasons:
    """Why the two members are one thing or two."""
    a, b = side(con, one), side(con, other)
    together = a.thing == b.thing
    chain = tuple(_chain(con, a, b)) if together and one != other else ()
    direct = tuple(_direct(con, resolver, a, b))
    return Reasons(a, b, together, () if len(chain) < 2 else chain, direct)


def _direct(con: sqlite3.Connection, resolver: Resolver, a: Side, b: Side) -> Iterator[Step]:
    row = decisions.ruling(con, a.iri, b.iri)
    if row:
        yield Step(a.name, b.name, decisions.SAME[row.act], row.confidence, row.reason or row.act, row.author)
    texts = [con.execute("SELECT member FROM node WHERE iri = ?", (one.iri,)).fetchone()[0] for one in (a, b)]
    if all(texts):
        for found in resolver.judge(from_text(texts[0]), [from_text(texts[1])]):
            yield _step(found, {a.iri: a.name, b.iri: b.name})


def _step(one: Decision, names: dict[str, str]) -> Step:
    return Step(names[one.subject], names[one.object], one.same, one.confidence, one.justification, one.author)


def _chain(con: sqlite3.Connection, a: Side, b: Side) -> Iterator[Step]:
    """The decisions that led from one to the other when groups were joined: people's first, then from the surest down."""
    members = members_of(con, a.thing)
    near: dict[str, list[Decision]] = defaultdict(list)
    group = {iri: iri for iri in members}
    for one in sorted(_joining(con, members), key=lambda d: (not d.by_person, -d.confidence, d.subject, d.object)):
        first, second = group[one.subject], group[one.object]
        if first != second:
            group = {iri: first if root == second else root for iri, root in group.items()}
            near[one.subject].append(one)
            near[one.object].append(one)
    names = {iri: side(con, iri).name for iri in members}
    yield from (_step(one, names) for one in _way(near, a.iri, b.iri))


def _way(near: dict[str, list[Decision]], start: str, goal: str) -> list[Decision]:
    came: dict[str, tuple[str, Decision] | None] = {start: None}
    todo = [start]
    for here in todo:
        for one in near[here]:
            far = one.object if one.subject == here else one.subject
            if far not in came:
                came[far] = (here, one)
                todo.append(far)
    path, at = [], goal
    while step := came.get(at):
        at = step[0]
        path.append(step[1])
    return path[::-1]


def _joining(con: sqlite3.Connection, members: list[str]) -> Iterator[Decision]:
    query = (
        "SELECT x.iri, y.iri, d.confidence, d.justification, d.author FROM node x JOIN decision d ON d.a = x.id JOIN node y ON y.id = d.b"
        " WHERE x.iri = ? AND d.same"
    )
    inside = set(members)
    for iri in members:
        for subject, object_, confidence, why, author in con.execute(query, (iri,)):
            if object_ in inside:
                yield Decision(subject, object_, True, confidence, why, author)

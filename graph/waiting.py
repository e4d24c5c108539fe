"""Pairs that the program leaves to a person: likely the same, but not sure enough to be joined, or fitting two things alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

_PAIRS = "FROM decision d JOIN node x ON x.id = d.a JOIN node y ON y.id = d.b"
_WAITING = (
    f"SELECT x.iri, y.iri, d.confidence, d.justification, x.thing, y.thing {_PAIRS} WHERE d.author = 'medcoop' AND d.same"
    " AND x.thing {} y.thing AND x.alive AND y.alive ORDER BY d.confidence {}, x.iri, y.iri"
)
_RULED = f"SELECT x.thing, y.thing {_PAIRS} WHERE d.author <> 'medcoop' AND NOT d.same"
_SAID_SAME = f"SELECT x.iri, y.iri {_PAIRS} WHERE d.author <> 'medcoop' AND d.same"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pair of members with the program's opinion. confidence: that they are one thing; features: why, the weightiest first."""

    a: str
    b: str
    confidence: float
    features: tuple[str, ...]


def waiting(con: sqlite3.Connection) -> Iterator[Waiting]:
    """Pairs to be looked at, those nearest to being joined first; one pair for each two things, none that a person has ruled on."""
    seen = {frozenset(pair) for pair in con.execute(_RULED).fetchall()}
    for a, b, confidence, why, *things in con.execute(_WAITING.format("<>", "DESC")).fetchall():
        pair = frozenset(things)
        if pair not in seen:
            seen.add(pair)
            yield Waiting(a, b, confidence, tuple(why.split(", ")))


def joined(con: sqlite3.Connection) -> Iterator[Waiting]:
    """Pairs that the program has joined, the least sure first; none that a person has confirmed."""
    known = {frozenset(pair) for pair in con.execute(_SAID_SAME).fetchall()}
    for a, b, confidence, why, *_ in con.execute(_WAITING.format("=", "ASC")).fetchall():
        if frozenset((a, b)) not in known:
            yield Waiting(a, b, confidence, tuple(why.split(", ")))


def count(con: sqlite3.Connection) -> dict[str, int]:
    """How many pairs and facts wait."""
    return {"pairs": sum(1 for _ in waiting(con)), "facts": con.execute("SELECT count(*) FROM candidate").fetchone()[0]}

"""The leading strands of each topic, so that its first rows need not be searched for among all of them.

A strand leads when it is one of the first `LEADING` of its topic: most sources first, then the latest, then by IRI, which is the order in
which the main question gives its rows. The record keeps the rank of every strand; the canonical view says who leads.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..ontology import iris
from ..ontology.derived import Strand
from .stated import rules
from .terms import iri

LEADING = 50
_PREDICATE = next(rule.predicate for rule in rules(Strand) if rule.name == "leads")
_STRAND = f"{iris.BASE}id/{Strand.declared.slug}/"


class Rank(NamedTuple):
    """What a strand's place among those of its topic depends on. strand: its IRI; until: as stated, or \"\"."""

    sources: int
    until: str
    strand: str

    def before(self, other: Rank) -> bool:
        """Whether it comes before the other, or is the same."""
        return (self.sources, self.until, other.strand) >= (other.sources, other.until, self.strand)


Ranks = Mapping[str, Rank]
"""The strands of one partnership by topic."""


def _short(thing: str) -> bytes:
    """The eight bytes that tell things of one kind apart; they sort as the IRIs do."""
    return bytes.fromhex(thing.rpartition("/")[2])


def _lines(topic: str, strands: Iterable[bytes]) -> Iterator[str]:
    about = f"{_PREDICATE} {iri(iris.concept('topic', topic))}"
    return (f"{iri(_STRAND + strand.hex())} {about}" for strand in strands)


def _leaders(con: sqlite3.Connection, topic: str) -> set[bytes]:
    query = "SELECT strand FROM strand WHERE topic = ? ORDER BY sources DESC, until DESC, strand LIMIT ?"
    return {strand for (strand,) in con.execute(query, (topic, LEADING))}


def _last(con: sqlite3.Connection, topic: str) -> Rank | None:
    """The last of those who lead; None when all do, for they are few."""
    query = "SELECT sources, until, strand FROM strand WHERE topic = ? ORDER BY sources DESC, until DESC, strand LIMIT 1 OFFSET ?"
    row = con.execute(query, (topic, LEADING - 1)).fetchone()
    return Rank(row[0], row[1], _STRAND + row[2].hex()) if row else None


class Leading:
    """Keeps the ranks of one transaction; `change` says what becomes of the lines."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con
        self._last: dict[str, Rank | None] = {}
        self._before: dict[str, set[bytes]] = {}

    def put(self, partnership: str, ranks: Ranks, only: Container[str] | None = None) -> None:
        """Write the ranks of a partnership's strands (on these topics) in place of those that it had."""
        short = _short(partnership)
        rows = self._con.execute("SELECT topic, sources, until, strand FROM strand WHERE pair = ?", (short,))
        held = {
            topic: Rank(sources, until, _STRAND + strand.hex()) for topic, sources, until, strand in rows if only is None or topic in only
        }
        changed = [topic for topic in held.keys() | ranks.keys() if held.get(topic) != ranks.get(topic)]
        for topic in changed:
            self._notice(topic, [rank for rank in (held.get(topic), ranks.get(topic)) if rank])
        self._con.executemany("DELETE FROM strand WHERE pair = ? AND topic = ?", [(short, topic) for topic in changed if topic in held])
        self._con.executemany(
            "INSERT INTO strand(pair, topic, sources, until, strand) VALUES(?, ?, ?, ?, ?)",
            [(short, topic, rank.sources, rank.until, _short(rank.strand)) for topic in changed if (rank := ranks.get(topic))],
        )

    def _notice(self, topic: str, ranks: Iterable[Rank]) -> None:
        """Remember who leads on a topic before the first change that may move them."""
        if topic in self._before:
            return
        if topic not in self._last:
            self._last[topic] = _last(self._con, topic)
        last = self._last[topic]
        if last is None or any(rank.before(last) for rank in ranks):
            self._before[topic] = _leaders(self._con, topic)

    def change(self) -> tuple[set[str], set[str]]:
        """(lines of those who no longer lead, lines of those who now do)."""
        old, new = set[str](), set[str]()
        for topic, before in self._before.items():
            now = _leaders(self._con, topic)
            old.update(_lines(topic, before - now))
            new.update(_lines(topic, now - before))
        return old, new


def leading_lines(con: sqlite3.Connection) -> set[str]:
    """The lines of all topics."""
    topics = con.execute("SELECT DISTINCT topic FROM strand").fetchall()
    return {line for (topic,) in topics for line in _lines(topic, _leaders(con, topic))}

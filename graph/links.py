"""Matches of members with outside registers (ROR, Wikidata, a user's own list): kept in the record, since the register's file is not.

A match belongs to a member, so it follows the thing through merges and splits. In the canonical view the thing has skos:exactMatch with
the outside IRI (owl:sameAs too where a person said so), and an owl:Axiom says how sure it is and why, as SSSOM has it in RDF.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from ..ontology import iris
from . import terms
from .terms import TYPE, iri, name

WHAT = "matches"


@dataclass(frozen=True, slots=True)
class Match:
    """A member is what the register calls `outside` (an IRI). label: its name there; author: the program, or the person who said so."""

    member: str
    outside: str
    label: str
    confidence: float
    reason: str
    author: str
    at: str


def said(con: sqlite3.Connection, source: str | None = None) -> Counter[tuple[str, str]]:
    """How often (member, outside IRI) is said, of one source or of all."""
    rows = con.execute("SELECT member, outside FROM match WHERE ?1 IS NULL OR source = ?1", (source,))
    return Counter(rows.fetchall())


def replace(con: sqlite3.Connection, source: str, rows: Iterable[Match]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Make `rows` the matches with one source: (what was said by it, what is said now)."""
    before = said(con, source)
    con.execute("DELETE FROM match WHERE source = ?", (source,))
    con.executemany("INSERT INTO match VALUES(?, ?, ?, ?, ?, ?, ?, ?)", [(source, *astuple(row)) for row in rows])
    return before, said(con, source)


def lines(con: sqlite3.Connection, thing: str) -> set[str]:
    """What the canonical view says of a thing's matches beside skos:exactMatch."""
    query = (
        "SELECT outside, max(confidence), group_concat(DISTINCT reason), max(author <> 'medcoop') FROM match"
        " JOIN node ON node.iri = match.member WHERE thing = ? AND alive GROUP BY outside"
    )
    found: set[str] = set()
    for outside, confidence, reason, by_person in con.execute(query, (thing,)).fetchall():
        target = terms.foreign_iri(outside)
        if target is None:
            continue
        axiom = iri(iris.thing("match", thing, outside))
        found.add(f"{axiom} {TYPE} {name('owl:Axiom')}")
        found.add(f"{axiom} {name('owl:annotatedSource')} {iri(thing)}")
        found.add(f"{axiom} {name('owl:annotatedProperty')} {name('skos:exactMatch')}")
        found.add(f"{axiom} {name('owl:annotatedTarget')} {target}")
        found.add(f"{axiom} {name('mc:confidence')} {terms.decimal(confidence)}")
        found.add(f"{axiom} {name('mc:rule')} {terms.string(reason)}")
        if by_person:
            found.add(f"{iri(thing)} {name('owl:sameAs')} {target}")
    return found

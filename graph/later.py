"""What many documents leave for later: identity and the views follow once for all of them, in place of once for each batch.

A batch of a big load writes its documents and their rows, and notes here what they touched; the notes stand in the same transaction,
so a kill loses nothing: who opens the store for writing next goes on. Notes are of two stages: what was touched (``document``,
``member``, ``form``, ``deed``), and, once identity has followed, the units that are to be computed anew (``own``, ``doc``, ``thing``,
``pair``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .touched import Turned

SCHEMA = """
CREATE TABLE IF NOT EXISTS later(kind TEXT NOT NULL, one NOT NULL, other NOT NULL, PRIMARY KEY(kind, one, other)) WITHOUT ROWID;
"""
WHOLE, SHARE = 200, 3
"""When at least so many documents wait, and they are one in so many or more, everything is written anew: it is faster than to change it."""
DOCUMENTS, PAIRS = 500, 2000
"""So many units are computed in one step."""


@dataclass(frozen=True, slots=True)
class Units:
    """What is to be computed anew. own: documents whose own graph has changed too; pairs: each with what it turned."""

    own: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    pairs: Mapping[tuple[str, str], Turned] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Left:
    """What was touched. forms: numbers of members whose forms have changed; deeds: pairs of numbers of members."""

    documents: set[str]
    members: set[int]
    forms: set[int]
    deeds: set[tuple[int, int]]


def any_left(con: sqlite3.Connection) -> bool:
    """Whether anything waits."""
    return con.execute("SELECT 1 FROM later LIMIT 1").fetchone() is not None


def count(con: sqlite3.Connection) -> int:
    """How many documents wait."""
    return int(con.execute("SELECT count(*) FROM later WHERE kind IN ('document', 'own')").fetchone()[0])


def leave(con: sqlite3.Connection, left: Left) -> None:
    """Note what was touched."""
    _note(con, "document", ((iri, "") for iri in left.documents))
    _note(con, "member", ((node, "") for node in left.members))
    _note(con, "form", ((node, "") for node in left.forms))
    _note(con, "deed", left.deeds)


def take(con: sqlite3.Connection) -> Left | None:
    """All that was noted as touched, which is forgotten; None when nothing was."""
    if con.execute("SELECT 1 FROM later WHERE kind IN ('document', 'member', 'form', 'deed') LIMIT 1").fetchone() is None:
        return None
    found = Left(
        {iri for iri, _ in _take(con, "document")},
        {node for node, _ in _take(con, "member")},
        {node for node, _ in _take(con, "form")},
        set(_take(con, "deed")),
    )
    return found


def schedule(con: sqlite3.Connection, units: Units) -> None:
    """Note the units that are to be computed anew."""
    _note(con, "own", ((iri, "") for iri in units.own))
    _note(con, "doc", ((iri, "") for iri in units.documents - units.own))
    _note(con, "thing", ((iri, "") for iri in units.things))
    _note(con, "pair", units.pairs)


def is_whole(con: sqlite3.Connection) -> bool:
    """Whether so many documents wait that all should be written anew."""
    waiting = count(con)
    (current,) = con.execute("SELECT count(*) FROM document WHERE state = 'current'").fetchone()
    return bool(waiting >= WHOLE and waiting * SHARE >= current)


def part(con: sqlite3.Connection) -> Units | None:
    """The next units, which are forgotten; None when there are no more.

    Things come first, for their countries are used in the others, and together: lines may move from one to another.
    """
    if things := _take(con, "thing"):
        return Units(things={iri for iri, _ in things})
    if own := _take(con, "own", DOCUMENTS):
        found = {iri for iri, _ in own}
        return Units(own=found, documents=found)
    if documents := _take(con, "doc", DOCUMENTS):
        return Units(documents={iri for iri, _ in documents})
    if pairs := _take(con, "pair", PAIRS):
        return Units(pairs=dict.fromkeys(pairs))
    return None


def forget(con: sqlite3.Connection) -> None:
    """Nothing waits any longer."""
    con.execute("DELETE FROM later")


def _note(con: sqlite3.Connection, kind: str, rows: Iterable[tuple[object, object]]) -> None:
    con.executemany("INSERT OR IGNORE INTO later(kind, one, other) VALUES(?, ?, ?)", ((kind, *row) for row in rows))


def _take(con: sqlite3.Connection, kind: str, most: int = -1) -> list[tuple[Any, Any]]:
    rows = con.execute("SELECT one, other FROM later WHERE kind = ? ORDER BY one, other LIMIT ?", (kind, most)).fetchall()
    con.executemany("DELETE FROM later WHERE kind = ? AND one = ? AND other = ?", ((kind, *row) for row in rows))
    return rows

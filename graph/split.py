"""Taking a thing apart: people's joins across the cut are withdrawn, and what the program would still join is said to be different."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection

from .clock import now
from .decisions import SAME, Row, holding, withdrawals

Decide = Callable[[list[Row], int | None], list[Row]]


def members_of(con: sqlite3.Connection, thing: str) -> list[str]:
    """IRIs of the members of a thing that documents name now, sorted."""
    return [iri for (iri,) in con.execute("SELECT iri FROM node WHERE thing = ? AND alive ORDER BY iri", (thing,))]


def split(
    con: sqlite3.Connection, decide: Decide, members: Collection[str], apart: Collection[str], *, author: str, reason: str
) -> list[Row]:
    """Part `apart` from the other members of their thing, within the caller's transaction; the rows that were added to the log."""
    rest = [iri for iri in members if iri not in apart]
    cut = {frozenset((one, other)) for one in apart for other in rest}
    across = [row for row in holding(con) if SAME[row.act] and frozenset(row.pair) in cut]
    added = decide(withdrawals(across, author, split=True), None) if across else []
    if _things(con, apart) & _things(con, rest):
        pairs = [(one, other) for one in sorted(apart) for other in sorted(rest)]
        rows = [Row("different", one, other, reason=reason, author=author, at=now()) for one, other in pairs]
        added += decide(rows, added[0].step if added else None)
    return added


def _things(con: sqlite3.Connection, members: Collection[str]) -> set[str]:
    return {thing for iri in members for (thing,) in con.execute("SELECT thing FROM node WHERE iri = ? AND alive", (iri,))}

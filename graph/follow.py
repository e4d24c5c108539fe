"""The journal of changes: what followers such as the property graph need to keep up without reading everything."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from . import record

KEPT = 300_000
"""So many rows are kept; who is further behind starts afresh."""


def note(con: sqlite3.Connection, subjects: Iterable[str]) -> int:
    """Add changed subjects under the next number, and return it."""
    seq = int(record.get(con, "seq", 0)) + 1
    record.put(con, "seq", seq)
    rows = [(seq, subject) for subject in sorted(subjects)]
    con.executemany("INSERT INTO changed(seq, subject) VALUES(?, ?)", rows)
    held = int(record.get(con, "journal", 0)) + len(rows)
    if held > KEPT:
        reset(con, seq)
    else:
        record.put(con, "journal", held)
    return seq


def reset(con: sqlite3.Connection, seq: int) -> None:
    """Forget the journal: every follower starts afresh."""
    con.execute("DELETE FROM changed")
    record.put(con, "journal", 0)
    record.put(con, "floor", seq)


def since(con: sqlite3.Connection, seq: int) -> tuple[int, frozenset[str] | None]:
    """(the present number, subjects changed after `seq`); None for the subjects means: everything may have changed."""
    now = int(record.get(con, "seq", 0))
    if seq < int(record.get(con, "floor", 0)) or seq > now:
        return now, None
    rows = con.execute("SELECT DISTINCT subject FROM changed WHERE seq > ?", (seq,))
    return now, frozenset(subject for (subject,) in rows)

"""What a store holds, in figures."""

from __future__ import annotations

import sqlite3
from typing import Any

import pyoxigraph as ox

from . import later, record, waiting


def status(con: sqlite3.Connection, dataset: ox.Store) -> dict[str, Any]:
    """Documents by state and language, things by type, deeds, refusals (source, reason, remedy, at), what waits, last publication."""
    return {
        "documents": _counts(con, "SELECT state, count(*) FROM document GROUP BY state"),
        "languages": _counts(con, "SELECT lang, count(*) FROM document WHERE state = 'current' GROUP BY lang"),
        "things": _counts(con, "SELECT type, count(DISTINCT thing) FROM node WHERE alive GROUP BY type"),
        "cooperations": con.execute("SELECT count(*) FROM deed").fetchone()[0],
        "refusals": [
            dict(zip(("source", "reason", "remedy", "at"), row, strict=True))
            for row in con.execute("SELECT source, reason, remedy, at FROM refusal ORDER BY source")
        ],
        "waiting": waiting.count(con),
        "unfinished": con.execute("SELECT count(*) FROM pending").fetchone()[0] + later.count(con),
        "published": record.get(con, "published"),
    }


def _counts(con: sqlite3.Connection, query: str) -> dict[str, int]:
    return dict(sorted(con.execute(query).fetchall()))

"""Facts that wait for a person: too unsure for the canonical view, of the lists that can be reviewed."""

from __future__ import annotations

import sqlite3

from .rulings import REVIEWED, Json, fact_id
from .stated import LISTS, Statement, confidence

_BY_MODEL = {LISTS[name]: name for name in REVIEWED}


def note(con: sqlite3.Connection, number: int, said: Statement, facts: Json) -> None:
    """Remember the candidates of a document."""
    waiting = [(_BY_MODEL[one.model], one.item) for one in said.items if not one.accepted and one.model in _BY_MODEL]
    rows = [(number, fact_id(said.document["iri"], name, item, facts), name, confidence(item)) for name, item in waiting]
    con.executemany("INSERT OR REPLACE INTO candidate(document, id, list, confidence) VALUES(?, ?, ?, ?)", rows)


def forget(con: sqlite3.Connection, number: int) -> None:
    """The document's candidates wait no more."""
    con.execute("DELETE FROM candidate WHERE document = ?", (number,))

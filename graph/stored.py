"""Documents read back from the record, with what people ruled on their facts."""

from __future__ import annotations

import sqlite3

from . import decisions, documents, record, rulings
from .record import Json
from .stated import Statement, stated


def current(con: sqlite3.Connection, iri: str) -> Json | None:
    """The current revision of a document; None when there is none."""
    query = f"SELECT {documents.COLUMNS} FROM document WHERE iri = ? AND state = 'current'"  # noqa: S608
    found = con.execute(query, (iri,)).fetchone()
    return documents.as_json(found) if found else None


def numbered(con: sqlite3.Connection, number: int) -> Json:
    """The revision of this number."""
    return documents.as_json(con.execute(f"SELECT {documents.COLUMNS} FROM document WHERE id = ?", (number,)).fetchone())  # noqa: S608


def facts(con: sqlite3.Connection, number: int) -> Json:
    """What the extractor found in a revision."""
    (blob,) = con.execute("SELECT facts FROM document WHERE id = ?", (number,)).fetchone()
    return record.unpack_json(blob)


def ruled_facts(con: sqlite3.Connection, document: Json) -> Json:
    """The facts of a document with what people said of them in place of what the extractor found."""
    found, rows = facts(con, document["id"]), decisions.about(con, document["iri"])
    return rulings.ruled(found, documents.text(con, document["id"]), rows) if rows else found


def members(con: sqlite3.Connection, number: int) -> dict[str, str]:
    """IRIs of the members that a document mentions, by key."""
    query = "SELECT key, iri FROM mention JOIN node ON node.id = mention.member WHERE document = ?"
    return dict(con.execute(query, (number,)).fetchall())


def statement(con: sqlite3.Connection, document: Json, threshold: float) -> Statement:
    """What a document states, as its rows are now."""
    return stated(document, ruled_facts(con, document), members(con, document["id"]), threshold)

"""Documents between the models and the record: plain values in, plain values out."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .clock import now
from .record import Json, pack, pack_json, unpack

if TYPE_CHECKING:
    from ..ontology.model import Document

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the record has it. state: current, replaced (a newer revision stands in its place) or withdrawn."""

    iri: str
    source: str
    url: str | None
    title: str | None
    lang: str
    published: str | None
    hash: str
    retrieved: str | None
    stored: str
    revision: int
    state: str
    text: str


def content_hash(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def origin(iri: str, text: str) -> str:
    """The same for texts that differ in signs, spaces and case alone, such as reprints; a document without text is its own."""
    words = " ".join(_WORDS.findall(text.casefold()))
    return content_hash(words or iri)[:16]


def find(con: sqlite3.Connection, name: str, content: str | None = None) -> StoredDocument | None:
    """The newest revision of a document by its IRI, source or URL, in whatever state it is. content: hash of the text that it must have."""
    columns = "iri, source, url, title, lang, published, hash, retrieved, stored, revision, state, text"
    for key in ("iri", "source", "url"):
        query = f"SELECT {columns} FROM document WHERE {key} = ?1 AND ?2 IN (hash, '') ORDER BY revision DESC LIMIT 1"  # noqa: S608
        row = con.execute(query, (name, content or "")).fetchone()
        if row:
            return StoredDocument(**dict(zip(StoredDocument.__slots__, (*row[:-1], unpack(row[-1])), strict=True)))
    return None


def holds(con: sqlite3.Connection, document: Document, maker: str) -> bool:
    """Whether this very document is current with facts of this maker."""
    row = con.execute(
        "SELECT source, url, title, lang, published, hash, maker FROM document WHERE source = ? AND state = 'current'", (document.source,)
    ).fetchone()
    published = str(document.published) if document.published else None
    own = document.content_hash or content_hash(document.text)
    return bool(row == (document.source, document.url, document.title, document.lang, published, own, maker))


def as_json(row: tuple[object, ...]) -> Json:
    """The document of a row of `COLUMNS`, as `quads` and `canonical` take it."""
    return dict(
        zip(
            ("id", "iri", "revision", "source", "url", "title", "lang", "published", "content_hash", "retrieved", "origin"),
            row,
            strict=True,
        )
    )


COLUMNS = "id, iri, revision, source, url, title, lang, published, hash, retrieved, origin"


def insert(con: sqlite3.Connection, document: Json, text: str, facts: Json, maker: str) -> int:
    """Store a revision as the current one and return its number."""
    (last,) = con.execute("SELECT coalesce(max(revision), 0) FROM document WHERE iri = ?", (document["iri"],)).fetchone()
    cursor = con.execute(
        "INSERT INTO document"
        "(iri, revision, state, source, url, title, lang, published, hash, retrieved, stored, origin, maker, text, facts)"
        " VALUES(?, ?, 'current', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document["iri"], last + 1, document["source"], document["url"], document["title"], document["lang"], document["published"],
            document["content_hash"], document["retrieved"], now(), document["origin"], maker, pack(text), pack_json(facts),
        ),
    )  # fmt: skip
    return int(cursor.lastrowid or 0)


def text(con: sqlite3.Connection, number: int) -> str:
    """The text of a revision."""
    (blob,) = con.execute("SELECT text FROM document WHERE id = ?", (number,)).fetchone()
    return unpack(blob)


def end(con: sqlite3.Connection, number: int, state: str) -> None:
    """The revision is no longer current: replaced or withdrawn."""
    con.execute("UPDATE document SET state = ?, ended = ? WHERE id = ?", (state, now(), number))


def history(con: sqlite3.Connection, since: str, most: int = -1) -> list[tuple[str, str, str, str, str | None, str | None]]:
    """(when, added | revised | withdrawn, IRI, source, title, published) of the documents so treated since a day, the latest first.

    A document that was read again and changed is revised; only its last change counts. most: so many rows; -1: all.
    """
    query = """
        SELECT * FROM (
            SELECT stored AS day, CASE WHEN revision > 1 THEN 'revised' ELSE 'added' END, iri, source, title, published
            FROM document WHERE state = 'current' AND stored >= ?1 ORDER BY stored DESC, iri LIMIT ?2)
        UNION ALL SELECT * FROM (
            SELECT ended, 'withdrawn', iri, source, title, published FROM document one WHERE state = 'withdrawn' AND ended >= ?1
            AND NOT EXISTS (SELECT 1 FROM document other WHERE other.iri = one.iri AND other.revision > one.revision)
            ORDER BY ended DESC, iri LIMIT ?2)
        ORDER BY day DESC, iri LIMIT ?2"""
    return con.execute(query, (since, most)).fetchall()

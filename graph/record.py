"""The record: one SQLite file that holds everything from which the rest of a store can be made again.

Kept: documents with their texts and facts (old revisions too), refusals, the log of people's decisions. Derived and kept beside them,
so that a change touches few rows: members, what is said of each (counted), deeds (cooperations and agreements) and their pairs, names.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path
from typing import Any

from ..ontology.errors import StoreError
from . import later, tables

Json = dict[str, Any]

SCHEMA = """
CREATE TABLE IF NOT EXISTS state(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document(
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL, revision INTEGER NOT NULL, state TEXT NOT NULL, source TEXT NOT NULL, url TEXT, title TEXT,
    lang TEXT NOT NULL, published TEXT, hash TEXT NOT NULL, retrieved TEXT, stored TEXT NOT NULL, ended TEXT, origin TEXT NOT NULL,
    maker TEXT NOT NULL, text BLOB NOT NULL, facts BLOB NOT NULL, UNIQUE(iri, revision));
CREATE UNIQUE INDEX IF NOT EXISTS document_current ON document(iri) WHERE state = 'current';
CREATE INDEX IF NOT EXISTS document_stored ON document(stored DESC, iri) WHERE state = 'current';
CREATE INDEX IF NOT EXISTS document_ended ON document(ended DESC, iri) WHERE state = 'withdrawn';
CREATE INDEX IF NOT EXISTS document_source ON document(source);
CREATE INDEX IF NOT EXISTS document_url ON document(url);
CREATE TABLE IF NOT EXISTS refusal(source TEXT PRIMARY KEY, reason TEXT NOT NULL, remedy TEXT, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS decision(
    a INTEGER NOT NULL, b INTEGER NOT NULL, author TEXT NOT NULL, same INTEGER NOT NULL, confidence REAL NOT NULL,
    justification TEXT NOT NULL, at TEXT, PRIMARY KEY(a, b, author)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS decision_b ON decision(b, a);

CREATE TABLE IF NOT EXISTS node(
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, type TEXT NOT NULL, thing TEXT NOT NULL, alive INTEGER NOT NULL DEFAULT 0,
    member TEXT);
CREATE INDEX IF NOT EXISTS node_thing ON node(thing);
CREATE TABLE IF NOT EXISTS form(
    member INTEGER NOT NULL, content TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(member, content)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS block(key TEXT NOT NULL, member INTEGER NOT NULL, PRIMARY KEY(key, member)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS block_member ON block(member);
CREATE TABLE IF NOT EXISTS mention(
    document INTEGER NOT NULL, key TEXT NOT NULL, member INTEGER NOT NULL, form TEXT NOT NULL, PRIMARY KEY(document, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mention_member ON mention(member, document);
CREATE TABLE IF NOT EXISTS said(
    member INTEGER NOT NULL, what TEXT NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(member, what, value)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS said_link ON said(value, member) WHERE what LIKE '>%';
CREATE TABLE IF NOT EXISTS deed(
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pair(lo INTEGER NOT NULL, hi INTEGER NOT NULL, deed INTEGER NOT NULL, PRIMARY KEY(lo, hi, deed)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pair_hi ON pair(hi, lo);
CREATE INDEX IF NOT EXISTS pair_deed ON pair(deed);
CREATE TABLE IF NOT EXISTS strand(
    pair BLOB NOT NULL, topic TEXT NOT NULL, sources INTEGER NOT NULL, until TEXT NOT NULL, strand BLOB NOT NULL,
    PRIMARY KEY(pair, topic)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS strand_rank ON strand(topic, sources DESC, until DESC, strand);
CREATE TABLE IF NOT EXISTS name(id INTEGER PRIMARY KEY, thing TEXT NOT NULL, type TEXT NOT NULL, text TEXT NOT NULL, key TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS name_thing ON name(thing);
CREATE VIRTUAL TABLE IF NOT EXISTS name_index USING fts5(key, content='name', content_rowid='id', tokenize='trigram', detail='none');
CREATE VIRTUAL TABLE IF NOT EXISTS name_terms USING fts5vocab('name_index', 'row');

CREATE TABLE IF NOT EXISTS pending(seq INTEGER PRIMARY KEY, work BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS changed(seq INTEGER NOT NULL, subject TEXT NOT NULL, PRIMARY KEY(seq, subject)) WITHOUT ROWID;
"""

RULES = 5
"""To be raised whenever the same facts give other rows or lines than before; which ones a store was built by stands in its state."""

FORGET_VIEWS = (
    "INSERT INTO name_index(name_index) VALUES('delete-all')",
    *(f"DELETE FROM {table}" for table in ("name", "strand", "later", *tables.WRITTEN)),  # noqa: S608
)
"""Forgets what is written together with the dataset."""

FORGET = (
    *FORGET_VIEWS,
    *(f"DELETE FROM {table}" for table in ("form", "block", "mention", "said", "deed", "pair", "changed", *tables.DERIVED)),  # noqa: S608
    "DELETE FROM decision",
    "UPDATE node SET alive = 0, member = NULL",  # numbers stay: people's decisions refer to them, and old IRIs must still resolve
)
"""Forgets all that `rebuild` derives again."""


def pack(value: str) -> bytes:
    """Text as it is kept in a blob."""
    return zlib.compress(value.encode(), 3)


def unpack(blob: bytes) -> str:
    """Text of a blob."""
    return zlib.decompress(blob).decode()


def pack_json(value: Json) -> bytes:
    """JSON as it is kept in a blob: equal values give equal bytes."""
    return pack(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def unpack_json(blob: bytes) -> Json:
    """JSON of a blob."""
    found: Json = json.loads(unpack(blob))
    return found


def open_for_writing(path: Path) -> sqlite3.Connection:
    """The record at `path`, made when it is not there. Transactions are begun and ended by the caller."""
    con = sqlite3.connect(path, isolation_level=None, timeout=30)
    con.execute("PRAGMA journal_mode = WAL")
    con.execute("PRAGMA synchronous = FULL")  # the RDF side must never be ahead of the record, even after a power cut
    con.execute("PRAGMA wal_autocheckpoint = 10000")  # a change touches a hundred pages, many of them again and again
    con.execute("PRAGMA cache_size = -65536")
    con.execute("PRAGMA temp_store = MEMORY")
    con.executescript(SCHEMA + tables.SCHEMA + later.SCHEMA)
    return con


def open_for_reading(path: Path) -> sqlite3.Connection:
    """The record for reading, beside a writer or in a folder that can't be written to."""
    if not path.is_file():
        raise StoreError("the store has no record", where=str(path.parent), remedy="restore the folder from a copy or ingest afresh")
    quoted = str(path.resolve()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    for options in ("mode=ro", "mode=ro&immutable=1"):  # a closed record in a read-only folder can only be read as immutable
        con = sqlite3.connect(f"file:{quoted}?{options}", uri=True, isolation_level=None, timeout=30, check_same_thread=False)
        try:
            con.execute("SELECT 1 FROM state LIMIT 1").fetchone()
        except sqlite3.OperationalError:
            con.close()
            continue
        except sqlite3.DatabaseError as error:
            con.close()
            raise StoreError(f"the record is damaged ({error})", where=str(path), remedy="restore it from a copy") from error
        return con
    raise StoreError("the record can't be opened", where=str(path), remedy="check that you may read the folder and its files")


def get(con: sqlite3.Connection, key: str, default: Any = None) -> Any:
    """A value of the store's state."""
    row = con.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
    return row[0] if row else default


def put(con: sqlite3.Connection, key: str, value: Any) -> None:
    """Set a value of the store's state."""
    con.execute("INSERT INTO state(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value", (key, value))

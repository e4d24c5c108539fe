"""Rebuild: everything that follows from the documents, facts and people's decisions of the record, made afresh beside the old.

The derived rows are made anew in one transaction; the dataset is written as N-Quads and loaded in bulk into a new folder. The commit
switches to it, so a kill leaves either the old state or the new one.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from ..ontology.identity import Resolver
from ..ontology.model import Facts
from . import base, documents, follow, names, record, terms
from .dataset import line_sum
from .leading import Leading, leading_lines
from .partnerships import partnership_iri
from .writer import Batch, Entry

CHUNK = 500


def rebuild(path: Path, con: sqlite3.Connection, resolver: Resolver, progress: Callable[[int], None] | None) -> str:
    """Rebuild the store at `path`; the name of the folder of the new dataset."""
    live = str(record.get(con, "rdf", "rdf"))
    new = f"rdf-{int(live.partition('-')[2] or 1) + 1}"
    con.execute("BEGIN IMMEDIATE")
    try:
        _derive(con, resolver, progress)
        total = _write_dataset(con, resolver, path / new, path / f"{new}.nq")
        _switch(con, new, total)
        con.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            con.execute("ROLLBACK")
        shutil.rmtree(path / new, ignore_errors=True)
        raise
    finally:
        (path / f"{new}.nq").unlink(missing_ok=True)
    return new


def _switch(con: sqlite3.Connection, folder: str, total: int) -> None:
    record.put(con, "rdf", folder)
    record.put(con, "sum", f"{total:x}")
    record.put(con, "base", base.version())
    con.execute("DELETE FROM pending")
    follow.reset(con, follow.note(con, ()))


def _derive(con: sqlite3.Connection, resolver: Resolver, progress: Callable[[int], None] | None) -> None:
    for statement in record.FORGET:
        con.execute(statement)
    current = iter(con.execute("SELECT id FROM document WHERE state = 'current' ORDER BY iri").fetchall())
    while chunk := list(islice(current, CHUNK)):
        batch = Batch(con, resolver, base.broader)
        for (number,) in chunk:
            batch.derive(number, _entry(con, number, resolver))
        batch.settle()
        if progress:
            progress(len(chunk))


def _entry(con: sqlite3.Connection, number: int, resolver: Resolver) -> Entry:
    row = con.execute(f"SELECT {documents.COLUMNS}, facts FROM document WHERE id = ?", (number,)).fetchone()  # noqa: S608
    document, facts = documents.as_json(row[:-1]), record.unpack_json(row[-1])
    model = Facts.model_validate({"id": document["iri"], "lang": document["lang"], **facts})
    return Entry(document, "", facts, resolver.members(model, document["iri"]))


def _write_dataset(con: sqlite3.Connection, resolver: Resolver, folder: Path, file: Path) -> int:
    shutil.rmtree(folder, ignore_errors=True)
    with file.open("wb") as out:
        total = sum(_write(out, graph, lines) for graph, lines in units(con, Batch(con, resolver, base.broader), names.replace))
    store = ox.Store(str(folder))
    store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
    store.flush()
    return total % (1 << 128)


def _write(out: BinaryIO, graph: str, lines: Iterable[str]) -> int:
    held = sorted(lines)
    out.write(terms.block(held, graph).encode())
    return line_sum(held, graph)


def units(
    con: sqlite3.Connection, batch: Batch, name: Callable[[sqlite3.Connection, str, str, set[str]], None]
) -> Iterator[tuple[str, Iterable[str]]]:
    """(graph, lines) of everything that the dataset should hold. name: told the names of each thing."""
    yield from base.graphs().items()
    for (iri,) in con.execute("SELECT iri FROM document WHERE state = 'current' ORDER BY iri").fetchall():
        own, lines = batch.document(iri)
        yield iri, own
        yield "", lines
    for (thing,) in con.execute("SELECT DISTINCT thing FROM node WHERE alive ORDER BY thing").fetchall():
        lines, slug, texts = batch.thing(thing)
        name(con, thing, slug, texts)
        yield "", lines
    query = "SELECT DISTINCT min(a.thing, b.thing), max(a.thing, b.thing) FROM pair JOIN node a ON a.id = lo JOIN node b ON b.id = hi"
    leading = Leading(con)
    for one, other in con.execute(query).fetchall():
        lines, ranks = batch.pair(one, other)
        leading.put(partnership_iri(one, other), ranks)
        yield "", lines
    yield "", leading_lines(con)

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

import pyoxigraph as ox

from ..ontology.identity import Resolver
from . import base, follow, names, record, terms
from .dataset import line_sum
from .leading import Leading, leading_lines
from .partnerships import partnership_iri
from .writer import Batch

CHUNK = 500
LOT = 300_000  # lines that are loaded together


def rebuild(path: Path, con: sqlite3.Connection, resolver: Resolver, progress: Callable[[int], None] | None) -> None:
    """Make the store at `path` afresh from its documents, facts and people's decisions."""
    _anew(path, con, resolver, lambda: _derive(con, resolver, progress))


def renew(path: Path, con: sqlite3.Connection, resolver: Resolver) -> None:
    """Write the dataset, the names and the ranks of strands afresh from the rows that stand, whose identity has followed."""
    _anew(path, con, resolver, lambda: [con.execute(statement) for statement in record.FORGET_VIEWS])


def _anew(path: Path, con: sqlite3.Connection, resolver: Resolver, prepare: Callable[[], object]) -> None:
    live = str(record.get(con, "rdf", "rdf"))
    new = f"rdf-{int(live.partition('-')[2] or 1) + 1}"
    con.execute("BEGIN IMMEDIATE")
    try:
        prepare()
        total = _write_dataset(con, resolver, path / new)
        _switch(con, new, total)
        con.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            con.execute("ROLLBACK")
        shutil.rmtree(path / new, ignore_errors=True)
        raise


def _switch(con: sqlite3.Connection, folder: str, total: int) -> None:
    record.put(con, "rdf", folder)
    record.put(con, "sum", f"{total:x}")
    record.put(con, "base", base.version())
    con.execute("DELETE FROM pending")
    follow.reset(con, follow.note(con, ()))


def _derive(con: sqlite3.Connection, resolver: Resolver, progress: Callable[[int], None] | None) -> None:
    for statement in record.FORGET:
        con.execute(statement)
    first = Batch(con, resolver, base.broader)
    first.derive_rulings()
    first.derive_matches()
    current = iter(con.execute("SELECT id FROM document WHERE state = 'current' ORDER BY iri").fetchall())
    while chunk := list(islice(current, CHUNK)):
        batch = Batch(con, resolver, base.broader)
        for (number,) in chunk:
            batch.derive(number)
        batch.leave()
        if progress:
            progress(len(chunk))
    last = Batch(con, resolver, base.broader)
    last.take_up()
    last.settle()


def _write_dataset(con: sqlite3.Connection, resolver: Resolver, folder: Path) -> int:
    """Make the dataset in a new folder, a lot at a time: loading takes half a kilobyte of memory a line. The sum of its lines."""
    shutil.rmtree(folder, ignore_errors=True)
    store, total, held, count = ox.Store(str(folder)), 0, list[str](), 0
    for graph, lines in units(con, Batch(con, resolver, base.broader), names.replace):
        ready = list(lines)
        held.append(terms.block(ready, graph))
        total += line_sum(ready, graph)
        count += len(ready)
        if count >= LOT:
            _load(store, held)
            count = 0
    _load(store, held)
    store.flush()
    return total % (1 << 128)


def _load(store: ox.Store, held: list[str]) -> None:
    store.bulk_load("".join(held).encode(), format=ox.RdfFormat.N_QUADS)
    held.clear()


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

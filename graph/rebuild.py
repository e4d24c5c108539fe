"""Rebuild: everything that follows from the documents, facts and people's decisions of the record, made afresh beside the old.

The derived rows are made anew in one transaction; the dataset is written as N-Quads and loaded in bulk into a new folder. The commit
switches to it, so a kill leaves either the old state or the new one.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from ..ontology.identity import Resolver
from . import base, coverage, follow, names, record, shelves, terms
from .dataset import line_sum, snapshot_id
from .leading import Leading, leading_lines
from .partnerships import partnership_iri
from .view import View
from .writer import Batch

CHUNK = 500
LOT = 300_000  # lines that are loaded together


class Rows(Protocol):
    """Who takes all units as they are written (see `property.prepared`)."""

    def take(self, graph: str, lines: Iterable[str]) -> None:
        """Lines of a graph."""

    def finish(self, content: str) -> None:
        """All is there: the dataset's sum says what."""

    def drop(self) -> None:
        """It has failed."""


def rebuild(
    path: Path, con: sqlite3.Connection, resolver: Resolver, progress: Callable[[int], None] | None, rows: Rows | None = None
) -> None:
    """Make the store at `path` afresh from its documents, facts and people's decisions. rows: told what is written."""
    _anew(path, con, resolver, lambda: _derive(con, resolver, progress), rows)


def renew(path: Path, con: sqlite3.Connection, resolver: Resolver, rows: Rows | None = None) -> None:
    """Write the dataset, the names and the ranks of strands afresh from the rows that stand, whose identity has followed."""
    _anew(path, con, resolver, lambda: [con.execute(statement) for statement in record.FORGET_VIEWS], rows)


def _anew(path: Path, con: sqlite3.Connection, resolver: Resolver, prepare: Callable[[], object], rows: Rows | None) -> None:
    live = str(record.get(con, "rdf", "rdf"))
    new = f"rdf-{int(live.partition('-')[2] or 1) + 1}"
    con.execute("BEGIN IMMEDIATE")
    try:
        prepare()
        total = _write_dataset(con, resolver, path / new, rows)
        _switch(con, new, total)
        con.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            con.execute("ROLLBACK")
        shutil.rmtree(path / new, ignore_errors=True)
        if rows:
            rows.drop()
        raise
    if rows:
        rows.finish(snapshot_id(total))


def _switch(con: sqlite3.Connection, folder: str, total: int) -> None:
    record.put(con, "rdf", folder)
    record.put(con, "sum", f"{total:x}")
    record.put(con, "base", base.version())
    record.put(con, "rules", record.RULES)
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


def _write_dataset(con: sqlite3.Connection, resolver: Resolver, folder: Path, rows: Rows | None) -> int:
    """Make the dataset in a new folder, a lot at a time: loading takes half a kilobyte of memory a line. The sum of its lines."""
    shutil.rmtree(folder, ignore_errors=True)
    store, total, held, count = ox.Store(str(folder)), 0, list[str](), 0
    with _Loading(store) as loading:
        for graph, lines in units(con, View(con, resolver, base.broader), names.replace):
            ready = list(lines)
            held.append(terms.block(ready, graph))
            total += line_sum(ready, graph)
            if rows:
                rows.take(graph, ready)
            count += len(ready)
            if count >= LOT:
                loading.load(held)
                held, count = [], 0
        loading.load(held)
    store.flush()
    return total % (1 << 128)


class _Loading:
    """Loads a lot of blocks while the next is being made: one at a time, so that memory is that of two."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._pool = ThreadPoolExecutor(1)
        self._last: Future[None] | None = None

    def __enter__(self) -> _Loading:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()
        if self._last:
            self._last.result()

    def load(self, blocks: list[str]) -> None:
        """Load these when the lot before is done."""
        if self._last:
            self._last.result()
        self._last = self._pool.submit(self._load, blocks)

    def _load(self, blocks: list[str]) -> None:
        text = "".join(blocks).encode()
        blocks.clear()
        self._store.bulk_load(text, format=ox.RdfFormat.N_QUADS, lenient=True)  # lines are valid: `terms` has made them


def units(
    con: sqlite3.Connection, view: View, name: Callable[[sqlite3.Connection, str, str, set[str]], None]
) -> Iterator[tuple[str, Iterable[str]]]:
    """(graph, lines) of everything that the dataset should hold, the canonical view of a document before its own graph.

    name: told the names of each thing.
    """
    yield from base.graphs().items()
    held = Counter[str]()
    for (thing,) in con.execute("SELECT DISTINCT thing FROM node WHERE alive ORDER BY thing").fetchall():
        lines, slug, texts = view.thing(thing)
        name(con, thing, slug, texts)
        view.homes.note(thing, lines)
        held.update(shelves.counted(lines))
        yield "", lines
    for (iri,) in con.execute("SELECT iri FROM document WHERE state = 'current' ORDER BY iri").fetchall():
        own, lines, covered = view.document(iri)
        if covered:
            con.execute(coverage.INSERT, (iri, *covered))
        held.update(shelves.counted(lines))
        yield "", lines
        yield iri, own
    query = "SELECT DISTINCT min(a.thing, b.thing), max(a.thing, b.thing) FROM pair JOIN node a ON a.id = lo JOIN node b ON b.id = hi"
    leading = Leading(con)
    for one, other in con.execute(query).fetchall():
        lines, ranks = view.pair(one, other)
        leading.put(partnership_iri(one, other), ranks)
        held.update(shelves.counted(lines))
        yield "", lines
    yield "", leading_lines(con)
    yield "", coverage.count_all(con, base.widest())
    yield "", shelves.keep(con, held)

"""A writing session: the lock, the record, the live dataset, and the steps that keep them in step whenever the power goes."""

from __future__ import annotations

import gc
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..ontology import iris
from ..ontology.check import check_facts
from ..ontology.errors import InputError, StoreError
from ..ontology.identity import Resolver
from ..ontology.model import Document, Facts
from . import base, coverage, documents, follow, gone, later, projections, record, shelves
from .change import Change, Summary
from .clock import now
from .dataset import Snapshots, Work, do, snapshot_id
from .decisions import Row
from .entry import entry
from .guard import guarded
from .links import Match
from .lock import WriterLock
from .rebuild import rebuild, renew
from .ruling_check import check
from .split import split
from .view import View
from .writer import Batch

if TYPE_CHECKING:
    from .property.prepared import Prepared

_KEPT_WORK = 500
"""So many updates are kept until the dataset is surely on disk."""
_COMPACT = 100_000
"""After so many added lines the dataset is compacted: smaller and faster to read."""
_MEND = "mend its facts and ingest it again"


class Session:
    """What `Store` does its writing with. Opened on an existing folder; `close` publishes."""

    def __init__(self, path: Path, resolver: Resolver | None, project: bool) -> None:
        self.path, self._resolver, self._project = path, resolver, project
        self._lock = WriterLock(path / "lock")
        self._broken, self._added = False, 0
        self._worker = ThreadPoolExecutor(1, "dataset")
        self._update: Future[None] | None = None
        with guarded(path):
            self._lock.take()
        try:
            with guarded(path):
                self.con = record.open_for_writing(path / "record.db")
                self._dataset = self._open_dataset()
                self._recover()
        except BaseException:
            self._lock.free()
            raise

    # opening and closing

    def _open_dataset(self) -> ox.Store:
        live = record.get(self.con, "rdf", "rdf")
        for other in self.path.glob("rdf*"):
            if other.name != live:
                shutil.rmtree(other, ignore_errors=True) if other.is_dir() else other.unlink()
        return ox.Store(str(self.path / live))

    def _recover(self) -> None:
        """Do what a killed writer left undone, and publish it: readers see it even if this writer comes to nothing."""
        Snapshots(self.path / "snapshots").clean()
        left = self.con.execute("SELECT work FROM pending ORDER BY seq").fetchall()
        for (blob,) in left:
            do(self._live(), record.unpack(blob))
        self._secure()
        if record.get(self.con, "base") is None:
            self._begin_base()
        if self._resolver and record.get(self.con, "base") == base.version():
            self._catch_up()
            if left:
                self.publish()

    def _begin_base(self) -> None:
        work = Work()
        for graph, lines in base.graphs().items():
            work.turn(graph, set(), lines)
        with self._transaction() as finish:
            record.put(self.con, "base", base.version())
            record.put(self.con, "rules", record.RULES)
            finish(work)

    def _secure(self) -> None:
        """Let the dataset reach the disk, then forget the work that led to it."""
        self._live().flush()
        self.con.execute("DELETE FROM pending")

    def publish(self) -> str:
        """Publish the present state for readers; its snapshot's id. While documents wait that this session can't work on, nothing is."""
        if later.any_left(self.con):
            return self.snapshot_id
        self._count()
        with guarded(self.path):
            self._secure()
            if self._added > _COMPACT:
                self._live().optimize()
                self._added = 0
            snapshots = Snapshots(self.path / "snapshots")
            name = snapshots.publish(self._live(), self.snapshot_id)
            record.put(self.con, "published", now())
            snapshots.clean()
        if self._project:
            projections.keep_up(self.path, self)
        return name.partition("-")[2]

    def close(self, *, publish: bool) -> None:
        """End the session; what was written is published unless writing has failed."""
        try:
            if publish and not self._broken:
                self.publish()
        finally:
            with suppress(sqlite3.Error):
                self.con.close()
            self._worker.shutdown()
            del self._dataset
            self._lock.free()

    # writing

    @property
    def dataset(self) -> ox.Store:
        """The live dataset, to look at."""
        self._count()
        return self._live()

    def _count(self) -> None:
        """Count what shelves hold and documents cover: many changes at once, since nobody needs it before somebody looks."""
        counted = coverage.is_counted(self.con) and shelves.is_counted(self.con)
        if counted or self._broken or record.get(self.con, "base") != base.version():
            return
        with self._transaction(settled=False) as finish:
            work = Work()
            work.turn("", *coverage.change(self.con, base.widest()))
            work.turn("", *shelves.change(self.con))
            finish(work)

    @property
    def snapshot_id(self) -> str:
        """12 hex digits that stand for what the dataset says."""
        self._count()
        return snapshot_id(int(record.get(self.con, "sum", "0"), 16))

    def changes_since(self, seq: int) -> tuple[int, frozenset[str] | None]:
        """See `Store.changes_since`."""
        self._count()
        return follow.since(self.con, seq)

    def replace(self, document: Document, facts: Facts, maker: str) -> Change:
        """One document in one transaction."""
        return self._run([(document, facts)], maker)[0]

    def replace_many(
        self, items: Iterable[tuple[Document, Facts]], progress: Callable[[int], None] | None, maker: str, batch: int
    ) -> Summary:
        """Many documents, `batch` in one transaction."""
        source, changes = iter(items), []
        try:
            while chunk := list(islice(source, batch)):
                few = len(chunk) < batch and not later.any_left(self.con)
                changes += self._run(chunk, maker) if few else self._take_in(chunk, maker)
                if progress:
                    progress(len(chunk))
        finally:
            self._catch_up()
        return Summary.of(changes)

    def withdraw(self, name: str) -> Change:
        """Take a document's facts away. InputError when there is no such document."""
        found = documents.find(self.con, name)
        if found and found.state != "current":
            raise InputError("is withdrawn already", where=name, remedy="ingest it again to have it back")
        if not found:
            raise InputError(
                "no such document is in the store", where=name, remedy="give its source as the quotes under an answer name it, or its IRI"
            )
        with self._transaction() as finish:
            batch = self._batch()
            change = batch.withdraw(found.iri)
            finish(batch.work(self._live))
        assert change is not None
        return change

    def decide(self, rows: Iterable[Row]) -> list[Row]:
        """Add what a person says to the log and let it take effect: all of it or, where it clashes with what holds, nothing."""
        with self._transaction() as finish:
            batch = self._batch()
            added = batch.decide(rows)
            check(self.con)
            finish(batch.work(self._live))
        return added

    def split(self, members: Collection[str], apart: Collection[str], author: str, reason: str) -> list[Row]:
        """Take members of one thing apart from the others; the rows that were added to the log."""
        with self._transaction() as finish:
            batch = self._batch()
            added = split(self.con, batch.decide, members, apart, author=author, reason=reason)
            check(self.con)
            finish(batch.work(self._live))
        return added

    def match(self, source: str, matches: Iterable[Match]) -> None:
        """Put matches with an outside register in place of those that it had."""
        with self._transaction() as finish:
            batch = self._batch()
            batch.match(source, matches)
            finish(batch.work(self._live))

    def refuse(self, source: str, reason: str, remedy: str | None) -> None:
        """Note that a source was not taken, and why."""
        with guarded(self.path):
            self._note_refusal(source, reason, remedy)

    def _note_refusal(self, source: str, reason: str, remedy: str | None) -> None:
        self.con.execute(
            "INSERT INTO refusal(source, reason, remedy, at) VALUES(?, ?, ?, ?) ON CONFLICT(source)"
            " DO UPDATE SET reason = excluded.reason, remedy = excluded.remedy, at = excluded.at",
            (source, reason, remedy, now()),
        )

    def rebuild(self, progress: Callable[[int], None] | None) -> None:
        """Make everything again that follows from the record."""
        self._check_whole()
        self._live()
        with guarded(self.path):
            rebuild(self.path, self.con, self._needed_resolver(), progress, self._rows())
            self._dataset = self._open_dataset()

    def _needed_resolver(self) -> Resolver:
        if self._resolver is None:
            raise StoreError("no resolver of identity was given", where=str(self.path), remedy="open the store with resolver=...")
        return self._resolver

    def _batch(self) -> Batch:
        self._check_base()
        return Batch(self.con, self._needed_resolver(), base.broader)

    def _view(self) -> View:
        self._check_base()
        return View(self.con, self._needed_resolver(), base.broader)

    def _check_base(self) -> None:
        if record.get(self.con, "base") != base.version():
            raise StoreError(
                "the vocabularies or rules have changed since it was built", where=str(self.path), remedy="run `medcoop rebuild`"
            )

    def _run(self, items: list[tuple[Document, Facts]], maker: str) -> list[Change]:
        """Store documents, and bring all that follows from them up to date."""
        with _without_collector(), self._transaction() as finish:
            batch = self._batch()
            changes = self._put(batch, items, maker)
            finish(batch.work(self._live))
        return changes

    def _take_in(self, items: list[tuple[Document, Facts]], maker: str) -> list[Change]:
        """Store documents, and leave the rest for later."""
        with _without_collector(), self._transaction(settled=False):
            batch = self._batch()
            changes = self._put(batch, items, maker)
            batch.leave()
        return changes

    def _put(self, batch: Batch, items: list[tuple[Document, Facts]], maker: str) -> list[Change]:
        changes = []
        for document, facts in items:
            change = _refused(document, facts) or batch.put(entry(document, facts, self._needed_resolver(), maker))
            if change.kind == "refused":
                self._note_refusal(change.source, change.reason or "", _MEND)
            changes.append(change)
        return changes

    def _catch_up(self) -> None:
        """Do what many documents have left for later."""
        if self._broken or not later.any_left(self.con):
            return
        with _without_collector():
            with self._transaction(settled=False):
                batch = self._batch()
                if batch.take_up():
                    later.schedule(self.con, batch.settle())
            if later.is_whole(self.con):
                self._live()
                with guarded(self.path):
                    renew(self.path, self.con, self._needed_resolver(), self._rows())
                    self._dataset, self._added = self._open_dataset(), _COMPACT + 1
            while self._do_part():
                pass

    def _rows(self) -> Prepared | None:
        return projections.rows(self.path) if self._project else None

    def _do_part(self) -> bool:
        with self._transaction(settled=False) as finish:
            if units := later.part(self.con):
                finish(self._view().work(self._live, units, all_now=False))
        return units is not None

    def _check_whole(self) -> None:
        if self._broken:
            raise StoreError("an earlier write failed", where=str(self.path), remedy="close the store and open it again")

    @contextmanager
    def _transaction(self, *, settled: bool = True) -> Iterator[Callable[[Work], None]]:
        """One transaction; `finish` is called last, with the dataset's part. An error before the commit undoes everything.

        settled: what waits is done before.
        """
        self._check_whole()
        if settled:
            self._catch_up()
        done: list[Work] = []
        with guarded(self.path):
            self.con.execute("BEGIN IMMEDIATE")
            try:
                yield done.append
                text = self._log(done[0]) if done else ""
                self.con.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self.con.execute("ROLLBACK")
                raise
            if text:
                self._apply(text)

    def _log(self, work: Work) -> str:
        text = work.text()
        if text:
            self._added += sum(map(len, work.add.values()))
            gone.note(self.con, work)
            seq = follow.note(self.con, work.subjects())
            self.con.execute("INSERT INTO pending(seq, work) VALUES(?, ?)", (seq, record.pack(text)))
            total = (int(record.get(self.con, "sum", "0"), 16) + work.sum()) % (1 << 128)
            record.put(self.con, "sum", f"{total:x}")
        return text

    def _live(self) -> ox.Store:
        """The live dataset, when its last update has come to its end."""
        if self._update:
            update, self._update = self._update, None
            self._broken = True  # until it has: a failure here is repaired by opening the store again
            with guarded(self.path):
                update.result()
            self._broken = False
        return self._dataset

    def _apply(self, text: str) -> None:
        """Begin an update: the record has it, so nobody need wait for it before they look at the dataset."""
        self._update = self._worker.submit(do, self._live(), text)
        first, last = self.con.execute("SELECT min(seq), max(seq) FROM pending").fetchone()
        if last - first > _KEPT_WORK:
            self._secure()


@contextmanager
def _without_collector() -> Iterator[None]:
    """A batch makes a million small objects and no cycles: looking for cycles among them would take a sixth of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _refused(document: Document, facts: Facts) -> Change | None:
    """The refusal of facts that break the shapes, the vocabularies or their own text; what was stored of the document stays."""
    problems = check_facts(facts, document.text)
    return Change("refused", document.source, iris.document(document.source), "; ".join(map(str, problems[:3]))) if problems else None

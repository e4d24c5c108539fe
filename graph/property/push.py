"""The property graph pushed to a Neo4j server: loaded, compared or followed, whichever is least work. Doing it again does no harm.

Loading and comparing are one way: the store's rows and the server's run side by side in the order of ids, and what differs is written.
A push that was broken off is taken up by comparing; the server's own copy is never out of step with its note of what it shows.
"""

from __future__ import annotations

import itertools
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any, Protocol

import neo4j
from pyoxigraph import Store

from ...ontology.errors import QueryError, StoreError
from ...ontology.property_graph import Label, Relationship, schema
from . import neo4j_schema, plan
from . import neo4j_statements as own
from .compare import differences
from .follow import follow_subjects
from .kept import Kept, clear, kept_from, known
from .ladybug import PropertyGraph
from .neo4j_follow import OnNeo4j
from .project import project_subject
from .pushed import note, recall
from .rows import Rows, rows_of, scratch_beside, state_of
from .server import Server, away, busy, explained, timed_out
from .writing import ROWS, Writer, batches

Bar = Callable[[int, str], AbstractContextManager[Callable[[int], None]]]
"""Shows progress: given the total and what is done, a context manager whose value takes the number done since the last call."""
WAIT = 10.0
"""Seconds to wait for another push before saying that it is at work. A server just started may take some to plan its first statement."""
ATTEMPTS = 5
"""So often is a comparison begun anew when the server goes away in its middle."""
INDEX_PATIENCE = 600


class Source(Protocol):
    """A store that is open for reading, as a push needs it."""

    @property
    def dataset(self) -> Store:
        """A published snapshot."""

    @property
    def snapshot_id(self) -> str:
        """Stands for what it says."""

    def changes_since(self, seq: int) -> tuple[int, frozenset[str] | None]:
        """(present number, subjects changed after `seq`); None: everything may have changed."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a push did, and why so. put, gone: nodes and relationships written and taken away, or things brought up to date (followed).

    kept: what is withdrawn but stays, because a person's own relationship, label or property stands on it.
    """

    done: plan.Done
    why: str
    put: int = 0
    gone: int = 0
    kept: tuple[Kept, ...] = ()
    seconds: float = 0.0


@dataclass(slots=True)
class _Job:
    server: Server
    source: Source
    graph: PropertyGraph
    dry: bool
    bar: Bar
    owner: str = field(default_factory=lambda: str(uuid.uuid4()))
    put: int = 0
    gone: int = 0
    kept: list[Kept] = field(default_factory=list)
    size: tuple[int, int] = (0, 0)
    batches: Iterator[int] = field(default_factory=lambda: itertools.count(1))


def push(
    server: Server, source: Source, graph: PropertyGraph, *, check: bool | None = None, dry: bool = False, bar: Bar | None = None
) -> Report:
    """Bring the server to what the store says.

    graph: the store's embedded graph; check: compare everything always, never, or when others have written (None); dry: change nothing.
    StoreError, StoreBusyError: what went wrong and what to do; what was written until then is taken up by the next push.
    """
    begun = time.monotonic()
    job = _Job(server, source, graph, dry, bar or (lambda total, what: nullcontext(lambda done: None)))
    there = look(server)
    memory = graph.path.parent / "servers.json"
    before = recall(memory, there.database)
    state = state_of(graph, source.snapshot_id)
    chosen = plan.decide(there, before, state, lambda number: source.changes_since(number)[1], check)
    _DO[chosen.do](job, chosen, there, state)
    written = server.bookmark  # of our last transaction: whoever writes after it is noticed
    if not dry and chosen.do != "current":
        note(memory, there.database, before.after(state, written, *job.size))
    return Report(chosen.do, chosen.why, job.put, job.gone, tuple(job.kept), time.monotonic() - begun)


def look(server: Server) -> plan.There:
    """What the database holds."""
    (database, name, state, nodes, links, withdrawn), *_ = server.read(own.LOOK, {})
    return plan.There(str(database), str(name), state or {}, nodes, links, server.bookmark, withdrawn)


def _nothing(job: _Job, chosen: plan.Plan, there: plan.There, state: str) -> None:
    """All is as it should be."""


def _follow(job: _Job, chosen: plan.Plan, there: plan.There, state: str) -> None:
    """Bring the subjects up to date in one transaction, state and all."""
    job.put = len(chosen.subjects)

    def work(transaction: neo4j.Transaction | neo4j.ManagedTransaction) -> None:
        job.kept.clear()
        run = _runner(transaction)
        moved = {"old": there.state["snapshot"], "new": state}
        if not run(own.MOVE, moved)[0][0]:
            raise busy(job.server.where)
        if there.withdrawn:
            _revive(run, job.source.dataset)
        follow_subjects(OnNeo4j(run, job.kept), job.source.dataset, chosen.subjects)
        job.size = _size(run(own.SIZE, {}))

    if not job.dry:
        return job.server.write(work)
    with explained(job.server.where), job.server.session() as session, session.begin_transaction() as undone:
        work(undone)
        undone.rollback()
    return None


def _size(rows: list[list[Any]]) -> tuple[int, int]:
    """From the row of `neo4j_statements.SIZE`."""
    ((nodes, links),) = rows
    return int(nodes), int(links)


def _runner(transaction: neo4j.Transaction | neo4j.ManagedTransaction) -> Callable[[str, dict[str, Any]], list[list[Any]]]:
    return lambda text, params: transaction.run(text, params).values()


def _revive(run: Callable[[str, dict[str, Any]], list[list[Any]]], dataset: Store) -> None:
    """What was withdrawn and is there again becomes ours again, with what a person tied to it."""
    for iri, was in run(own.withdrawn(), {}):
        node = project_subject(dataset, iri)
        if node and node.label == was:
            run(own.revive(node.label), {"ids": [iri]})


def _compare(job: _Job, chosen: plan.Plan, there: plan.There, state: str) -> None:
    """Write what differs, batch by batch, under a lock and a mark that says that the copy is not whole."""
    with scratch_beside(job.graph) as scratch, _locked(job):
        now = look(job.server)  # under the lock nobody else pushes any more
        empty = not (now.nodes or now.withdrawn)
        if not job.dry:
            for text in neo4j_schema.constraint_statements():
                job.server.declare(text)
            job.server.run(own.BEGIN, {"owner": job.owner, "target": state})
            if there.withdrawn:
                job.server.write(lambda transaction: _revive(_runner(transaction), job.source.dataset))
        with rows_of(job.graph, job.source.dataset, state, scratch) as rows, job.bar(rows.total(), "pushing") as step:
            parts: tuple[Label | Relationship, ...] = (*schema().labels, *schema().relationships)
            for part in parts:
                _persist(job, rows, part, step, empty=empty)
        if not job.dry:
            _finish(job, state)


def _persist(job: _Job, rows: Rows, part: Label | Relationship, step: Callable[[int], None], *, empty: bool) -> None:
    """One label or relationship; begun anew when the server goes away while it is read, which does no harm."""
    for attempt in range(1, ATTEMPTS + 1):
        seen = [0]
        put, gone = job.put, job.gone

        def count(done: int, seen: list[int] = seen) -> None:
            seen[0] += done
            step(done)

        try:
            with _writer(job) as writer, explained(job.server.where):
                _part(job, rows, part, writer, count, empty=empty and attempt == 1)
            return
        except StoreError as error:
            if attempt == ATTEMPTS or not (error.__cause__ and isinstance(error.__cause__, Exception) and away(error.__cause__)):
                raise
            step(-seen[0])
            job.put, job.gone = put, gone
            job.server.read("RETURN 1", {})  # waits as long as the driver's patience has it
    return


@contextmanager
def _writer(job: _Job) -> Iterator[Writer | None]:
    if job.dry:
        yield None
        return
    with Writer(job.server, job.owner, job.batches) as writer:
        yield writer


def _part(job: _Job, rows: Rows, part: Label | Relationship, writer: Writer | None, step: Callable[[int], None], *, empty: bool) -> None:
    node = isinstance(part, Label)
    ours = rows.nodes(part, ordered=not empty) if isinstance(part, Label) else rows.relationships(part, ordered=not empty)
    counted = _counted(ours, step)
    if empty:
        create = own.create_label(part) if isinstance(part, Label) else own.LOADING.create_relationship(part)
        for batch in batches(counted):
            _put(job, writer, create, batch)
        return
    merge = own.STATEMENTS.merge_label(part) if isinstance(part, Label) else own.STATEMENTS.create_relationship(part)
    role = not isinstance(part, Label) and "role" in part.properties
    theirs = job.server.stream(own.nodes_of(part) if isinstance(part, Label) else own.relationships_of(part), {})
    changed: list[list[Any]] = []
    dropped: list[str] = []
    for what, row in differences(counted, theirs, lambda row: _key(row, 1 if node else 3 if role else 2)):
        if what == "put":
            changed.append(row)
        else:
            dropped.append(row[0] if node else row[-1])
        if len(changed) >= ROWS:
            _put_all(job, writer, merge, changed)
        if len(dropped) >= ROWS:
            _drop(job, writer, part, dropped)
    _put_all(job, writer, merge, changed)
    _drop(job, writer, part, dropped)


def _key(row: list[Any], cells: int) -> tuple[str, ...]:
    """What tells rows apart: the id, or both ids and the role. Somebody may have put anything there."""
    return tuple("" if cell is None else str(cell) for cell in row[:cells])


def _counted(rows: Iterator[list[Any]], step: Callable[[int], None]) -> Iterator[list[Any]]:
    for number, row in enumerate(rows, 1):
        yield row
        if number % 1000 == 0:
            step(1000)


def _put_all(job: _Job, writer: Writer | None, text: str, rows: list[list[Any]]) -> None:
    for batch in batches(rows):
        _put(job, writer, text, batch)
    rows.clear()


def _put(job: _Job, writer: Writer | None, text: str, batch: list[list[Any]]) -> None:
    job.put += len(batch)
    if writer:
        writer.send(text, {"rows": batch})


def _drop(job: _Job, writer: Writer | None, part: Label | Relationship, ids: list[str]) -> None:
    job.gone += len(ids)
    if writer and ids and isinstance(part, Label):
        writer.send(own.withdraw(part), known(part.name) | {"ids": ids[:]}, lambda found: job.kept.extend(kept_from(found)))
    elif writer and ids and isinstance(part, Relationship):
        writer.send(own.delete_relationships(part), {"ids": ids[:]})
    ids.clear()


def _finish(job: _Job, state: str) -> None:
    """Clear up, make the indexes, and say what the copy shows now."""
    while job.server.run(own.odd(), {"most": ROWS})[0][0]:
        pass
    for text in neo4j_schema.index_statements():
        job.server.declare(text)
    with explained(job.server.where), job.server.session() as session:
        session.run(own.AWAIT_INDEXES, {"seconds": INDEX_PATIENCE}).consume()
    done = {"owner": job.owner, "snapshot": state, "schema": neo4j_schema.version()}
    size = job.server.run(own.FINISH, done)
    if not size:
        raise busy(job.server.where)
    job.size = _size(size)


@contextmanager
def _locked(job: _Job) -> Iterator[None]:
    """Be the one push: a transaction stays open that holds a lock on the server, which is freed even when we are killed."""
    if job.dry:
        yield
        return
    job.server.declare(neo4j_schema.constraint_statements()[-2])  # of the note and the lock: two can't be made at once
    with job.server.session() as probe:
        try:
            with explained(job.server.where), probe.begin_transaction(timeout=WAIT) as attempt:
                attempt.run(own.LOCK).consume()
                attempt.rollback()
        except (QueryError, StoreError) as error:
            if timed_out(error):
                raise busy(job.server.where) from error
            raise
    with job.server.session() as session:
        held = session.begin_transaction()
        with explained(job.server.where):
            held.run(own.LOCK).consume()
        try:
            yield
        finally:
            _let_go(held)


def _let_go(held: neo4j.Transaction) -> None:
    try:
        held.close()
    except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):  # the server went away in between, and the lock with it
        return


def drop(server: Server, *, prune: bool = False, dry: bool = False) -> Report:
    """Take away all that is ours: nodes, relationships, constraints, indexes, the note of what was pushed. See `clear`."""
    begun = time.monotonic()
    nodes = look(server).nodes
    kept = [] if dry else clear(server)
    gone = [] if dry or not prune else prune_withdrawn(server)
    return Report("compared", "asked to drop everything", 0, nodes, tuple(gone if prune else kept), time.monotonic() - begun)


def prune_withdrawn(server: Server) -> list[Kept]:
    """Take away what was withdrawn and had stayed for a person's sake; what was tied to it."""
    found: list[Kept] = []
    while some := kept_from(server.run(own.prune(), {"most": ROWS})):
        found += some
    return found


_DO: dict[plan.Done, Callable[[_Job, plan.Plan, plan.There, str], None]] = {
    "current": _nothing, "loaded": _compare, "compared": _compare, "followed": _follow,
}  # fmt: skip

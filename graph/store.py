"""The store: one folder that holds the record, the RDF dataset and its published copies. One writer at a time; readers are free.

    store.json    the format's version
    record.db     the record (see `record`): everything else can be made from it
    rdf*/         the live dataset, the writer's own
    snapshots/    published copies, which readers open
    property/     the property graph, a projection
    lock          who writes

This module serves commands that must answer at once: what only writing needs is imported when writing begins.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ..ontology.errors import StoreError
from . import documents, follow, gone, record
from .dataset import Snapshots, graph_lines
from .guard import guarded
from .names import Names
from .sparql import QueryResult, run
from .status import status

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ..ontology.identity import Decision, Resolver
    from ..ontology.model import Document, Facts
    from .change import Change, Summary
    from .decisions import Row
    from .links import Match
    from .property.ladybug import PropertyGraph
    from .session import Session

FORMAT = 1
Progress = Callable[[int], None]


class Store:
    """An open store. Use `Store.open` and ``with``: leaving the block publishes what was written."""

    def __init__(self, path: Path, session: Session | None, snapshot: str | None = None) -> None:
        self.path, self._session, self._wanted = path, session, snapshot
        self._graph: PropertyGraph | None = None
        self._con = session.con if session else record.open_for_reading(path / "record.db")
        if not session:
            self._check_rules()
        self._held = None if session else self._open_snapshot()
        self.names = Names(self._con)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        write: bool = False,
        resolver: Resolver | None = None,
        create: bool = False,
        project: bool = True,
        snapshot: str | None = None,
    ) -> Store:
        """Open the store in a folder.

        write: take the right to write; StoreBusyError when another process has it. create: make the store when there is none.
        resolver: decides identity (see `ontology.identity`); needed to replace, withdraw and rebuild.
        project: keep the embedded property graph up with every publication.
        snapshot: read this published copy, by its id, in place of the newest.
        """
        folder = Path(path)
        if not (folder / "store.json").is_file():
            if not (write and create):
                raise StoreError(
                    "there is no store here", where=str(folder), remedy="make one with `medcoop ingest`, or name another with --store"
                )
            _create(folder)
        _check_format(folder)
        if not write:
            return cls(folder, None, snapshot)
        from .session import Session  # noqa: PLC0415 - reading must not pay for what writing needs

        return cls(folder, Session(folder, resolver, project))

    def _check_rules(self) -> None:
        """StoreError when it was built by other rules: questions would find only a part of what they look for."""
        if record.get(self._con, "published") and str(record.get(self._con, "rules")) != str(record.RULES):
            self._con.close()
            raise StoreError("it was built by another version of medcoop", where=str(self.path), remedy="run `medcoop rebuild`")

    def _open_snapshot(self) -> tuple[ox.Store, str, Any]:
        with guarded(self.path):
            found = Snapshots(self.path / "snapshots").open(self._wanted)
        if found is None and self._wanted:
            self._con.close()
            raise StoreError("there is no such snapshot", where=self._wanted, remedy="see `medcoop snapshot list` for those that are kept")
        if found is None:
            self._con.close()
            raise StoreError(
                "nothing has been published yet", where=str(self.path), remedy="run `medcoop ingest` again to finish what was begun"
            )
        return found

    def close(self) -> None:
        """Close; a writer publishes first."""
        self._close(publish=True)

    def _close(self, *, publish: bool) -> None:
        self._close_graph()
        if self._session:
            session, self._session = self._session, None
            session.close(publish=publish)
        elif self._held:
            self._con.close()
            self._held[2].free()
            self._held = None

    def _close_graph(self) -> None:
        graph, self._graph = self._graph, None
        if graph:
            graph.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._close(publish=kind is None or issubclass(kind, KeyboardInterrupt))

    # reading

    @property
    def dataset(self) -> ox.Store:
        """The Oxigraph store: a reader's snapshot or the writer's live one. For reading alone."""
        if self._session:
            return self._session.dataset
        if not self._held:
            raise StoreError("the store is closed", where=str(self.path), remedy="open it again")
        return self._held[0]

    @property
    def snapshot_id(self) -> str:
        """Stands for what the dataset says: equal for equal content, whatever the way to it."""
        return self._session.snapshot_id if self._session else str(self._held and self._held[1].partition("-")[2])

    def query(self, sparql: str, bound: Mapping[str, Any] | None = None) -> QueryResult:
        """Answer a SPARQL query. bound: terms for variables that it projects. QueryError: it isn't valid, would write or connect out."""
        return run(self.dataset, sparql, bound)

    def cypher(self, query: str, parameters: Mapping[str, Any] | None = None) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
        """(columns, rows) of a read-only Cypher query on the embedded property graph."""
        if self._graph is None:
            from . import projections  # noqa: PLC0415 - loads the other database

            self._graph = projections.property_graph(self.path)
        table = self._graph.query(query, parameters)
        return table.columns, table.rows

    def export(self, form: str, target: Path | BinaryIO, *, canonical: bool = False) -> None:
        """Write the dataset as nquads, trig, turtle, jsonld, csv (a folder) or graphml: the same bytes for the same content.

        target: a path, "-" for standard output, or a binary stream. canonical: without the documents' own graphs (nquads).
        """
        from . import projections  # noqa: PLC0415

        projections.export(self.dataset, form, target, canonical=canonical)

    def validate(self, shapes: int | None = None, progress: Progress | None = None) -> list[str]:
        """What is wrong: the record against the dataset, and documents' graphs against the SHACL shapes; nothing when all is well.

        shapes: at most so many documents are held against the shapes (SHACL takes some 50 ms each); all by default.
        """
        from .validate import validate  # noqa: PLC0415 - loads pyshacl

        return list(validate(self._con, self.dataset, self.snapshot_id, shapes, progress))

    def lines(self, graph: str | None = None) -> Iterable[str]:
        """``subject predicate object`` of the canonical view, or of one document's graph, as N-Triples terms, unsorted."""
        return graph_lines(self.dataset, graph)

    def graphs(self) -> list[str]:
        """IRIs of the named graphs, sorted: the documents' own and the ontology's."""
        return sorted(graph.value for graph in self.dataset.named_graphs())

    def document(self, name: str, content: str | None = None) -> documents.StoredDocument | None:
        """The newest revision of a document by IRI, source or URL, with its text; None when it was never here.

        content: the hash of the text that it must have, so that a reader of a snapshot gets what its offsets count.
        """
        return documents.find(self._con, name, content)

    def knows(self, name: str) -> bool:
        """Whether there is or was a document with this IRI, source or URL."""
        return self.document(name) is not None

    def holds(self, document: Document, maker: str) -> bool:
        """Whether this very document is current with facts of this maker, so that it need not be read again."""
        return documents.holds(self._con, document, maker)

    def resolve(self, iri: str) -> str:
        """The present IRI of a thing by any IRI that it ever had; another IRI stays as it is."""
        row = self._con.execute("SELECT thing FROM node WHERE iri = ?", (iri,)).fetchone()
        if row and row[0] != iri:
            return self.resolve(row[0])
        return iri

    def changes_since(self, seq: int) -> tuple[int, frozenset[str] | None]:
        """(present number, subjects of which the default graph says other things than at `seq`); None: everything may have changed.

        A document stands for its evidence: it is among the subjects when its own graph has changed.
        """
        return self._session.changes_since(seq) if self._session else follow.since(self._con, seq)

    def kept(self) -> list[dict[str, Any]]:
        """The snapshots that can be read: id, when it was published (seconds since 1970), whether it is kept, its note; newest first."""
        return Snapshots(self.path / "snapshots").listed()

    def was(self, iri: str) -> Mapping[str, str] | None:
        """What something was that left the graph: class, name, document, at; None when it is here, or never was."""
        return gone.find(self._con, iri)

    def history(self, since: str, most: int = -1) -> list[tuple[str, str, str, str, str | None, str | None]]:
        """(when, added | revised | withdrawn, IRI, source, title, published) of the documents that changed since a day (YYYY-MM-DD).

        The latest first. most: so many of them.
        """
        return documents.history(self._con, since, most)

    def status(self) -> dict[str, Any]:
        """Counts of documents and things, refusals with reasons, the snapshot, the last write."""
        return status(self._con, self.dataset) | {"path": str(self.path), "snapshot": self.snapshot_id}

    # writing

    @property
    def _writing(self) -> Session:
        if not self._session:
            raise StoreError("the store is open for reading", where=str(self.path), remedy="open it with write=True")
        return self._session

    def replace(self, document: Document, facts: Facts, maker: str = "") -> Change:
        """Store a document's facts in place of what was known from it: one atomic step. maker: who made the facts (see `holds`)."""
        return self._writing.replace(document, facts, maker)

    def replace_many(
        self, items: Iterable[tuple[Document, Facts]], progress: Progress | None = None, *, maker: str = "", batch: int = 500
    ) -> Summary:
        """Store many documents, `batch` of them in one atomic step. progress: called with the number done since the last call."""
        return self._writing.replace_many(items, progress, maker, batch)

    def withdraw(self, name: str) -> Change:
        """Take a document's facts away, by its source, URL or IRI; its record stays. InputError when it isn't here."""
        return self._writing.withdraw(name)

    def refuse(self, source: str, reason: str, remedy: str | None = None) -> None:
        """Note that a source was not taken, and why: `status` lists it until it is taken."""
        self._writing.refuse(source, reason, remedy)

    def decide(self, *said: Decision | Row) -> list[Row]:
        """Keep what a person says, of pairs of members or of facts, as one step of the log; it outranks the program.

        InputError when it clashes with what was said before: then nothing is kept.
        """
        from .decisions import as_row  # noqa: PLC0415

        return self._writing.decide(map(as_row, said))

    def undo(self, author: str, id_: str | None = None) -> list[Row]:
        """Withdraw one decision by its id, or the last step; what was withdrawn. Empty when there is nothing to withdraw."""
        from . import decisions  # noqa: PLC0415

        rows = decisions.to_withdraw(self._con, id_) if id_ else decisions.last_step(self._con)
        if rows:
            self._writing.decide(decisions.withdrawals(rows, author))
        return rows

    def split(self, thing: str, apart: Collection[str], author: str, reason: str = "") -> list[Row]:
        """Take members (IRIs) of a thing apart from its others; what was added to the log."""
        from .split import members_of  # noqa: PLC0415

        return self._writing.split(members_of(self._con, thing), apart, author, reason)

    def match(self, source: str, matches: Iterable[Match]) -> None:
        """Put matches with an outside register in place of those that this source had."""
        self._writing.match(source, matches)

    @property
    def record(self) -> sqlite3.Connection:
        """The record, for reading."""
        return self._con

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make everything again that follows from the record."""
        self._writing.rebuild(progress)

    def publish(self) -> str:
        """Let readers see what was written so far; the snapshot's id."""
        self._close_graph()
        return self._writing.publish()


def _create(folder: Path) -> None:
    if any(part.exists() and not part.is_dir() for part in (folder, *folder.parents)):
        raise StoreError("is a file, or lies under one", where=str(folder), remedy="name an empty or new folder with --store")
    with guarded(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if any(path.name != "lock" for path in folder.iterdir()):
            raise StoreError("the folder holds something else", where=str(folder), remedy="name an empty or new folder with --store")
        (folder / "store.json").write_text(json.dumps({"medcoop": FORMAT}) + "\n")


def _check_format(folder: Path) -> None:
    try:
        version = json.loads((folder / "store.json").read_text())["medcoop"]
    except (OSError, ValueError, KeyError) as error:
        raise StoreError("store.json can't be read", where=str(folder), remedy="restore it from a copy") from error
    if version != FORMAT:
        raise StoreError(
            f"the store has format {version}, this medcoop reads {FORMAT}",
            where=str(folder),
            remedy="ingest the documents into a new store",
        )

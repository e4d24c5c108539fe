"""The property graph made from scratch: rows as CSV files beside the old graph, copied into a new file that takes its place at the end."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import ladybug
from pyoxigraph import Store

from ...ontology import iris
from ...ontology.property_graph import Relationship, schema
from . import ladybug_statements as statements
from .project import Key, Node, project

MEMORY = 1 << 30  # bytes of buffer pool while loading
LOG = 1 << 20
"""Bytes of changes that may wait in the log beside the file, which whoever opens that reads too; with more the tables are rewritten."""
CHUNK = 10_000  # nodes between two reports of progress
TOGETHER = {"Strand": "ON"}  # rows that are read together lie together: the strands of one topic


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made. dangling: relationships left out because one of their ends does not exist."""

    nodes: int
    relationships: int
    dangling: int


class Files:
    """A CSV file for each label and each relationship, opened when it gets its first row."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self._stack = folder, stack
        self._writers: dict[str, Any] = {}
        self.rows: dict[str, int] = {}

    def path(self, *key: str) -> Path:
        """The file of a label, of a part of its rows, or of a relationship."""
        return self.folder / f"{'-'.join(key)}.csv"

    def write(self, row: tuple[object, ...], *key: str) -> None:
        """Add a row."""
        name = "-".join(key)
        if name not in self._writers:
            file = self._stack.enter_context(self.path(*key).open("w", newline="", encoding="utf-8"))
            self._writers[name] = csv.writer(file, lineterminator="\n")
        self._writers[name].writerow(row)
        self.rows[name] = self.rows.get(name, 0) + 1

    def join(self, label: str) -> None:
        """Bring the parts of a label's rows into its one file."""
        for part in sorted(name for name in self.rows if name.startswith(f"{label}-") and (self.folder / f"{name}.csv").exists()):
            with self.path(part).open("rb") as source, self.path(label).open("ab") as target:
                shutil.copyfileobj(source, target)
            self.path(part).unlink()
            self.rows[label] = self.rows.get(label, 0) + self.rows.pop(part)


def build_file(
    dataset: Store, target: Path, state: str, progress: Callable[[int], None] | None, ready: tuple[Path, dict[str, int]] | None = None
) -> Built:
    """Make the graph of the dataset's canonical view in a new file at `target`; its folder gets temporary files too.

    ready: a folder of rows that were made before, and how many of each kind there are; it is used up.
    """
    folder, rows = ready or (target.parent / "rows", {})
    with ExitStack() as stack:
        files = Files(folder, stack)
        files.rows.update(rows)
        if not ready:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            _write_rows(dataset, files, progress)
    with opened(target, MEMORY) as connection:
        create(connection)
        built = _copy(connection, files)
        note_state(connection, state)
    shutil.rmtree(folder)
    return built


def _write_rows(dataset: Store, files: Files, progress: Callable[[int], None] | None) -> None:
    done = 0
    for done, node in enumerate(project(dataset, files.folder), 1):
        write_node(node, files)
        if progress and done % CHUNK == 0:
            progress(CHUNK)
    if progress:
        progress(done % CHUNK)


def write_node(node: Node, files: Files) -> None:
    """Write a node's row and those of its relationships."""
    near = next((row[1] for key, row in node.edges if key[0] == TOGETHER.get(node.label)), None)
    part = (iris.digest(near),) if near else ()
    files.write(tuple(map(statements.cell, node.row)), node.label, *part)
    for key, row in node.edges:
        files.write(row, *key)


def database_in(path: Path, memory: int, *, read_only: bool, log: int = -1) -> ladybug.Database:
    """The database in a file and its log. What a killed writer had begun at the log's end does not count. log: see `LOG`."""
    return ladybug.Database(
        str(path), buffer_pool_size=memory, read_only=read_only, checkpoint_threshold=log, throw_on_wal_replay_failure=False
    )


@contextmanager
def opened(path: Path, memory: int, *, read_only: bool = False, keep_log: bool = False) -> Iterator[Any]:
    """A connection to the database file; closed, and thereby brought wholly into the one file, at the end.

    keep_log: small changes stay in the log, since rewriting the tables takes most of the time of an update.
    """
    database = database_in(path, memory, read_only=read_only, log=LOG if keep_log else -1)
    connection = ladybug.Connection(database)
    try:
        if keep_log:
            connection.execute("CALL force_checkpoint_on_close=false")
        yield connection
    finally:
        connection.close()
        database.close()


def create(connection: Any) -> None:
    """Declare all tables."""
    for label in schema().labels:
        connection.execute(statements.create_label(label))
    for _, group in groupby(schema().relationships, key=lambda one: one.type):
        connection.execute(statements.create_relationships(list(group)))


def _copy(connection: Any, files: Files) -> Built:
    nodes = 0
    for label in schema().labels:
        files.join(label.name)
        if label.name in files.rows:
            connection.execute(statements.copy_label(label).replace("$file", _literal(files.path(label.name))))
            nodes += files.rows[label.name]
    made = sum(_copy_relationships(connection, files, one) for one in schema().relationships if "-".join(one.key) in files.rows)
    wanted = sum(files.rows.get("-".join(one.key), 0) for one in schema().relationships)
    return Built(nodes, made, wanted - made)


def _copy_relationships(connection: Any, files: Files, one: Relationship) -> int:
    key: Key = one.key
    connection.execute(statements.copy_relationship(one).replace("$file", _literal(files.path(*key))))
    count = connection.execute(f"MATCH (:`{one.start}`)-[r:`{one.type}`]->(:`{one.end}`) RETURN count(r)")
    return int(count.get_next()[0])


def _literal(path: Path) -> str:
    return str(path).replace("\\", "\\\\").replace("'", "\\'")


def note_state(connection: Any, state: str) -> None:
    """Keep with the graph which state of the dataset it shows: a table's comment, so that it is part of the transaction and no node."""
    if not all(letter.isalnum() or letter in "-._:" for letter in state):
        raise ValueError(f"{state!r} can't name a state: letters, digits and -._: can")
    connection.execute(f"COMMENT ON TABLE `{schema().labels[0].name}` IS '{state}'")


def read_state(connection: Any) -> str:
    """The state that `note_state` kept."""
    rows = connection.execute("CALL show_tables() RETURN name, comment").get_all()
    return next(str(comment) for name, comment in rows if name == schema().labels[0].name)

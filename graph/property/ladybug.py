"""The embedded property graph: one Ladybug file beside the dataset, made from its canonical view and kept up with it."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import ladybug
from pyoxigraph import Store

from ...ontology.errors import QueryError, StoreError
from . import ladybug_statements as statements
from .access import changing, reading, writer
from .build import Built, build_file, database_in, note_state, opened, read_state
from .cypher import check_reading, quote_reserved
from .follow import follow_subjects
from .per_label import PerLabel
from .table import Table

PATIENCE = 5.0  # seconds to wait for a writer's transaction
READING_MEMORY = 512 << 20
_FULL = "buffer pool is full"
_SIDECARS = (".wal", ".shadow", ".tmp")


class PropertyGraph:
    """The graph in one file. Reading and writing may be done from several processes; each call holds the file only as long as it takes."""

    def __init__(self, path: Path, patience: float) -> None:
        self.path, self._patience = path, patience
        self._stamp: list[list[int]] | None = None
        self._open: tuple[Any, Any] | None = None
        self._mutex = threading.Lock()

    @classmethod
    def open(cls, path: str | Path, *, patience: float = PATIENCE) -> PropertyGraph:
        """The graph at `path`, which need not exist before `build`. patience: seconds to wait for another process."""
        return cls(Path(path), patience)

    def __enter__(self) -> PropertyGraph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give memory back; the next call opens the file again."""
        if self._open:
            for each in self._open:
                each.close()
        self._open = self._stamp = None

    @property
    def exists(self) -> bool:
        """Whether it has been built."""
        return self.path.exists()

    @property
    def state(self) -> str | None:
        """Id of the dataset's state that it shows; None before the first build."""
        if not self.exists:
            return None
        with self._mutex, reading(self.path, self._patience):
            return self._remembered() or read_state(self._connection())

    def _remembered(self) -> str | None:
        """The state as it was noted beside the file, unless the file has changed since: opening it takes longer than all else of a push."""
        try:
            noted = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return str(noted[1]) if isinstance(noted, list) and noted[:1] == [_stamp(self.path)] else None

    @property
    def _note(self) -> Path:
        return self.path.with_name(self.path.name + ".state")

    def _remember(self, state: str) -> None:
        """Note the state of the file as it is now. To be called under the writer's lock."""
        draft = self._note.with_name(f".{self._note.name}.part")
        with suppress(OSError):
            draft.write_text(json.dumps([_stamp(self.path), state]), encoding="utf-8")
            draft.replace(self._note)

    @property
    def nodes(self) -> int:
        """How many nodes it has."""
        return int(self.query("MATCH (n) RETURN count(n)").rows[0][0])

    def copy(self, target: Path) -> str:
        """Copy the file as it is now, to be read without holding up a writer; the state that the copy shows."""
        with self._mutex, reading(self.path, self._patience):
            for source in _files(self.path):
                shutil.copyfile(source, target.with_name(target.name + source.name.removeprefix(self.path.name)))
            return self._remembered() or read_state(self._connection())

    def build(
        self,
        dataset: Store,
        state: str = "",
        progress: Callable[[int], None] | None = None,
        ready: tuple[Path, dict[str, int]] | None = None,
    ) -> Built:
        """Make it from scratch. The old graph stays readable until the new one takes its place, and stays when the build fails.

        ready: rows that were made before (see `prepared`).
        """
        folder = self.path.with_name(self.path.name + ".build")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with writer(self.path):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            try:
                built = build_file(dataset, folder / self.path.name, state, progress, ready)
                with changing(self.path, self._patience):
                    self._swap(folder / self.path.name)
                    self._remember(state)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        return built

    def _swap(self, new: Path) -> None:
        with new.open("rb") as file:
            os.fsync(file.fileno())
        for each in _files(self.path)[1:]:  # of the old file: they must not be applied to the new one
            each.unlink()
        new.replace(self.path)

    def follow(self, dataset: Store, subjects: Iterable[str], state: str = "") -> None:
        """Bring the nodes and relationships of the subjects (IRIs) to what the canonical view says now, in one transaction."""
        self._check_built()
        with writer(self.path), changing(self.path, self._patience):
            with opened(self.path, READING_MEMORY, keep_log=True) as connection:
                connection.execute("BEGIN TRANSACTION")
                try:
                    follow_subjects(_target(connection), dataset, subjects)
                    note_state(connection, state)
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
            self._remember(state)

    def query(
        self, cypher: str, params: Mapping[str, Any] | None = None, *, limit: int | None = None, timeout: float | None = None
    ) -> Table:
        """Rows of a reading statement. limit: most rows; timeout: seconds. QueryError when it is wrong, would write or takes too long."""
        check_reading(cypher)
        self._check_built()
        with self._mutex, reading(self.path, self._patience):
            try:
                return self._run(cypher, params, limit, timeout)
            except RuntimeError as error:
                if _FULL not in str(error):
                    raise _explained(str(error), timeout) from error
                self.close()  # Ladybug 0.22 keeps memory of earlier queries: a fresh connection has it all
            try:
                return self._run(cypher, params, limit, timeout)
            except RuntimeError as error:
                raise _explained(str(error), timeout) from error

    def _run(self, cypher: str, params: Mapping[str, Any] | None, limit: int | None, timeout: float | None) -> Table:
        connection = self._connection()
        connection.set_query_timeout(int((timeout or 0) * 1000))
        return _table(connection.execute(quote_reserved(cypher), dict(params or {})), limit)

    def _check_built(self) -> None:
        if not self.exists:
            raise StoreError("the property graph has not been built", where=str(self.path), remedy="run `medcoop rebuild`")

    def _connection(self) -> Any:
        """A connection to the file as it is now: opened again when another process has changed it. To be called under the lock."""
        stamp = _stamp(self.path)
        if self._stamp != stamp or self._open is None:
            self.close()
            try:
                database = database_in(self.path, READING_MEMORY, read_only=True)
                self._open, self._stamp = (ladybug.Connection(database), database), stamp
            except RuntimeError as error:
                what = f"the property graph can't be read ({str(error).splitlines()[0]})"
                raise StoreError(what, where=str(self.path), remedy="run `medcoop rebuild`") from error
        return self._open[0]


def _files(path: Path) -> list[Path]:
    """The database file and what lies beside it: its log, and what a killed writer left."""
    beside = [path.with_name(path.name + suffix) for suffix in _SIDECARS]
    return [path, *(each for each in beside if each.exists())]


def _stamp(path: Path) -> list[list[int]]:
    """Changes whenever one of the files does."""
    return [[found.st_ino, found.st_mtime_ns, found.st_size] for found in map(Path.stat, _files(path))]


def _target(connection: Any) -> PerLabel:
    run = partial(statements.run, connection)
    return PerLabel(run, statements.STATEMENTS, lambda label, ids: run(statements.delete_label(label), {"ids": ids}))


def _table(result: Any, limit: int | None) -> Table:
    rows: list[tuple[Any, ...]] = []
    while result.has_next() and (limit is None or len(rows) < limit):
        rows.append(tuple(map(_plain, result.get_next())))
    table = Table(tuple(result.get_column_names()), tuple(rows), not result.has_next())
    result.close()
    return table


def _plain(value: Any) -> Any:
    """Values without Ladybug's internal ids."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "_LABEL" in value:
        kept = {name: each for name, each in value.items() if not name.startswith("_") and each is not None}
        return {"_label": value["_LABEL"], **kept}
    return {{"_NODES": "nodes", "_RELS": "relationships"}.get(name, name): _plain(each) for name, each in value.items()}


def _explained(text: str, timeout: float | None) -> QueryError:
    if "Interrupted" in text:
        return QueryError(f"the query took longer than {timeout:g} s", remedy="ask for less, or allow more time")
    if "read-only" in text:
        return QueryError("the statement would change the graph: queries only read", remedy="use MATCH ... RETURN")
    return QueryError(text.strip().splitlines()[0], remedy="see `medcoop schema` for labels, relationships and properties")

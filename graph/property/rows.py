"""The rows of the whole property graph, streamed from a copy of the embedded one: ten times faster than making them from RDF."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from ...ontology.property_graph import Label, Relationship, schema
from ..sorting import sorted_lines
from .build import build_file, opened
from .ladybug import PropertyGraph
from .sync import version

MEMORY = 128 << 20  # bytes of buffer pool while reading
PART = 10_000  # nodes, or first ends of relationships, that are read at a time: the pool has to hold what a query gives
FRESH = 100_000  # rows after which the file is opened again: Ladybug 0.22 keeps memory of earlier queries
RUN = 16 << 20  # bytes of lines that are sorted at a time
Row = list[Any]


class Rows:
    """Rows as lists, in the order of the schema's columns; of relationships: first id, second id, properties. Both ends exist."""

    def __init__(self, path: Path, scratch: Path) -> None:
        self._path, self._scratch = path, scratch
        self._open, self._read = ExitStack(), FRESH

    def close(self) -> None:
        """Close the file."""
        self._open.close()

    def nodes(self, label: Label, *, ordered: bool = True) -> Iterator[Row]:
        """Rows of a label, by id if ordered."""
        cells = ", ".join(f"a.`{column.name}`" for column in label.columns)
        return self._rows(label.name, "", cells, ordered=ordered)

    def relationships(self, one: Relationship, *, ordered: bool = True) -> Iterator[Row]:
        """Rows of a relationship, by ids if ordered."""
        cells = "".join(f", r.`{name}`" for name in one.properties)
        return self._rows(one.start, f"-[r:`{one.type}`]->(b:`{one.end}`)", f"a.`id`, b.`id`{cells}", ordered=ordered)

    def total(self) -> int:
        """How many rows there are."""
        counts = [f"MATCH (n:`{label.name}`) RETURN count(n)" for label in schema().labels]
        counts += [f"MATCH (:`{one.start}`)-[r:`{one.type}`]->(:`{one.end}`) RETURN count(r)" for one in schema().relationships]
        return sum(int(self._whole(text)[0][0]) for text in counts)

    def _rows(self, label: str, further: str, cells: str, *, ordered: bool) -> Iterator[Row]:
        rows = self._parts(label, further, cells)
        if not ordered:
            return rows
        lines = (json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
        return map(json.loads, sorted_lines(lines, self._scratch, RUN))

    def _parts(self, label: str, further: str, cells: str) -> Iterator[Row]:
        last = self._whole(f"MATCH (a:`{label}`) RETURN max(offset(id(a)))")[0][0]
        text = f"MATCH (a:`{label}`){further} WHERE offset(id(a)) >= $first AND offset(id(a)) < $past RETURN {cells}"
        for first in range(0, 0 if last is None else int(last) + 1, PART):
            yield from self._read_rows(text, {"first": first, "past": first + PART})

    def _whole(self, text: str) -> list[Row]:
        return list(self._read_rows(text))

    def _read_rows(self, text: str, parameters: dict[str, Any] | None = None) -> Iterator[Row]:
        """Rows as they are read: ten thousand institutions may have a million relationships."""
        if self._read >= FRESH:
            self._open.close()
            self._connection, self._read = self._open.enter_context(opened(self._path, MEMORY, read_only=True)), 0
        result = self._connection.execute(text, parameters or {})
        try:
            while result.has_next():
                self._read += 1
                yield list(result.get_next())
        finally:
            result.close()


def state_of(graph: PropertyGraph, snapshot: str) -> str:
    """ "number-snapshot" of a store's snapshot; 0 for the number when it is not known: all changes since ever are a superset."""
    number, shown, tables = (*(graph.state or "").split("-"), "", "", "")[:3]
    return f"{number if (shown, tables) == (snapshot, version()) else 0}-{snapshot}"


@contextmanager
def scratch_beside(graph: PropertyGraph) -> Iterator[Path]:
    """A folder for temporary files, beside the embedded graph where one can be made there."""
    try:
        path = Path(tempfile.mkdtemp(prefix=".push-", dir=graph.path.parent))
    except OSError:
        path = Path(tempfile.mkdtemp(prefix="medcoop-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def rows_of(graph: PropertyGraph, dataset: Store, state: str, scratch: Path) -> Iterator[Rows]:
    """The rows of a state: copied from the embedded graph where it shows that, else made from the dataset. scratch: for the copy."""
    copy = scratch / "rows" / "graph.lbug"
    copy.parent.mkdir(parents=True)
    if not (graph.exists and graph.copy(copy) == f"{state}-{version()}"):
        copy = scratch / "built" / "graph.lbug"
        copy.parent.mkdir()
        build_file(dataset, copy, state, None)
    graph.close()  # the memory that it was read with
    with closing(Rows(copy, scratch)) as rows:
        yield rows
